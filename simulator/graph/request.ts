/** What all Graph routes share: the caller, bodies, queries and lists. */
import type { Context } from "hono";
import type * as z from "zod";
import type { Tenant } from "../directory/directory.ts";
import { badRequest, denied, invalidValue, notSimulated, Rejection } from "../errors.ts";
import { isJson } from "../media-type.ts";
import type { Caller } from "../token/access-token.ts";
import { filterOf, type GraphObject, type Queryable, select } from "./filter.ts";

/** What a route is given: the tenant, and Graph's own address for links. */
export interface GraphHost {
  readonly tenant: Tenant;
  readonly graphUrl: string;
}

/** What a Graph request carries through the middleware. */
export interface GraphEnv {
  Bindings: {
    /** Answers a request that stands in a batch. */
    readonly step?: (request: Request) => Promise<Response>;
  };
  Variables: { caller: Caller };
}

/** A Graph request on its way through the routes. */
export type GraphContext = Context<GraphEnv>;

/** Properties that exist but are Graph's to set. */
const readOnly = [
  "appId",
  "createdDateTime",
  "deletedDateTime",
  "publisherDomain",
  "servicePrincipalNames",
  "passwordCredentials",
];

/** The JSON body, checked. `@odata.type` is taken and ignored. @throws Refusal that names the property. */
export async function bodyOf<Schema extends z.ZodType>(
  c: GraphContext,
  schema: Schema,
  resource: string,
): Promise<z.infer<Schema>> {
  const text = await c.req.text();
  let sent: unknown;
  try {
    if (!isJson(c.req.header("Content-Type"))) throw new SyntaxError("another content type");
    sent = JSON.parse(text);
  } catch {
    throw badRequest(
      "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
    );
  }
  if (typeof sent !== "object" || sent === null || Array.isArray(sent))
    throw badRequest("An object is expected as the body.");
  const { "@odata.type": _type, ...body } = sent as Record<string, unknown>;
  const checked = schema.safeParse(body);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  if (issue?.code === "unrecognized_keys") {
    const name = [...issue.path, issue.keys[0]].join(".");
    if (readOnly.includes(name)) throw badRequest(`Property '${name}' is read-only and cannot be set.`);
    throw badRequest(`Invalid property '${name}'.`);
  }
  const property = issue?.path.join(".") ?? "";
  if (issue?.code === "invalid_type" && body[property] === undefined && !property.includes(".")) {
    throw badRequest(`A value is required for property '${property}' of resource '${resource}'.`);
  }
  throw invalidValue(property, resource, issue?.message);
}

const pageSize = 100;

/** Reads the query. Options that Graph has and this tenant does not are 501; words it does not know are 400. */
function queryOf(c: GraphContext, allowed: readonly string[]): Record<string, string> {
  const query = c.req.query();
  for (const name of Object.keys(query)) {
    if (allowed.includes(name)) continue;
    if (name.startsWith("$")) throw notSimulated(`the query option ${name} on ${c.req.path}`);
    throw badRequest(`Unrecognized query argument specified: '${name}'.`);
  }
  return query;
}

/** Refuses a query where the route takes none. */
export function noQuery(c: GraphContext): void {
  return void queryOf(c, []);
}

function namesIn(list: string | undefined): string[] | undefined {
  return list?.split(",").map((name) => name.trim());
}

/** One object, narrowed by `$select`. */
export function one(c: GraphContext, row: GraphObject, resource: string): Response {
  const names = namesIn(queryOf(c, ["$select"]).$select);
  return c.json(names ? select(row, names, resource) : row);
}

/** The names that `$select` asks for, or undefined. */
export function selected(c: GraphContext): readonly string[] | undefined {
  return namesIn(c.req.query("$select"));
}

function positive(text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  if (!/^\d+$/.test(text)) throw badRequest(`Invalid page size or token: '${text}'.`);
  return Number(text);
}

/** True for an advanced query: the caller takes an index that may lag, and counts. */
function isAdvanced(c: GraphContext, query: Record<string, string>): boolean {
  return isEventual(c) && query.$count === "true";
}

function isEventual(c: GraphContext): boolean {
  return c.req.header("ConsistencyLevel")?.toLowerCase() === "eventual";
}

function unsupportedQuery(message: string): Rejection {
  return new Rejection(400, "Request_UnsupportedQuery", message);
}

/** Sorts by one property that the type can be filtered by; with a filter only in an advanced query. */
function ordered(rows: readonly GraphObject[], query: Record<string, string>, kind: Queryable, advanced: boolean) {
  const { $orderby } = query;
  if ($orderby === undefined) return rows;
  const [property = "", direction = "asc", ...more] = $orderby.trim().split(/\s+/);
  const sortable = property !== "id" && kind.filters.includes(property) && more.length === 0;
  if (!sortable || !["asc", "desc"].includes(direction) || (query.$filter !== undefined && !advanced))
    throw unsupportedQuery("Sorting not supported for current query.");
  const sign = direction === "desc" ? -1 : 1;
  const text = (row: GraphObject) => String(row[property] ?? "").toLowerCase();
  return [...rows].sort((a, b) => sign * (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0));
}

/** `$search="displayName:text"`: words that begin with the text. */
function searched(c: GraphContext, rows: readonly GraphObject[], search: string | undefined, kind: Queryable) {
  if (search === undefined) return rows;
  if (!isEventual(c)) {
    const message =
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'";
    throw unsupportedQuery(message);
  }
  const [, property = "", text = ""] = /^"(\w+):([^"]+)"$/.exec(search) ?? [];
  if (!kind.filters.includes(property)) throw notSimulated(`$search with ${search}`);
  const start = text.toLowerCase();
  return rows.filter((row) =>
    String(row[property] ?? "")
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .some((word) => word.startsWith(start)),
  );
}

/** The rows that a request's `$filter` and `$search` leave. */
function found(c: GraphContext, rows: readonly GraphObject[], query: Record<string, string>, kind: Queryable) {
  const left = searched(c, rows, query.$search, kind);
  return query.$filter ? left.filter(filterOf(query.$filter, kind, isAdvanced(c, query))) : left;
}

/**
 * A list, filtered, narrowed and paged as Graph does: 100 rows a page unless `$top` says otherwise, and a link to the next.
 * @param rows the shown objects; `show` adds what is costly and only for those on the page.
 */
export function list(
  c: GraphContext,
  { graphUrl }: GraphHost,
  rows: readonly GraphObject[],
  kind: Queryable,
  show: (row: GraphObject) => GraphObject = (row) => row,
): Response {
  const query = queryOf(c, ["$filter", "$select", "$top", "$skiptoken", "$count", "$orderby", "$search"]);
  const names = namesIn(query.$select);
  const left = ordered(found(c, rows, query, kind), query, kind, isAdvanced(c, query));
  const start = positive(query.$skiptoken, 0);
  const size = positive(query.$top, pageSize);
  if (size < 1 || size > 999)
    throw badRequest(`Invalid page size specified: '${size}'. Must be between 1 and 999 inclusive.`);
  const page = left.slice(start, start + size).map(show);
  const path = c.req.path.slice(c.req.path.indexOf("/graph/") + "/graph".length);
  const next = new URLSearchParams({ ...query, $skiptoken: String(start + size) });
  return c.json({
    "@odata.context": `${graphUrl}/${path.split("/")[1]}/$metadata#${path.split("/").slice(2).join("/")}`,
    // Without the header Graph leaves the count out and says nothing.
    ...(isAdvanced(c, query) && start === 0 && { "@odata.count": left.length }),
    ...(left.length > start + size && { "@odata.nextLink": `${graphUrl}${path}?${next}` }),
    value: page.map((row) => (names ? select(row, names, kind.resource) : row)),
  });
}

/** `…/$count`: how many there are, as a bare number. It takes the header of an advanced query. */
export function count(c: GraphContext, rows: readonly GraphObject[], kind: Queryable): Response {
  const query = queryOf(c, ["$filter", "$search"]);
  if (!isEventual(c)) throw badRequest("$count is not currently supported.");
  return c.text(String(found(c, rows, { ...query, $count: "true" }, kind).length));
}

/** Throws Graph's 403 unless the caller may write this object: with `Application.ReadWrite.All`, or as an owner with `OwnedBy`. */
export function assertMayWrite(c: GraphContext, owners: readonly string[]): void {
  const { roles, principalId } = c.get("caller");
  const owner = roles.includes("Application.ReadWrite.OwnedBy") && owners.includes(principalId);
  if (!roles.includes("Application.ReadWrite.All") && !owner) throw denied();
}

/** A path parameter that the route has by its pattern. */
export function param(c: GraphContext, name: string): string {
  const value = c.req.param(name);
  if (value === undefined) throw new Rejection(400, "BadRequest", `Invalid request: no ${name}.`);
  return value;
}
