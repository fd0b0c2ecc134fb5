/** Every way of printing a review. */
import type { ReviewDocument } from "../report/document.ts";
import { en } from "../words/en.ts";
import { ja } from "../words/ja.ts";
import type { Language } from "../words/words.ts";
import { renderJson } from "./json.ts";
import { renderMarkdown } from "./markdown.ts";
import { renderSarif } from "./sarif.ts";
import { renderText } from "./text.ts";

/** How a review is printed. */
export type Format = "text" | "markdown" | "json" | "sarif";

/** What a renderer may be asked for. */
export interface RenderOptions {
  readonly lang: Language;
  /** True on a terminal. */
  readonly colour: boolean;
  /** Address of the page of rules, for tools that link to it; absent: no links. */
  readonly rulesPage?: string;
}

/** Prints a review. Ends in a line feed. JSON holds both languages. */
export function render(document: ReviewDocument, format: Format, { lang, colour, rulesPage }: RenderOptions): string {
  const words = { en, ja }[lang];
  switch (format) {
    case "text":
      return renderText(document, words, colour);
    case "markdown":
      return renderMarkdown(document, words);
    case "json":
      return renderJson(document);
    case "sarif":
      return renderSarif(document, words, rulesPage);
  }
}
