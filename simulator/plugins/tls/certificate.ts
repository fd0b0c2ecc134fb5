/** Issues a self-signed X.509 certificate over an RSA key, as the tls provider does: SHA-256, 128-bit serial number. */
import { createPrivateKey, createPublicKey, type KeyObject, randomBytes, webcrypto } from "node:crypto";
import { text } from "../kind.ts";
import type { Properties } from "../properties.ts";
import { extendedKeyUsages, keyUsages } from "./allowed-uses.ts";

/** What a certificate is to say. */
export interface CertificateRequest {
  readonly privateKeyPem: string;
  /** The provider's subject block. */
  readonly subject: Properties;
  readonly start: Date;
  readonly end: Date;
  readonly allowedUses: readonly string[];
}

/** The issued certificate; the serial number in decimal, which is the provider's id. */
export interface Certificate {
  readonly pem: string;
  readonly serialNumber: string;
}

/** Attributes of the subject in the order of the provider's encoding (Go: crypto/x509/pkix). */
const attributeNames = {
  country: "C",
  organization: "O",
  organizationalUnit: "OU",
  locality: "L",
  province: "ST",
  commonName: "CN",
};

const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };

/** Signs the certificate with its own key. */
export async function issueCertificate(request: CertificateRequest): Promise<Certificate> {
  // Loaded here and not above: most runs of the plugin issue nothing, and the library costs a tenth of a second.
  await import("reflect-metadata");
  const x509 = await import("@peculiar/x509");
  const serial = randomBytes(16);
  serial[0] = (serial[0] ?? 0) & 0x7f;
  const name = Object.entries(attributeNames).flatMap(([property, attribute]) => {
    const value = text(request.subject, property);
    return value === undefined ? [] : [{ [attribute]: [value] }];
  });
  const usages = request.allowedUses.reduce((flags, use) => flags | (keyUsages[use] ?? 0), 0);
  const extended = request.allowedUses.flatMap((use) => extendedKeyUsages[use] ?? []);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial.toString("hex"),
    name,
    notBefore: request.start,
    notAfter: request.end,
    signingAlgorithm: algorithm,
    keys: await keyPair(createPrivateKey(request.privateKeyPem)),
    extensions: [
      ...(usages > 0 ? [new x509.KeyUsagesExtension(usages, true)] : []),
      ...(extended.length > 0 ? [new x509.ExtendedKeyUsageExtension(extended)] : []),
      new x509.BasicConstraintsExtension(false, undefined, true),
    ],
  });
  return {
    pem: `${certificate.toString("pem").trimEnd()}\n`,
    serialNumber: BigInt(`0x${serial.toString("hex")}`).toString(),
  };
}

async function keyPair(privateKey: KeyObject): Promise<webcrypto.CryptoKeyPair> {
  const { subtle } = webcrypto;
  const pkcs8 = privateKey.export({ type: "pkcs8", format: "der" });
  const spki = createPublicKey(privateKey).export({ type: "spki", format: "der" });
  return {
    privateKey: await subtle.importKey("pkcs8", pkcs8, algorithm, true, ["sign"]),
    publicKey: await subtle.importKey("spki", spki, algorithm, true, ["verify"]),
  };
}
