/** What the engine hands to a policy, as the rules of the review read it. */
import type { ResourceValidationArgs } from "@pulumi/policy";
import type { ResolvedIntegration } from "../components/resolved-integration.ts";
import { nameIn, typeIn } from "../components/urn.ts";
import { plannedIntegration, resolvedOf } from "../review/reading/integration.ts";
import type { PlannedIntegration, ResourceInputs } from "../review/recording.ts";
import type { RecordedResources } from "../review/rules/rule.ts";
import { tokens } from "../review/tokens.ts";
import { knownInputs } from "./known-inputs.ts";

/** The part of the arguments that a state is made of. */
export type Analyzed = Pick<ResourceValidationArgs, "type" | "props" | "urn" | "name"> & {
  readonly opts: Pick<ResourceValidationArgs["opts"], "parent">;
};

/** What an Integration's registered inputs say will be made. */
export function planFrom({ props, name }: Analyzed): PlannedIntegration {
  return plannedIntegration({ ...(knownInputs(props) as ResolvedIntegration), name });
}

function inputsOf({ type, props, name }: Analyzed): ResourceInputs {
  return {
    type,
    name,
    // The engine does not say which are components; only this project's own types and the SDK's are.
    custom: !/^(?:m365|pulumi):/.test(type),
    inputs: knownInputs(props) as ResourceInputs["inputs"],
  };
}

/** The types of a URN, from the outermost parent to the resource itself. */
function typesOf(urn: string): readonly string[] {
  return (urn.split("::")[2] ?? "").split("$");
}

/** The name in a URN; empty where the parent is another thing than an Integration. */
function integrationName(parent: string | undefined): string {
  return parent !== undefined && typeIn(parent) === tokens.integration ? nameIn(parent) : "";
}

/** What the engine handed over before, in this run: a resource comes after its parent. */
export type Memory = Map<string, { readonly parent: string; readonly resolved?: ResolvedIntegration }>;

/** Keeps an Integration's inputs, and whose child any other component is. */
export function remember(memory: Memory, { type, urn, name, props, opts }: Analyzed): void {
  const parent = opts.parent ?? "";
  if (type !== tokens.integration) memory.set(urn, { parent });
  else
    memory.set(urn, { parent, resolved: resolvedOf({ name, inputs: knownInputs(props) as ResourceInputs["inputs"] }) });
}

/** An Integration that was never handed over has no inputs, so that whatever is made below it goes beyond them. */
function resolvedAbove(memory: Memory, { opts }: Analyzed): ResolvedIntegration {
  for (let urn = opts.parent; urn; urn = memory.get(urn)?.parent) {
    const resolved = memory.get(urn)?.resolved;
    if (resolved) return resolved;
  }
  return resolvedOf({ name: integrationName(opts.parent), inputs: {} });
}

/** One resource, below an Integration or outside of all, by its URN. */
export function resourcesOf(analyzed: Analyzed, memory: Memory): RecordedResources {
  const resource = inputsOf(analyzed);
  const inside = typesOf(analyzed.urn).slice(0, -1).includes(tokens.integration);
  const name = integrationName(analyzed.opts.parent);
  return {
    integrations: inside ? [{ name, resolved: resolvedAbove(memory, analyzed), resources: [resource] }] : [],
    outside: inside ? [] : [resource],
  };
}
