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
    cases: /^first-up\/F8\/second-run\//,
    checkers: ["nothing twice, no orphan", "the state knows all"],
    why: "Where no lock keeps a second run out, it can make its application between the first run's look for one of that name and its creation. The one that no state knows holds a credential, so nothing removes it: `adopt` and `make up` name it with what tells it apart, and a person decides.",
  },
];

/** The reason, where every checker that failed is explained. */
export function explanationOf({ id, amiss }: Pick<Result, "id" | "amiss">): string | undefined {
  return explanations.find(
    ({ cases, checkers }) =>
      cases.test(id) && Object.keys(amiss).every((name) => checkers.some((checker) => checker === name)),
  )?.why;
}
