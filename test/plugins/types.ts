/** The resource types of azuread that the stack uses, as the SDK's tokens. */
export const type = {
  application: "azuread:index/application:Application",
  principal: "azuread:index/servicePrincipal:ServicePrincipal",
  password: "azuread:index/applicationPassword:ApplicationPassword",
  certificate: "azuread:index/applicationCertificate:ApplicationCertificate",
  identifierUri: "azuread:index/applicationIdentifierUri:ApplicationIdentifierUri",
  role: "azuread:index/appRoleAssignment:AppRoleAssignment",
  grant: "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant",
  directoryRole: "azuread:index/directoryRoleAssignment:DirectoryRoleAssignment",
} as const;
