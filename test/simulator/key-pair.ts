/** A key of a test's own with its self-signed certificate, as a vendor makes one. */

import { createHash, webcrypto } from "node:crypto";
import { SignJWT } from "jose";

/** A certificate, and how its holder names it. */
export interface KeyPair {
  readonly privateKey: webcrypto.CryptoKey;
  /** PKCS#8 in PEM, as Microsoft's libraries take a key. */
  readonly privatePem: string;
  readonly der: Buffer;
  /** Thumbprint of the certificate in bytes. */
  hash(algorithm: "sha1" | "sha256"): Buffer;
}

const algorithm = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};

/** Valid from 2025-01-01 to 2029-01-01. */
export async function newKeyPair(name: string): Promise<KeyPair> {
  await import("reflect-metadata");
  const x509 = await import("@peculiar/x509");
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: `CN=${name}`,
      notBefore: new Date("2025-01-01T00:00:00Z"),
      notAfter: new Date("2029-01-01T00:00:00Z"),
      signingAlgorithm: algorithm,
      keys,
    },
    webcrypto,
  );
  const der = Buffer.from(certificate.rawData);
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey)).toString("base64");
  return {
    privateKey: keys.privateKey,
    privatePem: `-----BEGIN PRIVATE KEY-----\n${pkcs8.match(/.{1,64}/g)?.join("\n")}\n-----END PRIVATE KEY-----\n`,
    der,
    hash: (algorithm) => createHash(algorithm).update(der).digest(),
  };
}

/** A certificate in PEM that an authority signed, valid from 2025-01-01 to 2029-01-01; nobody keeps its key. */
export async function issuedByAnAuthority(): Promise<string> {
  await import("reflect-metadata");
  const x509 = await import("@peculiar/x509");
  const keys = () => webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const [authority, holder] = await Promise.all([keys(), keys()]);
  const certificate = await x509.X509CertificateGenerator.create(
    {
      subject: "CN=product",
      issuer: "CN=Contoso Issuing CA",
      notBefore: new Date("2025-01-01T00:00:00Z"),
      notAfter: new Date("2029-01-01T00:00:00Z"),
      signingAlgorithm: algorithm,
      publicKey: holder.publicKey,
      signingKey: authority.privateKey,
    },
    webcrypto,
  );
  return certificate.toString("pem");
}

/** The key credential that registers a certificate of `newKeyPair`. */
export function keyCredential({ der }: KeyPair) {
  return {
    displayName: "key",
    type: "AsymmetricX509Cert",
    usage: "Verify",
    key: der.toString("base64"),
    startDateTime: "2025-01-01T00:00:00Z",
    endDateTime: "2029-01-01T00:00:00Z",
  };
}

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** ServiceNow's JWT provider: `iss` and `sub` are the client id, `x5t` the thumbprint's bytes, `aud` as its page prints it. */
export async function signedBy({ privateKey, hash }: KeyPair, clientId: string, audience: string) {
  const proof = await new SignJWT({ aud: audience, iss: clientId, sub: clientId, jti: "1" })
    .setProtectedHeader({ alg: "RS256", typ: "JWT", x5t: hash("sha1").toString("base64url") })
    .setExpirationTime(new Date("2026-01-01T00:10:00Z"))
    .sign(privateKey);
  return { client_id: clientId, client_assertion: proof, client_assertion_type: assertionType };
}
