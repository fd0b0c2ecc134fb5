import { describe, expect, test } from "vitest";
import { scheduleRegistered } from "../../../review/rules/schedule-registered.ts";
import { integration, secret } from "../recordings.ts";
import { judged, today } from "./judged.ts";

const credentials = secret("2026-11-21", "2027-05-15");

describe("schedule-registered", () => {
  test("what Entra gets is the schedule's line", () => {
    expect(judged(scheduleRegistered, { credentials })).toEqual([]);
    expect(judged(scheduleRegistered)).toEqual([]);
  });

  test("another end", () => {
    const registeredEnds = { "2026-11-21": "2036-05-15T00:00:00Z" };
    expect(judged(scheduleRegistered, { credentials: { ...credentials, registeredEnds } })).toEqual([
      "block [2026-11-21] Of the credential 2026-11-21 Entra gets one until 2036-05-15, while the schedule says 2027-05-15.",
    ]);
  });

  test("a credential beside the schedule, with an end or without", () => {
    const registeredEnds = { ...credentials.registeredEnds, spare: "2027-05-15T00:00:00Z", "spare-2": "" };
    expect(judged(scheduleRegistered, { credentials: { ...credentials, registeredEnds } })).toEqual([
      "block [spare] Of the credential spare Entra gets one until 2027-05-15, while the schedule names none.",
      "block [spare-2] Of the credential spare-2 Entra gets one without an end, while the schedule names none.",
    ]);
  });

  test("its place is the line of the schedule", () => {
    const registeredEnds = { "2026-11-21": "2036-05-15T00:00:00Z", spare: "2027-05-15T00:00:00Z" };
    const state = {
      integration: integration({ credentials: { ...credentials, registeredEnds } }),
      definition: undefined,
    };
    expect(scheduleRegistered.check({ ...state, now: today }).map(({ path }) => path)).toEqual([
      "credentials[0]",
      "credentials",
    ]);
  });

  test("a line that issues nothing", () => {
    expect(judged(scheduleRegistered, { credentials: { ...credentials, registeredEnds: {} } })).toEqual([
      "block [2026-11-21] Of the credential 2026-11-21 Entra gets nothing, while the schedule says 2027-05-15.",
    ]);
  });
});
