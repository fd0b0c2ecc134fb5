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
 * And azure-native names every version of its API as an alias of a Key Vault's secret, each worked out by outputs of
 * its own; what a resource's type was called elsewhere is no part of a recording.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";

const require = createRequire(import.meta.url);
// Not in the SDK's types; the SDK is pinned exactly.
const rpc = require("@pulumi/pulumi/runtime/rpc") as { transferProperties: Transfer };
const sdk = require("@pulumi/pulumi") as { mergeOptions: Merge };

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
type Transfer = (onto: object, label: string, props: object) => Record<string, Settle>;

interface Answer {
  readonly value: unknown;
  readonly isKnown: boolean;
  readonly isSecret: boolean;
  readonly dependencies: readonly unknown[];
}
/** The SDK's own constructor, which its types hide. */
type OutputConstructor = new (
  resources: object,
  value: Promise<unknown>,
  isKnown: Promise<boolean>,
  isSecret: Promise<boolean>,
  dependencies: Promise<readonly unknown[]>,
) => object;

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

const recording = new AsyncLocalStorage<true>();
const { transferProperties } = rpc;
const { mergeOptions } = sdk;

rpc.transferProperties = (...args) => (recording.getStore() ? transferLazily : transferProperties)(...args);
sdk.mergeOptions = (first, second) => mergeOptions(first, recording.getStore() ? withoutTypeAliases(second) : second);

/** Runs an evaluation, and whatever it starts, on the recorder's SDK. */
export function withRecordersSdk<R>(callback: () => R): R {
  return recording.run(true, callback);
}
