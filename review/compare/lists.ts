/** Lists without order, compared by value: the generic part of every comparison. */
import { orderedBy } from "../../components/order.ts";

/** What only one side has, and what both have, each sorted by key. */
export interface ListDifference<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
  readonly kept: readonly (readonly [before: T, after: T])[];
}

/** Compares two lists by a key; of entries with one key the last counts. */
export function listDifference<T>(
  before: readonly T[],
  after: readonly T[],
  key: (item: T) => string,
): ListDifference<T> {
  const [old, current] = [before, after].map((items) => new Map(items.map((item) => [key(item), item] as const))) as [
    Map<string, T>,
    Map<string, T>,
  ];
  const sorted = (items: Map<string, T>) => [...items].sort(orderedBy(([name]) => name));
  return {
    added: sorted(current).flatMap(([name, item]) => (old.has(name) ? [] : [item])),
    removed: sorted(old).flatMap(([name, item]) => (current.has(name) ? [] : [item])),
    kept: sorted(current).flatMap(([name, item]) => {
      const earlier = old.get(name);
      return earlier === undefined ? [] : [[earlier, item] as const];
    }),
  };
}
