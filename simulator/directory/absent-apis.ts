/** Microsoft's APIs of which the tenant has no principal, as one without their licence. */
import type { Catalog } from "./catalog.ts";
import type { Directory } from "./directory.ts";
import { principalByAppId, removeWhere } from "./directory.ts";

/**
 * Takes the principals of these APIs out of a directory, and whatever was granted on them; every other API has the one of
 * the seed.
 */
export function setAbsentApis(
  directory: Directory,
  seed: Directory,
  { apis }: Catalog,
  absent: readonly string[],
): void {
  for (const { appId } of apis.values()) {
    const present = principalByAppId(directory, appId);
    if (!absent.includes(appId)) {
      const owned = principalByAppId(seed, appId);
      if (present === undefined && owned !== undefined) directory.servicePrincipals.set(owned.entity.id, owned);
    } else if (present !== undefined) {
      const { id } = present.entity;
      directory.servicePrincipals.delete(id);
      removeWhere(directory.appRoleAssignments, ({ resourceId }) => resourceId === id);
      removeWhere(directory.delegatedGrants, ({ resourceId }) => resourceId === id);
    }
  }
}

/**
 * The APIs of `SIMULATOR_ABSENT_APIS`: display names, joined by commas.
 * @returns application ids
 * @throws for a name that is none
 */
export function absentApisOf({ apis }: Pick<Catalog, "apis">, written: string | undefined): readonly string[] {
  const known = [...apis.values()];
  return (written ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean)
    .map((name) => {
      const api = known.find(({ displayName }) => displayName === name);
      if (api !== undefined) return api.appId;
      throw new Error(
        `SIMULATOR_ABSENT_APIS=${written}: ${name} is no API of the simulated tenant; it knows ${known.map(({ displayName }) => displayName).join(", ")}`,
      );
    });
}
