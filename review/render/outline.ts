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
import {
  type FindingLine,
  findingLine,
  findingsInShort,
  foldedFindings,
  markOrder,
  type StandingGroup,
  standingGroups,
} from "./finding-lines.ts";

/** One changed integration. */
export interface Section {
  readonly name: string;
  readonly product: string;
  readonly verdict: Verdict;
  readonly verdictWords: string;
  /** Purpose, contact, ticket; the vendor's page. */
  readonly about: readonly string[];
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
  /** Refused or not, and by what. */
  readonly answer: string;
  readonly because: string;
  /** What is new, in one sentence or two; empty where nothing is. */
  readonly news: string;
  /** Which integrations differ, by verdict; empty where the first line has said it. */
  readonly overview: string;
  readonly compared: string;
  /** Which owner deploys; empty where the file does not say. */
  readonly deployedBy: string;
  readonly remarks: readonly string[];
  /** Everything that refuses, before any detail; empty where the answer has said it all. */
  readonly refusedBy: readonly FindingLine[];
  readonly sections: readonly Section[];
  /** Introduced, and about no changed integration. */
  readonly elsewhere: readonly FindingLine[];
  /** Standing findings by what an exception does for them, and by rule. */
  readonly standing: readonly StandingGroup[];
  readonly standingCount: number;
  readonly unchanged: readonly string[];
}

function sectionOf(integration: IntegrationReport, findings: readonly FindingLine[], words: Words): Section {
  return {
    name: integration.name || words.outside,
    product: integration.product,
    verdict: integration.verdict,
    verdictWords: words.verdict[integration.verdict],
    about: integration.about ? words.about(integration.about) : [],
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

/** So many findings the answer itself names. */
const mostInAnswer = 3;

/** So many rules, and the others counted. */
function inShort(findings: readonly FindingLine[], words: Words): string[] {
  const all = findingsInShort(findings, words);
  const rest = all.length - mostInAnswer;
  return rest > 0 ? [...all.slice(0, mostInAnswer), words.more(rest)] : all;
}

const verdicts: readonly Verdict[] = ["broadened", "changed", "narrowed", "unchanged"];

/** So many names a verdict, and the others counted. */
const mostNames = 8;

/** The first lines tell the weightiest change; what else comes and goes must not hide below it. */
function overviewOf(integrations: readonly IntegrationReport[], words: Words): string {
  if (integrations.length < 2) return "";
  const parts = verdicts.flatMap((verdict) => {
    const names = integrations.filter((one) => one.verdict === verdict).map(({ name }) => name || words.outside);
    const rest = names.length - mostNames;
    const shown = [...names.slice(0, mostNames), ...(rest > 0 ? [words.more(rest)] : [])];
    return names.length === 0 ? [] : [`${words.verdict[verdict]}: ${shown.join(", ")}`];
  });
  return [words.differing(integrations.length), ...parts].join(" · ");
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
  const grouped = new Map(
    [...byIntegration(introduced)].map(([name, own]) => [name, foldedFindings(own, words)] as const),
  );
  return {
    verdict: report.verdict,
    verdictWords: words.verdict[report.verdict],
    blocks: report.blocks,
    answer: report.blocks
      ? words.refused(refusedBy.length, inShort(refusedBy, words))
      : words.passes(
          inShort(
            introduced.filter(({ mark }) => mark === "accepted"),
            words,
          ),
        ),
    because: words.said(report.because),
    news: report.news ? words.said(report.news) : "",
    overview: overviewOf(report.integrations, words),
    compared: words.compared(report),
    deployedBy: words.deployedBy(report),
    remarks: report.remarks.map(words.said),
    refusedBy: refusedBy.length > mostInAnswer ? foldedFindings(refusedBy, words) : [],
    sections: report.integrations.map((integration) =>
      sectionOf(integration, grouped.get(integration.name) ?? [], words),
    ),
    elsewhere: foldedFindings(
      introduced.filter(({ integration }) => !reported.has(integration)),
      words,
    ),
    standing: standingGroups(standing, words),
    standingCount: standing.length,
    unchanged: report.unchanged,
  };
}
