/** Entra directory roles: activation and assignment (https://learn.microsoft.com/graph/api/resources/unifiedroleassignment). */
import * as z from "zod";
import { badRequest, invalidValue, notFound } from "../errors.ts";
import { required, type Tenant } from "./directory.ts";
import type { DirectoryRole, RoleAssignment } from "./entity.ts";
import { joinedId } from "./object-id.ts";

const conflictMessage =
  "A conflicting object with one or more of the specified property values is present in the directory.";

/** `POST /directoryRoles`. */
export const directoryRoleBody = z.strictObject({ roleTemplateId: z.guid() });

/** `POST /roleManagement/directory/roleAssignments`. */
export const roleAssignmentBody = z.strictObject({
  directoryScopeId: z.string(),
  principalId: z.guid(),
  roleDefinitionId: z.guid(),
});

/** The template behind a role id, or Graph's 404. */
function templateOf(tenant: Tenant, id: string) {
  return required(tenant.catalog.roleTemplates, id);
}

/** Activates a role: once in a tenant. */
export function activateRole(tenant: Tenant, roleTemplateId: string): DirectoryRole {
  templateOf(tenant, roleTemplateId);
  const { directoryRoles } = tenant.directory;
  if ([...directoryRoles.values()].some((role) => role.roleTemplateId === roleTemplateId))
    throw badRequest(conflictMessage);
  const role = { id: tenant.uuid(), roleTemplateId };
  directoryRoles.set(role.id, role);
  return role;
}

/** An activated role as Graph shows it. */
export function toGraphRole(tenant: Tenant, role: DirectoryRole) {
  const { displayName, description } = templateOf(tenant, role.roleTemplateId);
  return { id: role.id, deletedDateTime: null, displayName, description, roleTemplateId: role.roleTemplateId };
}

/** The scope of an assignment: the whole tenant, or one object of the directory. */
function assertScope(tenant: Tenant, scope: string): void {
  if (scope === "/") return;
  const id = /^\/([0-9a-f-]{36})$/.exec(scope)?.[1];
  if (!id) throw invalidValue("directoryScopeId", "RoleAssignment");
  const { applications, servicePrincipals } = tenant.directory;
  if (!applications.has(id) && !servicePrincipals.has(id)) throw notFound(id);
}

/** Assigns a directory role to a user, group or principal. `roleDefinitionId` is the template's id for built-in roles. */
export function assignRole(tenant: Tenant, body: z.infer<typeof roleAssignmentBody>): RoleAssignment {
  const { directory } = tenant;
  const { principalId, roleDefinitionId, directoryScopeId } = body;
  if (!templateOf(tenant, roleDefinitionId).assignable) throw invalidValue("roleDefinitionId", "RoleAssignment");
  const holders = [directory.servicePrincipals, directory.users, directory.groups];
  if (!holders.some((collection) => collection.has(principalId))) throw notFound(principalId);
  assertScope(tenant, directoryScopeId);
  const scoped = directoryScopeId === "/" ? [] : [directoryScopeId.slice(1)];
  const id = `${joinedId(roleDefinitionId, principalId, ...scoped)}-1`;
  if (directory.roleAssignments.has(id)) throw badRequest(conflictMessage);
  const row = { id, principalId, roleDefinitionId, directoryScopeId };
  directory.roleAssignments.set(id, row);
  return row;
}

/** Ends a role assignment. */
export function unassignRole(tenant: Tenant, id: string): void {
  const row = required(tenant.directory.roleAssignments, id);
  tenant.directory.roleAssignments.delete(row.id);
}
