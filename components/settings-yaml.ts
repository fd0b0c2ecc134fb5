/**
 * YAML of the tenant's file: parsed to plain data, with the lines for fault reports.
 */
import {
  CST,
  Document,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type ParsedNode,
  parseDocument,
  type YAMLError,
} from "yaml";
import { type Fault, shown } from "./faults.ts";

/** Parsed YAML, or the faults that made it unreadable. */
export interface ParsedYaml {
  readonly data: unknown;
  readonly document: Document;
  readonly lines: LineCounter;
  readonly faults: readonly Fault[];
  /** True where nothing was composed, because of an alias. */
  readonly refused?: true;
}

/** What YAML can do beyond values and lists, and why a tenant's file takes none of it. */
const refused: Readonly<Partial<Record<ReturnType<typeof CST.tokenType> & string, (source: string) => string>>> = {
  alias: () =>
    "uses a YAML alias (*name); write the value out, so that a change of it shows where it applies (or quote the text)",
  anchor: () => "uses a YAML anchor (&name); write every value out where it applies (or quote the text)",
  tag: (source) => `uses a YAML tag (${shown(source).replaceAll('"', "")}); write the value alone (or quote the text)`,
};

/**
 * Anchors, aliases and tags let one line mean something else than it says: a reviewer would not see it in the diff.
 * Looked for in the tokens, so that a file of three million aliases is refused before it is composed.
 */
function tokenFaults(text: string): Fault[] {
  // Their signs begin a token: most files hold none, and are not read twice.
  if (!/(?:^|[\s[{,])[*&!]/m.test(text)) return [];
  let line = 1;
  const faults: Fault[] = [];
  for (const token of new Lexer().lex(text)) {
    const message = refused[CST.tokenType(token) ?? "space"];
    if (message) faults.push({ path: [], line, message: message(token) });
    if (faults.length > 20) break;
    line += token.split("\n").length - 1;
  }
  // Of very many the first of each kind.
  return faults.length > 20
    ? faults.filter(({ message }, at) => faults.findIndex((other) => other.message === message) === at)
    : faults;
}

const unreadable =
  "cannot be read from here on; look at this line and the one above: indentation, colons, quotation marks and brackets";

/** The parser's codes in words for the person who wrote the file. */
function syntaxWords({ code, message }: YAMLError): string {
  switch (code) {
    case "TAB_AS_INDENT":
      return "is indented with a tab; YAML takes blanks alone";
    case "BAD_INDENT":
      return "is not indented as the lines beside it; keys of one map begin in the same column, those below a key two blanks further in";
    case "MISSING_CHAR":
      if (message.includes("quote"))
        return "opens a quotation mark that does not close; close it at the end of the text";
      if (message.startsWith("Flow") || message.includes("must be"))
        return "opens a bracket that does not close; write the closing one at the end";
      return "lacks a colon or a blank; write `key: value`";
    case "BAD_DQ_ESCAPE":
      return "has a backslash in double quotation marks; write it twice (\\\\) or use single ones";
    case "BAD_SCALAR_START":
      return "has a text that begins with a sign of YAML; quote the text";
    case "MULTILINE_IMPLICIT_KEY":
      return "has no key; write `key: value`, with a colon and a blank";
    case "BLOCK_AS_IMPLICIT_KEY":
      return "has a colon in the text; quote the text, so that the colon is part of it";
    case "BLOCK_IN_FLOW":
      return "has a colon in the text, or a bracket that does not close; quote the text, or close the bracket";
    case "UNEXPECTED_TOKEN":
      return "holds something after the end of a value; quote the whole text, or remove it";
    default:
      return unreadable;
  }
}

/** Lines of what opened and did not close: the parser notices where the file ends. */
function lineOf(error: YAMLError, text: string, lines: LineCounter): number {
  const { line } = lines.linePos(error.pos[0]);
  if (error.code !== "MISSING_CHAR") return line;
  const opened = text.split("\n").findIndex((content) => /:\s+(?:"(?:[^"\\]|\\.)*|'[^']*|[[{][^\]}]*)$/.test(content));
  return opened >= 0 && opened < line ? opened + 1 : line;
}

/** Keys that stand twice in one map: the second is at fault and names the first's line. */
function duplicateFaults(node: unknown, path: Fault["path"], lines: LineCounter): Fault[] {
  if (isSeq(node)) return node.items.flatMap((item, index) => duplicateFaults(item, [...path, index], lines));
  if (!isMap(node)) return [];
  const first = new Map<string, number>();
  return node.items.flatMap(({ key, value }) => {
    if (!isScalar(key) || !key.range) return [];
    const name = String(key.value);
    const at = [...path, name];
    const { line } = lines.linePos(key.range[0]);
    const earlier = first.get(name);
    first.set(name, earlier ?? line);
    const within = duplicateFaults(value, at, lines);
    if (earlier === undefined) return within;
    return [
      { path: at, line, message: `stands here a second time (first in line ${earlier}); keep one of the two` },
      ...within,
    ];
  });
}

/** What a tenant's file cannot do without. */
export const needed = "is empty; it needs `tenant:` and `integrations:` (see tenants/dev.yaml)";

/** A large file takes its time, and whoever has read its settings asks for its lines next. */
let last: { readonly text: string; readonly empty: string; readonly parsed: ParsedYaml } | undefined;

/** {@link parsed}; a text that was the last one too has the same answer, which is to be read alone. */
export function parseYaml(text: string, empty = needed): ParsedYaml {
  if (last?.text !== text || last.empty !== empty) last = { text, empty, parsed: parsed(text, empty) };
  return last.parsed;
}

/**
 * Parses one YAML document. Every syntax error is a fault with its line; nothing is thrown.
 * @param empty what is said of a text without content
 */
function parsed(text: string, empty: string): ParsedYaml {
  const lines = new LineCounter();
  const tokens = tokenFaults(text);
  if (tokens.some(({ message }) => message.startsWith("uses a YAML alias")))
    return { data: undefined, document: new Document(), lines, faults: tokens, refused: true };
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: "silent",
    version: "1.2",
  });
  // What follows from the first error is not the person's.
  const [first] = [...document.errors, ...document.warnings]
    .filter(({ code }) => tokens.length === 0 || code !== "TAG_RESOLVE_FAILED")
    .sort((a, b) => a.pos[0] - b.pos[0]);
  if (first !== undefined) {
    const fault = { path: [], line: lineOf(first, text, lines), message: syntaxWords(first) };
    return { data: undefined, document, lines, faults: [...tokens, fault] };
  }
  if (document.contents === null) {
    return { data: undefined, document, lines, faults: [{ path: [], message: empty }] };
  }
  return {
    data: document.toJS(),
    document,
    lines,
    faults: [...tokens, ...duplicateFaults(document.contents, [], lines)],
  };
}

/** Where something begins, and the end of it: offsets in the text. */
type Span = readonly [number, number];

function spanOf(node: unknown): Span | undefined {
  const range = isNode(node) ? (node as ParsedNode).range : undefined;
  return range && [range[0], range[1]];
}

/** The node at a path, or the deepest above it that the file has, with where its key or its entry stands. */
function findNode(document: Document, path: readonly (string | number)[]) {
  let node: unknown = document.contents;
  let at: Span | undefined;
  let whole = true;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.findLast(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(key),
      );
      if (!pair) {
        whole = false;
        break;
      }
      at = spanOf(pair.key) ?? at;
      node = pair.value;
    } else {
      const item: unknown = isSeq(node) ? node.items[Number(key)] : undefined;
      if (item === undefined) {
        whole = false;
        break;
      }
      at = spanOf(item) ?? at;
      node = item;
    }
  }
  return { node, at, whole };
}

/** Where in a file something stands: its line, and as much of it as is on that line. */
export interface PlaceInFile {
  readonly line: number;
  readonly columns: readonly [number, number];
}

/** The place of the deepest part of a path that exists in the file: of a text that itself, else its key. */
export function locate(
  document: Document,
  lines: LineCounter,
  path: readonly (string | number)[],
): PlaceInFile | undefined {
  const { node, at, whole } = findNode(document, path);
  const place = whole && isScalar(node) && node.source !== "" ? (spanOf(node) ?? at) : at;
  if (place === undefined) return undefined;
  const { line, col } = lines.linePos(place[0]);
  const lineEnd = (lines.lineStarts[line] ?? Number.POSITIVE_INFINITY) - 1;
  return { line, columns: [col, col + Math.max(1, Math.min(place[1], lineEnd) - place[0])] };
}

/** A value as the file writes it, where YAML reads it as something else than text: `1e3`, `0030002`. */
export function writtenAt(document: Document, path: readonly (string | number)[]): string | undefined {
  const { node, whole } = findNode(document, path);
  return whole && isScalar(node) && typeof node.value !== "string" ? node.source : undefined;
}
