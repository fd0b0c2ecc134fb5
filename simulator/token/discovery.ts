/** What the sign-in service says of itself: OpenID configuration, keys, and which hosts are one cloud. */
import type { Tenant } from "../directory/directory.ts";
import type { Authority } from "./authority.ts";
import type { SigningKeys } from "./signing.ts";

/** Where the tenant's documents lead. */
export interface DiscoveryHost {
  readonly tenant: Tenant;
  readonly loginUrl: string;
  readonly graphUrl: string;
}

/** The tenant in an address: its id, where the path names it by domain; `common` and its like as they are. */
function shown(tenant: Tenant, authority: Authority): string {
  return authority === "tenant" ? tenant.id : authority;
}

/** `…/v2.0/.well-known/openid-configuration` or, of version 1, `…/.well-known/openid-configuration`. */
export function openIdConfiguration(
  { tenant, loginUrl, graphUrl }: DiscoveryHost,
  authority: Authority,
  version: 1 | 2,
) {
  const base = `${loginUrl}/${shown(tenant, authority)}`;
  const path = version === 2 ? "oauth2/v2.0" : "oauth2";
  // At `common` nobody knows the tenant yet: Entra leaves a place for it in the issuer.
  const home = authority === "tenant" ? tenant.id : "{tenantid}";
  return {
    token_endpoint: `${base}/${path}/token`,
    token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt", "client_secret_basic"],
    jwks_uri: `${base}/discovery/${version === 2 ? "v2.0/" : ""}keys`,
    response_modes_supported: ["query", "fragment", "form_post"],
    subject_types_supported: ["pairwise"],
    id_token_signing_alg_values_supported: ["RS256"],
    response_types_supported: ["code", "id_token", "code id_token", "id_token token"],
    scopes_supported: ["openid", "profile", "email", "offline_access"],
    issuer: version === 2 ? `${loginUrl}/${home}/v2.0` : `https://sts.windows.net/${home}/`,
    request_uri_parameter_supported: false,
    userinfo_endpoint: `${graphUrl}/oidc/userinfo`,
    authorization_endpoint: `${base}/${path}/authorize`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${base}/${path}/logout`,
    claims_supported: [
      ...["sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "at_hash", "c_hash"],
      ...["preferred_username", "name", "tid", "ver", "email"],
    ],
    tenant_region_scope: null,
    cloud_instance_name: new URL(loginUrl).host,
    cloud_graph_host_name: new URL(graphUrl).host,
    msgraph_host: new URL(graphUrl).host,
  };
}

/** `…/discovery/keys` and `…/discovery/v2.0/keys`. */
export function publishedKeys({ tenant, loginUrl }: DiscoveryHost, { jwk }: SigningKeys) {
  return { keys: [{ ...jwk, issuer: `${loginUrl}/${tenant.id}/v2.0` }] };
}

/** `/common/discovery/instance`: Microsoft's libraries ask it whether a host is one they may send credentials to. */
export function instanceDiscovery({ tenant, loginUrl }: DiscoveryHost) {
  const { host } = new URL(loginUrl);
  return {
    tenant_discovery_endpoint: `${loginUrl}/${tenant.id}/v2.0/.well-known/openid-configuration`,
    "api-version": "1.1",
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  };
}
