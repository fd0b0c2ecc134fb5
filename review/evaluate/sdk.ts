/**
 * The SDK as an evaluation needs it: what nobody knows is unknown, and what nobody reads costs nothing. It behaves so
 * inside {@link withRecordersSdk} alone.
 *
 * Outside a preview the SDK takes an output that the engine did not answer for `undefined`. Here it stays unknown, so
 * that an input made of it is seen as unresolved, and not as absent.
 *
 * It makes an output for every property that a resource may answer, some 20 promises each, and keeps them all until
 * the last resource is registered; the program reads one in ten. Here an output is made when somebody asks for it.
 *
 * It swallows what it could not do: a resource whose input rejects, code that waits for an output nobody knows, the
 * property of an answer that is not there. Here a {@link Watch} sees each of them.
 *
 * It notes for every resource which lines of the program led to it, which no recording holds: a tenth of an evaluation.
 *
 * And azure-native names every version of its API as an alias of a Key Vault's secret, each worked out by outputs of
 * its own; what a resource's type was called elsewhere is no part of a recording.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import { everyProperty } from "../clause.ts";
import type { Watch, WatchedOutput } from "./watch.ts";

const require = createRequire(import.meta.url);
// Not in the SDK's types; the SDK is pinned exactly.
const rpc = require("@pulumi/pulumi/runtime/rpc") as {
  transferProperties: Transfer;
  deserializeProperties: Deserialize;
};
const resources = require("@pulumi/pulumi/runtime/resource") as { registerResource: Register };
const callbacks = require("@pulumi/pulumi/runtime/callbacks") as {
  CallbackServer: (new (monitor: unknown) => object) & { readonly prototype: object };
};
const sdk = require("@pulumi/pulumi") as { mergeOptions: Merge; readonly Resource: { callsites(): readonly object[] } };

/** Tells an output its value, once the registration has been answered. */
type Settle = (
  value: unknown,
  isKnown: boolean,
  isSecret: boolean,
  dependencies?: readonly unknown[],
  error?: Error,
) => void;
type Options = { readonly aliases?: readonly object[] } | undefined;
type Merge = (first: Options, second: Options) => Options;
type Deserialize = (...args: readonly unknown[]) => Record<string, unknown>;
type Register = (
  resource: { readonly urn?: { promise(): Promise<unknown> } },
  parent: unknown,
  type: string,
  name: string,
  ...others: readonly unknown[]
) => void;
type Apply = (this: WatchedOutput, run: (value: unknown) => unknown, withUnknowns?: boolean) => WatchedOutput;
type Transfer = (onto: object, label: string, props: object) => Record<string, Settle>;

interface Answer {
  readonly value: unknown;
  readonly isKnown: boolean;
  readonly isSecret: boolean;
  readonly dependencies: readonly unknown[];
}
/** The SDK's own constructor, which its types hide. */
interface OutputConstructor {
  new (
    resources: object,
    value: Promise<unknown>,
    isKnown: Promise<boolean>,
    isSecret: Promise<boolean>,
    dependencies: Promise<readonly unknown[]>,
  ): object;
  readonly prototype: { apply: Apply };
}

const Output = pulumi.Output as unknown as OutputConstructor;

function outputOf(resource: object, answer: Promise<Answer>): object {
  return new Output(
    resource,
    answer.then(({ value }) => value),
    answer.then(({ isKnown }) => isKnown),
    answer.then(({ isSecret }) => isSecret),
    answer.then(({ dependencies }) => dependencies),
  );
}

/** One property of a resource: an output on demand, and what settles it. */
function define(resource: object, key: string): Settle {
  let output: object | undefined;
  let answered: Answer | undefined;
  let failed: Error | undefined;
  let waiting: PromiseWithResolvers<Answer> | undefined;
  const make = () => {
    if (answered) return outputOf(resource, Promise.resolve(answered));
    if (failed) return outputOf(resource, Promise.reject(failed));
    waiting = Promise.withResolvers<Answer>();
    return outputOf(resource, waiting.promise);
  };
  Object.defineProperty(resource, key, {
    configurable: true,
    enumerable: true,
    get: () => {
      output ??= make();
      return output;
    },
    set: (value: unknown) =>
      Object.defineProperty(resource, key, { value, configurable: true, enumerable: true, writable: true }),
  });
  return (value, isKnown, isSecret, dependencies = [], error) => {
    if (error) {
      failed = error;
      waiting?.reject(error);
    } else {
      answered = { value, isKnown: isKnown && value !== undefined, isSecret, dependencies };
      waiting?.resolve(answered);
    }
  };
}

function transferLazily(resource: object, label: string, props: object): Record<string, Settle> {
  // The SDK sets these two itself.
  const keys = Object.keys(props).filter((key) => key !== "id" && key !== "urn");
  const taken = keys.find((key) => Object.hasOwn(resource, key));
  if (taken !== undefined) throw new Error(`${label} has a property ${taken} before it is registered`);
  return Object.fromEntries(keys.map((key) => [key, define(resource, key)]));
}

/** Options without aliases, where these name types alone: a former name of a resource stays. */
function withoutTypeAliases(options: Options): Options {
  const types = options?.aliases?.every((alias) => Object.keys(alias).join() === "type");
  if (!types) return options;
  const { aliases: _, ...others } = options ?? {};
  return others;
}

const recording = new AsyncLocalStorage<Watch>();
const { transferProperties, deserializeProperties } = rpc;
const { mergeOptions } = sdk;
const { registerResource } = resources;
const callbackServer = callbacks.CallbackServer;
const { apply } = Output.prototype;

rpc.transferProperties = (...args) => (recording.getStore() ? transferLazily : transferProperties)(...args);
// A constructor that is called begins something, whether or not the monitor ever hears of it.
resources.registerResource = (resource, parent, type, name, ...others) => {
  registerResource(resource, parent, type, name, ...others);
  recording.getStore()?.begins(type, name, resource.urn?.promise());
};

Output.prototype.apply = function (this: WatchedOutput, run, withUnknowns) {
  const watch = recording.getStore();
  if (!watch) return apply.call(this, run, withUnknowns);
  let ran = false;
  const result = apply.call(
    this,
    (value) => {
      ran = true;
      return run(value);
    },
    withUnknowns,
  );
  watch.waits(this, result, () => ran);
  return result;
};

/** Marks the answer of a lookup on its way through the SDK; holds the lookup's token. */
export const answerMark = "m365:recorder:lookup";

/** Names that the SDK and the language ask of any value. */
const askedOfAnything =
  /^(?:__|then$|toJSON$|doNotCapture$|deploymentOnlyModule$|constructor$|asymmetricMatch$|nodeType$)/;

/** True while the SDK itself goes through an answer's properties, looking for secrets and for what is unknown. */
function isSdkLooking(): boolean {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 5;
  const { stack = "" } = new Error();
  Error.stackTraceLimit = limit;
  // After the error's own line: this function, the trap, and then whoever asked (perhaps through Object.keys).
  const asking = stack
    .split("\n")
    .find((line) => line.includes("/@pulumi/pulumi/") || (/file:/.test(line) && !line.includes(import.meta.filename)));
  return /deserializeResponse|containsUnknowns|\bimpl\b/.test(asking ?? "");
}

/** An answer that tells when somebody asks it for what it does not hold. */
function asked(answer: Record<string, unknown>, token: string, watch: Watch): Record<string, unknown> {
  const miss = (key: PropertyKey) => {
    if (typeof key === "string" && !Object.hasOwn(answer, key) && !askedOfAnything.test(key)) watch.misses(token, key);
  };
  return new Proxy(answer, {
    get: (target, key) => {
      miss(key);
      return Reflect.get(target, key);
    },
    has: (target, key) => {
      miss(key);
      return Reflect.has(target, key);
    },
    ownKeys: (target) => {
      if (!isSdkLooking()) watch.misses(token, everyProperty);
      return Reflect.ownKeys(target);
    },
  });
}

rpc.deserializeProperties = (...args) => {
  const properties = deserializeProperties(...args);
  const { [answerMark]: token, ...answer } = properties;
  const watch = recording.getStore();
  return watch && typeof token === "string" ? asked(answer, token, watch) : properties;
};

/** Takes callbacks that the engine would call, and listens for nobody: an evaluation has no engine, and no network. */
function deafServer(monitor: unknown): object {
  return Object.assign(Object.create(callbackServer.prototype) as object, {
    _callbacks: new Map(),
    _pendingRegistrations: 0,
    _awaitQueue: [],
    _monitor: monitor,
    _server: { forceShutdown: () => undefined },
    _target: Promise.resolve("nobody"),
  });
}

callbacks.CallbackServer = new Proxy(callbackServer, {
  construct: (real, [monitor]) => (recording.getStore() ? deafServer(monitor) : new real(monitor)),
});

const { Resource } = sdk;
const { callsites } = Resource;
Resource.callsites = () => (recording.getStore() ? [] : callsites());

sdk.mergeOptions = (first, second) => mergeOptions(first, recording.getStore() ? withoutTypeAliases(second) : second);

/** Runs an evaluation, and whatever it starts, on the recorder's SDK. */
export function withRecordersSdk<R>(watch: Watch, callback: () => R): R {
  return recording.run(watch, callback);
}
