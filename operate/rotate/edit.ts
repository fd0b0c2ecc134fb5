/**
 * A change of the tenant's file as a person would make it: the lines it is about, and no other. Comments, order, quotes
 * and line ends stay. The text is cut and pasted by the places that the YAML parser tells; it is never printed anew.
 */
import { isDeepStrictEqual } from "node:util";
import { isMap, isSeq, type Node, parseDocument, type YAMLMap, type YAMLSeq } from "yaml";
import { placeOfIntegration } from "../../components/parts.ts";
import { OperationError } from "../errors.ts";

/** A value that an entry takes; dates are plain scalars. */
export type Value = string | readonly Value[] | Entry;

/** One entry of a list, its keys in the order in which they are written. */
export interface Entry {
  readonly [key: string]: Value;
}

/** One edit of a list in an integration. */
export type ListEdit =
  | { readonly edit: "append"; readonly list: "credentials" | "exceptions"; readonly entry: Entry }
  | { readonly edit: "remove"; readonly list: "credentials" | "exceptions"; readonly index: number }
  /** Sets a key of one entry. */
  | {
      readonly edit: "set";
      readonly list: "credentials" | "exceptions";
      readonly index: number;
      readonly key: string;
      readonly value: Value;
    };

interface Cut {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

function rangeOf(node: Node | null | undefined): readonly [number, number, number] {
  if (!node?.range) throw new OperationError("the file's layout cannot be read");
  return node.range;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

/** The place behind the line end of the line that holds `at`; the text's end where it has none. */
function nextLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end + 1;
}

function newlineOf(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/** A plain scalar where YAML reads it back as this very text, else in double quotes. */
function scalar(value: string): string {
  const plain = /^[A-Za-z0-9][\w./@-]*$/.test(value) && parseDocument(`x: ${value}`).get("x") === value;
  return plain ? value : JSON.stringify(value);
}

/** A value within a line. */
function flow(value: Value): string {
  if (typeof value === "string") return scalar(value);
  if (isList(value)) return `[${value.map(flow).join(", ")}]`;
  return `{ ${Object.entries(value)
    .map(([key, held]) => `${key}: ${flow(held)}`)
    .join(", ")} }`;
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function listOf(text: string, integration: string, list: string): YAMLSeq {
  const document = parseDocument(text, { keepSourceTokens: true });
  const place = placeOfIntegration(integration, (path) => document.hasIn(path));
  const node = document.getIn([...place, list], true);
  if (!isSeq(node)) throw new OperationError(`${integration}: \`${list}\` is not a list; write the change by hand`);
  return node;
}

function entryAt(seq: YAMLSeq, index: number): YAMLMap {
  const item = seq.items[index];
  if (!isMap(item)) throw new OperationError(`entry ${index + 1} is not a map; write the change by hand`);
  return item;
}

function appended(text: string, seq: YAMLSeq, entry: Entry): Cut {
  const last = seq.items.at(-1);
  if (!isMap(last)) throw new OperationError("the list is empty; write its first entry by hand");
  const [begin, end] = rangeOf(last);
  if (seq.flow) return { from: end, to: end, text: `, ${flow(entry)}` };
  const dash = text.lastIndexOf("-", begin);
  const indent = text.slice(lineStart(text, dash), dash);
  const newline = newlineOf(text);
  const lines = last.flow
    ? [`${indent}- ${flow(entry)}`]
    : Object.entries(entry).map(
        ([key, value], index) =>
          `${index === 0 ? text.slice(lineStart(text, dash), begin) : " ".repeat(begin - lineStart(text, dash))}${key}: ${flow(value)}`,
      );
  const at = nextLine(text, valueEnd(last));
  const begun = at === text.length && !text.endsWith("\n") ? newline : "";
  return { from: at, to: at, text: `${begun}${lines.join(newline)}${newline}` };
}

/** The last entry goes with its key: an empty list would be a fault of the file. */
function removedWithKey(text: string, seq: YAMLSeq, key: string): Cut {
  const [begin, end] = rangeOf(seq);
  const last = entryAt(seq, 0);
  const lastValue = seq.flow ? end : valueEnd(last);
  return { from: lineStart(text, text.lastIndexOf(`${key}:`, begin)), to: nextLine(text, lastValue), text: "" };
}

/** Where an entry's last value ends: a block map's own range runs on over the empty lines behind it. */
function valueEnd(item: YAMLMap): number {
  if (item.flow) return rangeOf(item)[1];
  const last = item.items.at(-1)?.value;
  if (isSeq(last) && !last.flow) return valueEnd(entryAt(last, last.items.length - 1));
  return rangeOf((last ?? item) as Node)[1];
}

function removed(text: string, seq: YAMLSeq, index: number, key: string): Cut {
  const item = entryAt(seq, index);
  if (seq.items.length === 1) return removedWithKey(text, seq, key);
  const [begin, end] = rangeOf(item);
  if (seq.flow) {
    const after = seq.items[index + 1];
    if (after) return { from: begin, to: rangeOf(after as Node)[0], text: "" };
    const before = seq.items[index - 1];
    return { from: before ? rangeOf(before as Node)[1] : begin, to: end, text: "" };
  }
  return { from: lineStart(text, text.lastIndexOf("-", begin)), to: nextLine(text, valueEnd(item)), text: "" };
}

/** A key with its value: a list of maps an entry a line, since one line of it would be longer than any screen. */
function keyed(key: string, value: Value, indent: string, newline: string): string {
  if (typeof value === "string" || !isList(value)) return `${key}: ${flow(value)}`;
  return [`${key}:`, ...value.map((one) => `${indent}  - ${flow(one)}`)].join(newline);
}

/** An entry of one line becomes a block where a list goes into it. */
function asBlock(text: string, item: YAMLMap, key: string, value: Value): Cut {
  const [from, to] = rangeOf(item);
  const indent = " ".repeat(from - lineStart(text, from));
  const newline = newlineOf(text);
  const kept = item.items.map((pair) => {
    const [begin] = rangeOf(pair.key as Node);
    return text.slice(begin, rangeOf((pair.value ?? pair.key) as Node)[1]);
  });
  return { from, to, text: [...kept, keyed(key, value, indent, newline)].join(`${newline}${indent}`) };
}

function keySet(text: string, seq: YAMLSeq, index: number, key: string, value: Value): Cut {
  const item = entryAt(seq, index);
  const pair = item.items.find((one) => String(one.key) === key);
  const [begin] = rangeOf(item);
  const indent = " ".repeat(begin - lineStart(text, begin));
  const newline = newlineOf(text);
  if (pair) {
    const held = pair.value as Node;
    const block = isSeq(held) && !held.flow;
    const to = block ? valueEnd(entryAt(held, held.items.length - 1)) : rangeOf(held)[1];
    const from = rangeOf(pair.key as Node)[0];
    return { from, to, text: item.flow ? `${key}: ${flow(value)}` : keyed(key, value, indent, newline) };
  }
  if (item.flow && !seq.flow && typeof value !== "string") return asBlock(text, item, key, value);
  if (item.flow) return { from: valueEndWithin(item), to: valueEndWithin(item), text: `, ${key}: ${flow(value)}` };
  const at = nextLine(text, valueEnd(item));
  const begun = at === text.length && !text.endsWith("\n") ? newline : "";
  return { from: at, to: at, text: `${begun}${indent}${keyed(key, value, indent, newline)}${newline}` };
}

/** Where the last value within a map's braces ends. */
function valueEndWithin(item: YAMLMap): number {
  return rangeOf((item.items.at(-1)?.value ?? item) as Node)[1];
}

function cutOf(text: string, integration: string, edit: ListEdit): Cut {
  const seq = listOf(text, integration, edit.list);
  switch (edit.edit) {
    case "append":
      return appended(text, seq, edit.entry);
    case "remove":
      return removed(text, seq, edit.index, edit.list);
    case "set":
      return keySet(text, seq, edit.index, edit.key, edit.value);
  }
}

/** What the edit is to make of the data, apart from any layout. */
function expected(data: unknown, integration: string, edit: ListEdit): unknown {
  const copy = structuredClone(data);
  const at = (path: readonly string[]) =>
    path.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], copy);
  const place = placeOfIntegration(integration, (path) => at(path) !== undefined);
  const settings = (at(place) ?? {}) as Record<string, unknown[]>;
  const list = settings[edit.list] ?? [];
  if (edit.edit === "append") list.push(edit.entry);
  if (edit.edit === "remove") list.splice(edit.index, 1);
  if (list.length === 0) delete settings[edit.list];
  if (edit.edit === "set") Object.assign(list[edit.index] as object, { [edit.key]: edit.value });
  return copy;
}

/**
 * Applies one edit.
 * @throws OperationError where the layout does not take it; the text is then to be changed by hand
 */
export function edited(text: string, integration: string, edit: ListEdit): string {
  const { from, to, text: pasted } = cutOf(text, integration, edit);
  const result = text.slice(0, from) + pasted + text.slice(to);
  const after = parseDocument(result);
  // Whatever the layout, the data must be what was meant: nothing else may have moved.
  if (
    after.errors.length > 0 ||
    !isDeepStrictEqual(after.toJS(), expected(parseDocument(text).toJS(), integration, edit))
  )
    throw new OperationError(
      `${integration}: \`${edit.list}\` is laid out in a way that this command does not edit; write the change by hand`,
    );
  return result;
}
