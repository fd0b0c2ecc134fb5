/**
 * The key that signs what the tenant issues: RSA with SHA-256, as Entra signs, so that a library which takes Entra's tokens
 * takes these. Kept with the tenant, so that a token, a session and a refresh token outlive a restart.
 */
import { createHash, createPrivateKey, createPublicKey, generateKeyPair, hkdfSync, type KeyObject } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { JWK } from "jose";
import writeFileAtomic from "write-file-atomic";
import { FolderFault, folderFault } from "../folder.ts";

/** The key pair of a tenant and what follows from it. */
export interface SigningKeys {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** Names the key in tokens and in the published list. */
  readonly kid: string;
  /** The public key as `…/discovery/v2.0/keys` publishes it. */
  readonly jwk: JWK;
  /** 32 bytes that seal codes, sessions and refresh tokens (sealed.ts). */
  readonly sealing: Uint8Array;
}

function signingKeysOf(privateKey: KeyObject): SigningKeys {
  const publicKey = createPublicKey(privateKey);
  const der = publicKey.export({ type: "spki", format: "der" });
  const kid = createHash("sha1").update(der).digest("base64url");
  const secret = privateKey.export({ type: "pkcs8", format: "der" });
  return {
    privateKey,
    publicKey,
    kid,
    jwk: { ...publicKey.export({ format: "jwk" }), kty: "RSA", use: "sig", kid, x5t: kid },
    sealing: new Uint8Array(hkdfSync("sha256", secret, "", "sealed", 32)),
  };
}

/** A new key pair. */
export function newSigningKeys(): Promise<SigningKeys> {
  return new Promise((resolve, reject) => {
    generateKeyPair("rsa", { modulusLength: 2048 }, (error, _, privateKey) => {
      if (error) reject(error);
      else resolve(signingKeysOf(privateKey));
    });
  });
}

/** @throws FolderFault where the file was cut off: what the vault keeps is sealed with it, so no other takes its place */
function keptKey(path: string) {
  try {
    return createPrivateKey(readFileSync(path, "utf8"));
  } catch (error) {
    throw (
      folderFault(error) ??
      new FolderFault(
        `${path} is cut off or damaged: put a whole copy back, or begin afresh with \`rm -r .simulated\`, which removes state and tenant.`,
      )
    );
  }
}

/**
 * The key pair of a folder: made once, readable by its user alone. Nobody waits for it before the first token.
 * @throws FolderFault at once, where the kept one is cut off
 */
export function keptSigningKeys(folder: string): Promise<SigningKeys> {
  const path = join(folder, "signing-key.pem");
  return existsSync(path) ? Promise.resolve(signingKeysOf(keptKey(path))) : madeSigningKeys(path);
}

async function madeSigningKeys(path: string): Promise<SigningKeys> {
  const keys = await newSigningKeys();
  await writeFileAtomic(path, keys.privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  return keys;
}
