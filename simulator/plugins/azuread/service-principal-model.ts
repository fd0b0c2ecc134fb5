/** A service principal of Graph as the provider's properties: of the resource and of the look-up alike. */
import { texts } from "../kind.ts";
import { isObject, type Properties, type Value } from "../properties.ts";
import { appRolesFromGraph, idsByValue, scopesFromGraph } from "./permissions.ts";
import { featuresOf, featureTagsOf } from "./tags.ts";

function orEmpty(value: Value | undefined): Value {
  return value ?? "";
}

/** The outputs, owners apart. `beta` is the object of the beta API, for what v1.0 does not show. */
export function servicePrincipalFromGraph(principal: Properties, beta: Properties): Properties {
  const saml = principal.samlSingleSignOnSettings;
  return {
    accountEnabled: principal.accountEnabled ?? true,
    alternativeNames: texts(principal.alternativeNames),
    appRoleAssignmentRequired: principal.appRoleAssignmentRequired ?? false,
    appRoleIds: idsByValue(principal.appRoles),
    appRoles: appRolesFromGraph(principal.appRoles),
    applicationTenantId: orEmpty(principal.appOwnerOrganizationId),
    clientId: orEmpty(principal.appId),
    description: orEmpty(principal.description),
    displayName: orEmpty(principal.displayName),
    featureTags: featureTagsOf(principal.tags),
    features: featuresOf(principal.tags),
    homepageUrl: orEmpty(principal.homepage),
    loginUrl: orEmpty(principal.loginUrl),
    logoutUrl: orEmpty(principal.logoutUrl),
    notes: orEmpty(principal.notes),
    notificationEmailAddresses: texts(principal.notificationEmailAddresses),
    oauth2PermissionScopeIds: idsByValue(principal.oauth2PermissionScopes),
    oauth2PermissionScopes: scopesFromGraph(principal.oauth2PermissionScopes),
    objectId: orEmpty(principal.id),
    preferredSingleSignOnMode: orEmpty(principal.preferredSingleSignOnMode),
    redirectUris: texts(principal.replyUrls),
    samlMetadataUrl: orEmpty(beta.samlMetadataUrl),
    samlSingleSignOn: { relayState: (isObject(saml) && saml.relayState) || "" },
    // Graph lists the client id among the names, the provider takes it out.
    servicePrincipalNames: texts(principal.servicePrincipalNames).filter((name) => name !== principal.appId),
    signInAudience: orEmpty(principal.signInAudience),
    tags: texts(principal.tags),
    type: orEmpty(principal.servicePrincipalType),
  };
}
