/** The parser of what people write by hand. */
import { expect, test } from "vitest";
import { parseYaml } from "../components/settings-yaml.ts";

test("a text that was the last one too is not parsed again; another one is, and other words for nothing count", () => {
  const first = parseYaml("tenant: 1\n");
  expect(parseYaml("tenant: 1\n")).toBe(first);
  expect(parseYaml("tenant: 2\n").data).toEqual({ tenant: 2 });
  expect(parseYaml("tenant: 1\n")).not.toBe(first);
  expect([parseYaml("", "is empty"), parseYaml("", "holds nothing")].map(({ faults }) => faults[0]?.message)).toEqual([
    "is empty",
    "holds nothing",
  ]);
});
