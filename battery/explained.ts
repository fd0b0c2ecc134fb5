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
    // Deletions of the vault's entries alone: the numbers differ from run to run of other sources, the checker does not.
    cases: /^retired\/F1\/404-stale\//,
    checkers: ["nothing twice, no orphan"],
    why: "A vault that answers the deletion of an entry with a stale 404 is believed, as any 404 on a deletion is: the state forgets the entry, and nothing declares it, so no later run looks for it. It holds the secret of a credential that is already gone from Entra and ends by its own date.",
  },
];

/** The reason, where every checker that failed is explained. */
export function explanationOf({ id, amiss }: Pick<Result, "id" | "amiss">): string | undefined {
  return explanations.find(
    ({ cases, checkers }) =>
      cases.test(id) && Object.keys(amiss).every((name) => checkers.some((checker) => checker === name)),
  )?.why;
}
