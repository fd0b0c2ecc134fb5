import { describe, expect, test } from "vitest";
import { assignmentRequired } from "../../../review/rules/assignment-required.ts";
import { granted } from "../recordings.ts";
import { judged, role, scope } from "./judged.ts";

const [ada, bob] = ["77777777-7777-7777-7777-777777777777", "88888888-8888-8888-8888-888888888888"];
const right = {
  signsIn: [ada],
  assignmentRequired: true,
  assigned: [ada],
  granted: [granted(scope("Mail.Read"), [ada]), granted(role("User.Read.All"))],
};

describe("assignment-required", () => {
  test("everyone may sign in, or those who are named, assigned and granted", () => {
    expect(judged(assignmentRequired, { granted: [granted(scope("Mail.Read"))] })).toEqual([]);
    expect(judged(assignmentRequired, right)).toEqual([]);
  });

  test("no assignment is required", () => {
    expect(judged(assignmentRequired, { ...right, assignmentRequired: false })).toEqual([
      "warn [] The settings let only named people sign in to mailgates, yet everyone may: no assignment is required.",
    ]);
  });

  test("somebody is named and not assigned", () => {
    expect(judged(assignmentRequired, { ...right, signsIn: [ada, bob] })).toEqual([
      `warn [${bob}] The settings let only named people sign in to mailgates, yet ${bob} is named and not assigned.`,
    ]);
  });

  test("a scope is granted for everyone, or for somebody else", () => {
    const said = [
      "warn [Mail.Read] The settings let only named people sign in to mailgates, yet Mail.Read is granted for others too.",
    ];
    expect(judged(assignmentRequired, { ...right, granted: [granted(scope("Mail.Read"))] })).toEqual(said);
    expect(judged(assignmentRequired, { ...right, granted: [granted(scope("Mail.Read"), [ada, bob])] })).toEqual(said);
  });

  test("everyone still may while they are being assigned, and their grants may stand beside the one for everyone", () => {
    const between = {
      ...right,
      assignmentRequired: false,
      stillOpen: true,
      granted: [granted(scope("Mail.Read"))],
    } as const;
    expect(judged(assignmentRequired, between)).toEqual([
      "warn [] The settings let only named people sign in to mailgates, yet everyone still may, until a later change removes `stillOpen`.",
    ]);
  });

  test("with a group the scopes are granted for everyone, and the group itself is assigned", () => {
    const group = {
      ...right,
      signsIn: [],
      signsInGroups: [bob],
      assigned: [bob],
      granted: [granted(scope("Mail.Read"))],
    };
    expect(judged(assignmentRequired, group)).toEqual([]);
    expect(judged(assignmentRequired, { ...group, assigned: [] })).toEqual([
      `warn [${bob}] The settings let only named people sign in to mailgates, yet ${bob} is named and not assigned.`,
    ]);
  });
});
