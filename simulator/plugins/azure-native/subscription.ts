/** A subscription with the signed-in client of its Resource Manager. */
import type { Api } from "../client.ts";

/** What the azure-native kinds take from the provider's configuration. */
export interface Subscription {
  readonly api: Api;
  readonly id: string;
}
