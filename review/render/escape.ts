/**
 * Text of strangers as text: what stands in a tenant's file, in code or in an error is shown, never obeyed by the
 * terminal, by Markdown, by Mermaid or by a SARIF viewer. A value in the shape of a secret is not shown at all.
 */
import { looksSecret } from "../../components/faults.ts";
import { markdownCode, markdownLine } from "../../components/markdown.ts";

/** Stands in the place of a value that could be a secret. */
export const notShown = "(not shown: it looks like a secret)";

/** Controls break lines and colour terminals; format characters reorder or hide; lone surrogates are no text. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|\u034f/gu;

function codePoint(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).padStart(4, "0");
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex}`;
}

/** Also where invisible characters part it, so that no reader can put it together again. */
function hidesSecret(text: string): boolean {
  return looksSecret(text) || looksSecret(text.replace(invisible, ""));
}

/** The text without what looks like a secret; the words around it stay where spaces set it apart. */
function withoutSecret(text: string): string {
  if (!hidesSecret(text)) return text;
  const masked = text
    .split(/(\s+)/)
    .map((word) => (hidesSecret(word) ? notShown : word))
    .join("");
  return hidesSecret(masked) ? notShown : masked;
}

/** One line that any terminal shows as it is: every invisible character by its code point. */
export function plainText(text: string): string {
  return withoutSecret(text).replace(invisible, codePoint);
}

/** What a CI system takes for a command of its own at the start of a line of a log: `::set-output …`, `##[error]`. */
const workflowCommand = /^(\s*)(::|##\[)/;

/** Several lines for a log, each as text: no terminal and no CI system obeys any of it. */
export function logText(text: string): string {
  return text
    .split("\n")
    .map((line) =>
      plainText(line).replace(
        workflowCommand,
        (_, space: string, mark: string) => `${space}${codePoint(mark)}${mark.slice(1)}`,
      ),
    )
    .join("\n");
}

/** Parts what GitHub would turn into a link, a mention or an emoji after Markdown has been read. */
const joint = "&#8203;";

/** Text in a report for GitHub, also at the start of a line: no markup, no link, no mention, no emoji. */
export function githubText(text: string): string {
  return markdownLine(plainText(text))
    .replace(/@(?=\w)|:(?=\/\/|[\w+-]+:)|#(?=\d)(?<!&#)/g, (mark) => `${mark}${joint}`)
    .replace(/\bwww\./gi, (start) => `${start.slice(0, 3)}${joint}.`);
}

/** A value to look at letter by letter; nothing for nothing. */
export function githubCode(text: string): string {
  const line = plainText(text);
  return line.trim() === "" ? "" : markdownCode(line);
}

function mermaidEntity(mark: string): string {
  return `#${mark.codePointAt(0)};`;
}

/**
 * A label of a Mermaid node, in quotes. Mermaid's own entities stand for whatever is not a letter, a digit or plain, and
 * for what would begin a list, which Mermaid does not draw.
 */
export function mermaidLabel(text: string): string {
  const label = plainText(text)
    .replace(/[^\p{L}\p{N} .,/-]/gu, mermaidEntity)
    .replace(/^-/, mermaidEntity)
    .replace(/^(\d+)\./, (_, digits: string) => `${digits}${mermaidEntity(".")}`);
  return `"${label}"`;
}

/** A SARIF message: brackets would be a link (SARIF 2.1.0, 3.11.6). */
export function sarifText(text: string): string {
  return plainText(text).replace(/[\\[\]]/g, "\\$&");
}

/** JSON that shows every invisible character by its escape, and no secret in any string or key. */
export function jsonText(value: unknown): string {
  const clean = (inner: unknown): unknown => {
    if (typeof inner === "string") return withoutSecret(inner);
    if (Array.isArray(inner)) return inner.map(clean);
    if (typeof inner !== "object" || inner === null) return inner;
    return Object.fromEntries(Object.entries(inner).map(([key, each]) => [withoutSecret(key), clean(each)]));
  };
  const escaped = (character: string) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
      .join("");
  return `${JSON.stringify(clean(value), null, 2)
    .split("\n")
    .map((line) => line.replace(invisible, escaped))
    .join("\n")}\n`;
}
