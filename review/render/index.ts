/** Every way of printing a report. */
import type { Report } from "../report.ts";
import { en } from "../words/en.ts";
import { ja } from "../words/ja.ts";
import type { Language } from "../words/words.ts";
import { renderJson } from "./json.ts";
import { renderMarkdown } from "./markdown.ts";
import { renderSarif } from "./sarif.ts";
import { renderText } from "./text.ts";

/** How a report is printed. */
export type Format = "text" | "markdown" | "json" | "sarif";

/** What a renderer may be asked for. */
export interface RenderOptions {
  readonly lang: Language;
  /** True on a terminal. */
  readonly colour: boolean;
}

/** Prints a report. Ends in a line feed. JSON holds both languages. */
export function render(report: Report, format: Format, { lang, colour }: RenderOptions): string {
  const words = { en, ja }[lang];
  switch (format) {
    case "text":
      return renderText(report, words, colour);
    case "markdown":
      return renderMarkdown(report, words);
    case "json":
      return renderJson(report);
    case "sarif":
      return renderSarif(report, words);
  }
}
