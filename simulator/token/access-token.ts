/** Access tokens: issued by the token endpoint, checked by Graph, Resource Manager and Key Vault. */
import { type GenerateKeyPairResult, jwtVerify, SignJWT } from "jose";
import type { Tenant } from "../directory/directory.ts";
import type { AppRoleAssignment } from "../directory/entity.ts";
import { offeredBy } from "../directory/principal.ts";
import { denied, Rejection } from "../errors.ts";

/** The key pair that signs this tenant's access tokens; made anew at every start. */
export type SigningKeys = GenerateKeyPairResult;

/** Who calls: the service principal behind a valid access token, and the application permissions it carries. */
export interface Caller {
  readonly principalId: string;
  readonly appId: string;
  readonly roles: readonly string[];
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

/** Signs an app-only access token. `aud` is a single text: the provider cannot read a list. */
export async function issueToken(
  tenant: Tenant,
  keys: SigningKeys,
  grant: {
    readonly appId: string;
    readonly principalId: string;
    readonly resourceId: string;
    readonly audience: string;
  },
): Promise<string> {
  const now = Math.floor(tenant.clock().getTime() / 1000);
  const { appId, principalId, resourceId, audience } = grant;
  const roles = rolesHeld(tenant, principalId, resourceId);
  return await new SignJWT({
    appid: appId,
    idtyp: "app",
    oid: principalId,
    tid: tenant.id,
    ver: "1.0",
    ...(roles.length > 0 && { roles }),
  })
    .setProtectedHeader({ alg: "ES256", typ: "JWT" })
    .setAudience(audience)
    .setIssuer(`https://sts.windows.net/${tenant.id}/`)
    .setSubject(principalId)
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + tokenLifetime)
    .sign(keys.privateKey);
}

function rejected(message: string): Rejection {
  return new Rejection(401, "InvalidAuthenticationToken", message);
}

/** The caller behind an `Authorization` header, or 401 with the reason. */
export async function callerOf(
  tenant: Tenant,
  keys: SigningKeys,
  authorization: string | undefined,
  audiences: readonly string[],
): Promise<Caller> {
  const token = /^Bearer (.+)$/i.exec(authorization ?? "")?.[1];
  if (!token) throw rejected("Access token is empty.");
  const { payload } = await jwtVerify(token, keys.publicKey, {
    currentDate: tenant.clock(),
    algorithms: ["ES256"],
  }).catch((error: unknown) => {
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
  const roles = Array.isArray(payload.roles) ? payload.roles.map(String) : [];
  return { principalId: String(payload.oid), appId: String(payload.appid), roles };
}

/** Throws Graph's 403 unless the caller holds one of the permissions. */
export function assertHolds(caller: Caller, permissions: readonly string[]): void {
  if (!permissions.some((permission) => caller.roles.includes(permission))) throw denied();
}
