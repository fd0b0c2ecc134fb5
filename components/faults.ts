/**
 * Faults of the tenant's file, in words for the person who wrote it.
 */
import { plural } from "./plural.ts";
import { looksSecret } from "./secret-shapes.ts";

/** One fault: where, and one sentence with the value, what is allowed and what to do. */
export interface Fault {
  /** Keys from the file's root: `["integrations", "mailgates", "redirectUris", 0]`. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** Line in the file, from 1. */
  readonly line?: number | undefined;
  /** First column of that line and the one behind the last, from 1; absent where the whole line is at fault. */
  readonly columns?: readonly [number, number] | undefined;
}

/** A value as an error may show it: short, on one line, as text, and never a secret. */
export function shown(value: unknown): string {
  if (typeof value === "string" && looksSecret(value)) return "(a value in the shape of a secret, not shown)";
  const text = typeof value === "string" ? `"${value}"` : (JSON.stringify(value) ?? String(value));
  if (looksSecret(text)) return "(a value in the shape of a secret, not shown)";
  const printable = text.replace(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (character) => `\\u${character.codePointAt(0)?.toString(16).padStart(4, "0")}`,
  );
  return printable.length > 80 ? `${printable.slice(0, 79)}…` : printable;
}

/** Where a fault is, as a person reads it: `tenant.owners[0]`, `mailgates · vendor`, `the file`. */
export function placeOf({ path, line }: Fault): string {
  const [section, name, ...rest] = path;
  const dotted = (keys: readonly (string | number)[]) =>
    keys.reduce<string>(
      (text, key) => (typeof key === "number" ? `${text}[${key}]` : text ? `${text}.${shownKey(key)}` : shownKey(key)),
      "",
    );
  const place =
    section === "integrations" && name !== undefined
      ? [shownKey(String(name)), dotted(rest)].filter(Boolean).join(" · ")
      : dotted(path);
  return [place || "the file", line === undefined ? "" : `(line ${line})`].filter(Boolean).join(" ");
}

/** A key of the file as text: what a person mistyped may hold anything. */
function shownKey(key: string): string {
  return /^[\w .-]{1,60}$/.test(key) && !looksSecret(key) ? key : shown(key);
}

/** All faults of `what` (a file, an integration) as one text. */
export function faultReport(what: string, faults: readonly Fault[]): string {
  const count = plural(faults.length, "fault");
  return `${what}: ${count}\n${faults.map((fault) => `  ${placeOf(fault)}\n    ${fault.message}`).join("\n")}`;
}

/** Every fault of one file, and of the files that it names. Its message is the whole report. */
export class SettingsError extends Error {
  readonly file: string;
  readonly faults: readonly Fault[];
  /** Of the files that this one names: vendors' definitions. */
  readonly others: readonly SettingsError[];
  constructor(file: string, faults: readonly Fault[], others: readonly SettingsError[] = []) {
    const own = faults.length === 0 && others.length > 0 ? [] : [faultReport(file, faults)];
    super([...own, ...others.map(({ message }) => message)].join("\n"));
    this.name = "SettingsError";
    this.file = file;
    this.faults = faults;
    this.others = others;
  }
}
