import { describe, expect, test } from "vitest";
import { addDays, addMonths, dayNumber, isDay, issueDay, midnight } from "../components/dates.ts";

describe("days in UTC", () => {
  test.each([
    ["2026-11-21", true],
    ["2028-02-29", true],
    ["2026-02-29", false],
    ["2026-02-30", false],
    ["2026-13-01", false],
    ["2026-1-01", false],
    ["2026-11-21T00:00:00Z", false],
    ["", false],
  ])("%s exists: %s", (day, exists) => expect(isDay(day)).toBe(exists));

  test("24 months after the day of issue", () => expect(addMonths("2026-11-21", 24)).toBe("2028-11-21"));
  test("a month that is shorter ends on its last day", () => {
    expect(addMonths("2027-01-31", 1)).toBe("2027-02-28");
    expect(addMonths("2028-02-29", 12)).toBe("2029-02-28");
    expect(addMonths("2026-12-31", 2)).toBe("2027-02-28");
  });
  test("days across a month, a leap day, backwards", () => {
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(addDays("2028-03-01", -1)).toBe("2028-02-29");
    expect(dayNumber("2028-11-20") - dayNumber("2026-11-21")).toBe(730);
  });
  test("the letter of a second credential is no part of its day", () =>
    expect(issueDay("2026-11-21b")).toBe("2026-11-21"));
  test("an instant for Graph has no fraction", () => expect(midnight("2028-11-20")).toBe("2028-11-20T00:00:00Z"));
});
