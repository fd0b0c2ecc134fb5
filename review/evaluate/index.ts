/**
 * Evaluates the program without engine, network or credentials, and writes down every registration.
 * Outputs are known: lookups answer `sp:<appId>`, certificates are a fixture, secrets are canaries.
 */
import "./deferred-sdk.ts";
import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import { everyResource } from "../clause.ts";
import { knownOutputs } from "./known-outputs.ts";
import {
  type OutputsRequest,
  outputsOf,
  type RegisteredOutputs,
  type RegisterRequest,
  type Registration,
  registrationOf,
  revealed,
  urnOf,
} from "./registration.ts";
import { turn } from "./running.ts";
import { answerMark, withRecordersSdk } from "./sdk.ts";
import { type Unseen, Watch } from "./watch.ts";

/** One registration as plain data. */
export type { RegisteredOutputs, RegisterRequest, Registration } from "./registration.ts";
export type { Unseen } from "./watch.ts";

const require = createRequire(import.meta.url);
// Not in the SDK's types; the SDK is pinned exactly, and test/review/recording.test.ts fails when these move.
const { withLocalStorage } = require("@pulumi/pulumi/runtime/state") as { withLocalStorage<R>(callback: () => R): R };
const { MockMonitor } = require("@pulumi/pulumi/runtime/mocks") as {
  MockMonitor: new (mocks: pulumi.runtime.Mocks) => Monitor;
};
interface Monitor {
  resources: Map<string, unknown>;
  registerResource(request: RegisterRequest, callback: RegisterCallback): Promise<void>;
  readResource(request: NamedRequest, callback: RegisterCallback): Promise<void>;
  existsResource(request: NamedRequest, callback: DoneCallback): void;
  registerResourceOutputs(request: OutputsRequest, callback: DoneCallback): void;
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
/** A call by which the program reads or changes what it does not register, so that its registrations are not all it does. */
interface EscapeHatch {
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
  readonly escapeHatches: readonly EscapeHatch[];
  /** What began and did not come to its end; absent: a recorder of the base that did not look. */
  readonly unseen?: readonly Unseen[];
  /** Versions of the installed packages whose providers the program uses, by package; absent as above. */
  readonly installed?: Readonly<Record<string, string>>;
  /** What the stack and its components hand out; absent as above. */
  readonly handedOut?: readonly RegisteredOutputs[];
  readonly outputs: unknown;
  /** What went wrong, in words; an evaluation with problems is not to be trusted. */
  readonly problems: readonly string[];
}

/** An evaluation as it is written down: what the program hands out is in `handedOut`, as it was registered. */
export type WholeEvaluation = Omit<Evaluation, "outputs">;

/** How to evaluate. */
export interface EvaluateOptions {
  readonly project: string;
  readonly stack: string;
  /** Full keys: `m365-integrations:tenant`. */
  readonly config?: Readonly<Record<string, string>>;
  readonly timeoutMilliseconds?: number;
  /** Where the program stands, whose packages may be others than the recorder's; absent: beside the recorder. */
  readonly programFile?: string;
  /** What the program learns from the tenant; fixed values when left out. */
  readonly answers?: typeof knownOutputs;
  /** Told of each registration as the SDK sends it, secrets included. */
  readonly registered?: (urn: string, request: RegisterRequest) => void;
}

function recorder(
  options: EvaluateOptions,
  registrations: Registration[],
  problems: string[],
  lookups: Evaluation["lookups"][number][],
  reaches: EscapeHatch[],
  watch: Watch,
  handedOut: RegisteredOutputs[],
) {
  const seen = new Set<string>();
  const answers = options.answers ?? knownOutputs;
  class Recorder extends MockMonitor {
    override async registerResource(request: RegisterRequest, callback: RegisterCallback): Promise<void> {
      const urn = urnOf(request, options);
      watch.registers(request.getType(), request.getName());
      if (seen.has(urn)) problems.push(`two resources have the URN ${urn}`);
      seen.add(urn);
      registrations.push(registrationOf(urn, request));
      options.registered?.(urn, request);
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

    override existsResource(request: NamedRequest, callback: DoneCallback): void {
      reaches.push({ what: "read", type: request.getType(), name: "" });
      super.existsResource(request, callback);
    }

    override registerResourceOutputs(request: OutputsRequest, callback: DoneCallback): void {
      handedOut.push(outputsOf(request));
      callback(null, {});
    }

    override registerStackTransform(_request: unknown, callback: DoneCallback): void {
      reaches.push({ what: "transform", type: "", name: everyResource });
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
      return { ...answers.lookup(token, revealed(inputs) as Record<string, unknown>), [answerMark]: token };
    },
    newResource: ({ type, name, inputs }) => {
      const known = answers.resource(type, name, revealed(inputs) as Record<string, unknown>);
      return { id: known.id, state: { ...inputs, ...known.state } };
    },
  });
}

/**
 * Evaluates a program. Never throws for the program's own faults: they are `problems`.
 * Evaluations may run side by side; each has its own monitor (AsyncLocalStorage of the SDK).
 */
export function evaluate(program: () => Promise<unknown>, options: EvaluateOptions): Promise<Evaluation> {
  const watch = new Watch();
  return withRecordersSdk(watch, () => withLocalStorage(() => evaluated(program, options, watch)));
}

/** Code that no resource waits for may still be under way: it gets its turns until nothing moves any more. */
async function settled(watch: Watch, registrations: readonly Registration[]): Promise<void> {
  for (let state = "", turns = 0; turns < mostTurns; turns++) {
    const now = `${registrations.length} ${watch.open}`;
    if (now === state) return;
    state = now;
    await turn();
    await pulumi.runtime.disconnect();
  }
}

/** The packages that make these types. */
export function packagesOf(registrations: readonly Registration[]): ReadonlySet<string> {
  return new Set(registrations.map(({ type }) => type.replace(/^pulumi:providers:/, "").split(":")[0] ?? ""));
}

/** Versions of the packages that make these types, as they are installed for the program. */
function installedFor(registrations: readonly Registration[], program: string): Record<string, string> {
  const require = createRequire(program);
  return Object.fromEntries(
    [...packagesOf(registrations)].flatMap((name) => {
      if (!/^[a-z][a-z0-9-]*$/.test(name) || name === "pulumi" || name === "m365") return [];
      try {
        return [[name, (require(`@pulumi/${name}/package.json`) as { readonly version: string }).version]];
      } catch {
        return [];
      }
    }),
  );
}

/** A program that goes on by itself for longer than this does not end. */
const mostTurns = 1000;

async function evaluated(program: () => Promise<unknown>, options: EvaluateOptions, watch: Watch): Promise<Evaluation> {
  const registrations: Registration[] = [];
  const problems: string[] = [];
  const lookups: Evaluation["lookups"][number][] = [];
  const reaches: EscapeHatch[] = [];
  const handedOut: RegisteredOutputs[] = [];
  const monitor = recorder(options, registrations, problems, lookups, reaches, watch, handedOut);
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
    await Promise.race([pulumi.runtime.disconnect().then(() => settled(watch, registrations)), late]);
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
  }
  clearTimeout(timer);
  return {
    registrations,
    lookups,
    escapeHatches: reaches,
    unseen: watch.unseen(),
    handedOut,
    installed: installedFor(registrations, options.programFile ?? import.meta.filename),
    outputs,
    problems,
  };
}
