/** Microsoft's own APIs and directory roles, read from the project's catalog: the same in every tenant. */
import { readFileSync } from "node:fs";
import { definitionOf, vendors as known, type VendorName } from "../../components/vendors/index.ts";
import type { AppRole, Scope } from "./entity.ts";
import type { VendorsApplication } from "./vendors-application.ts";

/** One of Microsoft's APIs: what its service principal offers in every tenant. */
interface ResourceApi {
  readonly appId: string;
  readonly displayName: string;
  readonly resourceUri: string;
  readonly appRoles: readonly AppRole[];
  readonly scopes: readonly Scope[];
}

/** A directory role that exists in every tenant (Graph: `directoryRoleTemplate`). */
interface RoleTemplate {
  readonly id: string;
  readonly displayName: string;
  readonly description: string | null;
  readonly assignable: boolean;
}

/**
 * What stands outside of every tenant: Microsoft's APIs with their permissions, its directory role templates, and vendors'
 * multi-tenant applications.
 */
export interface Catalog {
  /** By application id. */
  readonly vendors: ReadonlyMap<string, VendorsApplication>;
  /** By application id. */
  readonly apis: ReadonlyMap<string, ResourceApi>;
  /** By template id. */
  readonly roleTemplates: ReadonlyMap<string, RoleTemplate>;
}

interface PermissionRow {
  readonly value: string;
  readonly id: string;
  readonly adminConsentRequired?: boolean | null;
  readonly enabled?: boolean;
}

interface ApiRow {
  readonly appId: string;
  readonly displayName: string;
  readonly resourceUri: string;
  readonly application: readonly PermissionRow[];
  readonly delegated: readonly PermissionRow[];
}

interface RoleRow {
  readonly displayName: string;
  readonly templateId: string;
  readonly assignable?: boolean;
}

/** Microsoft's texts are not in the catalog: the name stands for them. */
function appRoleOf(row: PermissionRow): AppRole {
  return {
    id: row.id,
    value: row.value,
    displayName: row.value,
    description: row.value,
    isEnabled: row.enabled ?? true,
    allowedMemberTypes: ["Application"],
  };
}

/** A scope whose flag is unknown counts as one that only an administrator may grant (catalog/SOURCES.md). */
function scopeOf(row: PermissionRow): Scope {
  return {
    id: row.id,
    value: row.value,
    isEnabled: row.enabled ?? true,
    type: row.adminConsentRequired === false ? "User" : "Admin",
    adminConsentDescription: row.value,
    adminConsentDisplayName: row.value,
    userConsentDescription: null,
    userConsentDisplayName: null,
  };
}

function catalogFile(name: string): string {
  return readFileSync(new URL(`../../catalog/${name}`, import.meta.url), "utf8");
}

/** The applications of the vendors whose page prints a client id. */
function knownVendors(): VendorsApplication[] {
  return (Object.keys(known) as VendorName[]).flatMap((vendor) => {
    const { registration } = definitionOf(vendor);
    return registration?.clientId === undefined
      ? []
      : [{ appId: registration.clientId, displayName: registration.name }];
  });
}

/**
 * Reads the catalog's two files: some 1700 permissions and 145 roles.
 * @param vendors applications of other vendors than the project's
 */
export function readCatalog(vendors: readonly VendorsApplication[] = []): Catalog {
  const { apis } = JSON.parse(catalogFile("permissions.json")) as { apis: readonly ApiRow[] };
  const { roles } = JSON.parse(catalogFile("roles.json")) as { roles: readonly RoleRow[] };
  return {
    vendors: new Map([...knownVendors(), ...vendors].map((vendor) => [vendor.appId, vendor])),
    apis: new Map(
      apis.map((api) => [
        api.appId,
        {
          appId: api.appId,
          displayName: api.displayName,
          resourceUri: api.resourceUri.replace(/\/+$/, ""),
          appRoles: api.application.map(appRoleOf),
          scopes: api.delegated.map(scopeOf),
        },
      ]),
    ),
    roleTemplates: new Map(
      roles.map((role) => [
        role.templateId,
        { id: role.templateId, displayName: role.displayName, description: null, assignable: role.assignable ?? true },
      ]),
    ),
  };
}
