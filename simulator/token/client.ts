/** The application that asks for a token, and how it proves that it is the one. */
import { applicationByAppId, principalByAppId, type Tenant } from "../directory/directory.ts";
import type { Application, Owned, ServicePrincipal } from "../directory/entity.ts";
import { matchesSecret } from "../directory/secret.ts";
import { TokenRejection } from "../errors.ts";
import type { Proven } from "./access-token.ts";
import { assertAssertion, certificatesOf, decoded } from "./assertion.ts";
import { assertFederated, isFederated } from "./federated.ts";

/** An application with its principal in this tenant. */
export interface Client {
  readonly application: Owned<Application>;
  readonly principal: Owned<ServicePrincipal>;
}

/** What a client says of itself: in the form, or by HTTP Basic (RFC 6749 section 2.3.1). */
export interface Presented {
  readonly clientId: string;
  readonly secret: string | undefined;
  readonly assertion: string | undefined;
}

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** The value of a parameter that must be there. @throws TokenRejection 900144 */
export function parameter(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (value) return value;
  throw new TokenRejection(
    900144,
    "invalid_request",
    `The request body must contain the following parameter: '${name}'.`,
  );
}

/** A form-encoded word: RFC 6749 section 2.3.1 encodes both halves so before they are joined. */
function formDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}

/** The two halves of an HTTP Basic header; undefined where there is no such header. */
function basicOf(authorization: string | undefined): { id: string; secret: string } | undefined {
  const encoded = /^Basic +(\S+) *$/i.exec(authorization ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  const id = formDecoded(text.slice(0, colon));
  const secret = formDecoded(text.slice(colon + 1));
  if (colon < 1 || id === undefined || secret === undefined)
    throw new TokenRejection(90013, "invalid_request", "Invalid input received from the user.");
  return { id, secret };
}

/** What the client presents. A client that names itself twice must name itself alike. */
export function presentedBy(form: URLSearchParams, authorization: string | undefined): Presented {
  const basic = basicOf(authorization);
  const named = form.get("client_id");
  if (basic && named && basic.id !== named)
    throw new TokenRejection(90013, "invalid_request", "Invalid input received from the user.");
  const clientId = basic?.id ?? parameter(form, "client_id");
  const asserted = form.get("client_assertion_type") === assertionType ? form.get("client_assertion") : undefined;
  return {
    clientId,
    secret: form.get("client_secret") || basic?.secret || undefined,
    assertion: asserted || undefined,
  };
}

/** The application and its principal. @throws TokenRejection 700016, 7000229, 7000112: none, none here, switched off */
export function clientNamed(tenant: Tenant, clientId: string): Client {
  const application = applicationByAppId(tenant.directory, clientId.toLowerCase());
  if (!application) {
    const message = `Application with identifier '${clientId}' was not found in the directory '${tenant.domain}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`;
    throw new TokenRejection(700016, "unauthorized_client", message);
  }
  const principal = principalByAppId(tenant.directory, application.entity.appId);
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

/** The key id of the client secret of this value. @throws TokenRejection unless it is alive */
function secretNamed(tenant: Tenant, application: Owned<Application>, secret: string): string {
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
  return credential.keyId;
}

/** Checks the client's proof. @param authority `<login>/<tenant>` @returns how it proved itself; `proof: "0"` without any */
export async function provenBy(
  tenant: Tenant,
  { application, principal }: Client,
  { secret, assertion }: Presented,
  authority: string,
): Promise<Proven> {
  if (secret !== undefined) return { proof: "1", keyId: secretNamed(tenant, application, secret) };
  if (assertion === undefined) return { proof: "0" };
  const { appId } = application.entity;
  const claims = decoded(assertion);
  if (isFederated(claims, appId)) {
    await assertFederated(tenant, appId, assertion, claims);
    return { proof: "2" };
  }
  const registered = [
    ...certificatesOf(application.entity.keyCredentials, application.keyring),
    ...certificatesOf(principal.entity.keyCredentials, principal.keyring),
  ];
  const { keyId } = await assertAssertion(tenant, appId, assertion, registered, authority);
  return { proof: "2", keyId };
}

/** The refusal of a client that asks for itself and does not prove itself (MicrosoftDocs/azure-docs 30777). */
export function ownProofMissing(): TokenRejection {
  const message =
    "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.";
  return new TokenRejection(7000216, "invalid_client", message);
}

/** The refusal of a client that redeems what a person gave, must prove itself and does not. */
export function proofMissing(): TokenRejection {
  const message = "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.";
  return new TokenRejection(7000218, "invalid_client", message);
}

/** The refusal of a proof from a client that is public: anybody could hold its secret. */
export function proofOfPublic(): TokenRejection {
  const message = "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.";
  return new TokenRejection(700025, "invalid_client", message);
}
