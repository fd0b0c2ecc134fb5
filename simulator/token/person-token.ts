/** The tokens of somebody who signed in: access token, id token, refresh token. */
import { createHash } from "node:crypto";
import type { JWTPayload } from "jose";
import type { Tenant } from "../directory/directory.ts";
import type { User } from "../directory/entity.ts";
import { offeredBy } from "../directory/principal.ts";
import { TokenRejection } from "../errors.ts";
import { type ClientProof, issueToken, pairwiseSubject, signed, tokenLifetime } from "./access-token.ts";
import type { Client } from "./client.ts";
import type { Resource } from "./resource.ts";
import { type Asked, consentMissing, grantedScopes, missingConsent, onlyApi } from "./scope.ts";
import { seal } from "./sealed.ts";
import type { SigningKeys } from "./signing.ts";
import { assertAdmitted } from "./user.ts";

/** What a refresh token remembers. */
export interface RefreshGrant {
  readonly clientId: string;
  readonly userId: string;
  readonly amr: readonly string[];
  /** The scope (version 2) or resource (version 1) that was asked at first. */
  readonly asked: string;
  /** True where a page in a browser holds it: it then lives a day from the first sign-in, which is this instant. */
  readonly browserSince?: string;
}

/** Whoever signed in, for whom the client asks. */
export interface SignedInPerson {
  readonly user: User;
  readonly amr: readonly string[];
}

/** What tokens are made from. */
export interface PersonGrant extends SignedInPerson {
  readonly version: 1 | 2;
  readonly client: Client;
  readonly proof: ClientProof;
  readonly keyId?: string | undefined;
  readonly asked: Asked;
  /** The request's own words, for the refresh token. */
  readonly words: string;
  readonly nonce?: string | undefined;
  readonly clientInfo: boolean;
  readonly browserSince?: string | undefined;
}

/** What the tokens' makers need beside the tenant. */
export interface IssuerHost {
  readonly tenant: Tenant;
  readonly keys: SigningKeys;
  readonly loginUrl: string;
}

/** Half of a hash: how an id token names the code or the token that comes with it (OpenID Connect Core 3.3.2.11). */
export function halfHash(text: string): string {
  return createHash("sha256").update(text).digest().subarray(0, 16).toString("base64url");
}

function rolesOf(tenant: Tenant, user: User, client: Client): string[] {
  const { appRoles } = offeredBy(tenant, client.application.entity.appId);
  const rows = [...tenant.directory.appRoleAssignments.values()].filter(
    (row) => row.principalId === user.id && row.resourceId === client.principal.entity.id,
  );
  return rows.flatMap((row) => appRoles.find(({ id }) => id === row.appRoleId)?.value ?? []).sort();
}

/** An id token: who signed in, for the client alone. */
export function idToken(
  { tenant, keys, loginUrl }: IssuerHost,
  grant: Pick<PersonGrant, "version" | "client" | "user" | "asked" | "nonce">,
  hashes: JWTPayload = {},
): Promise<string> {
  const { version, client, user, asked, nonce } = grant;
  const { appId } = client.application.entity;
  const roles = rolesOf(tenant, user, client);
  const email = asked.openId.includes("email") && user.mail !== null ? { email: user.mail } : {};
  return signed(tenant, keys, {
    aud: appId,
    iss: version === 2 ? `${loginUrl}/${tenant.id}/v2.0` : `https://sts.windows.net/${tenant.id}/`,
    name: user.displayName,
    oid: user.id,
    ...(version === 2
      ? { preferred_username: user.userPrincipalName, ...email }
      : { upn: user.userPrincipalName, unique_name: user.userPrincipalName }),
    sub: pairwiseSubject(user.id, appId),
    tid: tenant.id,
    ver: `${version}.0`,
    ...(nonce !== undefined && { nonce }),
    ...(roles.length > 0 && { roles }),
    ...hashes,
  });
}

/** What MSAL needs to keep accounts apart. */
export function clientInfo(tenant: Tenant, user: User): string {
  return Buffer.from(JSON.stringify({ uid: user.id, utid: tenant.id })).toString("base64url");
}

/** What the access token may do: everything consented to on that API, and the words of OpenID Connect that were asked. */
function scopesOf(tenant: Tenant, { client, user, asked }: PersonGrant, resource: Resource): string[] {
  const spoken = asked.openId.filter((name) => name !== "offline_access");
  const granted = grantedScopes(tenant, client, user, resource).filter((name) => name !== "offline_access");
  return [...new Set([...granted, ...spoken])].sort();
}

/** An access token for the person and its API. @throws TokenRejection 50105, 65001, 650056: not admitted, not consented */
export async function accessFor({ tenant, keys, loginUrl }: IssuerHost, grant: PersonGrant) {
  const { client, user, proof, keyId, amr, asked, words } = grant;
  assertAdmitted(tenant, client, user);
  const { resource } = onlyApi(asked, words);
  if (missingConsent(tenant, client, user, asked).length > 0) throw consentMissing(client);
  const scopes = scopesOf(tenant, grant, resource);
  if (scopes.length === 0) {
    const message = `Misconfigured application. This could be due to one of the following: the client has not listed any permissions for '${resource.audience}' in the requested permissions in the client's application registration. Or, the admin has not consented in the tenant. Or, check the application identifier in the request to ensure it matches the configured client application identifier. Or, check the certificate in the request to ensure it's valid. Please contact your admin to fix the configuration or consent on behalf of the tenant. Client app ID: ${client.application.entity.appId}.`;
    throw new TokenRejection(650056, "invalid_client", message);
  }
  const person = { user, scopes, amr };
  const token = await issueToken(tenant, keys, loginUrl, {
    client: client.principal.entity,
    proof,
    keyId,
    resource,
    person,
  });
  return { token, resource, scopes };
}

/** Scopes as a response lists them: in full, unless they are Graph's own or of OpenID Connect. */
function shownScopes(resource: Resource, scopes: readonly string[]): string {
  const bare = resource.audience === "https://graph.microsoft.com";
  return scopes.map((name) => (bare || /^[a-z]+$/.test(name) ? name : `${resource.audience}/${name}`)).join(" ");
}

/** How long a response says that its token lives: in numbers (version 2), or in texts and with the API (version 1). */
export function lifetime(tenant: Tenant, version: 1 | 2, resource: Resource) {
  if (version === 2) return { expires_in: tokenLifetime, ext_expires_in: tokenLifetime };
  const now = Math.floor(tenant.clock().getTime() / 1000);
  return {
    expires_in: String(tokenLifetime),
    ext_expires_in: String(tokenLifetime),
    expires_on: String(now + tokenLifetime),
    not_before: String(now),
    resource: resource.audience,
  };
}

/** The whole answer to a code, a password or a refresh token. */
export async function personTokens(host: IssuerHost, grant: PersonGrant) {
  const { tenant, keys } = host;
  const { version, client, user, amr, asked, words, browserSince } = grant;
  const { token, resource, scopes } = await accessFor(host, grant);
  const refresh: RefreshGrant = {
    clientId: client.application.entity.appId,
    userId: user.id,
    amr,
    asked: words,
    ...(browserSince !== undefined && { browserSince }),
  };
  return {
    token_type: "Bearer",
    scope: version === 2 ? shownScopes(resource, scopes) : scopes.join(" "),
    ...lifetime(tenant, version, resource),
    access_token: token,
    ...(asked.openId.includes("offline_access") && { refresh_token: await seal(tenant, keys, "refresh", refresh) }),
    ...(asked.openId.includes("openid") && { id_token: await idToken(host, grant) }),
    ...(grant.clientInfo && { client_info: clientInfo(tenant, user) }),
  };
}
