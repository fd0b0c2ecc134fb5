import type { VendorDefinition } from "../../components/definition.ts";
import { heldScopes, namesOf } from "./held.ts";
import type { SingleRule } from "./rule.ts";

/** True where the vendor signs nobody in: its page asks for no redirect URI and has no password typed. */
function worksAlone({ redirectUris, demands }: VendorDefinition): boolean {
  return redirectUris.from === "nowhere" && !demands.some(({ rule }) => rule === "password-grant-possible");
}

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
    const scopes = heldScopes(integration);
    if (scopes.length === 0 || integration.redirectUris.length > 0 || !definition || !worksAlone(definition)) return [];
    return [{ path: "permissions", values: { scopes: namesOf(scopes) } }];
  },
};
