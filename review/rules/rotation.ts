/** The days of a rotation. Chosen by a simulation of three years, day by day: with shorter ones credentials ended unnoticed. */
import { addDays, issueDay } from "../../components/dates.ts";
import type { ScheduledCredential } from "../../components/resolved-integration.ts";
import { lifeInDays } from "./lifetime.ts";

/** How long the old and the new credential live side by side, at the least. */
export const minOverlap = 45;

/** A credential is renewed so long after its issue, where its life leaves the overlap. */
const renewAfter = 90;

/** Longer lives are renewed so long before their end instead. */
const renewBefore = 90;

/** Past this many days of grace a renewal is overdue. */
export const grace = 10;

/** The day from which a newer credential should be issued: 90 days after issue, or 90 before the end of a long life. */
export function renewalDay(scheduled: ScheduledCredential): string {
  const life = lifeInDays(scheduled);
  const after = Math.max(0, Math.min(renewAfter, life - minOverlap), life - renewBefore);
  return addDays(issueDay(scheduled.issued), after);
}
