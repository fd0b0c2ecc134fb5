/** One review: every stack recorded on both sides, judged by the base, with lines of its tenant's file. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, normalize, resolve } from "node:path";
import type { LocalizedText } from "../../components/localized-text.ts";
import type { Tenant } from "../../components/settings.ts";
import { engineSettings, stackFile } from "../../components/stack-file.ts";
import { todayIn } from "../../components/world.ts";
import type { Clause } from "../clause.ts";
import { judgeFailedFinding, programFinding, programUseFindings } from "../judge/reviewer.ts";
import { judges, type ProgramChange } from "../program/change.ts";
import type { LintFault } from "../program/lint.ts";
import {
  documentOf,
  type ProgramReport,
  type ReviewDocument,
  type StackFailure,
  type StackReport,
} from "../report/document.ts";
import { findingInWords } from "../report/finding.ts";
import type { Report } from "../report/index.ts";
import { judgeFailed, programChanged, programUses } from "../rules/meta-rules.ts";
import { programHeadline, sameRegistrations } from "../words/program.ts";
import { sayEn, sayJa } from "../words/say.ts";
import { type ReviewedAlike, reviewedAlike } from "./alike.ts";
import { type Base, type BaseCommit, noBase, withBase } from "./base.ts";
import { assertIsBase } from "./by-base.ts";
import { packagesIn, workingSide } from "./copy.ts";
import { withLines } from "./lines.ts";
import { PackagesError, packagesOf, samePackages } from "./packages.ts";
import { readableOf, runPart } from "./process.ts";
import {
  type JudgeAnswer,
  type JudgeRequest,
  judgeVersion,
  otherVersionExit,
  type RecordedSide,
  recorderVersion,
} from "./protocol.ts";
import { type Recorded, recorderOf, recordSide } from "./record.ts";
import { strippedOf } from "./stripped.ts";
import { concerns, notSelected, type Selection, sidesOf, type Target, targetsOf } from "./targets.ts";
import { committedFiles } from "./tree.ts";
import { newUses } from "./uses.ts";

/** What to review. */
export interface ReviewRequest {
  /** The working checkout's project folder, absolute. */
  readonly root: string;
  /** That of the checkout whose review this is: the same, or the base's, which then records and judges by itself. */
  readonly own: string;
  readonly revision: string;
  /** The base, as `baseCommit` finds it. */
  readonly found: BaseCommit | undefined;
  /** One stack or file alone; empty: every stack that differs. */
  readonly selection: Selection;
  /** Today, `YYYY-MM-DD` in UTC; undefined: the day of each stack's world. */
  readonly now: string | undefined;
  /** The machine's day, `YYYY-MM-DD` in UTC. */
  readonly machineDay: string;
  readonly timeoutMilliseconds: number;
}

/** Runs so many at once and lets the others wait: each is a process that may take much memory. */
function gateOf(most: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running >= most) await new Promise<void>((go) => waiting.push(go));
    else running += 1;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

/** One review under way: what was asked, and what runs the parts. */
interface Work {
  readonly request: ReviewRequest;
  readonly found: BaseCommit | undefined;
  /** The folder in which the working tree's program runs. */
  readonly tree: string;
  readonly gate: ReturnType<typeof gateOf>;
  /** What was reviewed already, because the code is the same. */
  readonly alike: ReviewedAlike;
  /** The base's modules without their types (stripped.ts). */
  readonly stripped: string | undefined;
  /** Recordings of the working tree that have begun, by stack. */
  readonly begun: Map<string, Promise<Recorded>>;
  /** What the working tree's program uses that the base's did not, and may not. */
  readonly uses: readonly LintFault[];
  /** What keeps the working tree's program from running at all: its packages. */
  readonly unusable: readonly string[];
}

/** Records the program that stands in `side`, by its own recorder or, where it has none or another review is asked, by ours. */
function recordIn(side: string, { stack, tenant }: Pick<Target, "stack" | "tenant">, work: Work): Promise<Recorded> {
  const { root, own, timeoutMilliseconds } = work.request;
  const request = { root: side, stack, timeoutMilliseconds, ...(tenant !== undefined && { tenant }) };
  return work.gate(() => recordSide(request, own === root ? recorderOf(side, root) : own, work.stripped));
}

/** Git takes its time to check the base out; what the working tree alone tells to differ is recorded meanwhile. */
function begin(work: Work): void {
  const { root, selection } = work.request;
  if (selection.stack !== undefined || selection.tenant !== undefined) return;
  const sides = sidesOf(root);
  const differs = concerns(sides, work.found?.changedFiles);
  for (const { stack, exists } of sides)
    if (exists && differs(stack) && !work.alike.reports.has(stack))
      work.begun.set(stack, recordIn(work.tree, { stack, tenant: undefined }, work));
}

/** A side whose tenant's file is gone: nothing is registered there. */
function nothing(root: string, { stack, before = "" }: Target): RecordedSide {
  const { project } = stackFile(root, stack);
  return {
    version: recorderVersion,
    from: { project, stack, file: before, settings: engineSettings(root, stack) },
    evaluation: { registrations: [], lookups: [], escapeHatches: [], problems: [] },
    definitions: {},
  };
}

function faultsOf(name: LocalizedText, recorded: Recorded | undefined): LocalizedText[] {
  if (!recorded || "side" in recorded) return [];
  const errors = recorded.faults.map((fault) => `  ${fault.replaceAll("\n", "\n  ")}`);
  return [
    { en: `${name.en} cannot be evaluated:`, ja: `${name.ja}を評価できません:` },
    ...errors.map((error) => ({ en: error, ja: error })),
  ];
}

async function sides(target: Target, base: Base, work: Work) {
  const { root, revision } = work.request;
  const isGone = target.before !== undefined && target.after === undefined;
  const [before, after] = await Promise.all([
    base.state === "present" && target.before !== undefined ? recordIn(base.root, target, work) : undefined,
    isGone
      ? { side: nothing(root, target) }
      : work.unusable.length > 0
        ? { faults: work.unusable }
        : ((target.tenant === undefined ? work.begun.get(target.stack) : undefined) ??
          recordIn(work.tree, target, work)),
  ]);
  const faults = [
    ...faultsOf({ en: `The base ${revision}`, ja: `比較元 ${revision} ` }, before),
    ...faultsOf({ en: "The working tree", ja: "作業ツリー" }, after),
  ];
  if (faults.length > 0 || !("side" in after)) return { faults };
  return { after: after.side, ...(before && "side" in before && { before: before.side }) };
}

/** The reader brings every vendor and the schema with it, so it is loaded when something is asked of a file. */
async function tenantIn(root: string, file: string | undefined): Promise<Tenant | undefined> {
  if (file === undefined) return undefined;
  const { readTenant } = await import("../../components/settings.ts");
  try {
    return readTenant(resolve(root, file));
  } catch {
    // Whoever evaluates it says what is wrong with it.
    return undefined;
  }
}

async function todayOf(root: string, file: string | undefined, machineDay: string): Promise<string> {
  const tenant = await tenantIn(root, file);
  return tenant ? todayIn(tenant, machineDay) : machineDay;
}

function goneRemark(file: string): LocalizedText {
  return {
    en: `${file} is gone, and everything in it is reported as removed. Nothing applies this stack any more: what it made stays in the tenant until \`pulumi destroy\` has run from the revision before.`,
    ja: `${file} がなくなったため、その内容はすべて削除として扱います。このスタックはもう適用されないので、以前のリビジョンで \`pulumi destroy\` を実行するまで、作成済みのものはテナントに残ります。`,
  };
}

/** A tenant that passes from one stack to another loses its state, and with it every client id. */
function movedRemark({ stack, before }: Target, after: string): LocalizedText {
  return {
    en: `${after} holds the tenant of ${before}, which goes. Another stack is another state: every application is made anew beside the old one, with a new client id. To keep them, keep the stack and name the file in its settings: \`pulumi config set tenant ${after} --stack ${stack}\`.`,
    ja: `${after} は、なくなる ${before} と同じテナントのものです。別のスタックはステートも別なので、すべてのアプリケーションが新しいクライアント ID で別に作られます。そのまま使うには、スタックを変えずに、設定でファイルを指定してください: \`pulumi config set tenant ${after} --stack ${stack}\`。`,
  };
}

/** The target that goes and whose tenant is the one of `after`. */
async function formerOf(
  after: string,
  targets: readonly Target[],
  roots: { readonly before: string; readonly after: string },
): Promise<Target | undefined> {
  const gone = targets.filter((target) => target.after === undefined);
  if (gone.length === 0) return undefined;
  const id = (await tenantIn(roots.after, after))?.id;
  if (id === undefined) return undefined;
  const ids = await Promise.all(gone.map(async ({ before }) => (await tenantIn(roots.before, before))?.id));
  return gone[ids.indexOf(id)];
}

/** Each report says which stacks differ as well, where the call leaves some out. */
function withOthers(
  reports: readonly StackReport[],
  { root, selection }: ReviewRequest,
  changedFiles: readonly string[] | undefined,
): StackReport[] {
  const others = notSelected(root, changedFiles, selection);
  if (others.length === 0) return [...reports];
  const remark: LocalizedText = {
    en: `This report is of one part of the change: ${others.join(", ")} ${others.length === 1 ? "differs" : "differ"} as well, and this call leaves ${others.length === 1 ? "it" : "them"} out. Without --stack and --tenant every one is reviewed.`,
    ja: `この報告は変更の一部だけのものです。${others.join("、")} も異なりますが、この呼び出しでは対象外です。--stack と --tenant を付けなければ、すべてをレビューします。`,
  };
  return reports.map((report) => ({ ...report, remarks: [remark, ...report.remarks] }));
}

async function remarksOf(
  target: Target,
  targets: readonly Target[],
  base: Base,
  { root, revision }: ReviewRequest,
): Promise<LocalizedText[]> {
  if (base.state === "absent") return [base.remark];
  const { before, after } = target;
  if (before !== undefined) return [...base.remarks, ...(after === undefined ? [goneRemark(before)] : [])];
  if (after === undefined) return [...base.remarks];
  const former = await formerOf(after, targets, { before: base.root, after: root });
  return [
    noBase(`${revision} holds no ${after}`, `${revision} に ${after} がありません`),
    ...(former ? [movedRemark(former, after)] : []),
    ...base.remarks,
  ];
}

async function askJudge(
  directory: string,
  request: JudgeRequest,
  { gate, stripped, request: { timeoutMilliseconds } }: Work,
): Promise<{ report: Report } | { fault: Clause }> {
  const script = join(directory, "review/judge-entry.ts");
  const input = JSON.stringify(request);
  const answer = await gate(() =>
    runPart({
      script,
      arguments: [],
      readable: readableOf(directory),
      directory,
      input,
      stripped,
      timeoutMilliseconds,
    }),
  );
  if ("fault" in answer) {
    const { fault } = answer;
    const other = fault.code === "part-without-answer" && fault.exitCode === otherVersionExit;
    return { fault: other ? { code: "other-protocol", version: undefined } : fault };
  }
  const { version, report } = JSON.parse(answer.text) as JudgeAnswer;
  return version === judgeVersion ? { report } : { fault: { code: "other-protocol", version } };
}

/** By this review's own judge. */
async function judgedByOwn(
  own: string,
  request: JudgeRequest,
  work: Work,
): Promise<{ report: Report } | { faults: LocalizedText[] }> {
  const judged = await askJudge(own, request, work);
  return "fault" in judged
    ? { faults: [{ en: `The judge ${sayEn(judged.fault)}.`, ja: `判定プログラムは${sayJa(judged.fault)}。` }] }
    : judged;
}

/** The base judges where it can; where it has a judge that fails, this one does, and that refuses the change. */
async function judged(
  base: Base,
  request: JudgeRequest,
  work: Work,
): Promise<{ report: Report } | { faults: LocalizedText[] }> {
  const { root, own } = work.request;
  if (own !== root) return judgedByOwn(own, request, work);
  if (base.state === "absent" || !existsSync(join(base.root, "review/judge-entry.ts")))
    return judgedByOwn(own, request, work);
  const fromBase = await askJudge(base.root, { ...request, facts: { ...request.facts, judgedBy: "base" } }, work);
  if ("report" in fromBase) return fromBase;
  const byTree = await judgedByOwn(own, request, work);
  if ("faults" in byTree) return byTree;
  const { report } = byTree;
  return {
    report: {
      ...report,
      blocks: true,
      findings: [findingInWords(judgeFailedFinding(fromBase.fault), judgeFailed), ...report.findings],
    },
  };
}

async function reviewStack(
  target: Target,
  targets: readonly Target[],
  base: Base,
  work: Work,
): Promise<StackReport | StackFailure> {
  const { root, revision, machineDay } = work.request;
  const { stack } = target;
  const file = target.after ?? target.before ?? target.tenant ?? stackFile(root, stack).file;
  const both = await sides(target, base, work);
  if ("faults" in both) return { stack, file, faults: both.faults };
  const owner = target.after !== undefined || base.state === "absent" ? root : base.root;
  const now = work.request.now ?? (await todayOf(owner, target.after ?? target.before, machineDay));
  const remarks = await remarksOf(target, targets, base, work.request);
  const { own } = work.request;
  const judgedBy = own === root || base.state === "absent" ? "working-tree" : "base";
  const facts = { revision, judgedBy, remarks } as const;
  const answer = await judged(base, { version: judgeVersion, ...both, now, facts, changedFiles: [] }, work);
  if ("faults" in answer) return { stack, file, faults: answer.faults };
  // The file that was asked for, whatever the recorded program says that it was.
  const path = resolve(root, file);
  const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  const told = { ...answer.report, file };
  const report = isFile ? withLines(told, readFileSync(path, "utf8")) : told;
  const program = base.state === "present" ? work.found?.program : undefined;
  return { ...withProgram(report, program, work.uses), stack, now, sameCode: program?.files.length === 0 };
}

/** The code itself differs: that refuses, whatever it registered here, and nothing is called unchanged. */
function withProgram(report: Report, program: ProgramChange | undefined, uses: readonly LintFault[]): Report {
  const finding = program && programFinding(program);
  if (!finding) return report;
  return {
    ...report,
    ...(report.verdict === "unchanged" && { because: sameRegistrations }),
    blocks: true,
    findings: [
      findingInWords(finding, programChanged),
      ...programUseFindings(uses).map((use) => findingInWords(use, programUses)),
      ...report.findings,
    ],
  };
}

function programReport({ files }: ProgramChange): ProgramReport | undefined {
  if (files.length === 0) return undefined;
  return { headline: programHeadline({ judge: files.filter(judges).length, all: files.length }), files };
}

/** Files that look like a tenant's and that no stack takes, because their names end otherwise. */
function unreadFiles(root: string, changedFiles: readonly string[]): StackFailure[] {
  const taken = new Set(sidesOf(root).map(({ file }) => normalize(file)));
  return changedFiles
    .filter(
      (file) =>
        /^(?:tenants|vendors)\/.*\.(?:ya?ml|json)$/i.test(file) &&
        !/^(?:tenants|vendors)\/(?:[^/]+\.yaml|[^/]+\.schema\.json)$/.test(file),
    )
    .filter((file) => !taken.has(normalize(file)) && existsSync(join(root, file)))
    .map((file) => ({
      stack: file.replace(/^(?:tenants|vendors)\//, "").replace(/\.[^.]+$/, ""),
      file,
      faults: [
        {
          en: `${file} is read by no stack: a tenant's file is tenants/<stack>.yaml, or what a stack's settings name; a vendor's is vendors/<name>.yaml. Rename it, or remove it.`,
          ja: `${file} はどのスタックにも読まれません。テナントのファイルは tenants/<stack>.yaml か、スタックの設定が指すファイル、提供元のファイルは vendors/<name>.yaml です。名前を変えるか、削除してください。`,
        },
      ],
    }));
}

/** The packages with which the working tree's program runs, or why it cannot. */
async function packagesFor(
  own: string,
  root: string,
): Promise<{ readonly packages: string | undefined; readonly unusable: readonly string[] }> {
  if (own === root || samePackages(own, root)) return { packages: packagesIn(own), unusable: [] };
  try {
    return { packages: await packagesOf(root, own), unusable: [] };
  } catch (error) {
    if (!(error instanceof PackagesError)) throw error;
    return { packages: undefined, unusable: error.faults };
  }
}

/** At most so many processes at once: more would take more memory than a small machine has. */
const mostAtOnce = 4;

/**
 * Reviews the working tree against a revision, every stack by itself: one that cannot be evaluated keeps no other from
 * being reported.
 * @throws BaseError where this is to be the base and is not, SelectionError where the selection names nothing
 */
export async function review(request: ReviewRequest): Promise<ReviewDocument> {
  const { root, own, revision, found, selection } = request;
  if (own !== root && found) assertIsBase(own, found);
  const { packages, unusable } = await packagesFor(own, root);
  const atOnce = Math.max(2, Math.min(mostAtOnce, availableParallelism()));
  const gate = gateOf(atOnce);
  const alike = await reviewedAlike(request, gate, atOnce);
  if (alike.unchanged) {
    const failed = unreadFiles(root, found?.changedFiles ?? []);
    const stacks = withOthers([...alike.reports.values()], request, found?.changedFiles);
    return documentOf(revision, { stacks, failed, unchanged: alike.unchanged });
  }
  const stripped =
    own !== root && found
      ? await strippedOf(own, committedFiles(root, found.commit), packagesIn(own), readableOf(own))
      : alike.stripped;
  const { root: tree, dispose } = workingSide(root, packages);
  const begun: Work["begun"] = new Map();
  if (unusable.length === 0) begin({ request, found, tree, gate, alike, stripped, begun, uses: [], unusable });
  return withBase({ root, own }, revision, found, async (base) => {
    const roots = { before: base.state === "present" ? base.root : undefined, after: root };
    const changedFiles = base.state === "present" ? found?.changedFiles : undefined;
    const uses = base.state === "present" && found ? await newUses(base.root, tree, found.program) : [];
    const work: Work = { request, found, tree, gate, alike, stripped, begun, uses, unusable };
    const { targets, unchanged } = targetsOf(roots, changedFiles, selection);
    const answers = await Promise.all(
      targets.map((target) => alike.reports.get(target.stack) ?? reviewStack(target, targets, base, work)),
    );
    const unread = unreadFiles(root, changedFiles ?? []);
    const program = base.state === "present" && found ? programReport(found.program) : undefined;
    return documentOf(revision, {
      ...(program && { program }),
      stacks: withOthers(
        answers.filter((answer): answer is StackReport => !("faults" in answer)),
        request,
        changedFiles,
      ),
      failed: [...answers.filter((answer): answer is StackFailure => "faults" in answer), ...unread],
      unchanged,
    });
  }).finally(dispose);
}
