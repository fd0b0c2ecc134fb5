/** What cannot be judged, as findings: one for each thing, then one for each kind of thing and integration. */
import { inOrder, orderedBy } from "../../components/order.ts";
import { type Clause, identity, type Values } from "../clause.ts";
import type { Finding, JudgedFinding } from "../finding.ts";
import { isOpaque, type Unanalyzable } from "../recording.ts";
import { unjudgeable } from "../rules/meta-rules.ts";
import { findingOf } from "./finding-of.ts";

/** What one finding concerns, as `unjudgeableFinding` writes it and `merged` adds it up. */
interface Concerned {
  readonly resources: { readonly code: "resources"; readonly names: readonly string[] };
  readonly detail: Clause;
}

/** One finding for one thing; its variant names it without the stack. */
export function unjudgeableFinding({ integration, urn, what, detail }: Unanalyzable): Finding {
  const resources = urn.split("::").slice(2).join("::") || urn;
  return findingOf(unjudgeable, integration, {
    subject: what,
    values: { resources: { code: "resources", names: [resources] }, detail } satisfies Concerned,
    variant: `${resources}: ${identity(detail)}`,
  });
}

/** True for code that may have changed without any visible difference: then it does not count as pre-existing. */
export function mayHaveChangedUnseen({ rule, subject }: Finding): boolean {
  return rule === unjudgeable.name && isOpaque(subject as Unanalyzable["what"]);
}

function shortName(resources: string): string {
  return resources.split("::").at(-1) ?? resources;
}

function merged(findings: readonly JudgedFinding[]): JudgedFinding[] {
  const [first, ...others] = findings;
  if (!first || others.length === 0) return [...findings];
  const all = findings.map(({ values }) => values as unknown as Concerned);
  const names = [...new Set(all.flatMap(({ resources }) => resources.names))].sort(inOrder).map(shortName);
  const details = new Map(all.map(({ detail }) => [identity(detail), detail]));
  const values: Values = {
    resources: { code: "resources", names },
    detail: [...details].sort(orderedBy(([key]) => key)).map(([, detail]) => detail),
  };
  return [{ ...first, ...findingOf(unjudgeable, first.integration, { subject: first.subject, values }) }];
}

/** Findings in which those of one kind and integration are one, however many resources it concerns. */
export function gathered(findings: readonly JudgedFinding[]): JudgedFinding[] {
  const groups = Map.groupBy(findings, ({ rule, integration, subject, preExisting }) =>
    rule === unjudgeable.name ? JSON.stringify([integration, subject, preExisting]) : "",
  );
  return [...groups].flatMap(([key, group]) => (key === "" ? group : merged(group)));
}
