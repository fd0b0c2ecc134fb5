/** Typed reading of inputs that were recorded as they came. What has another shape reads as absent. */

/** Inputs of a registration, or a map inside of them. */
export type Inputs = Readonly<Record<string, unknown>>;

/** The text at a key; empty if there is none. */
export function text(inputs: Inputs, key: string): string {
  const value = inputs[key];
  return typeof value === "string" ? value : "";
}

/** The map at a key; empty if there is none. */
export function map(inputs: Inputs, key: string): Inputs {
  const value = inputs[key];
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Inputs) : {};
}

/** The maps of the list at a key. */
export function maps(inputs: Inputs, key: string): readonly Inputs[] {
  const value = inputs[key];
  return Array.isArray(value) ? value.filter((item): item is Inputs => typeof item === "object" && item !== null) : [];
}

/** The texts of the list at a key, sorted, each once. */
export function texts(inputs: Inputs, key: string): readonly string[] {
  const value = inputs[key];
  return Array.isArray(value) ? [...new Set(value.filter((item) => typeof item === "string"))].sort() : [];
}
