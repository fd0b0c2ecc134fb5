/** A pair of the corpus through the whole review, in this process: evaluate, record, compare, judge, report. */
import { vendors } from "../../components/vendors/index.ts";
import indexProgram from "../../index.ts";
import { evaluate } from "../../review/evaluate/index.ts";
import { reviewOf } from "../../review/judge-entry.ts";
import { recordingOf } from "../../review/reading/recording.ts";
import type { Recording } from "../../review/recording.ts";
import type { StackReport } from "../../review/report/document.ts";
import { rules } from "../../review/rules/index.ts";
import { withLines } from "../../review/run/lines.ts";
import { type CorpusPair, writtenFile } from "./corpus.ts";

const from = { project: "m365-integrations", stack: "fabrikam", file: "tenants/fabrikam.yaml" };

async function programOf(name: string | undefined): Promise<() => Promise<unknown>> {
  if (name === undefined) return indexProgram;
  return ((await import(`./corpus/programs/${name}.ts`)) as { default: () => Promise<unknown> }).default;
}

/** Records one side; its faults where it cannot be evaluated. */
async function recordedSide(
  text: string,
  programName?: string,
): Promise<{ recording: Recording } | { faults: readonly string[] }> {
  const config = { "m365-integrations:tenant": writtenFile(text) };
  const evaluation = await evaluate(await programOf(programName), {
    project: from.project,
    stack: from.stack,
    config,
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
  const context = { now: pair.now, definitions: vendors, rules };
  const facts = { revision: "main", judgedBy: "base", remarks: [] } as const;
  const report = withLines(reviewOf(before.recording, after.recording, context, facts, []), pair.after);
  return { report: { ...report, stack: from.stack, now: pair.now } };
}
