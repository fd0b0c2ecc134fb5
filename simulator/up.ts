/** `make up`, and with `--destroy` `make destroy`: run.ts in this checkout. */
import { join, resolve } from "node:path";
import { folderFault } from "./folder.ts";
import { runSandbox } from "./run.ts";
import { say } from "./screen.ts";

const root = resolve(import.meta.dirname, "..");
const stack = "dev";

try {
  process.exitCode = await runSandbox(
    {
      root,
      project: root,
      stack,
      tenantFile: `tenants/${stack}.yaml`,
      folder: join(root, ".simulated"),
      out: join(root, "out"),
      plugins: process.env.PLUGINS === "real" ? "real" : "stand-in",
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
