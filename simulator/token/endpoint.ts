/** The token endpoint: client credentials, by secret or certificate, for every application of the tenant. */

import { applicationByAppId, principalByAppId, type Tenant } from "../directory/directory.ts";
import type { Application, Owned, ServicePrincipal } from "../directory/entity.ts";
import { matchesSecret } from "../directory/secret.ts";
import { TokenRejection } from "../errors.ts";
import { issueToken, type SigningKeys, tokenLifetime } from "./access-token.ts";
import { assertAssertion, certificatesOf } from "./assertion.ts";

/** Where a scope leads: the resource's principal and the audience its tokens carry. */
export interface Resource {
  readonly resourceId: string;
  readonly audience: string;
}

/** What the endpoint must know beside the tenant. */
export interface TokenSettings {
  readonly keys: SigningKeys;
  /** `<login>/<tenant>`: what stands before `/oauth2/v2.0/token`. */
  readonly authority: string;
  /** Addresses of this simulation and the API they stand for (application id), e.g. Graph's. */
  readonly addresses: ReadonlyMap<string, string>;
}

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

function parameter(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (value) return value;
  throw new TokenRejection(
    900144,
    "invalid_request",
    `The request body must contain the following parameter: '${name}'.`,
  );
}

/** The application and its principal, or why there is none to speak for. */
function client(tenant: Tenant, clientId: string) {
  const application = applicationByAppId(tenant.directory, clientId);
  if (!application) {
    const message = `Application with identifier '${clientId}' was not found in the directory '${tenant.domain}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`;
    throw new TokenRejection(700016, "unauthorized_client", message);
  }
  const principal = principalByAppId(tenant.directory, clientId);
  if (!principal) {
    const message = `The client application ${clientId} is missing service principal in the tenant ${tenant.id}.`;
    throw new TokenRejection(7000229, "unauthorized_client", message);
  }
  if (!principal.entity.accountEnabled) {
    const message = `Application '${clientId}'(${application.entity.displayName}) is disabled.`;
    throw new TokenRejection(7000112, "unauthorized_client", message);
  }
  return { application, principal };
}

/** Throws unless `secret` is the value of a client secret that is alive. */
function assertSecret(tenant: Tenant, application: Owned<Application>, secret: string): void {
  const { entity, keyring } = application;
  const credential = entity.passwordCredentials.find(({ keyId }) =>
    matchesSecret(keyring.secrets[keyId] ?? ":", secret),
  );
  const now = tenant.clock().getTime();
  if (!credential || Date.parse(credential.startDateTime) > now) {
    const message = `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${entity.appId}'.`;
    throw new TokenRejection(7000215, "invalid_client", message);
  }
  if (Date.parse(credential.endDateTime) <= now) {
    const message = `The provided client secret keys for app '${entity.appId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.`;
    throw new TokenRejection(7000222, "invalid_client", message);
  }
}

async function assertProof(
  tenant: Tenant,
  settings: TokenSettings,
  form: URLSearchParams,
  application: Owned<Application>,
  principal: Owned<ServicePrincipal>,
): Promise<void> {
  const secret = form.get("client_secret");
  const assertion = form.get("client_assertion");
  if (secret) return assertSecret(tenant, application, secret);
  if (!assertion || form.get("client_assertion_type") !== assertionType) {
    const message = "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.";
    throw new TokenRejection(7000218, "invalid_client", message);
  }
  const registered = [
    ...certificatesOf(application.entity.keyCredentials, application.keyring),
    ...certificatesOf(principal.entity.keyCredentials, principal.keyring),
  ];
  await assertAssertion(tenant, application.entity.appId, assertion, registered, settings.authority);
}

function trimmed(uri: string): string {
  return uri.replace(/\/+$/, "");
}

/** The resource behind `<uri>/.default`: an address of this simulation, one of Microsoft's APIs, or an application. */
function resourceOf(tenant: Tenant, settings: TokenSettings, scope: string): Resource {
  if (/\s/.test(scope.trim())) {
    const message =
      "Provided value for the input parameter scope is not valid because it contains more than one resource.";
    throw new TokenRejection(28000, "invalid_scope", message);
  }
  if (!scope.endsWith("/.default")) {
    const message = `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`;
    throw new TokenRejection(1002012, "invalid_scope", message);
  }
  const audience = trimmed(scope.slice(0, -"/.default".length));
  const appId = settings.addresses.get(audience);
  for (const { entity } of tenant.directory.servicePrincipals.values()) {
    const uris = tenant.catalog.apis.get(entity.appId)?.resourceUri;
    const own = applicationByAppId(tenant.directory, entity.appId)?.entity.identifierUris ?? [];
    const names = [entity.appId, `api://${entity.appId}`, ...(uris ? [uris] : []), ...own].map(trimmed);
    if (entity.appId === appId || names.includes(audience)) return { resourceId: entity.id, audience };
  }
  const message = `The resource principal named ${audience} was not found in the tenant named ${tenant.domain}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`;
  throw new TokenRejection(500011, "invalid_resource", message);
}

/** Refuses a client without a role where the resource admits assigned clients only. */
function assertAssigned(tenant: Tenant, principal: ServicePrincipal, { resourceId }: Resource): void {
  const resource = tenant.directory.servicePrincipals.get(resourceId)?.entity;
  const rows = [...tenant.directory.appRoleAssignments.values()];
  const assigned = rows.some((row) => row.principalId === principal.id && row.resourceId === resourceId);
  if (resource?.appRoleAssignmentRequired && !assigned) {
    const message = `Application '${principal.appId}' is not assigned to a role for the application '${resource.appId}'.`;
    throw new TokenRejection(501051, "invalid_client", message);
  }
}

/** `POST /{tenant}/oauth2/v2.0/token`. @throws TokenRefusal with Entra's AADSTS code. */
export async function answerTokenRequest(
  tenant: Tenant,
  settings: TokenSettings,
  named: string,
  form: URLSearchParams,
) {
  if (named !== tenant.id && named !== tenant.domain) {
    const message = `Tenant '${named}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`;
    throw new TokenRejection(90002, "invalid_request", message);
  }
  const grantType = parameter(form, "grant_type");
  if (grantType !== "client_credentials") {
    throw new TokenRejection(
      70003,
      "unsupported_grant_type",
      `The app requested an unsupported grant type '${grantType}'.`,
    );
  }
  const { application, principal } = client(tenant, parameter(form, "client_id"));
  await assertProof(tenant, settings, form, application, principal);
  const resource = resourceOf(tenant, settings, parameter(form, "scope"));
  assertAssigned(tenant, principal.entity, resource);
  const { appId, id: principalId } = principal.entity;
  const access_token = await issueToken(tenant, settings.keys, { appId, principalId, ...resource });
  return { token_type: "Bearer", expires_in: tokenLifetime, ext_expires_in: tokenLifetime, access_token };
}
