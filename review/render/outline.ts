/**
 * The order of a report, the same in a terminal and in Markdown: the answer, what refuses, each changed integration with
 * its reach first, then what stands. It chooses words and order, and judges nothing. Its strings are raw: whoever prints
 * them makes text of them.
 */
import type { Verdict } from "../change.ts";
import type { StackReport } from "../report/document.ts";
import type { IntegrationReport } from "../report/index.ts";
import type { Words } from "../words/words.ts";
import { type ChangeGroup, groupsOf } from "./change-lines.ts";
import { type FindingLine, findingLine, markOrder } from "./finding-lines.ts";

/** One changed integration. */
export interface Section {
  readonly name: string;
  readonly product: string;
  readonly verdict: Verdict;
  readonly verdictWords: string;
  readonly reach: string;
  readonly groups: readonly ChangeGroup[];
  readonly together: readonly string[];
  readonly findings: readonly FindingLine[];
  readonly byHand: readonly string[];
}

/** A whole report in order. */
export interface Outline {
  readonly verdict: Verdict;
  readonly verdictWords: string;
  /** True: the change is refused. */
  readonly blocks: boolean;
  readonly answer: string;
  readonly because: string;
  readonly compared: string;
  /** Which owner deploys; empty where the file does not say. */
  readonly deployedBy: string;
  readonly remarks: readonly string[];
  /** Everything that refuses, before any detail. */
  readonly refusedBy: readonly FindingLine[];
  readonly sections: readonly Section[];
  /** Introduced, and about no changed integration. */
  readonly elsewhere: readonly FindingLine[];
  /** Standing findings by integration. */
  readonly standing: readonly { readonly integration: string; readonly findings: readonly FindingLine[] }[];
  readonly standingCount: number;
  readonly unchanged: readonly string[];
}

function sectionOf(integration: IntegrationReport, findings: readonly FindingLine[], words: Words): Section {
  return {
    name: integration.name || words.outside,
    product: integration.product,
    verdict: integration.verdict,
    verdictWords: words.verdict[integration.verdict],
    reach: words.said(integration.reach),
    groups: groupsOf(integration, words),
    together: integration.combinations.map(words.said),
    findings,
    byHand: integration.manualSteps.map(words.said),
  };
}

function byIntegration(findings: readonly FindingLine[]): ReadonlyMap<string, readonly FindingLine[]> {
  const groups = new Map<string, FindingLine[]>();
  for (const finding of findings) {
    const group = groups.get(finding.integration);
    if (group) group.push(finding);
    else groups.set(finding.integration, [finding]);
  }
  return groups;
}

/** Puts a report into words and order. */
export function outlineOf(report: StackReport, words: Words): Outline {
  const all = report.findings
    .map((finding) => findingLine(finding, report.file, words))
    .sort((a, b) => markOrder.indexOf(a.mark) - markOrder.indexOf(b.mark));
  const introduced = all.filter(({ mark }) => mark !== "standing");
  const standing = all.filter(({ mark }) => mark === "standing");
  const refusedBy = all.filter(({ mark }) => mark === "blocks");
  const reported = new Set(report.integrations.map(({ name }) => name));
  const grouped = byIntegration(introduced);
  return {
    verdict: report.verdict,
    verdictWords: words.verdict[report.verdict],
    blocks: report.blocks,
    answer: report.blocks ? words.refused(refusedBy.length) : words.passes,
    because: words.said(report.because),
    compared: words.compared(report),
    deployedBy: words.deployedBy(report),
    remarks: report.remarks.map(words.said),
    refusedBy,
    sections: report.integrations.map((integration) =>
      sectionOf(integration, grouped.get(integration.name) ?? [], words),
    ),
    elsewhere: introduced.filter(({ integration }) => !reported.has(integration)),
    standing: [...byIntegration(standing)].map(([integration, findings]) => ({ integration, findings })),
    standingCount: standing.length,
    unchanged: report.unchanged,
  };
}
