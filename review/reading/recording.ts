/** From what the program registered to one side of a review. */
import { orderedBy } from "../../components/order.ts";
import type { Evaluation, Registration } from "../evaluate/index.ts";
import type { HandOff, RecordedFrom, Recording } from "../recording.ts";
import { tokens } from "../tokens.ts";
import { integrationOf } from "./integration.ts";
import { byIntegration } from "./placement.ts";
import { providedPackage } from "./providers.ts";
import { outputLeaks, publicOutputsOf, withoutSecrets } from "./secrets.ts";
import { unanalyzableOf } from "./unanalyzable.ts";

/** The tenant that the first provider is pinned to: where things really happen, whatever the file says. */
function tenantOf(registrations: readonly Registration[]): string {
  const provider = registrations.find(({ type, inputs }) => type === tokens.entraProvider && inputs.tenantId);
  const naming = registrations.find(({ type, inputs }) => type === tokens.integration && inputs.tenantId);
  return String((provider ?? naming)?.inputs.tenantId ?? "");
}

/**
 * Reads an evaluation: what each integration may do, what stands outside of them, and what cannot be judged.
 * The order is the same however the engine's calls interleave. It holds no secret, not even one that the program put
 * into an input in plain.
 */
export function recordingOf(
  evaluation: Evaluation,
  from: RecordedFrom,
  handOff?: HandOff,
  definitions?: Recording["definitions"],
): Recording {
  const { clean, leaks } = withoutSecrets([...evaluation.registrations].sort(orderedBy(({ urn }) => urn)));
  const { components, childrenOf, outside } = byIntegration(clean);
  const integrations = components.map((component) => integrationOf(component, childrenOf(component)));
  return {
    version: 1,
    ...from,
    tenantId: tenantOf(clean),
    integrations: integrations.sort(orderedBy(({ name }) => name)),
    outside,
    ...(handOff && { handOff }),
    ...(definitions && { definitions }),
    providers: clean.filter(({ type }) => providedPackage(type) !== undefined),
    ...(evaluation.handedOut && { publicOutputs: publicOutputsOf(evaluation.handedOut) }),
    unjudgeable: [
      ...leaks,
      ...outputLeaks(evaluation.handedOut ?? []),
      ...unanalyzableOf({ ...evaluation, registrations: clean }),
    ],
  };
}
