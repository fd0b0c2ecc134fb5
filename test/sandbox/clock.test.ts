import { expect, it } from "vitest";
import { dayOf, sandboxClock } from "../../sandbox/clock.ts";

it("begins at midnight of the sandbox's day, and the time of day runs on", () => {
  let elapsed = 0;
  const clock = sandboxClock("2026-11-21", undefined, () => elapsed);
  expect(clock.now()).toEqual(new Date("2026-11-21T00:00:00Z"));
  elapsed = 61_000;
  expect(clock.now()).toEqual(new Date("2026-11-21T00:01:01Z"));
});

it("goes on where the sandbox was, and never runs backwards", () => {
  const later = "2027-02-19T08:00:00.000Z";
  expect(sandboxClock("2026-11-21", later, () => 0).now()).toEqual(new Date(later));
  expect(sandboxClock("2027-02-19", later, () => 0).now()).toEqual(new Date(later));
});

it("jumps to a newer day when the file has a newer credential", () => {
  const clock = sandboxClock("2027-02-19", "2026-11-21T00:10:00.000Z", () => 0);
  expect(dayOf(clock.now())).toBe("2027-02-19");
});

it("is refused without a day", () => {
  expect(() => sandboxClock("someday", undefined, () => 0).now()).toThrow('cannot begin at "someday"');
});
