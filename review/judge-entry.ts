/**
 * A review as four values, each made once and handed on: the recordings of both sides, what differs, what the rules say,
 * and the report. As a process it reads both sides on its input and answers the report on file descriptor 3. It is
 * started from the base's own checkout where that has one, so that a change cannot weaken the rules that judge it.
 */
import { readFileSync, writeFileSync } from "node:fs";
import type { VendorDefinition } from "../components/definition.ts";
import { vendors } from "../components/vendors/index.ts";
import { compare } from "./compare/index.ts";
import { type JudgeContext, judge, withFindings } from "./judge/index.ts";
import { settingFindings, tenantFindings } from "./judge/reviewer.ts";
import { sideBySide } from "./pairs.ts";
import { recordingOf } from "./reading/recording.ts";
import type { Recording } from "./recording.ts";
import { type Report, type ReviewFacts, reportOf } from "./report/index.ts";
import { rules } from "./rules/index.ts";
import {
  type JudgeAnswer,
  type JudgeRequest,
  judgeVersion,
  otherVersionExit,
  type RecordedSide,
} from "./run/protocol.ts";

/**
 * Compares, judges and reports.
 * @param before undefined: there is no base yet, so everything is new
 */
export function reviewOf(
  before: Recording | undefined,
  after: Recording,
  context: JudgeContext,
  facts: ReviewFacts,
): Report {
  const sides = sideBySide(before, after);
  const changes = compare(sides);
  const judgement = withFindings(judge(sides, context), [
    ...settingFindings(before, after),
    ...tenantFindings(before, after),
  ]);
  return reportOf({ sides, changes, judgement, definitions: context.definitions, rules: context.rules }, facts);
}

function recorded({ evaluation, from, handOff, definitions }: RecordedSide): Recording {
  return recordingOf({ ...evaluation, outputs: undefined }, from, handOff, definitions);
}

type Definitions = Readonly<Record<string, VendorDefinition>>;

/** Of one side those that are files of the tenant's own people, or those that are code. */
function definitionsIn(side: Pick<RecordedSide, "definitions"> | undefined, are: "files" | "code"): Definitions {
  const isFile = ({ writtenIn }: VendorDefinition) => writtenIn !== undefined;
  return Object.fromEntries(
    Object.entries(side?.definitions ?? {}).filter(([, definition]) => isFile(definition) === (are === "files")),
  );
}

/**
 * The judge's own definitions, and those of the change for vendors that it alone knows. One that is a file stays claimed
 * for ever: whoever asks for the access writes it, and nobody has read it against a page.
 */
export function definitionsOf({
  before,
  after,
}: Pick<JudgeRequest, "before" | "after">): Pick<JudgeContext, "definitions" | "claimed"> {
  const known: Definitions = { ...definitionsIn(before, "code"), ...vendors };
  const claimed = { ...definitionsIn(before, "files"), ...after.definitions };
  return {
    definitions: { ...claimed, ...known },
    claimed: new Set(Object.keys(claimed).filter((vendor) => !Object.hasOwn(known, vendor))),
  };
}

/** Judges what was recorded. */
export function answer(request: JudgeRequest): JudgeAnswer {
  const { before, after, now, facts } = request;
  const context = { now, ...definitionsOf(request), rules };
  const report = reviewOf(before && recorded(before), recorded(after), context, facts);
  return { version: judgeVersion, report };
}

if (import.meta.main) {
  const request = JSON.parse(readFileSync(0, "utf8")) as JudgeRequest;
  if (request.version !== judgeVersion) process.exit(otherVersionExit);
  writeFileSync(3, JSON.stringify(answer(request)));
}
