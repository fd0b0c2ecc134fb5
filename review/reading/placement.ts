/** Which registrations belong to which Integration: by parent, through components in between. */
import type { Registration } from "../evaluate/index.ts";
import { tokens } from "../tokens.ts";

/** Registrations, sorted into integrations and the rest. */
export interface Placement {
  readonly components: readonly Registration[];
  childrenOf(component: Registration): readonly Registration[];
  /** Neither an Integration nor below one; the stack and explicit providers aside. */
  readonly outside: readonly Registration[];
}

/** The Integration that each registration stands below, by URN. */
export function integrationAbove(
  registrations: readonly Registration[],
): (registration: Registration) => Registration | undefined {
  const byUrn = new Map(registrations.map((registration) => [registration.urn, registration]));
  return (registration) => {
    let above = byUrn.get(registration.parent);
    // A parent is registered before its child, so the chain ends; the bound is for hand-made recordings.
    for (let depth = 0; above && above.type !== tokens.integration && depth < 100; depth++)
      above = byUrn.get(above.parent);
    return above?.type === tokens.integration ? above : undefined;
  };
}

/** Sorts registrations into integrations and the rest, keeping their order. */
export function byIntegration(registrations: readonly Registration[]): Placement {
  const above = integrationAbove(registrations);
  const children = new Map<string, Registration[]>();
  const components: Registration[] = [];
  const outside: Registration[] = [];
  for (const registration of registrations) {
    const component = above(registration);
    if (component) children.set(component.urn, [...(children.get(component.urn) ?? []), registration]);
    else if (registration.type === tokens.integration) components.push(registration);
    else if (registration.type !== tokens.stack && !registration.type.startsWith("pulumi:providers:"))
      outside.push(registration);
  }
  return { components, childrenOf: ({ urn }) => children.get(urn) ?? [], outside };
}
