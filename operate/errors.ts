/**
 * What a verb tells a person who can mend it: one message, no stack trace.
 */
import { nearest } from "../components/nearest.ts";

/** The verb was called with words that name nothing here. Exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The verb could not do its work, with the next step. Exit code 1. */
export class OperationError extends Error {
  override readonly name = "OperationError";
}

/**
 * A word that names nothing, with the nearest that does.
 * @param said the sentence up to the suggestion, without its full stop: `"chek" is not a verb`
 */
export function unknownWord(said: string, word: string, known: readonly string[], shown = known): UsageError {
  const near = nearest(word, known);
  return new UsageError(`${said}${near === undefined ? "." : `; did you mean ${near}?`} Known: ${shown.join(", ")}`);
}
