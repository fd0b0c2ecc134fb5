/** How long the credentials of a schedule live. */
import { kindOf, type ScheduledKind } from "../../components/asked-credential.ts";
import { isDay, issueDay } from "../../components/dates.ts";
import type { ScheduledCredential } from "../../components/resolved-integration.ts";
import { lifeInDays } from "../../components/rotation.ts";
import type { Level } from "../finding.ts";
import type { PlannedIntegration } from "../recording.ts";
import type { Found } from "./rule.ts";

/** True where both days exist; `schedule-order` reports the others. */
export function hasDays({ issued, expires }: ScheduledCredential): boolean {
  return isDay(issueDay(issued)) && isDay(expires);
}

/** A finding for each credential of a kind whose life has a level; undefined: short enough. One that is registered without an end is refused. */
export function lifetimeFindings(
  { credentials }: PlannedIntegration,
  kind: ScheduledKind,
  levelOf: (days: number) => Level | undefined,
): Found[] {
  const { schedule, registeredEnds } = credentials;
  return schedule.flatMap((scheduled, index) => {
    if (kindOf(credentials, scheduled) !== kind) return [];
    const { issued, expires } = scheduled;
    const endless = registeredEnds[issued] === "";
    const days = hasDays(scheduled) ? lifeInDays(scheduled) : 0;
    const level = endless ? "block" : levelOf(days);
    if (level === undefined) return [];
    return [
      {
        subject: issued,
        path: `credentials[${index}].expires`,
        level,
        values: { life: endless ? { code: "endless" } : { code: "lifetime", days, until: expires } },
        measure: endless ? Number.MAX_SAFE_INTEGER : days,
      },
    ];
  });
}
