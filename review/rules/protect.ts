import type { RecordedIntegration } from "../recording.ts";
import { tokens } from "../tokens.ts";
import { ofType } from "./registered.ts";
import { type ChangeRule, comparesTwoStates, type IntegrationChange } from "./rule.ts";

/** True if only one of application and service principal is protected. */
function isHalf(integration: RecordedIntegration): boolean {
  const options = ofType(integration, tokens.application, tokens.principal).map(({ protect }) => protect);
  return options.includes(true) && options.includes(false);
}

function faultOf({ before, after }: IntegrationChange): string | undefined {
  if (!after) return undefined;
  if (isHalf(after)) return "is protected on only one of application and service principal";
  if (!before?.protected && after.protectionRequested && !after.protected)
    return "is not protected, though its tenant is not disposable";
  if (!before?.protected || after.protected) return undefined;
  if (!after.leaving) return "loses its protection without `leaving`";
  return before.suspended === undefined || before.enabled
    ? "is leaving, but no earlier change suspended it"
    : undefined;
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
