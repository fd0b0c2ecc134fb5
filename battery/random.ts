/** Numbers that look random and are the same for the same seed. */

/** A source of choices. */
export interface Random {
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** One of them. @throws RangeError where there is none */
  pick<Item>(items: readonly Item[]): Item;
}

/** Mulberry32: enough to choose with, for no secret. */
export function randomFrom(seed: number): Random {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    between,
    pick: (items) => {
      if (items.length === 0) throw new RangeError("there is nothing to choose from");
      return items[between(0, items.length - 1)] as (typeof items)[number];
    },
  };
}
