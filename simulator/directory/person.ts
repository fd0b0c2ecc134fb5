/** People: who they are to the sign-in service, which groups and roles they have, what they were assigned. */
import { badRequest, notFound } from "../errors.ts";
import type { Tenant } from "./directory.ts";
import type { Group, User } from "./entity.ts";

/** The user of this name, however it is written; undefined if there is none. */
export function userNamed({ directory }: Tenant, name: string): User | undefined {
  const wanted = name.trim().toLowerCase();
  return [...directory.users.values()].find((user) => user.userPrincipalName.toLowerCase() === wanted);
}

/** The groups that somebody is in directly: nested membership does not assign (Entra: "Assign users and groups"). */
export function groupsOf({ directory }: Tenant, memberId: string): Group[] {
  return [...directory.memberships.values()]
    .filter((row) => row.memberId === memberId)
    .flatMap(({ groupId }) => directory.groups.get(groupId)?.entity ?? []);
}

/** The members of a group, with `nested` also those of its groups. */
export function membersOf({ directory }: Tenant, groupId: string, nested: boolean): string[] {
  const found = new Set<string>();
  const open = [groupId];
  for (let group = open.pop(); group !== undefined; group = open.pop())
    for (const { memberId } of [...directory.memberships.values()].filter((row) => row.groupId === group)) {
      if (found.has(memberId)) continue;
      found.add(memberId);
      if (nested && directory.groups.has(memberId)) open.push(memberId);
    }
  return [...found];
}

/** Puts a user, a principal or a group into a group. */
export function addMember({ directory }: Tenant, groupId: string, memberId: string): void {
  const kinds = [directory.users, directory.servicePrincipals, directory.groups];
  if (!kinds.some((collection) => collection.has(memberId))) throw notFound(memberId);
  const id = `${groupId}/${memberId}`;
  if (directory.memberships.has(id))
    throw badRequest(
      "One or more added object references already exist for the following modified properties: 'members'.",
    );
  directory.memberships.set(id, { id, groupId, memberId });
}

/** Takes a member out of a group. */
export function removeMember({ directory }: Tenant, groupId: string, memberId: string): void {
  if (!directory.memberships.delete(`${groupId}/${memberId}`)) throw notFound(memberId);
}

/** True if the person, or a group they are in, is assigned to the application of this principal. */
export function isAssigned(tenant: Tenant, userId: string, resourceId: string): boolean {
  const ids = [userId, ...groupsOf(tenant, userId).map(({ id }) => id)];
  return [...tenant.directory.appRoleAssignments.values()].some(
    (row) => row.resourceId === resourceId && ids.includes(row.principalId),
  );
}

/** Makes every session and refresh token of a person void. */
export function revokeSessions(tenant: Tenant, userId: string): void {
  const signIn = tenant.directory.signIns.get(userId);
  // Tokens are sealed to the second: one of this very second is void as well.
  const validFrom = new Date(tenant.clock().getTime() + 1000).toISOString();
  if (signIn) tenant.directory.signIns.set(userId, { ...signIn, validFrom });
}

const globalAdministrator = "62e90394-69f5-4237-9190-012177145e10";
const privilegedRoleAdministrator = "e8611ab8-c189-46e8-94e1-60213ab1f814";
const cloudApplicationAdministrator = "158c047a-c907-4556-b7ef-446551a6b5f7";
const applicationAdministrator = "9b895d92-2cd3-44d0-9d02-98ac2d5ea5c3";

/** True if the person has one of the directory roles for the whole tenant. */
function hasRole({ directory }: Tenant, userId: string, roles: readonly string[]): boolean {
  return [...directory.roleAssignments.values()].some(
    (row) => row.principalId === userId && row.directoryScopeId === "/" && roles.includes(row.roleDefinitionId),
  );
}

/** True for a Global Administrator. */
export function isGlobalAdministrator(tenant: Tenant, userId: string): boolean {
  return hasRole(tenant, userId, [globalAdministrator]);
}

/**
 * True if the person may consent for everybody: application administrators to delegated scopes only, since application
 * permissions of Microsoft Graph take one of the two higher roles.
 */
export function mayConsentForAll(tenant: Tenant, userId: string, applicationPermissions: boolean): boolean {
  const high = [globalAdministrator, privilegedRoleAdministrator];
  const low = [cloudApplicationAdministrator, applicationAdministrator];
  return hasRole(tenant, userId, applicationPermissions ? high : [...high, ...low]);
}
