/**
 * All integrations of one tenant: the providers they share, and the stack's outputs.
 */
import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import { argsOf } from "./checked-args.ts";
import { faultReport } from "./faults.ts";
import { Integration } from "./index.ts";
import type { IntegrationOutputs, SecretsOutput } from "./outputs.ts";
import { preflight } from "./preflight.ts";
import { resolveTenant } from "./resolved-tenant.ts";
import { definitionIn, type Tenant } from "./settings.ts";
import { vaultProvider } from "./vault.ts";

/** The stack's outputs. Everything secret is in `secrets`, which is secret as a whole. */
export interface StackOutputs {
  readonly integrations: Readonly<Record<string, pulumi.Output<IntegrationOutputs>>>;
  readonly secrets: pulumi.Output<SecretsOutput>;
}

/** Pinned to the file's tenant: credentials of another tenant are refused before anything is read. */
function providersOf({ id: tenantId, vault }: Tenant, consentClientId: string | undefined) {
  const entra = new azuread.Provider("entra", { tenantId });
  const consentProvider = consentClientId
    ? new azuread.Provider("entra-consent", { tenantId, clientId: consentClientId })
    : entra;
  return { entra, providers: vault === undefined ? [entra] : [entra, vaultProvider(vault)], consentProvider };
}

function outputsOf(vendor: string, integration: Integration): pulumi.Output<IntegrationOutputs> {
  const { tenantId, clientId, applicationObjectId, servicePrincipalObjectId, credentials } = integration;
  return pulumi.output({
    vendor,
    tenantId,
    clientId,
    ...(applicationObjectId && { applicationObjectId }),
    servicePrincipalObjectId,
    credentials,
  }) as pulumi.Output<IntegrationOutputs>;
}

/**
 * Declares every integration of a checked tenant, once the tenant has what they need.
 * @param consentClientId client id of the identity that grants consent and directory roles; undefined: the deployer itself
 * @throws RunError with everything that the tenant lacks
 */
export async function declareTenant(tenant: Tenant, consentClientId: string | undefined): Promise<StackOutputs> {
  const { entra, ...opts } = providersOf(tenant, consentClientId);
  const faults = await preflight(resolveTenant(tenant), entra);
  // The engine shows a RunError's message alone, without a stack trace.
  if (faults.length > 0)
    throw new pulumi.RunError(faultReport(`The tenant ${tenant.domain}, before anything is written`, faults));
  const integrations = Object.keys(tenant.integrations).map((name) => ({
    name,
    vendor: definitionIn(tenant, name).vendor,
    integration: new Integration(name, argsOf(tenant, name), opts),
  }));
  return {
    integrations: Object.fromEntries(
      integrations.map(({ name, vendor, integration }) => [name, outputsOf(vendor, integration)]),
    ),
    secrets: pulumi.secret(
      pulumi.output(Object.fromEntries(integrations.map(({ name, integration }) => [name, integration.secrets]))),
    ),
  };
}
