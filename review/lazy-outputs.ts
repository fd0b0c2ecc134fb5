/**
 * Outputs that are made when somebody asks for them. The SDK makes one for every property a resource may answer, some
 * 20 promises each, and keeps all of them until the last resource is registered: a thousand integrations then take
 * gigabytes, for outputs of which the program reads one in ten.
 */
import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";

const require = createRequire(import.meta.url);
// Not in the SDK's types; the SDK is pinned exactly.
const rpc = require("@pulumi/pulumi/runtime/rpc") as { transferProperties: Transfer };

/** Tells an output its value, once the registration has been answered. */
type Settle = (
  value: unknown,
  isKnown: boolean,
  isSecret: boolean,
  dependencies?: readonly unknown[],
  error?: Error,
) => void;
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
    set: (value: unknown) => Object.defineProperty(resource, key, { value, configurable: true, enumerable: true, writable: true }),
  });
  return (value, isKnown, isSecret, dependencies = [], error) => {
    if (error) {
      failed = error;
      waiting?.reject(error);
    } else {
      answered = { value, isKnown, isSecret, dependencies };
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

/** Makes the SDK of this process give outputs on demand. */
export function makeOutputsLazy(): void {
  rpc.transferProperties = transferLazily;
}
