/** What the application puts into its tokens, and what others may ask of it: inputs of the provider's application, plain. */
import type { ResolvedIntegration } from "./resolved-integration.ts";

const tokenLists = { idToken: "idTokens", accessToken: "accessTokens", saml2Token: "saml2Tokens" } as const;

const memberTypes = { users: "User", applications: "Application" } as const;

function claimInputs({ claims }: ResolvedIntegration) {
  if (claims === undefined) return {};
  const { optional = [], groups } = claims;
  const lists = Object.entries(tokenLists).flatMap(([token, list]) => {
    const named = optional.filter((claim) => claim.in.some((one) => one === token)).map(({ name }) => ({ name }));
    return named.length === 0 ? [] : [[list, named] as const];
  });
  return {
    ...(lists.length > 0 && { optionalClaims: Object.fromEntries(lists) }),
    ...(groups !== undefined && { groupMembershipClaims: [groups] }),
  };
}

function roleInputs({ appRoles = [] }: ResolvedIntegration) {
  if (appRoles.length === 0) return {};
  return {
    appRoles: appRoles.map(({ id, value, name, description, for: whom }) => ({
      id,
      value,
      displayName: name,
      description,
      allowedMemberTypes: whom.map((one) => memberTypes[one]),
      enabled: true,
    })),
  };
}

function apiInputs({ exposes }: ResolvedIntegration) {
  if (exposes === undefined) return {};
  const { accessTokenVersion, scopes = [] } = exposes;
  return {
    api: {
      ...(accessTokenVersion !== undefined && { requestedAccessTokenVersion: accessTokenVersion }),
      ...(scopes.length > 0 && {
        oauth2PermissionScopes: scopes.map(({ id, value, name, description, consent }) => ({
          id,
          value,
          type: consent === "users" ? "User" : "Admin",
          adminConsentDisplayName: name,
          adminConsentDescription: description,
          ...(consent === "users" && { userConsentDisplayName: name, userConsentDescription: description }),
          enabled: true,
        })),
      }),
    },
  };
}

/** The application's inputs for all of it; none where the page asks for nothing of the kind. */
export function tokenInputs(resolved: ResolvedIntegration) {
  return { ...claimInputs(resolved), ...roleInputs(resolved), ...apiInputs(resolved) };
}
