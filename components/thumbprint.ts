/**
 * A certificate's thumbprint in every form that vendors' forms and token libraries ask for.
 */
import { createHash, X509Certificate } from "node:crypto";

/** The digests of one DER certificate. Base64 is of the digest's bytes, never of its hex text. */
export interface Thumbprints {
  /** 40 upper-case hex digits: what the portal shows. */
  readonly sha1Hex: string;
  /** The same with colons between the bytes. */
  readonly sha1ColonHex: string;
  /** Base64 of the 20 bytes, with padding: ServiceNow's Encoded Certificate Thumbprint. */
  readonly sha1Base64: string;
  /** Base64url of the 20 bytes, without padding: `x5t` of a client assertion. */
  readonly sha1Base64Url: string;
  /** 64 upper-case hex digits. */
  readonly sha256Hex: string;
  /** Base64url of the 32 bytes, without padding: `x5t#S256` (learn.microsoft.com, certificate-credentials). */
  readonly sha256Base64Url: string;
}

/** All forms of one SHA-1 and one SHA-256 digest. */
export function thumbprintForms(sha1: Buffer, sha256: Buffer): Thumbprints {
  const sha1Hex = sha1.toString("hex").toUpperCase();
  return {
    sha1Hex,
    sha1ColonHex: sha1Hex.replace(/(..)(?=.)/g, "$1:"),
    sha1Base64: sha1.toString("base64"),
    sha1Base64Url: sha1.toString("base64url"),
    sha256Hex: sha256.toString("hex").toUpperCase(),
    sha256Base64Url: sha256.toString("base64url"),
  };
}

/** @param pem one certificate in PEM. @throws if it is none. */
export function thumbprints(pem: string): Thumbprints {
  const { raw } = new X509Certificate(pem);
  return thumbprintForms(createHash("sha1").update(raw).digest(), createHash("sha256").update(raw).digest());
}
