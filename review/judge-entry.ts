/**
 * The judge as a process: reads both sides on its input, answers the report on file descriptor 3. It is started from
 * the base's own checkout where that has one, so that a change cannot weaken the rules that judge it.
 */
import { readFileSync, writeFileSync } from "node:fs";
import type { VendorDefinition } from "../components/definition.ts";
import { vendors } from "../components/vendors/index.ts";
import { reviewerFindings } from "./judge/reviewer.ts";
import { recordingOf } from "./recording.ts";
import { reportOf } from "./report/index.ts";
import { rules } from "./rules/index.ts";
import {
  type JudgeAnswer,
  type JudgeRequest,
  judgeVersion,
  otherVersionExit,
  type RecordedSide,
} from "./run/protocol.ts";

function recorded({ evaluation, from }: RecordedSide) {
  return recordingOf({ ...evaluation, outputs: undefined }, from);
}

/** The judge's own definitions; those of the change only for vendors that the judge does not know. */
function definitionsOf({ before, after }: JudgeRequest): Readonly<Record<string, VendorDefinition>> {
  return { ...after.definitions, ...before?.definitions, ...vendors };
}

function answer(request: JudgeRequest): JudgeAnswer {
  const { before, after, now, facts, changedFiles } = request;
  const context = { now, definitions: definitionsOf(request), rules };
  const findings = reviewerFindings(changedFiles, facts.judgedBy);
  const report = reportOf(before && recorded(before), recorded(after), context, { ...facts, findings });
  return { version: judgeVersion, report };
}

const request = JSON.parse(readFileSync(0, "utf8")) as JudgeRequest;
if (request.version !== judgeVersion) process.exit(otherVersionExit);
writeFileSync(3, JSON.stringify(answer(request)));
