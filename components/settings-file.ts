/**
 * A file that a person writes, read to checked plain data or refused once, with every fault: its bytes, its text, its YAML,
 * and what stands in it. The tenant's file and a vendor's own (own-vendors.ts) differ in what may stand in them.
 */
import { readFileSync, statSync } from "node:fs";
import type { Document } from "yaml";
import { type Fault, SettingsError, shown } from "./faults.ts";
import { colonWords } from "./settings-lines.ts";
import { decoded, type Mended, mendPasted, mendWritten, removed } from "./settings-text.ts";
import { locate, parseYaml } from "./settings-yaml.ts";

/** What a check of a file's data found; a value where nothing was. */
export interface CheckedData<T> {
  /** Without lines: where each stands is looked up by its path. */
  readonly faults: readonly Fault[];
  /** Second halves of entries that were written as two; they explain what else is wrong with both. */
  readonly split?: readonly Fault[];
  readonly value?: T;
  /** Faults of files that this one names. */
  readonly others?: readonly SettingsError[];
}

/** What tells one kind of file from another. */
export interface FileKind<T> {
  /** What is said of an empty one: what it needs. */
  readonly empty: string;
  /** What is said of one that is not there: what to do. */
  readonly missing: string;
  /** What is said of one with too many bytes, by how many there may be. */
  readonly tooLarge: (most: number) => string;
  /** What it is called: `the tenant's file`. */
  readonly called: string;
  /** Every key that some place of the file takes. */
  readonly keys: () => ReadonlySet<string>;
  check(data: unknown, document: Document): CheckedData<T>;
}

/** A thousand integrations take about one MiB. */
const largestFile = 4 * 1024 * 1024;

/** Frozen to the last value. */
export function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

/** What came of one reading of a text. */
interface Attempt<T> {
  readonly data: unknown;
  readonly faults: readonly Fault[];
  readonly value?: T;
  readonly others?: readonly SettingsError[];
  /** False where YAML could not read it. */
  readonly readable: boolean;
  /** Nothing of the text explains more. */
  readonly refused?: true;
}

/** True for a fault of an entry that was written as two: of the second, or of the one before, which lacks what it has. */
function isOfSplit(path: Fault["path"], second: Fault["path"]): boolean {
  const at = Number(second.at(-1));
  const list = second.slice(0, -1);
  return list.every((key, index) => path[index] === key) && [at, at - 1].includes(Number(path[list.length]));
}

function attempt<T>(text: string, kind: FileKind<T>): Attempt<T> {
  const { data, document, lines, faults, refused } = parseYaml(text, kind.empty);
  if (data === undefined) return { data, faults, readable: false, ...(refused && { refused }) };
  const { faults: checked, split = [], value, others = [] } = kind.check(data, document);
  const found = checked
    .filter((fault) => !split.some((one) => isOfSplit(fault.path, one.path)))
    // Of what stands twice YAML keeps the second, which may well be half of it.
    .filter(
      ({ path }) => !faults.some((twice) => twice.path.length > 0 && twice.path.every((key, at) => path[at] === key)),
    );
  const placed = [...split, ...found].map((fault) => ({ ...fault, ...locate(document, lines, fault.path) }));
  const ofYaml = new Set(faults.filter(({ path }) => path.length === 0).map(({ line }) => line));
  const all = [...faults, ...placed.filter(({ line }) => line === undefined || !ofYaml.has(line))];
  const isWhole = value !== undefined && all.length === 0 && others.length === 0;
  return { data, faults: all, readable: true, others, ...(isWhole && { value }) };
}

/** Whether a fault is about a value or a key that was a secret, of which everything has been said. */
function isOfSecret({ path }: Fault, data: unknown): boolean {
  const [last = "", ...above] = [...path].reverse();
  const holder = above
    .reverse()
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], data);
  const value = (holder as Record<string, unknown> | undefined)?.[last];
  return String(last).includes(removed) || (typeof value === "string" && value.includes(removed));
}

/** The widths that editors give a tab. */
const tabWidths = [2, 4, 8];

/** Without columns where what was mended before them moved them. */
function inOriginal(faults: readonly Fault[], text: string, mended: string): readonly Fault[] {
  const [original, read] = [text, mended].map((of) => of.split(/\r\n|\r|\n/));
  return faults.map((fault) =>
    fault.line !== undefined && original?.[fault.line - 1] !== read?.[fault.line - 1]
      ? { ...fault, columns: undefined }
      : fault,
  );
}

/** Every fault of a text that cannot be taken as it is: first what explains the others. */
function explained<T>(
  text: string,
  outer: readonly Fault[],
  kind: FileKind<T>,
): { readonly found: readonly Fault[]; readonly others: readonly SettingsError[] } {
  const readings = tabWidths.slice(0, text.includes("\t") ? tabWidths.length : 1).map((width) => {
    const pasted = mendPasted(text, width);
    const first = attempt(pasted.text, kind);
    const { others = [] } = first;
    if (first.faults.length === 0 || first.refused)
      return { faults: inOriginal([...pasted.faults, ...first.faults], text, pasted.text), others, readable: true };
    const written = mendWritten(pasted.text, kind.keys(), first.readable);
    if (written.faults.length === 0)
      return {
        faults: inOriginal([...pasted.faults, ...restOf(first, pasted.faults)], text, pasted.text),
        others,
        readable: first.readable,
      };
    const second = attempt(written.text, kind);
    const found = [...pasted.faults, ...written.faults.filter((fault) => !isOfValue(fault, second))];
    return {
      faults: inOriginal([...found, ...restOf(second, found)], text, written.text),
      others: second.others ?? [],
      readable: second.readable,
    };
  });
  // As somebody would count who looks at the text.
  const best =
    readings
      .filter(({ readable }) => readable)
      .reduce<(typeof readings)[number] | undefined>(
        (least, reading) => (least !== undefined && least.faults.length <= reading.faults.length ? least : reading),
        undefined,
      ) ?? readings[0];
  const within = integrationOf(text, kind.keys);
  const found = [...outer, ...(best?.faults ?? [])]
    .map((fault) =>
      fault.path.length === 0 && fault.line !== undefined ? { ...fault, path: within(fault.line) } : fault,
    )
    .sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return { found, others: best?.others ?? [] };
}

/** The integration in which a line stands, read from the text: YAML may not have been able to. */
function integrationOf(text: string, keys: () => ReadonlySet<string>): (line: number) => Fault["path"] {
  const lines = text.split(/\r\n|\r|\n/);
  const begin = lines.findIndex((line) => /^integrations\s*[:：]/.test(line));
  const nameOf = (line: string) =>
    /^(?:[\s\u00a0\u3000]{0,4}(?:-\s+)?)["']?([a-z][a-z0-9-]*)["']?\s*[:：]\s*(?:#.*)?$/i.exec(line)?.[1];
  return (number) => {
    // The end of a document and a directive are the file's.
    if (begin < 0 || number <= begin + 1 || /^(?:---|\.\.\.|%)/.test(lines[number - 1] ?? "")) return [];
    const name = lines
      .slice(begin + 1, number)
      .reverse()
      .map((line) => (/^[\s\u00a0\u3000]{4}/.test(line) && keys().has(nameOf(line) ?? "") ? undefined : nameOf(line)))
      .find((found) => found !== undefined);
    return name === undefined ? [] : ["integrations", name];
  };
}

/** Of a text with a colon that was none to be quoted (\`SMTP: name@domain\`), the value's own fault says more. */
function isOfValue({ line, message }: Fault, { faults, readable }: Attempt<unknown>): boolean {
  return readable && message.startsWith(colonWords) && faults.some((other) => other.line === line);
}

/** What is left once everything above has been mended. Where YAML still cannot read it, that follows from what was said. */
function restOf({ data, faults, readable }: Attempt<unknown>, said: readonly Fault[]): readonly Fault[] {
  if (!readable) return said.length > 0 ? [] : faults;
  return faults.filter((fault) => !isOfSecret(fault, data));
}

function parse<T>({ text, faults, whole }: Mended, file: string, kind: FileKind<T>): T {
  const pasted = whole ? undefined : mendPasted(text, 2);
  if (pasted === undefined || pasted.whole) throw new SettingsError(file, pasted?.faults ?? faults);
  const first = faults.length + pasted.faults.length > 0 ? undefined : attempt(pasted.text, kind);
  if (first?.value !== undefined) return frozen(first.value);
  const { found, others } = explained(text, faults, kind);
  throw new SettingsError(file, found, others);
}

/** Checks the text of a file. @returns frozen data @throws SettingsError with every fault. */
export function parseFile<T>(text: string, file: string, kind: FileKind<T>): T {
  // The mark of UTF-8 is no part of the text.
  return parse({ text: text.replace(/^\ufeff/, ""), faults: [] }, file, kind);
}

/** Why a file cannot be read, by the system's code. */
export function unreadable(file: string, error: unknown, missing: string): SettingsError {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "EACCES" || code === "EPERM")
    return new SettingsError(file, [
      { path: [], message: `may not be read by you; give yourself the right: chmod u+r ${file}` },
    ]);
  if (code !== "ENOENT" && code !== "ENOTDIR")
    return new SettingsError(file, [
      { path: [], message: `cannot be read (${code}); look at the file and its folder` },
    ]);
  return new SettingsError(file, [{ path: [], message: missing }]);
}

function readBytes(file: string, kind: Pick<FileKind<unknown>, "missing" | "tooLarge" | "called">): Buffer {
  let bytes: number;
  try {
    const stat = statSync(file);
    if (stat.isDirectory()) throw new SettingsError(file, [{ path: [], message: `is a folder; name ${kind.called}` }]);
    bytes = stat.size;
  } catch (error) {
    throw error instanceof SettingsError ? error : unreadable(file, error, kind.missing);
  }
  if (bytes > largestFile)
    throw new SettingsError(file, [
      {
        path: [],
        message: `has ${shown(bytes)} bytes; ${kind.tooLarge(largestFile)}`,
      },
    ]);
  try {
    return readFileSync(file);
  } catch (error) {
    throw unreadable(file, error, kind.missing);
  }
}

/**
 * Reads and checks a file.
 * @param file path, relative to the current directory or absolute
 * @throws SettingsError with every fault of the file at once
 */
export function readFileOf<T>(file: string, kind: FileKind<T>): T {
  return parse(decoded(readBytes(file, kind)), file, kind);
}
