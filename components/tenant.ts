/**
 * All integrations of one tenant: the providers they share, and the stack's outputs.
 */
import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import { argsOf } from "./checked-args.ts";
import { faultReport } from "./faults.ts";
import { Integration } from "./index.ts";
import { lastState, type StateResource } from "./last-state.ts";
import { leftOutVariable } from "./left-out.ts";
import type { Obstacles } from "./obstacles.ts";
import type { IntegrationOutputs, SecretsOutput } from "./outputs.ts";
import { preflight } from "./preflight.ts";
import type { ResolvedIntegration } from "./resolved-integration.ts";
import { resolveTenant } from "./resolved-tenant.ts";
import { definitionIn, type Tenant } from "./settings.ts";
import { vaultProvider } from "./vault.ts";

/** The stack's outputs. Everything secret is in `secrets`, which is secret as a whole. */
export interface StackOutputs {
  readonly integrations: Readonly<Record<string, pulumi.Input<IntegrationOutputs>>>;
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
 * Refuses the run where the tenant stands against it, but for the integrations that it leaves out. One that is left out
 * must have a reason, seen by the program itself: what it does not register goes, unless the engine is held off it.
 */
function refuse({ domain }: Tenant, { shared, own }: Obstacles, leftOut: readonly string[]): void {
  const needless = leftOut.filter((name) => !own.has(name));
  if (needless.length > 0)
    throw new pulumi.RunError(
      `${leftOutVariable} leaves ${needless.join(", ")} out of this run, and the tenant says nothing against it: run again by ./integrations, which asks the tenant anew`,
    );
  const held = [...own.keys()].filter((name) => !leftOut.includes(name));
  const faults = [...shared, ...held.flatMap((name) => own.get(name) ?? [])];
  if (faults.length === 0) return;
  const report = faultReport(`The tenant ${domain}, before anything is written`, faults);
  const others = `The others go on without ${held.join(", ")} where ./integrations runs the engine (pulumi up, plan and apply, make up): it holds the engine off what cannot be applied.`;
  // The engine shows a RunError's message alone, without a stack trace.
  throw new pulumi.RunError(shared.length > 0 ? report : `${report}\n${others}`);
}

interface Outputs {
  readonly integrations?: Readonly<Record<string, IntegrationOutputs>>;
  readonly secrets?: SecretsOutput;
}

/** The stack's outputs of the last run: what is left out stands as it was. */
function outputsBefore(state: readonly StateResource[]): Outputs {
  return state.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {};
}

/** What they hold of some integrations; one that was to be renamed in this run is found under its former name. */
function kept<Value>(
  all: Readonly<Record<string, Value>> = {},
  integrations: readonly ResolvedIntegration[],
): Record<string, Value> {
  return Object.fromEntries(
    integrations.flatMap(({ name, formerly }) => {
      const known = [name, ...formerly].find((one) => Object.hasOwn(all, one));
      const value = known === undefined ? undefined : all[known];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/**
 * Declares every integration of a checked tenant, once the tenant has what they need.
 * @param consentClientId client id of the identity that grants consent and directory roles; undefined: the deployer itself
 * @param leftOut integrations that are not declared in this run (left-out.ts)
 * @throws RunError with everything that the tenant lacks
 */
export async function declareTenant(
  tenant: Tenant,
  consentClientId: string | undefined,
  leftOut: readonly string[] = [],
): Promise<StackOutputs> {
  const { entra, ...opts } = providersOf(tenant, consentClientId);
  const resolved = resolveTenant(tenant);
  refuse(tenant, await preflight(resolved, entra), leftOut);
  const standing = resolved.filter(({ name }) => leftOut.includes(name));
  const before = leftOut.length > 0 ? outputsBefore(await lastState(entra)) : {};
  const integrations = Object.keys(tenant.integrations)
    .filter((name) => !leftOut.includes(name))
    .map((name) => ({
      name,
      vendor: definitionIn(tenant, name).vendor,
      integration: new Integration(name, argsOf(tenant, name), opts),
    }));
  return {
    integrations: {
      ...Object.fromEntries(
        integrations.map(({ name, vendor, integration }) => [name, outputsOf(vendor, integration)]),
      ),
      ...kept(before.integrations, standing),
    },
    secrets: pulumi.secret(
      pulumi.output({
        ...Object.fromEntries(integrations.map(({ name, integration }) => [name, integration.secrets])),
        ...kept(before.secrets, standing),
      }),
    ),
  };
}
