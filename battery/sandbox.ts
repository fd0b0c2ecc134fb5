/**
 * `make up` in a folder of its own: the same run by the same code, on a project that links to the checkout. The child
 * process that a trial starts, and kills, is this file.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Tenant } from "../components/settings.ts";
import { keptNameAdvice } from "../operate/handover/kept-name.ts";
import { writeSheets } from "../operate/handover/sheets.ts";
import { healSandbox } from "../operate/heal-sandbox.ts";
import { runSandbox } from "../sandbox/run.ts";
import type { Session } from "../sandbox/session.ts";

const root = join(import.meta.dirname, "..");
const stack = "dev";

/** The folders of a sandbox. */
export function sandboxIn(folder: string) {
  const home = join(folder, "home");
  return {
    folder,
    home,
    project: join(folder, "project"),
    state: join(home, "state"),
    directory: join(home, "tenant", "directory.json"),
    log: join(folder, "out", "up.log"),
  };
}

/** A run that was started. */
export interface Started {
  /** SIGKILL to the process that `make up` starts. */
  kill(): void;
  readonly ended: Promise<{ readonly code: number | null; readonly text: string }>;
}

/** Starts `up` in a folder with a project. */
export function startUp(folder: string, variables: Readonly<Record<string, string>>): Started {
  const child = spawn(process.execPath, [import.meta.filename, folder], {
    cwd: root,
    env: { ...process.env, NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "compile"), ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
  return {
    kill: () => child.kill("SIGKILL"),
    ended: new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => resolve({ code, text }));
    }),
  };
}

/** What every trial's run has in common. */
export function trialIn(folder: string) {
  const { project, home } = sandboxIn(folder);
  return {
    root,
    project,
    stack,
    tenantFile: "../tenant.yaml",
    folder: home,
    out: join(folder, "out"),
    machineDay: "2035-01-01",
    writeSheets,
    heal: (session: Session, tenant: Tenant) => healSandbox(root, stack, session, tenant),
    advice: keptNameAdvice,
    due: () => undefined,
  };
}

if (import.meta.main) {
  const [folder = ""] = process.argv.slice(2);
  process.exitCode = await runSandbox(
    {
      ...trialIn(folder),
      plugins: "stand-in",
      inherited: process.env,
      say: (line) => process.stdout.write(`${line}\n`),
      warn: (line) => process.stderr.write(`${line}\n`),
    },
    "up",
  ).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  });
}
