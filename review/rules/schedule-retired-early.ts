import { dayNumber, issueDay } from "../../components/dates.ts";
import type { ScheduledCredential } from "../../components/resolved-integration.ts";
import { minOverlap } from "../../components/rotation.ts";
import type { Clause } from "../clause.ts";
import type { RecordedIntegration } from "../recording.ts";
import { type ChangeRule, comparesTwoStates, type Found, type IntegrationChange } from "./rule.ts";

/** An earlier change has suspended it, so nobody uses any credential of it. */
function wasSuspended({ suspended, enabled }: RecordedIntegration): boolean {
  return suspended !== undefined && !enabled;
}

/** In a disposable tenant nothing is protected and anything may go; elsewhere only what is leaving is unprotected. */
function isDisposable({ protected: kept, leaving }: RecordedIntegration): boolean {
  return !kept && !leaving;
}

/** An emergency is for one change: the same words in the next one waive nothing. */
function isEmergency({ before, after }: IntegrationChange): boolean {
  return after?.emergency !== undefined && after.emergency.reason !== before?.emergency?.reason;
}

/** Why it is too early; undefined if a newer credential stands in for it. */
function gapOf(retired: ScheduledCredential, { after, now }: IntegrationChange): Clause | undefined {
  if (!after) return { code: "gone-unsuspended" };
  const newer = after.credentials.schedule.filter(({ issued, expires }) => issued > retired.issued && expires > now);
  const confirmed = newer.filter((scheduled) => scheduled.confirmed !== undefined && scheduled.confirmed <= now);
  const [next] = newer;
  if (!next) return { code: "no-newer-credential" };
  const [first] = confirmed;
  if (!first) return { code: "unconfirmed", issued: next.issued };
  const days = Math.max(...confirmed.map(({ issued }) => dayNumber(now) - dayNumber(issueDay(issued))));
  return days >= minOverlap
    ? undefined
    : { code: "overlap-too-short", issued: first.issued, days, overlap: minOverlap };
}

/** A credential that is retired too early is one that the vendor may still use. */
export const scheduleRetiredEarly: ChangeRule = {
  name: "schedule-retired-early",
  level: "block",
  pack: "none",
  becauseReview: comparesTwoStates,
  shape: "change",
  sentence: "{subject} of {integration} is retired before its time: {gap}. A vendor that still uses it is cut off.",
  remedy: `Wait until a newer credential is confirmed and ${minOverlap} days old, or the old one has ended; suspend an integration before it goes; after a leak write \`emergency: { reason: … }\` for this one change.`,
  source: "A simulation of three years: the confirmation carries more than the overlap",
  check(change) {
    const { before, after, now } = change;
    if (!before || wasSuspended(before) || (!after && isDisposable(before))) return [];
    const kept = new Set(after?.credentials.schedule.map(({ issued }) => issued));
    const level = isEmergency(change) ? "warn" : "block";
    return before.credentials.schedule
      .filter(({ issued, expires }) => !kept.has(issued) && expires > now)
      .flatMap((scheduled): Found[] => {
        const gap = gapOf(scheduled, change);
        return gap === undefined ? [] : [{ subject: scheduled.issued, path: "credentials", level, values: { gap } }];
      });
  },
};
