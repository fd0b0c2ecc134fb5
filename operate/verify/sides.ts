/** All sides of a stack, read: the file's integrations, the engine's state, the tenant. */
import type { ResolvedIntegration } from "../../components/resolved-integration.ts";
import { declaredIn, type StackName } from "../../recovery/declared.ts";
import type { Graph, Vaults } from "../../recovery/graph.ts";
import { emptyState, readState, type State } from "../../recovery/state.ts";
import { OperationError } from "../errors.ts";
import { leftOutOf } from "../left-out.ts";
import type { Sides } from "./compare.ts";
import { readAll } from "./reading.ts";
import type { Naming } from "./remedy.ts";

/** Where the sides are read from. */
export interface Target {
  readonly stack: StackName;
  /** Those that are compared. */
  readonly integrations: readonly ResolvedIntegration[];
  /** What `pulumi stack export` prints. */
  readonly exportState: () => Promise<string>;
  readonly graph: Graph;
  readonly vaults: Vaults;
  /** The tenant's present. */
  readonly now: Date;
  readonly naming: Naming;
}

/** @throws OperationError where the text is no state */
function stateIn(text: string): State {
  if (text.trim() === "") return emptyState;
  try {
    return readState(text);
  } catch {
    throw new OperationError(
      "the stack's state cannot be read: `pulumi stack export` printed no whole document. Put a whole copy in its place (docs/recovery.md)",
    );
  }
}

/** @throws OperationError where the state or the tenant cannot be read at all */
export async function sidesOf({
  stack,
  integrations,
  exportState,
  graph,
  vaults,
  now,
  naming,
}: Target): Promise<Sides> {
  const declared = declaredIn(integrations, stack);
  const text = await exportState();
  const state = stateIn(text);
  const [reading, leftOut] = await Promise.all([
    readAll(graph, vaults, declared, state),
    leftOutOf(integrations, graph, async () => text),
  ]);
  return { declared, state, now, naming, leftOut, ...reading };
}
