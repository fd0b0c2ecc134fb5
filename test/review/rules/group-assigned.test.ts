import { expect, test } from "vitest";
import { groupAssigned } from "../../../review/rules/group-assigned.ts";
import { judged } from "./judged.ts";

const group = "88888888-8888-8888-8888-888888888888";

test("each group is said, with what it needs and whom it leaves out", () => {
  expect(judged(groupAssigned, { signsIn: [], signsInGroups: [group] })).toEqual([
    `warn [${group}] The group ${group} may sign in to mailgates: this needs Entra ID P1, members of a group inside it do not count, and the scopes stay granted for everyone.`,
  ]);
});

test("users alone, and everyone", () => {
  expect(judged(groupAssigned, { signsIn: [group] })).toEqual([]);
  expect(judged(groupAssigned)).toEqual([]);
});
