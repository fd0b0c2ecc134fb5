/** Secrets the tenant makes or is given: shown once, kept as salted hashes. */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** `<salt>:<SHA-256 of salt and value>`, base64url. The values are long random strings, so no slow hash is needed. */
export function hashSecret(value: string, salt: string = randomBytes(12).toString("base64url")): string {
  return `${salt}:${createHash("sha256").update(salt).update(value).digest("base64url")}`;
}

/** True if `value` is the secret behind `hash`. */
export function matchesSecret(hash: string, value: string): boolean {
  const [salt = ""] = hash.split(":");
  const [kept, given] = [Buffer.from(hash), Buffer.from(hashSecret(value, salt))];
  return kept.length === given.length && timingSafeEqual(kept, given);
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";

/** A client secret in Entra's form: 40 characters with `8Q~` from the fourth on, so that secret scanners know it. */
export function newClientSecret(): string {
  const letters = [...randomBytes(37)].map((byte) => alphabet.charAt(byte % alphabet.length)).join("");
  return `${letters.slice(0, 3)}8Q~${letters.slice(3)}`;
}
