import { expect, test } from "vitest";
import { owners } from "../../../review/rules/owners.ts";
import { judged } from "./judged.ts";

const first = { id: "33333333-3333-3333-3333-333333333333", kind: "servicePrincipal" } as const;
const second = { id: "55555555-5555-5555-5555-555555555555", kind: "user" } as const;

test("two on both", () => {
  expect(judged(owners, { owners: { application: [first, second], principal: [first, second] } })).toEqual([]);
});

test("one is said, where it is missing", () => {
  expect(judged(owners, { owners: { application: [first], principal: [first] } })).toEqual([
    "warn [] mailgates has 1 of the two owners that keep it in somebody's hands, on the application and the service principal.",
  ]);
  expect(judged(owners, { owners: { application: [first, second], principal: [first] } })).toEqual([
    "warn [] mailgates has 1 of the two owners that keep it in somebody's hands, on the service principal.",
  ]);
});

test("none is refused", () => {
  expect(judged(owners, { owners: { application: [], principal: [first] } })).toEqual([
    "block [] mailgates has 0 of the two owners that keep it in somebody's hands, on the application.",
  ]);
});
