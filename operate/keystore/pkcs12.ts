/**
 * A PKCS #12 store (.p12, .pfx; RFC 7292) with one private key and its certificate, under one password: the key by AES-256
 * and PBKDF2 with SHA-256 (PBES2), the whole by HMAC-SHA-256, as OpenSSL 3 and Java 17 make it. The packages that write
 * this format write SHA-1 and 3DES, or need a dozen others.
 */
import { createHash, createHmac, createPrivateKey, X509Certificate } from "node:crypto";
import { explicit, integer, none, octets, oid, sequence, set } from "./der.ts";
import type { KeyEntry } from "./jks.ts";

/** What is different each time a store is made. */
export interface Pkcs12Nonce {
  /** 16 random bytes. */
  readonly salt: Uint8Array;
}

const data = "1.2.840.113549.1.7.1";
const shroudedKeyBag = "1.2.840.113549.1.12.10.1.2";
const certBag = "1.2.840.113549.1.12.10.1.3";
const x509Certificate = "1.2.840.113549.1.9.22.1";
const friendlyName = "1.2.840.113549.1.9.20";
const localKeyId = "1.2.840.113549.1.9.21";
const sha256Oid = "2.16.840.1.101.3.4.2.1";

/** As `openssl pkcs12 -export` and keytool; more would be refused by neither. */
const iterations = 10_000;
/** Bytes of a SHA-256 block, and of its value. */
const block = 64;
const size = 32;

/** Two bytes a character, high byte first. */
function bmp(text: string): Buffer {
  return Buffer.from(text, "utf16le").swap16();
}

/** As many bytes as make whole blocks, by repeating. */
function filled(bytes: Uint8Array): Buffer {
  return Buffer.alloc(Math.ceil(bytes.length / block) * block, bytes);
}

/** The key of the store's checksum (RFC 7292, B.2, with the diversifier 3; one round gives all 32 bytes). */
function macKey(password: string, salt: Uint8Array): Buffer {
  const secret = filled(Buffer.concat([bmp(password), Buffer.alloc(2)]));
  let value = createHash("sha256").update(Buffer.alloc(block, 3)).update(filled(salt)).update(secret).digest();
  for (let round = 1; round < iterations; round += 1) value = createHash("sha256").update(value).digest();
  return value.subarray(0, size);
}

function attribute(name: string, value: Buffer): Buffer {
  return sequence(oid(name), set(value));
}

/** A content of type `data`. */
function contentOf(bytes: Buffer): Buffer {
  return sequence(oid(data), explicit(octets(bytes)));
}

/**
 * The bytes of the store.
 * @param password ASCII: others are written in more than one way by the programs that read stores
 * @throws Error of Node's crypto where key or certificate is no PEM
 */
export function pkcs12Store(entry: KeyEntry, password: string, { salt }: Pkcs12Nonce): Buffer {
  const certificate = new X509Certificate(entry.certificatePem).raw;
  const shrouded = createPrivateKey(entry.privateKeyPem).export({
    type: "pkcs8",
    format: "der",
    cipher: "aes-256-cbc",
    passphrase: password,
  });
  const named = set(
    attribute(friendlyName, Buffer.concat([Buffer.from([0x1e, 2 * entry.alias.length]), bmp(entry.alias)])),
    // Which key is which certificate's.
    attribute(localKeyId, octets(createHash("sha1").update(certificate).digest())),
  );
  const keys = sequence(sequence(oid(shroudedKeyBag), explicit(shrouded), named));
  const certificates = sequence(
    sequence(oid(certBag), explicit(sequence(oid(x509Certificate), explicit(octets(certificate)))), named),
  );
  const safe = sequence(contentOf(certificates), contentOf(keys));
  const mac = createHmac("sha256", macKey(password, salt)).update(safe).digest();
  const digest = sequence(sequence(oid(sha256Oid), none), octets(mac));
  return sequence(integer(3), contentOf(safe), sequence(digest, octets(salt), integer(iterations)));
}
