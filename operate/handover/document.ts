/**
 * A sheet before it has a form: its parts in order. Three renderers read it: Markdown, a terminal, one HTML page.
 */
import type { Language } from "../../components/definition.ts";

/** One line of text with its marks, in the Markdown that markdown.ts makes: code spans, bold, italic, `<br>`, entities. */
export type Inline = string;

/** One part of a sheet. */
export type Block =
  | { readonly kind: "heading"; readonly level: 2 | 3 | 4; readonly text: Inline }
  | { readonly kind: "paragraph"; readonly text: Inline }
  /** Set apart: what must be known, what will be seen. */
  | { readonly kind: "quote"; readonly text: Inline }
  /** A name and its value a row. */
  | { readonly kind: "facts"; readonly rows: readonly (readonly [Inline, Inline])[] }
  | { readonly kind: "table"; readonly head: readonly Inline[]; readonly rows: readonly (readonly Inline[])[] }
  /** A form of the vendor's: label, value, note. */
  | {
      readonly kind: "form";
      readonly head: readonly [Inline, Inline, Inline];
      readonly rows: readonly (readonly [Inline, Inline, Inline])[];
    }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly ListItem[] }
  /** Boxes to tick; the name is the same in each rendering, and no two of a sheet have the same. */
  | { readonly kind: "boxes"; readonly items: readonly { readonly text: Inline; readonly ticked: boolean }[] }
  /** Lines to copy; the language is that of a shell, or empty. */
  | { readonly kind: "code"; readonly text: string; readonly language: string }
  /** What only some readers need. The summary is plain text. */
  | { readonly kind: "folded"; readonly summary: string; readonly blocks: readonly Block[] }
  /** One step of the vendor's page: its number, what to do, and what belongs to it. */
  | { readonly kind: "step"; readonly number: Inline; readonly text: Inline; readonly blocks: readonly Block[] };

/** An item with what stands below it. */
export interface ListItem {
  readonly text: Inline;
  readonly inner?: readonly Inline[];
}

/** One integration's sheet. */
export interface SheetDocument {
  /** The language of the sheet's own words. */
  readonly language: Language;
  /** The language of the vendor's labels and steps. */
  readonly pageLanguage: Language;
  readonly title: Inline;
  /** Tells this sheet from every other, that of the same integration's next credential included. */
  readonly key: string;
  readonly blocks: readonly Block[];
}

export function paragraphOf(text: Inline): Block[] {
  return text === "" ? [] : [{ kind: "paragraph", text }];
}

export function quoteOf(text: Inline): Block[] {
  return text === "" ? [] : [{ kind: "quote", text }];
}

export function codeOf(text: string, language = ""): Block[] {
  return text === "" ? [] : [{ kind: "code", text, language }];
}

/** A heading with what stands under it; nothing where that is empty. */
export function under(level: 2 | 3 | 4, heading: Inline, blocks: readonly Block[]): Block[] {
  return blocks.length === 0 ? [] : [{ kind: "heading", level, text: heading }, ...blocks];
}
