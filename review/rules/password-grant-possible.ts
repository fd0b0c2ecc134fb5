import { heldScopes, namesOf } from "./held.ts";
import type { SingleRule } from "./rule.ts";

/** No switch forbids a confidential client the password grant; only multi-factor authentication stands in its way. */
export const passwordGrantPossible: SingleRule = {
  name: "password-grant-possible",
  level: "accept",
  pack: "integration",
  shape: "single",
  sentence:
    "The client secret and a user's password are enough for {scopes}: the vendor's page has multi-factor authentication switched off, and nothing else forbids the password grant.",
  remedy: "Leave the delegated permissions out (`omits`) and multi-factor authentication on.",
  source: "Microsoft, OAuth 2.0 resource owner password credentials; RFC 9700, 2.4",
  check({ integration, definition }) {
    const scopes = heldScopes(integration);
    const demanded = definition?.demands.some(({ rule }) => rule === "password-grant-possible") ?? false;
    if (!demanded || integration.credentials.kind !== "secret" || scopes.length === 0) return [];
    return [{ values: { scopes: namesOf(scopes) }, measure: scopes.length }];
  },
};
