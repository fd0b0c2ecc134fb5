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

function registerApplication(plan: ResolvedIntegration, opts: pulumi.CustomResourceOptions): azuread.Application {
  return new azuread.Application(
    `${plan.name}-application`,
    {
      displayName: plan.displayName,
      signInAudience: plan.audience,
      owners: plan.owners.map(ownerId),
      notes: plan.notes,
      tags: [marker(plan.identity)],
      preventDuplicateNames: true,
      web: {
        redirectUris: [...plan.redirectUris],
        implicitGrant: {
          accessTokenIssuanceEnabled: plan.implicitGrant.accessToken,
          idTokenIssuanceEnabled: plan.implicitGrant.idToken,
        },
      },
      requiredResourceAccesses: requiredAccess(plan.permissions),
    },
    { ...opts, protect: plan.protect },
  );
}

function registerPrincipal(
  plan: ResolvedIntegration,
  application: azuread.Application,
  opts: pulumi.CustomResourceOptions,
): azuread.ServicePrincipal {
  return new azuread.ServicePrincipal(
    `${plan.name}-principal`,
    {
      clientId: application.clientId,
      // A rerun after a lost answer adopts the principal instead of failing on it.
      useExisting: true,
      // The provider takes the deployer's ownership away unless it is named, and then cannot change its own principal.
      owners: plan.owners.map(ownerId),
      accountEnabled: plan.suspended === undefined,
      appRoleAssignmentRequired: plan.signsIn !== "everyone",
      // Without the first tag the portal's list of enterprise applications hides it (azure-powershell#7646).
      tags: ["WindowsAzureActiveDirectoryIntegratedApp", marker(plan.identity)],
      notes: plan.notes,
    },
    { ...opts, protect: plan.protect },
  );
}

/** One vendor's access: application, principal, consent, credentials, directory roles, vault entries. */
export class Integration extends pulumi.ComponentResource {
  /** Public facts: ids, dates, thumbprints. */
  readonly outputs: pulumi.Output<IntegrationOutputs>;
  /** Secret, by generation. */
  readonly secrets: Readonly<Record<string, pulumi.Output<CredentialSecret>>>;

  constructor(plan: ResolvedIntegration, context: TenantContext, opts?: pulumi.ComponentResourceOptions) {
    super(integrationType, plan.name, { ...plan }, { ...opts, aliases: plan.formerly.map((name) => ({ name })) });
    const directory = { parent: this, provider: context.directory };
    const consent = { parent: this, provider: context.consent };

    const application = registerApplication(plan, directory);
    const principal = registerPrincipal(plan, application, directory);
    grantConsent(plan, principal, context.apis, consent);
    assignUsers(plan, principal, consent);
    assignDirectoryRoles(plan, principal, consent);
    const credentials = plan.credential.generations.map((generation) =>
      issueCredential(plan, application, generation, directory, context.vault),
    );

    this.outputs = factsOf(plan, application, principal, credentials);
    this.secrets = Object.fromEntries(credentials.map(({ issued, secret }) => [issued, secret]));
    this.registerOutputs({ facts: this.outputs });
  }
}

function factsOf(
  plan: ResolvedIntegration,
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
      vendor: plan.vendor,
      tenantId: plan.tenantId,
      clientId,
      applicationObjectId,
      servicePrincipalObjectId,
      credentials: facts,
    }));
}
