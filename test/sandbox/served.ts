/** `make tenant` as a process of its own, in a folder. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";

const program = `
import { serveTenant } from "./sandbox/serve.ts";
const ended = new Promise((done) => { process.on("SIGTERM", done); process.on("SIGINT", done); });
const say = (line) => console.log(line);
await serveTenant({ folder: process.argv[1], today: "2026-11-21", say, ended })
  .catch((error) => { console.log(error.message); process.exitCode = 1; });`;

/** A tenant that was started, or that was refused: what it has said when it waits, or has ended. */
export interface Served {
  readonly child: ChildProcess;
  readonly lines: readonly string[];
  readonly code: Promise<number | null>;
  /** @returns its exit code */
  end(name: NodeJS.Signals): Promise<number | null>;
}

/** Starts one. */
export async function serve(folder: string): Promise<Served> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", program, folder], {
    cwd: join(import.meta.dirname, "..", ".."),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const code = new Promise<number | null>((resolve) => child.once("close", resolve));
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (line.startsWith("Ctrl-C")) break;
  }
  const end = (name: NodeJS.Signals) => {
    child.stdout.resume();
    child.kill(name);
    return code;
  };
  return { child, lines, code, end };
}
