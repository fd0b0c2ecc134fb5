/**
 * One integration as Entra objects. Built from a plan; the plan is registered as its inputs, so the review and the
 * policy pack read the same values.
 */
import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import { type ApiPrincipals, assignDirectoryRoles, assignUsers, grantConsent, requiredAccess } from "./consent.ts";
import { type Credential, issueCredential } from "./credential.ts";
import { marker } from "./fixed-names.ts";
import type { CredentialSecret, IntegrationOutputs } from "./outputs.ts";
import type { ResolvedIntegration } from "./resolved-integration.ts";
import { ownerId } from "./settings.ts";
import type { Vault } from "./vault.ts";

/** The component's type token. It is in every URN: it stays as it is for ever. */
export const integrationType = "m365:index:Integration";

/** What the integrations of one tenant share. */
export interface TenantContext {
  /** The azuread provider pinned to the tenant. */
  readonly directory: pulumi.ProviderResource;
  /** Whoever grants consent and directory roles: the same provider, or one of another identity. */
  readonly consent: pulumi.ProviderResource;
  /** Where credentials are kept, if the tenant's file names a vault. */
  readonly vault?: Vault;
  readonly apis: ApiPrincipals;
}

function registerApplication(resolved: ResolvedIntegration, opts: pulumi.CustomResourceOptions): azuread.Application {
  return new azuread.Application(
    `${resolved.name}-application`,
    {
      displayName: resolved.displayName,
      signInAudience: resolved.audience,
      owners: resolved.owners.map(ownerId),
      notes: resolved.notes,
      tags: [marker(resolved.identity)],
      preventDuplicateNames: true,
      web: {
        redirectUris: [...resolved.redirectUris],
        implicitGrant: {
          accessTokenIssuanceEnabled: resolved.implicitGrant.accessToken,
          idTokenIssuanceEnabled: resolved.implicitGrant.idToken,
        },
      },
      requiredResourceAccesses: requiredAccess(resolved.permissions),
    },
    { ...opts, protect: resolved.protect },
  );
}

function registerPrincipal(
  resolved: ResolvedIntegration,
  application: azuread.Application,
  opts: pulumi.CustomResourceOptions,
): azuread.ServicePrincipal {
  return new azuread.ServicePrincipal(
    `${resolved.name}-principal`,
    {
      clientId: application.clientId,
      // A rerun after a lost answer adopts the principal instead of failing on it.
      useExisting: true,
      // The provider takes the deployer's ownership away unless it is named, and then cannot change its own principal.
      owners: resolved.owners.map(ownerId),
      accountEnabled: resolved.suspended === undefined,
      appRoleAssignmentRequired: resolved.signsIn !== "everyone",
      // Without the first tag the portal's list of enterprise applications hides it (azure-powershell#7646).
      tags: ["WindowsAzureActiveDirectoryIntegratedApp", marker(resolved.identity)],
      notes: resolved.notes,
    },
    { ...opts, protect: resolved.protect },
  );
}

/** One vendor's access: application, principal, consent, credentials, directory roles, vault entries. */
export class Integration extends pulumi.ComponentResource {
  /** Public facts: ids, dates, thumbprints. */
  readonly outputs: pulumi.Output<IntegrationOutputs>;
  /** Secret, by credential. */
  readonly secrets: Readonly<Record<string, pulumi.Output<CredentialSecret>>>;

  constructor(resolved: ResolvedIntegration, context: TenantContext, opts?: pulumi.ComponentResourceOptions) {
    super(
      integrationType,
      resolved.name,
      { ...resolved },
      { ...opts, aliases: resolved.formerly.map((name) => ({ name })) },
    );
    const directory = { parent: this, provider: context.directory };
    const consent = { parent: this, provider: context.consent };

    const application = registerApplication(resolved, directory);
    const principal = registerPrincipal(resolved, application, directory);
    grantConsent(resolved, principal, context.apis, consent);
    assignUsers(resolved, principal, consent);
    assignDirectoryRoles(resolved, principal, consent);
    const credentials = resolved.credential.schedule.map((scheduled) =>
      issueCredential(resolved, application, scheduled, directory, context.vault),
    );

    this.outputs = factsOf(resolved, application, principal, credentials);
    this.secrets = Object.fromEntries(credentials.map(({ issued, secret }) => [issued, secret]));
    this.registerOutputs({ facts: this.outputs });
  }
}

function factsOf(
  resolved: ResolvedIntegration,
  application: azuread.Application,
  principal: azuread.ServicePrincipal,
  credentials: readonly Credential[],
): pulumi.Output<IntegrationOutputs> {
  return pulumi
    .all([
      application.clientId,
      application.objectId,
      principal.objectId,
      pulumi.all(credentials.map(({ outputs: facts }) => facts)),
    ])
    .apply(([clientId, applicationObjectId, servicePrincipalObjectId, facts]) => ({
      vendor: resolved.vendor,
      tenantId: resolved.tenantId,
      clientId,
      applicationObjectId,
      servicePrincipalObjectId,
      credentials: facts,
    }));
}
