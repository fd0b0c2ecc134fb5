/** The shape of every comparison of one part of an integration. */
import { isDeepStrictEqual } from "node:util";
import type { Change } from "../change.ts";
import type { RecordedIntegration } from "../recording.ts";

/** A difference before it is known whose it is. */
export type Difference = Omit<Change, "integration">;

/** Compares one part of an integration with itself at another time. */
export type Part = (before: RecordedIntegration, after: RecordedIntegration) => readonly Difference[];

/** A value that went one way or the other (empty: there is none): nothing where both are equal. */
export function ifDifferent(
  before: NonNullable<Difference["before"]>,
  after: NonNullable<Difference["after"]>,
  difference: Omit<Difference, "before" | "after" | "how">,
): Difference[] {
  if (isDeepStrictEqual(before, after)) return [];
  const how = before === "" ? "added" : after === "" ? "removed" : "changed";
  return [{ how, ...difference, ...(before !== "" && { before }), ...(after !== "" && { after }) }];
}
