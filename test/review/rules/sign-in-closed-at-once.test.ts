import { expect, test } from "vitest";
import { signInClosedAtOnce } from "../../../review/rules/sign-in-closed-at-once.ts";
import { judgedChange } from "./judged.ts";

const [ada, bob] = ["77777777-7777-7777-7777-777777777777", "88888888-8888-8888-8888-888888888888"];
const everyone = {};
const assigned = { signsIn: [ada], stillOpen: true, assigned: [ada] } as const;
const closed = { signsIn: [ada], assignmentRequired: true, assigned: [ada] };

test("a running integration that closes and first assigns is refused, whichever of those it names are new", () => {
  expect(judgedChange(signInClosedAtOnce, everyone, closed)).toEqual([
    `block [] One change closes mailgates to everyone else and first assigns ${ada}; the requirement is written before the assignments, so nobody can sign in in between, or at all if the run stops there.`,
  ]);
  expect(judgedChange(signInClosedAtOnce, assigned, { ...closed, assigned: [ada, bob] })).toEqual([
    `block [] One change closes mailgates to everyone else and first assigns ${bob}; the requirement is written before the assignments, so nobody can sign in in between, or at all if the run stops there.`,
  ]);
});

test("the two changes one after the other, and what opens a closed one", () => {
  expect(judgedChange(signInClosedAtOnce, everyone, assigned)).toEqual([]);
  expect(judgedChange(signInClosedAtOnce, assigned, closed)).toEqual([]);
  expect(judgedChange(signInClosedAtOnce, closed, { ...closed, assigned: [ada, bob] })).toEqual([]);
  expect(judgedChange(signInClosedAtOnce, closed, everyone)).toEqual([]);
});

test("a new integration is closed from its first run, and one that goes opens nothing", () => {
  expect(judgedChange(signInClosedAtOnce, undefined, closed)).toEqual([]);
  expect(judgedChange(signInClosedAtOnce, closed, undefined)).toEqual([]);
});
