/** The stand-in for pulumi-resource-azure-native: Key Vault secrets and nothing else. */
import { secret } from "./azure-native/secret.ts";
import type { Subscription } from "./azure-native/subscription.ts";
import { connect } from "./client.ts";
import { main } from "./host.ts";
import { type HttpEnvironment, httpEnvironment } from "./http.ts";
import { text } from "./kind.ts";
import type { Plugin } from "./operations.ts";
import { versionOf } from "./package-version.ts";
import { identityFrom } from "./sign-in.ts";

/** The plugin with a given environment, clock and wait. */
export function azureNative(from: HttpEnvironment): Plugin<Subscription> {
  return {
    name: "azure-native",
    version: versionOf("@pulumi/azure-native"),
    kinds: [secret],
    functions: {},
    config: ["subscriptionId", "tenantId", "clientId", "clientSecret"],
    replacingConfig: ["subscriptionId", "tenantId"],
    connect: async (config) => {
      const id = text(config, "subscriptionId") ?? from.environment.ARM_SUBSCRIPTION_ID;
      if (!id) throw new Error("the azure-native provider has no subscriptionId");
      return { id, api: await connect(identityFrom(config, from.environment), "resourceManager", from) };
    },
  };
}

if (import.meta.main) await main(azureNative(httpEnvironment));
