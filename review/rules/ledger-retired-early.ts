import { dayNumber, issueDay } from "../../components/dates.ts";
import type { Generation } from "../../components/plan.ts";
import { type LedgerChange, ledgerChange } from "./ledger-change.ts";
import { minOverlap } from "./rotation.ts";
import type { ChangeRule } from "./rule.ts";

/** An earlier change has suspended it, so nobody uses any credential of it. */
function wasSuspended({ before }: LedgerChange): boolean {
  return before.suspended !== undefined && !before.enabled;
}

/** An emergency is for one change: the same words in the next one waive nothing. */
function isEmergency({ before, after }: LedgerChange): boolean {
  return after.emergency !== undefined && after.emergency.reason !== before.emergency?.reason;
}

/** Why it is too early; undefined if a newer generation stands in for it. */
function gapOf(retired: Generation, { after }: LedgerChange, now: string): string | undefined {
  const newer = after.credentials.generations.filter(({ issued, expires }) => issued > retired.issued && expires > now);
  const confirmed = newer.filter((generation) => generation.confirmed !== undefined && generation.confirmed <= now);
  if (newer.length === 0) return "no newer one is alive";
  if (confirmed.length === 0) return `nobody has confirmed that the vendor uses ${newer[0]?.issued} everywhere`;
  const days = Math.max(...confirmed.map(({ issued }) => dayNumber(now) - dayNumber(issueDay(issued))));
  return days >= minOverlap
    ? undefined
    : `${confirmed[0]?.issued} has been there for ${days} of the ${minOverlap} days that both are to live`;
}

/** The vendor may still use it. */
export const ledgerRetiredEarly: ChangeRule = {
  name: "ledger-retired-early",
  level: "block",
  shape: "change",
  sentence: "{subject} of {integration} is retired before its time: {gap}. A vendor that still uses it is cut off.",
  remedy: `Wait until a newer generation is confirmed and ${minOverlap} days old, or the old one has ended; after a leak write \`emergency: { reason: … }\` for this one change.`,
  source: "A simulation of three years: the confirmation carries more than the overlap",
  check(change) {
    const ledger = ledgerChange(change);
    if (!ledger || wasSuspended(ledger)) return [];
    return ledger.retired
      .filter(({ expires }) => expires > change.now)
      .flatMap((generation) => {
        const gap = gapOf(generation, ledger, change.now);
        if (gap === undefined) return [];
        return [
          {
            subject: generation.issued,
            path: "credentials",
            level: isEmergency(ledger) ? ("warn" as const) : ("block" as const),
            values: { gap },
          },
        ];
      });
  },
};
