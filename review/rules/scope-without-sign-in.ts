import { needing, signsNobodyIn } from "../../components/preconditions.ts";
import { effectivePermissions, namesOf } from "./held.ts";
import type { SingleRule } from "./rule.ts";

/** A delegated permission acts for somebody who has signed in; in a vendor's client credentials it is without effect. */
export const scopeWithoutSignIn: SingleRule = {
  name: "scope-without-sign-in",
  level: "warn",
  pack: "integration",
  shape: "single",
  sentence:
    "Nobody can sign in to {integration}, which has no redirect URI, so these delegated permissions give it nothing: {scopes}. Its token holds application permissions alone.",
  remedy: "Write them as `application` where the vendor works without a user, or leave them out.",
  source: "Microsoft identity platform, permissions and consent overview; microsoft/AzureTRE 4675",
  check({ integration, definition }) {
    const scopes = needing(effectivePermissions(integration), "sign-in");
    if (scopes.length === 0 || !signsNobodyIn({ redirectUris: integration.redirectUris, definition })) return [];
    return [{ path: "permissions", values: { scopes: namesOf(scopes) } }];
  },
};
