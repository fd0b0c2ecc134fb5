/**
 * Reviews changes of tenants' files alone: the code is the same on both sides, so one process records both, compares and
 * judges, confined as a side of its own is. Asked on its input; an answer a line on file descriptor 3. What it does not
 * tell is left to processes of their own, one a side, which also say what is wrong with a file.
 */
import { ftruncateSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parseTenant } from "../components/settings.ts";
import { parseYaml } from "../components/settings-yaml.ts";
import { todayIn } from "../components/world.ts";
import type { WholeEvaluation } from "./evaluate/index.ts";
import { partsOf } from "./evaluate/parts.ts";
import { evaluated, record, sideOf } from "./evaluate/recorder.ts";
import { spliced } from "./evaluate/spliced.ts";
import { answer } from "./judge-entry.ts";
import type { Alike, AlikeAnswer, AlikeRequest, Former } from "./run/alike.ts";
import { withLinesOf } from "./run/lines.ts";
import { judgeVersion, type RecordedSide } from "./run/protocol.ts";
import { stackConfig } from "./run/stack-config.ts";

const [answers, part] = [3, 4];

function write(descriptor: number, text: string, position: number | null = null): void {
  const bytes = Buffer.from(text);
  for (let sent = 0; sent < bytes.length; )
    sent += writeSync(descriptor, bytes, sent, bytes.length - sent, position === null ? null : position + sent);
}

/** The side before: as it was recorded once, or anew from its file. */
async function formerOf(request: AlikeRequest, { stack, file, before, recorded }: Alike): Promise<Former> {
  if (recorded !== undefined) return JSON.parse(gunzipSync(readFileSync(recorded)).toString()) as Former;
  const { root, timeoutMilliseconds } = request;
  const side = await record({ root, stack, tenant: before, timeoutMilliseconds });
  const { data } = parseYaml(readFileSync(before, "utf8"));
  return { side: { ...side, from: { ...side.from, file } }, data };
}

/** Evaluates a file that holds a part, which the program reads as it reads any. */
function evaluatedPart(request: AlikeRequest, stack: string, text: string): Promise<WholeEvaluation> {
  const { root, timeoutMilliseconds } = request;
  ftruncateSync(part, 0);
  write(part, text, 0);
  const { project, config } = stackConfig(root, stack, request.part);
  return evaluated({ root, project, stack, config, timeoutMilliseconds });
}

/** The side after: what changes is evaluated, and all of it where that does not tell the rest. */
async function now(request: AlikeRequest, { stack }: Alike, before: Former, data: unknown): Promise<RecordedSide> {
  const { root, timeoutMilliseconds } = request;
  const parts = request.whole ? undefined : partsOf(before.data, data);
  if (parts) {
    const from = await evaluatedPart(request, stack, parts.before);
    const to = await evaluatedPart(request, stack, parts.after);
    const evaluation = spliced(before.side.evaluation, from, to);
    if (evaluation) return sideOf(root, before.side.from, evaluation);
  }
  return record({ root, stack, timeoutMilliseconds });
}

async function reviewed(request: AlikeRequest, target: Alike): Promise<AlikeAnswer> {
  const { root, revision, machineDay } = request;
  const { stack, file } = target;
  const text = readFileSync(join(root, file), "utf8");
  // Every fault of the whole file, also of what its parts would not show.
  const tenant = parseTenant(text, file);
  const parsed = parseYaml(text);
  const former = await formerOf(request, target);
  const { side: before } = former;
  if (before.evaluation.problems.length > 0) return { stack };
  const after = await now(request, target, former, parsed.data);
  if (after.evaluation.problems.length > 0) return { stack };
  const today = request.now ?? todayIn(tenant, machineDay);
  const facts = { revision, judgedBy: "base", remarks: [] } as const;
  const { report } = answer({ version: judgeVersion, before, after, now: today, facts, changedFiles: [] });
  return {
    stack,
    reviewed: { report: withLinesOf(report, parsed), now: today },
    ...(target.recorded === undefined && { recorded: former }),
  };
}

const request = JSON.parse(readFileSync(0, "utf8")) as AlikeRequest;
for (const target of request.targets) {
  const told = await reviewed(request, target).catch((): AlikeAnswer => ({ stack: target.stack }));
  write(answers, `${JSON.stringify(told)}\n`);
}
// The program may have left timers or sockets behind.
process.exit(0);
