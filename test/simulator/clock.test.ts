import { expect, it } from "vitest";
import { clockFrom } from "../../simulator/clock.ts";

it("stands until it is moved, where nothing makes it run", () => {
  const clock = clockFrom("2026-01-01T00:00:00Z");
  clock.fastForward(86_400_000);
  expect(clock.now()).toEqual(new Date("2026-01-02T00:00:00Z"));
  clock.set("2024-02-29T12:00:00Z");
  expect(clock.now()).toEqual(new Date("2024-02-29T12:00:00Z"));
});

it("runs on from where it was moved to", () => {
  let elapsed = 1000;
  const clock = clockFrom("2026-01-01T00:00:00Z", () => elapsed);
  expect(clock.now()).toEqual(new Date("2026-01-01T00:00:01Z"));
  clock.set(new Date("2027-01-01T00:00:00Z"));
  elapsed += 2000;
  clock.fastForward(60_000);
  expect(clock.now()).toEqual(new Date("2027-01-01T00:01:02Z"));
});

it.each(["someday", ""])("%j is no instant, and the clock stays where it was", (instant) => {
  const clock = clockFrom("2026-01-01T00:00:00Z");
  expect(() => clock.set(instant)).toThrow(RangeError);
  expect(() => clock.fastForward(Number.NaN)).toThrow(RangeError);
  expect(clock.now()).toEqual(new Date("2026-01-01T00:00:00Z"));
});
