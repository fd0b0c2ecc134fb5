/** `make up`, and with `--destroy` `make destroy`: run.ts in this checkout. */
import { join, resolve } from "node:path";
import type { Plugins } from "../engine/environment.ts";
import { folderFault } from "./folder.ts";
import { runSandbox } from "./run.ts";
import { say } from "./screen.ts";

const root = resolve(import.meta.dirname, "..");
const stack = "dev";

function pluginsIn(text: string | undefined): Plugins {
  if (!text || text === "stand-in") return "stand-in";
  if (text === "real") return "real";
  throw new Error(`PLUGINS is "${text}": stand-in or real.`);
}

try {
  process.exitCode = await runSandbox(
    {
      root,
      project: root,
      stack,
      tenantFile: `tenants/${stack}.yaml`,
      folder: join(root, ".simulated"),
      out: join(root, "out"),
      plugins: pluginsIn(process.env.PLUGINS),
      inherited: process.env,
      machineDay: new Date().toISOString().slice(0, 10),
      say,
      warn: (line) => process.stderr.write(`${line}\n`),
    },
    process.argv.includes("--destroy") ? "destroy" : "up",
  );
} catch (error) {
  const told = folderFault(error) ?? error;
  process.stderr.write(`${told instanceof Error ? told.message : told}\n`);
  process.exitCode = 1;
}
