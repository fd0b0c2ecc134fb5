/**
 * Holds what the engine will do against what the recorder saw the program send. Anything more, less or other is a
 * difference. Pure.
 *
 * Ids differ by nature. A recorded text that the recorder invented stands for an output of a resource: where that exists,
 * the plan must hold the state's value; where it is to be made, the plan must not know the value and depend on just that
 * resource. A looked-up principal stands for an application id: what the plan holds in its place is handed back, to be
 * held against the tenant.
 */
import { nameIn, typeIn } from "../../components/urn.ts";
import { secretText } from "../../review/evaluate/known-outputs.ts";
import { revealed } from "../../review/evaluate/registration.ts";
import { tokens } from "../../review/tokens.ts";
import { isSecret, isToBeMade, type Planned, type PlannedResource, unknownValue } from "./preview.ts";
import type { Sent, SentProgram } from "./sent.ts";
import { type OutputOf, type Piece, piecesOf, type StandIns, standInsOf } from "./stand-ins.ts";

/** An existing resource as the state knows it; its secrets are opaque. */
export interface StateResource {
  readonly id: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** One thing in which plan and recording are not the same. */
export interface Difference {
  readonly urn: string;
  /** Name of the integration that it belongs to; empty outside of all. */
  readonly integration: string;
  /** `more`: the engine alone has it; `less`: the recording alone; `other`: both, not alike; `hidden`: it cannot be compared. */
  readonly kind: "more" | "less" | "other" | "hidden";
  /** What of the resource; empty: the resource itself. */
  readonly path: string;
  /** As JSON, where they are shown. */
  readonly planned?: string;
  readonly recorded?: string;
}

/** The plan takes `id` for the service principal of `appId`; only the tenant knows. */
export interface Claim {
  readonly urn: string;
  readonly integration: string;
  readonly path: string;
  readonly appId: string;
  readonly id: string;
}

/** What a comparison comes to. */
export interface Comparison {
  readonly differences: readonly Difference[];
  readonly claims: readonly Claim[];
}

type Values = Readonly<Record<string, unknown>>;

/** What is found of one resource. */
type Found =
  | Omit<Difference, "urn" | "integration">
  | (Omit<Claim, "urn" | "integration"> & { readonly kind: "claim" });

interface Work {
  readonly planned: Planned;
  readonly state: ReadonlyMap<string, StateResource>;
  readonly standIns: StandIns;
}

/** Where in a resource, and what the value there is made of; undefined: nothing tells. */
interface Spot {
  readonly path: string;
  readonly madeOf: ReadonlySet<string> | undefined;
}

function isValues(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  const text = isSecret(value) ? "[secret]" : (JSON.stringify(value) ?? "nothing");
  return text.length > 160 ? `${text.slice(0, 159)}…` : text;
}

function difference(kind: Difference["kind"], path: string, planned: unknown, recorded: unknown): readonly Found[] {
  return [
    {
      kind,
      path,
      ...(planned !== undefined && { planned: shown(planned) }),
      ...(recorded !== undefined && { recorded: shown(recorded) }),
    },
  ];
}

function joined(path: string, key: string | number): string {
  if (typeof key === "number") return `${path}[${key}]`;
  return path === "" ? key : `${path}.${key}`;
}

/** What a value is made of, of everything that an invented text may stand for. */
function candidates(standsFor: readonly OutputOf[], { madeOf }: Spot): readonly OutputOf[] {
  return madeOf === undefined ? standsFor : standsFor.filter(({ urn }) => madeOf.has(urn));
}

function stateValue({ urn, output }: OutputOf, { state }: Work): unknown {
  const found = state.get(urn);
  return output === "id" ? found?.id : found?.outputs[output];
}

function isMade(urn: string, { planned }: Work): boolean {
  const resource = planned.resources.get(urn);
  return resource !== undefined && isToBeMade(resource);
}

/** What a piece of a recorded text may be in the plan. */
function textsOf(piece: Exclude<Piece, { readonly appId: string }>, spot: Spot, work: Work): readonly string[] {
  if ("text" in piece) return [piece.text];
  return candidates(piece.standsFor, spot).flatMap((output) => {
    const value = isMade(output.urn, work) ? undefined : stateValue(output, work);
    return typeof value === "string" ? [output.form(value)] : [];
  });
}

const leadingGuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

type Principal = Pick<Claim, "appId" | "id">;

/** The looked-up principals for which a recorded text comes to the planned one; undefined where it does for none. */
function readAs(planned: string, recorded: string, spot: Spot, work: Work): readonly Principal[] | undefined {
  let ways: { readonly rest: string; readonly principals: readonly Principal[] }[] = [
    { rest: planned, principals: [] },
  ];
  for (const piece of piecesOf(recorded, work.standIns))
    ways = ways.flatMap(({ rest, principals }) => {
      if ("appId" in piece) {
        const id = leadingGuid.exec(rest)?.[0];
        if (id === undefined) return [];
        return [{ rest: rest.slice(id.length), principals: [...principals, { appId: piece.appId, id }] }];
      }
      return textsOf(piece, spot, work)
        .filter((text) => rest.startsWith(text))
        .map((text) => ({ rest: rest.slice(text.length), principals }));
    });
  return ways.find(({ rest }) => rest === "")?.principals;
}

/** True where something holds for any text of a value. */
function someText(value: unknown, holds: (text: string) => boolean): boolean {
  if (typeof value === "string") return holds(value);
  if (Array.isArray(value)) return value.some((one) => someText(one, holds));
  return isValues(value) && Object.values(value).some((one) => someText(one, holds));
}

/** True where a recorded value is one that only a resource yet to be made can tell. */
function awaitsCreation(recorded: unknown, spot: Spot, work: Work): boolean {
  return someText(recorded, (text) =>
    piecesOf(text, work.standIns).some(
      (piece) => "standsFor" in piece && candidates(piece.standsFor, spot).some(({ urn }) => isMade(urn, work)),
    ),
  );
}

function isSecretOutput({ output }: OutputOf): boolean {
  return output === "value" || output === "certPem" || output.startsWith("privateKey");
}

/** True where the recorder knows a secret in it, although its answers are none: the engine's are. */
function holdsSecret(recorded: unknown, work: Work): boolean {
  return someText(
    recorded,
    (text) =>
      text === secretText ||
      piecesOf(text, work.standIns).some((piece) => "standsFor" in piece && piece.standsFor.some(isSecretOutput)),
  );
}

/** Nothing was given: an absent property, as the SDK leaves it out. */
function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function sameText(spot: Spot, planned: string, recorded: string, work: Work): readonly Found[] {
  if (planned === recorded) return [];
  const principals = readAs(planned, recorded, spot, work);
  if (principals === undefined) return difference("other", spot.path, planned, recorded);
  return principals.map((principal) => ({ kind: "claim", path: spot.path, ...principal }));
}

function same(spot: Spot, planned: unknown, recorded: unknown, work: Work): readonly Found[] {
  const { path } = spot;
  if (isAbsent(recorded)) return isAbsent(planned) ? [] : difference("more", path, planned, undefined);
  if (isAbsent(planned)) return difference("less", path, undefined, recorded);
  if (isSecret(planned))
    return isSecret(recorded) || holdsSecret(recorded, work) ? [] : difference("hidden", path, planned, recorded);
  // The SDK calls the whole property secret where one value in it is; the engine keeps apart what is.
  if (isSecret(recorded)) return same(spot, planned, recorded.value, work);
  if (planned === unknownValue)
    // Of an input it is one text; an output may be unknown as a whole.
    return (typeof recorded === "string" || spot.madeOf === undefined) && awaitsCreation(recorded, spot, work)
      ? []
      : difference("other", path, "known only when it runs", recorded);
  if (typeof planned === "string" && typeof recorded === "string") return sameText(spot, planned, recorded, work);
  if (Array.isArray(planned) && Array.isArray(recorded)) return sameList(spot, planned, recorded, work);
  if (isValues(planned) && isValues(recorded)) return sameValues(spot, planned, recorded, work);
  return planned === recorded ? [] : difference("other", path, planned, recorded);
}

function sameList(spot: Spot, planned: readonly unknown[], recorded: readonly unknown[], work: Work): readonly Found[] {
  const longer = planned.length > recorded.length ? planned : recorded;
  return longer.flatMap((_, at) => same({ ...spot, path: joined(spot.path, at) }, planned[at], recorded[at], work));
}

/** Names of properties that the provider added: it lists its defaults, and the engine keeps notes of its own. */
function added({ __defaults: defaults }: Values): ReadonlySet<string> {
  const names = Array.isArray(defaults) ? defaults.filter((name) => typeof name === "string") : [];
  return new Set(["__defaults", "__internal", ...names]);
}

/** Keys of both; what the provider added by itself is none of them. */
function keysOf(planned: Values, recorded: Values): readonly string[] {
  const ofProvider = added(planned);
  return [...new Set([...Object.keys(planned), ...Object.keys(recorded)])].filter(
    (key) => recorded[key] !== undefined || !ofProvider.has(key),
  );
}

function sameValues(spot: Spot, planned: Values, recorded: Values, work: Work): readonly Found[] {
  return keysOf(planned, recorded).flatMap((key) =>
    same({ ...spot, path: joined(spot.path, key) }, planned[key], recorded[key], work),
  );
}

function sameNames(path: string, planned: readonly string[], recorded: readonly string[]): readonly Found[] {
  const [ours, theirs] = [[...planned].sort(), [...recorded].sort()];
  return ours.join("\n") === theirs.join("\n") ? [] : difference("other", path, ours, theirs);
}

/** `<urn>::<id>` of a provider, which the recorder names by an invented id. */
function providerUrn(reference: string): string {
  return reference.split("::").slice(0, 4).join("::");
}

/** The engine's own provider of a package, of the version that the program asks for. */
function isDefaultProvider(reference: string, { type, version = "" }: Sent): boolean {
  const [, , kind = "", name = ""] = reference.split("::");
  const [packageName = ""] = type.split(":");
  return kind === `pulumi:providers:${packageName}` && name === `default_${version.replaceAll(/[.-]/g, "_")}`;
}

function sameProvider(planned: string, sent: Sent): readonly Found[] {
  if (!sent.custom || sent.type.startsWith("pulumi:providers:")) return [];
  const recorded = sent.provider === "" ? "the default one" : providerUrn(sent.provider);
  const isSame = sent.provider === "" ? isDefaultProvider(planned, sent) : providerUrn(planned) === recorded;
  return isSame ? [] : difference("other", "provider", providerUrn(planned), recorded);
}

type Goal = NonNullable<PlannedResource["goal"]>;

/** Options, of which a plan keeps these. */
function sameOptions(goal: Goal, sent: Sent): readonly Found[] {
  const equal = (path: string, planned: unknown, recorded: unknown) =>
    planned === recorded ? [] : difference("other", path, planned, recorded);
  const { propertyDependencies } = goal;
  const made = new Set([...Object.keys(propertyDependencies ?? {}), ...Object.keys(sent.propertyDependencies)]);
  return [
    ...equal("type", goal.type, sent.type),
    ...equal("name", goal.name, sent.name),
    ...equal("custom", goal.custom, sent.custom),
    ...equal("parent", goal.parent, sent.parent),
    ...equal("protect", goal.protect, sent.protect),
    ...equal("deleteBeforeReplace", goal.deleteBeforeReplace ?? false, sent.deleteBeforeReplace),
    ...equal("import", goal.id ?? "", sent.importId),
    ...sameNames("ignoreChanges", goal.ignoreChanges ?? [], sent.ignoreChanges),
    ...sameNames("additionalSecretOutputs", goal.additionalSecretOutputs ?? [], sent.additionalSecretOutputs),
    ...sameNames("dependencies", goal.dependencies ?? [], sent.dependencies),
    ...[...made].flatMap((key) =>
      sameNames(`what ${key} is made of`, propertyDependencies?.[key] ?? [], sent.propertyDependencies[key] ?? []),
    ),
    ...sameProvider(goal.provider, sent),
  ];
}

/** The version of its plugin is an option in the recording and an input in the plan. */
function inputsOf({ type, version, sentInputs }: Sent): Values {
  return type.startsWith("pulumi:providers:") && version ? { ...sentInputs, version } : sentInputs;
}

/** The integration that a resource belongs to, by its place below one; empty: to none. */
export function integrationOf(urn: string, parents: ReadonlyMap<string, string>): string {
  for (let at: string | undefined = urn; at !== undefined && at !== ""; at = parents.get(at)) {
    if (typeIn(at) === tokens.integration) return nameIn(at);
  }
  return "";
}

/** Resources that the engine makes by itself: the providers that no resource names. */
function isEngines({ urn, inputs }: PlannedResource, program: SentProgram): boolean {
  const [, , type = "", name = ""] = urn.split("::");
  if (!/^pulumi:providers:[a-z-]+$/.test(type) || !/^default(?:_\d+)*$/.test(name)) return false;
  const extra = Object.keys(inputs).filter((key) => key !== "version" && key !== "__internal");
  const packageName = type.slice("pulumi:providers:".length);
  const isUsed = program.resources.some(
    (sent) => sent.custom && sent.provider === "" && sent.type.startsWith(`${packageName}:`),
  );
  return extra.length === 0 && (isUsed || packageName === "pulumi");
}

function sameResource(
  resource: PlannedResource,
  goal: Goal,
  sent: Sent,
  handedOut: Values | undefined,
  work: Work,
): readonly Found[] {
  const inputs = inputsOf(sent);
  const ofInputs = keysOf(resource.inputs, inputs).flatMap((key) => {
    const madeOf = new Set(sent.propertyDependencies[key] ?? []);
    return same({ path: key, madeOf }, resource.inputs[key], inputs[key], work);
  });
  const ofOutputs = sent.custom
    ? []
    : sameValues({ path: "outputs", madeOf: undefined }, resource.outputs, handedOut ?? {}, work);
  return [...sameOptions(goal, sent), ...ofInputs, ...ofOutputs];
}

/**
 * Compares a plan with a recording of the same program.
 * @param state what exists, by URN
 */
export function compareWithRecording(
  planned: Planned,
  program: SentProgram,
  state: ReadonlyMap<string, StateResource>,
): Comparison {
  const work: Work = { planned, state, standIns: standInsOf(program.resources) };
  const parents = new Map([
    ...[...planned.resources.values()].map(({ urn, goal }) => [urn, goal?.parent ?? ""] as const),
    ...program.resources.map(({ urn, parent }) => [urn, parent] as const),
  ]);
  const handedOut = new Map(program.handedOut.map(({ urn, values }) => [urn, values]));
  const recorded = new Map(program.resources.map((sent) => [sent.urn, sent]));
  const foundOf = (resource: PlannedResource): readonly Found[] => {
    const { urn, goal } = resource;
    const sent = recorded.get(urn);
    // It only goes: the recording must not have it.
    if (goal === undefined) return sent === undefined ? [] : difference("less", "", undefined, undefined);
    if (sent === undefined) return isEngines(resource, program) ? [] : difference("more", "", undefined, undefined);
    return sameResource(resource, goal, sent, handedOut.get(urn), work);
  };
  const all = [
    ...[...planned.resources.values()].map((resource) => ({ urn: resource.urn, found: foundOf(resource) })),
    ...program.resources
      .filter(({ urn }) => !planned.resources.has(urn))
      .map(({ urn }) => ({ urn, found: difference("less", "", undefined, undefined) })),
  ].flatMap(({ urn, found }) => found.map((one) => ({ urn, integration: integrationOf(urn, parents), ...one })));
  return {
    differences: all.flatMap((one) => (one.kind === "claim" ? [] : [one])),
    claims: all.flatMap((one) => {
      if (one.kind !== "claim") return [];
      const { kind: _, ...claim } = one;
      return [claim];
    }),
  };
}

/** Options that a plan does not keep, beside those that it does. */
function sameSentOptions(actual: Sent, sent: Sent): readonly Found[] {
  const equal = (path: string, now: unknown, recorded: unknown) =>
    JSON.stringify(now) === JSON.stringify(recorded) ? [] : difference("other", path, now, recorded);
  const keys = [
    "custom",
    "parent",
    "protect",
    "importId",
    "deleteBeforeReplace",
    "retainOnDelete",
    "transforms",
    "hooks",
    "remote",
    "deletedWith",
    "version",
    "options",
  ] as const;
  const made = new Set([...Object.keys(actual.propertyDependencies), ...Object.keys(sent.propertyDependencies)]);
  return [
    ...keys.flatMap((key) => equal(key, actual[key], sent[key])),
    ...equal("provider", providerUrn(actual.provider), providerUrn(sent.provider)),
    ...sameNames("ignoreChanges", actual.ignoreChanges, sent.ignoreChanges),
    ...sameNames("additionalSecretOutputs", actual.additionalSecretOutputs, sent.additionalSecretOutputs),
    ...sameNames("former names", actual.formerNames, sent.formerNames),
    ...[...made].flatMap((key) =>
      sameNames(`what ${key} is made of`, actual.propertyDependencies[key] ?? [], sent.propertyDependencies[key] ?? []),
    ),
  ];
}

/**
 * Compares what the program sends to the engine with what it sent where it was recorded, as it happens: every resource that
 * it depends on has been made, so that each value is known, secrets too. No value stands in a difference.
 * @param made what the engine answered so far, by URN, secrets in plain
 * @param sure false where the engine only previews: what it will know is then not compared
 */
export function compareSent(
  actual: Sent,
  program: Pick<SentProgram, "resources">,
  standIns: StandIns,
  made: ReadonlyMap<string, StateResource>,
  sure: boolean,
): Comparison {
  const { urn } = actual;
  const parents = new Map(program.resources.map((sent) => [sent.urn, sent.parent] as const));
  const integration = integrationOf(urn, parents.set(urn, actual.parent));
  const sent = program.resources.find((one) => one.urn === urn);
  if (sent === undefined) return { differences: [{ urn, integration, kind: "more", path: "" }], claims: [] };
  const work: Work = { planned: { resources: new Map(), errors: [], warnings: [] }, state: made, standIns };
  const [now, recorded] = [revealed(actual.sentInputs) as Values, revealed(sent.sentInputs) as Values];
  const ofInputs = sure
    ? [...new Set([...Object.keys(now), ...Object.keys(recorded)])].flatMap((key) =>
        same({ path: key, madeOf: new Set(sent.propertyDependencies[key] ?? []) }, now[key], recorded[key], work),
      )
    : [];
  const found = [...sameSentOptions(actual, sent), ...ofInputs];
  return {
    differences: found.flatMap((one) =>
      one.kind === "claim" ? [] : [{ urn, integration, kind: one.kind, path: one.path }],
    ),
    claims: found.flatMap((one) =>
      one.kind === "claim" ? [{ urn, integration, path: one.path, appId: one.appId, id: one.id }] : [],
    ),
  };
}
