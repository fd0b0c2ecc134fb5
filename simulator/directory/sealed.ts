/**
 * What a vault keeps of a value: AES-256-GCM under a key that scrypt derives from the sandbox's published passphrase. It
 * keeps values out of the sight of backups, searches and screens; who knows the passphrase can read them, as its owner does.
 */
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from "node:crypto";
import { sandboxPassphrase } from "../../components/world.ts";

const algorithm = "aes-256-gcm";
const tagBytes = 16;

/** Deriving takes a good part of a tenth of a second: once a salt, and this process writes with one salt. */
const keys = new Map<string, Buffer>();
let ownSalt: string | undefined;

function keyOf(salt: string): Buffer {
  const known = keys.get(salt);
  if (known) return known;
  const key = scryptSync(sandboxPassphrase, Buffer.from(salt, "base64url"), 32);
  keys.set(salt, key);
  return key;
}

/** @param place what the value belongs to: sealed for one place, it opens at no other. @returns `1.<salt>.<nonce>.<text and tag>`, base64url */
export function seal(value: string, place: string): string {
  ownSalt ??= randomBytes(16).toString("base64url");
  const nonce = randomBytes(12);
  const cipher = createCipheriv(algorithm, keyOf(ownSalt), nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(place));
  const text = Buffer.concat([cipher.update(value, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return ["1", ownSalt, nonce.toString("base64url"), text.toString("base64url")].join(".");
}

/** @throws where the text was changed, or sealed for another place */
export function unseal(sealed: string, place: string): string {
  const [version, salt = "", nonce = "", text = ""] = sealed.split(".");
  if (version !== "1") throw new Error(`${place}: its value is sealed in a way that this version does not know`);
  const bytes = Buffer.from(text, "base64url");
  const decipher = createDecipheriv(algorithm, keyOf(salt), Buffer.from(nonce, "base64url"), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()]).toString("utf8");
}
