/**
 * What our objects in the tenant bear: by it an audit finds what no state knows, and each stack of a tenant tells its own
 * from another's. An application and a principal have it as a tag, a vault entry in its tag `stack`.
 */

const prefix = "m365-integrations";

/** Which stack of which project. Neither name holds a slash: Pulumi refuses one. */
export interface MarkedStack {
  readonly project: string;
  readonly stack: string;
}

/** What a marker says. */
export interface Marker {
  /** The first name that the integration ever had. */
  readonly identity: string;
  /** Undefined in a marker from before it carried the stack. */
  readonly stack: MarkedStack | undefined;
}

/** The marker of an integration: `m365-integrations/<project>/<stack>/<identity>`, without a stack `m365-integrations/<identity>`. */
export function markerOf({ identity, stack }: Marker): string {
  return [prefix, ...(stack === undefined ? [] : [stack.project, stack.stack]), identity].join("/");
}

/** What a tag says as a marker; undefined for any other tag. */
export function markerIn(tag: string): Marker | undefined {
  const [first, ...parts] = tag.split("/");
  if (first !== prefix || parts.includes("")) return undefined;
  if (parts.length === 1) return { identity: String(parts[0]), stack: undefined };
  if (parts.length !== 3) return undefined;
  const [project, stack, identity] = parts as [string, string, string];
  return { identity, stack: { project, stack } };
}

/**
 * The marker that an integration's application, principal and vault entries bear: the stack's. An application that the
 * state has with the marker from before, without a stack, keeps that one, and so do the others: nothing is written to a
 * running integration for a tag.
 * @param tagsInState tags of the application as the last state has it; none where it has no application
 */
export function markerAsBorn(identity: string, stack: MarkedStack, tagsInState: readonly unknown[]): Marker {
  const own = markerOf({ identity, stack });
  const bornWithout = tagsInState.includes(markerOf({ identity, stack: undefined })) && !tagsInState.includes(own);
  return { identity, stack: bornWithout ? undefined : stack };
}

/** A stack as a vault entry's tag `stack` names it. */
export function stackTag({ project, stack }: MarkedStack): string {
  return `${project}/${stack}`;
}

/** The stack that a tag `stack` names. */
export function stackIn(tag: string): MarkedStack {
  const [project = "", stack = ""] = tag.split("/");
  return { project, stack };
}
