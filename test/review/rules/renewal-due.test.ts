import { describe, expect, test } from "vitest";
import { renewalDue } from "../../../review/rules/renewal-due.ts";
import { secret } from "../recordings.ts";
import { judged } from "./judged.ts";

const halfYear = { credentials: secret("2026-11-21", "2027-05-15") };
const twoYears = { credentials: secret("2026-11-21", "2028-11-20") };

describe("renewal-due", () => {
  test("a credential of 175 days: 90 days after its issue, overdue ten days later", () => {
    expect(judged(renewalDue, halfYear, { now: "2027-02-18" })).toEqual([]);
    expect(judged(renewalDue, halfYear, { now: "2027-02-19" })).toEqual([
      "warn [2026-11-21] The renewal of 2026-11-21 is due since 2027-02-19: it ends on 2027-05-15, in 85 days.",
    ]);
    expect(judged(renewalDue, halfYear, { now: "2027-03-01" })).toEqual([
      "warn [2026-11-21] The renewal of 2026-11-21 is overdue since 2027-02-19: it ends on 2027-05-15, in 75 days.",
    ]);
  });

  test("a credential of two years: 90 days before its end", () => {
    expect(judged(renewalDue, twoYears, { now: "2028-08-21" })).toEqual([]);
    expect(judged(renewalDue, twoYears, { now: "2028-08-22" })).toEqual([
      "warn [2026-11-21] The renewal of 2026-11-21 is due since 2028-08-22: it ends on 2028-11-20, in 90 days.",
    ]);
  });

  test("one too short for the overlap is due at its half, and overdue as soon as less is left", () => {
    const short = { credentials: secret("2026-11-21", "2027-01-20") };
    expect(judged(renewalDue, short, { now: "2026-12-20" })).toEqual([]);
    expect(judged(renewalDue, short, { now: "2026-12-21" })).toEqual([
      "warn [2026-11-21] The renewal of 2026-11-21 is due since 2026-12-21: it ends on 2027-01-20, in 30 days.",
    ]);
    expect(judged(renewalDue, short, { now: "2026-12-22" })).toEqual([
      "warn [2026-11-21] The renewal of 2026-11-21 is overdue since 2026-12-21: it ends on 2027-01-20, in 29 days.",
    ]);
  });

  test("one that has ended", () => {
    expect(judged(renewalDue, halfYear, { now: "2027-05-15" })).toEqual([
      "warn [2026-11-21] The renewal of 2026-11-21 is overdue since 2027-02-19: it ended on 2027-05-15.",
    ]);
  });

  test("nothing where a newer credential stands, nor where the integration is suspended or leaving", () => {
    const newest = { issued: "2027-02-19", expires: "2027-08-13" };
    const renewed = { ...halfYear.credentials, schedule: [...halfYear.credentials.schedule, newest] };
    const now = "2027-03-01";
    expect(judged(renewalDue, { credentials: renewed }, { now })).toEqual([]);
    expect(judged(renewalDue, {}, { now })).toEqual([]);
    const suspended = { since: "2027-01-01", reason: "contract ends" };
    expect(judged(renewalDue, { ...halfYear, suspended }, { now })).toEqual([]);
    expect(judged(renewalDue, { ...halfYear, leaving: true }, { now })).toEqual([]);
  });
});
