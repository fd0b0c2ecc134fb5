/**
 * Values as single, literal arguments of a command line that a person copies.
 */

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
