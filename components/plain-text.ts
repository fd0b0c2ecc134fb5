/**
 * Text of strangers as text on a terminal and in a log: what stands in a tenant's file, in a tenant, in code or in an
 * error is shown, never obeyed. A value in the shape of a secret is not shown at all.
 */
import { looksSecret } from "./secret-shapes.ts";

/** Stands in the place of a value that could be a secret. */
export const notShown = "(not shown: it looks like a secret)";

/** Controls break lines and colour terminals; format characters reorder or hide; lone surrogates are no text. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|\u034f/gu;

function codePoint(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).padStart(4, "0");
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex}`;
}

/** A character by its name in Unicode's charts: `U+00A0`. */
export function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Also where invisible characters part it, so that no reader can put it together again. */
function hidesSecret(text: string): boolean {
  return looksSecret(text) || looksSecret(text.replace(invisible, ""));
}

/** The text without what looks like a secret; the words around it stay where spaces set it apart. */
export function withoutSecret(text: string): string {
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

/**
 * What a CI system takes for a command of its own. GitHub reads `::set-output …` at the start of a line and `##[error]`
 * anywhere in it (actions/runner, ActionCommand.cs); Azure Pipelines `##vso[…]` anywhere (azure-pipelines-agent, Command.cs).
 */
const atStart = /^(\s*):(?=:)/;
const anywhere = /#(?=#\[|#vso\[)/gi;

/** A line that no CI system obeys, whatever stands in it; colours stay. */
export function logLine(line: string): string {
  return line.replace(atStart, (_, space: string) => `${space}${codePoint(":")}`).replace(anywhere, codePoint);
}

/** Several lines for a log, each as text: no terminal and no CI system obeys any of it. */
export function logText(text: string): string {
  return text
    .split("\n")
    .map((line) => logLine(plainText(line)))
    .join("\n");
}

/** A value as JSON of several lines that shows every invisible character by its escape, and that no CI system obeys. */
export function jsonLines(value: unknown): string {
  const escaped = (character: string) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
      .join("");
  return JSON.stringify(value, null, 2)
    .split("\n")
    .map((line) => line.replace(invisible, escaped).replace(anywhere, codePoint))
    .join("\n");
}
