/**
 * The claims of a token, unverified: it is the sign-in's own answer.
 * @throws where it is no JWT
 */
export function tokenClaims(token: string): Readonly<Record<string, unknown>> {
  const claims: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
  if (typeof claims === "object" && claims !== null) return claims as Readonly<Record<string, unknown>>;
  throw new Error("the token's claims are no object");
}
