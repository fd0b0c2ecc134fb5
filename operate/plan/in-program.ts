/**
 * Loaded before a confined program, which has no network and no inspector. What the SDK would say to the engine by gRPC
 * goes over the channel to the runner (wire.ts), and what a policy pack would listen for comes from there.
 *
 * The SDK's runner opens a session of the inspector, which reads the source of functions that are to be serialized;
 * whoever has the inspector has everything, so the confinement denies it. A program that serializes functions (dynamic
 * providers) is refused by the review, and fails here.
 */
import "../../review/run/sealed.ts";
import { createRequire, Module } from "node:module";
import { join } from "node:path";
import type { Answer, Call, Outcome, SaidByRunner } from "./wire.ts";

const require = createRequire(join(process.cwd(), "package.json"));

function withoutInspector(): never {
  throw new Error("a confined program serializes no functions: dynamic providers and callbacks cannot be used");
}

const file = require.resolve("@pulumi/pulumi/runtime/closure/v8Hooks");
const hooks = new Module(file);
hooks.filename = file;
hooks.loaded = true;
hooks.exports = {
  isInitializedAsync: () => Promise.resolve(),
  getSessionAsync: withoutInspector,
  getScriptUrl: withoutInspector,
};
require.cache[file] = hooks;

/** A method as the generated code describes it. */
interface Method {
  readonly path: string;
  readonly originalName?: string;
  readonly requestSerialize: (value: unknown) => Buffer;
  readonly requestDeserialize: (bytes: Buffer) => unknown;
  readonly responseSerialize: (value: unknown) => Buffer;
  readonly responseDeserialize: (bytes: Buffer) => unknown;
}
type Service = Readonly<Record<string, Method>>;
type Done = (error: object | null, value?: unknown) => void;
type Implementation = Readonly<Record<string, (call: object, done: Done) => unknown>>;

const grpc = require("@grpc/grpc-js") as {
  Server: { prototype: Record<string, unknown> };
  Metadata: new () => object;
};
const { channel } = process;
if (!channel) throw new Error("a confined program is started by its runner");
const send = process.send?.bind(process) as (message: Answer | Call | { serve: readonly string[] }) => void;

const open = new Map<number, (outcome: Outcome) => void>();
let calls = 0;
let served: ((port: number | undefined) => void) | undefined;
const methods = new Map<string, (message: string) => Promise<Outcome>>();

/** The channel keeps the process up while something is to come over it, as a connection would. */
function keepUp(): void {
  if (open.size > 0 || methods.size > 0) channel?.ref();
  else channel?.unref();
}

function errorOf({ code, details }: { readonly code: number; readonly details: string }): Error {
  return Object.assign(new Error(`${code}: ${details}`), { code, details, metadata: new grpc.Metadata() });
}

/** Calls of a generated client go to the runner, wherever the client was told to call. */
function overChannel(prototype: Record<string, unknown>, service: Service): void {
  for (const [name, { path, originalName, requestSerialize, responseDeserialize }] of Object.entries(service)) {
    const method = (request: unknown, ...others: readonly unknown[]) => {
      const done = others.at(-1) as Done;
      const call = ++calls;
      open.set(call, (outcome) => {
        if ("failure" in outcome) done(errorOf(outcome.failure));
        else done(null, responseDeserialize(Buffer.from(outcome.message, "base64")));
      });
      keepUp();
      send({ call, path, message: requestSerialize(request).toString("base64") });
    };
    prototype[name] = method;
    if (originalName !== undefined) prototype[originalName] = method;
  }
}

const monitor = require("@pulumi/pulumi/proto/resource_grpc_pb") as Record<string, unknown>;
const engine = require("@pulumi/pulumi/proto/engine_grpc_pb") as Record<string, unknown>;
type Client = { prototype: Record<string, unknown> };
overChannel((monitor.ResourceMonitorClient as Client).prototype, monitor.ResourceMonitorService as Service);
overChannel((engine.EngineClient as Client).prototype, engine.EngineService as Service);

Object.assign(grpc.Server.prototype, {
  addService(service: Service, implementation: Implementation) {
    for (const [name, { path, originalName, requestDeserialize, responseSerialize }] of Object.entries(service))
      methods.set(
        path,
        (message) =>
          new Promise((resolve) => {
            const done: Done = (error, value) => {
              const { code = 2, details, message: text } = (error ?? {}) as Record<string, never>;
              if (error) resolve({ failure: { code, details: details ?? text ?? "" } });
              else resolve({ message: responseSerialize(value).toString("base64") });
            };
            const run = implementation[name] ?? implementation[originalName ?? ""];
            if (!run) return done({ code: 12, details: `${path} is not implemented` });
            const request = requestDeserialize(Buffer.from(message, "base64"));
            void run.call(implementation, { request, metadata: new grpc.Metadata(), cancelled: false }, done);
          }),
      );
  },
  bindAsync(_address: string, _credentials: unknown, done: (error: Error | null, port: number) => void) {
    served = (port) => {
      if (port !== undefined) return done(null, port);
      methods.clear();
      keepUp();
      done(new Error("a confined program listens for nobody"), 0);
    };
    keepUp();
    send({ serve: [...methods.keys()] });
  },
});

process.on("message", (said: SaidByRunner) => {
  if ("serves" in said) return served?.(said.port);
  if ("answers" in said) {
    open.get(said.answers)?.(said.outcome);
    open.delete(said.answers);
    return keepUp();
  }
  const { call, path, message } = said;
  void methods
    .get(path)?.(message)
    .then((outcome) => send({ answers: call, outcome }));
});
// Without its runner nobody would stop it.
process.on("disconnect", () => process.exit(1));
keepUp();
