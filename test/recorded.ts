/**
 * The recorded program, for the vendors' tests: what `index.ts` registers for tenants/dev.yaml and tenants/gallery.yaml.
 */

import { integrationType } from "../components/integration.ts";
import type { ResolvedIntegration } from "../components/resolved-integration.ts";
import program from "../index.ts";
import { type Evaluation, evaluate, type Registration } from "../review/evaluate/index.ts";

/** One integration as registered. */
export interface RegisteredIntegration {
  /** The Integration's registered inputs. */
  readonly resolved: ResolvedIntegration;
  /** Its children. */
  readonly resources: readonly Registration[];
  /** All children of a type. */
  all(type: string): readonly Registration[];
  /** The one child of a type. @throws if there is none or more than one. */
  only(type: string): Registration;
}

/** A recorded stack. */
export interface RecordedStack extends Evaluation {
  integration(name: string): RegisteredIntegration;
}

function integrationOf({ registrations }: Evaluation, name: string): RegisteredIntegration {
  const component = registrations.find((resource) => resource.type === integrationType && resource.name === name);
  if (!component) throw new Error(`no integration ${name} was registered`);
  const resources = registrations.filter(({ parent }) => parent === component.urn);
  const all = (type: string) => resources.filter((resource) => resource.type === type);
  return {
    resolved: component.inputs as unknown as ResolvedIntegration,
    resources,
    all,
    only(type) {
      const [first, ...others] = all(type);
      if (!first || others.length > 0) throw new Error(`${name} has ${all(type).length} resources of ${type}, not one`);
      return first;
    },
  };
}

/** Records the program for a tenant's file, with more of the stack's configuration. @throws if the evaluation has problems. */
export async function recorded(
  tenantFile: string,
  config: Readonly<Record<string, string>> = {},
): Promise<RecordedStack> {
  const evaluation = await evaluate(program, {
    project: "m365-integrations",
    stack: "dev",
    config: { "m365-integrations:tenant": tenantFile, ...config },
  });
  if (evaluation.problems.length > 0) throw new Error(evaluation.problems.join("\n"));
  return { ...evaluation, integration: (name) => integrationOf(evaluation, name) };
}

let dev: Promise<RecordedStack> | undefined;
let gallery: Promise<RecordedStack> | undefined;

/** The recorded stack of tenants/gallery.yaml; evaluated once a process. */
export function recordedGallery(): Promise<RecordedStack> {
  gallery ??= recorded("tenants/gallery.yaml");
  return gallery;
}

/** The recorded dev stack; evaluated once a process. */
export function recordedDev(): Promise<RecordedStack> {
  dev ??= recorded("tenants/dev.yaml");
  return dev;
}
