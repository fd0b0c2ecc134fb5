/** The shell of a workflow's step, run as GitHub's runner runs it, with stand-ins for its tools. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Step } from "./pipeline.ts";

/**
 * @param tools programs by name, as shell texts
 * @param folder where it runs
 * @returns its end, and the folder that it ran in
 */
export function runScript(
  { command = "", shell }: Pick<Step, "command" | "shell">,
  tools: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
  folder: string = mkdtempSync(join(tmpdir(), "step-")),
): { readonly code: number | null; readonly output: string; readonly folder: string } {
  const bin = join(folder, "bin");
  mkdirSync(bin, { recursive: true });
  for (const [name, text] of Object.entries(tools)) {
    writeFileSync(join(bin, name), `#!/bin/bash\n${text}`);
    chmodSync(join(bin, name), 0o755);
  }
  writeFileSync(join(folder, "step.sh"), command);
  // Only `shell: bash` sees that a part of a pipe failed.
  const flags = shell === "bash" ? ["--noprofile", "--norc", "-eo", "pipefail"] : ["-e"];
  const { status, stdout, stderr } = spawnSync("bash", [...flags, "step.sh"], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, ...env, PATH: `${bin}${delimiter}${process.env.PATH}` },
  });
  return { code: status, output: stdout + stderr, folder };
}
