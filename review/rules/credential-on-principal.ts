import { foundResource, ofType } from "./registered.ts";
import type { SingleRule } from "./rule.ts";

/** Credentials of a service principal alone. */
export const principalCredentials = [
  "azuread:index/servicePrincipalPassword:ServicePrincipalPassword",
  "azuread:index/servicePrincipalCertificate:ServicePrincipalCertificate",
  "azuread:index/servicePrincipalTokenSigningCertificate:ServicePrincipalTokenSigningCertificate",
];

/** A credential on the service principal, which the portal does not show beside those of the application. */
export const credentialOnPrincipal: SingleRule = {
  name: "credential-on-principal",
  level: "block",
  pack: "resource",
  onlyType: undefined,
  shape: "single",
  sentence:
    "{subject} ({type}) puts a credential on the service principal, where the application's own list does not show it.",
  remedy: "Issue it on the application, as a line of `credentials`.",
  source: "Zero Trust Assessment 21896",
  check({ integration }) {
    return ofType(integration, ...principalCredentials).map((registration) => foundResource(registration));
  },
};
