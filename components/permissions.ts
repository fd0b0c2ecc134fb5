/**
 * What an application asks of Microsoft's APIs: by name where people write it, with ids where Entra reads it.
 * The key is (API, kind, name); an id alone is none (catalog/SOURCES.md).
 */
import { apis, type CatalogApi, type Kind, mayBeAsked } from "../catalog/apis.ts";
import type { ApplicationNames, DelegatedNames } from "../catalog/permission-names.ts";
import { orderedBy } from "./order.ts";
import { permissionFault } from "./permission-fault.ts";

/** Delegated scope or app role. */
export type { Kind } from "../catalog/apis.ts";
export { permissionFault } from "./permission-fault.ts";

/** Display name of an API that may be asked for permissions: "Microsoft Graph", "Office 365 Exchange Online" … */
export type ApiName = keyof DelegatedNames;

type DelegatedScope<A extends ApiName> = DelegatedNames[A];
type AppRole<A extends ApiName> = ApplicationNames[A];

/** Permissions by name, as a vendor's page prints them and as the settings write them. */
export type Permissions = {
  readonly [A in ApiName]?: {
    readonly delegated?: readonly DelegatedScope<A>[];
    readonly application?: readonly AppRole<A>[];
  };
};

/** A permission's name with the id that it has on one API as one kind. */
export interface ResolvedPermission {
  readonly name: string;
  readonly id: string;
}

/** What one API is asked for; ids resolved. */
export interface ApiPermissions {
  readonly api: ApiName;
  readonly appId: string;
  readonly delegated: readonly ResolvedPermission[];
  readonly application: readonly ResolvedPermission[];
}

/** Permissions without the link between an API and its names, which the compiler cannot follow through a loop. */
type Names = { readonly [A in ApiName]?: { readonly [K in Kind]?: readonly string[] } };

const kinds = ["delegated", "application"] as const satisfies readonly Kind[];

interface Asked {
  readonly appId: string;
  /** Ids by name, for each kind. */
  readonly ids: { readonly [K in Kind]: ReadonlyMap<string, string> };
}

function idsOf(api: CatalogApi, kind: Kind): ReadonlyMap<string, string> {
  return new Map(api[kind].filter((row) => mayBeAsked(api, row)).map(({ value, id }) => [value, id]));
}

// That the catalog's display names are the type's is what the generated file is for; test/catalog.test.ts holds them equal.
const catalog = new Map(
  apis
    .filter(({ deprecated }) => !deprecated)
    .map((api): [ApiName, Asked] => [
      api.displayName as ApiName,
      { appId: api.appId, ids: { delegated: idsOf(api, "delegated"), application: idsOf(api, "application") } },
    ]),
);

/** The APIs that may be asked for permissions, sorted by name. */
export function apiNames(): readonly ApiName[] {
  return [...catalog.keys()];
}

/** The permissions of an API that may be asked for, sorted by name; empty where it has none of that kind. */
export function permissionNames(api: ApiName, kind: Kind): readonly string[] {
  return [...(catalog.get(api)?.ids[kind].keys() ?? [])];
}

/** Combines two requests list by list and leaves out what becomes empty. */
function combine(a: Names, b: Names, lists: (a: readonly string[], b: readonly string[]) => string[]): Permissions {
  const combined = [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) => {
    const api = key as ApiName;
    const asked = kinds
      .map((kind) => [kind, lists(a[api]?.[kind] ?? [], b[api]?.[kind] ?? [])] as const)
      .filter(([, names]) => names.length > 0);
    return asked.length > 0 ? [[api, Object.fromEntries(asked)]] : [];
  });
  return Object.fromEntries(combined);
}

/** Everything that either asks for; no name twice. */
export function mergePermissions(a: Permissions, b: Permissions): Permissions {
  return combine(a, b, (first, second) => [...new Set([...first, ...second])]);
}

/** What `a` asks for and `removed` does not name. */
export function withoutPermissions(a: Permissions, removed: Permissions): Permissions {
  return combine(a, removed, (names, gone) => names.filter((name) => !gone.includes(name)));
}

function resolve(api: ApiName, asked: Asked, kind: Kind, names: readonly string[]): ResolvedPermission[] {
  const resolved = names.map((name) => {
    const id = asked.ids[kind].get(name);
    if (id === undefined) throw new Error(permissionFault(api, kind, name));
    return { name, id };
  });
  return resolved.sort(orderedBy(({ id }) => id));
}

/**
 * Gives every name its id. The order is fixed (APIs by application id, permissions by id), because the provider
 * rewrites the whole list when it moves (terraform-provider-azuread#1182).
 * @throws for a name that may not be asked for, in the words of `permissionFault`; settings and definitions hold none
 */
export function resolvePermissions(permissions: Permissions): ApiPermissions[] {
  const resolved = Object.entries(mergePermissions(permissions, {}) as Names).map(([key, names]) => {
    const api = key as ApiName;
    const asked = catalog.get(api);
    if (!asked) throw new Error(permissionFault(api, "delegated", ""));
    const delegated = resolve(api, asked, "delegated", names.delegated ?? []);
    const application = resolve(api, asked, "application", names.application ?? []);
    return { api, appId: asked.appId, delegated, application };
  });
  return resolved.sort(orderedBy(({ appId }) => appId));
}

/**
 * A permission's name by its id, also of one that may not be asked for: what stands in a tenant was granted by anybody.
 * Undefined where the catalog does not know it.
 */
export function permissionName(appId: string, kind: Kind, id: string): string | undefined {
  return apis.find((api) => api.appId === appId)?.[kind].find((row) => row.id === id)?.value;
}

/** An API's display name by its client id; undefined where the catalog does not know it. */
export function apiName(appId: string): string | undefined {
  return apis.find((api) => api.appId === appId)?.displayName;
}

/** The reverse of {@link apiName}. */
export function apiIdOf(displayName: string): string | undefined {
  return apis.find((api) => api.displayName === displayName)?.appId;
}

/** The address by which a token for an API is asked; `{tenant}` stands for the first part of the tenant's initial domain. */
export function apiResource(appId: string): string | undefined {
  return apis.find((api) => api.appId === appId)?.resourceUri;
}
