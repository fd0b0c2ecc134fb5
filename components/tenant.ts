/**
 * All integrations of one tenant: the providers they share, the APIs' principals, and the stack's outputs.
 */
import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import type { ApiPrincipals } from "./consent.ts";
import { Integration, type TenantContext } from "./integration.ts";
import type { IntegrationOutputs, SecretsOutput } from "./outputs.ts";
import { type ResolvedIntegration, resolveIntegration } from "./resolved-integration.ts";
import type { Tenant } from "./settings.ts";
import { definitionOf, type VendorName } from "./vendors/index.ts";

/** The stack's outputs. Everything secret is in `secrets`, which is secret as a whole. */
export interface StackOutputs {
  readonly integrations: Readonly<Record<string, pulumi.Output<IntegrationOutputs>>>;
  readonly secrets: pulumi.Output<SecretsOutput>;
}

/** Every integration of a tenant, decided. */
export function resolveTenant(tenant: Tenant): ResolvedIntegration[] {
  return Object.entries(tenant.integrations).map(([name, { vendor }]) =>
    resolveIntegration(tenant, name, definitionOf(vendor as VendorName)),
  );
}

/** Microsoft's own principals are looked up once, never created: a destroy would try to delete them. */
function lookUpApis(
  resolvedIntegrations: readonly ResolvedIntegration[],
  provider: pulumi.ProviderResource,
): ApiPrincipals {
  const appIds = new Set(resolvedIntegrations.flatMap(({ permissions }) => permissions.map(({ appId }) => appId)));
  return new Map(
    [...appIds]
      .sort()
      .map((clientId) => [clientId, azuread.getServicePrincipalOutput({ clientId }, { provider }).objectId]),
  );
}

/** Pinned to the file's tenant: credentials of another tenant are refused before anything is read. */
async function contextOf(
  tenant: Tenant,
  resolvedIntegrations: readonly ResolvedIntegration[],
  consentClientId: string | undefined,
): Promise<TenantContext> {
  const directory = new azuread.Provider("entra", { tenantId: tenant.id });
  const consent = consentClientId
    ? new azuread.Provider("entra-consent", { tenantId: tenant.id, clientId: consentClientId })
    : directory;
  // azure-native takes a moment to load; a tenant without a vault does not wait for it.
  const vault = tenant.vault === undefined ? undefined : (await import("./vault.ts")).openVault(tenant.vault);
  return { directory, consent, apis: lookUpApis(resolvedIntegrations, directory), ...(vault && { vault }) };
}

/**
 * Declares every integration of a checked tenant.
 * @param consentClientId client id of the identity that grants consent and directory roles; undefined: the deployer itself
 */
export async function declareTenant(tenant: Tenant, consentClientId: string | undefined): Promise<StackOutputs> {
  const resolvedIntegrations = resolveTenant(tenant);
  const context = await contextOf(tenant, resolvedIntegrations, consentClientId);
  const integrations = resolvedIntegrations.map(
    (resolved) => [resolved.name, new Integration(resolved, context)] as const,
  );
  return {
    integrations: Object.fromEntries(integrations.map(([name, { outputs: facts }]) => [name, facts])),
    secrets: pulumi.secret(
      pulumi.output(Object.fromEntries(integrations.map(([name, { secrets }]) => [name, secrets]))),
    ),
  };
}
