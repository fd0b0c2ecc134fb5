/** Order by code units, so that no locale changes a resource, a report or a sheet. */

/** Compares two texts, for `sort`. */
export function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Compares two things by a text of theirs, for `sort`. */
export function orderedBy<T>(key: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => inOrder(key(a), key(b));
}
