/**
 * YAML of the tenant's file: parsed to plain data, with the lines for fault reports.
 */
import { type Document, isMap, isPair, isScalar, LineCounter, parseDocument, visit } from "yaml";
import type { Fault } from "./faults.ts";

/** Parsed YAML, or the faults that made it unreadable. */
export interface ParsedYaml {
  readonly data: unknown;
  readonly document: Document;
  readonly lines: LineCounter;
  readonly faults: readonly Fault[];
}

/** Anchors, aliases and merge keys let one line change many: a reviewer would not see it in the diff. */
function aliasFault(document: Document, lines: LineCounter): Fault[] {
  let at: number | undefined;
  visit(document, {
    Alias: (_, node) => {
      at = node.range?.[0];
      return visit.BREAK;
    },
  });
  if (at === undefined) return [];
  const message = "uses a YAML alias (*name); write the value out, so that a change of it shows where it applies";
  return [{ path: [], line: lines.linePos(at).line, message }];
}

/** Parses one YAML document. Every syntax error is a fault with its line; nothing is thrown. */
export function parseYaml(text: string): ParsedYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, maxAliasCount: 0 } as object);
  const syntax = document.errors.slice(0, 20).map((error) => ({
    path: [],
    line: lines.linePos(error.pos[0]).line,
    message: `is not valid YAML: ${error.message}`,
  }));
  const faults: Fault[] = syntax.length > 0 ? syntax : aliasFault(document, lines);
  if (faults.length === 0 && document.contents === null)
    faults.push({ path: [], message: "is empty; it needs `tenant:` and `integrations:` (see tenants/dev.yaml)" });
  return { data: faults.length > 0 ? undefined : document.toJS(), document: document as Document, lines, faults };
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
