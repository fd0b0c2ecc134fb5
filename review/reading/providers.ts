/** Explicit providers: where everything is made, and as whom. Whatever else they are told, nobody reads. */
import type { Registration } from "../evaluate/index.ts";
import type { Unanalyzable } from "../recording.ts";
import { type Inputs, text } from "./inputs.ts";

type Seen = Omit<Unanalyzable, "integration" | "urn">;

/** Microsoft's clouds as both providers name them. A metadata host would be anybody's. */
const clouds = ["public", "usgovernment", "usgovernmentl4", "usgovernmentl5", "dod", "china", "german"];

/** By package, the inputs that a rule or the comparison reads, and what each may be. */
const readInputs: Readonly<Record<string, Readonly<Record<string, (value: string, inputs: Inputs) => boolean>>>> = {
  // Which tenant it must be, unanalyzable.ts says by resource; another client is a change (compare/providers.ts).
  azuread: {
    tenantId: () => true,
    clientId: () => true,
    environment: (value) => clouds.includes(value),
    // What the SDK makes of an empty environment.
    useMsi: (value) => value === "false",
  },
  // Which subscription it must be, the vault says (rules/vault-entry.ts).
  "azure-native": {
    subscriptionId: () => true,
    tenantId: () => true,
    clientId: () => true,
    environment: (value) => clouds.includes(value),
  },
  tls: {},
};

/** `pulumi:providers:azuread` → `azuread`; undefined for what is no provider. */
export function providedPackage(type: string): string | undefined {
  return type.startsWith("pulumi:providers:") ? type.slice("pulumi:providers:".length) : undefined;
}

/** `<urn>::<id>` of a resource's provider → its URN; empty for a default one. */
export function providerUrn({ provider }: Pick<Registration, "provider">): string {
  return provider.slice(0, Math.max(0, provider.lastIndexOf("::")));
}

/** What a provider is told and nobody reads. */
export function toldUnread({ type, inputs }: Registration): Seen[] {
  const provided = providedPackage(type);
  if (provided === undefined) return [];
  const read = Object.hasOwn(readInputs, provided) ? readInputs[provided] : undefined;
  if (!read) return [{ what: "provider-input", detail: { code: "provider-unread" } }];
  return Object.keys(inputs)
    .filter((key) => !(Object.hasOwn(read, key) && read[key]?.(text(inputs, key), inputs)))
    .sort()
    .map((input) => ({ what: "provider-input", detail: { code: "provider-told", input } }));
}
