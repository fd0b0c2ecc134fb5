/** The versions of the providers' packages, which the program's own providers name. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ProviderVersions } from "../recovery/apply.ts";

function versionOf(root: string, name: string): string {
  const manifest = readFileSync(join(root, "node_modules", "@pulumi", name, "package.json"), "utf8");
  return (JSON.parse(manifest) as { readonly version: string }).version;
}

/** @param root the checkout */
export function providerVersions(root: string): ProviderVersions {
  return { azuread: versionOf(root, "azuread"), "azure-native": versionOf(root, "azure-native") };
}
