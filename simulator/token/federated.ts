/**
 * Federated assertions: a token of another issuer as the client's proof, matched with the application's federated identity
 * credentials (https://learn.microsoft.com/entra/workload-id/workload-identity-federation).
 */
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from "jose";
import { applicationByAppId, type Tenant } from "../directory/directory.ts";
import type { FederatedCredential } from "../directory/entity.ts";
import { notSimulated, TokenRejection } from "../errors.ts";

const checkIt =
  "Please check your federated identity credential Subject, Audience and Issuer against the presented assertion. https://learn.microsoft.com/entra/workload-id/workload-identity-federation";

function mismatch(number: number, what: string, value: string, why = checkIt): TokenRejection {
  const message = `No matching federated identity record found for presented assertion ${what} '${value}'. ${why}`;
  return new TokenRejection(number, "invalid_client", message);
}

function audiences({ aud }: JWTPayload): readonly string[] {
  return typeof aud === "string" ? [aud] : (aud ?? []);
}

/** Refuses an assertion that no credential of the application names: by issuer, subject, then audience, letter for letter. */
function assertMatch(rows: readonly FederatedCredential[], claims: JWTPayload): void {
  const { iss = "", sub = "" } = claims;
  const ofIssuer = rows.filter(({ issuer }) => issuer === iss);
  if (ofIssuer.length === 0) throw mismatch(700211, "issuer", iss);
  const ofSubject = ofIssuer.filter(({ subject }) => subject === sub);
  if (ofSubject.length === 0) {
    if (!ofIssuer.some(({ subject }) => subject.toLowerCase() === sub.toLowerCase()))
      throw mismatch(700213, "subject", sub);
    const why =
      "The subject matches with case-insensitive comparison, but not with case-sensitive comparison. Check your federated identity credential Subject, Audience and Issuer against the presented assertion.";
    throw mismatch(7002138, "subject", sub, why);
  }
  const presented = audiences(claims);
  if (!ofSubject.some((row) => row.audiences.some((audience) => presented.includes(audience))))
    throw mismatch(700212, "audience", presented.join(","));
}

const thisMachine = ["127.0.0.1", "localhost", "[::1]"];

/** The keys that an issuer publishes. The simulated tenant reaches no other machine: such an issuer is not simulated. */
async function issuerKeys(issuer: string) {
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined;
  if (!url || !thisMachine.includes(url.hostname))
    throw notSimulated(`the keys of the issuer ${issuer}: it reaches issuers on this machine only`);
  const document = await fetch(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`)
    .then((response) => response.json() as Promise<{ jwks_uri?: unknown }>)
    .catch(() => ({ jwks_uri: undefined }));
  const keys = typeof document.jwks_uri === "string" ? document.jwks_uri : "";
  if (!URL.canParse(keys) || !thisMachine.includes(new URL(keys).hostname))
    throw notSimulated(`the issuer ${issuer}, which answers no OpenID configuration with keys on this machine`);
  return createRemoteJWKSet(new URL(keys));
}

/** True if the assertion is another issuer's: a client's own names the client as its issuer. */
export function isFederated(claims: JWTPayload, clientId: string): boolean {
  return claims.iss !== clientId && typeof claims.iss === "string" && /^https?:\/\//.test(claims.iss);
}

/** Throws the AADSTS refusal of a federated assertion that is not this application's or not its issuer's. */
export async function assertFederated(tenant: Tenant, clientId: string, assertion: string, claims: JWTPayload) {
  const application = applicationByAppId(tenant.directory, clientId)?.entity;
  const rows = [...tenant.directory.federatedCredentials.values()].filter(
    ({ applicationId }) => applicationId === application?.id,
  );
  if (rows.length === 0) {
    const message = `The client '${clientId}'(${application?.displayName}) has no configured federated identity credentials.`;
    throw new TokenRejection(70025, "invalid_client", message);
  }
  assertMatch(rows, claims);
  const options = { currentDate: tenant.clock(), clockTolerance: 300, requiredClaims: ["exp"] };
  await jwtVerify(assertion, await issuerKeys(String(claims.iss)), options).catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ERR_JWT_EXPIRED" || code === "ERR_JWT_CLAIM_VALIDATION_FAILED") {
      throw new TokenRejection(700024, "invalid_client", "Client assertion is not within its valid time range.");
    }
    throw new TokenRejection(700027, "invalid_client", "Client assertion failed signature validation.");
  });
}
