/**
 * The commands of the Pulumi CLI by which recovery changes a state, on a state in memory: `stack export`, `import --file`
 * and `refresh --target`.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { integrationType } from "../components/integration.ts";
import type { Properties, Value } from "../simulator/plugins/properties.ts";
import type { Program } from "./program.ts";
import { type Engine, type Kept, providerOf, providersOf, type State } from "./update.ts";

const project = "m365-integrations";
const stack = "dev";

/** What `pulumi stack export` prints. Secrets stay wrapped, as they are encrypted there. */
function exported({ resources, pending }: State, { parents, resources: declared }: Program): string {
  if (resources.size + pending.size === 0) return "";
  const providers = declared.filter(({ type }) => type.startsWith("pulumi:providers:"));
  return JSON.stringify({
    deployment: {
      resources: [
        ...parents.map((urn) => ({ urn, type: urn.split("::")[2] })),
        ...providers.map(({ urn, type, inputs }) => ({ urn, type, id: urn, inputs, outputs: inputs })),
        ...[...resources.values()].map(({ urn, type, id, inputs, outputs, halfDone }) => ({
          urn,
          type,
          id,
          inputs,
          outputs,
          ...(halfDone && { initErrors: ["it was not completed"] }),
        })),
      ],
      pending_operations: [...pending.values()].map(({ operation, urn, type, id, inputs }) => ({
        type: operation,
        resource: { urn, type, ...(id !== undefined && { id }), inputs },
      })),
    },
  });
}

const properties = z.record(z.string(), z.json());

const importFile = z.object({
  resources: z.array(
    z.object({
      type: z.string(),
      logicalName: z.string().optional(),
      id: z.string().optional(),
      provider: z.string().optional(),
      inputs: properties.optional(),
      outputs: properties.optional(),
    }),
  ),
});

/** A file of the engine writes a secret's JSON where a plugin is sent its value. */
function asSent(value: Value): Value {
  if (Array.isArray(value)) return value.map(asSent);
  if (typeof value !== "object" || value === null) return value;
  const { plaintext, ...rest } = value;
  if (typeof plaintext === "string" && Object.keys(rest).length === 1)
    return { ...rest, value: JSON.parse(plaintext) as Value };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asSent(inner)]));
}

async function imported(path: string, program: Program, state: State, engine: Engine): Promise<void> {
  const providers = await providersOf(program, engine);
  for (const resource of importFile.parse(JSON.parse(readFileSync(path, "utf8"))).resources) {
    const { type, logicalName, id } = resource;
    if (id === undefined) continue;
    const urn = `urn:pulumi:${stack}::${project}::${integrationType}$${type}::${logicalName}`;
    const provider = program.resources.find((one) => one.urn.endsWith(`::${resource.provider}`))?.urn ?? "";
    const place = { urn, type, provider, dependencies: [], halfDone: false };
    if (state.resources.has(urn)) throw new Error(`${urn} is in the state already`);
    if (resource.outputs !== undefined) {
      const inputs = asSent(resource.inputs ?? {}) as Properties;
      state.resources.set(urn, { ...place, id, inputs, outputs: asSent(resource.outputs) as Properties });
      continue;
    }
    const found = await providerOf(providers, { provider, type }).read(type, id, {}, {});
    if (!found) throw new Error(`${urn}: resource '${id}' does not exist`);
    await engine.answered();
    state.resources.set(urn, { ...place, ...found });
  }
}

/** Reads the targets again; with `--clear-pending-creates` nothing is pending afterwards. */
async function refreshed(
  targets: readonly string[],
  clears: boolean,
  program: Program,
  state: State,
  engine: Engine,
): Promise<void> {
  const providers = await providersOf(program, engine);
  for (const urn of targets) {
    const kept = state.resources.get(urn);
    if (!kept) continue;
    const found = await providerOf(providers, kept).read(kept.type, kept.id, kept.outputs, kept.inputs);
    await engine.answered();
    if (!found) state.resources.delete(urn);
    else state.resources.set(urn, { ...kept, ...found, halfDone: false } satisfies Kept);
  }
  // The engine settles what was updating or deleting by every refresh, and what was creating where it is told to.
  for (const [urn, { operation }] of state.pending) if (clears || operation !== "creating") state.pending.delete(urn);
}

/** The values of a flag that may come several times. */
function valuesOf(args: readonly string[], flag: string): string[] {
  return args.flatMap((arg, at) => (arg === flag ? [args[at + 1] ?? ""] : []));
}

/** Runs one command. @throws for one that recovery does not give today */
export async function command(
  args: readonly string[],
  program: Program,
  state: State,
  engine: Engine,
): Promise<string> {
  if (args.join(" ") === "stack export") return exported(state, program);
  const [name] = args;
  if (name === "import") {
    for (const path of valuesOf(args, "--file")) await imported(path, program, state, engine);
    return "";
  }
  const targets = valuesOf(args, "--target");
  if (name !== "refresh" || targets.length === 0) throw new Error(`the battery does not know pulumi ${args.join(" ")}`);
  await refreshed(targets, args.includes("--clear-pending-creates"), program, state, engine);
  return "";
}
