import { expect, test } from "vitest";
import { scheduleAddAndRetire } from "../../../review/rules/schedule-add-and-retire.ts";
import { secret } from "../recordings.ts";
import { judgedChange } from "./judged.ts";

const old = { credentials: secret("2026-05-01", "2026-10-23") };
const current = { credentials: secret("2026-11-21", "2027-05-15") };
const both = {
  credentials: {
    kind: "secret",
    schedule: [...old.credentials.schedule, ...current.credentials.schedule],
    registeredEnds: { ...old.credentials.registeredEnds, ...current.credentials.registeredEnds },
  },
} as const;

test("adding alone, retiring alone, and a whole integration that comes or goes", () => {
  expect(judgedChange(scheduleAddAndRetire, old, both)).toEqual([]);
  expect(judgedChange(scheduleAddAndRetire, both, current)).toEqual([]);
  expect(judgedChange(scheduleAddAndRetire, undefined, current)).toEqual([]);
  expect(judgedChange(scheduleAddAndRetire, current, undefined)).toEqual([]);
});

test("both in one change are refused, for one that has ended and in an emergency too", () => {
  const said = [
    "block [] One change adds 2026-11-21 and retires 2026-05-01 of mailgates; if the run stops in between, nothing works.",
  ];
  expect(judgedChange(scheduleAddAndRetire, old, current)).toEqual(said);
  expect(judgedChange(scheduleAddAndRetire, old, { ...current, emergency: { reason: "leaked" } })).toEqual(said);
});
