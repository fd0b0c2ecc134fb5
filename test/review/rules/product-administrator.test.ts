import { expect, test } from "vitest";
import { groupAssigned } from "../../../review/rules/group-assigned.ts";
import { productAdministrator } from "../../../review/rules/product-administrator.ts";
import { judged } from "./judged.ts";

const user = "44444444-4444-4444-4444-444444444444";
const group = "88888888-8888-8888-8888-888888888888";
const inRoles = [
  { id: user, role: "Admin", administers: true, group: false },
  { id: group, role: "Admin", administers: true, group: true },
  { id: group, role: "Viewer", administers: false, group: true },
];

test("each user and group with a role that administers the product, and no other role", () => {
  expect(judged(productAdministrator, { signsIn: [user], signsInGroups: [group], inRoles })).toEqual([
    `warn [${user}] The user ${user} administers the product of mailgates, by its role Admin.`,
    `warn [${group}] The group ${group} administers the product of mailgates, by its role Admin.`,
  ]);
  expect(judged(productAdministrator)).toEqual([]);
});

test("a group in a role stands where the file has it", () => {
  const integration = { signsIn: [], signsInGroups: [group], inRoles } as const;
  expect(judged(groupAssigned, integration)).toHaveLength(1);
});
