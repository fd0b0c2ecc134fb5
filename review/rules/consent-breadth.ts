import { heldScopes, namesOf, permissionKey } from "./held.ts";
import type { SingleRule } from "./rule.ts";

/** Consent for everyone where the vendor's page has one account sign in; the definition says where that is. */
export const consentBreadth: SingleRule = {
  name: "consent-breadth",
  level: "warn",
  pack: "integration",
  shape: "single",
  sentence: "One account authorizes {integration}, yet it may act for everyone who signs in: {scopes}.",
  remedy: "Name the account that authorizes in `signsIn`.",
  source: "Microsoft Graph, oauth2PermissionGrant (consentType)",
  check({ integration, definition }) {
    if (!definition?.demands.some(({ rule }) => rule === "consent-breadth")) return [];
    const everyone = new Set(
      integration.granted.filter((grant) => grant.for === "everyone").map((grant) => permissionKey(grant)),
    );
    const scopes = heldScopes(integration).filter((scope) => everyone.has(permissionKey(scope)));
    return scopes.length === 0 ? [] : [{ path: "signsIn", values: { scopes: namesOf(scopes) } }];
  },
};
