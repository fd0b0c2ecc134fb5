/**
 * Microsoft's APIs and their permissions, as catalog/permissions.json lists them (sources and rules: SOURCES.md).
 */
import { readFileSync } from "node:fs";

/** How a permission is held: for the person who signed in, or by the application itself without anybody. */
export type Kind = "delegated" | "application";

/** One permission of one API. A key that is absent means false or not applicable. */
export interface CatalogPermission {
  /** The name, as code and tokens write it. Unique within API and kind, unless `ambiguousValue`. */
  readonly value: string;
  /** GUID of the app role or scope. Unique only within API and kind: the same id may mean something else elsewhere. */
  readonly id: string;
  /** Graph's word for the kind: `Role` application, `Scope` delegated. */
  readonly type: "Role" | "Scope";
  /** Scopes only. Null: no source says it; treat as required. An app role always needs an administrator's consent. */
  readonly adminConsentRequired?: boolean | null;
  /** Where the consent flag of a scope outside Graph comes from (SOURCES.md). */
  readonly adminConsentSource?: "pnp-cli" | "pnp-ps" | "ms-docs" | "public-dump" | "public-text";
  /** False: it exists but Microsoft has switched it off. */
  readonly enabled?: false;
  readonly hidden?: true;
  readonly personalAccounts?: true;
  readonly preview?: true;
  readonly deprecated?: true;
  /** The successor's name on the same API and of the same kind. */
  readonly replacedBy?: string;
  /** The day (`YYYY-MM-DD`) from which Microsoft blocks the protocol behind it. */
  readonly retires?: string;
  /** The day (`YYYY-MM-DD`) on which that protocol is gone for good; stands beside `retires`. */
  readonly removed?: string;
  /** This name has two ids on this API and kind, so it says nothing. */
  readonly ambiguousValue?: true;
  /** The id in Microsoft's US government cloud (GCC High) where it differs. */
  readonly usGovId?: string;
}

/** One of Microsoft's APIs: the resource that a permission belongs to. */
export interface CatalogApi {
  readonly appId: string;
  /** The name under "APIs my organization uses". */
  readonly displayName: string;
  readonly aliases?: readonly string[];
  /** Key of `azuread.getApplicationPublishedAppIds`; null where the provider has none. */
  readonly azureadName: string | null;
  readonly resourceUri: string;
  /** The whole API is retired. */
  readonly deprecated?: true;
  readonly application: readonly CatalogPermission[];
  readonly delegated: readonly CatalogPermission[];
}

const file: { readonly apis: readonly CatalogApi[] } = JSON.parse(
  readFileSync(new URL("permissions.json", import.meta.url), "utf8"),
);

/** Every API of the catalog with all its permissions, retired ones too; sorted by name. */
export const apis: readonly CatalogApi[] = file.apis;

/** True if a new integration may ask for this permission: it works, has a future and its name means one thing. */
export function mayBeAsked(api: CatalogApi, permission: CatalogPermission): boolean {
  const { enabled, deprecated, retires, ambiguousValue } = permission;
  return !api.deprecated && enabled !== false && !deprecated && retires === undefined && !ambiguousValue;
}
