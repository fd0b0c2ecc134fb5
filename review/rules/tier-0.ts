import { ratedPermission } from "../permission.ts";
import type { RecordedPermission } from "../recording.ts";
import { effectivePermissions, foundPermission } from "./held.ts";
import type { SingleRule } from "./rule.ts";

/** Paths to privileged groups and roles that neither CISA nor Microsoft rates, but azure-tiering lists. */
const privilegedPaths =
  /^(?:PrivilegedAccess|Privileged(?:Assignment|Eligibility)Schedule|RoleManagementPolicy|Role(?:Assignment|Eligibility)Schedule)\.(?:ReadWrite|Remove)\.(?:AzureAD|AzureADGroup|AzureResources|Directory|EntraAppRole)$/;

/**
 * True for an app role by which its holder can take over the tenant, or change all of one kind of its data; of one that no
 * source rates, its name says so.
 */
export function isTier0(permission: RecordedPermission): boolean {
  if (permission.kind !== "application") return false;
  const { risk, riskReasons } = ratedPermission(permission);
  const byName = riskReasons.some(({ code }) => code === "changes-by-name");
  return risk === "critical" || byName || privilegedPaths.test(permission.name);
}

/** Scopes are left to `risky-permission`: they act only with the rights of the person who signed in. */
export const tier0: SingleRule = {
  name: "tier-0",
  level: "vendor",
  pack: "integration",
  shape: "single",
  sentence:
    "{subject} ({api}) lets {integration} take over the tenant, or change all of one kind of its data: {reason}.",
  remedy: "Ask for a narrower permission. Only what a step of the vendor's page demands can be accepted.",
  source: "CISA ScubaGear, RiskyAppPermissions (Critical); azure-tiering, tier 0; Maester MT.1050, MT.1051",
  check({ integration, definition }) {
    return effectivePermissions(integration)
      .filter(isTier0)
      .map((permission) =>
        foundPermission(permission, definition, { values: { reason: ratedPermission(permission).riskReasons } }),
      );
  },
};
