/** The stand-in for pulumi-resource-azuread. */
import { appRoleAssignment } from "./azuread/app-role-assignment.ts";
import { application } from "./azuread/application.ts";
import { applicationCertificate } from "./azuread/application-certificate.ts";
import { applicationFederatedCredential } from "./azuread/application-federated-credential.ts";
import { applicationIdentifierUri } from "./azuread/application-identifier-uri.ts";
import { applicationPassword } from "./azuread/application-password.ts";
import { delegatedPermissionGrant } from "./azuread/delegated-permission-grant.ts";
import { directoryRoleAssignment } from "./azuread/directory-role-assignment.ts";
import { getDirectoryObject, getDirectoryObjectToken } from "./azuread/get-directory-object.ts";
import { getServicePrincipal, getServicePrincipalToken } from "./azuread/get-service-principal.ts";
import { servicePrincipal } from "./azuread/service-principal.ts";
import { type Api, connect } from "./client.ts";
import { main } from "./host.ts";
import { type HttpEnvironment, httpEnvironment } from "./http.ts";
import type { Plugin } from "./operations.ts";
import { versionOf } from "./package-version.ts";
import { identityFrom } from "./sign-in.ts";

/** The plugin with a given environment, clock and wait. */
export function azuread(from: HttpEnvironment): Plugin<Api> {
  return {
    name: "azuread",
    version: versionOf("@pulumi/azuread"),
    kinds: [
      application,
      servicePrincipal,
      applicationPassword,
      applicationCertificate,
      applicationFederatedCredential,
      applicationIdentifierUri,
      appRoleAssignment,
      delegatedPermissionGrant,
      directoryRoleAssignment,
    ],
    functions: {
      [getServicePrincipalToken]: getServicePrincipal,
      [getDirectoryObjectToken]: getDirectoryObject,
    },
    config: ["tenantId", "clientId", "clientSecret", "metadataHost"],
    replacingConfig: ["tenantId"],
    connect: (config) => connect(identityFrom(config, from.environment), "microsoftGraphResourceId", from),
    within: (api, minutes) => api.within(minutes),
  };
}

if (import.meta.main) await main(azuread(httpEnvironment));
