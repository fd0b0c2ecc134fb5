/** What the stack's last state has, as far as the program must know what stands before it can say what is to be. */
import * as pulumi from "@pulumi/pulumi";
import { resourceNames } from "./fixed-names.ts";
import type { ResolvedIntegration } from "./resolved-integration.ts";

/** A resource of the stack's last state: its name and type, and what it holds. */
export interface StateResource {
  readonly name: string;
  readonly type: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

const states = new WeakMap<pulumi.ProviderResource, Promise<readonly StateResource[]>>();

/** The stack's last state, as the engine's own lookup tells it; once a provider. */
export function lastState(provider: pulumi.ProviderResource): Promise<readonly StateResource[]> {
  const stackName = [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack()].join("/");
  const read =
    states.get(provider) ??
    pulumi.runtime
      .invoke("pulumi:pulumi:readStackResourceOutputs", { stackName })
      .then(({ outputs = {} }: { outputs?: Readonly<Record<string, Omit<StateResource, "name">>> }) =>
        Object.entries(outputs).map(([urn, resource]) => ({ ...resource, name: urn.split("::").at(-1) ?? "" })),
      );
  states.set(provider, read);
  return read;
}

/** The tags that the state has on the application of an integration, under its name of today or a former one. */
export function applicationTags(
  { name, formerly }: Pick<ResolvedIntegration, "name" | "formerly">,
  state: readonly StateResource[],
): readonly unknown[] {
  const names = [name, ...formerly].map(resourceNames.application);
  const application = state.find((one) => one.type.endsWith(":Application") && names.includes(one.name));
  return Array.isArray(application?.outputs.tags) ? application.outputs.tags : [];
}
