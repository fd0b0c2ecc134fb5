/**
 * Type tokens of the resources that the review reads. Everything else is said to be there, and not interpreted.
 */

/** Tokens by what they are. The Integration's is that of components/integration.ts, whose import would load the providers. */
export const tokens = {
  integration: "m365:index:Integration",
  stack: "pulumi:pulumi:Stack",
  stackReference: "pulumi:pulumi:StackReference",
  entraProvider: "pulumi:providers:azuread",
  application: "azuread:index/application:Application",
  principal: "azuread:index/servicePrincipal:ServicePrincipal",
  password: "azuread:index/applicationPassword:ApplicationPassword",
  certificate: "azuread:index/applicationCertificate:ApplicationCertificate",
  federated: "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential",
  identifierUri: "azuread:index/applicationIdentifierUri:ApplicationIdentifierUri",
  roleAssignment: "azuread:index/appRoleAssignment:AppRoleAssignment",
  grant: "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant",
  directoryRole: "azuread:index/directoryRoleAssignment:DirectoryRoleAssignment",
  privateKey: "tls:index/privateKey:PrivateKey",
  selfSigned: "tls:index/selfSignedCert:SelfSignedCert",
  vaultSecret: "azure-native:keyvault:Secret",
  principalLookup: "azuread:index/getServicePrincipal:getServicePrincipal",
  objectLookup: "azuread:index/getDirectoryObject:getDirectoryObject",
  stateLookup: "pulumi:pulumi:readStackResourceOutputs",
} as const;

/** True for what changes access: Entra's objects, keys and vaults. */
export function concernsAccess(type: string): boolean {
  return /^(?:azuread|tls|azure-native):/.test(type);
}

/** True for what gives access itself, so that its removal takes some away. */
export function givesAccess(type: string): boolean {
  return /^azuread:.*(?:Password|Certificate|FederatedIdentityCredential|Assignment|Grant|Application|ServicePrincipal|RedirectUris|ApiAccess|Owner|Member)$/.test(
    type,
  );
}
