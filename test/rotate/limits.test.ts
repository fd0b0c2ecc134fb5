import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { addDays } from "../../components/dates.ts";
import { endOf, isOverdue, renewalDay } from "../../components/rotation.ts";
import { parseTenant } from "../../components/settings.ts";
import type { TenantPolicy } from "../../components/tenant-policy.ts";
import { definitionOf, type VendorName, vendors } from "../../components/vendors/index.ts";
import { advance } from "../../operate/rotate/advance.ts";
import { edited } from "../../operate/rotate/edit.ts";
import { rotationOf } from "../../operate/rotate/plan.ts";

const begin = "2026-11-21";

describe("the tenant's limit of a credential's life", () => {
  const secret = { credential: { kind: "secret" } } as const;

  test("shortens the life that the vendor's page or the usual days would give", () => {
    expect(endOf("2027-02-19", secret, { secretLifetimeDays: { days: 90 } })).toBe("2027-05-20");
    expect(endOf("2027-02-19", vendors["mailgates-sigma"], { secretLifetimeDays: { days: 180 } })).toBe("2027-08-18");
  });
  test("changes nothing that is shorter by itself, nor what was issued before it counts", () => {
    expect(endOf("2027-02-19", secret, { secretLifetimeDays: { days: 175 } })).toBe("2027-08-13");
    expect(endOf("2027-02-19", secret, { secretLifetimeDays: { days: 90, since: "2027-02-20" } })).toBe("2027-08-13");
    expect(endOf("2027-02-20", secret, { secretLifetimeDays: { days: 90, since: "2027-02-20" } })).toBe("2027-05-21");
  });
  test("is one for secrets and another for certificates", () => {
    const certificate = vendors["servicenow-teams"];
    expect(endOf("2027-02-19", certificate, { secretLifetimeDays: { days: 90 } })).toBe("2027-08-13");
    expect(endOf("2027-02-19", certificate, { certificateLifetimeDays: { days: 90 } })).toBe("2027-05-20");
  });
});

test.each([
  [175, "2027-02-19"],
  [91, "2027-01-06"],
  [90, "2027-01-05"],
  [60, "2026-12-21"],
  [30, "2026-12-06"],
  [1, "2026-11-21"],
])("a life of %i days is renewed on %s: half of it is left at the least, up to 45 days", (life, due) => {
  const credential = { issued: begin, expires: addDays(begin, life) };
  expect(renewalDay(credential)).toBe(due);
  expect([isOverdue(credential, due), isOverdue(credential, addDays(due, 10))]).toEqual([false, true]);
});

const dev = parse(readFileSync(new URL("../../tenants/dev.yaml", import.meta.url), "utf8"));
const names = Object.keys(dev.integrations);

const limit = fc.option(
  fc.record(
    { days: fc.integer({ min: 1, max: 800 }), since: fc.integer({ min: -50, max: 900 }).map((n) => addDays(begin, n)) },
    { requiredKeys: ["days"] },
  ),
  { nil: undefined },
);

/** A schedule as a file may hold it: one or two credentials, of any life that page and tenant allow. */
function scheduleFrom(vendor: VendorName, policy: TenantPolicy, numbers: readonly number[]) {
  const [gap = 0, life = 1, secondLife = 1, two = 0, sameDay = 0] = numbers;
  const made = (issued: string, days: number) => {
    const latest = endOf(issued, definitionOf(vendor), policy);
    const wanted = addDays(issued.slice(0, 10), days);
    return { issued, expires: wanted < latest ? wanted : latest };
  };
  const first = made(begin, life);
  if (two % 2 === 0) return [first];
  return [first, made(sameDay % 3 === 0 ? `${begin}b` : addDays(begin, gap + 1), secondLife)];
}

const case_ = fc.record({
  name: fc.constantFrom(...names),
  policy: fc.record({ secretLifetimeDays: limit, certificateLifetimeDays: limit }),
  numbers: fc.array(fc.integer({ min: 1, max: 740 }), { minLength: 5, maxLength: 5 }),
  confirmed: fc.boolean(),
  emergency: fc.constantFrom(undefined, {}, "newest" as const),
  today: fc.integer({ min: -5, max: 1500 }).map((n) => addDays(begin, n)),
  indent: fc.constantFrom(2, 4),
  flow: fc.boolean(),
});

test("what rotate writes has no fault: any vendor, any limit of the tenant, any day, after a leak as well", () => {
  let written = 0;
  fc.assert(
    fc.property(case_, ({ name, policy, numbers, confirmed, emergency, today, indent, flow }) => {
      const settings = dev.integrations[name];
      const credentials: { issued: string; expires: string; confirmed?: string }[] = scheduleFrom(
        settings.vendor,
        policy,
        numbers,
      );
      const newest = credentials.at(-1);
      if (newest && confirmed) newest.confirmed = newest.issued.slice(0, 10);
      const text = stringify(
        {
          tenant: { ...dev.tenant, policy },
          integrations: { [name]: { ...settings, credentials } },
        },
        { indent, collectionStyle: flow ? "flow" : "any" },
      );
      const before = parseTenant(text, "before");
      const leak = emergency === "newest" ? { leaked: newest?.issued ?? "" } : emergency;
      const { edits } = rotationOf(name, before.integrations[name] ?? settings, before, today, leak);
      if (edits.length === 0) return;
      written += 1;
      const after = edits.reduce((held, edit) => edited(held, name, edit), text);
      expect(() => parseTenant(after, "after")).not.toThrow();
    }),
    { seed: 20261121, numRuns: 300 },
  );
  expect(written).toBeGreaterThan(80);
});

describe("the name of the next one", () => {
  const definition = vendors.teamconnect;
  const issue = (today: string, ...issued: readonly string[]) =>
    advance(today, {
      credentials: issued.map((one) => ({ issued: one, expires: addDays(one.slice(0, 10), 100) })),
      resting: false,
      definition,
      emergency: {},
    });

  test("stands behind the newest of the same day, though an earlier letter is free again", () => {
    expect(issue(begin, `${begin}c`)).toMatchObject({ credential: { issued: `${begin}d` } });
  });
  test("is none before a credential of a day to come, or when the letters are used up", () => {
    expect(issue("2026-11-20", begin)).toEqual({ move: "wait", for: { code: "ahead", issued: begin } });
    expect(issue(begin, `${begin}z`)).toEqual({ move: "wait", for: { code: "ahead", issued: `${begin}z` } });
  });
});
