/** Consent: application permissions (app role assignments) and delegated permissions (grants of scopes). */
import * as z from "zod";
import { badRequest, duplicate, invalidValue, notFound } from "../errors.ts";
import { graphTime, required, type Tenant } from "./directory.ts";
import type { AppRoleAssignment, DelegatedGrant } from "./entity.ts";
import { joinedId } from "./object-id.ts";
import { offeredBy, principalName } from "./principal.ts";

/** The role id that stands for "no role", for resources that declare none. */
const defaultAccessRole = "00000000-0000-0000-0000-000000000000";

/** `POST /servicePrincipals/{resource}/appRoleAssignedTo`. */
export const appRoleAssignmentBody = z.strictObject({
  appRoleId: z.guid(),
  principalId: z.guid(),
  resourceId: z.guid(),
});

/** Who may be assigned a role: a principal (an application permission), a user or a group. */
function memberType(tenant: Tenant, id: string): { type: "Application" | "User"; shown: string; name: string } {
  const principal = tenant.directory.servicePrincipals.get(id)?.entity;
  if (principal)
    return { type: "Application", shown: "ServicePrincipal", name: principalName(tenant, principal.appId) };
  const user = tenant.directory.users.get(id);
  if (user) return { type: "User", shown: "User", name: user.displayName };
  const group = tenant.directory.groups.get(id)?.entity;
  if (group) return { type: "User", shown: "Group", name: group.displayName };
  throw notFound(id);
}

/** Assigns an app role of `resourceId` (consent to an application permission). Roles only: a scope's id is no role. */
export function assignAppRole(
  tenant: Tenant,
  resourceId: string,
  body: z.infer<typeof appRoleAssignmentBody>,
): AppRoleAssignment {
  const { directory } = tenant;
  const { appId } = required(directory.servicePrincipals, resourceId).entity;
  if (body.resourceId !== resourceId) throw invalidValue("resourceId", "AppRoleAssignment");
  const { type } = memberType(tenant, body.principalId);
  const { appRoles } = offeredBy(tenant, appId);
  const role = appRoles.find((candidate) => candidate.id === body.appRoleId);
  const defaultAccess = body.appRoleId === defaultAccessRole && appRoles.length === 0;
  if (!defaultAccess && !(role?.isEnabled && role.allowedMemberTypes.includes(type))) {
    throw badRequest(`Permission being assigned was not found on application '${appId}'.`);
  }
  const same = (row: AppRoleAssignment) =>
    row.principalId === body.principalId && row.resourceId === resourceId && row.appRoleId === body.appRoleId;
  if ([...directory.appRoleAssignments.values()].some(same)) {
    throw badRequest("Permission being assigned already exists on the object");
  }
  const id = joinedId(body.principalId, tenant.uuid());
  const { appRoleId, principalId } = body;
  const row = { id, appRoleId, principalId, resourceId, createdDateTime: graphTime(tenant.clock()) };
  directory.appRoleAssignments.set(id, row);
  return row;
}

/** One assignment of a principal or resource, or Graph's refusal. */
export function assignmentAt(
  tenant: Tenant,
  side: "principalId" | "resourceId",
  principal: string,
  id: string,
): AppRoleAssignment {
  const row = required(tenant.directory.appRoleAssignments, id);
  if (row[side] !== principal) throw notFound(id);
  return row;
}

/** Ends an assignment. */
export function removeAssignment(
  tenant: Tenant,
  side: "principalId" | "resourceId",
  principal: string,
  id: string,
): void {
  const row = tenant.directory.appRoleAssignments.get(id);
  if (row?.[side] !== principal) throw badRequest("EntitlementGrant being updated or deleted is not found.");
  tenant.directory.appRoleAssignments.delete(id);
}

/** An assignment as Graph shows it, with the names of both ends. */
export function toGraphAssignment(tenant: Tenant, row: AppRoleAssignment) {
  const member = memberType(tenant, row.principalId);
  const resource = required(tenant.directory.servicePrincipals, row.resourceId).entity;
  return {
    ...row,
    deletedDateTime: null,
    principalDisplayName: member.name,
    principalType: member.shown,
    resourceDisplayName: principalName(tenant, resource.appId),
  };
}

/** `POST /oauth2PermissionGrants`. */
export const grantBody = z.strictObject({
  clientId: z.guid(),
  consentType: z.enum(["AllPrincipals", "Principal"]),
  principalId: z.guid().nullish(),
  resourceId: z.guid(),
  scope: z.string(),
});

/** `PATCH /oauth2PermissionGrants/{id}`: only the scopes change. */
export const grantPatchBody = z.strictObject({ scope: z.string() });

/**
 * Stricter than Graph, which is assumed to take any text: every name must be a delegated scope that the resource offers.
 * An application role's name is refused here as well.
 */
function assertScopes(tenant: Tenant, resourceId: string, scope: string): void {
  const { appId } = required(tenant.directory.servicePrincipals, resourceId).entity;
  const offered = offeredBy(tenant, appId).scopes.filter(({ isEnabled }) => isEnabled);
  const names = scope.split(/\s+/).filter(Boolean);
  const unknown = names.filter((name) => !offered.some(({ value }) => value === name));
  if (unknown.length > 0) {
    const why = `${principalName(tenant, appId)} has no delegated scope ${unknown.map((name) => `'${name}'`).join(", ")}.`;
    throw invalidValue("scope", "OAuth2PermissionGrant", why);
  }
}

/** Grants delegated scopes to a client, for everyone or for one user; once for each client, resource and user. */
export function grantScopes(tenant: Tenant, body: z.infer<typeof grantBody>): DelegatedGrant {
  const { directory } = tenant;
  const { clientId, consentType, resourceId, scope } = body;
  const principalId = body.principalId ?? null;
  required(directory.servicePrincipals, clientId);
  required(directory.servicePrincipals, resourceId);
  if ((consentType === "Principal") !== (principalId !== null))
    throw invalidValue("principalId", "OAuth2PermissionGrant");
  if (principalId !== null) required(directory.users, principalId);
  assertScopes(tenant, resourceId, scope);
  const id = joinedId(clientId, resourceId, ...(principalId === null ? [] : [principalId]));
  if (directory.delegatedGrants.has(id)) throw duplicate("Permission entry already exists.");
  const row = { id, clientId, consentType, principalId, resourceId, scope };
  directory.delegatedGrants.set(id, row);
  return row;
}

/** Adds scopes to what a client was granted on an API, for everybody or for one person, as a consent page does. */
export function extendGrant(
  tenant: Tenant,
  grant: { clientId: string; principalId: string | null; resourceId: string; names: readonly string[] },
): void {
  const { clientId, principalId, resourceId, names } = grant;
  const id = joinedId(clientId, resourceId, ...(principalId === null ? [] : [principalId]));
  const before = tenant.directory.delegatedGrants.get(id);
  const scope = [...new Set([...(before?.scope.split(/\s+/).filter(Boolean) ?? []), ...names])].join(" ");
  const consentType = principalId === null ? "AllPrincipals" : "Principal";
  if (before) changeScopes(tenant, id, scope);
  else grantScopes(tenant, { clientId, consentType, principalId, resourceId, scope });
}

/** Changes the scopes of a grant. */
export function changeScopes(tenant: Tenant, id: string, scope: string): void {
  const row = required(tenant.directory.delegatedGrants, id);
  assertScopes(tenant, row.resourceId, scope);
  tenant.directory.delegatedGrants.set(row.id, { ...row, scope });
}

/** Takes a grant back. */
export function revokeScopes(tenant: Tenant, id: string): void {
  const row = required(tenant.directory.delegatedGrants, id);
  tenant.directory.delegatedGrants.delete(row.id);
}
