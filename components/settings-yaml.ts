/**
 * YAML of the tenant's file: parsed to plain data, with the lines for fault reports.
 */
import { CST, Document, isMap, isPair, isScalar, Lexer, LineCounter, parseDocument } from "yaml";
import type { Fault } from "./faults.ts";

/** Parsed YAML, or the faults that made it unreadable. */
export interface ParsedYaml {
  readonly data: unknown;
  readonly document: Document;
  readonly lines: LineCounter;
  readonly faults: readonly Fault[];
}

/**
 * Anchors, aliases and merge keys let one line change many: a reviewer would not see it in the diff.
 * Looked for in the tokens, so that a file of three million aliases is refused before it is composed.
 */
function aliasFault(text: string): Fault[] {
  let line = 1;
  for (const token of new Lexer().lex(text)) {
    if (CST.tokenType(token) === "alias") {
      const message =
        "uses a YAML alias (*name); write the value out, so that a change of it shows where it applies (or quote the text)";
      return [{ path: [], line, message }];
    }
    line += token.split("\n").length - 1;
  }
  return [];
}

/** Parses one YAML document. Every syntax error is a fault with its line; nothing is thrown. */
export function parseYaml(text: string): ParsedYaml {
  const lines = new LineCounter();
  const aliases = aliasFault(text);
  if (aliases.length > 0) return { data: undefined, document: new Document(), lines, faults: aliases };
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const syntax = document.errors.slice(0, 20).map((error) => ({
    path: [],
    line: lines.linePos(error.pos[0]).line,
    message: `is not valid YAML: ${error.message}`,
  }));
  const faults: Fault[] = [...syntax];
  if (faults.length === 0 && document.contents === null)
    faults.push({ path: [], message: "is empty; it needs `tenant:` and `integrations:` (see tenants/dev.yaml)" });
  return { data: faults.length > 0 ? undefined : document.toJS(), document, lines, faults };
}

/** The line of the deepest part of a path that exists in the file. */
export function locate(document: Document, lines: LineCounter, path: readonly (string | number)[]): number | undefined {
  let node: unknown = document.contents;
  let at: number | undefined;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
      if (!pair) break;
      if (isScalar(pair.key)) at = pair.key.range?.[0] ?? at;
      node = pair.value;
    } else {
      const item = (node as { items?: unknown[] } | null)?.items?.[Number(key)];
      if (item === undefined) break;
      at = (item as { range?: [number] }).range?.[0] ?? at;
      node = item;
    }
  }
  return at === undefined ? undefined : lines.linePos(at).line;
}
