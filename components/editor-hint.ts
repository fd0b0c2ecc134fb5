/**
 * What an editor can tell of a value while it is typed: patterns, each with its sentence, as keywords of JSON Schema. They
 * are coarser than the reader's own checks beside which they stand, and never stricter: what one of them underlines, the
 * reader refuses (test/editor/). Of several that apply an editor shows the first alone.
 */

/** `not`: a text in which this is found is wrong. `is`: the whole text has to be of this form. */
export type EditorHint = { readonly not: string; readonly say: string } | { readonly is: string; readonly say: string };

/** The hints of one kind of value, in the order in which they are tried; the name is that of their definition in the schema. */
export interface EditorHints {
  readonly name: string;
  readonly hints: readonly EditorHint[];
}

/** Matches nothing; its sentence is what an editor shows. `patternErrorMessage` is the YAML language server's, and ignored elsewhere. */
export function refused(say: string): { readonly pattern: string; readonly patternErrorMessage: string } {
  return { pattern: "^(?!)", patternErrorMessage: say };
}

/** The definition that `hinted` refers to. */
export function hintDefinition({ hints }: EditorHints): object {
  const [hint, ...rest] = hints;
  if (hint === undefined) return {};
  const next = hintDefinition({ name: "", hints: rest });
  return "is" in hint
    ? // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
      { if: { pattern: `^(?:${hint.is})$` }, then: next, else: refused(hint.say) }
    : // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
      { if: { pattern: hint.not }, then: refused(hint.say), else: next };
}

/** The keywords for the schema of such a text. */
export function hinted({ name }: EditorHints): { allOf: { $ref: string }[] } {
  return { allOf: [{ $ref: `#/definitions/${name}` }] };
}
