/** Data of a file that no schema has passed yet: the rules that look at several places read it as it is written. */

/** A map of it. */
export type Raw = Readonly<Record<string, unknown>>;

export function isMap(value: unknown): value is Raw {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
