/**
 * Where a credential is kept when the tenant's file names a Key Vault: one secret a credential, because azure-native
 * deletes a whole secret and not a version of it.
 */
import * as keyvault from "@pulumi/azure-native/keyvault/secret.js";
import * as azure from "@pulumi/azure-native/provider.js";
import type * as pulumi from "@pulumi/pulumi";
import { dayNumber } from "./dates.ts";
import { resourceNames, vaultEntryName } from "./fixed-names.ts";
import { type Marker, stackTag } from "./marker.ts";
import type { ResolvedIntegration, ScheduledCredential } from "./resolved-integration.ts";
import { vaultParts } from "./vault-id.ts";

/** A credential on its way into the vault. `confirmedBy` is what Entra must have accepted first. */
export interface KeptCredential {
  readonly value: pulumi.Output<string>;
  readonly contentType: string;
  readonly keyId: pulumi.Input<string>;
  readonly marker: Promise<Marker>;
  readonly confirmedBy: pulumi.Resource;
}

/** A provider of the vault's own subscription: credentials of another one cannot write there. */
export function vaultProvider(vaultId: string): azure.Provider {
  return new azure.Provider("vault", { subscriptionId: vaultParts(vaultId).subscriptionId });
}

/** Keeps one credential in the vault with this resource id; answers the id of the vault's secret. */
export function keepInVault(
  vaultId: string,
  resolved: ResolvedIntegration,
  scheduled: ScheduledCredential,
  { value, contentType, keyId, marker, confirmedBy }: KeptCredential,
  opts: { readonly parent: pulumi.Resource; readonly provider: pulumi.ProviderResource },
): pulumi.Output<string> {
  const { resourceGroupName, vaultName } = vaultParts(vaultId);
  return new keyvault.Secret(
    resourceNames.credential(resolved.name, scheduled),
    {
      resourceGroupName,
      vaultName,
      secretName: vaultEntryName(resolved.identity, scheduled),
      properties: {
        value,
        contentType,
        attributes: { enabled: true, expires: dayNumber(scheduled.expires) * 86_400 },
      },
      tags: marker.then(({ identity, stack }) => ({
        integration: identity,
        issued: scheduled.issued,
        keyId,
        ...(stack !== undefined && { stack: stackTag(stack) }),
      })),
    },
    { ...opts, dependsOn: confirmedBy },
  ).id;
}
