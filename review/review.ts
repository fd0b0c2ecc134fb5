/** One review: both sides recorded side by side, judged by the base, with lines of the tenant's file. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Base, withBase } from "./base.ts";
import { judgeFailed } from "./judge/reviewer.ts";
import { withLines } from "./lines.ts";
import { runPart } from "./process.ts";
import { type JudgeAnswer, type JudgeRequest, protocolVersion } from "./protocol.ts";
import { type Recorded, recordSide } from "./record.ts";
import type { Report, Said } from "./report.ts";

/** What to review. */
export interface ReviewRequest {
  /** The working checkout's project folder, absolute. */
  readonly root: string;
  readonly revision: string;
  readonly stack: string;
  /** The tenant's file relative to the checkout; undefined: the one that `pulumi up` of this stack reads. */
  readonly tenant: string | undefined;
  /** Today, `YYYY-MM-DD` in UTC. */
  readonly now: string;
  readonly timeoutMilliseconds: number;
}

/** A side could not be evaluated. Its message says which and why, one fault a line. */
export class EvaluationError extends Error {
  override readonly name = "EvaluationError";
}

function faultsOf(name: string, recorded: Recorded | undefined): string[] {
  if (!recorded || "side" in recorded) return [];
  return [`${name} cannot be evaluated:`, ...recorded.faults.map((fault) => `  ${fault.replaceAll("\n", "\n  ")}`)];
}

/** Records the program that stands in `side`; packages and, where that side has none, the recorder are the checkout's. */
function recordIn(side: string, { root, stack, tenant, timeoutMilliseconds }: ReviewRequest): Promise<Recorded> {
  return recordSide({ stack, timeoutMilliseconds, ...(tenant !== undefined && { tenant }), root: side }, root);
}

async function sides(request: ReviewRequest, base: Base, recordedAfter: Promise<Recorded>) {
  const { revision } = request;
  const [before, after] = await Promise.all([
    base.state === "present" ? recordIn(base.root, request) : undefined,
    recordedAfter,
  ]);
  const faults = [...faultsOf(`The base ${revision}`, before), ...faultsOf("The working tree", after)];
  if (faults.length > 0 || !("side" in after)) throw new EvaluationError(faults.join("\n"));
  return { after: after.side, ...(before && "side" in before && { before: before.side }) };
}

function remarksOf(base: Base): readonly Said[] {
  return base.state === "present" ? base.remarks : [base.remark];
}

async function askJudge(
  root: string,
  request: JudgeRequest,
  timeoutMilliseconds: number,
): Promise<{ report: Report } | { fault: string }> {
  const script = join(root, "review/judge-entry.ts");
  const answer = await runPart({
    script,
    arguments: [],
    directory: root,
    input: JSON.stringify(request),
    timeoutMilliseconds,
  });
  if ("fault" in answer) return answer;
  const { version, report } = JSON.parse(answer.text) as JudgeAnswer;
  return version === protocolVersion ? { report } : { fault: `speaks version ${version} of the protocol` };
}

async function judgedByTree(root: string, request: JudgeRequest, timeoutMilliseconds: number): Promise<Report> {
  const judged = await askJudge(root, request, timeoutMilliseconds);
  if ("fault" in judged) throw new EvaluationError(`The judge ${judged.fault}.`);
  return judged.report;
}

/** The base judges where it can; where it has a judge that fails, this one does, and that refuses the change. */
async function judged(
  base: Base,
  { root, timeoutMilliseconds }: ReviewRequest,
  request: JudgeRequest,
): Promise<Report> {
  if (base.state === "absent" || !existsSync(join(base.root, "review/judge-entry.ts")))
    return judgedByTree(root, request, timeoutMilliseconds);
  const fromBase = await askJudge(
    base.root,
    { ...request, facts: { ...request.facts, judgedBy: "base" } },
    timeoutMilliseconds,
  );
  if ("report" in fromBase) return fromBase.report;
  const report = await judgedByTree(root, request, timeoutMilliseconds);
  return { ...report, blocks: true, findings: [judgeFailed(fromBase.fault), ...report.findings] };
}

/**
 * Reviews the working tree against a revision.
 * @throws EvaluationError where a side cannot be evaluated, BaseError where there is no such revision
 */
export function review(request: ReviewRequest): Promise<Report> {
  const { root, revision, now } = request;
  // Begun at once: git takes its time to check the base out.
  const recordedAfter = recordIn(root, request);
  return withBase(request, async (base) => {
    const both = await sides(request, base, recordedAfter);
    const changedFiles = base.state === "present" ? base.changedFiles : [];
    const facts = { revision, judgedBy: "working-tree", remarks: remarksOf(base) } as const;
    const report = await judged(base, request, { version: protocolVersion, ...both, now, facts, changedFiles });
    const file = join(root, report.file);
    return existsSync(file) ? withLines(report, readFileSync(file, "utf8")) : report;
  });
}
