/**
 * Which integrations a run of the engine leaves out, because the tenant stands against them (components/obstacles.ts), and
 * how: the program does not register them, and the engine keeps what the state has of them as it is. Without the second it
 * would delete them. It is asked before the engine starts, for only then can the engine be held off.
 */
import { type Fault, placeOf } from "../components/faults.ts";
import type { StateResource } from "../components/last-state.ts";
import { leftOutVariable } from "../components/left-out.ts";
import { type LookUp, obstaclesIn, type Questions, questionsOf } from "../components/obstacles.ts";
import { orderedBy } from "../components/order.ts";
import type { ResolvedIntegration } from "../components/resolved-integration.ts";
import { isClosed } from "../components/sign-in.ts";
import { nameIn } from "../components/urn.ts";
import { types } from "../recovery/declared.ts";
import type { Graph, GraphObject } from "../recovery/graph.ts";
import { textIn } from "../recovery/properties.ts";
import { emptyState, readState, type State } from "../recovery/state.ts";
import { isAnswer } from "./verify/reading.ts";

/** An integration that a run leaves out. */
export interface LeftOut {
  readonly name: string;
  /** Its former names, oldest first. */
  readonly formerly: readonly string[];
  /** What the tenant says against it, a sentence each. */
  readonly why: readonly string[];
  /** URNs of everything that the state has of it, under its name of today or a former one; none: it does not stand yet. */
  readonly standing: readonly string[];
}

type Objects = readonly (GraphObject | undefined)[];

function lookUps(ids: readonly string[], found: Objects, of: (object: GraphObject) => string): Map<string, LookUp> {
  return new Map(
    ids.map((id, at): [string, LookUp] => {
      const object = found[at];
      return [id, object === undefined ? { missing: true } : { found: of(object) }];
    }),
  );
}

async function asked({ apis, objects }: Questions, graph: Pick<Graph, "lists" | "objects">) {
  const [principals, found] = await Promise.all([
    graph.lists(apis.map((appId) => `/servicePrincipals?$filter=appId eq '${appId}'&$select=id,appId`)),
    graph.objects(objects.map((id) => `/directoryObjects/${id}`)),
  ]);
  return {
    apis: lookUps(
      apis,
      principals.map(([only]) => only),
      (principal) => textIn(principal, "id"),
    ),
    objects: lookUps(objects, found, (object) => textIn(object, "@odata.type")),
  };
}

/** What the state has below the components of an integration. */
function standingOf({ name, formerly }: ResolvedIntegration, { resources }: State): readonly string[] {
  const names = [name, ...formerly];
  const below = new Set<string>();
  const belongs = (urn: string | undefined): boolean => {
    if (urn === undefined) return false;
    if (below.has(urn)) return true;
    const known = resources.get(urn);
    return (known?.type === types.integration && names.includes(nameIn(urn))) || belongs(known?.parent);
  };
  for (const urn of resources.keys()) if (belongs(urn)) below.add(urn);
  return [...below];
}

/** A suspension cannot wait until the tenant has what else the integration asks for. */
function stillOn({ suspended }: ResolvedIntegration, standing: readonly string[], { resources }: State): string[] {
  if (suspended === undefined) return [];
  const known = standing.flatMap((urn) => resources.get(urn) ?? []);
  const principal = known.find(({ type, outputs }) => type === types.principal && outputs.accountEnabled !== false);
  if (principal === undefined) return [];
  return [
    `the file suspends it, which no run does meanwhile: switch its sign-in off by hand, az ad sp update --id ${textIn(principal.outputs, "clientId")} --set accountEnabled=false`,
  ];
}

function asStateResources({ resources }: State): StateResource[] {
  return [...resources.values()].map(({ urn, type, outputs }) => ({ name: nameIn(urn), type, outputs }));
}

function sentence(fault: Fault): string {
  const rest = fault.path.slice(2);
  return rest.length === 0 ? fault.message : `${placeOf({ ...fault, path: rest })} ${fault.message}`;
}

/** The answers; undefined where Graph refuses one, which stops the whole run. */
async function answersOf(questions: Questions, graph: Pick<Graph, "lists" | "objects">) {
  try {
    return await asked(questions, graph);
  } catch (error) {
    if (isAnswer(error)) return undefined;
    throw error;
  }
}

/**
 * Asks the tenant. What stops the whole run is not told here: the program says it, in the provider's own words.
 * @param exportState what `pulumi stack export` prints; asked only where it is needed
 * @throws where nobody is signed in, or the tenant is not reached
 */
export async function leftOutOf(
  integrations: readonly ResolvedIntegration[],
  graph: Pick<Graph, "lists" | "objects">,
  exportState: () => Promise<string>,
): Promise<readonly LeftOut[]> {
  const answers = await answersOf(questionsOf(integrations), graph);
  if (answers === undefined) return [];
  const judged = (state: State) => obstaclesIn(integrations, { ...answers, state: asStateResources(state) });
  if (judged(emptyState).own.size === 0 && !integrations.some(isClosed)) return [];
  const text = await exportState();
  const state = text.trim() === "" ? emptyState : readState(text);
  const { own } = judged(state);
  return integrations
    .flatMap((resolved) => {
      const faults = own.get(resolved.name);
      if (faults === undefined) return [];
      const { name, formerly } = resolved;
      const standing = standingOf(resolved, state);
      return [{ name, formerly, why: [...faults.map(sentence), ...stillOn(resolved, standing, state)], standing }];
    })
    .sort(orderedBy(({ name }) => name));
}

/** How the engine is called for a run without them. */
export interface Without {
  readonly args: readonly string[];
  /** Always set: nobody else tells the program what to leave out. */
  readonly variables: Readonly<Record<string, string>>;
}

/** A run without these integrations. */
export function without(leftOut: readonly LeftOut[]): Without {
  return {
    args: leftOut.flatMap(({ standing }) => standing.flatMap((urn) => ["--exclude", urn])),
    variables: { [leftOutVariable]: leftOut.map(({ name }) => name).join(",") },
  };
}

/** Before a run: which are left out, and why, with the next step. */
export function leftOutLines(leftOut: readonly LeftOut[]): string[] {
  return leftOut.flatMap(({ name, why, standing }) => [
    `${name} is left out of this run: ${standing.length > 0 ? "what stands of it stays as it is" : "nothing of it is made"}. The others go on.`,
    ...why.map((line) => `  ${line}`),
  ]);
}

/** After a run: the one line by which not all is well. */
export function notAppliedLine(leftOut: readonly LeftOut[]): string {
  const names = leftOut.map(({ name }) => name).join(", ");
  return `Not applied: ${names} (why: above). The run that comes after that is mended applies ${leftOut.length === 1 ? "it" : "them"}.`;
}

/** The integration that a resource is of, by its name: the longest that it begins with. */
function ownerIn(urn: string, names: readonly string[]): string | undefined {
  const name = nameIn(urn);
  return names
    .filter((one) => name === one || name.startsWith(`${one}-`))
    .sort((one, other) => other.length - one.length)[0];
}

/** The integration that cannot be applied and is aimed at nevertheless. @param targets URNs; a wildcard may be anybody's */
export function aimedAt(
  leftOut: readonly LeftOut[],
  targets: readonly string[],
  integrations: readonly Pick<ResolvedIntegration, "name" | "formerly">[],
): LeftOut | undefined {
  const names = integrations.flatMap(({ name, formerly }) => [name, ...formerly]);
  return leftOut.find(({ name, standing }) =>
    targets.some((urn) => urn.includes("*") || standing.includes(urn) || ownerIn(urn, names) === name),
  );
}
