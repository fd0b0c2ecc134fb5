/**
 * What the SDK loads and no evaluation reads is loaded when somebody reads it, and not with the SDK: half of the time
 * that a recorder takes to start. A program that does read it gets the real module.
 *
 * This is imported before the SDK. Where the SDK is already loaded, it changes nothing.
 */
import { createRequire, Module } from "node:module";

const require = createRequire(import.meta.url);
const sdk = require.resolve("@pulumi/pulumi");
const requireAsSdk = createRequire(sdk);

/** As the SDK names them. */
const deferred = [
  // Runs Pulumi from a program.
  "./automation",
  // Reads the source of a function that is to be serialized, for a dynamic provider.
  "./typescript-shim",
  // npm's own: the packages that such a function needs.
  "@npmcli/arborist",
  "normalize-package-data",
  // Speaks to the engine, of which there is none.
  "@grpc/grpc-js",
  "./proto/callback_grpc_pb",
  "./proto/engine_grpc_pb",
  "./proto/provider_grpc_pb",
  "./proto/resource_grpc_pb",
];

/** Stands for a module until something of it is read. */
function standIn(file: string): object {
  let loaded: Record<PropertyKey, unknown> | undefined;
  const load = () => {
    if (loaded === undefined) {
      delete require.cache[file];
      loaded = requireAsSdk(file) as Record<PropertyKey, unknown>;
    }
    return loaded;
  };
  return new Proxy(
    {},
    {
      // The SDK's compiled imports ask for this mark at once; a module without it is its own `default`.
      get: (_, key) => {
        if (key === "__esModule") return true;
        const real = load();
        return key === "default" && !real.__esModule ? real : real[key];
      },
      has: (_, key) => key in load(),
      ownKeys: () => Reflect.ownKeys(load()),
      getOwnPropertyDescriptor: (_, key) => ({ value: load()[key], configurable: true, enumerable: true }),
    },
  );
}

function defer(file: string): void {
  const module = new Module(file);
  module.filename = file;
  module.loaded = true;
  module.exports = standIn(file);
  require.cache[file] = module;
}

// Node lists a module that an import names before it runs it.
if (!require.cache[sdk]?.loaded) for (const name of deferred) defer(requireAsSdk.resolve(name));
