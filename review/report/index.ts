/**
 * The report as a model: everything that the renderers print. Here codes and values become sentences, in every language,
 * so that the words of a judgement are those of whoever judged.
 */
import type { VendorDefinition } from "../../components/definition.ts";
import type { LocalizedText } from "../../components/localized-text.ts";
import { inOrder } from "../../components/order.ts";
import { type Coded, type WordsOf, worded } from "../../components/worded.ts";
import type { Change, Verdict } from "../change.ts";
import type { JudgedBy, Judgement } from "../finding.ts";
import type { Sides } from "../pairs.ts";
import { type RatedPermission, ratedPermission, riskLevels } from "../permission.ts";
import type { RecordedIntegration, RecordedOwner, Recording } from "../recording.ts";
import { metaRules } from "../rules/meta-rules.ts";
import type { RuleFacts } from "../rules/rule.ts";
import { say } from "../words/say.ts";
import { sentencesEn } from "../words/sentences-en.ts";
import { sentencesJa } from "../words/sentences-ja.ts";
import { combinationsOf } from "./combinations.ts";
import { findingInWords, type ReportedFinding } from "./finding.ts";
import { manualStepsOf } from "./manual-steps.ts";
import { type NewsContext, newsOf } from "./news.ts";
import { type Naming, naming } from "./people.ts";
import { type Reach, reachOf } from "./reach.ts";
import { type Together, togetherOf } from "./together.ts";
import { type Because, byWeight, verdictOf } from "./verdict.ts";
import { type Weigh, weighing } from "./weight.ts";

/** A permission in words. */
export interface PermissionInWords {
  readonly api: string;
  readonly kind: "delegated" | "application";
  readonly name: string;
  readonly risk: RatedPermission["risk"];
  /** Why that level, with its source. */
  readonly riskReason: LocalizedText;
  /** What it lets the holder do: what follows "can". */
  readonly allows: LocalizedText;
  readonly tenantWide: boolean;
  /** A narrower permission that may do; absent if none is known. */
  readonly narrower?: LocalizedText;
}

/** A difference in words. */
export interface ReportedChange extends Omit<Change, "subject" | "before" | "after" | "onceDone"> {
  readonly subject: LocalizedText;
  /** Whom the subject means, where it is an object id that the file has a name for. */
  readonly called?: LocalizedText;
  readonly before?: LocalizedText;
  readonly after?: LocalizedText;
  readonly onceDone?: LocalizedText;
}

/** One changed integration, the most dangerous first in the report. */
export interface IntegrationReport {
  readonly name: string;
  readonly product: string;
  readonly vendor: string;
  readonly verdict: Verdict;
  /** What a person wrote of it, and whose page asks for it; absent outside every integration and from a former judge. */
  readonly about?: About;
  /** One sentence of effective reach after the change. */
  readonly reach: LocalizedText;
  readonly changes: readonly ReportedChange[];
  /** Permissions that the changes name, in words. */
  readonly permissions: readonly PermissionInWords[];
  /** What combines into more than its parts. */
  readonly combinations: readonly LocalizedText[];
  /** What a person must still do outside Pulumi. */
  readonly manualSteps: readonly LocalizedText[];
}

/** Why an integration is there. Empty where nobody wrote it. */
export interface About {
  readonly purpose: string;
  readonly contact: string;
  readonly ticket: string;
  /** The entry of the file that it is a part of, with other applications of the product. */
  readonly partOf?: string;
  /** Those of them that stand, and what all of them together allow: said once for each entry, where its first part is told. */
  readonly together?: { readonly others: readonly string[]; readonly reach?: LocalizedText };
  /** The way of using the product that is chosen; absent where the vendor's page has one way alone. */
  readonly permissionSet?: LocalizedText;
  /** The vendor's page; absent where the vendor has no definition. */
  readonly page?: { readonly publisher: string; readonly title: string; readonly asOf?: string };
}

/** A review, ready to be rendered. */
export interface Report {
  readonly verdict: Verdict;
  /** One line that says why. */
  readonly because: LocalizedText;
  /** What is new, in one sentence or two; absent where nothing is, and from a former judge. */
  readonly news?: LocalizedText;
  readonly base: { readonly revision: string; readonly state: "evaluated" | "absent" };
  /** Said, not skipped: a differing lockfile, a base that does not exist yet, who judged. */
  readonly remarks: readonly LocalizedText[];
  readonly judgedBy: JudgedBy;
  /** True: a finding that the change introduces or worsens refuses it. */
  readonly blocks: boolean;
  readonly file: string;
  /** The owner that deploys after the change; absent where the file does not say, or nothing is left. */
  readonly deployer?: RecordedOwner;
  readonly integrations: readonly IntegrationReport[];
  /** Integrations without a change. */
  readonly unchanged: readonly string[];
  readonly findings: readonly ReportedFinding[];
}

/** What is known of a review beside its two sides. */
export interface ReviewFacts {
  readonly revision: string;
  readonly judgedBy: JudgedBy;
  readonly remarks: readonly LocalizedText[];
}

/** The values that a report puts into words. */
export interface Reviewed {
  readonly sides: Sides;
  readonly changes: readonly Change[];
  readonly judgement: Judgement;
  /** Definitions by the settings' word for the vendor. */
  readonly definitions: Readonly<Record<string, VendorDefinition>>;
  /** The rules that judged, for what they say of their findings. */
  readonly rules: readonly RuleFacts[];
}

/** One of several sentences in every language. */
function inWords<Values>(en: WordsOf<Values>, ja: WordsOf<Values>, coded: Coded<Values>): LocalizedText {
  return { en: worded(en, coded), ja: worded(ja, coded) };
}

function reachInWords(reach: Reach): LocalizedText {
  return { en: sentencesEn.reach(reach), ja: sentencesJa.reach(reach) };
}

function becauseInWords(because: Because): LocalizedText {
  return { en: sentencesEn.because(because), ja: sentencesJa.because(because) };
}

function changeInWords({ subject, before, after, onceDone, ...change }: Change, names: Naming): ReportedChange {
  const called = typeof subject === "string" ? names.of(subject) : undefined;
  return {
    ...change,
    subject: say(subject),
    ...(called && { called }),
    ...(before !== undefined && { before: names.in(say(before)) }),
    ...(after !== undefined && { after: names.in(say(after)) }),
    ...(onceDone !== undefined && { onceDone: names.in(say(onceDone)) }),
  };
}

function permissionInWords({ riskReasons, narrower, ...permission }: RatedPermission): PermissionInWords {
  return { ...permission, riskReason: say(riskReasons), ...(narrower && { narrower: say(narrower) }) };
}

function permissionsOf(changes: readonly Change[]): PermissionInWords[] {
  const named = changes.flatMap(({ permission }) => (permission ? [permission] : []));
  const unique = new Map(named.map((permission) => [JSON.stringify(permission), permission]));
  return [...unique.values()]
    .map(ratedPermission)
    .sort((a, b) => riskLevels.indexOf(b.risk) - riskLevels.indexOf(a.risk) || inOrder(a.name, b.name))
    .map(permissionInWords);
}

function aboutOf(
  { purpose, contact, ticket, partOf, permissionSet }: RecordedIntegration,
  definition: VendorDefinition | undefined,
  together: Together | undefined,
): About {
  const { publisher, title, asOf } = definition?.page ?? {};
  return {
    purpose,
    contact,
    ticket,
    ...(partOf !== undefined && { partOf }),
    ...(together && { together: { others: together.others, reach: reachInWords(together.reach) } }),
    ...(permissionSet && { permissionSet }),
    ...(publisher !== undefined && title !== undefined && { page: { publisher, title, ...(asOf && { asOf }) } }),
  };
}

function integrationReport(
  changes: readonly Change[],
  before: RecordedIntegration | undefined,
  after: RecordedIntegration | undefined,
  definition: VendorDefinition | undefined,
  weigh: Weigh,
  names: Naming,
  standing: readonly RecordedIntegration[],
): IntegrationReport {
  const integration = after ?? before;
  return {
    name: integration?.name ?? "",
    product: integration?.product ?? "",
    vendor: integration?.vendor ?? "",
    verdict: verdictOf(changes, weigh).verdict,
    ...(integration && { about: aboutOf(integration, definition, togetherOf(integration, standing, definition)) }),
    reach: names.in(reachInWords(reachOf(after, definition))),
    changes: byWeight(changes, weigh).map((change) => changeInWords(change, names)),
    permissions: permissionsOf(changes),
    combinations: (after ? combinationsOf(after) : []).map((combination) =>
      names.in(inWords(sentencesEn.combination, sentencesJa.combination, combination)),
    ),
    manualSteps: manualStepsOf(changes, integration, definition).map((step) =>
      names.in(inWords(sentencesEn.manualStep, sentencesJa.manualStep, step)),
    ),
  };
}

const dangerous: readonly Verdict[] = ["broadened", "changed", "narrowed", "unchanged"];

/** The widest first; of equally wide ones that with the weightiest change. */
function byDanger(weights: ReadonlyMap<string, number>) {
  const weight = ({ name }: IntegrationReport) => weights.get(name) ?? 0;
  return (a: IntegrationReport, b: IntegrationReport) =>
    dangerous.indexOf(a.verdict) - dangerous.indexOf(b.verdict) || weight(b) - weight(a) || inOrder(a.name, b.name);
}

/** The weight of each integration's weightiest change of those that decide its verdict. */
function weightsOf(groups: ReadonlyMap<string, readonly Change[]>, weigh: Weigh): ReadonlyMap<string, number> {
  return new Map(
    [...groups].map(([name, own]) => {
      const { first } = verdictOf(own, weigh);
      return [name, first ? weigh(first) : 0];
    }),
  );
}

/** The sentence of the weightiest change, and of another that must not hide behind it. */
function newsInWords(because: Because, changes: readonly Change[], context: NewsContext): LocalizedText | undefined {
  const told = [because.first, because.receiver?.change ?? because.second].filter((change) => change !== undefined);
  if (told.length === 0) return undefined;
  const all = told.map((change) => inWords(sentencesEn.news, sentencesJa.news, newsOf(change, changes, context)));
  // A permission and a role of one integration are one sentence.
  const sentences = [...new Map(all.map((sentence) => [sentence.en, sentence])).values()];
  return { en: sentences.map(({ en }) => en).join(" "), ja: sentences.map(({ ja }) => ja).join("") };
}

function grouped(changes: readonly Change[]): ReadonlyMap<string, readonly Change[]> {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const group = groups.get(change.integration);
    if (group) group.push(change);
    else groups.set(change.integration, [change]);
  }
  return groups;
}

/** The parts of one entry one after the other, where the first of them stands; only that one says what all of them allow. */
function byEntry(reports: readonly IntegrationReport[]): IntegrationReport[] {
  const groups = Map.groupBy(reports, ({ name, about }) => about?.partOf ?? `\n${name}`);
  return [...groups.values()].flatMap(([first, ...others]) => [
    ...(first === undefined ? [] : [first]),
    ...others.map((report) => {
      if (report.about?.together === undefined) return report;
      const { reach: _, ...together } = report.about.together;
      return { ...report, about: { ...report.about, together } };
    }),
  ]);
}

/** What stands outside every integration, reported as if it were one. */
function outsideReport(changes: readonly Change[], weigh: Weigh, names: Naming): IntegrationReport[] {
  if (changes.length === 0) return [];
  const reach = reachInWords({ state: "outside", what: outsideKind(changes) });
  const empty = { name: "", product: "", vendor: "", permissions: [], combinations: [], manualSteps: [] };
  return [
    {
      ...empty,
      verdict: verdictOf(changes, weigh).verdict,
      reach,
      changes: byWeight(changes, weigh).map((change) => changeInWords(change, names)),
    },
  ];
}

/** What differs outside: where everything is made, by whom, or something that no definition describes. */
function outsideKind(changes: readonly Change[]): "tenant" | "provider" | "resources" {
  const codes = changes.map(({ subject }) => (typeof subject === "object" && "code" in subject ? subject.code : ""));
  if (changes.every(({ aspect }) => aspect === "tenant")) return "tenant";
  return codes.every((code) => code === "provider" || code === "provider-of") ? "provider" : "resources";
}

function deployerOf({ integrations }: Recording): RecordedOwner | undefined {
  const named = integrations.find(({ deployer }) => deployer !== undefined);
  if (named?.deployer === undefined) return undefined;
  const owners = [...named.owners.application, ...named.owners.principal];
  return owners.find(({ id }) => id === named.deployer) ?? { id: named.deployer, kind: "unknown" };
}

/** The subject stays the id: an exception names it by that. */
function namedFinding({ message, remedy, accepted, ...finding }: ReportedFinding, names: Naming): ReportedFinding {
  return {
    ...finding,
    message: names.in(message),
    remedy: names.in(remedy),
    ...(accepted && { accepted: { ...accepted, reason: names.in(accepted.reason) } }),
  };
}

/** Puts a review into words. It compares nothing and judges nothing. */
export function reportOf(reviewed: Reviewed, facts: ReviewFacts): Report {
  const { sides, changes, judgement, definitions } = reviewed;
  const { before, after, pairs } = sides;
  const byIntegration = grouped(changes);
  const weigh = weighing(pairs);
  const names = naming(before, after);
  const reports = pairs.flatMap((pair) => {
    const integration = pair.after ?? pair.before;
    const own = byIntegration.get(integration?.name ?? "") ?? [];
    const definition =
      integration && Object.hasOwn(definitions, integration.vendor) ? definitions[integration.vendor] : undefined;
    return own.length > 0
      ? [integrationReport(own, pair.before, pair.after, definition, weigh, names, after.integrations)]
      : [];
  });
  const because = verdictOf(changes, weigh);
  const news = newsInWords(because, changes, { sides, definitions });
  const rules = new Map<string, RuleFacts>([...reviewed.rules, ...metaRules].map((rule) => [rule.name, rule]));
  const deployer = deployerOf(after);
  const changed = new Set(reports.map(({ name }) => name));
  return {
    verdict: because.verdict,
    because: names.in(becauseInWords(because)),
    ...(news && { news: names.in(news) }),
    base: { revision: facts.revision, state: before ? "evaluated" : "absent" },
    remarks: facts.remarks,
    judgedBy: facts.judgedBy,
    blocks: judgement.blocks,
    file: after.file,
    ...(deployer && { deployer: names.owner(deployer) }),
    integrations: [
      ...outsideReport(byIntegration.get("") ?? [], weigh, names),
      ...byEntry(reports.sort(byDanger(weightsOf(byIntegration, weigh)))),
    ],
    unchanged: after.integrations.map(({ name }) => name).filter((name) => !changed.has(name)),
    findings: judgement.findings.map((finding) => {
      const rule = rules.get(finding.rule);
      if (!rule) throw new Error(`no rule is called ${finding.rule}`);
      return namedFinding(findingInWords(finding, rule), names);
    }),
  };
}
