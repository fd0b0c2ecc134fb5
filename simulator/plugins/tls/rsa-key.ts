/** The forms in which the tls provider gives out an RSA key. */
import { createHash, type KeyObject } from "node:crypto";
import type { Properties } from "../properties.ts";

/** Outputs of a private key that follow from its public half. */
export function publicForms(publicKey: KeyObject): Properties {
  const blob = sshBlob(publicKey);
  return {
    publicKeyPem: publicKey.export({ type: "spki", format: "pem" }).toString(),
    publicKeyOpenssh: `ssh-rsa ${blob.toString("base64")}\n`,
    publicKeyFingerprintMd5: createHash("md5")
      .update(blob)
      .digest("hex")
      .replace(/(..)(?=.)/g, "$1:"),
    publicKeyFingerprintSha256: `SHA256:${createHash("sha256").update(blob).digest("base64").replace(/=+$/, "")}`,
  };
}

/** Outputs that are the private key itself. `check` is any 32-bit number; OpenSSH repeats it to test a passphrase. */
export function privateForms(privateKey: KeyObject, publicKey: KeyObject, check: number): Properties {
  return {
    privateKeyPem: privateKey.export({ type: "pkcs1", format: "pem" }).toString(),
    privateKeyPemPkcs8: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    privateKeyOpenssh: opensshPrivateKey(privateKey, publicKey, check),
  };
}

/** The provider's id: SHA-1 of the public key's DER, in hex. */
export function keyId(publicKey: KeyObject): string {
  return createHash("sha1")
    .update(publicKey.export({ type: "spki", format: "der" }))
    .digest("hex");
}

/** A length-prefixed string (RFC 4251 section 5). */
function sshString(bytes: Buffer | string): Buffer {
  const content = Buffer.from(bytes);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, content]);
}

/** A positive multiple-precision integer (RFC 4251 section 5): a leading zero where the first bit is set. */
function sshInteger(base64url: string | undefined): Buffer {
  const bytes = Buffer.from(base64url ?? "", "base64url");
  return sshString((bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
}

function sshBlob(publicKey: KeyObject): Buffer {
  const { e, n } = publicKey.export({ format: "jwk" });
  return Buffer.concat([sshString("ssh-rsa"), sshInteger(e), sshInteger(n)]);
}

/** OpenSSH's own format, unencrypted (OpenSSH: PROTOCOL.key). */
function opensshPrivateKey(privateKey: KeyObject, publicKey: KeyObject, check: number): string {
  const { n, e, d, qi, p, q } = privateKey.export({ format: "jwk" });
  const checks = Buffer.alloc(8);
  checks.writeUInt32BE(check, 0);
  checks.writeUInt32BE(check, 4);
  const numbers = [n, e, d, qi, p, q].map(sshInteger);
  const body = Buffer.concat([checks, sshString("ssh-rsa"), ...numbers, sshString("")]);
  const padding = Buffer.from(Array.from({ length: (8 - (body.length % 8)) % 8 }, (_, at) => at + 1));
  const one = Buffer.from([0, 0, 0, 1]);
  const key = Buffer.concat([
    Buffer.from("openssh-key-v1\0"),
    sshString("none"),
    sshString("none"),
    sshString(""),
    one,
    sshString(sshBlob(publicKey)),
    sshString(Buffer.concat([body, padding])),
  ]);
  const lines = key.toString("base64").replace(/(.{70})(?=.)/g, "$1\n");
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines}\n-----END OPENSSH PRIVATE KEY-----\n`;
}
