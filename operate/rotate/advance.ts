/**
 * The next change of a schedule: issue the next credential, retire the oldest, or wait. Pure: the same day and the same
 * schedule give the same answer, and after a change has been made there is nothing to do on that day.
 */
import { onlyKind } from "../../components/asked-credential.ts";
import { addDays, dayNumber, issueDay } from "../../components/dates.ts";
import type { VendorDefinition } from "../../components/definition.ts";
import type { ScheduledCredential } from "../../components/resolved-integration.ts";
import { endOf, minOverlap, mostAlive, renewalDay } from "../../components/rotation.ts";
import type { TenantPolicy } from "../../components/tenant-policy.ts";

/** What is known of an integration's credentials. */
export interface Schedule {
  /** Oldest first; of one kind where the product needs several at once. */
  readonly credentials: readonly ScheduledCredential[];
  /** The newest `issued` of the whole list, which names no two; absent: that of `credentials`. */
  readonly latest?: string;
  /** Nobody may sign in, or the integration is on its way out: nothing is issued any more. */
  readonly resting: boolean;
  /** What the vendor's page says of a credential's life. */
  readonly definition: Pick<VendorDefinition, "credential">;
  /** The tenant's own limit of a client secret's life. */
  readonly policy?: TenantPolicy | undefined;
  /** When others than we used a credential last, by `issued`, ISO; what is not here is not known. */
  readonly lastUses?: ReadonlyMap<string, string>;
  /** A leak: the next credential at once, and the old one as soon as the new one is confirmed. */
  readonly emergency?: Emergency;
}

/** What leaked. */
export interface Emergency {
  /** `issued` of the credential that leaked; undefined: the one in use. */
  readonly leaked?: string;
}

/** Why the oldest credential may go. */
export type RetireReason =
  | { readonly code: "ended"; readonly on: string }
  | { readonly code: "replaced"; readonly by: string; readonly confirmed: string; readonly days: number }
  | { readonly code: "leaked"; readonly by: string }
  /** The newer one leaked before anybody used it: the older one goes on working. */
  | { readonly code: "leaked-unused" };

/** What holds the next change up. Each names the day or the deed that ends it. */
export type Wait =
  | { readonly code: "young"; readonly until: string }
  | { readonly code: "unconfirmed"; readonly issued: string }
  | { readonly code: "overlap"; readonly until: string }
  /** Whatever the record says, somewhere the old one is still typed in. */
  | {
      readonly code: "still-used";
      readonly issued: string;
      readonly at: string;
      readonly by: string;
      readonly confirmed: string;
    }
  | { readonly code: "resting" }
  /** Three or more are alive, or two stand for the next day: a person has to sort that out. */
  | { readonly code: "too-many"; readonly issued: readonly string[] }
  /** Somebody else makes the next key, and nobody here can. */
  | { readonly code: "key-elsewhere"; readonly issued: string; readonly holder: string | undefined }
  /** The tenant would refuse the next one, whatever its life. */
  | { readonly code: "blocked"; readonly by: "blocksSecrets" | "trustedAuthoritiesOnly" }
  /** The newest one is of a day to come, or the day's last letter is taken: a schedule is written oldest first. */
  | { readonly code: "ahead"; readonly issued: string };

/** One change of a schedule. Issuing and retiring are never one change: if the run stops between, nothing works. */
export type Move =
  | { readonly move: "issue"; readonly credential: ScheduledCredential }
  | { readonly move: "retire"; readonly issued: string; readonly reason: RetireReason }
  | { readonly move: "wait"; readonly for: Wait };

function isAlive({ expires }: ScheduledCredential, today: string): boolean {
  return expires > today;
}

/** The name of a credential issued today: behind the newest one, with the next letter where that is of today, too. */
function nextIssued(today: string, newest: string | undefined): string | undefined {
  if (newest === undefined || issueDay(newest) < today) return today;
  if (issueDay(newest) > today) return undefined;
  const letter = newest.slice(today.length);
  if (letter === "z") return undefined;
  return `${today}${letter === "" ? "b" : String.fromCharCode(letter.charCodeAt(0) + 1)}`;
}

function issue(today: string, { credentials, definition, policy, latest }: Schedule): Move {
  const newest = credentials.at(-1);
  if (newest?.certificate !== undefined)
    return { move: "wait", for: { code: "key-elsewhere", issued: newest.issued, holder: newest.keyHolder } };
  const issued = nextIssued(today, latest ?? newest?.issued);
  if (issued === undefined) return { move: "wait", for: { code: "ahead", issued: latest ?? newest?.issued ?? "" } };
  const kind = newest?.kind;
  const by = (kind ?? onlyKind(definition)) === "certificate" ? "trustedAuthoritiesOnly" : "blocksSecrets";
  const blocked = policy?.[by];
  if (blocked !== undefined && (blocked.since ?? "") <= today) return { move: "wait", for: { code: "blocked", by } };
  const expires = endOf(issued, definition, policy, kind ?? onlyKind(definition));
  return { move: "issue", credential: { issued, expires, ...(kind !== undefined && { kind }) } };
}

/** A confirmation of the future confirms nothing yet. */
function confirmedBy({ confirmed }: ScheduledCredential, today: string): string | undefined {
  return confirmed !== undefined && confirmed <= today ? confirmed : undefined;
}

/** Whether the oldest of two or more may go, or what it waits for. */
function retirement(today: string, { credentials, emergency, lastUses }: Schedule): Move {
  const [oldest] = credentials;
  const newer = credentials.slice(1).filter((credential) => isAlive(credential, today));
  if (!oldest) return { move: "wait", for: { code: "resting" } };
  const newest = newer.at(-1);
  if (newest && emergency?.leaked === newest.issued && confirmedBy(newest, today) === undefined)
    return { move: "retire", issued: newest.issued, reason: { code: "leaked-unused" } };
  const confirmed = newer.find((credential) => confirmedBy(credential, today) !== undefined);
  const day = confirmed && confirmedBy(confirmed, today);
  if (!confirmed || day === undefined) {
    return { move: "wait", for: { code: "unconfirmed", issued: (newest ?? oldest).issued } };
  }
  if (emergency) return { move: "retire", issued: oldest.issued, reason: { code: "leaked", by: confirmed.issued } };
  const days = dayNumber(today) - dayNumber(issueDay(confirmed.issued));
  if (days < minOverlap)
    return { move: "wait", for: { code: "overlap", until: addDays(issueDay(confirmed.issued), minOverlap) } };
  const at = lastUses?.get(oldest.issued);
  // On the day of the confirmation itself it may have been used before somebody looked.
  if (at !== undefined && at.slice(0, 10) > day)
    return {
      move: "wait",
      for: { code: "still-used", issued: oldest.issued, at, by: confirmed.issued, confirmed: day },
    };
  return {
    move: "retire",
    issued: oldest.issued,
    reason: { code: "replaced", by: confirmed.issued, confirmed: day, days },
  };
}

/**
 * The one change that is due on a day.
 * @param today `YYYY-MM-DD` in UTC
 */
export function advance(today: string, schedule: Schedule): Move {
  const { credentials, resting, emergency } = schedule;
  const newest = credentials.at(-1);
  const alive = credentials.filter((credential) => isAlive(credential, today));
  if (alive.length > mostAlive)
    return { move: "wait", for: { code: "too-many", issued: alive.map(({ issued }) => issued) } };
  if (resting || !newest) {
    const [ended] = credentials;
    return ended && credentials.length > 1 && !isAlive(ended, today)
      ? { move: "retire", issued: ended.issued, reason: { code: "ended", on: ended.expires } }
      : { move: "wait", for: { code: "resting" } };
  }
  // Before anything is tidied up: a vendor whose last credential has ended waits for a new one.
  if (alive.length === 0) return issue(today, schedule);
  const [oldest] = credentials;
  if (oldest && !isAlive(oldest, today))
    return { move: "retire", issued: oldest.issued, reason: { code: "ended", on: oldest.expires } };
  if (alive.length === mostAlive) return retirement(today, schedule);
  const due = renewalDay(newest);
  if (emergency || today >= due) return issue(today, schedule);
  return { move: "wait", for: { code: "young", until: due } };
}
