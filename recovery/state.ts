/** The engine's state as far as recovery reads it: `pulumi stack export` (apitype.DeploymentV3). */
import { z } from "zod";

const properties = z.record(z.string(), z.unknown());

const resource = z.object({
  urn: z.string(),
  type: z.string(),
  parent: z.string().optional(),
  id: z.string().optional(),
  delete: z.boolean().optional(),
  inputs: properties.nullish(),
  outputs: properties.nullish(),
  initErrors: z.array(z.string()).nullish(),
});

const exported = z.object({
  deployment: z
    .object({
      resources: z.array(resource).nullish(),
      pending_operations: z.array(z.object({ type: z.string(), resource })).nullish(),
    })
    .nullish(),
});

type Properties = Readonly<Record<string, unknown>>;

/** A resource that the engine knows. Secrets in it are encrypted. */
export interface KnownResource {
  readonly urn: string;
  readonly type: string;
  /** URN of what it belongs to. */
  readonly parent: string | undefined;
  /** Undefined for a component, and for what is only to be made. */
  readonly id: string | undefined;
  readonly inputs: Properties;
  readonly outputs: Properties;
  /** True where its creation or update ended in an error after the object was there. */
  readonly halfDone: boolean;
}

/** An operation that was begun and whose end the engine never saw. */
export interface Pending {
  /** The engine's word: creating, updating, deleting … */
  readonly operation: string;
  readonly resource: KnownResource;
}

/** A stack's state. */
export interface State {
  readonly resources: ReadonlyMap<string, KnownResource>;
  readonly pending: readonly Pending[];
}

/** The state of a stack that was never applied. */
export const emptyState: State = { resources: new Map(), pending: [] };

function known({ urn, type, parent, id, inputs, outputs, initErrors }: z.infer<typeof resource>): KnownResource {
  return {
    urn,
    type,
    parent,
    id,
    inputs: inputs ?? {},
    outputs: outputs ?? {},
    halfDone: (initErrors ?? []).length > 0,
  };
}

/** Reads the text of `pulumi stack export`. @throws where it is none */
export function readState(text: string): State {
  const { deployment } = exported.parse(JSON.parse(text));
  const resources = (deployment?.resources ?? []).filter((one) => one.delete !== true).map(known);
  return {
    resources: new Map(resources.map((one) => [one.urn, one])),
    pending: (deployment?.pending_operations ?? []).map(({ type, resource }) => ({
      operation: type,
      resource: known(resource),
    })),
  };
}

/** The last part of an id: the object's own. */
export function lastPart(id: string | undefined): string {
  return id?.split("/").at(-1) ?? "";
}
