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

const explanations: readonly Explanation[] = [
  {
    cases: /\/F8\/portal\//,
    checkers: ["what a person adds stays"],
    why: "Graph takes an application's certificates as one list and offers no condition on what stood there before. The provider reads the list and writes it back with one more or one less; what somebody adds by hand in the moment between the two is not in it, and nothing but the audit log knows of it afterwards. Every other change of the application leaves such a certificate where it is. The stack's own stands; whoever added the other sees in the portal that it is gone, and adds it once the run has ended.",
  },
];

/** The reason, where every checker that failed is explained. */
export function explanationOf({ id, amiss }: Pick<Result, "id" | "amiss">): string | undefined {
  return explanations.find(
    ({ cases, checkers }) =>
      cases.test(id) && Object.keys(amiss).every((name) => checkers.some((checker) => checker === name)),
  )?.why;
}
