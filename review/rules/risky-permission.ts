import { ratedPermission } from "../permission.ts";
import { effectivePermissions, foundPermission } from "./held.ts";
import type { SingleRule } from "./rule.ts";
import { isTier0 } from "./tier-0.ts";

/** A permission of high risk that does not reach the whole tenant (`tier-0` judges those): it needs a justification. */
export const riskyPermission: SingleRule = {
  name: "risky-permission",
  level: "warn",
  pack: "integration",
  shape: "single",
  sentence: "{subject} ({kind}, {api}) is of {risk} risk: {reason}.",
  remedy: "Say in the pull request what it is needed for, or ask for a narrower one.",
  source: "CISA ScubaGear, RiskyAppPermissions (High); the ratings of catalog/tiers.json",
  check({ integration, definition }) {
    return effectivePermissions(integration).flatMap((permission) => {
      const { risk, riskReasons } = ratedPermission(permission);
      if ((risk !== "high" && risk !== "critical") || isTier0(permission)) return [];
      return [
        foundPermission(permission, definition, {
          values: { risk: { code: "risk", level: risk }, reason: riskReasons },
        }),
      ];
    });
  },
};
