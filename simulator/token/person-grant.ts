/** The grants by which a client gets a person's tokens: a code, a refresh token, or the person's own password. */
import { createHash } from "node:crypto";
import { TokenRejection } from "../errors.ts";
import type { Proven } from "./access-token.ts";
import { authorityOf } from "./authority.ts";
import { type Client, clientNamed, parameter, presentedBy, proofMissing, proofOfPublic, provenBy } from "./client.ts";
import { type IssuerHost, personTokens, type RefreshGrant } from "./person-token.ts";
import type { Platform } from "./redirect-uri.ts";
import type { TokenRequest, TokenSettings } from "./request.ts";
import { type Asked, askedByResource, askedByScope, onlyApi } from "./scope.ts";
import { open } from "./sealed.ts";
import { authenticated, needsSecondFactor, secondFactorMissing, stillThere } from "./user.ts";

/** What an authorization code remembers. */
export interface CodeGrant {
  /** The code's own name: it is taken once. */
  readonly id: string;
  readonly version: 1 | 2;
  readonly clientId: string;
  readonly userId: string;
  readonly amr: readonly string[];
  /** The scope (version 2) or resource (version 1) of the sign-in. */
  readonly asked: string;
  readonly redirectUri: string | undefined;
  readonly platform: Platform;
  readonly nonce: string | undefined;
  readonly challenge: { readonly value: string; readonly method: "S256" | "plain" } | undefined;
}

/** What the grants need beside a token request. */
export interface PersonHost extends IssuerHost {
  readonly addresses: TokenSettings["addresses"];
  /** The codes that were redeemed, with the instant from which they are too old anyway. */
  readonly redeemed: Map<string, number>;
}

/** A code lives ten minutes, a refresh token 90 days without use, a browser's a day from the sign-in. */
const codeMs = 600_000;
const refreshMs = 90 * 24 * 3600 * 1000;
const browserMs = 24 * 3600 * 1000;

function invalidGrant(number: number, message: string, suberror?: string): TokenRejection {
  return new TokenRejection(number, "invalid_grant", message, suberror);
}

function malformedGrant(): TokenRejection {
  return new TokenRejection(9002313, "invalid_request", "Invalid request. Request is malformed or invalid.");
}

/** Reads what was asked, in the words of the endpoint's version. */
export function askedIn(host: PersonHost, version: 1 | 2, client: Client, words: string): Asked {
  const { tenant, addresses } = host;
  return version === 1 ? askedByResource(tenant, addresses, words) : askedByScope(tenant, addresses, client, words);
}

/** Refuses `common` for an application of this tenant alone, and personal accounts for one of organizations. */
export function assertAuthority({ tenant }: IssuerHost, named: string, { application }: Client): void {
  const authority = authorityOf(tenant, named);
  const { appId, displayName, signInAudience } = application.entity;
  if (authority === "tenant") return;
  if (authority === "consumers") {
    const message =
      "Application is configured for use by Azure Active Directory users only. Please do not use the /consumers endpoint to serve this request.";
    throw new TokenRejection(9002331, "invalid_request", message);
  }
  if (signInAudience !== "AzureADMyOrg") return;
  const message = `Application '${appId}'(${displayName}) is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.`;
  throw new TokenRejection(50194, "invalid_request", message);
}

/** The client with its proof, whatever it needs to prove. */
async function presentedClient(host: PersonHost, request: TokenRequest) {
  const presented = presentedBy(request.form, request.authorization);
  const client = clientNamed(host.tenant, presented.clientId);
  assertAuthority(host, request.named, client);
  const bare = presented.secret === undefined && presented.assertion === undefined;
  const prove = () => provenBy(host.tenant, client, presented, `${host.loginUrl}/${request.named}`);
  return { client, bare, prove };
}

type PresentedClient = Awaited<ReturnType<typeof presentedClient>>;

/** The proof of a client whose redirect URI's platform says whether it can keep a secret. */
async function platformProof({ bare, prove }: PresentedClient, platform: Platform): Promise<Proven> {
  if (platform === "web") {
    if (bare) throw proofMissing();
    return prove();
  }
  if (!bare) throw proofOfPublic();
  return { proof: "0" };
}

/** A page in a browser redeems across origins, and nothing else does. */
function assertOrigin(platform: Platform, origin: string | undefined): void {
  if (platform === "spa" && origin === undefined) {
    const message =
      "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.";
    throw new TokenRejection(9002327, "invalid_request", message);
  }
  if (platform !== "spa" && origin !== undefined) {
    const message = `Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type. Request origin: '${origin}'.`;
    throw new TokenRejection(9002326, "invalid_request", message);
  }
}

/** Proof Key for Code Exchange (RFC 7636). */
function assertVerifier({ challenge, platform }: CodeGrant, verifier: string | null): void {
  if (!challenge) {
    if (platform !== "spa") return;
    const message = "Proof Key for Code Exchange is required for cross-origin authorization code redemption.";
    throw new TokenRejection(9002325, "invalid_request", message);
  }
  if (!verifier) {
    const message =
      "The code_verifier does not match the code_challenge supplied in the authorization request for PKCE.";
    throw invalidGrant(50148, message);
  }
  const shown = challenge.method === "plain" ? verifier : createHash("sha256").update(verifier).digest("base64url");
  if (shown !== challenge.value) {
    const message = "The Code_Verifier does not match the code_challenge supplied in the authorization request.";
    throw invalidGrant(501481, message);
  }
}

/** Takes a code once. */
function redeem({ tenant, redeemed }: PersonHost, code: CodeGrant, sealedAt: Date): void {
  const now = tenant.clock().getTime();
  if (now >= sealedAt.getTime() + codeMs) {
    const message =
      "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.";
    throw invalidGrant(70008, message);
  }
  if (redeemed.has(code.id)) {
    const message =
      "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.";
    throw invalidGrant(54005, message);
  }
  for (const [id, until] of redeemed) if (until <= now) redeemed.delete(id);
  redeemed.set(code.id, sealedAt.getTime() + codeMs);
}

/** The words of a request: its own, or those from before. */
function wordsOf({ version, form }: TokenRequest, before: string): string {
  return form.get(version === 1 ? "resource" : "scope") || before;
}

/** The scope of a refresh token without the API's own names: a refresh token serves every API that was consented to. */
function spokenAt(before: string, words: string): string {
  return /(?:^|\s)offline_access(?:\s|$)/i.test(words) || !/offline_access/i.test(before)
    ? words
    : `${words} offline_access`;
}

/** `grant_type=authorization_code`. */
export async function byCode(host: PersonHost, request: TokenRequest) {
  const { form } = request;
  const presented = await presentedClient(host, request);
  const opened = await open<CodeGrant>(host.keys, "code", parameter(form, "code"));
  if (!opened) throw malformedGrant();
  const { content: code, sealedAt } = opened;
  const { client } = presented;
  if (code.clientId !== client.application.entity.appId)
    throw invalidGrant(70000, "Provided grant is invalid or malformed.");
  const redirectUri = form.get("redirect_uri") ?? undefined;
  if (redirectUri === undefined && code.redirectUri !== undefined) {
    const message =
      "Reply address must be provided when presenting an authorization code requested with an explicit reply address.";
    throw new TokenRejection(700009, "invalid_request", message);
  }
  if (redirectUri !== code.redirectUri) {
    const message = `The reply address '${redirectUri}' does not match the reply address '${code.redirectUri}' provided when requesting Authorization code.`;
    throw invalidGrant(500112, message);
  }
  assertOrigin(code.platform, request.origin);
  const proven = await platformProof(presented, code.platform);
  assertVerifier(code, form.get("code_verifier"));
  redeem(host, code, sealedAt);
  const words = wordsOf(request, code.asked);
  return personTokens(host, {
    version: request.version,
    client,
    ...proven,
    user: stillThere(host.tenant, code.userId, sealedAt),
    amr: code.amr,
    asked: askedIn(host, request.version, client, spokenAt(code.asked, words)),
    words: spokenAt(code.asked, words),
    nonce: code.nonce,
    clientInfo: form.get("client_info") === "1",
    browserSince: code.platform === "spa" ? sealedAt.toISOString() : undefined,
  });
}

function assertFresh({ tenant }: PersonHost, { browserSince }: RefreshGrant, sealedAt: Date): void {
  const now = tenant.clock().getTime();
  if (browserSince !== undefined && now >= Date.parse(browserSince) + browserMs) {
    const message = `The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which can't be extended. It is now expired and a new sign in request must be sent by the SPA to the sign in page. The token was issued on ${browserSince}.`;
    throw invalidGrant(700084, message);
  }
  if (now >= sealedAt.getTime() + refreshMs) {
    const message = `The refresh token has expired due to inactivity. The token was issued on ${sealedAt.toISOString()} and was inactive for 90.00:00:00.`;
    throw invalidGrant(700082, message);
  }
}

/** `grant_type=refresh_token`. The old one stays good, as Entra's does; a new one comes with every answer. */
export async function byRefreshToken(host: PersonHost, request: TokenRequest) {
  const { form, version } = request;
  const presented = await presentedClient(host, request);
  const opened = await open<RefreshGrant>(host.keys, "refresh", parameter(form, "refresh_token"));
  if (!opened) throw malformedGrant();
  const { content: grant, sealedAt } = opened;
  const { client, bare } = presented;
  if (grant.clientId !== client.application.entity.appId)
    throw invalidGrant(70000, "Provided grant is invalid or malformed.");
  assertFresh(host, grant, sealedAt);
  const browser = grant.browserSince !== undefined;
  assertOrigin(browser ? "spa" : "web", request.origin);
  const isPublic = browser || (bare && mayBePublic(client));
  const proven = await platformProof(presented, isPublic ? "publicClient" : "web");
  const words = spokenAt(grant.asked, wordsOf(request, grant.asked));
  return personTokens(host, {
    version,
    client,
    ...proven,
    user: stillThere(host.tenant, grant.userId, sealedAt),
    amr: grant.amr,
    asked: askedIn(host, version, client, words),
    words,
    clientInfo: form.get("client_info") === "1",
    browserSince: grant.browserSince,
  });
}

/** True where the application may act without a secret. */
function mayBePublic({ application }: Client): boolean {
  const { isFallbackPublicClient, publicClient } = application.entity;
  return isFallbackPublicClient === true || publicClient.redirectUris.length > 0;
}

/** `grant_type=password`: a program that types a person's password. */
export async function byPassword(host: PersonHost, request: TokenRequest) {
  const { form, version } = request;
  const presented = await presentedClient(host, request);
  const { client, bare } = presented;
  const fallsBack = client.application.entity.isFallbackPublicClient === true;
  const proven = await platformProof(presented, fallsBack ? "publicClient" : "web").catch((error) => {
    // Without any proof an application must say that it is public, by its flag.
    if (bare) throw proofMissing();
    throw error;
  });
  const words = parameter(form, version === 1 ? "resource" : "scope");
  const asked = askedIn(host, version, client, words);
  const user = authenticated(host.tenant, parameter(form, "username"), parameter(form, "password"));
  if (needsSecondFactor(host.tenant, user))
    throw secondFactorMissing(version, onlyApi(asked, words).resource.principal.appId);
  const info = form.get("client_info") === "1";
  return personTokens(host, { version, client, ...proven, user, amr: ["pwd"], asked, words, clientInfo: info });
}
