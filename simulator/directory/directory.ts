/** What exists in a tenant: its collections, and how to look into them. */
import { notFound } from "../errors.ts";
import type { Catalog } from "./catalog.ts";
import type {
  Application,
  AppManagement,
  AppRoleAssignment,
  CredentialUse,
  DelegatedGrant,
  Deleted,
  DirectoryAudit,
  DirectoryRole,
  FederatedCredential,
  Group,
  Membership,
  Owned,
  RoleAssignment,
  ServicePrincipal,
  SignIn,
  User,
  Vault,
  VaultSecret,
} from "./entity.ts";

/** The collections of a tenant, each by object id. */
export interface Directory {
  readonly applications: Map<string, Owned<Application>>;
  readonly servicePrincipals: Map<string, Owned<ServicePrincipal>>;
  readonly users: Map<string, User>;
  readonly signIns: Map<string, SignIn>;
  readonly groups: Map<string, Owned<Group>>;
  readonly memberships: Map<string, Membership>;
  readonly appRoleAssignments: Map<string, AppRoleAssignment>;
  readonly delegatedGrants: Map<string, DelegatedGrant>;
  readonly directoryRoles: Map<string, DirectoryRole>;
  readonly roleAssignments: Map<string, RoleAssignment>;
  readonly federatedCredentials: Map<string, FederatedCredential>;
  readonly deleted: Map<string, Deleted>;
  readonly audits: Map<string, DirectoryAudit>;
  readonly credentialUses: Map<string, CredentialUse>;
  readonly vaults: Map<string, Vault>;
  readonly vaultSecrets: Map<string, VaultSecret>;
  readonly appManagement: Map<string, AppManagement>;
}

/** What a tenant's administrator may loosen. */
export interface Policies {
  /**
   * `api://anything` as identifier URI; otherwise the appId, the tenant id or a verified domain must be part of it
   * (Graph: `uriAdditionWithoutUniqueTenantIdentifier`, which Microsoft has switched on in most tenants).
   */
  readonly anyIdentifierUri: boolean;
  /** A soft-deleted application no longer blocks its identifier URIs (Entra: it does [assumed]). */
  readonly reuseDeletedIdentifierUris: boolean;
  /**
   * What a deleted principal was granted comes back with it. Microsoft's pages promise its "previous configurations" and
   * name no grant [assumed: they are lost], so whoever restores has to compare either way.
   */
  readonly deletedPrincipalsKeepConsent: boolean;
  /** Whether people may consent for themselves to scopes that ask no administrator (Entra: "User consent settings"). */
  readonly userConsent: boolean;
  /** Every application names its entry in the organization's register of services. Graph does not show that it is so. */
  readonly requiresServiceReference: boolean;
}

/** A tenant as Entra makes one, with people's consent as it was before Microsoft began to manage it. */
export const defaultPolicies: Policies = {
  anyIdentifierUri: false,
  reuseDeletedIdentifierUris: false,
  deletedPrincipalsKeepConsent: false,
  userConsent: true,
  requiresServiceReference: false,
};

/** Everything a rule may ask: the tenant's identity, Microsoft's catalog, the directory, the time and fresh ids. */
export interface Tenant {
  readonly id: string;
  readonly domain: string;
  readonly policies: Policies;
  readonly catalog: Catalog;
  readonly directory: Directory;
  readonly clock: () => Date;
  readonly uuid: () => string;
}

/** A tenant before anything is seeded. */
export function emptyDirectory(): Directory {
  return {
    applications: new Map(),
    servicePrincipals: new Map(),
    users: new Map(),
    signIns: new Map(),
    groups: new Map(),
    memberships: new Map(),
    appRoleAssignments: new Map(),
    delegatedGrants: new Map(),
    directoryRoles: new Map(),
    roleAssignments: new Map(),
    federatedCredentials: new Map(),
    deleted: new Map(),
    audits: new Map(),
    credentialUses: new Map(),
    vaults: new Map(),
    vaultSecrets: new Map(),
    appManagement: new Map(),
  };
}

/** The object behind an id, or Graph's 404. */
export function required<Row>(collection: ReadonlyMap<string, Row>, id: string): Row {
  const row = collection.get(id) ?? collection.get(id.toLowerCase());
  if (row === undefined) throw notFound(id);
  return row;
}

/** The application with this client id, if the tenant has it. */
export function applicationByAppId(directory: Directory, appId: string): Owned<Application> | undefined {
  for (const owned of directory.applications.values()) if (owned.entity.appId === appId) return owned;
  return undefined;
}

/** The service principal of this client id, if the tenant has one. */
export function principalByAppId(directory: Directory, appId: string): Owned<ServicePrincipal> | undefined {
  for (const owned of directory.servicePrincipals.values()) if (owned.entity.appId === appId) return owned;
  return undefined;
}

/** Removes the rows that `gone` picks. */
export function removeWhere<Row>(collection: Map<string, Row>, gone: (row: Row) => boolean): void {
  for (const [id, row] of collection) if (gone(row)) collection.delete(id);
}

/** Graph's time format without a fraction; with one, the provider replaces credentials on the next run. */
export function graphTime(date: Date): string {
  return date.toISOString().replace(/\.\d{3}Z$/, "Z");
}

/** Lays a PATCH over an entity as Graph does: complex properties merge at every depth, lists are replaced, null clears. */
export function merge<Entity extends object>(current: Entity, patch: object): Entity {
  const merged = { ...current } as Record<string, unknown>;
  for (const [key, value] of Object.entries(patch)) {
    const before = merged[key];
    merged[key] = isComplex(before) && isComplex(value) ? merge(before, value) : value;
  }
  return merged as Entity;
}

function isComplex(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
