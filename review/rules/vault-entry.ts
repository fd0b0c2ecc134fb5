import { resourceNames, vaultEntryName } from "../../components/fixed-names.ts";
import type { ResolvedIntegration } from "../../components/resolved-integration.ts";
import { vaultParts } from "../../components/vault-id.ts";
import { text } from "../reading/inputs.ts";
import type { ResourceInputs } from "../recording.ts";
import { tokens } from "../tokens.ts";
import { foundResource } from "./registered.ts";
import type { ResourceRule } from "./rule.ts";

/** True for the one place that the file names for a credential of the schedule. */
function isKept(resolved: ResolvedIntegration, { name, inputs }: ResourceInputs): boolean {
  const { resourceGroupName, vaultName } = vaultParts(resolved.vault ?? "");
  const scheduled = resolved.credential.schedule.find(
    (candidate) => resourceNames.credential(resolved.name, candidate) === name,
  );
  return (
    scheduled !== undefined &&
    vaultName !== "" &&
    text(inputs, "vaultName") === vaultName &&
    text(inputs, "resourceGroupName") === resourceGroupName &&
    text(inputs, "secretName") === vaultEntryName(resolved.identity, scheduled)
  );
}

/** A second entry, or one in another vault, is a copy of a secret for whoever reads that vault. */
export const vaultEntry: ResourceRule = {
  name: "vault-entry",
  level: "block",
  pack: "resource",
  onlyType: tokens.vaultSecret,
  shape: "single",
  sentence: "{subject} puts a secret into {place}, which is not where the file keeps a credential of {integration}.",
  remedy:
    "Let each credential stand once, in the vault that `vault` names, under the name that the component gives it.",
  source: "CIS Microsoft Azure Foundations Benchmark, Key Vault; OWASP NHI2 (secret leakage)",
  check({ integration: { resolved, resources } }) {
    if (!resolved) return [];
    return resources
      .filter((resource) => resource.type === tokens.vaultSecret && !isKept(resolved, resource))
      .map((resource) => {
        const place = [text(resource.inputs, "vaultName"), text(resource.inputs, "secretName")]
          .filter(Boolean)
          .join("/");
        return foundResource(resource, { values: { place: place || "a vault" } });
      });
  },
};
