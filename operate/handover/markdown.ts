/** The parts of a sheet in Markdown, from plain values: a value from the settings shows as text, on one line. */
import { markdownCode, markdownLine, markdownText } from "../../components/markdown.ts";

/** Invisible characters: controls, which break lines, and format characters, which reorder them. */
const invisible = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;

function oneLine(value: string): string {
  return value.replace(/\s*[\r\n\t\u2028\u2029]+\s*/gu, " ").replace(invisible, "");
}

/** Plain text as Markdown within a line. */
export function text(value: string): string {
  return markdownText(oneLine(value));
}

/** Plain text that begins a line. */
export function paragraph(value: string): string {
  return markdownLine(oneLine(value));
}

/** A value to copy, on one line. */
export function code(value: string): string {
  return markdownCode(oneLine(value));
}

/** A table of Markdown cells; empty without rows. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [row(head), `|${"---|".repeat(head.length)}`, ...rows.map(row)].join("\n");
}

/** Paragraphs, lists and tables of Markdown, a blank line between them; empty ones are left out. */
export function paragraphs(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}

/** Parts that only some readers need, behind one line to click. @param summary plain text: GitHub reads no Markdown there */
export function folded(summary: string, ...parts: readonly string[]): string {
  const shown = oneLine(summary).replace(/[&<>]/g, (mark) => `&#${mark.charCodeAt(0)};`);
  return paragraphs(`<details>\n<summary>${shown}</summary>`, ...parts, "</details>");
}
