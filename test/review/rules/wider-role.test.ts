import { expect, test } from "vitest";
import type { VendorDefinition } from "../../../components/definition.ts";
import { widerRole } from "../../../review/rules/wider-role.ts";
import { timesheets } from "../../component-args.ts";
import { judged } from "./judged.ts";

const definition: VendorDefinition = {
  ...timesheets,
  directoryRoles: [{ oneOf: ["Exchange Administrator", "Global Administrator"] }, { role: "Global Reader" }],
};

function holding(...names: readonly string[]): string[] {
  const directoryRoles = names.map((name) => ({ name, templateId: name, scope: "/" }));
  return judged(widerRole, { directoryRoles }, { definition });
}

test("the wider of two roles that the page names is told, with the narrower one", () => {
  expect(holding("Global Administrator")).toEqual([
    "warn [Global Administrator] mailgates is Global Administrator, where the vendor's page is content with Exchange Administrator.",
  ]);
});

test("the narrower one is not, nor one that the page asks of everybody", () => {
  expect(holding("Exchange Administrator", "Global Reader")).toEqual([]);
  expect(
    judged(widerRole, { directoryRoles: [{ name: "Global Administrator", templateId: "g", scope: "/" }] }),
  ).toEqual([]);
});
