/**
 * Judges a change by rules. Only what it introduces or worsens can refuse it; the rest is listed as standing.
 */

import { inOrder } from "./compare/lists.ts";
import { type Pair, pairsOf } from "./compare/pairs.ts";
import type { Finding, JudgedFinding } from "./finding.ts";
import { acceptanceFindings, type Covered, coverOf } from "./judge/acceptance.ts";
import { checkChange, checkState, type JudgeContext } from "./judge/check.ts";
import { type FormerFinding, type Standing, standingOf } from "./judge/standing.ts";
import type { RecordedIntegration, Recording } from "./recording.ts";
import { rulesOfTheReview } from "./rules/of-the-review.ts";

export type { JudgeContext } from "./judge/check.ts";

/** What the rules say of a change. */
export interface Judgement {
  readonly findings: readonly JudgedFinding[];
  /** True: at least one finding refuses it. */
  readonly blocks: boolean;
}

function definitionOf({ definitions }: JudgeContext, { vendor }: RecordedIntegration) {
  return Object.hasOwn(definitions, vendor) ? definitions[vendor] : undefined;
}

function byIntegration(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.integration);
    if (group) group.push(finding);
    else groups.set(finding.integration, [finding]);
  }
  return groups;
}

/** Findings of one state with their acceptances, and the faults of these. */
function withAcceptances(
  recording: Recording,
  found: readonly Finding[],
  pairs: readonly Pair[],
  context: JudgeContext,
): FormerFinding[] {
  const ruleNames = new Set([...context.rules, ...rulesOfTheReview].map(({ name }) => name));
  const grouped = byIntegration(found);
  const formers = new Map(pairs.map(({ before, after }) => [after?.name ?? "", before]));
  const faults = recording.integrations.flatMap((integration) =>
    acceptanceFindings({
      integration,
      definition: definitionOf(context, integration),
      findings: grouped.get(integration.name) ?? [],
      ruleNames,
      now: context.now,
      stoodBefore: ({ rule, of }) =>
        formers.get(integration.name)?.accepts.some((entry) => entry.rule === rule && entry.of === of) ?? false,
    }),
  );
  const integrations = new Map(recording.integrations.map((integration) => [integration.name, integration]));
  return [...found, ...faults].map((finding) => {
    const integration = integrations.get(finding.integration);
    const accepted =
      integration && coverOf(finding, integration.accepts, definitionOf(context, integration), context.now);
    return accepted ? { ...finding, accepted } : finding;
  });
}

/** True if the acceptance was given, unchanged, to another variant of the subject: it does not follow where that one goes. */
function outgrown(finding: Finding, accepted: Covered, standing: Standing): boolean {
  return standing
    .alike(finding)
    .some(
      (former) =>
        former.variant !== finding.variant &&
        former.accepted?.until === accepted.until &&
        former.accepted.reason === accepted.reason,
    );
}

function judged(finding: FormerFinding, standing: Standing): JudgedFinding {
  const { accepted, ...bare } = finding;
  const counts = accepted && (standing.stood(finding) || !outgrown(finding, accepted, standing)) ? accepted : undefined;
  const stood = standing.stood({ ...bare, ...(counts && { accepted: counts }) });
  const blocks = finding.level !== "warn" && counts === undefined && !stood;
  return { ...bare, ...(counts && { accepted: counts }), standing: stood, blocks };
}

/** What refuses first, then what is new, then by place and rule. */
function bySeverity(a: JudgedFinding, b: JudgedFinding): number {
  return (
    Number(b.blocks) - Number(a.blocks) ||
    Number(a.standing) - Number(b.standing) ||
    inOrder(JSON.stringify([a.integration, a.rule, a.subject]), JSON.stringify([b.integration, b.rule, b.subject]))
  );
}

/**
 * Judges the change from `before` to `after`; without `before` everything is new.
 * The order of findings is fixed. It never throws for a rule's error: that is a finding (`rule-failed`).
 */
export function judge(before: Recording | undefined, after: Recording, context: JudgeContext): Judgement {
  const pairs = pairsOf(before?.integrations ?? [], after.integrations);
  const renamed = new Map(
    pairs.flatMap(({ before: old, after: current }) => (old && current ? [[old.name, current.name] as const] : [])),
  );
  const alone = (before?.integrations ?? []).map((integration): Pair => ({ before: integration, after: integration }));
  const former = before ? withAcceptances(before, checkState(before, context), alone, context) : [];
  const change = before ? checkChange(pairs, context) : [];
  const standing = standingOf(former, (name) => renamed.get(name) ?? name);
  const current = withAcceptances(after, [...checkState(after, context), ...change], pairs, context);
  const findings = current.map((finding) => judged(finding, standing)).sort(bySeverity);
  return { findings, blocks: findings.some(({ blocks }) => blocks) };
}
