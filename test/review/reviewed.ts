/** A pair of the corpus through the whole review: recorded by a confined process, compared and judged in this one. */
import { type ChildProcess, spawn } from "node:child_process";
import { realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import type { Readable } from "node:stream";
import { vendors } from "../../components/vendors/index.ts";
import type { Evaluation } from "../../review/evaluate/index.ts";
import { reviewOf } from "../../review/judge-entry.ts";
import { recordingOf } from "../../review/reading/recording.ts";
import type { Recording } from "../../review/recording.ts";
import type { StackReport } from "../../review/report/document.ts";
import { rules } from "../../review/rules/index.ts";
import { withLines } from "../../review/run/lines.ts";
import { confinement, readableOf } from "../../review/run/process.ts";
import { type CorpusPair, writtenFile } from "./corpus.ts";

const from = { project: "m365-integrations", stack: "fabrikam", file: "tenants/fabrikam.yaml" };

let recorder: { readonly child: ChildProcess; readonly answers: AsyncIterator<string> } | undefined;

/** One recorder serves every test of this process: starting one takes longer than a hundred evaluations. */
function started(): NonNullable<typeof recorder> {
  const script = join(import.meta.dirname, "corpus-recorder.ts");
  const readable = [...readableOf(process.cwd()), realpathSync(tmpdir())].map((folder) => `--allow-fs-read=${folder}`);
  const child = spawn(process.execPath, [...confinement, ...readable, script], {
    env: {},
    stdio: ["pipe", "ignore", "inherit", "pipe"],
  });
  const lines: Interface = createInterface({ input: child.stdio[3] as Readable });
  process.once("exit", () => child.kill("SIGKILL"));
  // The last test must not wait for it.
  child.unref();
  return { child, answers: lines[Symbol.asyncIterator]() };
}

let last: Promise<unknown> = Promise.resolve();

/** Asks the recorder, after whoever asked before. */
function evaluated(request: object): Promise<Evaluation> {
  const answer = last.then(async () => {
    recorder ??= started();
    recorder.child.stdin?.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await recorder.answers.next();
    if (done) throw new Error("the recorder of the corpus ended");
    return JSON.parse(value) as Evaluation;
  });
  last = answer.catch(() => {});
  return answer;
}

/** Records one side; its faults where it cannot be evaluated. */
async function recordedSide(
  text: string,
  programName?: string,
): Promise<{ recording: Recording } | { faults: readonly string[] }> {
  const config = { "m365-integrations:tenant": writtenFile(text) };
  const { project, stack } = from;
  const evaluation = await evaluated({
    project,
    stack,
    config,
    ...(programName !== undefined && { program: programName }),
  });
  if (evaluation.problems.length > 0) return { faults: evaluation.problems };
  return { recording: recordingOf(evaluation, from) };
}

/** Reviews a pair; its faults where a side cannot be evaluated. */
export async function reviewed(pair: CorpusPair): Promise<{ report: StackReport } | { faults: readonly string[] }> {
  const before = await recordedSide(pair.before, pair.program?.before);
  const after = await recordedSide(pair.after, pair.program?.after);
  if ("faults" in before) throw new Error(`${pair.name}: its base cannot be evaluated: ${before.faults.join("\n")}`);
  if ("faults" in after) return after;
  const context = { now: pair.now, definitions: vendors, claimed: new Set<string>(), rules };
  const facts = { revision: "main", judgedBy: "base", remarks: [] } as const;
  const report = withLines(reviewOf(before.recording, after.recording, context, facts), pair.after);
  return { report: { ...report, stack: from.stack, now: pair.now, sameCode: pair.program === undefined } };
}
