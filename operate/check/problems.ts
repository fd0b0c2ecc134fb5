/** Faults and notes as editors take them: each at its place in the file, and without what looks like a secret. */
import { readFileSync } from "node:fs";
import { placeOf } from "../../components/faults.ts";
import { plainText } from "../../components/plain-text.ts";
import { locate, parseYaml } from "../../components/settings-yaml.ts";
import type { Checked } from "./checked.ts";

/** One line under which an editor draws, counted from 1; the last column is the one behind it. */
export interface Problem {
  readonly severity: "error" | "warning";
  readonly line: number;
  readonly columns: readonly [number, number];
  readonly message: string;
}

/** From the first sign of a line to its end. */
function wholeLine(text: string, line: number): readonly [number, number] {
  const written = text.split(/\r\n|\r|\n/)[line - 1] ?? "";
  return [written.length - written.trimStart().length + 1, Math.max(2, written.trimEnd().length + 1)];
}

/** @param text of the file; empty where it could not be read */
export function problemsIn({ faults, notes }: Pick<Checked, "faults" | "notes">, text: string): readonly Problem[] {
  const wrong = faults.map(({ path, line = 1, columns = wholeLine(text, line), message }) => ({
    severity: "error" as const,
    line,
    columns,
    message: plainText(`${placeOf({ path, message })}: ${message}`),
  }));
  if (notes.length === 0) return wrong;
  const { document, lines } = parseYaml(text);
  const noted = notes.map(({ integration, entry, message }) => ({
    severity: "warning" as const,
    ...(locate(document, lines, ["integrations", entry]) ?? { line: 1, columns: wholeLine(text, 1) }),
    message: plainText(`${integration}: ${message}`),
  }));
  return [...wrong, ...noted];
}

/** The text of a file that is there and may be read. */
function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8").replace(/^\ufeff/, "");
  } catch {
    // Its fault says so.
    return "";
  }
}

/** `<file>:<line>:<column>: error: <message>`, as compilers print it and editors read it. */
export function problemLines(checked: Checked): readonly string[] {
  return problemsIn(checked, textOf(checked.file)).map(
    ({ severity, line, columns, message }) => `${checked.file}:${line}:${columns[0]}: ${severity}: ${message}`,
  );
}
