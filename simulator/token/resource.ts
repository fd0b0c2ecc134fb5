/** The API that a scope or a `resource` names: an address of this simulation, one of Microsoft's hosts, or an application. */
import { apiIds } from "../../catalog/api-ids.ts";
import { applicationByAppId, principalByAppId, type Tenant } from "../directory/directory.ts";
import type { ServicePrincipal } from "../directory/entity.ts";
import { TokenRejection } from "../errors.ts";

/** An API as a token request names it. */
export interface Resource {
  readonly principal: ServicePrincipal;
  /** What tokens for it carry as `aud`: the name it was asked by, as Entra echoes it. */
  readonly audience: string;
}

const { exchange, graph, resourceManager, sharePoint } = apiIds;

/** Names of Microsoft's APIs beside the one that the catalog gives (servicePrincipalNames in every tenant). */
function microsoftNames(tenant: Tenant): ReadonlyMap<string, string> {
  const own = tenant.domain.split(".")[0] ?? "";
  return new Map([
    ["https://outlook.office.com", exchange],
    ["https://outlook.office365.com", exchange],
    ["https://ps.outlook.com", exchange],
    // SharePoint has the tenant's own hosts and no other.
    [`https://${own}.sharepoint.com`, sharePoint],
    [`https://${own}-admin.sharepoint.com`, sharePoint],
    [`https://${own}-my.sharepoint.com`, sharePoint],
    ["https://management.core.windows.net", resourceManager],
  ]);
}

function trimmed(uri: string): string {
  return uri.replace(/\/+$/, "");
}

/** The application id behind a name; undefined if nothing in the tenant has it. */
function appIdOf(tenant: Tenant, addresses: ReadonlyMap<string, string>, name: string): string | undefined {
  const known = addresses.get(name) ?? microsoftNames(tenant).get(name.toLowerCase());
  if (known) return known;
  const bare = name.replace(/^api:\/\//, "").toLowerCase();
  if (/^[0-9a-f-]{36}$/.test(bare)) return bare;
  for (const { appId, resourceUri } of tenant.catalog.apis.values())
    if (appId !== sharePoint && resourceUri.toLowerCase() === name.toLowerCase()) return appId;
  for (const { entity } of tenant.directory.applications.values())
    if (entity.identifierUris.some((uri) => trimmed(uri) === name)) return entity.appId;
  return undefined;
}

/**
 * The API behind a name.
 * @param addresses addresses of this simulation and the API they stand for
 * @param forPerson true where somebody signs in: Entra then says which of its services the organization lacks
 * @throws TokenRejection 500011 or 650052 where the tenant has no principal of that name, 500014 where it is switched off
 */
export function resourceNamed(
  tenant: Tenant,
  addresses: ReadonlyMap<string, string>,
  asked: string,
  forPerson = false,
): Resource {
  const audience = trimmed(asked);
  const appId = appIdOf(tenant, addresses, audience);
  const api = tenant.catalog.apis.get(appId ?? "");
  const principal = appId === undefined ? undefined : principalByAppId(tenant.directory, appId)?.entity;
  if (!principal && forPerson && api) {
    const message = `The app is trying to access a service '${api.appId}'(${api.displayName}) that your organization '${tenant.domain}' lacks a service principal for. Contact your IT Admin to review the configuration of your service subscriptions or consent to the application in order to create the required service principal.`;
    throw new TokenRejection(650052, "invalid_client", message);
  }
  if (!principal) {
    const message = `The resource principal named ${audience} was not found in the tenant named ${tenant.domain}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`;
    throw new TokenRejection(500011, "invalid_resource", message);
  }
  if (!principal.accountEnabled) {
    const message = `The service principal for resource '${audience}' is disabled. This indicate that a subscription within the tenant has lapsed, or that the administrator for this tenant has disabled the application, preventing tokens from being issued for it.`;
    throw new TokenRejection(500014, "invalid_resource", message);
  }
  return { principal, audience };
}

/** Microsoft Graph, which a scope without a name before it means. @throws as resourceNamed */
export function graphResource(tenant: Tenant): Resource {
  return resourceNamed(tenant, new Map([["https://graph.microsoft.com", graph]]), "https://graph.microsoft.com");
}

/** The version of access tokens that an API takes: what its application says, 1 for Microsoft's own. */
export function tokenVersion(tenant: Tenant, { principal }: Resource): 1 | 2 {
  const own = applicationByAppId(tenant.directory, principal.appId)?.entity;
  return own?.api.requestedAccessTokenVersion === 2 ? 2 : 1;
}
