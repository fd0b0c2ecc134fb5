/** Records one side of a review in a process of its own. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { looksSecret } from "../../components/secret-shapes.ts";
import { canary } from "../evaluate/known-outputs.ts";
import { sayEn } from "../words/say.ts";
import { readableOf, runPart } from "./process.ts";
import { formerRecorderVersions, type RecordedSide, type RecordRequest, recorderVersion } from "./protocol.ts";

/** A side that was recorded, or everything that kept it from being. */
export type Recorded = { readonly side: RecordedSide } | { readonly faults: readonly string[] };

/** Text of a program's error as it may be shown. */
function showable(text: string): string {
  return looksSecret(text) || text.includes(canary) ? "(an error that holds a secret, not shown)" : text;
}

/** Starting Node and loading the providers, beside what the program itself may take. */
const startMilliseconds = 15_000;

/** The answer of an older recorder without its definitions: a vendor that is only there has no page to cite. */
function asOfNow(side: RecordedSide): RecordedSide {
  return formerRecorderVersions.includes(side.version) ? { ...side, version: recorderVersion, definitions: {} } : side;
}

/** A program shares its process with the recorder, and can answer in its place: what it says is read as a stranger's. */
function readSide(text: string): RecordedSide | undefined {
  try {
    const side = JSON.parse(text) as RecordedSide | null;
    const evaluation = side?.evaluation;
    const isWhole =
      Array.isArray(evaluation?.registrations) &&
      Array.isArray(evaluation.problems) &&
      evaluation.problems.every((problem) => typeof problem === "string");
    return side && isWhole ? side : undefined;
  } catch {
    return undefined;
  }
}

const recorder = "review/child.ts";

/** The checkout whose recorder records the program of `root`: itself, or `fallback` where it has none. */
export function recorderOf(root: string, fallback: string): string {
  return existsSync(join(root, recorder)) ? root : fallback;
}

/**
 * Records the program of a checkout.
 * @param by root of the checkout that has the recorder
 * @param stripped modules without their types (stripped.ts)
 */
export async function recordSide(request: RecordRequest, by: string, stripped?: string): Promise<Recorded> {
  const answer = await runPart({
    script: join(by, recorder),
    readable: readableOf(by, request.root),
    arguments: [JSON.stringify(request)],
    directory: request.root,
    stripped,
    timeoutMilliseconds: request.timeoutMilliseconds + startMilliseconds,
  });
  if ("fault" in answer) return { faults: [`the program ${sayEn(answer.fault)}`] };
  const read = readSide(answer.text);
  if (!read) return { faults: ["the program's recorder answered what cannot be read"] };
  const side = asOfNow(read);
  if (side.version !== recorderVersion)
    return { faults: [`its recorder speaks version ${side.version}, this review version ${recorderVersion}`] };
  const { problems } = side.evaluation;
  return problems.length > 0 ? { faults: [...new Set(problems.map(showable))] } : { side };
}
