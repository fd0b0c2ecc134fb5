/** Recovery on an opened stack: reads the three sides, compares, and changes the state by what was found. */
import type { ResolvedIntegration } from "../components/resolved-integration.ts";
import { changeState, type ProviderVersions, type RunEngine } from "../recovery/apply.ts";
import { type DeclaredIntegration, declaredIn, type StackName } from "../recovery/declared.ts";
import type { Traces } from "../recovery/evidence.ts";
import type { Finding } from "../recovery/finding.ts";
import type { Graph, Vaults } from "../recovery/graph.ts";
import { reconcile } from "../recovery/reconcile.ts";
import { emptyState, readState, type State } from "../recovery/state.ts";
import { readTenant, type Tenant } from "../recovery/tenant.ts";

/** Who can tell whose a password is that the state does not know. Neither throws: what cannot be asked is unknown. */
export interface Witness {
  /** @param exportText of `pulumi stack export` */
  readonly traces: (exportText: string) => Promise<Traces>;
  /** ISO times of the last sign-in by key id, of applications by client id; undefined where Graph does not tell. */
  readonly lastUses: (appIds: readonly string[]) => Promise<ReadonlyMap<string, string> | undefined>;
}

/** A stack with everything that recovery needs of it. */
export interface Recoverable {
  readonly stack: StackName;
  readonly integrations: readonly ResolvedIntegration[];
  readonly graph: Graph;
  readonly vaults: Vaults;
  readonly witness: Witness;
  readonly versions: ProviderVersions;
  /** Runs a command of the CLI on the stack and answers what it prints. @throws in the CLI's own words */
  readonly run: (args: readonly string[]) => Promise<string>;
}

/** A state, and what stood in the tenant of it: true until somebody changes one of them. */
export interface Read {
  /** As `pulumi stack export` prints it. */
  readonly text: string;
  readonly state: State;
  readonly tenant: Tenant;
}

/** What was found, and the sides that it was found in. */
export interface Compared {
  readonly declared: readonly DeclaredIntegration[];
  readonly state: State;
  readonly findings: readonly Finding[];
}

/** Reads state and tenant anew. */
async function readSides({ stack, integrations, graph, vaults, run }: Recoverable): Promise<Read> {
  const text = await run(["stack", "export"]);
  const state = text.trim() === "" ? emptyState : readState(text);
  return { text, state, tenant: await readTenant(graph, vaults, declaredIn(integrations, stack), state) };
}

/**
 * Compares the three sides. Changes nothing.
 * @param read where nothing has changed since; left out: they are read anew
 */
export async function compare(target: Recoverable, read?: Read): Promise<Compared> {
  const { stack, integrations, witness } = target;
  const declared = declaredIn(integrations, stack);
  const { text, state, tenant } = read ?? (await readSides(target));
  const traces = await witness.traces(text);
  const findings = reconcile(declared, state, tenant, { ...traces, lastUses: undefined });
  const appIds = new Set(findings.flatMap((finding) => (finding.kind === "unknown-password" ? [finding.appId] : [])));
  if (appIds.size === 0) return { declared, state, findings };
  const lastUses = await witness.lastUses([...appIds]);
  return { declared, state, findings: reconcile(declared, state, tenant, { ...traces, lastUses }) };
}

/** Changes the state by some of what was found; the tenant stays as it is. */
export function adopt(
  { stack, versions, run }: Recoverable,
  { declared, state }: Compared,
  findings: readonly Finding[],
): Promise<void> {
  const engine: RunEngine = run;
  return changeState({ stack, declared, state, versions }, findings, engine);
}
