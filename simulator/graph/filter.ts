/** `$filter` and `$select`: which properties of a type take part says each route; anything else is refused by name. */
import { badRequest, Rejection } from "../errors.ts";

/** A shown object: Graph's property names. */
export type GraphObject = Readonly<Record<string, unknown>>;

/** How one type may be asked. */
export interface Queryable {
  /** The type's name in refusals, e.g. `Application`. */
  readonly resource: string;
  /** Properties that may be compared, and sorted by. */
  readonly filters: readonly string[];
  /** List properties that take `any(x:x eq '…')`, or with a property of their objects (`list/name`) `any(x:x/name eq '…')`. */
  readonly listFilters?: readonly string[];
  /** True where a single quote inside a literal may stand alone: the azuread provider does not double it for applications. */
  readonly rawQuotes?: true;
}

type Test = (row: GraphObject) => boolean;

const tokens = /\s*(?:('(?:[^']|'')*')|([A-Za-z_][\w/]*|[0-9][\w:.+-]*)|([(),:]))/y;
const rawEqualFilter = /^\s*(\w+)\s+eq\s+'(.*)'\s*$/;

/** Graph compares texts without regard to case. */
function folded(value: unknown): unknown {
  return typeof value === "string" ? value.toLowerCase() : value;
}

function unsupported(property: string, kind: Queryable): Rejection {
  const message = `Unsupported or invalid query filter clause specified for property '${property}' of resource '${kind.resource}'.`;
  return new Rejection(400, "Request_UnsupportedQuery", message);
}

/** What only an advanced query may say (https://learn.microsoft.com/graph/aad-advanced-queries). */
function advancedOnly(operator: string): Rejection {
  const message = `Operator '${operator}' is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information`;
  return new Rejection(400, "Request_UnsupportedQuery", message);
}

/** A filter whose form is not one. */
class NoFilter extends Error {}

function tokensOf(text: string): string[] {
  const found: string[] = [];
  tokens.lastIndex = 0;
  while (tokens.lastIndex < text.trimEnd().length) {
    const match = tokens.exec(text);
    if (!match) throw new NoFilter();
    found.push(match[1] ?? match[2] ?? match[3] ?? "");
  }
  return found;
}

function literalOf(token: string | undefined): string | boolean | null {
  if (token?.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
  if (token === "true" || token === "false") return token === "true";
  if (token === "null") return null;
  // Numbers and times stand without quotes; they compare as the texts that Graph shows.
  if (token !== undefined && /^[0-9]/.test(token)) return token;
  throw new NoFilter();
}

/** How deep a filter may nest: far beyond what anybody writes, and far from the end of the stack. */
const deepest = 50;

/** Reads a filter from left to right: `or` binds least, then `and`, then `not`. */
class Parser {
  readonly #tokens: readonly string[];
  readonly #kind: Queryable;
  readonly #advanced: boolean;
  #at = 0;
  #depth = 0;
  constructor(text: string, kind: Queryable, advanced: boolean) {
    this.#tokens = tokensOf(text);
    this.#kind = kind;
    this.#advanced = advanced;
  }

  filter(): Test {
    const test = this.#either();
    if (this.#at < this.#tokens.length) throw new NoFilter();
    return test;
  }

  #take(wanted?: string): string {
    const token = this.#tokens[this.#at];
    if (token === undefined || (wanted !== undefined && token !== wanted)) throw new NoFilter();
    this.#at += 1;
    return token;
  }

  #took(wanted: string): boolean {
    if (this.#tokens[this.#at] !== wanted) return false;
    this.#at += 1;
    return true;
  }

  #either(): Test {
    this.#depth += 1;
    if (this.#depth > deepest) throw new NoFilter();
    const tests = [this.#both()];
    while (this.#took("or")) tests.push(this.#both());
    this.#depth -= 1;
    return tests.length === 1 && tests[0] ? tests[0] : (row) => tests.some((test) => test(row));
  }

  #both(): Test {
    const tests = [this.#one()];
    while (this.#took("and")) tests.push(this.#one());
    return tests.length === 1 && tests[0] ? tests[0] : (row) => tests.every((test) => test(row));
  }

  #one(): Test {
    if (this.#took("not")) {
      if (!this.#advanced) throw advancedOnly("Not");
      const test = this.#one();
      return (row) => !test(row);
    }
    if (this.#took("(")) {
      const test = this.#either();
      this.#take(")");
      return test;
    }
    const word = this.#take();
    if (word === "startswith" || word === "startsWith") return this.#call((value, start) => value.startsWith(start));
    if (word === "endswith" || word === "endsWith") {
      if (!this.#advanced) throw advancedOnly("EndsWith");
      return this.#call((value, end) => value.endsWith(end));
    }
    if (word.endsWith("/any")) return this.#any(word.slice(0, -"/any".length));
    return this.#comparison(word);
  }

  #known(property: string): string {
    if (!/^[A-Za-z]/.test(property)) throw new NoFilter();
    if (!this.#kind.filters.includes(property)) throw unsupported(property, this.#kind);
    return property;
  }

  #call(compare: (value: string, part: string) => boolean): Test {
    this.#take("(");
    const property = this.#known(this.#take());
    this.#take(",");
    const part = folded(literalOf(this.#take()));
    this.#take(")");
    return (row) => {
      const value = folded(row[property]);
      return typeof value === "string" && typeof part === "string" && compare(value, part);
    };
  }

  #any(property: string): Test {
    this.#take("(");
    const variable = this.#take();
    this.#take(":");
    const used = this.#take();
    this.#take("eq");
    const literal = folded(literalOf(this.#take()));
    this.#take(")");
    const [name, inner] = used.split("/");
    const path = inner === undefined ? property : `${property}/${inner}`;
    if (variable !== name || !this.#kind.listFilters?.includes(path)) throw unsupported(property, this.#kind);
    const told = (value: unknown) => (inner === undefined ? value : (value as GraphObject)[inner]);
    return (row) => {
      const list = row[property];
      return Array.isArray(list) && list.some((value) => folded(told(value)) === literal);
    };
  }

  #comparison(word: string): Test {
    const operator = this.#take();
    if (!["eq", "ne", "in", "ge", "gt", "le", "lt"].includes(operator)) throw new NoFilter();
    const property = this.#known(word);
    if (operator === "in") {
      this.#take("(");
      const wanted = [folded(literalOf(this.#take()))];
      while (this.#took(",")) wanted.push(folded(literalOf(this.#take())));
      this.#take(")");
      return (row) => wanted.includes(folded(row[property]));
    }
    const literal = folded(literalOf(this.#take()));
    if (operator === "eq") return (row) => folded(row[property]) === literal;
    if (operator === "ne") {
      if (!this.#advanced) throw advancedOnly("NotEqualsMatch");
      return (row) => folded(row[property]) !== literal;
    }
    if (!/DateTime$/.test(property)) throw unsupported(property, this.#kind);
    const time = Date.parse(String(literal));
    if (Number.isNaN(time)) throw new NoFilter();
    return (row) => {
      const value = Date.parse(String(row[property]));
      if (operator === "ge") return value >= time;
      if (operator === "gt") return value > time;
      return operator === "le" ? value <= time : value < time;
    };
  }
}

/**
 * Compiles a `$filter`.
 * @param advanced whether the request says `ConsistencyLevel: eventual` and `$count=true`
 * @throws Rejection Graph's 400 for what it does not take
 */
export function filterOf(text: string, kind: Queryable, advanced: boolean): Test {
  try {
    return new Parser(text, kind, advanced).filter();
  } catch (error) {
    if (!(error instanceof NoFilter)) throw error;
  }
  const raw = kind.rawQuotes ? rawEqualFilter.exec(text) : null;
  const [, property = "", literal = ""] = raw ?? [];
  if (!raw) throw badRequest(`Invalid filter clause: '${text}'.`);
  if (!kind.filters.includes(property)) throw unsupported(property, kind);
  return (row) => folded(row[property]) === folded(literal.replaceAll("''", "'"));
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
