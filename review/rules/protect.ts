import type { Clause } from "../clause.ts";
import type { RecordedIntegration } from "../recording.ts";
import { tokens } from "../tokens.ts";
import { ofType } from "./registered.ts";
import type { ChangeRule, IntegrationChange } from "./rule.ts";

/** Protected in part: the option stands on the application and on the principal, or on neither. */
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

/** The client id stands in the vendor's console, so a deletion by accident cannot be taken back. */
export const protect: ChangeRule = {
  name: "protect",
  level: "block",
  shape: "change",
  sentence: "{integration} {fault}.",
  remedy: "Leave in steps, each a change of its own: `suspended`, then `leaving`, then remove the integration.",
  source: "Pulumi, resource option protect",
  check(change) {
    const fault = faultOf(change);
    return fault === undefined ? [] : [{ path: change.after?.leaving ? "leaving" : "", values: { fault } }];
  },
};
