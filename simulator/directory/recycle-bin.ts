/** Deleted applications and principals: kept for 30 days, restorable (Graph: `directory/deletedItems`). */
import { badRequest } from "../errors.ts";
import { applicationByAppId, principalByAppId, required, type Tenant } from "./directory.ts";
import type { Application, Deleted, Owned, ServicePrincipal } from "./entity.ts";
import { nameInUse } from "./principal.ts";

const keptMs = 30 * 24 * 3600 * 1000;

/** What can still be restored. */
export function deletedItems(tenant: Tenant): Deleted[] {
  const oldest = tenant.clock().getTime() - keptMs;
  return [...tenant.directory.deleted.values()].filter(({ deletedDateTime }) => Date.parse(deletedDateTime) > oldest);
}

/** One of them, or Graph's 404: after 30 days it is as if it had never been. */
export function deletedItem(tenant: Tenant, id: string): Deleted {
  return required(new Map(deletedItems(tenant).map((row) => [row.id, row])), id);
}

/** Removes for good. The client id never comes back: whoever registers an application gets a new one. */
export function purge(tenant: Tenant, id: string): void {
  tenant.directory.deleted.delete(deletedItem(tenant, id).id);
}

/**
 * Brings an object back under its old ids, an application with its credentials. Its principal stays deleted: that takes a
 * restore of its own (https://learn.microsoft.com/graph/api/directory-deleteditems-restore).
 */
export function restore(tenant: Tenant, id: string): Application | ServicePrincipal {
  const row = deletedItem(tenant, id);
  if (row.kind === "application") restoreApplication(tenant, row.item);
  else restorePrincipal(tenant, row);
  tenant.directory.deleted.delete(row.id);
  return row.item.entity;
}

/** Owners that are gone meanwhile do not come back with it. */
function withPresentOwners<Entity>({ directory }: Tenant, item: Owned<Entity>): Owned<Entity> {
  const present = (owner: string) => directory.users.has(owner) || directory.servicePrincipals.has(owner);
  return { ...item, owners: item.owners.filter(present) };
}

function restoreApplication(tenant: Tenant, item: Owned<Application>): void {
  const { directory } = tenant;
  // Only where a tenant lets deleted applications give their URIs free can another have taken one.
  const taken = [...directory.applications.values()].some(({ entity }) =>
    entity.identifierUris.some((uri) => item.entity.identifierUris.includes(uri)),
  );
  if (taken) throw badRequest("Another object with the same value for property identifierUris already exists.");
  directory.applications.set(item.entity.id, withPresentOwners(tenant, item));
}

/** Refused without its application, and where somebody has made another principal of it meanwhile, as the portal does. */
function restorePrincipal(tenant: Tenant, row: Extract<Deleted, { kind: "servicePrincipal" }>): void {
  const { directory } = tenant;
  const { appId } = row.item.entity;
  if (principalByAppId(directory, appId)) throw nameInUse(appId);
  const { apis, vendors } = tenant.catalog;
  if (!applicationByAppId(directory, appId) && !apis.has(appId) && !vendors.has(appId))
    throw badRequest(`The appId '${appId}' of the service principal does not reference a valid application object.`);
  directory.servicePrincipals.set(row.id, withPresentOwners(tenant, row.item));
  for (const assignment of row.consent?.appRoleAssignments ?? [])
    if (directory.servicePrincipals.has(assignment.resourceId))
      directory.appRoleAssignments.set(assignment.id, assignment);
  for (const grant of row.consent?.delegatedGrants ?? []) directory.delegatedGrants.set(grant.id, grant);
  for (const assignment of row.consent?.roleAssignments ?? []) directory.roleAssignments.set(assignment.id, assignment);
}
