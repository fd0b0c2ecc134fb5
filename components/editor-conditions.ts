/**
 * What an editor can tell of several places of a file at once: conditions of JSON Schema, which sees where a value stands and
 * compares no two of them. What one of them underlines, the reader refuses (test/editor/).
 */

/** Keywords of JSON Schema. */
export type Schema = Readonly<Record<string, unknown>>;

/** A key; `*` for entries of a list, `**` for values of a map. */
type Step = string;

/** Says of the whole that some value at a path is such a one. */
export function some([step, ...rest]: readonly Step[], schema: Schema): Schema {
  if (step === undefined) return schema;
  const inner = some(rest, schema);
  return step === "*"
    ? { type: "array", contains: inner }
    : { type: "object", required: [step], properties: { [step]: inner } };
}

/** Says of the whole that every value at a path, where there is any, is such a one. */
export function every([step, ...rest]: readonly Step[], schema: Schema): Schema {
  if (step === undefined) return schema;
  const inner = every(rest, schema);
  if (step === "*") return { items: inner };
  return step === "**" ? { additionalProperties: inner } : { properties: { [step]: unproposed(inner) } };
}

/** A key's schema that adds to what stands elsewhere of it: without the mark an editor proposes the key twice. */
export function unproposed(schema: Schema): Schema {
  return { ...schema, doNotSuggest: true };
}

/** A value that an editor proposes beside those that it knows, with what is said of it. */
export interface Proposal {
  readonly label: string;
  readonly description: string;
  /** What is inserted; `$1` is where the cursor goes. */
  readonly body: string | Readonly<Record<string, string>>;
}

/** The YAML language server's keyword for them: unlike `examples` they do not stand in what hovers. */
export function proposing(proposals: readonly Proposal[]): { readonly defaultSnippets?: readonly Proposal[] } {
  return proposals.length === 0 ? {} : { defaultSnippets: proposals };
}

/** A key that may not stand, and the sentence that an editor shows over it. */
export function forbidden(key: string, say: string): Schema {
  return { properties: { [key]: false }, errorMessage: say };
}

/** A key that has to stand. */
export function needed(key: string, say: string): Schema {
  return { required: [key], errorMessage: say };
}

/** No value passes, be it text or a number. */
export function wrong(say: string): Schema {
  return { type: "string", pattern: "^(?!)", errorMessage: say };
}

export function when(condition: Schema, then: Schema): Schema {
  return { if: condition, then };
}

export function all(...conditions: readonly Schema[]): Schema {
  return { allOf: conditions };
}

export function any(...conditions: readonly Schema[]): Schema {
  return { anyOf: conditions };
}

export function not(condition: Schema): Schema {
  return { not: condition };
}

/** Text that is one of these words. */
export function oneOf(...words: readonly (string | number)[]): Schema {
  return { enum: words };
}

/** Text in which a pattern is found. */
export function matching(pattern: string): Schema {
  return { type: "string", pattern };
}
