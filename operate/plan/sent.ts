/**
 * What the program sends when the review's recorder evaluates it, with what the plan of the engine is compared by. The
 * process that records is operate/plan/record-child.ts.
 */
import { join } from "node:path";
import type { RegisteredOutputs, Registration } from "../../review/evaluate/registration.ts";
import { readableOf, runPart } from "../../review/run/process.ts";
import { sayEn } from "../../review/words/say.ts";

/** One registration, with what it depends on by input. */
export interface Sent extends Registration {
  /** As the program sent them: a secret is marked as the SDK marks it, its text is the recorder's. */
  readonly sentInputs: Readonly<Record<string, unknown>>;
  /** URNs that an input is made of, by its name. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

/** Everything that one evaluation sent. */
export interface SentProgram {
  readonly resources: readonly Sent[];
  readonly handedOut: readonly RegisteredOutputs[];
  /** Tokens of the lookups that it made. */
  readonly lookups: readonly string[];
  /** In words: what could not be evaluated or seen. Where there is any, nothing can be compared. */
  readonly problems: readonly string[];
}

/** What the recording process is asked, on its input. */
export interface SentRequest {
  /** The checkout, absolute. */
  readonly root: string;
  readonly stack: string;
  /** Variables that the program sees in the engine, too. */
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMilliseconds: number;
}

/** Evaluates the program of a checkout as a review does, as confined. */
export async function recordSent(request: SentRequest): Promise<SentProgram> {
  const answer = await runPart({
    script: join(request.root, "operate/plan/record-child.ts"),
    arguments: [],
    directory: request.root,
    input: JSON.stringify(request),
    timeoutMilliseconds: request.timeoutMilliseconds + 15_000,
    readable: readableOf(request.root),
  });
  if ("fault" in answer)
    return { resources: [], handedOut: [], lookups: [], problems: [`the program ${sayEn(answer.fault)}`] };
  return JSON.parse(answer.text) as SentProgram;
}
