/** An application of the sandbox with everything that a vendor's integration has: principal, secret, redirect URIs, consent. */
import type { Sandbox } from "./sandbox.ts";

export const graphAppId = "00000003-0000-0000-c000-000000000000";

/** What was registered. */
export interface Registered {
  readonly id: string;
  readonly appId: string;
  readonly principalId: string;
  readonly secret: string;
}

interface Wish {
  readonly body?: object;
  /** Delegated scopes consented to for everybody, and application permissions, by API. */
  readonly scopes?: Readonly<Record<string, readonly string[]>>;
  readonly roles?: Readonly<Record<string, readonly string[]>>;
}

/** The object id of an API's principal. */
export function principalOf({ tenant }: Sandbox, appId: string): string {
  const found = [...tenant.directory.servicePrincipals.values()].find(({ entity }) => entity.appId === appId);
  if (!found) throw new Error(`no principal of ${appId}`);
  return found.entity.id;
}

/** The ids of permissions of an API, as a registration names them. */
export function access({ tenant }: Sandbox, appId: string, scopes: readonly string[], roles: readonly string[] = []) {
  const api = tenant.catalog.apis.get(appId);
  const row = (list: readonly { id: string; value: string | null }[], type: string) => (name: string) => {
    const found = list.find(({ value }) => value === name);
    if (!found) throw new Error(`no ${type} ${name}`);
    return { id: found.id, type };
  };
  const resourceAccess = [
    ...scopes.map(row(api?.scopes ?? [], "Scope")),
    ...roles.map(row(api?.appRoles ?? [], "Role")),
  ];
  return { resourceAppId: appId, resourceAccess };
}

/** Registers an application as the deployer, and consents to what is wished. */
export async function register(tenant: Sandbox, displayName: string, wish: Wish = {}): Promise<Registered> {
  const { body: application } = await tenant.graph("POST", "/v1.0/applications", { displayName, ...wish.body });
  const { body: principal } = await tenant.graph("POST", "/v1.0/servicePrincipals", { appId: application.appId });
  const { body: password } = await tenant.graph("POST", `/v1.0/applications/${application.id}/addPassword`, {});
  for (const [appId, names] of Object.entries(wish.scopes ?? {})) {
    const grant = { clientId: principal.id, consentType: "AllPrincipals", resourceId: principalOf(tenant, appId) };
    await tenant.graph("POST", "/v1.0/oauth2PermissionGrants", { ...grant, scope: names.join(" ") });
  }
  for (const [appId, names] of Object.entries(wish.roles ?? {})) {
    const resourceId = principalOf(tenant, appId);
    for (const { id: appRoleId } of access(tenant, appId, [], names).resourceAccess)
      await tenant.graph("POST", `/v1.0/servicePrincipals/${resourceId}/appRoleAssignedTo`, {
        ...{ appRoleId, resourceId, principalId: principal.id },
      });
  }
  return { id: application.id, appId: application.appId, principalId: principal.id, secret: password.secretText };
}
