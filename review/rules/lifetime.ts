/** How long the generations of a ledger live. */
import { dayNumber, isDay, issueDay } from "../../components/dates.ts";
import type { Generation } from "../../components/plan.ts";
import type { Level } from "../finding.ts";
import type { RecordedIntegration } from "../recording.ts";
import type { Found } from "./rule.ts";

/** True where both days exist; `ledger-order` reports the others. */
export function hasDays({ issued, expires }: Generation): boolean {
  return isDay(issueDay(issued)) && isDay(expires);
}

/** Days from the day of issue to the first dead day. */
export function lifeInDays({ issued, expires }: Generation): number {
  return dayNumber(expires) - dayNumber(issueDay(issued));
}

/** A finding for each generation whose life has a level; undefined: short enough. */
export function lifetimeFindings(
  { credentials }: RecordedIntegration,
  levelOf: (days: number) => Level | undefined,
): Found[] {
  return credentials.generations.flatMap((generation, index) => {
    const days = hasDays(generation) ? lifeInDays(generation) : 0;
    const level = levelOf(days);
    if (level === undefined) return [];
    return [
      {
        subject: generation.issued,
        path: `credentials[${index}].expires`,
        level,
        values: { days: String(days), expires: generation.expires },
        measure: days,
      },
    ];
  });
}
