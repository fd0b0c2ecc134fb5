/**
 * Builds the plugin into plugin/build: JavaScript, the data that it reads, and its schema. `make plugin` runs it.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { inferredSchema } from "./schema.ts";

const directory = import.meta.dirname;
const finished = join(directory, "build");
const unfinished = join(directory, "build.unfinished");

/** Read beside the compiled code (catalog/*.ts), and not copied by the compiler. */
const data = ["permissions.json", "roles.json"];

function compile(): void {
  const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const args = [compiler, "--project", directory, "--outDir", unfinished];
  const { status } = spawnSync(process.execPath, args, { stdio: "inherit" });
  if (status !== 0) throw new Error("The plugin does not compile; nothing was built.");
}

try {
  rmSync(unfinished, { recursive: true, force: true });
  compile();
  for (const file of data) copyFileSync(join(directory, "../catalog", file), join(unfinished, "catalog", file));
  writeFileSync(join(unfinished, "schema.json"), `${JSON.stringify(inferredSchema(directory), undefined, 2)}\n`);
  rmSync(finished, { recursive: true, force: true });
  renameSync(unfinished, finished);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(unfinished, { recursive: true, force: true });
}
