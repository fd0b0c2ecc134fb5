/** Deleted applications and principals: kept for 30 days, restorable (Graph: `directory/deletedItems`). */
import { principalByAppId, required, type Tenant } from "./directory.ts";
import type { Application, Deleted, ServicePrincipal } from "./entity.ts";
import { nameInUse } from "./principal.ts";

const keptMs = 30 * 24 * 3600 * 1000;

/** What can still be restored. */
export function deletedItems(tenant: Tenant): Deleted[] {
  const oldest = tenant.clock().getTime() - keptMs;
  return [...tenant.directory.deleted.values()].filter(({ deletedDateTime }) => Date.parse(deletedDateTime) > oldest);
}

/** Removes for good. */
export function purge(tenant: Tenant, id: string): void {
  tenant.directory.deleted.delete(required(tenant.directory.deleted, id).id);
}

/** Brings an object back under its old ids; an application brings its principal with it. Consent does not come back. */
export function restore(tenant: Tenant, id: string): Application | ServicePrincipal {
  const { directory } = tenant;
  const row = required(directory.deleted, id);
  if (row.kind === "servicePrincipal") {
    if (principalByAppId(directory, row.item.entity.appId)) throw nameInUse(row.item.entity.appId);
    directory.servicePrincipals.set(row.id, row.item);
  } else {
    directory.applications.set(row.id, row.item);
    const principal = deletedItems(tenant).find(
      (other) => other.kind === "servicePrincipal" && other.item.entity.appId === row.item.entity.appId,
    );
    if (principal) restore(tenant, principal.id);
  }
  directory.deleted.delete(row.id);
  return row.item.entity;
}
