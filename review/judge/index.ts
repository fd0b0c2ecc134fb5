/**
 * Judges a change by rules. Only what it introduces or worsens can refuse it; the rest is listed as pre-existing.
 */
import { isDeepStrictEqual } from "node:util";
import { inOrder } from "../../components/order.ts";
import type { ExceptionEntry } from "../../components/settings.ts";
import type { Finding, JudgedFinding, Judgement } from "../finding.ts";
import type { Sides } from "../pairs.ts";
import type { RecordedIntegration, Recording } from "../recording.ts";
import { metaRules } from "../rules/meta-rules.ts";
import { checkChange, checkState, type JudgeContext } from "./check.ts";
import { coverOf, type ExceptionContext, exceptionFindings } from "./exception.ts";
import { type FormerFinding, type PreExisting, preExistingIn } from "./pre-existing.ts";
import { gathered } from "./unanalyzable.ts";

/** What judging needs beside the recordings. */
export type { JudgeContext } from "./check.ts";

function byIntegration(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  return Map.groupBy(findings, ({ integration }) => integration);
}

/** Findings of one state with their exceptions, and the faults of these. */
function withExceptions(
  recording: Recording,
  found: readonly Finding[],
  { definitions, claimed, rules, now }: JudgeContext,
  givenForOther: ExceptionContext["givenForOther"],
): FormerFinding[] {
  const ruleNames = new Set([...rules, ...metaRules].map(({ name }) => name));
  const grouped = byIntegration(found);
  const contexts = new Map(
    recording.integrations.map((integration): [string, ExceptionContext] => {
      const definition = Object.hasOwn(definitions, integration.vendor) ? definitions[integration.vendor] : undefined;
      const findings = grouped.get(integration.name) ?? [];
      const isClaimed = claimed.has(integration.vendor);
      return [integration.name, { integration, definition, isClaimed, findings, ruleNames, now, givenForOther }];
    }),
  );
  const faults = [...contexts.values()].flatMap(exceptionFindings);
  return [...found, ...faults].map((finding) => {
    const context = contexts.get(finding.integration);
    const accepted = context && coverOf(finding, context);
    return accepted ? { ...finding, accepted } : finding;
  });
}

/**
 * Finds exceptions whose line the change leaves as it was: such a line covers the findings of the same variant that were
 * there before, and none that the change brings under the same rule and subject.
 */
function givenForOtherThan(
  standing: PreExisting,
  formers: ReadonlyMap<string, RecordedIntegration>,
): ExceptionContext["givenForOther"] {
  const same = (a: ExceptionEntry, b: ExceptionEntry) =>
    a.rule === b.rule && a.subject === b.subject && a.until === b.until && a.reason === b.reason;
  return (entry, finding) => {
    const stood = formers.get(finding.integration)?.exceptions.some((former) => same(former, entry)) ?? false;
    return stood && !standing.alike(finding).some(({ variant }) => variant === finding.variant);
  };
}

function judged(finding: FormerFinding, standing: PreExisting): JudgedFinding {
  const stood = standing.stood(finding);
  return {
    ...finding,
    preExisting: stood,
    blocks: finding.level !== "warn" && finding.accepted === undefined && !stood,
  };
}

/** A judgement with further findings at its end. One finding that refuses is enough. */
export function withFindings({ findings, blocks }: Judgement, further: readonly JudgedFinding[]): Judgement {
  return { findings: [...findings, ...further], blocks: blocks || further.some((finding) => finding.blocks) };
}

/** First what refuses the change, then what is new, then by integration, rule and subject. */
function bySeverity(a: JudgedFinding, b: JudgedFinding): number {
  const place = ({ integration, rule, subject }: JudgedFinding) => JSON.stringify([integration, rule, subject]);
  return (
    Number(b.blocks) - Number(a.blocks) || Number(a.preExisting) - Number(b.preExisting) || inOrder(place(a), place(b))
  );
}

/**
 * Judges the change from one side to the other; without a base everything is new.
 * The order of findings is fixed. It never throws for a rule's error: that is a finding (`rule-failed`).
 */
export function judge({ before, after, pairs }: Sides, context: JudgeContext): Judgement {
  const kept = pairs.flatMap((pair) => (pair.before && pair.after ? [[pair.before, pair.after] as const] : []));
  const renamed = new Map(kept.map(([old, current]) => [old.name, current.name]));
  const formers = new Map(kept.map(([old, current]) => [current.name, old]));
  const former = before ? withExceptions(before, checkState(before, context), context, () => false) : [];
  const current = new Map(after.integrations.map((integration) => [integration.name, integration]));
  const changed = (name: string) =>
    !(name === "" ? isDeepStrictEqual(before, after) : isDeepStrictEqual(formers.get(name), current.get(name)));
  const standing = preExistingIn(former, (name) => renamed.get(name) ?? name, changed);
  const found = [...checkState(after, context), ...(before ? checkChange(pairs, context) : [])];
  const judgeable = withExceptions(after, found, context, givenForOtherThan(standing, formers));
  const findings = gathered(judgeable.map((finding) => judged(finding, standing))).sort(bySeverity);
  return { findings, blocks: findings.some(({ blocks }) => blocks) };
}
