/** What the sign-in service hands out for later and only itself can read: codes, sessions, refresh tokens, forms on their way. */
import { EncryptJWT, jwtDecrypt } from "jose";
import type { Tenant } from "../directory/directory.ts";
import type { SigningKeys } from "./signing.ts";

/** What is sealed, each kind for its own use only. */
export type SealedKind = "code" | "form" | "refresh" | "session";

/** What was read, and when it was sealed. */
export interface Opened<Content> {
  readonly content: Content;
  readonly sealedAt: Date;
}

/** Seals a value. The text means nothing to whoever holds it, as Entra's codes and refresh tokens. */
export function seal(tenant: Tenant, keys: SigningKeys, kind: SealedKind, content: object): Promise<string> {
  return new EncryptJWT({ content })
    .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
    .setIssuedAt(Math.floor(tenant.clock().getTime() / 1000))
    .setAudience(kind)
    .encrypt(keys.sealing);
}

/** Reads a sealed value; undefined where it is none, was changed, or was sealed for another use. */
export async function open<Content>(
  keys: SigningKeys,
  kind: SealedKind,
  text: string,
): Promise<Opened<Content> | undefined> {
  try {
    // Whoever opens it judges the age: what is too old has a refusal of its own.
    const { payload } = await jwtDecrypt(text, keys.sealing, { audience: kind, currentDate: new Date(0) });
    return { content: payload.content as Content, sealedAt: new Date((payload.iat ?? 0) * 1000) };
  } catch {
    return undefined;
  }
}
