import { expect, test } from "vitest";
import { vaultRemoved } from "../../../review/rules/vault-removed.ts";
import { tokens } from "../../../review/tokens.ts";
import { registration } from "../recordings.ts";
import { judgedChange } from "./judged.ts";

const below = "mailgates";
const password = registration(tokens.password, "mailgates-2026-11-21", { below });
const entry = registration(tokens.vaultSecret, "mailgates-2026-11-21", { below });
const kept = { resources: [password, entry] };
const bare = { resources: [password] };

test("credentials that leave the vault stand in the state alone", () => {
  expect(judgedChange(vaultRemoved, kept, bare)).toEqual([
    "warn [] The credentials of mailgates leave the vault and are deleted there: from now on they stand in the stack's state alone.",
  ]);
});

test("nothing is said where they stay, come, or were never kept there", () => {
  expect(judgedChange(vaultRemoved, kept, kept)).toEqual([]);
  expect(judgedChange(vaultRemoved, bare, kept)).toEqual([]);
  expect(judgedChange(vaultRemoved, bare, bare)).toEqual([]);
  expect(judgedChange(vaultRemoved, undefined, bare)).toEqual([]);
});

test("nothing is said where the integration, or its last credential, goes with its entry", () => {
  expect(judgedChange(vaultRemoved, kept, undefined)).toEqual([]);
  expect(judgedChange(vaultRemoved, kept, { resources: [] })).toEqual([]);
});
