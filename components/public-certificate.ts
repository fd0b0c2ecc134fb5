/**
 * The public certificate of a key that somebody else made and holds: what Entra takes of it, and what a file may hold
 * beside it.
 */
import { type KeyObject, X509Certificate } from "node:crypto";
import { issueDay, midnight } from "./dates.ts";
import { looksSecret } from "./secret-shapes.ts";
import { type Thumbprints, thumbprints } from "./thumbprint.ts";

/** One certificate, read. */
export interface PublicCertificate {
  /** In PEM, always with the same line breaks. */
  readonly pem: string;
  /** On one line: `CN=Grafana, O=Contoso`. */
  readonly subject: string;
  readonly thumbprints: Thumbprints;
  /** Instants, ISO 8601. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** The public key (SPKI in Base64): two certificates of one key have the same. */
  readonly key: string;
}

/** What is wrong with a certificate's key or signature: Entra takes RSA alone, and of it only what cannot be forged. */
export type KeyFault =
  | { readonly code: "key-algorithm"; readonly algorithm: string | undefined }
  | { readonly code: "key-bits"; readonly bits: number }
  | { readonly code: "key-signature"; readonly algorithm: string };

const hashes = ["sha256", "sha384", "sha512"];

/** What Entra or the rules refuse of a certificate's key. */
export function keyFaultOf({ publicKey, signatureAlgorithm = "" }: X509Certificate): KeyFault | undefined {
  const { asymmetricKeyType, asymmetricKeyDetails } = publicKey;
  if (asymmetricKeyType !== "rsa") return { code: "key-algorithm", algorithm: asymmetricKeyType };
  const bits = asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < 2048) return { code: "key-bits", bits };
  return hashes.some((hash) => signatureAlgorithm.toLowerCase().includes(hash))
    ? undefined
    : { code: "key-signature", algorithm: signatureAlgorithm };
}

function keyFaultWords(fault: KeyFault): string {
  switch (fault.code) {
    case "key-algorithm":
      return `has a key of ${fault.algorithm ?? "an unknown kind"}; Entra takes RSA alone: have one made with RSA and at least 2048 bits`;
    case "key-bits":
      return `has an RSA key of ${fault.bits} bits; have one made with at least 2048`;
    case "key-signature":
      return `is signed with ${fault.algorithm || "an unknown hash"}; have one made with SHA-256, SHA-384 or SHA-512`;
  }
}

const block = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g;

/** Anything that begins as a private key does, whole or cut off. */
const privateKey = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY[A-Z ]*-----/;

/** PKCS #12: a sequence whose first element is the version, 3. Such a store is there to hold a private key. */
function isKeyStore(bytes: Uint8Array): boolean {
  const [sequence, size = 0] = bytes;
  const begins = size < 0x80 ? 2 : 2 + (size & 0x7f);
  return sequence === 0x30 && bytes.subarray(begins, begins + 3).join(" ") === "2 1 3";
}

function isCertificate(bytes: Uint8Array): boolean {
  try {
    new X509Certificate(bytes);
    return true;
  } catch {
    return false;
  }
}

const revoke =
  "Only the public certificate belongs here. Remove the file, and treat the key as stolen: have another one made, with another certificate, for git keeps what was committed";

/** What a file holds that is no single certificate in PEM. */
function contentFault(bytes: Uint8Array, text: string): string | undefined {
  if (privateKey.test(text)) return `holds a private key. ${revoke}`;
  if (isKeyStore(bytes)) return `is a key store (PKCS #12, .pfx), which holds a private key. ${revoke}`;
  const labels = [...text.matchAll(block)].map(([, label = ""]) => label);
  const certificates = labels.filter((label) => /^(?:X509 )?CERTIFICATE$/.test(label));
  if (certificates.length > 1)
    return `holds ${certificates.length} certificates; leave the product's own, and take those of its issuers out`;
  const [other] = labels.filter((label) => !certificates.includes(label));
  if (other === "CERTIFICATE REQUEST" || other === "NEW CERTIFICATE REQUEST")
    return "is a request for a certificate; take the certificate that was issued for it";
  if (other === "PUBLIC KEY" || other === "RSA PUBLIC KEY")
    return "is a public key alone; take the certificate that goes with it";
  if (other === "PKCS7" || other === "CMS")
    return "is a bundle (PKCS #7); write the certificate out of it: openssl pkcs7 -print_certs -in <file> -out <file>.pem";
  if (other !== undefined) return `holds ${other}; leave the certificate alone`;
  // OpenSSL and key stores write what they read of a certificate before it.
  if (certificates.length === 1)
    return looksSecret(text.replace(block, "")) ? `holds a secret beside the certificate. ${revoke}` : undefined;
  if (isCertificate(bytes))
    return "is a certificate in DER; write it as PEM: openssl x509 -inform der -in <file> -out <file>.pem";
  return "is no certificate; it holds one text that begins with -----BEGIN CERTIFICATE-----";
}

function fingerprintOf(key: KeyObject): string {
  return key.export({ type: "spki", format: "der" }).toString("base64");
}

/**
 * Reads the one certificate of a file.
 * @returns the certificate, or what is wrong in one clause for the person who named the file
 */
export function readCertificate(bytes: Uint8Array): PublicCertificate | string {
  const text = Buffer.from(bytes).toString("latin1");
  const fault = contentFault(bytes, text);
  if (fault !== undefined) return fault;
  const [pem = ""] = /-----BEGIN (X509 )?CERTIFICATE-----[\s\S]*?-----END \1?CERTIFICATE-----/.exec(text) ?? [];
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(pem);
  } catch {
    return "begins as a certificate and cannot be read as one; take the file again from whoever made it";
  }
  const keyFault = keyFaultOf(certificate);
  if (keyFault !== undefined) return keyFaultWords(keyFault);
  const canonical = certificate.toString();
  return {
    pem: canonical,
    subject: certificate.subject.split("\n").join(", "),
    thumbprints: thumbprints(canonical),
    notBefore: new Date(certificate.validFrom).toISOString(),
    notAfter: new Date(certificate.validTo).toISOString(),
    key: fingerprintOf(certificate.publicKey),
  };
}

/** Why a certificate does not cover its line of the schedule; undefined where it does. */
export function coverFault(
  { notBefore, notAfter }: Pick<PublicCertificate, "notBefore" | "notAfter">,
  { issued, expires }: { readonly issued: string; readonly expires: string },
): { readonly key: "issued" | "expires"; readonly message: string } | undefined {
  const [from, to] = [notBefore.slice(0, 10), notAfter.slice(0, 10)];
  if (from > issueDay(issued))
    return { key: "issued", message: `issued ${issued} is before the certificate is valid (${from}); write ${from}` };
  if (notAfter < midnight(expires).replace("Z", ".000Z"))
    return {
      key: "expires",
      message: `expires ${expires} is after the certificate's own end (${notAfter.replace(".000Z", "Z")}), and Entra takes no later one; write ${to} or earlier`,
    };
  return undefined;
}
