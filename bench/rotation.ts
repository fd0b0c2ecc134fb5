/**
 * Five years of rotation, day by day, with people who merge, deploy and paste late: how often a vendor stands without a
 * working credential, and whether `status` had warned. Prints the table of docs/rotation.md.
 */
import { addDays, dayNumber } from "../components/dates.ts";
import type { VendorDefinition } from "../components/definition.ts";
import { endOf } from "../components/rotation.ts";
import type { CredentialEntry, Tenant } from "../components/settings.ts";
import { advance, type Move } from "../operate/rotate/advance.ts";
import { credentialStatuses, worst } from "../operate/status/standing.ts";

/** How late people are: each delay is drawn from 0 to this many days. */
export interface People {
  /** Days between two runs of the job that proposes changes. */
  readonly every: number;
  readonly merge: number;
  readonly deploy: number;
  readonly paste: number;
}

/** What five years of one integration came to. */
export interface Years {
  /** Days on which the credential that the vendor uses did not work. */
  readonly outageDays: number;
  readonly outages: number;
  /** Outages that `status` had not warned of by its exit code at least 30 days before. */
  readonly unwarned: number;
  /** The most credentials that lived at once. */
  readonly mostAlive: number;
}

/** A generator of numbers in [0, 1): the same seed, the same years (mulberry32). */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Event {
  readonly day: string;
  happen(): void;
}

const years = 5 * 365;
const begin = "2026-11-21";
/** An outage that `status` announced so many days before is one that people chose. */
const fairWarning = 30;

function applied(schedule: readonly CredentialEntry[], move: Move): readonly CredentialEntry[] {
  if (move.move === "issue") return [...schedule, move.credential];
  if (move.move === "retire") return schedule.filter(({ issued }) => issued !== move.issued);
  return schedule;
}

function verdictOn(today: string, vendor: string, schedule: readonly CredentialEntry[]) {
  const tenant = { integrations: { it: { vendor, credentials: schedule } } } as unknown as Tenant;
  return worst(credentialStatuses({ stack: "s", file: "f" }, tenant, today));
}

/** One integration over five years. */
export function fiveYears(
  definition: VendorDefinition,
  people: People,
  seed: number,
  policy?: Tenant["policy"],
): Years {
  const draw = random(seed);
  const late = (most: number) => Math.floor(draw() * (most + 1));
  const first: CredentialEntry = { issued: begin, expires: endOf(begin, definition, policy), confirmed: begin };
  let file: readonly CredentialEntry[] = [first];
  let deployed = file;
  let used: CredentialEntry = first;
  let proposed = false;
  let events: Event[] = [];
  const result = { outageDays: 0, outages: 0, unwarned: 0, mostAlive: 1 };
  let down = false;
  let warnedSince: string | undefined;

  function at(day: string, happen: () => void): void {
    events.push({ day, happen });
  }

  function deploy(today: string): void {
    at(addDays(today, late(people.deploy)), () => {
      const newest = file.at(-1);
      const isNew = newest && !deployed.some(({ issued }) => issued === newest.issued);
      deployed = file;
      if (isNew) paste(newest);
    });
  }

  function paste(credential: CredentialEntry): void {
    at(addDays(today, late(people.paste)), () => {
      used = credential;
      const day = today;
      at(addDays(today, late(people.merge)), () => {
        file = file.map((one) => (one.issued === credential.issued ? { ...one, confirmed: day } : one));
        deploy(today);
      });
    });
  }

  let today = begin;
  for (let day = 0; day < years; day += 1) {
    today = addDays(begin, day);
    for (
      let due = events.filter((event) => event.day <= today);
      due.length > 0;
      due = events.filter((event) => event.day <= today)
    ) {
      events = events.filter((event) => event.day > today);
      for (const { happen } of due) happen();
    }
    if (day % people.every === 0 && !proposed) {
      const move = advance(today, { credentials: file, resting: false, definition, policy });
      if (move.move !== "wait") {
        proposed = true;
        at(addDays(today, late(people.merge)), () => {
          file = applied(file, move);
          proposed = false;
          deploy(today);
        });
      }
    }
    const verdict = verdictOn(today, definition.vendor, file);
    if (verdict === "fine") warnedSince = undefined;
    else warnedSince ??= today;
    const live = deployed.filter(({ expires }) => expires > today);
    result.mostAlive = Math.max(result.mostAlive, live.length);
    const broken = !live.some(({ issued }) => issued === used.issued);
    if (broken) {
      result.outageDays += 1;
      if (!down) {
        result.outages += 1;
        const warned = warnedSince !== undefined && dayNumber(today) - dayNumber(warnedSince) >= fairWarning;
        if (!warned) result.unwarned += 1;
      }
    }
    down = broken;
  }
  return result;
}

/** The people of the table, from prompt to hopeless. */
export const kinds: Readonly<Record<string, People>> = {
  "weekly job; merged, deployed and pasted within 3, 1 and 7 days": { every: 7, merge: 3, deploy: 1, paste: 7 },
  "weekly job; within 7, 7 and 30 days: inside the overlap": { every: 7, merge: 7, deploy: 7, paste: 30 },
  "monthly job; within 7, 7 and 30 days": { every: 30, merge: 7, deploy: 7, paste: 30 },
  "weekly job; within 30, 14 and 60 days: outside of it": { every: 7, merge: 30, deploy: 14, paste: 60 },
  "quarterly job; within 30, 14 and 60 days": { every: 90, merge: 30, deploy: 14, paste: 60 },
};

/** Sums over many trials. */
export function trials(
  definition: VendorDefinition,
  people: People,
  count: number,
  policy?: Tenant["policy"],
): Years & { readonly trialsWithOutage: number } {
  const all = Array.from({ length: count }, (_, seed) => fiveYears(definition, people, seed + 1, policy));
  return {
    outageDays: all.reduce((sum, one) => sum + one.outageDays, 0),
    outages: all.reduce((sum, one) => sum + one.outages, 0),
    unwarned: all.reduce((sum, one) => sum + one.unwarned, 0),
    mostAlive: Math.max(...all.map((one) => one.mostAlive)),
    trialsWithOutage: all.filter((one) => one.outages > 0).length,
  };
}

if (import.meta.main) {
  const { vendors } = await import("../components/vendors/index.ts");
  const count = Number(process.argv[2] ?? 200);
  const policies = { "175 days": vendors.teamconnect, "24 months": vendors["mailgates-sigma"] };
  console.log(`| life | people | five-year runs with an outage | outages | of them unannounced | most alive at once |`);
  console.log("|---|---|--:|--:|--:|--:|");
  for (const [life, definition] of Object.entries(policies))
    for (const [name, people] of Object.entries(kinds)) {
      const { trialsWithOutage, outages, unwarned, mostAlive } = trials(definition, people, count);
      console.log(`| ${life} | ${name} | ${trialsWithOutage} of ${count} | ${outages} | ${unwarned} | ${mostAlive} |`);
    }
}
