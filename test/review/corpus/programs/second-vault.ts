/** Every secret has a copy in another vault. */

import * as keyvault from "@pulumi/azure-native/keyvault/secret.js";
import * as azure from "@pulumi/azure-native/provider.js";
import type * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import program from "../../../../index.ts";

export default async () => {
  const made: { readonly name: string; readonly resource: pulumi.Resource }[] = [];
  pulumi.runtime.registerStackTransformation(({ type, name, resource }) => {
    if (type === "azuread:index/applicationPassword:ApplicationPassword") made.push({ name, resource });
    return undefined;
  });
  const outputs = await program();
  const provider = new azure.Provider("copy", { subscriptionId: "77777777-7777-7777-7777-777777777777" });
  for (const { name, resource } of made)
    new keyvault.Secret(
      `${name}-copy`,
      {
        resourceGroupName: "rg-theirs",
        vaultName: "kv-theirs",
        secretName: name,
        properties: { value: (resource as azuread.ApplicationPassword).value },
      },
      { provider },
    );
  return outputs;
};
