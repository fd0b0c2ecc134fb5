/** What of a vendor's page is an integration's business, by the kinds of its credentials. */
import { kindOf, needsAll } from "../../components/asked-credential.ts";
import type { CredentialAsked, VendorDefinition } from "../../components/definition.ts";
import type { ResolvedIntegration } from "../../components/resolved-integration.ts";

/** The kinds that are typed in now: the newest line's, or one of each where the product needs all; and another issuer's word. */
function kindsOf(
  definition: VendorDefinition,
  { credential }: Pick<ResolvedIntegration, "credential">,
): ReadonlySet<CredentialAsked["kind"]> {
  const lines = credential.schedule.map((scheduled) => kindOf(credential, scheduled));
  return new Set([
    ...(needsAll(definition) ? lines : lines.slice(-1)),
    ...(credential.federated === undefined ? [] : (["federated"] as const)),
  ]);
}

/** The definition without parts, steps and fields for other kinds of credential. */
export function forCredential(
  definition: VendorDefinition,
  resolved: Pick<ResolvedIntegration, "credential">,
): VendorDefinition {
  const kinds = kindsOf(definition, resolved);
  const isOurs = ({ withCredential }: { readonly withCredential?: CredentialAsked["kind"] }) =>
    withCredential === undefined || kinds.has(withCredential);
  return {
    ...definition,
    procedures: definition.procedures.filter(isOurs).map((procedure) => ({
      ...procedure,
      steps: procedure.steps
        .filter(isOurs)
        .map((step) => (step.fields ? { ...step, fields: step.fields.filter(isOurs) } : step)),
    })),
  };
}
