/**
 * Loaded before a confined program. The SDK's runner opens a session of the inspector, which reads the source of
 * functions that are to be serialized; whoever has the inspector has everything, so the confinement denies it. A program
 * that serializes functions (dynamic providers) is refused by the review, and fails here.
 */
import { createRequire, Module } from "node:module";
import { join } from "node:path";

function withoutInspector(): never {
  throw new Error("a confined program serializes no functions: dynamic providers and callbacks cannot be used");
}

const require = createRequire(join(process.cwd(), "package.json"));
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
