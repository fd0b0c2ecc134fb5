/**
 * Markdown (GitHub's) from plain values, such that a value from the settings shows as text and never acts as markup.
 */

/** Invisible characters: controls, which break lines, and format characters, which reorder them. */
const invisible = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;

function oneLine(value: string): string {
  return value.replace(/\s*[\r\n\t\u2028\u2029]+\s*/gu, " ").replace(invisible, "");
}

/** Plain text as Markdown within a line. An entity stands for the pipe, which a backslash does not always keep in a table. */
export function text(value: string): string {
  return oneLine(value)
    .replace(/[\\`*~$<]/g, "\\$&")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/\](?=[([:])/g, "\\]")
    .replace(/&(?=#?\w+;)/g, "&amp;")
    .replaceAll("|", "&#124;");
}

/** Plain text that begins a line, where a number or a dash would begin a list. */
export function paragraph(value: string): string {
  return text(value)
    .replace(/^(\s*)([#>+=-])/, "$1\\$2")
    .replace(/^(\s*\d+)([.)])/, "$1\\$2");
}

/** A value to copy, as a code span on one line. */
export function code(value: string): string {
  const line = oneLine(value);
  if (!/[`|\\]/.test(line)) return `\`${line}\``;
  return `<code>${line.replace(/[!-/:-@[-`{-~]/g, (mark) => `&#${mark.charCodeAt(0)};`)}</code>`;
}

/** Lines to copy, as a fenced block. @param language of the highlighting: `sh`, `powershell`; empty for none */
export function block(lines: string, language = ""): string {
  const longest = Math.max(2, ...(lines.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${lines.trimEnd()}\n${fence}`;
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
