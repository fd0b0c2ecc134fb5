/** The token endpoint, of version 1 and 2: which grant is asked, by whom, and what is answered. */
import type { Tenant } from "../directory/directory.ts";
import type { ServicePrincipal } from "../directory/entity.ts";
import { notSimulated, TokenRejection } from "../errors.ts";
import { issueToken } from "./access-token.ts";
import { authorityOf, malformedTenant } from "./authority.ts";
import { clientNamed, ownProofMissing, parameter, presentedBy, provenBy } from "./client.ts";
import { byCode, byPassword, byRefreshToken } from "./person-grant.ts";
import { lifetime } from "./person-token.ts";
import type { TokenRequest, TokenSettings } from "./request.ts";
import { type Resource, resourceNamed } from "./resource.ts";

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
  const { proof, keyId } = await provenBy(tenant, client, presented, `${settings.loginUrl}/${named}`);
  if (proof === "0") throw ownProofMissing();
  const resource = ownResource(tenant, settings, request);
  assertAssigned(tenant, client.principal.entity, resource);
  const grant = { client: client.principal.entity, proof, keyId, resource };
  const token = await issueToken(tenant, settings.keys, settings.loginUrl, grant);
  return { token_type: "Bearer", ...lifetime(tenant, version, resource), access_token: token };
}

/** `POST /{tenant}/oauth2/token` and `…/oauth2/v2.0/token`. @throws TokenRejection with Entra's AADSTS code. */
export async function answerTokenRequest(tenant: Tenant, settings: TokenSettings, request: TokenRequest) {
  authorityOf(tenant, request.named);
  const grantType = parameter(request.form, "grant_type");
  const host = { tenant, ...settings };
  switch (grantType) {
    case "client_credentials":
      return clientCredentials(tenant, settings, request);
    case "authorization_code":
      return byCode(host, request);
    case "refresh_token":
      return byRefreshToken(host, request);
    case "password":
      return byPassword(host, request);
  }
  if (elsewhere.includes(grantType)) throw notSimulated(`the grant ${grantType}`);
  throw new TokenRejection(
    70003,
    "unsupported_grant_type",
    `The app requested an unsupported grant type '${grantType}'.`,
  );
}
