import { describe, expect, it } from "vitest";
import { clockAdvice, skewLine } from "../operate/machine-clock.ts";
import { clockWatch } from "../operate/opened.ts";

const now = new Date("2026-11-27T04:30:59Z");

describe("a refusal that a wrong clock explains", () => {
  it("is told with what this machine takes for the time", () => {
    expect(clockAdvice("AADSTS700024: Client assertion is not within its valid time range.", now)).toBe(
      "\nThis machine's clock says 2026-11-27 04:30 UTC. If that is not the time, set it (timedatectl set-ntp true): a certificate's assertion is dated by it.",
    );
  });

  it("is no other refusal", () => {
    expect(clockAdvice("AADSTS7000215: Invalid client secret provided.", now)).toBe("");
  });
});

describe("two clocks", () => {
  it.each([
    ["an hour ahead", "2026-11-27T03:30:59Z", "60 minutes ahead of Microsoft's (2026-11-27 03:30 UTC)"],
    ["six minutes behind", "2026-11-27T04:36:59Z", "6 minutes behind Microsoft's (2026-11-27 04:36 UTC)"],
  ])("%s are told apart", (_, service, words) => {
    expect(skewLine(now, new Date(service))).toBe(
      `This machine's clock is ${words}: set it (timedatectl set-ntp true). Until then a certificate's sign-in may be refused, and days are judged wrongly.`,
    );
  });

  it("five minutes apart are the same to Entra", () => {
    expect(skewLine(now, new Date("2026-11-27T04:25:59Z"))).toBeUndefined();
  });
});

it("a wrong clock is told once, however often Graph answers", () => {
  const said: string[] = [];
  const watch = clockWatch(
    (line) => void said.push(line),
    () => now,
  );
  for (const date of ["2026-11-27T04:31:00Z", "2026-11-27T03:30:59Z", "2026-11-27T03:31:09Z"]) watch(new Date(date));
  expect(said).toEqual([skewLine(now, new Date("2026-11-27T03:30:59Z"))]);
});
