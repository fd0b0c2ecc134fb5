/** Which integrations a word on the command line names, where an entry has several linked applications. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { resolveTenant } from "../components/resolved-tenant.ts";
import { parseTenant } from "../components/settings.ts";
import { integrationNamed, integrationsNamed } from "../operate/named.ts";
import type { Stack } from "../operate/stack.ts";
import { linkedFile } from "./linked-file.ts";

const head = (readFileSync("tenants/gallery.yaml", "utf8").split("integrations:")[0] ?? "")
  .split("\n")
  .slice(2)
  .join("\n");
const other = "  wazuh:\n    vendor: wazuh-o365\n    credentials: [{ issued: 2026-11-21, expires: 2027-05-15 }]\n";
const text = linkedFile(`${head}integrations:\n${other}`);
const stack = {
  file: "tenants/x.yaml",
  integrations: resolveTenant(parseTenant(text, "tenants/x.yaml")),
} as unknown as Stack;

test.each([
  ["netwrix", ["netwrix-exchange", "netwrix-sharepoint"]],
  ["netwrix-exchange", ["netwrix-exchange"]],
  ["netwrix.exchange", ["netwrix-exchange"]],
  ["netwrix.parts.sharepoint", ["netwrix-sharepoint"]],
  ["wazuh", ["wazuh"]],
])("%s", (word, names) => {
  expect(integrationsNamed(stack, word).map(({ name }) => name)).toEqual(names);
});

test("what is about one credential wants one of them", () => {
  expect(integrationNamed(stack, "netwrix.sharepoint").name).toBe("netwrix-sharepoint");
  expect(() => integrationNamed(stack, "netwrix")).toThrow(
    "netwrix has several linked applications, and this is about one: which of netwrix-exchange, netwrix-sharepoint?",
  );
});

test("a misspelt word is told with the nearest, an entry's among them", () => {
  expect(() => integrationsNamed(stack, "netwrx")).toThrow(
    'tenants/x.yaml has no integration "netwrx"; did you mean netwrix?',
  );
});
