/**
 * Where a credential is kept when the tenant's file names a Key Vault: one secret a credential, because azure-native
 * deletes a whole secret and not a version of it.
 */
import * as keyvault from "@pulumi/azure-native/keyvault/secret.js";
import * as azure from "@pulumi/azure-native/provider.js";
import type * as pulumi from "@pulumi/pulumi";
import { dayNumber } from "./dates.ts";
import { vaultEntryName } from "./fixed-names.ts";
import type { ResolvedIntegration, ScheduledCredential } from "./resolved-integration.ts";
import { vaultParts } from "./vault-id.ts";

/** A credential on its way into the vault. `confirmedBy` is what Entra must have accepted first. */
export interface KeptCredential {
  readonly value: pulumi.Output<string>;
  readonly contentType: string;
  readonly keyId: pulumi.Input<string>;
  readonly confirmedBy: pulumi.Resource;
}

/** Keeps one credential; answers the id of the vault's secret. */
export type Vault = (
  resolved: ResolvedIntegration,
  scheduled: ScheduledCredential,
  credential: KeptCredential,
  parent: pulumi.Resource,
) => pulumi.Output<string>;

/** Opens a vault by its resource id, with a provider of its own subscription: credentials of another one cannot write here. */
export function openVault(vaultId: string): Vault {
  const { subscriptionId, resourceGroupName, vaultName } = vaultParts(vaultId);
  const provider = new azure.Provider("vault", { subscriptionId });
  return (resolved, scheduled, { value, contentType, keyId, confirmedBy }, parent) =>
    new keyvault.Secret(
      `${resolved.name}-${scheduled.issued}`,
      {
        resourceGroupName,
        vaultName,
        secretName: vaultEntryName(resolved.identity, scheduled),
        properties: {
          value,
          contentType,
          attributes: { enabled: true, expires: dayNumber(scheduled.expires) * 86_400 },
        },
        tags: { integration: resolved.identity, issued: scheduled.issued, keyId },
      },
      { parent, provider, dependsOn: confirmedBy },
    ).id;
}
