/**
 * What the Pulumi engine starts as the plugin `m365`, compiled to JavaScript: the SDK's plugin runner takes no TypeScript
 * whose imports end in `.ts`.
 */
import { readFileSync } from "node:fs";
import { main } from "@pulumi/pulumi/provider/index.js";
import { integrationProvider } from "./provider.ts";

// build.ts writes it at the root of what it builds.
const schema = readFileSync(new URL("../schema.json", import.meta.url), "utf8");

// Not awaited: the runner loads this file by `require`, which refuses a module that waits.
main(integrationProvider(schema), process.argv.slice(2));
