import type { Clause } from "../clause.ts";
import type { RecordedIntegration } from "../recording.ts";
import { tokens } from "../tokens.ts";
import { ofType } from "./registered.ts";
import { type ChangeRule, comparesTwoStates, type IntegrationChange } from "./rule.ts";

/** True if only one of application and service principal is protected. */
function isHalf(integration: RecordedIntegration): boolean {
  const options = ofType(integration, tokens.application, tokens.principal).map(({ protect }) => protect);
  return options.includes(true) && options.includes(false);
}

function faultOf({ before, after }: IntegrationChange): Clause | undefined {
  if (!after) return undefined;
  if (isHalf(after)) return { code: "half-protected" };
  if (!before?.protected && after.protectionRequested && !after.protected) return { code: "unprotected" };
  if (!before?.protected || after.protected) return undefined;
  if (!after.leaving) return { code: "unprotected-without-leaving" };
  return before.suspended === undefined || before.enabled ? { code: "leaving-unsuspended" } : undefined;
}

/** The vendor holds the client id. An application deleted by accident would come back with another one. */
export const protect: ChangeRule = {
  name: "protect",
  level: "block",
  pack: "none",
  becauseReview: comparesTwoStates,
  shape: "change",
  sentence: "{integration} {fault}.",
  remedy: "Leave in steps, each a change of its own: `suspended`, then `leaving`, then remove the integration.",
  source: "Pulumi, resource option protect",
  check(change) {
    const fault = faultOf(change);
    return fault === undefined ? [] : [{ path: change.after?.leaving ? "leaving" : "", values: { fault } }];
  },
};
