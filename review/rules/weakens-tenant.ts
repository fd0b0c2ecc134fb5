import type { VendorDefinition } from "../../components/definition.ts";
import { heldScopes } from "./held.ts";
import type { SingleRule } from "./rule.ts";

/** Steps that serve the password grant alone: nobody signs in with a password where no delegated permission is held. */
function servesPasswordGrant({ demands }: VendorDefinition, step: string): boolean {
  return demands.some((demand) => demand.rule === "password-grant-possible" && demand.step === step);
}

/** The vendor's page has a person change a setting of the tenant that makes it less safe. */
export const weakensTenant: SingleRule = {
  name: "weakens-tenant",
  level: "vendor",
  pack: "integration",
  shape: "single",
  sentence: "Step {step} of the vendor's page weakens the tenant. {reason}",
  remedy:
    "Leave the step out; take it only if the vendor confirms that nothing works without it, and as narrowly as the page allows.",
  source: "CISA SCuBA, Microsoft Entra ID baseline, section 3",
  check({ integration, definition }) {
    const signsInUsers = heldScopes(integration).length > 0;
    return (definition?.demands ?? [])
      .filter(({ rule }) => rule === "weakens-tenant")
      .filter(({ step }) => signsInUsers || !definition || !servesPasswordGrant(definition, step))
      .map(({ subject = "", step, reason }) => ({ subject: subject, values: { step, reason }, variant: step }));
  },
};
