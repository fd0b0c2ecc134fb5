/** The token endpoint, of version 1 and 2: which grant is asked, by whom, and what is answered. */
import type { Tenant } from "../directory/directory.ts";
import type { ServicePrincipal } from "../directory/entity.ts";
import { notSimulated, TokenRejection } from "../errors.ts";
import { issueToken, tokenLifetime } from "./access-token.ts";
import { authorityOf, malformedTenant } from "./authority.ts";
import { clientNamed, parameter, presentedBy, proofMissing, provenBy } from "./client.ts";
import { type Resource, resourceNamed } from "./resource.ts";
import type { SigningKeys } from "./signing.ts";

/** What the endpoint must know beside the tenant. */
export interface TokenSettings {
  readonly keys: SigningKeys;
  /** What stands before `/<tenant>/oauth2/v2.0/token`. */
  readonly loginUrl: string;
  /** Addresses of this simulation and the API they stand for (application id), e.g. Graph's. */
  readonly addresses: ReadonlyMap<string, string>;
}

/** A request at a token endpoint. */
export interface TokenRequest {
  /** The endpoint's version: 1 asks by `resource`, 2 by `scope`. */
  readonly version: 1 | 2;
  /** The tenant as the path names it. */
  readonly named: string;
  readonly form: URLSearchParams;
  /** The header `Authorization`. */
  readonly authorization: string | undefined;
}

/** Grants that Entra serves and this simulation does not. */
const elsewhere: readonly string[] = [
  "urn:ietf:params:oauth:grant-type:device_code",
  "urn:ietf:params:oauth:grant-type:jwt-bearer",
  "urn:ietf:params:oauth:grant-type:saml2-bearer",
  "urn:ietf:params:oauth:grant-type:saml1_1-bearer",
];

/** The API of a client that acts for itself: everything it was granted there, `<api>/.default`. */
function ownResource(tenant: Tenant, settings: TokenSettings, { version, form }: TokenRequest): Resource {
  if (version === 1) return resourceNamed(tenant, settings.addresses, parameter(form, "resource"));
  const scope = parameter(form, "scope");
  if (/\/\.default\s+\S+\/\.default$/.test(scope.trim())) {
    const message = `Provided value for the input parameter scope is not valid because it contains more than one resource. Scope ${scope} is not valid.`;
    throw new TokenRejection(28000, "invalid_scope", message);
  }
  if (/\s/.test(scope.trim()) || !scope.trim().endsWith("/.default")) {
    const message = `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`;
    throw new TokenRejection(1002012, "invalid_scope", message);
  }
  return resourceNamed(tenant, settings.addresses, scope.trim().slice(0, -"/.default".length));
}

/** Refuses a client without a role where the resource admits assigned clients only. */
function assertAssigned(tenant: Tenant, client: ServicePrincipal, { principal }: Resource): void {
  const rows = [...tenant.directory.appRoleAssignments.values()];
  const assigned = rows.some((row) => row.principalId === client.id && row.resourceId === principal.id);
  if (principal.appRoleAssignmentRequired && !assigned) {
    const message = `Application '${client.appId}' is not assigned to a role for the application '${principal.appId}'.`;
    throw new TokenRejection(501051, "invalid_client", message);
  }
}

/** What a token response says of an access token: numbers in version 2, texts in version 1. */
export function tokenResponse(tenant: Tenant, version: 1 | 2, audience: string, access_token: string) {
  if (version === 2)
    return { token_type: "Bearer", expires_in: tokenLifetime, ext_expires_in: tokenLifetime, access_token };
  const now = Math.floor(tenant.clock().getTime() / 1000);
  return {
    token_type: "Bearer",
    expires_in: String(tokenLifetime),
    ext_expires_in: String(tokenLifetime),
    expires_on: String(now + tokenLifetime),
    not_before: String(now),
    resource: audience,
    access_token,
  };
}

async function clientCredentials(tenant: Tenant, settings: TokenSettings, request: TokenRequest) {
  const { named, form, authorization, version } = request;
  if (authorityOf(tenant, named) !== "tenant") {
    // An application has no home of its own: it must say whose directory it means.
    if ((form.get("scope") ?? form.get("resource") ?? "").startsWith("api://")) throw malformedTenant(named);
    const message =
      "No tenant-identifying information found in either the request or implied by any provided credentials.";
    throw new TokenRejection(50059, "invalid_request", message);
  }
  const presented = presentedBy(form, authorization);
  const client = clientNamed(tenant, presented.clientId);
  const proof = await provenBy(tenant, client, presented, `${settings.loginUrl}/${named}`);
  if (proof === "0") throw proofMissing();
  const resource = ownResource(tenant, settings, request);
  assertAssigned(tenant, client.principal.entity, resource);
  const grant = { client: client.principal.entity, proof, resource };
  const token = await issueToken(tenant, settings.keys, settings.loginUrl, grant);
  return tokenResponse(tenant, version, resource.audience, token);
}

/** `POST /{tenant}/oauth2/token` and `…/oauth2/v2.0/token`. @throws TokenRejection with Entra's AADSTS code. */
export async function answerTokenRequest(tenant: Tenant, settings: TokenSettings, request: TokenRequest) {
  authorityOf(tenant, request.named);
  const grantType = parameter(request.form, "grant_type");
  if (grantType === "client_credentials") return clientCredentials(tenant, settings, request);
  if (elsewhere.includes(grantType)) throw notSimulated(`the grant ${grantType}`);
  throw new TokenRejection(
    70003,
    "unsupported_grant_type",
    `The app requested an unsupported grant type '${grantType}'.`,
  );
}
