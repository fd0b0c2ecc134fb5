/** What everybody on the machine, or whoever shares the user, can see of a program while it runs. Linux alone has /proc. */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { filesBelow } from "./stack.ts";

/** False where processes cannot be looked into. */
export const hasProcesses = existsSync("/proc/self/cmdline");

/** What was seen, each text once. */
export interface Seen {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** Command lines of all processes, their words apart by blanks. */
  readonly commandLines: readonly string[];
  /** Environments of all processes that may be read. */
  readonly environments: readonly string[];
  /** Contents of the files that lay in the folder for temporary ones. */
  readonly temporary: readonly string[];
}

function text(path: string): string {
  try {
    return readFileSync(path, "latin1").replaceAll("\0", " ");
  } catch {
    return ""; // It has ended, or is another user's.
  }
}

/** Runs a program and looks at the process list and at its folder for temporary files, over and over until it ends. */
export async function watched(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
  temporaryFolder: string,
): Promise<Seen> {
  const seen = { commandLines: new Set<string>(), environments: new Set<string>(), temporary: new Set<string>() };
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env, TMPDIR: temporaryFolder } });
  const said = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (more: string) => {
    said.out += more;
  });
  child.stderr.setEncoding("utf8").on("data", (more: string) => {
    said.err += more;
  });
  let code: number | null | undefined;
  child.on("close", (ended) => {
    code = ended;
  });
  while (code === undefined) {
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      seen.commandLines.add(text(join("/proc", pid, "cmdline")));
      seen.environments.add(text(join("/proc", pid, "environ")));
    }
    for (const path of filesBelow(temporaryFolder)) seen.temporary.add(text(path));
    await turn();
  }
  return {
    code,
    ...said,
    commandLines: [...seen.commandLines],
    environments: [...seen.environments],
    temporary: [...seen.temporary],
  };
}
