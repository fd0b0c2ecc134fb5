/**
 * The whole review in one word, and what one line says of why. Values; review/words puts them into a line.
 */
import type { Aspect, Change, Verdict } from "../change.ts";

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
}

/** Aspects in the order in which a reader should hear of them. */
const aspects: Readonly<Record<Aspect, number>> = {
  tenant: 0,
  integration: 1,
  permission: 2,
  "directory-role": 3,
  mailbox: 4,
  "mailbox-right": 5,
  audience: 6,
  "public-client": 7,
  "redirect-uri": 8,
  "implicit-grant": 9,
  owner: 10,
  resource: 11,
  unjudgeable: 12,
  assignment: 13,
  "signs-in": 14,
  suspension: 15,
  "credential-end": 16,
  "credential-kind": 17,
  credential: 18,
  protection: 19,
  vault: 20,
  name: 21,
  notes: 22,
  exception: 23,
  emergency: 24,
};

function verdictWord(changes: readonly Change[]): Verdict {
  const effects = new Set(changes.map(({ effect }) => effect));
  if (effects.has("broadened")) return "broadened";
  if (effects.has("narrowed")) return "narrowed";
  return effects.size > 0 ? "changed" : "unchanged";
}

/** Changes that decide the verdict, the weightiest first; a whole integration before its parts. */
function deciding(changes: readonly Change[], verdict: Verdict): Change[] {
  const decisive = changes.filter(({ effect }) => effect === verdict);
  const told = ({ newReceiver }: Change) => Number(newReceiver === undefined);
  return decisive.sort((a, b) => aspects[a.aspect] - aspects[b.aspect] || told(a) - told(b));
}

/** Judges changes: mixed is broadened; narrower and otherwise different is narrowed. */
export function verdictOf(changes: readonly Change[]): Because {
  const verdict = verdictWord(changes);
  const all = deciding(changes, verdict);
  const [first, ...others] = all;
  const [receiver, ...more] =
    first?.newReceiver === undefined ? others.filter(({ newReceiver }) => newReceiver !== undefined) : [];
  return {
    verdict,
    first,
    others: others.length,
    onceDone: verdict === "narrowed" && all.some((change) => change.onceDone !== undefined),
    ...(receiver && { receiver: { change: receiver, others: more.length } }),
  };
}
