/**
 * The days of a rotation. Chosen by a simulation of three years, day by day: with shorter ones credentials ended
 * unnoticed. The program itself has no clock: these days belong to those who look at a schedule from outside.
 */
import { lifetimeOf, onlyKind, type ScheduledKind } from "./asked-credential.ts";
import { addDays, addMonths, dayNumber, issueDay } from "./dates.ts";
import type { Months, VendorDefinition } from "./definition.ts";
import type { ScheduledCredential } from "./resolved-integration.ts";
import type { LifetimeLimit, TenantPolicy } from "./tenant-policy.ts";

/** How long the old and the new credential live side by side, at the least. */
export const minOverlap = 45;

/** Two are what a renewal takes: the one in use, and the one that follows. */
export const mostAlive = 2;

/** A credential is renewed so long after its issue, where its life leaves the overlap. */
const renewAfter = 90;

/** Longer lives are renewed so long before their end instead. */
const renewBefore = 90;

/** Past this many days of grace a renewal is overdue. */
export const grace = 10;

/** Days that a credential lives where the vendor's page names no lifetime: under CISA SCuBA MS.AAD.5.6v1's 180. */
const usualLife = 175;

/** Days from the day of issue to the first dead day. */
export function lifeInDays({ issued, expires }: ScheduledCredential): number {
  return dayNumber(expires) - dayNumber(issueDay(issued));
}

/**
 * The day from which a newer credential should be issued: 90 days after issue, or 90 before the end of a long life. A life
 * too short for the overlap is renewed at its half: sooner, and two alive at once would leave each next one less time.
 */
export function renewalDay(scheduled: ScheduledCredential): string {
  const life = lifeInDays(scheduled);
  const half = Math.max(0, Math.floor(life / 2));
  const after = Math.max(Math.min(renewAfter, Math.max(half, life - minOverlap)), life - renewBefore);
  return addDays(issueDay(scheduled.issued), after);
}

/** True from the day on which a renewal that nobody made is an alarm: days of grace are over, or the overlap is gone. */
export function isOverdue(scheduled: ScheduledCredential, today: string): boolean {
  const left = dayNumber(scheduled.expires) - dayNumber(today);
  const due = renewalDay(scheduled);
  const planned = dayNumber(scheduled.expires) - dayNumber(due);
  return today >= addDays(due, grace) || left < Math.min(minOverlap, planned);
}

function months(lifetime: Months): number {
  return Number.parseInt(lifetime, 10);
}

/** The tenant's limit on the life of a credential of that kind. */
export function limitOf(kind: ScheduledKind | undefined, policy: TenantPolicy): LifetimeLimit | undefined {
  if (kind === undefined) return undefined;
  return kind === "secret" ? policy.secretLifetimeDays : policy.certificateLifetimeDays;
}

/**
 * The first dead day of a credential issued on a day: what the vendor's page asks for, less one day (the page's months
 * count from the day of issue), else {@link usualLife} days; no later than the tenant takes one of its kind.
 * @param kind what the line is; the page's only kind when left out
 */
export function endOf(
  issued: string,
  definition: Pick<VendorDefinition, "credential">,
  policy: TenantPolicy = {},
  kind: ScheduledKind | undefined = onlyKind(definition),
): string {
  const day = issueDay(issued);
  const lifetime = kind === undefined ? undefined : lifetimeOf(definition, kind);
  const wanted = lifetime === undefined ? addDays(day, usualLife) : addDays(addMonths(day, months(lifetime)), -1);
  const limit = limitOf(kind, policy);
  if (limit === undefined || day < (limit.since ?? "")) return wanted;
  const latest = addDays(day, limit.days);
  return latest < wanted ? latest : wanted;
}
