/** A secret has a copy in another vault, below its integration. */
import * as keyvault from "@pulumi/azure-native/keyvault/secret.js";
import * as azure from "@pulumi/azure-native/provider.js";
import * as azuread from "@pulumi/azuread";
import { declared } from "./declared.ts";

export default async () => {
  const { integration, application, child } = await declared();
  const provider = new azure.Provider("copy", { subscriptionId: "77777777-7777-7777-7777-777777777777" });
  const { value } = azuread.ApplicationPassword.get("read", "id", undefined, child);
  new keyvault.Secret(
    "notifications-2026-11-21",
    {
      resourceGroupName: "rg-theirs",
      vaultName: "kv-theirs",
      secretName: application.displayName,
      properties: { value },
    },
    { parent: integration, provider },
  );
};
