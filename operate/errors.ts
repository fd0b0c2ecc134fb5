/**
 * What a verb tells a person who can mend it: one message, no stack trace.
 */
import { unknownWordText } from "../components/nearest.ts";

/** The verb was called with words that name nothing here. Exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The verb could not do its work, with the next step. Exit code 1. */
export class OperationError extends Error {
  override readonly name = "OperationError";
}

/** {@link unknownWordText} as a mistake of whoever called. */
export function unknownWord(...words: Parameters<typeof unknownWordText>): UsageError {
  return new UsageError(unknownWordText(...words));
}
