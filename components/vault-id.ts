/**
 * The ids by which Azure knows a Key Vault and one of its secrets.
 */

/** The parts of a vault's resource id. */
export function vaultParts(vaultId: string): { subscriptionId: string; resourceGroupName: string; vaultName: string } {
  const [, , subscriptionId = "", , resourceGroupName = "", , , , vaultName = ""] = vaultId.split("/");
  return { subscriptionId, resourceGroupName, vaultName };
}

/** The name of the vault's secret in its resource id (`…/vaults/<vault>/secrets/<name>`). */
export function vaultSecretName(entryId: string): string {
  const [, , , , , , , , , , secretName = ""] = entryId.split("/");
  return secretName;
}
