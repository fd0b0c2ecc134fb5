/**
 * A Java key store (JKS) with one private key and its certificate, as ServiceNow takes it: a password for the store and
 * another for the key. No package writes this format. Its layout is that of OpenJDK (sun.security.provider.JavaKeyStore and
 * KeyProtector); its protection is weak by today's measure, which is a reason to delete the file once it is uploaded.
 */
import { createHash, createPrivateKey, X509Certificate } from "node:crypto";
import { none, octets, oid, sequence } from "./der.ts";

/** What a store is made of. */
export interface KeyEntry {
  readonly alias: string;
  /** PEM, PKCS #8 or PKCS #1, not encrypted. */
  readonly privateKeyPem: string;
  readonly certificatePem: string;
}

/** The passwords of a store. */
export interface StorePasswords {
  readonly store: string;
  readonly key: string;
}

/** What is different each time a store is made. */
export interface StoreNonce {
  /** 20 random bytes. */
  readonly salt: Uint8Array;
  /** When the entry was made, in milliseconds since 1970. */
  readonly now: number;
}

const magic = 0xfeedfeed;
const version = 2;
const privateKeyTag = 1;
/** Java's own salt of a store's checksum. */
const whitener = "Mighty Aphrodite";
/** Sun's key protector. */
const protectorAlgorithm = sequence(oid("1.3.6.1.4.1.42.2.17.1.1"), none);

function u4(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function u8(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

/** Java's `writeUTF`; plain UTF-8 below the surrogates, which aliases and type names keep to. */
function utf(text: string): Buffer {
  const bytes = Buffer.from(text, "utf8");
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function withLength(bytes: Uint8Array): Buffer {
  return Buffer.concat([u4(bytes.length), bytes]);
}

/** Two bytes a character, high byte first. */
function passwordBytes(password: string): Buffer {
  return Buffer.from(password, "utf16le").swap16();
}

function sha1(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash("sha1");
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** The key as PKCS #8, covered by a stream of SHA-1 over the password. */
function protectedKey(key: Buffer, password: string, salt: Uint8Array): Buffer {
  const secret = passwordBytes(password);
  const covered = Buffer.alloc(key.length);
  let digest: Uint8Array = salt;
  for (let at = 0; at < key.length; at += 20) {
    digest = sha1(secret, digest);
    for (let index = 0; index < 20 && at + index < key.length; index += 1)
      covered[at + index] = (key[at + index] ?? 0) ^ (digest[index] ?? 0);
  }
  const content = Buffer.concat([salt, covered, sha1(secret, key)]);
  return sequence(protectorAlgorithm, octets(content));
}

/**
 * The bytes of the store.
 * @throws Error of Node's crypto where key or certificate is no PEM
 */
export function javaKeyStore(entry: KeyEntry, passwords: StorePasswords, { salt, now }: StoreNonce): Buffer {
  const key = createPrivateKey(entry.privateKeyPem).export({ type: "pkcs8", format: "der" });
  const certificate = new X509Certificate(entry.certificatePem).raw;
  const body = Buffer.concat([
    u4(magic),
    u4(version),
    u4(1),
    u4(privateKeyTag),
    utf(entry.alias),
    u8(now),
    withLength(protectedKey(key, passwords.key, salt)),
    u4(1),
    utf("X.509"),
    withLength(certificate),
  ]);
  return Buffer.concat([body, sha1(passwordBytes(passwords.store), Buffer.from(whitener, "utf8"), body)]);
}
