/**
 * The engine's state as text, with resources taken out or their recorded values set right. `pulumi stack import` takes it
 * back as a whole, so an interrupted change leaves the state that was there. Secrets stay encrypted all along.
 */
import { z } from "zod";

const reference = z.string();

const resource = z.looseObject({
  urn: z.string(),
  dependencies: z.array(reference).nullish(),
  propertyDependencies: z.record(z.string(), z.array(reference).nullish()).nullish(),
  inputs: z.record(z.string(), z.unknown()).nullish(),
  outputs: z.record(z.string(), z.unknown()).nullish(),
});

const exported = z.looseObject({
  deployment: z.looseObject({ resources: z.array(resource) }),
});

type Resource = z.infer<typeof resource>;

/** What is to become of the state. */
export interface StateEdit {
  /** URNs of resources that the state forgets. */
  readonly forget: readonly string[];
  /** Values that a resource is to be known by, in its inputs and its outputs, by its URN. */
  readonly set: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

function without(one: Resource, gone: ReadonlySet<string>): Resource {
  const kept = (urns: readonly string[]) => urns.filter((urn) => !gone.has(urn));
  const { dependencies, propertyDependencies } = one;
  return {
    ...one,
    ...(dependencies && { dependencies: kept(dependencies) }),
    ...(propertyDependencies && {
      propertyDependencies: Object.fromEntries(
        Object.entries(propertyDependencies).map(([name, urns]) => [name, urns && kept(urns)]),
      ),
    }),
  };
}

function withValues(one: Resource, values: Readonly<Record<string, unknown>> | undefined): Resource {
  return values === undefined
    ? one
    : { ...one, inputs: { ...one.inputs, ...values }, outputs: { ...one.outputs, ...values } };
}

/**
 * @param text what `pulumi stack export` printed
 * @returns the same for `pulumi stack import`
 * @throws where it is no state
 */
export function editedState(text: string, { forget, set }: StateEdit): string {
  const state = exported.parse(JSON.parse(text));
  const gone = new Set(forget);
  const resources = state.deployment.resources
    .filter(({ urn }) => !gone.has(urn))
    .map((one) => withValues(without(one, gone), set.get(one.urn)));
  return JSON.stringify({ ...state, deployment: { ...state.deployment, resources } });
}

/** True where an edit changes nothing. */
export function isEmpty({ forget, set }: StateEdit): boolean {
  return forget.length === 0 && set.size === 0;
}
