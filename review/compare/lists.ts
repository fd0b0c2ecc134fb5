/** Lists without order, compared by value: the generic part of every comparison. */

/** What only one side has, and what both have, each sorted by key. */
export interface ListDifference<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
  readonly kept: readonly (readonly [before: T, after: T])[];
}

/** Text in code point order, so that no locale changes a report. */
export function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
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
  const sorted = (items: Map<string, T>) => [...items].sort(([a], [b]) => inOrder(a, b));
  return {
    added: sorted(current).flatMap(([name, item]) => (old.has(name) ? [] : [item])),
    removed: sorted(old).flatMap(([name, item]) => (current.has(name) ? [] : [item])),
    kept: sorted(current).flatMap(([name, item]) => {
      const earlier = old.get(name);
      return earlier === undefined ? [] : [[earlier, item] as const];
    }),
  };
}
