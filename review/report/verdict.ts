/**
 * The whole review in one word, and what one line says of why. Values; review/words puts them into a line.
 */
import type { Change, Verdict } from "../change.ts";
import type { Weigh } from "./weight.ts";

/** Why a verdict is what it is. */
export interface Because {
  readonly verdict: Verdict;
  /** The change that decides, the weightiest first; undefined: nothing differs. */
  readonly first: Change | undefined;
  /** How many others decide as well. */
  readonly others: number;
  /** True: the reach is narrower only once a person has run the removal commands. */
  readonly onceDone: boolean;
  /** Another receiver of codes and tokens, named however many changes come before it, and how many more there are. */
  readonly receiver?: { readonly change: Change; readonly others: number };
  /** A change of another kind that weighs nearly as much: it must not hide behind the first. */
  readonly second?: Change;
}

/** What weighs so much is told beside another one. */
const heavy = 84;

function verdictWord(changes: readonly Change[]): Verdict {
  const effects = new Set(changes.map(({ effect }) => effect));
  if (effects.has("broadened")) return "broadened";
  if (effects.has("narrowed")) return "narrowed";
  return effects.size > 0 ? "changed" : "unchanged";
}

/** The heavier first; of equal weight in the order of the comparison. */
export function byWeight(changes: readonly Change[], weigh: Weigh): Change[] {
  const weights = new Map(changes.map((change) => [change, weigh(change)]));
  return [...changes].sort((a, b) => (weights.get(b) ?? 0) - (weights.get(a) ?? 0));
}

/** Judges changes: mixed is broadened; narrower and otherwise different is narrowed. */
export function verdictOf(changes: readonly Change[], weigh: Weigh): Because {
  const verdict = verdictWord(changes);
  const all = byWeight(
    changes.filter(({ effect }) => effect === verdict),
    weigh,
  );
  const [first, ...others] = all;
  const [receiver, ...more] =
    first?.newReceiver === undefined ? others.filter(({ newReceiver }) => newReceiver !== undefined) : [];
  // The parts of an integration that comes or goes are told with it.
  const isTold = ({ integration }: Change) => first?.aspect === "integration" && integration === first.integration;
  const second = others.find(
    (change) =>
      change.aspect !== first?.aspect && change.newReceiver === undefined && weigh(change) >= heavy && !isTold(change),
  );
  return {
    verdict,
    ...(second && !receiver && { second }),
    first,
    others: others.length,
    onceDone: verdict === "narrowed" && all.some((change) => change.onceDone !== undefined),
    ...(receiver && { receiver: { change: receiver, others: more.length } }),
  };
}
