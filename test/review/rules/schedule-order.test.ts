import { describe, expect, test } from "vitest";
import { scheduleOrder } from "../../../review/rules/schedule-order.ts";
import { judged } from "./judged.ts";

function schedule(...lines: readonly (readonly [issued: string, expires: string])[]) {
  const schedule = lines.map(([issued, expires]) => ({ issued, expires }));
  return judged(scheduleOrder, { credentials: { kind: "secret", schedule, registeredEnds: {} } });
}

describe("schedule-order", () => {
  test("oldest first, two alive, the newest issued tomorrow at the latest", () => {
    expect(schedule(["2026-09-01", "2027-02-20"], ["2026-12-02", "2027-05-15"])).toEqual([]);
    expect(schedule(["2026-11-21", "2027-05-15"], ["2026-11-21b", "2027-05-15"])).toEqual([]);
    expect(schedule()).toEqual([]);
  });

  test("issued in advance", () => {
    expect(schedule(["2026-12-03", "2027-05-15"])).toEqual([
      "block [2026-12-03] The schedule of mailgates is not in order: issued 2026-12-03 is more than one day after today, 2026-12-01.",
    ]);
  });

  test("dead before it was issued, or on a day that does not exist", () => {
    expect(schedule(["2026-11-21", "2026-11-21"])).toEqual([
      "block [2026-11-21] The schedule of mailgates is not in order: expires 2026-11-21 is not after issued 2026-11-21.",
    ]);
    expect(schedule(["2026-11-21", "2027-02-30"])).toEqual([
      "block [2026-11-21] The schedule of mailgates is not in order: issued 2026-11-21 or expires 2027-02-30 is not a day that exists.",
    ]);
  });

  test("twice, out of order, three alive, longer than the page allows: as the settings say it", () => {
    expect(schedule(["2026-11-20", "2027-05-15"], ["2026-11-20", "2027-05-15"])).toEqual([
      "block [2026-11-20] The schedule of mailgates is not in order: issued 2026-11-20 stands twice; a second credential on one day gets a letter (2026-11-20b).",
    ]);
    expect(schedule(["2026-11-20", "2027-05-15"], ["2026-11-19", "2027-05-15"])).toEqual([
      "block [2026-11-19] The schedule of mailgates is not in order: issued 2026-11-19 stands after 2026-11-20; write the oldest credential first.",
    ]);
    expect(schedule(["2026-11-18", "2027-05-15"], ["2026-11-19", "2027-05-15"], ["2026-11-20", "2027-05-15"])).toEqual([
      "block [2026-11-20] The schedule of mailgates is not in order: 3 credentials would be alive on 2026-11-20; at most 2. Retire the oldest in a change of its own first.",
    ]);
    expect(schedule(["2026-11-21", "2028-11-22"])).toEqual([
      "block [2026-11-21] The schedule of mailgates is not in order: expires 2028-11-22 is more than 24 months after issued 2026-11-21; MAILGATES Σ's page allows until 2028-11-21.",
    ]);
  });
});
