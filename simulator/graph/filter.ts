/** `$filter` and `$select`, as far as this project's clients use them; anything else is refused by name. */
import { badRequest, Rejection } from "../errors.ts";

/** A shown object: Graph's property names. */
export type GraphObject = Readonly<Record<string, unknown>>;

/** How one type may be asked. */
export interface Queryable {
  /** The type's name in refusals, e.g. `Application`. */
  readonly resource: string;
  /** Properties that take `eq`. */
  readonly filters: readonly string[];
  /** List properties that take `any(x:x eq '…')`, or with a property of their objects (`list/name`) `any(x:x/name eq '…')`. */
  readonly listFilters?: readonly string[];
  /** True where a single quote inside a literal may stand alone: the azuread provider does not double it for applications. */
  readonly rawQuotes?: true;
}

type Test = (row: GraphObject) => boolean;

const equalFilter = /^\s*(\w+)\s+eq\s+(?:'((?:[^']|'')*)'|(true|false))\s*$/;
const rawEqualFilter = /^\s*(\w+)\s+eq\s+'(.*)'\s*$/;
const anyFilter = /^\s*(\w+)\/any\((\w+):\s*(\w+)(?:\/(\w+))?\s+eq\s+'((?:[^']|'')*)'\)\s*$/;

function unquoted(literal: string): string {
  return literal.replaceAll("''", "'");
}

/** Graph compares texts without regard to case. */
function same(value: unknown, literal: string): boolean {
  return typeof value === "string" && value.toLowerCase() === literal.toLowerCase();
}

function unsupported(property: string, kind: Queryable): Rejection {
  const message = `Unsupported or invalid query filter clause specified for property '${property}' of resource '${kind.resource}'.`;
  return new Rejection(400, "Request_UnsupportedQuery", message);
}

function clause(text: string, kind: Queryable, equation: RegExp): Test | undefined {
  const any = anyFilter.exec(text);
  if (any) {
    const [, property = "", variable, used, inner, literal = ""] = any;
    const path = inner === undefined ? property : `${property}/${inner}`;
    if (variable !== used || !kind.listFilters?.includes(path)) throw unsupported(property, kind);
    return (row) => {
      const list: unknown = row[property];
      const told = (value: unknown) => (inner === undefined ? value : (value as GraphObject)[inner]);
      return Array.isArray(list) && list.some((value) => same(told(value), unquoted(literal)));
    };
  }
  const equal = equation.exec(text);
  if (!equal) return undefined;
  const [, property = "", literal, flag] = equal;
  if (!kind.filters.includes(property)) throw unsupported(property, kind);
  if (literal === undefined) return (row) => row[property] === (flag === "true");
  return (row) => same(row[property], unquoted(literal));
}

/** Compiles a `$filter`: equations joined by `and`. Throws Graph's 400 for any other. */
export function filterOf(text: string, kind: Queryable): Test {
  const parts = splitAnd(text).map((part) => clause(part, kind, equalFilter));
  const tests = parts.filter((part) => part !== undefined);
  if (tests.length === parts.length) return (row) => tests.every((test) => test(row));
  const raw = kind.rawQuotes && clause(text, kind, rawEqualFilter);
  if (raw) return raw;
  throw badRequest(`Invalid filter clause: '${text}'.`);
}

/** Splits at ` and ` outside of quotes. */
function splitAnd(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === "'") quoted = !quoted;
    if (!quoted && text.startsWith(" and ", index)) {
      parts.push(text.slice(start, index));
      start = index + 5;
    }
  }
  return [...parts, text.slice(start)];
}

/** Picks the properties that `$select` names, and the id. A name the type does not have is refused in Graph's words. */
export function select(row: GraphObject, names: readonly string[], resource: string): GraphObject {
  const picked: Record<string, unknown> = Object.hasOwn(row, "id") ? { id: row.id } : {};
  for (const name of names) {
    if (!Object.hasOwn(row, name)) {
      const type = `microsoft.graph.${resource.charAt(0).toLowerCase()}${resource.slice(1)}`;
      const message = `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type '${type}'.`;
      throw new Rejection(400, "BadRequest", message);
    }
    picked[name] = row[name];
  }
  return picked;
}
