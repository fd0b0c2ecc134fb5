import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, dayNumber } from "../../components/dates.ts";
import type { ScheduledCredential } from "../../components/resolved-integration.ts";
import { advance, type Schedule } from "../../operate/rotate/advance.ts";
import { moveWords } from "../../operate/rotate/words.ts";

const secret: Schedule["definition"] = { credential: { kind: "secret" } };
const twoYears: Schedule["definition"] = { credential: { kind: "secret", lifetime: "24 months" } };
const first: ScheduledCredential = { issued: "2026-11-21", expires: "2027-05-15" };
const second: ScheduledCredential = { issued: "2027-02-19", expires: "2027-08-13" };

function schedule(credentials: readonly ScheduledCredential[], rest: Partial<Schedule> = {}): Schedule {
  return { credentials, resting: false, definition: secret, ...rest };
}

describe("issuing", () => {
  test("the next credential is issued 90 days after the newest one, not a day earlier", () => {
    expect(advance("2027-02-18", schedule([first]))).toEqual({
      move: "wait",
      for: { code: "young", until: "2027-02-19" },
    });
    expect(advance("2027-02-19", schedule([first]))).toEqual({ move: "issue", credential: second });
    expect(advance("2027-02-20", schedule([first]))).toEqual({
      move: "issue",
      credential: { issued: "2027-02-20", expires: "2027-08-14" },
    });
  });

  test("a life of the vendor's page is renewed 90 days before its end, with the same life again", () => {
    const long = { issued: "2026-11-21", expires: "2028-11-20" };
    expect(advance("2028-08-21", schedule([long], { definition: twoYears }))).toMatchObject({ move: "wait" });
    expect(advance("2028-08-22", schedule([long], { definition: twoYears }))).toEqual({
      move: "issue",
      credential: { issued: "2028-08-22", expires: "2030-08-21" },
    });
  });

  test("the next key of a certificate that was made elsewhere is its holder's to make", () => {
    const elsewhere = { ...first, kind: "certificate" as const, certificate: "PEM", keyHolder: "SOC" };
    expect(advance("2027-02-19", schedule([elsewhere]))).toEqual({
      move: "wait",
      for: { code: "key-elsewhere", issued: "2026-11-21", holder: "SOC" },
    });
  });

  test("no next secret is written that the tenant would refuse, from the day on which it does", () => {
    const policy = { blocksSecrets: { since: "2027-02-19" } };
    expect(advance("2027-02-19", schedule([first], { policy }))).toEqual({
      move: "wait",
      for: { code: "blocked", by: "blocksSecrets" },
    });
    expect(
      advance("2027-02-19", schedule([first], { policy: { blocksSecrets: { since: "2027-02-20" } } })),
    ).toMatchObject({
      move: "issue",
    });
    expect(moveWords("mailgates", { move: "wait", for: { code: "blocked", by: "blocksSecrets" } })).toContain(
      "the next one is due, and the tenant takes no new client secret (tenant.policy.blocksSecrets). Add one of another kind by hand where the vendor takes it, or have the deployer exempted (Entra › App management policies › Block password addition › Excluded callers) and write mailgates under tenant.policy.blocksSecrets.exempt",
    );
  });

  test("the next one is of the newest one's kind, with that kind's life, and named behind the newest of any kind", () => {
    const both: Schedule["definition"] = {
      credential: {
        all: [
          { kind: "secret", lifetime: "12 months" },
          { kind: "certificate", thumbprint: "none" },
        ],
      },
    };
    const line = { ...first, kind: "secret" as const };
    expect(advance("2027-02-19", schedule([line], { definition: both, latest: "2027-02-19" }))).toEqual({
      move: "issue",
      credential: { issued: "2027-02-19b", expires: "2028-02-18", kind: "secret" },
    });
  });

  test("24 months from 29 February end on the last of February", () => {
    const ended = { issued: "2024-01-01", expires: "2024-02-29" };
    expect(advance("2028-02-29", schedule([ended], { definition: twoYears }))).toEqual({
      move: "issue",
      credential: { issued: "2028-02-29", expires: "2030-02-27" },
    });
  });

  test("where everything has ended a new one comes before anything is tidied up", () => {
    expect(advance("2027-05-15", schedule([first]))).toMatchObject({
      move: "issue",
      credential: { issued: "2027-05-15" },
    });
  });

  test("on its last living day the credential still counts", () => {
    expect(advance("2027-05-14", schedule([first, second]))).toEqual({
      move: "wait",
      for: { code: "unconfirmed", issued: "2027-02-19" },
    });
  });
});

describe("retiring", () => {
  const confirmed = { ...second, confirmed: "2027-03-01" };

  test("the old one goes when the newer one is confirmed and 45 days old, not a day earlier", () => {
    expect(advance("2027-04-04", schedule([first, confirmed]))).toEqual({
      move: "wait",
      for: { code: "overlap", until: "2027-04-05" },
    });
    expect(advance("2027-04-05", schedule([first, confirmed]))).toEqual({
      move: "retire",
      issued: "2026-11-21",
      reason: { code: "replaced", by: "2027-02-19", confirmed: "2027-03-01", days: 45 },
    });
  });

  test("without a confirmation it stays until it has ended", () => {
    expect(advance("2027-05-14", schedule([first, second]))).toMatchObject({ move: "wait" });
    expect(advance("2027-05-15", schedule([first, second]))).toEqual({
      move: "retire",
      issued: "2026-11-21",
      reason: { code: "ended", on: "2027-05-15" },
    });
  });

  test("a confirmation of tomorrow confirms nothing today", () => {
    const early = { ...second, confirmed: "2027-04-10" };
    expect(advance("2027-04-09", schedule([first, early]))).toMatchObject({ move: "wait" });
    expect(advance("2027-04-10", schedule([first, early]))).toMatchObject({ move: "retire" });
  });

  test("three living ones are for a person to sort out", () => {
    const third = { issued: "2027-03-01", expires: "2027-08-20" };
    expect(advance("2027-03-02", schedule([first, second, third]))).toEqual({
      move: "wait",
      for: { code: "too-many", issued: ["2026-11-21", "2027-02-19", "2027-03-01"] },
    });
  });

  test("what is suspended or leaving gets no new credential; what has ended beside another is tidied up", () => {
    expect(advance("2027-05-14", schedule([first], { resting: true }))).toMatchObject({ move: "wait" });
    expect(advance("2027-06-01", schedule([first, second], { resting: true }))).toMatchObject({
      move: "retire",
      issued: "2026-11-21",
    });
    expect(advance("2027-06-01", schedule([], { resting: true }))).toEqual({ move: "wait", for: { code: "resting" } });
  });
});

describe("after a leak", () => {
  test("the next one is issued at once", () => {
    expect(advance("2026-12-01", schedule([first], { emergency: {} }))).toEqual({
      move: "issue",
      credential: { issued: "2026-12-01", expires: "2027-05-25" },
    });
  });

  test("a second one on one day gets a letter", () => {
    expect(advance("2026-11-21", schedule([first], { emergency: {} }))).toMatchObject({
      credential: { issued: "2026-11-21b" },
    });
  });

  test("the leaked one goes without overlap as soon as the newer one is confirmed", () => {
    const next = { issued: "2026-12-01", expires: "2027-05-25" };
    expect(advance("2026-12-02", schedule([first, next], { emergency: {} }))).toMatchObject({
      for: { code: "unconfirmed" },
    });
    const used = { ...next, confirmed: "2026-12-02" };
    expect(advance("2026-12-02", schedule([first, used], { emergency: {} }))).toEqual({
      move: "retire",
      issued: "2026-11-21",
      reason: { code: "leaked", by: "2026-12-01" },
    });
  });

  test("one that leaked before anybody used it goes, and the older one stays", () => {
    expect(advance("2027-02-20", schedule([first, second], { emergency: { leaked: "2027-02-19" } }))).toEqual({
      move: "retire",
      issued: "2027-02-19",
      reason: { code: "leaked-unused" },
    });
  });
});

/** Applies the move of one day to a schedule. */
function applied(today: string, before: Schedule): Schedule {
  const next = advance(today, before);
  if (next.move === "issue") return { ...before, credentials: [...before.credentials, next.credential] };
  if (next.move === "retire")
    return { ...before, credentials: before.credentials.filter(({ issued }) => issued !== next.issued) };
  return before;
}

describe("over five years of runs at any day", () => {
  const gaps = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 60, maxLength: 60 });
  const pastes = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 60, maxLength: 60 });

  test.each([
    ["175 days", secret, first],
    ["24 months", twoYears, { issued: "2026-11-21", expires: "2028-11-20" }],
  ] as const)("%s: one or two live, no gap, and what is in use never goes", (_, definition, begin) => {
    fc.assert(
      fc.property(gaps, pastes, (runs, delays) => {
        let today = "2026-11-21";
        let state = schedule([begin], { definition });
        let issues = 0;
        let used = begin.issued;
        const pasted = new Map<string, string>();
        for (const gap of runs) {
          // The vendor's administrator pastes each newest credential after a delay, and says so.
          const next = addDays(today, gap);
          for (const [issued, day] of pasted)
            if (day <= next && issued > used) {
              used = issued;
              state = {
                ...state,
                credentials: state.credentials.map((one) => (one.issued === issued ? { ...one, confirmed: day } : one)),
              };
            }
          today = next;
          const before = state;
          state = applied(today, state);
          expect(Math.abs(state.credentials.length - before.credentials.length)).toBeLessThanOrEqual(1);
          const newest = state.credentials.at(-1);
          if (newest && !before.credentials.includes(newest) && newest.issued !== used)
            pasted.set(newest.issued, addDays(today, delays[issues++ % delays.length] ?? 0));
          const alive = state.credentials.filter(({ expires }) => dayNumber(expires) > dayNumber(today));
          expect(alive.length).toBeGreaterThanOrEqual(1);
          expect(alive.length).toBeLessThanOrEqual(2);
          expect(alive.map(({ issued }) => issued)).toContain(used);
        }
      }),
      { seed: 20261121, numRuns: 100 },
    );
  });

  test("a clock that goes backwards changes nothing", () => {
    const after = applied("2027-02-19", schedule([first]));
    expect(advance("2027-02-01", after)).toMatchObject({ move: "wait" });
  });
});
