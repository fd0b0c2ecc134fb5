/**
 * Values as single, literal arguments of a command line that a person copies, and as literal text within a file.
 */
import type { Excerpt } from "../../components/definition.ts";

/** Needs no quotes in either shell. */
const plain = /^[\w./:-][\w./:@-]*$/;

/** One argument for a POSIX shell. */
export function shellArgument(value: string): string {
  return plain.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}

/** A PowerShell string that is taken literally. PowerShell reads the typographic quotes as single quotes, too. */
export function powershellString(value: string): string {
  return `'${value.replace(/['\u2018\u2019\u201A\u201B]/g, "$&$&")}'`;
}

/** One argument for PowerShell. */
export function powershellArgument(value: string): string {
  return plain.test(value) ? value : powershellString(value);
}

const xmlEntities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** A value within a file's excerpt, by the file's syntax: an XML element's text, a Ruby string that is taken literally. */
export const fileQuoting: Readonly<Record<Excerpt["syntax"], (value: string) => string>> = {
  xml: (value) => value.replace(/[&<>]/g, (character) => xmlEntities[character] ?? character),
  ruby: (value) => `'${value.replace(/[\\']/g, "\\$&")}'`,
};
