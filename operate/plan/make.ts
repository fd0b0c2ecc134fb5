/**
 * Makes a plan: the state, the recording, the real preview with its saved plan, and whether they are about the same thing.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ResolvedIntegration } from "../../components/resolved-integration.ts";
import type { Graph } from "../../recovery/graph.ts";
import type { Pulumi } from "../engine.ts";
import { OperationError } from "../errors.ts";
import { type LeftOut, leftOutOf, type Without, without } from "../left-out.ts";
import type { Expected } from "./between.ts";
import { type Claim, type Comparison, compareWithRecording } from "./compare.ts";
import { confinementOf, engineSettings } from "./confined.ts";
import { faultsIn, type Planned, plannedIn } from "./preview.ts";
import { recordSent } from "./sent.ts";
import { type ExportedState, readExported } from "./state.ts";
import { touched, withoutIntegrations } from "./without.ts";
import { claimLine, differenceLine } from "./words.ts";

/** A plan of the engine that is what the recording says. */
export interface MadePlan {
  /** What it leaves out, because the tenant stands against it. */
  readonly leftOut: readonly LeftOut[];
  readonly state: ExportedState;
  readonly planText: string;
  /** What the program may send to the engine when it is applied. */
  readonly expected: Expected;
  readonly planned: Planned;
  /** Resources that were compared. */
  readonly compared: number;
  /** Application ids whose principals the tenant has confirmed. */
  readonly confirmed: readonly string[];
}

/** What a plan is made of. */
export interface PlanRequest {
  /** The checkout, absolute. */
  readonly root: string;
  /** What the file declares. */
  readonly integrations: readonly ResolvedIntegration[];
  readonly stack: string;
  /** What the program sees of the environment (confined.ts: harmlessVariables). */
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMilliseconds: number;
}

/** How the engine is called for a plan and for its application. */
export const policyPack = ["--policy-pack", "policy"] as const;

/** The engine's answer to a preview, and the plan that it wrote. */
async function preview(pulumi: Pick<Pulumi, "runConfined">, root: string, expected: Expected, out: Without) {
  const folder = mkdtempSync(join(tmpdir(), "plan-"));
  const file = join(folder, "plan.json");
  const recorded = join(folder, "recorded.json");
  try {
    writeFileSync(recorded, JSON.stringify(expected), { mode: 0o600 });
    const { code, stdout, stderr } = await pulumi.runConfined(
      ["preview", "--json", "--save-plan", file, ...out.args, ...policyPack],
      {
        confinement: confinementOf(root, recorded),
        more: { ...engineSettings, ...out.variables, PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true" },
      },
    );
    if (code === 0) return { stdout, planText: readFileSync(file, "utf8") };
    const { errors } = faultsIn(stdout);
    throw new OperationError(
      `The preview failed; nothing was planned.\n${(errors.length > 0 ? errors : [stderr.trim()]).map((line) => `  ${line.replaceAll("\n", "\n    ")}`).join("\n")}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Claims that the tenant does not confirm, in words. */
async function refuted(claims: readonly Claim[], graph: Graph): Promise<readonly string[]> {
  const appIds = [...new Set(claims.map(({ appId }) => appId))];
  const found = await graph.lists(
    appIds.map((appId) => `/servicePrincipals?$filter=appId eq '${appId}'&$select=id,appId`),
  );
  const ids = new Map(
    appIds.map((appId, at) => {
      const only = found[at]?.filter((principal) => principal.appId === appId) ?? [];
      return [appId, only.length === 1 ? String(only[0]?.id) : undefined];
    }),
  );
  return claims
    .filter(({ appId, id }) => ids.get(appId)?.toLowerCase() !== id.toLowerCase())
    .map((claim) => claimLine(claim, ids.get(claim.appId)));
}

function refusal(lines: readonly string[]): OperationError {
  const one = lines.length === 1;
  return new OperationError(
    `The engine would do something else than what was judged; nothing was planned. ${lines.length} ${one ? "difference" : "differences"}:\n${lines.map((line) => `  ${line}`).join("\n")}\nA program that behaves otherwise where it is recorded is no mistake of the tenant's file: read what changed in the code since the last deployment.`,
  );
}

/**
 * Makes the plan of a stack.
 * @throws OperationError with every difference, where it is not what the recording says or cannot be made
 */
export async function makePlan(
  { root, integrations, stack, environment, timeoutMilliseconds }: PlanRequest,
  pulumi: Pick<Pulumi, "read" | "runConfined">,
  graph: Graph,
): Promise<MadePlan> {
  const text = await pulumi.read(["stack", "export"]);
  const state = readExported(text);
  if (state.pending > 0)
    throw new OperationError(
      `A run was cut off while it worked: ${state.pending} operations began and did not end. Nothing was planned. First: ./integrations --stack ${stack} adopt --yes`,
    );
  const [judged, leftOut] = await Promise.all([
    recordSent({ root, stack, environment, timeoutMilliseconds }),
    leftOutOf(integrations, graph, async () => text),
  ]);
  if (judged.problems.length > 0)
    throw new OperationError(
      `The program could not be recorded as it runs, so nothing can be compared:\n${judged.problems.map((line) => `  ${line}`).join("\n")}`,
    );
  const program = withoutIntegrations(judged, leftOut, state.resources);
  const { resources, lookups } = program;
  const expected = { program: { resources, lookups }, principals: {} };
  const { stdout, planText } = await preview(pulumi, root, expected, without(leftOut));
  const planned = plannedIn(stdout, planText);
  const comparison: Comparison = compareWithRecording(planned, program, state.resources);
  const lines = [...comparison.differences, ...touched(planned, leftOut)].map(differenceLine);
  const unconfirmed = comparison.claims.length > 0 ? await refuted(comparison.claims, graph) : [];
  if (lines.length + unconfirmed.length > 0) throw refusal([...new Set([...lines, ...unconfirmed])]);
  return {
    leftOut,
    state,
    expected: {
      program: { resources, lookups },
      principals: Object.fromEntries(comparison.claims.map(({ appId, id }) => [appId, id])),
    },
    planText,
    planned,
    compared: program.resources.length,
    confirmed: [...new Set(comparison.claims.map(({ appId }) => appId))],
  };
}
