/** The rules of a schedule of credentials, for the tenant's file and for what was registered of it. */
import { chainOf, lifetimeOf, onlyKind, type ScheduledKind } from "./asked-credential.ts";
import { addMonths, isDay, issueDay } from "./dates.ts";
import type { Months, VendorDefinition } from "./definition.ts";
import type { Coded, WordsOf } from "./worded.ts";

interface RawGeneration {
  readonly issued: string;
  readonly expires: string;
  readonly kind?: ScheduledKind;
}

function isGeneration(value: unknown): value is RawGeneration {
  if (typeof value !== "object" || value === null || !("issued" in value) || !("expires" in value)) return false;
  return (
    typeof value.issued === "string" &&
    typeof value.expires === "string" &&
    isDay(issueDay(value.issued)) &&
    isDay(value.expires) &&
    (!("kind" in value) || value.kind === "secret" || value.kind === "certificate")
  );
}

/** What is wrong with a schedule: the fault, and what its sentence names. */
export interface ScheduleFaultValues {
  readonly "issued-twice": { readonly issued: string };
  readonly "not-oldest-first": { readonly issued: string; readonly before: string };
  readonly "too-many-alive": { readonly count: number; readonly on: string };
  readonly "longer-than-page": {
    readonly issued: string;
    readonly expires: string;
    readonly lifetime: Months;
    readonly product: string;
    readonly until: string;
  };
}

/** One fault of a line of a schedule. */
export interface ScheduleFault {
  /** Which line, from 0. */
  readonly index: number;
  readonly fault: Coded<ScheduleFaultValues>;
}

/** The faults in English. */
export const scheduleFaultWords: WordsOf<ScheduleFaultValues> = {
  "issued-twice": ({ issued }) =>
    `issued ${issued} stands twice; a second credential on one day gets a letter (${issueDay(issued)}b)`,
  "not-oldest-first": ({ issued, before }) =>
    `issued ${issued} stands after ${before}; write the oldest credential first`,
  "too-many-alive": ({ count, on }) =>
    `${count} credentials would be alive on ${on}; at most 2. Retire the oldest in a change of its own first`,
  "longer-than-page": ({ issued, expires, lifetime, product, until }) =>
    `expires ${expires} is more than ${lifetime} after issued ${issued}; ${product}'s page allows until ${until}`,
};

/**
 * The schedule: oldest first, no day twice, never more than two alive at once, none longer than the page allows.
 * @param definition undefined where the vendor is none of the project's: no page limits a lifetime
 */
export function faultsOfSchedule(definition: VendorDefinition | undefined, credentials: unknown): ScheduleFault[] {
  if (!Array.isArray(credentials)) return [];
  const schedule = credentials.filter(isGeneration);
  return credentials.flatMap((entry: unknown, index) => {
    if (!isGeneration(entry)) return [];
    const { issued, expires } = entry;
    const before = schedule[schedule.indexOf(entry) - 1];
    const faults: Coded<ScheduleFaultValues>[] = [];
    if (before && before.issued === issued) faults.push({ code: "issued-twice", issued });
    else if (before && before.issued > issued) faults.push({ code: "not-oldest-first", issued, before: before.issued });
    const alive = (definition ? chainOf(definition, schedule, entry) : schedule).filter(
      (other) => issueDay(other.issued) <= issueDay(issued) && issueDay(issued) < other.expires,
    );
    if (alive.length > 2 && alive.at(-1) === entry)
      faults.push({ code: "too-many-alive", count: alive.length, on: issueDay(issued) });
    const kind = entry.kind ?? (definition && onlyKind(definition));
    const lifetime = definition && kind && lifetimeOf(definition, kind);
    const until = lifetime && addMonths(issueDay(issued), Number.parseInt(lifetime, 10));
    if (definition && lifetime && until && expires > until)
      faults.push({ code: "longer-than-page", issued, expires, lifetime, product: definition.product, until });
    return faults.map((fault) => ({ index, fault }));
  });
}
