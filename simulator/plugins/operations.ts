/**
 * What a provider plugin does with a resource, apart from gRPC: previews, secrets, and the choice between update and
 * replacement. The same for every kind.
 */
import { type Difference, differences, differs, refreshedInputs } from "./difference.ts";
import type { InputFault, Live, ResourceKind } from "./kind.ts";
import { hasUnknown, type Properties, unknownValue, unwrap, wrap } from "./properties.ts";

/** A plugin: its kinds and functions, and how it signs in. */
export interface Plugin<Client> {
  /** The package, `azuread`. */
  readonly name: string;
  /** The version it reports, that of the npm package. */
  readonly version: string;
  readonly kinds: readonly ResourceKind<Client>[];
  /** By token, `azuread:index/getServicePrincipal:getServicePrincipal`. */
  readonly functions: Readonly<Record<string, (client: Client, args: Properties) => Promise<Properties>>>;
  /** Text arguments of the provider, for languages that know them by the package's schema alone (YAML). */
  readonly config: readonly string[];
  /** Provider arguments whose change replaces the provider and every resource that uses it. */
  readonly replacingConfig: readonly string[];
  readonly connect: (config: Properties) => Promise<Client>;
  /** The client with so many minutes for one operation; absent where nothing is asked over a network. */
  readonly within?: (client: Client, minutes: number) => Client;
}

/** A resource as the engine keeps it; secrets are wrapped. */
export interface Recorded {
  readonly id: string;
  readonly outputs: Properties;
  readonly inputs: Properties;
}

/** The answer to a diff: every difference, and the properties that force a replacement. */
export interface Verdict {
  readonly differences: readonly Difference[];
  readonly replaces: readonly string[];
  /** True: paths name former inputs, not outputs. */
  readonly ofInputs: boolean;
}

/** An object that was made before something failed: the engine has to know its id. */
export class PartlyMade extends Error {
  readonly made: Recorded;

  constructor(made: Recorded, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = "PartlyMade";
    this.made = made;
  }
}

/** The operations of a plugin; every bag that goes in or out has its secrets wrapped. */
export interface Operations {
  readonly configure: (config: Properties) => Promise<void>;
  readonly diffConfig: (former: Properties, wanted: Properties) => Verdict;
  readonly check: (type: string, inputs: Properties) => readonly InputFault[];
  /** `ignored`: properties whose changes the program leaves to others. */
  readonly diff: (
    type: string,
    outputs: Properties,
    formerInputs: Properties,
    wanted: Properties,
    ignored?: readonly string[],
  ) => Verdict;
  readonly create: (type: string, inputs: Properties, preview: boolean) => Promise<Recorded>;
  readonly read: (type: string, id: string, outputs: Properties, inputs: Properties) => Promise<Recorded | undefined>;
  readonly update: (
    type: string,
    former: Recorded,
    wanted: Properties,
    preview: boolean,
    ignored?: readonly string[],
  ) => Promise<Properties>;
  readonly delete: (type: string, former: Recorded) => Promise<void>;
  readonly invoke: (token: string, args: Properties) => Promise<Properties>;
}

/** The operations of one plugin process. */
export function operations<Client>(plugin: Plugin<Client>): Operations {
  let connected: { readonly client: Client } | undefined;
  const client = (minutes = 5): Client => {
    if (!connected) throw new Error(`the ${plugin.name} provider was used before it was configured`);
    return plugin.within?.(connected.client, minutes) ?? connected.client;
  };
  const kindOf = (type: string): ResourceKind<Client> => {
    const kind = plugin.kinds.find((candidate) => candidate.type === type);
    if (kind) return kind;
    const known = plugin.kinds.map((candidate) => candidate.type).join(", ");
    throw new Error(`the stand-in for ${plugin.name} does not know ${type}; it knows ${known}`);
  };
  return {
    configure: async (config) => {
      connected = { client: await plugin.connect(unwrap(config).plain) };
    },
    diffConfig: (former, wanted) => diffConfig(plugin.replacingConfig, unwrap(former).plain, unwrap(wanted).plain),
    check: (type, inputs) => check(kindOf(type), unwrap(inputs).plain),
    diff: (type, outputs, formerInputs, wanted, ignored = []) => {
      const live = unwrap(outputs).plain;
      const left = leftAs(unwrap(wanted).plain, live, ignored);
      return diff(kindOf(type), client(), live, unwrap(formerInputs).plain, left);
    },
    create: (type, inputs, preview) => create(kindOf(type), client, inputs, preview),
    read: (type, id, outputs, inputs) => {
      const kind = kindOf(type);
      return read(kind, client(kind.minutes?.read), id, outputs, inputs);
    },
    update: (type, former, wanted, preview, ignored = []) =>
      update(kindOf(type), client, former, wanted, preview, ignored),
    delete: (type, former) => {
      const kind = kindOf(type);
      return kind.delete(client(kind.minutes?.delete), former.id, priorOf(former.outputs, former.inputs));
    },
    invoke: async (token, args) => {
      const run = plugin.functions[token];
      if (!run) throw new Error(`the stand-in for ${plugin.name} does not know the function ${token}`);
      return run(client(), unwrap(args).plain);
    },
  };
}

/** What is wanted, with what the program leaves to others as it stands: the engine resets what it knows as an input alone. */
function leftAs(wanted: Properties, live: Properties, ignored: readonly string[]): Properties {
  const standing = ignored.flatMap((property) => {
    const value = live[property];
    return value === undefined ? [] : [[property, value] as const];
  });
  return standing.length === 0 ? wanted : { ...wanted, ...Object.fromEntries(standing) };
}

function diffConfig(replacing: readonly string[], former: Properties, wanted: Properties): Verdict {
  const inputs = [...new Set([...Object.keys(former), ...Object.keys(wanted)])].filter((key) => key !== "version");
  const found = differences({ inputs, computed: [], sets: [], defaults: {} }, former, wanted);
  return { differences: found, replaces: propertiesOf(found, replacing), ofInputs: true };
}

function propertiesOf(found: readonly Difference[], among: readonly string[]): string[] {
  return [...new Set(found.map(({ property }) => property).filter((property) => among.includes(property)))];
}

function check<Client>(kind: ResourceKind<Client>, inputs: Properties): InputFault[] {
  const missing = kind.required
    .filter((property) => inputs[property] === undefined || inputs[property] === null)
    .map((property) => ({ property, reason: `Missing required property '${property}'` }));
  const unknown = Object.keys(inputs)
    .filter((property) => !property.startsWith("__") && !kind.inputs.includes(property))
    .map((property) => ({
      property,
      reason: `the stand-in for ${kind.type} does not know '${property}'; it knows ${kind.inputs.join(", ")}`,
    }));
  return [...missing, ...unknown, ...(kind.faults?.(inputs) ?? [])];
}

function diff<Client>(
  kind: ResourceKind<Client>,
  client: Client,
  outputs: Properties,
  formerInputs: Properties,
  wanted: Properties,
): Verdict {
  const ofInputs = kind.compares === "inputs";
  const found = differences(kind, ofInputs ? formerInputs : outputs, wanted);
  const outdated = kind.outdated?.(client, outputs) ?? [];
  return {
    differences: [...found, ...outdated.map((property) => ({ property, path: property, change: "update" as const }))],
    replaces: [...propertiesOf(found, kind.forceNew), ...outdated],
    ofInputs,
  };
}

async function create<Client>(
  kind: ResourceKind<Client>,
  client: (minutes?: number) => Client,
  inputs: Properties,
  preview: boolean,
): Promise<Recorded> {
  const { plain, secrets } = unwrap(inputs);
  if (!hasUnknown(plain)) await kind.plan?.(client(), plain);
  if (preview) {
    const secretNames = [...secrets, ...kind.secretOutputs];
    const unknown = kind.computed.filter((name) => plain[name] === undefined);
    const outputs = { ...plain, ...Object.fromEntries(unknown.map((name) => [name, unknownValue])) };
    return { id: "", outputs: wrap(outputs, secretNames), inputs };
  }
  if (hasUnknown(plain)) throw new Error(`${kind.type} was to be created with values that are not known yet`);
  let made: Live | undefined;
  try {
    const live = await kind.create(client(kind.minutes?.create), plain, (id, outputs = {}) => {
      made = { id, outputs };
    });
    if (!live) {
      made = undefined;
      throw new Error(`expected non-nil error with nil state during Create of ${kind.type}`);
    }
    return {
      id: live.id,
      outputs: wrap({ ...kept(kind, plain), ...live.outputs }, secretOutputs(kind, secrets)),
      inputs,
    };
  } catch (cause) {
    if (made === undefined) throw cause;
    const outputs = wrap({ ...plain, ...made.outputs }, [...secrets, ...kind.secretOutputs]);
    throw new PartlyMade({ id: made.id, outputs, inputs }, cause);
  }
}

async function read<Client>(
  kind: ResourceKind<Client>,
  client: Client,
  id: string,
  outputs: Properties,
  inputs: Properties,
): Promise<Recorded | undefined> {
  const isImport = Object.keys(outputs).length === 0;
  if (isImport && kind.imports?.(id) === false) return undefined;
  const prior = priorOf(outputs, inputs);
  const live = await kind.read(client, id, prior);
  if (!live) return undefined;
  const formerInputs = unwrap(inputs);
  const found = { ...kept(kind, prior), ...live.outputs };
  const comparable = kind.asInputs?.(live, formerInputs.plain) ?? found;
  return {
    id: live.id,
    outputs: wrap(found, secretOutputs(kind, [...unwrap(outputs).secrets, ...formerInputs.secrets])),
    inputs: wrap(refreshedInputs(kind, comparable, formerInputs.plain), [
      ...formerInputs.secrets,
      ...kind.secretOutputs,
    ]),
  };
}

async function update<Client>(
  kind: ResourceKind<Client>,
  client: (minutes?: number) => Client,
  former: Recorded,
  wanted: Properties,
  preview: boolean,
  ignored: readonly string[],
): Promise<Properties> {
  const prior = priorOf(former.outputs, former.inputs);
  const { plain: asked, secrets } = unwrap(wanted);
  const plain = leftAs(asked, prior, ignored);
  if (!hasUnknown(plain)) await kind.plan?.(client(), plain, { id: former.id, outputs: prior });
  if (!preview) {
    try {
      const live = await changed(kind, client(kind.minutes?.update), former.id, plain, prior);
      return wrap({ ...kept(kind, plain), ...live.outputs }, secretOutputs(kind, secrets));
    } catch (cause) {
      // The real provider records what was wanted, also where it did not come about: only a refresh tells.
      const outputs = wrap({ ...unwrap(former.outputs).plain, ...plain }, [...secrets, ...kind.secretOutputs]);
      throw new PartlyMade({ id: former.id, outputs, inputs: wanted }, cause);
    }
  }
  const stale = Object.entries(kind.recomputed ?? {})
    .filter(([, sources]) => sources.some((source) => differs(kind, source, prior, plain)))
    .map(([name]) => [name, unknownValue]);
  return wrap({ ...unwrap(former.outputs).plain, ...plain, ...Object.fromEntries(stale) }, [
    ...secrets,
    ...kind.secretOutputs,
  ]);
}

/** Outputs to mark: those of secret inputs, and those that always are. */
function secretOutputs<Client>(kind: ResourceKind<Client>, secretInputs: Iterable<string>): string[] {
  return [...[...secretInputs].filter((name) => kind.openOutputs?.includes(name) !== true), ...kind.secretOutputs];
}

/**
 * A kind without changes in place is updated where its creation failed after it was recorded. The real provider cannot
 * (terraform-plugin-sdk's words): the resource stays as it is until a refresh has found it whole.
 */
async function changed<Client>(
  kind: ResourceKind<Client>,
  client: Client,
  id: string,
  inputs: Properties,
  prior: Properties,
): Promise<Live> {
  if (!kind.update) throw new Error("doesn't support update");
  const live = await kind.update(client, id, inputs, prior);
  if (!live)
    throw new Error(`Resource provider reported that the resource did not exist while updating ${kind.type} ${id}`);
  return live;
}

/** The last known state, with the inputs for what the outputs do not hold. */
function priorOf(outputs: Properties, inputs: Properties): Properties {
  return {
    ...unwrap(inputs).plain,
    ...unwrap(outputs).plain,
  };
}

function kept<Client>(kind: ResourceKind<Client>, from: Properties): Properties {
  return Object.fromEntries(
    kind.kept.flatMap((name) => {
      const value = from[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
