/**
 * A resource kind is data and functions: what a program may set, what the service decides, and how the four operations
 * become requests. The host (host.ts) does everything else, so no kind knows of gRPC, previews or secrets.
 */
import type { Properties, Value } from "./properties.ts";

/** A resource as the service has it. */
export interface Live {
  readonly id: string;
  readonly outputs: Properties;
}

/** One kind of resource. `Client` is what the plugin's `connect` returns. */
export interface ResourceKind<Client> {
  /** The type token, `azuread:index/application:Application`. */
  readonly type: string;
  /** Every property a program may set. Any other is refused rather than ignored. */
  readonly inputs: readonly string[];
  readonly required: readonly string[];
  /** Inputs whose change replaces the resource. */
  readonly forceNew: readonly string[];
  /** Outputs the service decides. An input listed here too is optional: where it is left out, any value of the service is right. */
  readonly computed: readonly string[];
  /** Outputs that are secret whatever the program says. */
  readonly secretOutputs: readonly string[];
  /** Outputs that hold no secret although the input of that name does. */
  readonly openOutputs?: readonly string[];
  /** Inputs that the service never gives back; they are carried over from the program. */
  readonly kept: readonly string[];
  /** Dotted paths (without indexes) of lists whose order means nothing. */
  readonly sets: readonly string[];
  /** What an absent input means, by dotted path; absent here: the empty value of its type. */
  readonly defaults: Properties;
  /** Outputs that a change of these inputs makes unknown until the update has run. */
  readonly recomputed?: Readonly<Record<string, readonly string[]>>;
  /** Where a change is measured: against what the service gave back (default), or against the former inputs. */
  readonly compares?: "inputs";
  /** The live resource in the form of its inputs, where its outputs have another. */
  readonly asInputs?: (live: Live, former: Properties) => Properties;
  /** Faults of the inputs that the real provider reports before any request. Keyed by property. */
  readonly faults?: (inputs: Properties) => readonly InputFault[];
  /** Minutes that the real provider gives each operation; five where it names none. */
  readonly minutes?: Partial<Readonly<Record<"create" | "read" | "update" | "delete", number>>>;
  /** Whether an import takes this id; absent: any. What the real provider's importer refuses is told as "does not exist". */
  readonly imports?: (id: string) => boolean;
  /** What the real provider asks when it plans, in the preview and again in the update. Throws where it refuses. `id`: that of an update. */
  readonly plan?: (
    client: Client,
    inputs: Properties,
    former?: { readonly id: string; readonly outputs: Properties },
  ) => Promise<void>;
  /** Outputs that have run out by themselves: each replaces the resource. */
  readonly outdated?: (client: Client, outputs: Properties) => readonly string[];
  /**
   * `made` is told of the object when the real provider puts its id into the state: a later failure does not lose it, one
   * before leaves an orphan. `undefined`: the last read did not find it, and it is lost all the same.
   */
  readonly create: (client: Client, inputs: Properties, made: Made) => Promise<Live | undefined>;
  /** `undefined`: gone. `prior` is the last known state, empty when importing. */
  readonly read: (client: Client, id: string, prior: Properties) => Promise<Live | undefined>;
  /** Absent: no change is possible in place. `undefined`: the last read did not find it. */
  readonly update?: (client: Client, id: string, inputs: Properties, prior: Properties) => Promise<Live | undefined>;
  readonly delete: (client: Client, id: string, prior: Properties) => Promise<void>;
}

/** Takes the id of a new object, and those outputs that could not be read again. */
export type Made = (id: string, outputs?: Properties) => void;

/** A fault of one input. */
export interface InputFault {
  readonly property: string;
  readonly reason: string;
}

/** The text of an input; an absent or empty one is `undefined`. */
export function text(properties: Properties, name: string): string | undefined {
  const value = properties[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The text of an input that `required` guarantees. */
export function requiredText(properties: Properties, name: string): string {
  const value = text(properties, name);
  if (value === undefined) throw new Error(`${name} is missing or not a text`);
  return value;
}

/** The texts of a list input; absent: none. */
export function texts(value: Value | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
