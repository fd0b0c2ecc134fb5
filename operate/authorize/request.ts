/**
 * The request by which somebody lets an application act for them: authorization code with PKCE (RFC 7636, S256) and a state
 * that nobody can guess (https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow). Pure.
 */
import { createHash } from "node:crypto";

/** What is asked, and for whom. */
export interface Asked {
  /** Without a slash at its end. */
  readonly loginUrl: string;
  readonly tenantId: string;
  readonly clientId: string;
  /** As the tenant has it, but for the port of a loopback address. */
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  /** Who is to sign in; undefined: whoever the page asks. */
  readonly user: string | undefined;
}

/** A request, and what is kept back of it: the verifier goes with the code alone. */
export interface AuthorizationRequest {
  readonly url: string;
  readonly state: string;
  readonly verifier: string;
}

/** Bytes of `state` and `code_verifier`: 43 characters, the least that RFC 7636 takes. */
const randomLength = 32;

/**
 * Makes a request.
 * @param random answers so many bytes that nobody can guess
 */
export function authorizationRequest(asked: Asked, random: (length: number) => Uint8Array): AuthorizationRequest {
  const { loginUrl, tenantId, clientId, redirectUri, scopes, user } = asked;
  const state = Buffer.from(random(randomLength)).toString("base64url");
  const verifier = Buffer.from(random(randomLength)).toString("base64url");
  const parameters = new URLSearchParams({
    client_id: clientId,
    response_type: "code",
    redirect_uri: redirectUri,
    response_mode: "query",
    scope: scopes.join(" "),
    state,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    // A browser that is signed in as somebody else would answer for them without asking.
    prompt: "select_account",
    ...(user !== undefined && { login_hint: user }),
  });
  // A scope's space as %20, as Entra's own pages write it: some programs read + in an address as a plus.
  const query = parameters.toString().replaceAll("+", "%20");
  return { url: `${loginUrl}/${tenantId}/oauth2/v2.0/authorize?${query}`, state, verifier };
}
