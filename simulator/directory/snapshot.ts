/** A tenant's directory as plain data without secrets, to compare two of them and to look into in tests. */
import { orderedBy } from "../../components/order.ts";
import type { Tenant } from "./directory.ts";
import type { Application, ServicePrincipal } from "./entity.ts";
import { directoryObject } from "./object.ts";
import { offeredBy, principalName, toGraphServicePrincipal } from "./principal.ts";

/** The objects of a tenant beyond its seed. They name each other by display name; lists are sorted. */
export interface DirectorySnapshot {
  readonly applications: readonly (Application & { readonly owners: readonly string[] })[];
  readonly servicePrincipals: readonly (ServicePrincipal & { readonly owners: readonly string[] })[];
  readonly appRoleAssignments: readonly {
    readonly principal: string;
    readonly resource: string;
    readonly role: string;
  }[];
  readonly delegatedGrants: readonly {
    readonly client: string;
    readonly resource: string;
    readonly consentType: string;
    readonly user: string | null;
    readonly scopes: readonly string[];
  }[];
  readonly roleAssignments: readonly { readonly principal: string; readonly role: string; readonly scope: string }[];
  readonly activatedRoles: readonly string[];
  readonly federatedCredentials: readonly {
    readonly application: string;
    readonly name: string;
    readonly subject: string;
  }[];
  readonly vaultSecrets: readonly {
    readonly vault: string;
    readonly name: string;
    readonly exp?: number;
    readonly enabled: boolean;
  }[];
}

const byText = orderedBy(JSON.stringify);

/** The tenant's directory without what `seeded` names. Soft-deleted objects are not shown. */
export function snapshotOf(tenant: Tenant, seeded: ReadonlySet<string>): DirectorySnapshot {
  const { directory } = tenant;
  const rows = <Row extends { id: string }>(collection: ReadonlyMap<string, Row>): Row[] =>
    [...collection.values()].filter(({ id }) => !seeded.has(id));
  const owned = <Entity extends { id: string }>(
    collection: ReadonlyMap<string, { entity: Entity; owners: readonly string[] }>,
  ) => [...collection.values()].filter(({ entity }) => !seeded.has(entity.id));
  const nameOf = (id: string): string => directoryObject(tenant, id)?.displayName ?? id;
  const roleName = (id: string): string => tenant.catalog.roleTemplates.get(id)?.displayName ?? id;
  const appRole = (resourceId: string, roleId: string): string => {
    const appId = directory.servicePrincipals.get(resourceId)?.entity.appId ?? "";
    return offeredBy(tenant, appId).appRoles.find(({ id }) => id === roleId)?.value ?? roleId;
  };
  return {
    applications: owned(directory.applications)
      .map(({ entity, owners }) => ({ ...entity, owners: owners.map(nameOf).sort() }))
      .sort(orderedBy(({ displayName }) => displayName)),
    servicePrincipals: owned(directory.servicePrincipals)
      .map(({ entity, owners }) => ({ ...toGraphServicePrincipal(tenant, entity), owners: owners.map(nameOf).sort() }))
      .sort(orderedBy(({ appId }) => principalName(tenant, appId))),
    appRoleAssignments: rows(directory.appRoleAssignments)
      .map((row) => ({
        principal: nameOf(row.principalId),
        resource: nameOf(row.resourceId),
        role: appRole(row.resourceId, row.appRoleId),
      }))
      .sort(byText),
    delegatedGrants: rows(directory.delegatedGrants)
      .map((row) => ({
        client: nameOf(row.clientId),
        resource: nameOf(row.resourceId),
        consentType: row.consentType,
        user: row.principalId === null ? null : nameOf(row.principalId),
        scopes: row.scope.split(/\s+/).filter(Boolean).sort(),
      }))
      .sort(byText),
    roleAssignments: rows(directory.roleAssignments)
      .map((row) => ({
        principal: nameOf(row.principalId),
        role: roleName(row.roleDefinitionId),
        scope: row.directoryScopeId,
      }))
      .sort(byText),
    activatedRoles: rows(directory.directoryRoles)
      .map((row) => roleName(row.roleTemplateId))
      .sort(),
    federatedCredentials: rows(directory.federatedCredentials)
      .map((row) => ({ application: nameOf(row.applicationId), name: row.name, subject: row.subject }))
      .sort(byText),
    vaultSecrets: [...directory.vaultSecrets.values()]
      .filter(({ deleted }) => deleted === undefined)
      .map(({ id, name, attributes }) => ({
        vault: directory.vaults.get(id.slice(0, id.lastIndexOf("/")))?.name ?? id,
        name,
        ...(attributes.exp !== undefined && { exp: attributes.exp }),
        enabled: attributes.enabled,
      }))
      .sort(byText),
  };
}

/** Takes named properties out of an object. */
function without(entity: object, names: readonly string[]) {
  return Object.fromEntries(Object.entries(entity).filter(([name]) => !names.includes(name)));
}

/** A secret or certificate without what a run makes up; its name and its end are the stack's. */
function credentialsWithoutIds(credentials: readonly object[]) {
  return credentials.map((credential) =>
    without(credential, ["keyId", "hint", "startDateTime", "customKeyIdentifier"]),
  );
}

/** Lists in one order at every depth: Graph's are sets, and the provider sends them in any. */
function inOneOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOneOrder).sort(byText);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, inOneOrder(inner)]));
}

/** A snapshot without the ids, times and order of one run, so that two tenants built alike are equal. Permission ids stay. */
export function withoutIds({ applications, servicePrincipals, ...rest }: DirectorySnapshot) {
  const stripped = (entity: Application | ServicePrincipal) => ({
    ...without(entity, ["id", "appId", "createdDateTime", "servicePrincipalNames"]),
    keyCredentials: credentialsWithoutIds(entity.keyCredentials),
    passwordCredentials: credentialsWithoutIds(entity.passwordCredentials),
  });
  return inOneOrder({
    ...rest,
    applications: applications.map(stripped),
    servicePrincipals: servicePrincipals.map(stripped),
  });
}

/**
 * What still exists in a tenant once a stack is destroyed: the stack did not make it. One line an object; an activated
 * directory role is none, since nobody can undo the activation.
 */
export function besideStack(snapshot: DirectorySnapshot): string[] {
  const { applications, servicePrincipals, appRoleAssignments, delegatedGrants } = snapshot;
  return [
    ...applications.map(({ displayName }) => `application ${displayName}`),
    ...servicePrincipals.map(({ displayName }) => `service principal ${displayName}`),
    ...appRoleAssignments.map(({ principal, resource, role }) => `consent for ${principal}: ${resource} ${role}`),
    ...delegatedGrants.map(
      ({ client, resource, scopes }) => `delegated consent for ${client}: ${resource} ${scopes.join(" ")}`,
    ),
    ...snapshot.roleAssignments.map(({ principal, role }) => `directory role for ${principal}: ${role}`),
    ...snapshot.federatedCredentials.map(({ application, name }) => `federated credential of ${application}: ${name}`),
    ...snapshot.vaultSecrets.map(({ vault, name }) => `secret in the vault ${vault}: ${name}`),
  ];
}
