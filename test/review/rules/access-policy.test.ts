import { expect, test } from "vitest";
import { vendors } from "../../../components/vendors/index.ts";
import { teamconnect } from "../../../components/vendors/teamconnect.ts";
import { accessPolicy } from "../../../review/rules/access-policy.ts";
import { judged } from "./judged.ts";

test.each(Object.values(vendors))("$product runs no such command", (definition) => {
  expect(judged(accessPolicy, {}, { definition })).toEqual([]);
});

test("a step that does is refused; Teams' command of a similar name is another thing", () => {
  const running = (text: string) => ({
    ...teamconnect,
    procedures: [
      { title: "Exchange", when: "set-up", onPage: true, steps: [{ step: "1", by: "stack", text }] },
    ] as const,
  });
  expect(judged(accessPolicy, {}, { definition: running("Run New-ApplicationAccessPolicy -AppId …") })).toEqual([
    "block [] The steps for mailgates run New-ApplicationAccessPolicy, which Microsoft asks to use no more.",
  ]);
  expect(judged(accessPolicy, {}, { definition: running("Run New-CsApplicationAccessPolicy …") })).toEqual([]);
});
