import { describe, expect, test } from "vitest";
import type { RecordedIntegration } from "../../../review/recording.ts";
import { scheduleRetiredEarly } from "../../../review/rules/schedule-retired-early.ts";
import { judgedChange } from "./judged.ts";

type Line = readonly [issued: string, expires: string, confirmed?: string];

function schedule(...lines: readonly Line[]): Partial<RecordedIntegration> {
  const schedule = lines.map(([issued, expires, confirmed]) => ({ issued, expires, confirmed }));
  return { credentials: { kind: "secret", schedule, registeredEnds: {} } };
}

const old: Line = ["2026-09-01", "2027-02-23"];
const confirmed: Line = ["2026-11-21", "2027-05-15", "2026-11-25"];
const unconfirmed: Line = ["2026-11-21", "2027-05-15"];

describe("schedule-retired-early", () => {
  test("45 days beside a newer one that is confirmed", () => {
    expect(judgedChange(scheduleRetiredEarly, schedule(old, confirmed), schedule(confirmed), "2027-01-05")).toEqual([]);
    expect(judgedChange(scheduleRetiredEarly, schedule(old, confirmed), schedule(confirmed), "2027-01-04")).toEqual([
      "block [2026-09-01] 2026-09-01 of mailgates is retired before its time: 2026-11-21 has been there for 44 of the 45 days that both are to live. A vendor that still uses it is cut off.",
    ]);
  });

  test("a newer one that nobody confirmed, or that is to be confirmed tomorrow, does not stand in for it", () => {
    const said = [
      "block [2026-09-01] 2026-09-01 of mailgates is retired before its time: nobody has confirmed that the vendor uses 2026-11-21 everywhere. A vendor that still uses it is cut off.",
    ];
    expect(judgedChange(scheduleRetiredEarly, schedule(old, unconfirmed), schedule(unconfirmed), "2027-02-01")).toEqual(
      said,
    );
    const tomorrow: Line = ["2026-11-21", "2027-05-15", "2027-02-02"];
    expect(judgedChange(scheduleRetiredEarly, schedule(old, tomorrow), schedule(tomorrow), "2027-02-01")).toEqual(said);
  });

  test("confirmed today is confirmed", () => {
    const today: Line = ["2026-11-21", "2027-05-15", "2027-02-01"];
    expect(judgedChange(scheduleRetiredEarly, schedule(old, today), schedule(today), "2027-02-01")).toEqual([]);
  });

  test("nor an older one, nor one that has ended", () => {
    const said =
      "block [2026-11-21] 2026-11-21 of mailgates is retired before its time: no newer one is alive. A vendor that still uses it is cut off.";
    expect(judgedChange(scheduleRetiredEarly, schedule(old, confirmed), schedule(old), "2027-01-05")).toEqual([said]);
    const ended: Line = ["2026-11-30", "2027-02-01", "2026-12-01"];
    expect(judgedChange(scheduleRetiredEarly, schedule(confirmed, ended), schedule(ended), "2027-02-01")).toEqual([
      said,
    ]);
  });

  test("one that has itself ended may go", () => {
    expect(judgedChange(scheduleRetiredEarly, schedule(old, unconfirmed), schedule(unconfirmed), "2027-02-23")).toEqual(
      [],
    );
    expect(
      judgedChange(scheduleRetiredEarly, schedule(old, unconfirmed), schedule(unconfirmed), "2027-02-22"),
    ).toHaveLength(1);
  });

  test("an emergency says it, for one change alone", () => {
    const emergency = { reason: "pasted into a ticket" };
    const said = [
      "warn [2026-09-01] 2026-09-01 of mailgates is retired before its time: nobody has confirmed that the vendor uses 2026-11-21 everywhere. A vendor that still uses it is cut off.",
    ];
    const [before, after] = [schedule(old, unconfirmed), { ...schedule(unconfirmed), emergency }];
    expect(judgedChange(scheduleRetiredEarly, before, after, "2026-12-01")).toEqual(said);
    expect(judgedChange(scheduleRetiredEarly, { ...before, emergency }, after, "2026-12-01")).toEqual([
      said[0]?.replace("warn", "block"),
    ]);
  });

  test("what an earlier change suspended has no user any more", () => {
    const suspended = { suspended: { since: "2026-11-28", reason: "contract ends" }, enabled: false };
    expect(
      judgedChange(scheduleRetiredEarly, { ...schedule(old, unconfirmed), ...suspended }, schedule(unconfirmed)),
    ).toEqual([]);
    // The word in the settings alone suspends nothing.
    expect(
      judgedChange(
        scheduleRetiredEarly,
        { ...schedule(old, unconfirmed), ...suspended, enabled: true },
        schedule(unconfirmed),
      ),
    ).toHaveLength(1);
  });

  test("a whole integration goes only after it was suspended", () => {
    expect(judgedChange(scheduleRetiredEarly, schedule(confirmed), undefined)).toEqual([
      "block [2026-11-21] 2026-11-21 of mailgates is retired before its time: the integration goes, and no earlier change suspended it. A vendor that still uses it is cut off.",
    ]);
    const leaving = { ...schedule(confirmed), protected: false, leaving: true };
    expect(judgedChange(scheduleRetiredEarly, leaving, undefined)).toHaveLength(1);
    const suspended = { suspended: { since: "2026-11-28", reason: "contract ends" }, enabled: false };
    expect(judgedChange(scheduleRetiredEarly, { ...leaving, ...suspended }, undefined)).toEqual([]);
  });

  test("in a play tenant it goes at any time", () => {
    expect(judgedChange(scheduleRetiredEarly, { ...schedule(confirmed), protected: false }, undefined)).toEqual([]);
  });
});
