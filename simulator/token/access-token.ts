/** Access tokens: issued by the token endpoint, checked by Graph, Resource Manager and Key Vault. */
import { createHash } from "node:crypto";
import { type JWTPayload, jwtVerify, SignJWT } from "jose";
import { recordUse } from "../directory/credential-use.ts";
import type { Tenant } from "../directory/directory.ts";
import type { AppRoleAssignment, ServicePrincipal, User } from "../directory/entity.ts";
import { offeredBy } from "../directory/principal.ts";
import { denied, Rejection } from "../errors.ts";
import { type Resource, tokenVersion } from "./resource.ts";
import type { SigningKeys } from "./signing.ts";

/** Who calls: whoever stands behind a valid access token, and what the token lets them do. */
export interface Caller {
  /** Object id of the service principal, or of the person who signed in. */
  readonly principalId: string;
  readonly appId: string;
  /** Application permissions; none where a person signed in. */
  readonly roles: readonly string[];
  /** Delegated permissions of the client; undefined where no person signed in. */
  readonly scopes: readonly string[] | undefined;
  readonly proof: ClientProof;
}

/** Each of these application permissions lets its holder read applications and service principals. */
export const applicationReaders: readonly string[] = [
  "Application.Read.All",
  "Application.ReadWrite.All",
  "Application.ReadWrite.OwnedBy",
  "Directory.Read.All",
];

/** Each of these lets its holder create them. */
export const applicationCreators: readonly string[] = ["Application.ReadWrite.All", "Application.ReadWrite.OwnedBy"];

/** Seconds an access token lives. Below 1200 the azuread provider asks for a new one with every request. */
export const tokenLifetime = 3599;

/** The application permissions that a principal holds on a resource, by name, as in the claim `roles`. */
function rolesHeld(tenant: Tenant, principalId: string, resourceId: string): string[] {
  const { appId } = tenant.directory.servicePrincipals.get(resourceId)?.entity ?? { appId: "" };
  const { appRoles } = offeredBy(tenant, appId);
  const held = (row: AppRoleAssignment) => row.principalId === principalId && row.resourceId === resourceId;
  const rows = [...tenant.directory.appRoleAssignments.values()].filter(held);
  return rows.flatMap((row) => appRoles.find((role) => role.id === row.appRoleId)?.value ?? []).sort();
}

/** How a client proved itself: nothing at all, a secret, or a key (claim `appidacr`). */
export type ClientProof = "0" | "1" | "2";

/** What a client's proof came to, and which of its credentials it was. */
export interface Proven {
  readonly proof: ClientProof;
  readonly keyId?: string;
}

/** For whom an access token is. */
export interface AccessGrant {
  readonly client: ServicePrincipal;
  readonly proof: ClientProof;
  /** The credential that was the proof; absent without one, and for another issuer's token. */
  readonly keyId?: string | undefined;
  readonly resource: Resource;
  /** Who signed in, and the scopes that person lets the client use; absent where the client acts for itself. */
  readonly person?: { readonly user: User; readonly scopes: readonly string[]; readonly amr: readonly string[] };
}

/** A person's name for one application: another for each, so that two cannot compare (claim `sub`). */
export function pairwiseSubject(userId: string, appId: string): string {
  return createHash("sha256").update(`${userId} ${appId}`).digest("base64url");
}

/** The claims about whoever acts: a person with scopes, or the application itself with its roles. */
function actorClaims(tenant: Tenant, { client, resource, person }: AccessGrant, version: 1 | 2) {
  if (!person) {
    const roles = rolesHeld(tenant, client.id, resource.principal.id);
    return { idtyp: "app", oid: client.id, sub: client.id, ...(roles.length > 0 && { roles }) };
  }
  const { user, scopes, amr } = person;
  const roles = rolesHeld(tenant, user.id, resource.principal.id);
  const names =
    version === 2
      ? { preferred_username: user.userPrincipalName }
      : { upn: user.userPrincipalName, unique_name: user.userPrincipalName, amr };
  return {
    idtyp: "user",
    oid: user.id,
    sub: pairwiseSubject(user.id, resource.principal.appId),
    name: user.displayName,
    scp: [...scopes].sort().join(" "),
    ...names,
    ...(roles.length > 0 && { roles }),
  };
}

/** Signs a token of this tenant: `alg`, `kid` and `x5t` in the header as Entra's, times by the tenant's clock. */
export async function signed(tenant: Tenant, keys: SigningKeys, claims: JWTPayload): Promise<string> {
  const now = Math.floor(tenant.clock().getTime() / 1000);
  return await new SignJWT(claims)
    .setProtectedHeader({ typ: "JWT", alg: "RS256", x5t: keys.kid, kid: keys.kid })
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + tokenLifetime)
    .sign(keys.privateKey);
}

/** Signs an access token. `aud` is a single text: the azuread provider cannot read a list. */
export function issueToken(tenant: Tenant, keys: SigningKeys, loginUrl: string, grant: AccessGrant): Promise<string> {
  const { client, proof, keyId, resource } = grant;
  if (keyId !== undefined) recordUse(tenant, client.appId, keyId, resource.principal.appId);
  const version = tokenVersion(tenant, resource);
  const named = version === 2 ? { azp: client.appId, azpacr: proof } : { appid: client.appId, appidacr: proof };
  return signed(tenant, keys, {
    aud: version === 2 ? resource.principal.appId : resource.audience,
    iss: version === 2 ? `${loginUrl}/${tenant.id}/v2.0` : `https://sts.windows.net/${tenant.id}/`,
    ...named,
    ...actorClaims(tenant, grant, version),
    tid: tenant.id,
    ver: `${version}.0`,
  });
}

function rejected(message: string): Rejection {
  return new Rejection(401, "InvalidAuthenticationToken", message);
}

/** Tokens whose signature was found good, by the key that it was checked with: a client sends the same one for an hour. */
const trusted = new WeakMap<object, Map<string, JWTPayload>>();
const mostTrusted = 1000;

/** What a token says. Its times are looked at for every request. */
async function verified(token: string, publicKey: SigningKeys["publicKey"], now: Date): Promise<JWTPayload> {
  const tokens = trusted.get(publicKey) ?? new Map<string, JWTPayload>();
  trusted.set(publicKey, tokens);
  const known = tokens.get(token);
  const seconds = Math.floor(now.getTime() / 1000);
  if (known?.exp !== undefined && known.exp > seconds && (known.nbf ?? 0) <= seconds) return known;
  const { payload } = await jwtVerify(token, publicKey, { currentDate: now, algorithms: ["RS256"] });
  if (tokens.size >= mostTrusted) tokens.clear();
  tokens.set(token, payload);
  return payload;
}

/** The caller behind an `Authorization` header, or 401 with the reason. */
export async function callerOf(
  tenant: Tenant,
  keys: Promise<SigningKeys>,
  authorization: string | undefined,
  audiences: readonly string[],
): Promise<Caller> {
  const token = /^Bearer (.+)$/i.exec(authorization ?? "")?.[1];
  if (!token) throw rejected("Access token is empty.");
  const payload = await verified(token, (await keys).publicKey, tenant.clock()).catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ERR_JWT_EXPIRED") throw rejected("Lifetime validation failed, the token is expired.");
    if (code === "ERR_JWS_SIGNATURE_VERIFICATION_FAILED") {
      throw rejected("Access token validation failure. Invalid signature.");
    }
    throw rejected("CompactToken parsing failed: the access token is not one of this tenant.");
  });
  if (payload.tid !== tenant.id || !audiences.includes(String(payload.aud))) {
    throw rejected("Access token validation failure. Invalid audience.");
  }
  const person = payload.idtyp === "user";
  const proof = String(payload.appidacr ?? payload.azpacr);
  return {
    principalId: String(payload.oid),
    appId: String(payload.appid ?? payload.azp),
    roles: !person && Array.isArray(payload.roles) ? payload.roles.map(String) : [],
    scopes: person ? String(payload.scp).split(" ") : undefined,
    proof: proof === "1" || proof === "2" ? proof : "0",
  };
}

/** True if the token carries one of the permissions, of the kind that fits its holder. */
export function holds({ roles, scopes }: Caller, permissions: readonly string[]): boolean {
  return permissions.some((permission) => (scopes ?? roles).includes(permission));
}

/** Throws Graph's 403 unless the caller holds one of the permissions. */
export function assertHolds(caller: Caller, permissions: readonly string[]): void {
  if (!holds(caller, permissions)) throw denied();
}
