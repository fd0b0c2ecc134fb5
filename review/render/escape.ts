/**
 * Text of strangers as text: what stands in a tenant's file, in code or in an error is shown, never obeyed by the
 * terminal, by Markdown, by Mermaid or by a SARIF viewer. A value in the shape of a secret is not shown at all.
 */
import { markdownCode, markdownLine, markdownText } from "../../components/markdown.ts";
import { jsonLines, plainText, withoutSecret } from "../../components/plain-text.ts";

/** What GitHub makes a link, a mention, an issue or an emoji of, once it has read the Markdown; it leaves code alone. */
const linked = /@[\p{L}\p{N}_]|:\/\/|(?:^|[^\p{L}\p{N}])www\.|#\d|:[\w+-]+:|\bGH-\d/iu;

/** The word itself, without the marks of the sentence around it. */
const word = /^([([{"“「『(、]*)(.*?)([)\]}"”」』).,;!?、。]*)$/su;

/** Text in a report for GitHub, also at the start of a line: no markup; a word that GitHub would act on is code. */
export function githubText(text: string): string {
  const parts: string[] = [];
  let run = "";
  const escaped = () => (parts.length === 0 ? markdownLine(run) : markdownText(run));
  for (const piece of plainText(text).split(/(?<=\s)(?=\S)|(?<=\S)(?=\s)/)) {
    const [, before = "", within = "", after = ""] = linked.test(piece) ? (word.exec(piece) ?? []) : [];
    // A mark around it may itself be part of what GitHub reads.
    const found = linked.test(within) ? [before, within, after] : linked.test(piece) ? ["", piece, ""] : undefined;
    if (!found) run += piece;
    else {
      run += found[0];
      parts.push(escaped(), markdownCode(found[1] ?? ""));
      run = found[2] ?? "";
    }
  }
  return [...parts, escaped()].join("");
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
  return `${jsonLines(clean(value))}\n`;
}
