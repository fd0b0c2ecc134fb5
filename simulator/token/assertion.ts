/** Client assertions: a token request proved with a certificate instead of a secret (RFC 7523). */
import { X509Certificate } from "node:crypto";
import { decodeJwt, decodeProtectedHeader, type JWTPayload, jwtVerify } from "jose";
import type { Tenant } from "../directory/directory.ts";
import type { KeyCredential, Keyring } from "../directory/entity.ts";
import { TokenRejection } from "../errors.ts";

/** A certificate an application may prove itself with. */
export interface RegisteredCertificate {
  readonly credential: KeyCredential;
  readonly certificate: X509Certificate;
}

/** The certificates of an application or principal. */
export function certificatesOf(keys: readonly KeyCredential[], keyring: Keyring): RegisteredCertificate[] {
  return keys.flatMap((credential) => {
    const der = keyring.certificates[credential.keyId];
    return der ? [{ credential, certificate: new X509Certificate(Buffer.from(der, "base64")) }] : [];
  });
}

function hex(fingerprint: string): string {
  return fingerprint.replaceAll(":", "");
}

/**
 * The thumbprint a header names, in hex. `x5t` and `x5t#S256` are base64url of the certificate's hash and nothing else: the
 * portal's hex read so is another thumbprint. `kid` may be hex too, as MSAL for .NET writes it.
 * @throws TokenRejection 50027 where the header names none
 */
function namedThumbprint(header: Record<string, unknown>): string {
  for (const name of ["x5t#S256", "x5t", "kid"]) {
    const value = header[name];
    if (typeof value !== "string" || value === "") continue;
    return name === "kid" && /^[0-9a-fA-F]{40}$/.test(value)
      ? value.toUpperCase()
      : Buffer.from(value, "base64url").toString("hex").toUpperCase();
  }
  const message = "Invalid JWT token. No certificate thumbprint specified in token header.";
  throw new TokenRejection(50027, "invalid_client", message);
}

function invalid(message: string): TokenRejection {
  return new TokenRejection(700027, "invalid_client", message);
}

function keyNotFound(clientId: string, thumbprint: string): TokenRejection {
  return invalid(
    `The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found., Thumbprint of key used by client: '${thumbprint}', for app Id '${clientId}'].`,
  );
}

/** The registered certificate that the assertion's header names; it must be within its credential's dates. */
function signer(
  now: Date,
  clientId: string,
  assertion: string,
  registered: readonly RegisteredCertificate[],
): RegisteredCertificate {
  const thumbprint = namedThumbprint(decodeProtectedHeader(assertion));
  const found = registered.find(
    ({ certificate }) => thumbprint === hex(certificate.fingerprint) || thumbprint === hex(certificate.fingerprint256),
  );
  if (!found) throw keyNotFound(clientId, thumbprint);
  const { startDateTime, endDateTime } = found.credential;
  const live = Date.parse(startDateTime) <= now.getTime() && now.getTime() < Date.parse(endDateTime);
  if (!live) {
    const message = "The provided certificate is not within its specified validity period.";
    throw new TokenRejection(1000502, "invalid_client", message);
  }
  return found;
}

/** What a client assertion claims, not yet believed. @throws TokenRejection 50027 where it is no token */
export function decoded(assertion: string): JWTPayload {
  try {
    decodeProtectedHeader(assertion);
    return decodeJwt(assertion);
  } catch {
    throw new TokenRejection(50027, "invalid_request", "JWT token is invalid or malformed.");
  }
}

/**
 * The audiences of an assertion: the v1 and the v2 token endpoint and the issuer, at this simulation's address and at
 * Entra's own, which vendors' pages print (ServiceNow, "Configure the JWT provider": v1, while its Token URL is v2).
 */
export function audiencesOf(id: string, authority: string): readonly string[] {
  return [authority, `https://login.microsoftonline.com/${id}`].flatMap((base) =>
    ["oauth2/token", "oauth2/v2.0/token", "v2.0"].map((path) => `${base}/${path}`),
  );
}

/** @returns the credential that signed it @throws TokenRejection the AADSTS refusal of a wrong assertion @param authority where this tenant's token endpoint is */
export async function assertAssertion(
  tenant: Tenant,
  clientId: string,
  assertion: string,
  registered: readonly RegisteredCertificate[],
  authority: string,
): Promise<KeyCredential> {
  const claims = decoded(assertion);
  const now = tenant.clock();
  if (claims.iss !== clientId || claims.sub !== clientId) {
    throw new TokenRejection(
      700021,
      "invalid_client",
      "Client assertion application identifier doesn't match 'client_id' parameter.",
    );
  }
  if (typeof claims.aud !== "string" || !audiencesOf(tenant.id, authority).includes(claims.aud)) {
    throw new TokenRejection(700023, "invalid_client", "Client assertion audience claim does not match Realm issuer.");
  }
  const { credential, certificate } = signer(now, clientId, assertion, registered);
  const options = { currentDate: now, clockTolerance: 300, algorithms: ["RS256", "PS256"], requiredClaims: ["exp"] };
  await jwtVerify(assertion, certificate.publicKey, options).catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ERR_JWT_EXPIRED" || code === "ERR_JWT_CLAIM_VALIDATION_FAILED") {
      throw new TokenRejection(700024, "invalid_client", "Client assertion is not within its valid time range.");
    }
    throw invalid("Client assertion failed signature validation.");
  });
  return credential;
}
