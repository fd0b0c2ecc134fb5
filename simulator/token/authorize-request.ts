/** A request at the authorization endpoint: what an application wants somebody to sign in for, and how it wants the answer. */
import type { Tenant } from "../directory/directory.ts";
import { notSimulated, TokenRejection } from "../errors.ts";
import { type Client, clientNamed } from "./client.ts";
import { askedIn, assertAuthority, type PersonHost } from "./person-grant.ts";
import { type Platform, redirectFor } from "./redirect-uri.ts";

/** How the answer travels. */
export type ResponseMode = "query" | "fragment" | "form_post";
/** What the answer holds. */
export type ResponsePart = "code" | "id_token" | "token";

/** A request whose answer may go to the application: client and redirect URI are right. */
export interface AuthorizeRequest {
  readonly purpose: "sign-in";
  readonly version: 1 | 2;
  /** The tenant as the path names it. */
  readonly named: string;
  readonly clientId: string;
  /** Where the browser goes. */
  readonly target: string;
  readonly platform: Platform;
  /** The request's own `redirect_uri`, which the code's redemption must repeat. */
  readonly redirectUri: string | undefined;
  readonly mode: ResponseMode;
  readonly parts: readonly ResponsePart[];
  /** The scope (version 2) or resource (version 1). */
  readonly words: string;
  readonly state: string | undefined;
  readonly nonce: string | undefined;
  readonly challenge: { readonly value: string; readonly method: "S256" | "plain" } | undefined;
  readonly prompt: "none" | "login" | "consent" | "select_account" | undefined;
  readonly loginHint: string;
  readonly clientInfo: boolean;
}

/** What was read: the request, and what is wrong with it that the application may hear. */
export interface ReadRequest {
  readonly request: AuthorizeRequest;
  readonly client: Client;
  readonly fault: TokenRejection | undefined;
}

const responseParts: readonly ResponsePart[] = ["code", "id_token", "token"];
const combinations = [
  "code",
  "id_token",
  "token",
  "code id_token",
  "id_token token",
  "code id_token token",
  "code token",
];
const modes: readonly ResponseMode[] = ["query", "fragment", "form_post"];
const prompts = ["none", "login", "consent", "select_account"] as const;

function refused(number: number, error: TokenRejection["error"], message: string): TokenRejection {
  return new TokenRejection(number, error, message);
}

function partsOf(params: URLSearchParams): readonly ResponsePart[] {
  const words = (params.get("response_type") ?? "").split(/\s+/).filter(Boolean);
  return responseParts.filter((part) => words.includes(part));
}

/** A code goes by query, what must not reach a server's log by fragment. */
function modeOf(params: URLSearchParams, parts: readonly ResponsePart[]): ResponseMode {
  const asked = modes.find((mode) => mode === params.get("response_mode"));
  return asked ?? (parts.length === 1 && parts[0] === "code" ? "query" : "fragment");
}

function responseFault(params: URLSearchParams, parts: readonly ResponsePart[], client: Client) {
  const words = (params.get("response_type") ?? "").split(/\s+/).filter(Boolean);
  if (words.length === 0)
    return refused(
      900144,
      "invalid_request",
      "The request body must contain the following parameter: 'response_type'.",
    );
  if (words.length !== parts.length || !combinations.includes(parts.join(" "))) {
    const message = `The provided value for the input parameter 'response_type' isn't allowed for this client. Expected value is 'code'. Found: '${words.join(" ")}'.`;
    return refused(70005, "unsupported_response_type", message);
  }
  const { implicitGrantSettings } = client.application.entity.web;
  if (parts.includes("token") && !implicitGrantSettings.enableAccessTokenIssuance)
    return refused(700051, "unsupported_response_type", "response_type 'token' is not enabled for the application.");
  if (parts.includes("id_token") && !implicitGrantSettings.enableIdTokenIssuance)
    return refused(700054, "unsupported_response_type", "response_type 'id_token' is not enabled for the application.");
  const asked = params.get("response_mode");
  const unknown = asked !== null && !modes.some((mode) => mode === asked);
  if (unknown || (asked === "query" && parts.some((part) => part !== "code"))) {
    const message = `'${asked}' is not a currently supported 'response_mode' for '${parts.join(" ")}'.`;
    return refused(70007, "invalid_request", message);
  }
  if (parts.includes("id_token") && !params.get("nonce"))
    return refused(900144, "invalid_request", "The request body must contain the following parameter: 'nonce'.");
  return undefined;
}

function challengeOf(params: URLSearchParams): AuthorizeRequest["challenge"] {
  const value = params.get("code_challenge");
  if (!value) return undefined;
  return { value, method: params.get("code_challenge_method") === "S256" ? "S256" : "plain" };
}

function challengeFault(params: URLSearchParams): TokenRejection | undefined {
  const value = params.get("code_challenge");
  const method = params.get("code_challenge_method");
  if (method && method !== "S256" && method !== "plain")
    return refused(50149, "invalid_request", "Invalid Code_Challenge_method parameter.");
  if (value && (value.length < 43 || value.length > 128))
    return refused(501491, "invalid_request", "Invalid size of Code_Challenge parameter.");
  return undefined;
}

/** What the request says it is for; version 1 asks its application's own registration where it names no API. */
function wordsOf(params: URLSearchParams, version: 1 | 2): string {
  return version === 1 ? params.get("resource") || "https://graph.microsoft.com" : (params.get("scope") ?? "");
}

function promptFault(params: URLSearchParams): TokenRejection | undefined {
  const prompt = params.get("prompt");
  if (!prompt || prompts.some((known) => known === prompt)) return undefined;
  return refused(90023, "invalid_request", `Unsupported 'prompt' value '${prompt}'.`);
}

/** What Entra has and this page has not is said before anybody signs in. */
function assertSimulated(params: URLSearchParams): void {
  for (const name of ["request", "request_uri", "claims"])
    if (params.get(name)) throw notSimulated(`the parameter ${name} of a sign-in`);
}

function scopeFault(host: PersonHost, version: 1 | 2, client: Client, words: string): TokenRejection | undefined {
  if (words === "")
    return refused(900144, "invalid_request", "The request body must contain the following parameter: 'scope'.");
  try {
    askedIn(host, version, client, words);
    return undefined;
  } catch (error) {
    if (error instanceof TokenRejection) return error;
    throw error;
  }
}

/** The client of a request, at an address where it may be asked for. @throws TokenRejection that only the person may see */
export function clientOf(
  host: PersonHost & { readonly tenant: Tenant },
  named: string,
  params: URLSearchParams,
): Client {
  const clientId = params.get("client_id");
  if (!clientId)
    throw refused(900144, "invalid_request", "The request body must contain the following parameter: 'client_id'.");
  const client = clientNamed(host.tenant, clientId);
  assertAuthority(host, named, client);
  return client;
}

/**
 * Reads a request.
 * @throws TokenRejection where client or redirect URI are wrong: nothing may go to the application then
 */
export function readRequest(host: PersonHost, version: 1 | 2, named: string, params: URLSearchParams): ReadRequest {
  const client = clientOf(host, named, params);
  const redirectUri = params.get("redirect_uri") ?? undefined;
  const { uri, platform } = redirectFor(client.application.entity, redirectUri);
  assertSimulated(params);
  const parts = partsOf(params);
  const words = wordsOf(params, version);
  const request: AuthorizeRequest = {
    purpose: "sign-in",
    version,
    named,
    clientId: client.application.entity.appId,
    target: uri,
    platform,
    redirectUri,
    mode: modeOf(params, parts),
    parts,
    words,
    state: params.get("state") ?? undefined,
    nonce: params.get("nonce") ?? undefined,
    challenge: challengeOf(params),
    prompt: prompts.find((prompt) => prompt === params.get("prompt")),
    loginHint: params.get("login_hint") ?? "",
    clientInfo: params.get("client_info") === "1",
  };
  const fault =
    responseFault(params, parts, client) ??
    challengeFault(params) ??
    promptFault(params) ??
    scopeFault(host, version, client, words);
  return { request, client, fault };
}
