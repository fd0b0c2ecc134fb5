/** The Resource Manager id of a vault's secret, and its parts as inputs of the resource. */
import { requiredText } from "../kind.ts";
import type { Properties } from "../properties.ts";

/** `/subscriptions/…/vaults/<vault>/secrets/<name>`. */
export function secretId(subscriptionId: string, inputs: Properties): string {
  return (
    `/subscriptions/${subscriptionId}/resourceGroups/${requiredText(inputs, "resourceGroupName")}` +
    `/providers/Microsoft.KeyVault/vaults/${requiredText(inputs, "vaultName")}/secrets/${requiredText(inputs, "secretName")}`
  );
}

const idPattern =
  /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)\/providers\/Microsoft\.KeyVault\/vaults\/([^/]+)\/secrets\/([^/]+)$/i;

/** The inputs that an id holds. @throws when it is no secret's id. */
export function parseSecretId(id: string): Properties {
  const [, resourceGroupName, vaultName, secretName] = idPattern.exec(id) ?? [];
  if (resourceGroupName === undefined || vaultName === undefined || secretName === undefined) {
    throw new Error(
      `"${id}" is not the id of a secret: /subscriptions/{}/resourceGroups/{}/providers/Microsoft.KeyVault/vaults/{}/secrets/{}`,
    );
  }
  return { resourceGroupName, vaultName, secretName };
}
