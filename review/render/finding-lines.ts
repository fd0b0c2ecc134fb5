/** Findings in words. */
import type { ReportedFinding } from "../report/finding.ts";
import type { Mark, Words } from "../words/words.ts";

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
  readonly exception: string;
  /** True: an exception of the file covers it. */
  readonly isAccepted: boolean;
  readonly level: ReportedFinding["level"];
}

function markOf({ blocks, accepted, preExisting }: ReportedFinding): Mark {
  if (preExisting) return "standing";
  if (blocks) return "blocks";
  return accepted ? "accepted" : "warns";
}

/** Puts a finding into words. */
export function findingLine(finding: ReportedFinding, file: string, words: Words): FindingLine {
  const { integration, rule, subject, accepted, preExisting, level, line } = finding;
  const mark = markOf(finding);
  const unaccepted = preExisting && !accepted && level !== "warn" ? words.notAccepted : "";
  return {
    mark,
    markWords: words.mark[mark],
    integration,
    rule,
    subject,
    place: words.line(file, line),
    message: words.said(finding.message),
    remedy: accepted ? "" : words.said(finding.remedy),
    isAccepted: accepted !== undefined,
    level,
    exception: accepted ? words.accepted(accepted.until, words.said(accepted.reason)) : unaccepted,
  };
}

/** So many findings of one rule are read; the rest is counted. */
const mostAlike = 10;

/** The first findings of each rule, and how many more there are. */
export function foldedFindings(findings: readonly FindingLine[], words: Words): FindingLine[] {
  return [...Map.groupBy(findings, ({ mark, rule, integration }) => `${mark} ${rule} ${integration}`).values()].flatMap(
    (alike) => {
      const rest = alike.slice(mostAlike);
      const [first] = rest;
      if (first === undefined || rest.length < 3) return alike;
      const none = { place: "", message: "", remedy: "", exception: "" };
      return [...alike.slice(0, mostAlike), { ...first, ...none, subject: words.more(rest.length) }];
    },
  );
}

/** Standing findings of one rule, by what an exception does for them. */
export interface StandingRule {
  readonly rule: string;
  /** `mailgates (Mail.Read, Mail.ReadBasic)`: raw. */
  readonly where: readonly string[];
}

/** Standing findings that count alike. */
export interface StandingGroup {
  readonly heading: string;
  readonly rules: readonly StandingRule[];
}

/** So many integrations of a rule, and subjects of an integration, are named. */
const [mostPlaces, mostSubjects] = [10, 5];

function fewOf(items: readonly string[], most: number, words: Words): string[] {
  const rest = items.length - most;
  return rest > 0 ? [...items.slice(0, most), words.more(rest)] : [...items];
}

function standingRule(rule: string, findings: readonly FindingLine[], words: Words): StandingRule {
  const places = [...Map.groupBy(findings, ({ integration }) => integration)].map(([integration, own]) => {
    const subjects = [...new Set(own.map(({ subject }) => subject).filter((subject) => subject !== ""))];
    const name = integration || words.outside;
    return subjects.length > 0 ? `${name} (${fewOf(subjects, mostSubjects, words).join(", ")})` : name;
  });
  return { rule, where: fewOf(places, mostPlaces, words) };
}

/** What stood before, by rule: what nobody accepted, what is only warned of, and what is accepted, apart. */
export function standingGroups(findings: readonly FindingLine[], words: Words): StandingGroup[] {
  const state = ({ isAccepted, level }: FindingLine) =>
    isAccepted ? "accepted" : level === "warn" ? "warned" : "open";
  const groups = Map.groupBy(findings, state);
  return (["open", "warned", "accepted"] as const).flatMap((each) => {
    const own = groups.get(each) ?? [];
    if (own.length === 0) return [];
    const rules = [...Map.groupBy(own, ({ rule }) => rule)].map(([rule, all]) => standingRule(rule, all, words));
    return [{ heading: words.standingAs[each](own.length), rules }];
  });
}

/** What nothing lifts comes first. */
const levels: readonly FindingLine["level"][] = ["block", "vendor", "accept", "warn"];

/** `mailbox-scope Mail.Read, Mail.ReadBasic (mailgates)`: raw, one text a rule. */
export function findingsInShort(findings: readonly FindingLine[], words: Words): string[] {
  const byLevel = [...findings].sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
  return [...Map.groupBy(byLevel, ({ rule }) => rule)].map(([rule, own]) => {
    const subjects = [...new Set(own.map(({ subject }) => subject).filter((subject) => subject !== ""))];
    const integrations = [...new Set(own.map(({ integration }) => integration).filter((name) => name !== ""))];
    const where = integrations.length > 2 ? words.integrations(integrations.length) : integrations.join(", ");
    return [rule, fewOf(subjects, 2, words).join(", "), where && `(${where})`].filter(Boolean).join(" ");
  });
}

/** What refuses first. */
export const markOrder: readonly Mark[] = ["blocks", "warns", "accepted", "standing"];
