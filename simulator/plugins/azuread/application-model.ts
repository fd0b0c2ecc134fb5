/** An application between the provider's properties and Graph's. */
import { requiredText, texts } from "../kind.ts";
import { isObject, type Properties, type Value } from "../properties.ts";
import { appRolesFromGraph, appRolesToGraph, idsByValue, scopesFromGraph, scopesToGraph } from "./permissions.ts";
import { featureTagsOf, tagsOf } from "./tags.ts";

function object(value: Value | undefined): Properties {
  return isObject(value) ? value : {};
}
function objects(value: Value | undefined): Properties[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
/** The provider sends an unset text as null. */
function orNull(value: Value | undefined): Value {
  return value === undefined || value === "" ? null : value;
}
function orEmpty(value: Value | undefined): Value {
  return value ?? "";
}

/** The body of POST, and of PATCH without what did not change. */
export function applicationToGraph(inputs: Properties): Properties {
  const { api, web, publicClient, singlePageApplication } = inputs;
  const implicit = object(object(web).implicitGrant);
  return {
    api: {
      acceptMappedClaims: object(api).mappedClaimsEnabled ?? false,
      knownClientApplications: texts(object(api).knownClientApplications),
      oauth2PermissionScopes: scopesToGraph(object(api).oauth2PermissionScopes),
      requestedAccessTokenVersion: object(api).requestedAccessTokenVersion ?? 1,
    },
    appRoles: appRolesToGraph(inputs.appRoles),
    description: orNull(inputs.description),
    displayName: requiredText(inputs, "displayName"),
    groupMembershipClaims: texts(inputs.groupMembershipClaims).join(",") || null,
    identifierUris: texts(inputs.identifierUris),
    info: {
      marketingUrl: orNull(inputs.marketingUrl),
      privacyStatementUrl: orNull(inputs.privacyStatementUrl),
      supportUrl: orNull(inputs.supportUrl),
      termsOfServiceUrl: orNull(inputs.termsOfServiceUrl),
    },
    isDeviceOnlyAuthSupported: inputs.deviceOnlyAuthEnabled ?? false,
    isFallbackPublicClient: inputs.fallbackPublicClientEnabled ?? false,
    notes: orNull(inputs.notes),
    optionalClaims: optionalClaimsToGraph(inputs.optionalClaims),
    publicClient: { redirectUris: texts(object(publicClient).redirectUris) },
    requiredResourceAccess: objects(inputs.requiredResourceAccesses).map((access) => ({
      resourceAppId: access.resourceAppId ?? null,
      resourceAccess: objects(access.resourceAccesses).map(({ id, type }) => ({
        id: id ?? null,
        type: type ?? null,
      })),
    })),
    serviceManagementReference: orNull(inputs.serviceManagementReference),
    signInAudience: inputs.signInAudience ?? "AzureADMyOrg",
    spa: { redirectUris: texts(object(singlePageApplication).redirectUris) },
    tags: tagsOf(inputs),
    web: {
      homePageUrl: orNull(object(web).homepageUrl),
      implicitGrantSettings: {
        enableAccessTokenIssuance: implicit.accessTokenIssuanceEnabled ?? false,
        enableIdTokenIssuance: implicit.idTokenIssuanceEnabled ?? false,
      },
      logoutUrl: orNull(object(web).logoutUrl),
      redirectUris: texts(object(web).redirectUris),
    },
  };
}

/** The outputs, owners apart. `beta` is the object of the beta API, for what v1.0 does not show. */
export function applicationFromGraph(application: Properties, beta: Properties): Properties {
  const { api, info, web, publicClient, spa } = application;
  const implicit = object(object(web).implicitGrantSettings);
  const scopes = object(api).oauth2PermissionScopes;
  return {
    api: {
      knownClientApplications: texts(object(api).knownClientApplications),
      mappedClaimsEnabled: object(api).acceptMappedClaims ?? false,
      oauth2PermissionScopes: scopesFromGraph(scopes),
      requestedAccessTokenVersion: object(api).requestedAccessTokenVersion ?? 1,
    },
    appRoleIds: idsByValue(application.appRoles),
    appRoles: appRolesFromGraph(application.appRoles),
    clientId: orEmpty(application.appId),
    description: orEmpty(application.description),
    deviceOnlyAuthEnabled: application.isDeviceOnlyAuthSupported ?? false,
    disabledByMicrosoft: orEmpty(application.disabledByMicrosoftStatus),
    displayName: orEmpty(application.displayName),
    fallbackPublicClientEnabled: application.isFallbackPublicClient ?? false,
    featureTags: featureTagsOf(application.tags),
    groupMembershipClaims: String(application.groupMembershipClaims ?? "")
      .split(",")
      .filter(Boolean),
    identifierUris: texts(application.identifierUris),
    logoUrl: orEmpty(object(info).logoUrl),
    marketingUrl: orEmpty(object(info).marketingUrl),
    notes: orEmpty(application.notes),
    oauth2PermissionScopeIds: idsByValue(scopes),
    oauth2PostResponseRequired: beta.oauth2RequirePostResponse ?? false,
    objectId: orEmpty(application.id),
    optionalClaims: optionalClaimsFromGraph(application.optionalClaims),
    privacyStatementUrl: orEmpty(object(info).privacyStatementUrl),
    publicClient: { redirectUris: texts(object(publicClient).redirectUris) },
    publisherDomain: orEmpty(application.publisherDomain),
    requiredResourceAccesses: objects(application.requiredResourceAccess).map((access) => ({
      resourceAppId: orEmpty(access.resourceAppId),
      resourceAccesses: objects(access.resourceAccess).map(({ id, type }) => ({
        id: orEmpty(id),
        type: orEmpty(type),
      })),
    })),
    serviceManagementReference: orEmpty(application.serviceManagementReference),
    signInAudience: orEmpty(application.signInAudience),
    singlePageApplication: { redirectUris: texts(object(spa).redirectUris) },
    supportUrl: orEmpty(object(info).supportUrl),
    tags: texts(application.tags),
    termsOfServiceUrl: orEmpty(object(info).termsOfServiceUrl),
    web: {
      homepageUrl: orEmpty(object(web).homePageUrl),
      implicitGrant: {
        accessTokenIssuanceEnabled: implicit.enableAccessTokenIssuance ?? false,
        idTokenIssuanceEnabled: implicit.enableIdTokenIssuance ?? false,
      },
      logoutUrl: orEmpty(object(web).logoutUrl),
      redirectUris: texts(object(web).redirectUris),
    },
  };
}

/** The provider's name of each list of claims, and Graph's. */
const claimLists = { accessTokens: "accessToken", idTokens: "idToken", saml2Tokens: "saml2Token" };

function optionalClaimsToGraph(claims: Value | undefined): Value {
  if (!isObject(claims)) return {};
  return Object.fromEntries(
    Object.entries(claimLists).map(([name, graphName]) => [
      graphName,
      objects(claims[name]).map((claim) => ({
        additionalProperties: texts(claim.additionalProperties),
        essential: claim.essential ?? false,
        name: claim.name ?? "",
        source: orNull(claim.source),
      })),
    ]),
  );
}

function optionalClaimsFromGraph(claims: Value | undefined): Value {
  if (!isObject(claims)) return {};
  return Object.fromEntries(
    Object.entries(claimLists).map(([name, graphName]) => [
      name,
      objects(claims[graphName]).map((claim) => ({
        additionalProperties: texts(claim.additionalProperties),
        essential: claim.essential ?? false,
        name: claim.name ?? "",
        source: orEmpty(claim.source),
      })),
    ]),
  );
}
