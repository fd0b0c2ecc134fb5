/**
 * The order of a report, the same in a terminal and in Markdown: the answer, what refuses, each changed integration with
 * its reach first, then what stands. It chooses words and order, and judges nothing. Its strings are raw: whoever prints
 * them makes text of them.
 */
import type { Change, Effect, Verdict } from "../change.ts";
import type { JudgedFinding } from "../finding.ts";
import type { IntegrationReport, PermissionInWords, Report } from "../report.ts";
import type { Mark, Words } from "../words/words.ts";

/** One change in words. */
export interface ChangeLine {
  readonly sign: "+" | "-" | "~";
  readonly effect: Effect;
  /** What kind of thing it is. */
  readonly what: string;
  /** Which one: data. */
  readonly subject: string;
  readonly detail: string;
  /** Sentences a reviewer needs beside it. */
  readonly notes: readonly string[];
}

/** One finding in words. */
export interface FindingLine {
  readonly mark: Mark;
  readonly markWords: string;
  readonly integration: string;
  readonly rule: string;
  readonly subject: string;
  /** `tenants/prod.yaml:17`; empty where the file has no such place. */
  readonly place: string;
  readonly message: string;
  readonly remedy: string;
  /** Of an accepted one: until when and why. */
  readonly acceptance: string;
}

/** Changes that do the same to the vendor's reach. */
export interface ChangeGroup {
  readonly heading: string;
  readonly effect: Effect;
  readonly lines: readonly ChangeLine[];
}

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

const signs = { added: "+", removed: "-", changed: "~" } as const;
const effects: readonly Effect[] = ["broadened", "narrowed", "changed"];

function permissionOf(
  { permission }: Change,
  permissions: readonly PermissionInWords[],
  apiOf: (appId: string) => string | undefined,
): PermissionInWords | undefined {
  if (!permission) return undefined;
  const alike = permissions.filter(({ kind, name }) => kind === permission.kind && name === permission.name);
  return alike.length > 1 ? (alike.find(({ api }) => api === apiOf(permission.appId)) ?? alike[0]) : alike[0];
}

function detailOf({ before, after, aspect, how }: Change, words: Words): string {
  const [from, to] = [before, after].map((text) => (text === undefined ? undefined : words.value(text, aspect)));
  if (from !== undefined && to !== undefined) return words.fromTo(from, to);
  if (from !== undefined) return how === "removed" ? words.from(from) : from;
  return to ?? "";
}

/** What a permission lets its holder do is said where it comes, not where it goes. */
function notesOf(change: Change, permission: PermissionInWords | undefined, words: Words): string[] {
  const { newIdentity, onceDone, refusedByProtect, effect } = change;
  return [
    ...(permission ? [words.permission(permission, effect === "broadened")] : []),
    ...(permission?.narrower && effect === "broadened" ? [words.narrower(permission)] : []),
    ...(newIdentity ? [words.newIdentity] : []),
    ...(onceDone === undefined ? [] : [words.onceDone(onceDone)]),
    ...(refusedByProtect ? [words.refusedByProtect] : []),
  ];
}

function changeLine(change: Change, permissions: readonly PermissionInWords[], words: Words): ChangeLine {
  // The subject begins with the API's name, which tells two APIs with one permission name apart.
  const permission = permissionOf(
    change,
    permissions,
    () => permissions.find(({ api }) => change.subject.startsWith(`${api} `))?.api,
  );
  return {
    sign: signs[change.how],
    effect: change.effect,
    what: words.aspect[change.aspect],
    subject: words.subject(change, permission),
    detail: detailOf(change, words),
    notes: notesOf(change, permission, words),
  };
}

const riskOrder = ["critical", "high", "medium", "low"];

/** In each group the riskiest permissions first, then the order of the comparison. */
function groupsOf({ changes, permissions }: IntegrationReport, words: Words): ChangeGroup[] {
  const weight = ({ permission }: Change) => {
    const worded = permissions.find(({ kind, name }) => kind === permission?.kind && name === permission.name);
    return worded ? riskOrder.indexOf(worded.risk) : riskOrder.length;
  };
  return effects.flatMap((effect) => {
    const own = changes.filter((change) => change.effect === effect);
    const [whole, parts] = [own.filter(isWhole), own.filter((change) => !isWhole(change))];
    const lines = [...whole, ...parts.sort((a, b) => weight(a) - weight(b))].map((change) =>
      changeLine(change, permissions, words),
    );
    return lines.length > 0 ? [{ heading: words.effect[effect], effect, lines }] : [];
  });
}

function isWhole({ aspect }: Change): boolean {
  return aspect === "integration" || aspect === "tenant";
}

function markOf({ blocks, accepted, standing }: JudgedFinding): Mark {
  if (standing) return "standing";
  if (blocks) return "blocks";
  return accepted ? "accepted" : "warns";
}

function findingLine(finding: JudgedFinding, file: string, words: Words): FindingLine {
  const { integration, rule, subject, accepted, standing, level, line } = finding;
  const mark = markOf(finding);
  const unaccepted = standing && !accepted && level !== "warn" ? words.notAccepted : "";
  return {
    mark,
    markWords: words.mark[mark],
    integration,
    rule,
    subject,
    place: words.line(file, line),
    message: words.message(finding),
    remedy: accepted ? "" : words.remedy(finding),
    acceptance: accepted ? words.accepted(accepted) : unaccepted,
  };
}

const markOrder: readonly Mark[] = ["blocks", "warns", "accepted", "standing"];

function sectionOf(integration: IntegrationReport, findings: readonly FindingLine[], words: Words): Section {
  return {
    name: integration.name || words.outside,
    product: integration.product,
    verdict: integration.verdict,
    verdictWords: words.verdict[integration.verdict],
    reach: words.reach(integration),
    groups: groupsOf(integration, words),
    together: integration.combinations.map(words.said),
    findings,
    byHand: integration.byHand.map(words.said),
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
export function outlineOf(report: Report, words: Words): Outline {
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
    because: words.because(report),
    compared: words.compared(report),
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
