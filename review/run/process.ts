/** Processes that a review starts: own code, an empty environment, a bound on time and memory, nothing written to disk. */
import { spawn } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Clause } from "../clause.ts";

/** How to start a part of the review. */
export interface PartOptions {
  readonly script: string;
  readonly arguments: readonly string[];
  readonly directory: string;
  readonly input?: string;
  /** Folders that it may read, absolute and without links; everything below them, and nothing else. */
  readonly readable: readonly string[];
  /** A file that it may write through descriptor 4, opened; left out: none. */
  readonly writable?: number;
  /** Modules without their types (stripped.ts); left out: Node takes them out. */
  readonly stripped?: string | undefined;
  readonly timeoutMilliseconds: number;
}

/** What a part answered on its descriptor 3, or why it did not. */
export type PartAnswer = { readonly text: string } | { readonly fault: Clause };

/** What a part that runs or reads these projects may read: their folders, and where their packages really are. */
export function readableOf(...projects: readonly string[]): string[] {
  const folders = projects.flatMap((project) => [project, join(project, "node_modules")]);
  return [...new Set(folders.filter((folder) => existsSync(folder)).map((folder) => realpathSync(folder)))];
}

/** Enough for a thousand integrations; a program that needs more is stopped before the machine is out of memory. */
const megabytes = 1536;
const largestAnswer = 512 * 1024 * 1024;

/** Part of this review, whoever's code it seals. */
const sealed = realpathSync(join(import.meta.dirname, "sealed.ts"));

/**
 * Reads what it is given, writes no file, starts no process, loads no native code and reaches no network: the program of a
 * pull request is a stranger's. What it may not read is above all /proc, where the environment of whoever started the review stands.
 */
export const confinement: readonly string[] = [
  "--permission",
  `--allow-fs-read=${sealed}`,
  `--import=${pathToFileURL(sealed)}`,
  // It opens files past the permissions.
  "--no-experimental-sqlite",
  `--max-old-space-size=${megabytes}`,
  // A smaller nursery: the same time, a fifth less memory.
  "--max-semi-space-size=8",
  "--stack-trace-limit=0",
  "--no-warnings",
];

/** A script of an earlier base has nothing beside it that would read them. */
function strippedFlags({ script, stripped }: PartOptions): string[] {
  const reader = join(dirname(script), "stripped.js");
  if (stripped === undefined || !existsSync(reader)) return [];
  const { href } = pathToFileURL(reader);
  return [`--allow-fs-read=${stripped}`, `--import=${href}?from=${encodeURIComponent(stripped)}`];
}

function faultOf(
  code: number | null,
  signal: string | null,
  late: boolean,
  errors: string,
  { timeoutMilliseconds }: PartOptions,
): Clause {
  if (late) return { code: "part-late", seconds: Math.round(timeoutMilliseconds / 1000) };
  if (/heap out of memory/.test(errors)) return { code: "part-memory", megabytes };
  if (/ERR_ACCESS_DENIED/.test(errors)) return { code: "part-denied" };
  return { code: "part-without-answer", signal: signal ?? undefined, exitCode: code };
}

/** Runs one part. Never rejects: what goes wrong is a fault. What the part prints is not passed on; it may hold anything. */
export function runPart(options: PartOptions): Promise<PartAnswer> {
  return new Promise((resolve) => {
    const readable = options.readable.map((folder) => `--allow-fs-read=${folder}`);
    // First what spares Node to load what takes types out, also out of the other imports.
    const flags = [...strippedFlags(options), ...confinement, ...readable];
    const child = spawn(process.execPath, [...flags, options.script, ...options.arguments], {
      cwd: options.directory,
      env: {},
      stdio: ["pipe", "ignore", "pipe", "pipe", options.writable ?? "ignore"],
    });
    const [answer, errors]: [Buffer[], string[]] = [[], []];
    let [size, late] = [0, false];
    // Without its parent nobody would stop it.
    const orphaned = () => child.kill("SIGKILL");
    process.once("exit", orphaned);
    const timer = setTimeout(() => {
      late = true;
      child.kill("SIGKILL");
    }, options.timeoutMilliseconds);
    child.stdio[3]?.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > largestAnswer) child.kill("SIGKILL");
      else answer.push(chunk);
    });
    child.stderr?.on("data", (chunk: Buffer) => {
      if (errors.length < 100) errors.push(chunk.toString());
    });
    child.on("error", ({ message }) => resolve({ fault: { code: "part-not-started", error: message } }));
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      process.off("exit", orphaned);
      if (code === 0 && size > 0) resolve({ text: Buffer.concat(answer).toString() });
      else resolve({ fault: faultOf(code, signal, late, errors.join(""), options) });
    });
    // A part that dies early closes its input; its exit tells why.
    child.stdin?.on("error", () => {});
    child.stdin?.end(options.input ?? "");
  });
}
