/**
 * Evaluates the program without engine, network or credentials, and writes down every registration.
 * Outputs are known: lookups answer `sp:<appId>`, certificates are a fixture, secrets are canaries.
 */
import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import { knownOutputs } from "./known-outputs.ts";

const require = createRequire(import.meta.url);
// Not in the SDK's types; the SDK is pinned exactly, and test/evaluate.test.ts fails when these move.
const { withLocalStorage } = require("@pulumi/pulumi/runtime/state") as { withLocalStorage<R>(callback: () => R): R };
const { MockMonitor } = require("@pulumi/pulumi/runtime/mocks") as {
  MockMonitor: new (mocks: pulumi.runtime.Mocks) => Monitor;
};
const { deserializeProperties } = require("@pulumi/pulumi/runtime/rpc") as {
  deserializeProperties(value: unknown): Record<string, unknown>;
};

interface Monitor {
  resources: Map<string, unknown>;
  registerResource(request: RegisterRequest, callback: RegisterCallback): Promise<void>;
  readResource(request: NamedRequest, callback: RegisterCallback): Promise<void>;
  registerStackTransform(request: unknown, callback: DoneCallback): void;
  registerStackInvokeTransform(request: unknown, callback: DoneCallback): void;
}
type DoneCallback = (error: unknown, response: object) => void;
interface NamedRequest {
  getType(): string;
  getName(): string;
}
type RegisterCallback = (error: unknown, response: RegisterResponse | undefined) => void;
interface RegisterResponse {
  getUrn(): string;
  setUrn(urn: string): void;
}
/** The part of the engine's RegisterResourceRequest that a recording needs (pulumi/proto/resource.proto). */
interface RegisterRequest {
  getType(): string;
  getName(): string;
  getParent(): string;
  getCustom(): boolean;
  getObject(): unknown;
  getProtect(): boolean;
  getProvider(): string;
  getImportid(): string;
  getDependenciesList(): string[];
  getIgnorechangesList(): string[];
  getAdditionalsecretoutputsList(): string[];
  getDeletebeforereplace(): boolean;
  getRetainondelete(): boolean | undefined;
  getTransformsList(): unknown[];
  getHooks(): unknown;
  getAliasurnsList(): string[];
  getAliasesList(): { toObject(): { urn?: string; spec?: { name?: string; type?: string; parenturn?: string } } }[];
}

/** One registration as plain data. */
export interface Registration {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** URN of the parent; empty for the stack's own. */
  readonly parent: string;
  readonly custom: boolean;
  /** As the SDK sends them; a secret is replaced by `[secret]`. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Top-level inputs that are secret. */
  readonly secretInputs: readonly string[];
  /** Paths of inputs whose value is not known before the engine runs. */
  readonly unknownInputs: readonly string[];
  readonly protect: boolean;
  /** `<urn>::<id>` of an explicit provider; empty for a default one. */
  readonly provider: string;
  readonly importId: string;
  readonly dependencies: readonly string[];
  readonly ignoreChanges: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
  readonly deleteBeforeReplace: boolean;
  readonly retainOnDelete: boolean;
  readonly transforms: number;
  /** True: code of the program runs beside its creation, update or deletion. */
  readonly hooks: boolean;
  /** Former names, from alias options. */
  readonly formerNames: readonly string[];
}

/** Something by which the program reaches past its registrations, so that they alone do not tell what it does. */
export interface Reach {
  /** `read`: an existing resource's state; `transform`: of every resource or lookup; `hook`: named, run by the engine. */
  readonly what: "read" | "transform" | "hook";
  /** Type token of what is read; empty otherwise. */
  readonly type: string;
  readonly name: string;
}

/** Everything one evaluation registered. */
export interface Evaluation {
  readonly registrations: readonly Registration[];
  /** Lookups by token. */
  readonly lookups: readonly { readonly token: string; readonly inputs: Readonly<Record<string, unknown>> }[];
  readonly reaches: readonly Reach[];
  readonly outputs: unknown;
  /** What went wrong, in words; an evaluation with problems is not to be trusted. */
  readonly problems: readonly string[];
}

/** How to evaluate. */
export interface EvaluateOptions {
  readonly project: string;
  readonly stack: string;
  /** Full keys: `m365-integrations:tenant`. */
  readonly config?: Readonly<Record<string, string>>;
  readonly timeoutMilliseconds?: number;
}

const secretSignature = "4dabf18193072939515e22adb298388d";
const secretMark = "1b47061264138c4ac30d75fd1eb44270";
/** The SDK's sentinel of a value that is not known yet (pulumi/runtime/rpc). */
const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

function isSecret(value: unknown): value is { value: unknown } {
  return (
    typeof value === "object" && value !== null && (value as Record<string, unknown>)[secretSignature] === secretMark
  );
}

/** A secret keeps its shape, so that a rule can read the dates beside it; every text in it goes. */
function masked(value: unknown): unknown {
  if (typeof value === "string") return "[secret]";
  if (isSecret(value)) return masked(value.value);
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, masked(inner)]));
  return value;
}

function plain(value: unknown): unknown {
  if (isSecret(value)) return masked(value.value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  return value;
}

function revealed(value: unknown): unknown {
  if (isSecret(value)) return revealed(value.value);
  if (Array.isArray(value)) return value.map(revealed);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revealed(inner)]));
  return value;
}

function unknownPaths(value: unknown, path: string): string[] {
  if (value === unknownValue) return [path];
  if (isSecret(value)) return unknownPaths(value.value, path);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => unknownPaths(inner, path ? `${path}.${key}` : key));
}

/** The engine's rule: the parent's qualified type, then `$`, then the type; the stack itself does not count. */
function urnOf(request: RegisterRequest, { project, stack }: EvaluateOptions): string {
  const parentType = request.getParent().split("::")[2] ?? "";
  const qualified =
    parentType && parentType !== "pulumi:pulumi:Stack" ? `${parentType}$${request.getType()}` : request.getType();
  return `urn:pulumi:${stack}::${project}::${qualified}::${request.getName()}`;
}

/** Aliases come as specifications or as whole URNs, whichever the monitor supports. */
function formerNames(request: RegisterRequest): string[] {
  const specified = request.getAliasesList().map((alias) => alias.toObject());
  const urns = [...request.getAliasurnsList(), ...specified.flatMap(({ urn }) => urn || [])];
  const names = [
    ...specified.flatMap(({ spec }) => spec?.name || []),
    ...urns.map((urn) => urn.split("::").slice(3).join("::")),
  ];
  return [...new Set(names)].filter((name) => name !== request.getName());
}

function registrationOf(urn: string, request: RegisterRequest): Registration {
  const inputs = deserializeProperties(request.getObject());
  return {
    urn,
    type: request.getType(),
    name: request.getName(),
    parent: request.getParent(),
    custom: request.getCustom(),
    inputs: plain(inputs) as Record<string, unknown>,
    secretInputs: Object.keys(inputs).filter((key) => isSecret(inputs[key])),
    unknownInputs: unknownPaths(inputs, ""),
    protect: request.getProtect(),
    provider: request.getProvider(),
    importId: request.getImportid(),
    dependencies: request.getDependenciesList(),
    ignoreChanges: request.getIgnorechangesList(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    deleteBeforeReplace: request.getDeletebeforereplace(),
    retainOnDelete: request.getRetainondelete() ?? false,
    transforms: request.getTransformsList().length,
    hooks: request.getHooks() !== undefined,
    formerNames: formerNames(request),
  };
}

function recorder(
  options: EvaluateOptions,
  registrations: Registration[],
  problems: string[],
  lookups: Evaluation["lookups"][number][],
  reaches: Reach[],
) {
  const seen = new Set<string>();
  class Recorder extends MockMonitor {
    override async registerResource(request: RegisterRequest, callback: RegisterCallback): Promise<void> {
      const urn = urnOf(request, options);
      if (seen.has(urn)) problems.push(`two resources have the URN ${urn}`);
      seen.add(urn);
      registrations.push(registrationOf(urn, request));
      return super.registerResource(request, (error, response) => {
        // The mock's own URNs forget all but one level of parents.
        if (response) {
          this.resources.set(urn, this.resources.get(response.getUrn()));
          response.setUrn(urn);
        }
        callback(error, response);
      });
    }

    override async readResource(request: NamedRequest, callback: RegisterCallback): Promise<void> {
      reaches.push({ what: "read", type: request.getType(), name: request.getName() });
      return super.readResource(request, callback);
    }

    override registerStackTransform(_request: unknown, callback: DoneCallback): void {
      reaches.push({ what: "transform", type: "", name: "of every resource" });
      callback(null, {});
    }

    override registerStackInvokeTransform(_request: unknown, callback: DoneCallback): void {
      reaches.push({ what: "transform", type: "", name: "of every lookup" });
      callback(null, {});
    }

    registerResourceHook(request: { getName(): string }, callback: DoneCallback): void {
      reaches.push({ what: "hook", type: "", name: request.getName() });
      callback(null, {});
    }

    registerErrorHook(request: { getName(): string }, callback: DoneCallback): void {
      this.registerResourceHook(request, callback);
    }
  }
  return new Recorder({
    call: ({ token, inputs }) => {
      lookups.push({ token, inputs: revealed(inputs) as Record<string, unknown> });
      return knownOutputs.lookup(token, revealed(inputs) as Record<string, unknown>);
    },
    newResource: ({ type, name, inputs }) => {
      const known = knownOutputs.resource(type, name, revealed(inputs) as Record<string, unknown>);
      return { id: known.id, state: { ...inputs, ...known.state } };
    },
  });
}

/**
 * Evaluates a program. Never throws for the program's own faults: they are `problems`.
 * Evaluations may run side by side; each has its own monitor (AsyncLocalStorage of the SDK).
 */
export function evaluate(program: () => Promise<unknown>, options: EvaluateOptions): Promise<Evaluation> {
  return withLocalStorage(async () => {
    const registrations: Registration[] = [];
    const problems: string[] = [];
    const lookups: Evaluation["lookups"][number][] = [];
    const reaches: Reach[] = [];
    const monitor = recorder(options, registrations, problems, lookups, reaches);
    // The SDK's own hook for tests takes any monitor; its types know only the mocks.
    const runtime = pulumi.runtime as unknown as { setMockOptions(...args: unknown[]): void };
    runtime.setMockOptions(monitor, options.project, options.stack, false, "organization");
    pulumi.runtime.setAllConfig({ ...options.config });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error("the program did not end: an input of a resource never resolves")),
        options.timeoutMilliseconds ?? 60_000,
      );
    });
    // The stack would leave a rejection of its own behind for what the program throws.
    const guarded = async () => {
      try {
        return await program();
      } catch (error) {
        problems.push(error instanceof Error ? error.message : String(error));
        return {};
      }
    };
    let outputs: unknown;
    try {
      outputs = await Promise.race([pulumi.runtime.runInPulumiStack(guarded), late]);
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
    try {
      await Promise.race([pulumi.runtime.disconnect(), late]);
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
    clearTimeout(timer);
    return { registrations, lookups, reaches, outputs, problems };
  });
}
