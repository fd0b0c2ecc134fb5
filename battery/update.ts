/**
 * `pulumi up` without the engine: the program's resources, one after the other, each checked, compared, made or changed by
 * the stand-in plugins themselves. What the engine does matters here only where a run ends early: what it writes down
 * before and after each step (pulumi/pkg/backend/snapshot.go), and that it deletes last, and nothing once a step has
 * failed (deployment_executor.go, performPostSteps).
 */

import type { InputFault } from "../simulator/plugins/kind.ts";
import { type Operations, PartlyMade, type Recorded } from "../simulator/plugins/operations.ts";
import { isObject, type Properties, unknownValue, unwrap, type Value } from "../simulator/plugins/properties.ts";
import { type Declared, filled, nameOfLookup, type Program } from "./program.ts";

/** A resource as the state has it. */
export interface Kept extends Recorded {
  readonly urn: string;
  readonly type: string;
  readonly dependencies: readonly string[];
  readonly provider: string;
  /** True where its making or changing failed after the object was there: the next run completes it. */
  readonly halfDone: boolean;
}

/** What the engine has begun and not seen end. */
export interface Begun {
  readonly operation: "creating" | "updating" | "deleting";
  readonly urn: string;
  readonly type: string;
  readonly id: string | undefined;
  readonly inputs: Properties;
}

/** The engine's state, as its file would be at any moment. A run that dies leaves it as it is. */
export interface State {
  readonly resources: Map<string, Kept>;
  readonly pending: Map<string, Begun>;
  /** Replaced, and not deleted yet. */
  readonly condemned: Kept[];
}

/** The state of a stack that was never applied. */
export function emptyState(): State {
  return { resources: new Map(), pending: new Map(), condemned: [] };
}

/** A state that a run may change, while this one stays. */
export function stateLike({ resources, pending, condemned }: State): State {
  return { resources: new Map(resources), pending: new Map(pending), condemned: [...condemned] };
}

/** A step that changed something, as the engine's summary counts it. */
export interface Step {
  readonly op: "create" | "update" | "replace" | "delete";
  readonly urn: string;
}

/** What a run came to. `fault`: the first error; the engine begins nothing after it. */
export interface Outcome {
  readonly steps: readonly Step[];
  readonly fault?: string;
}

/** The plugins of a run: `start` makes one as its process would begin, without configuration. */
export interface Engine {
  readonly start: (packageName: string) => Operations;
  /** Told when an operation of a plugin has been answered, before that is written down. */
  readonly answered: () => Promise<void>;
}

/** By URN of a provider, or by package for a default one. */
export type Providers = ReadonlyMap<string, Operations>;

const providerPrefix = "pulumi:providers:";

/** The package of a type token. */
function packageOf(type: string): string {
  return type.startsWith(providerPrefix) ? type.slice(providerPrefix.length) : (type.split(":")[0] ?? "");
}

export function providerOf(providers: Providers, { provider, type }: { provider: string; type: string }): Operations {
  const found = providers.get(provider === "" ? packageOf(type) : provider);
  if (!found) throw new Error(`${type} has no provider`);
  return found;
}

/** The last part of a URN, behind its type: the name by which placeholders know a resource. */
function placeholderName(urn: string): string {
  const [, , types = "", name = ""] = urn.split("::");
  return `${types.split("$").at(-1)}::${name}`;
}

/** Where a step failed: nothing more is begun. */
class StepFailed extends Error {}

/** Starts and configures the providers of a program. */
export async function providersOf(program: Program, { start }: Pick<Engine, "start">): Promise<Providers> {
  const providers = new Map<string, Operations>();
  for (const { urn, type, inputs } of program.resources.filter((one) => one.type.startsWith(providerPrefix))) {
    const plugin = start(packageOf(type));
    await plugin.configure(inputs);
    providers.set(urn, plugin);
  }
  for (const { type, provider } of program.resources)
    if (provider === "" && !type.startsWith(providerPrefix) && !providers.has(packageOf(type))) {
      const plugin = start(packageOf(type));
      await plugin.configure({});
      providers.set(packageOf(type), plugin);
    }
  return providers;
}

/** Starts the providers, then looks up what the program looks up: the engine does so in every phase. */
async function begun(program: Program, engine: Engine): Promise<{ providers: Providers; found: Map<string, Value> }> {
  const providers = await providersOf(program, engine);
  const found = new Map<string, Value>();
  for (const lookup of program.lookups) {
    const by = program.resources.find(({ type }) => type === `${providerPrefix}${packageOf(lookup.token)}`);
    const plugin = by && providers.get(by.urn);
    if (!plugin) throw new Error(`${lookup.token} has no provider`);
    found.set(nameOfLookup(lookup), await plugin.invoke(lookup.token, lookup.inputs));
  }
  return { providers, found };
}

/** The inputs of a resource with what is known by now. @param unknown stands for what is not known before the update */
function inputsOf(
  { inputs }: Declared,
  state: State,
  found: ReadonlyMap<string, Value>,
  unknown?: typeof unknownValue,
): Properties {
  const byName = (of: string): Kept | undefined =>
    [...state.resources.values()].find(({ urn }) => placeholderName(urn) === of);
  const values = filled(inputs, (of, output) => {
    const lookedUp = found.get(of);
    if (lookedUp !== undefined) return isObject(lookedUp) ? lookedUp[output] : undefined;
    const kept = byName(of);
    const value = output === "id" ? kept?.id : kept && unwrap(kept.outputs).plain[output];
    return value ?? unknown;
  });
  return unknownThroughout(values) as Properties;
}

/** A text that is made of something unknown is unknown as a whole. */
function unknownThroughout(value: Value): Value {
  if (typeof value === "string") return value.includes(unknownValue) ? unknownValue : value;
  if (Array.isArray(value)) return value.map(unknownThroughout);
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unknownThroughout(inner)]))
    : value;
}

/** The preview that comes before an update: it asks the tenant for no more than the plugins look up to plan. */
async function previewed(
  program: Program,
  state: State,
  providers: Providers,
  found: ReadonlyMap<string, Value>,
): Promise<void> {
  for (const declared of program.resources) {
    if (declared.type.startsWith(providerPrefix)) continue;
    const { urn, type } = declared;
    const plugin = providerOf(providers, declared);
    const inputs = inputsOf(declared, state, found, unknownValue);
    const kept = state.resources.get(urn);
    try {
      assertFaultless(urn, plugin.check(type, inputs));
      if (!kept) await plugin.create(type, inputs, true);
      else if (plugin.diff(type, kept.outputs, kept.inputs, inputs).differences.length > 0)
        await plugin.update(type, kept, inputs, true);
    } catch (cause) {
      throw new StepFailed(`${urn}: ${cause instanceof Error ? cause.message : String(cause)}`);
    }
  }
}

function assertFaultless(urn: string, faults: readonly InputFault[]): void {
  if (faults.length > 0) throw new StepFailed(`${urn}: ${faults.map(({ reason }) => reason).join("; ")}`);
}

/** One phase of making and changing. */
async function applied(
  program: Program,
  state: State,
  engine: Engine,
  providers: Providers,
  found: ReadonlyMap<string, Value>,
  steps: Step[],
): Promise<void> {
  for (const declared of program.resources) {
    if (declared.type.startsWith(providerPrefix)) continue;
    const { urn, type, dependencies, provider } = declared;
    const plugin = providerOf(providers, declared);
    const inputs = inputsOf(declared, state, found);
    assertFaultless(urn, plugin.check(type, inputs));
    const kept = state.resources.get(urn);
    const place = { urn, type, dependencies, provider };
    const create = async (op: "create" | "replace"): Promise<void> => {
      state.pending.set(urn, { operation: "creating", urn, type, id: undefined, inputs });
      try {
        const made = await plugin.create(type, inputs, false);
        await engine.answered();
        state.resources.set(urn, { ...place, ...made, halfDone: false });
      } catch (cause) {
        await engine.answered();
        if (cause instanceof PartlyMade) state.resources.set(urn, { ...place, ...cause.made, halfDone: true });
        throw new StepFailed(`${urn}: ${cause instanceof Error ? cause.message : String(cause)}`);
      } finally {
        state.pending.delete(urn);
      }
      steps.push({ op, urn });
    };
    if (!kept) {
      await create("create");
      continue;
    }
    const verdict = plugin.diff(type, kept.outputs, kept.inputs, inputs);
    if (verdict.replaces.length > 0) {
      await create("replace");
      state.condemned.push(kept);
    } else if (verdict.differences.length > 0 || kept.halfDone) {
      state.pending.set(urn, { operation: "updating", urn, type, id: kept.id, inputs });
      try {
        const outputs = await plugin.update(type, kept, inputs, false);
        await engine.answered();
        state.resources.set(urn, { ...place, id: kept.id, inputs, outputs, halfDone: false });
      } catch (cause) {
        await engine.answered();
        throw new StepFailed(`${urn}: ${cause instanceof Error ? cause.message : String(cause)}`);
      } finally {
        state.pending.delete(urn);
      }
      steps.push({ op: "update", urn });
    } else {
      state.resources.set(urn, { ...kept, ...place, inputs });
    }
  }
}

/** What needs nothing that goes later comes last: the reverse of how it was made. */
function inOrderOfDeletion(gone: readonly Kept[]): Kept[] {
  const byUrn = new Map(gone.map((kept) => [kept.urn, kept]));
  const done = new Set<Kept>();
  const made: Kept[] = [];
  const visit = (kept: Kept): void => {
    if (done.has(kept)) return;
    done.add(kept);
    for (const urn of kept.dependencies) {
      const needed = byUrn.get(urn);
      if (needed) visit(needed);
    }
    made.push(kept);
  };
  for (const kept of gone) visit(kept);
  return made.reverse();
}

/** Deletes what was replaced, and what the program no longer declares. */
async function swept(
  program: Program,
  state: State,
  engine: Engine,
  providers: Providers,
  steps: Step[],
): Promise<void> {
  const declared = new Set(program.resources.map(({ urn }) => urn));
  const gone = [...state.resources.values()].filter(({ urn }) => !declared.has(urn));
  for (const kept of [...state.condemned, ...inOrderOfDeletion(gone)]) {
    const { urn, type, id, inputs } = kept;
    const replaced = state.condemned.includes(kept);
    const key = replaced ? `${urn} (replaced)` : urn;
    state.pending.set(key, { operation: "deleting", urn, type, id, inputs });
    try {
      await providerOf(providers, kept).delete(type, kept);
      await engine.answered();
      if (replaced) state.condemned.splice(state.condemned.indexOf(kept), 1);
      else state.resources.delete(urn);
    } catch (cause) {
      await engine.answered();
      throw new StepFailed(`${urn}: ${cause instanceof Error ? cause.message : String(cause)}`);
    } finally {
      state.pending.delete(key);
    }
    steps.push({ op: "delete", urn });
  }
}

/**
 * `pulumi up --yes`: a preview, which asks the tenant for lookups alone, and the update.
 * Changes `state` step by step, as the engine changes its file. A run whose wire goes dead never ends: whoever started it
 * leaves it (world.ts).
 */
export async function update(program: Program, state: State, engine: Engine): Promise<Outcome> {
  const steps: Step[] = [];
  try {
    const planned = await begun(program, engine);
    await previewed(program, state, planned.providers, planned.found);
    const { providers, found } = await begun(program, engine);
    await applied(program, state, engine, providers, found, steps);
    await swept(program, state, engine, providers, steps);
    return { steps };
  } catch (cause) {
    return { steps, fault: cause instanceof Error ? cause.message : String(cause) };
  }
}
