/** Properties as Graph and the state have them: nothing is sure of their types. */

type Properties = Readonly<Record<string, unknown>>;

/** The text under a name; empty where there is none. */
export function textIn(properties: Properties | undefined, name: string): string {
  const value = properties?.[name];
  return typeof value === "string" ? value : "";
}

/** A list of objects; empty for anything else. */
export function rowsOf(value: unknown): readonly Properties[] {
  return Array.isArray(value) ? (value as readonly Properties[]) : [];
}
