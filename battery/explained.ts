/** Why a case may fail. A failure that no entry explains keeps the battery from passing. */
import type { CheckerName } from "./checkers.ts";
import type { Result } from "./results.ts";

interface Explanation {
  /** Which cases, by id. */
  readonly cases: RegExp;
  /** The checkers that may fail in them, and no others. */
  readonly checkers: readonly CheckerName[];
  readonly why: string;
}

/** None today. */
const explanations: readonly Explanation[] = [];

/** The reason, where every checker that failed is explained. */
export function explanationOf({ id, amiss }: Pick<Result, "id" | "amiss">): string | undefined {
  return explanations.find(
    ({ cases, checkers }) =>
      cases.test(id) && Object.keys(amiss).every((name) => checkers.some((checker) => checker === name)),
  )?.why;
}
