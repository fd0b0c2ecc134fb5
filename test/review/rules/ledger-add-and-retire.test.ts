import { expect, test } from "vitest";
import { ledgerAddAndRetire } from "../../../review/rules/ledger-add-and-retire.ts";
import { secret } from "../recordings.ts";
import { judgedChange } from "./judged.ts";

const old = { credentials: secret("2026-05-01", "2026-10-23") };
const current = { credentials: secret("2026-11-21", "2027-05-15") };
const both = {
  credentials: {
    kind: "secret",
    generations: [...old.credentials.generations, ...current.credentials.generations],
    registeredEnds: { ...old.credentials.registeredEnds, ...current.credentials.registeredEnds },
  },
} as const;

test("adding alone, retiring alone, and a whole integration that comes or goes", () => {
  expect(judgedChange(ledgerAddAndRetire, old, both)).toEqual([]);
  expect(judgedChange(ledgerAddAndRetire, both, current)).toEqual([]);
  expect(judgedChange(ledgerAddAndRetire, undefined, current)).toEqual([]);
  expect(judgedChange(ledgerAddAndRetire, current, undefined)).toEqual([]);
});

test("both in one change are refused, for one that has ended and in an emergency too", () => {
  const said = [
    "block [] One change adds 2026-11-21 and retires 2026-05-01 of mailgates; if the run stops in between, nothing works.",
  ];
  expect(judgedChange(ledgerAddAndRetire, old, current)).toEqual(said);
  expect(judgedChange(ledgerAddAndRetire, old, { ...current, emergency: { reason: "leaked" } })).toEqual(said);
});
