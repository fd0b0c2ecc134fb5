/** Redeems a code at the token endpoint, with the integration's own client secret and the request's verifier. */
import { z } from "zod";
import { OperationError } from "../errors.ts";
import { refusal, type Whose } from "./refusals.ts";

/** What a code bought. */
export interface Tokens {
  readonly accessToken: string;
  /** Undefined without `offline_access`. */
  readonly refreshToken: string | undefined;
  /** As the answer names them. */
  readonly scopes: readonly string[];
  /** Seconds that the access token lives. */
  readonly expiresIn: number;
}

/** What goes to the token endpoint. */
export interface Redemption {
  readonly whose: Whose;
  readonly loginUrl: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly code: string;
  readonly verifier: string;
}

const answered = z.union([
  z.object({
    access_token: z.string().min(1),
    refresh_token: z.string().min(1).optional(),
    scope: z.string().default(""),
    expires_in: z.coerce.number(),
  }),
  z.object({ error: z.string(), error_description: z.string().default("") }),
]);

async function sent(url: string, form: Record<string, string>): Promise<unknown> {
  try {
    const response = await fetch(url, { method: "POST", body: new URLSearchParams(form), redirect: "error" });
    return await response.json();
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new OperationError(
      `${url} gave no answer that can be read: ${cause}. The code may be used up: begin again when it can be reached.`,
    );
  }
}

/** @throws OperationError in words for a person, never with the secret, the code or a token */
export async function redeem(redemption: Redemption): Promise<Tokens> {
  const { whose, loginUrl, tenantId, clientId, clientSecret, redirectUri, scopes, code, verifier } = redemption;
  const answer = answered.safeParse(
    await sent(`${loginUrl}/${tenantId}/oauth2/v2.0/token`, {
      grant_type: "authorization_code",
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uri: redirectUri,
      scope: scopes.join(" "),
      code,
      code_verifier: verifier,
    }),
  );
  if (!answer.success) throw new OperationError("the token endpoint's answer is neither tokens nor a refusal");
  if ("error" in answer.data) throw refusal(whose, answer.data.error, answer.data.error_description);
  const { access_token: accessToken, refresh_token: refreshToken, scope, expires_in: expiresIn } = answer.data;
  return { accessToken, refreshToken, scopes: scope.split(/\s+/).filter(Boolean), expiresIn };
}
