/** An administrator's consent for everybody: `/adminconsent`, and what any accepted consent writes into the directory. */
import { assignAppRole, extendGrant } from "../directory/consent.ts";
import { principalByAppId, type Tenant } from "../directory/directory.ts";
import { offeredBy, principalName } from "../directory/principal.ts";
import type { Client } from "./client.ts";
import type { ShownPermission } from "./page.ts";
import { type MissingConsent, registeredConsent } from "./scope.ts";

/** An application permission that a registration asks. */
interface AskedRole {
  readonly resourceId: string;
  readonly resourceAppId: string;
  readonly roleId: string;
  readonly name: string;
}

/** The application permissions that the registration asks, of APIs that the tenant has. */
function registeredRoles(tenant: Tenant, { application }: Client): AskedRole[] {
  return application.entity.requiredResourceAccess.flatMap(({ resourceAppId, resourceAccess }) => {
    const resourceId = principalByAppId(tenant.directory, resourceAppId)?.entity.id;
    const { appRoles } = offeredBy(tenant, resourceAppId);
    return resourceAccess.flatMap(({ id, type }) => {
      const name = appRoles.find((role) => role.id === id)?.value;
      return type === "Role" && name && resourceId ? [{ resourceId, resourceAppId, roleId: id, name }] : [];
    });
  });
}

/** Scopes as a consent page shows them. */
export function shownScopes(tenant: Tenant, rows: readonly MissingConsent[]): ShownPermission[] {
  return rows.flatMap(({ resource, names }) =>
    names.map((name) => ({ api: principalName(tenant, resource.principal.appId), name, application: false })),
  );
}

/** Everything that an application's registration asks. */
export function registeredPermissions(tenant: Tenant, client: Client): ShownPermission[] {
  const roles = registeredRoles(tenant, client);
  return [
    ...shownScopes(tenant, registeredConsent(tenant, client)),
    ...roles.map(({ resourceAppId, name }) => ({ api: principalName(tenant, resourceAppId), name, application: true })),
  ];
}

/** Writes consent to scopes: for one person, or with `null` for everybody. */
export function consentTo(
  tenant: Tenant,
  client: Client,
  rows: readonly MissingConsent[],
  userId: string | null,
): void {
  const clientId = client.principal.entity.id;
  for (const { resource, names } of rows)
    extendGrant(tenant, { clientId, principalId: userId, resourceId: resource.principal.id, names });
}

/** Writes consent to the whole registration: scopes for everybody, and application permissions. */
export function consentToRegistration(tenant: Tenant, client: Client): void {
  consentTo(tenant, client, registeredConsent(tenant, client), null);
  const principalId = client.principal.entity.id;
  const rows = [...tenant.directory.appRoleAssignments.values()];
  for (const { resourceId, roleId } of registeredRoles(tenant, client)) {
    const held = (row: (typeof rows)[number]) =>
      row.principalId === principalId && row.resourceId === resourceId && row.appRoleId === roleId;
    if (!rows.some(held)) assignAppRole(tenant, resourceId, { appRoleId: roleId, principalId, resourceId });
  }
}
