/**
 * One run at a time in one folder, and no engine without its run: two engines on one state would write over each other, and
 * two tenants over one file. The process that holds the locks is guard-process.ts.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

/** One of a folder's locks. Neither file is removed with the other: whoever removed a lock's file would let a second process lock another of that name. */
export interface Lock {
  /** The lock's file. */
  readonly file: string;
  /** Holds the id of the process that has the lock, for a person's eyes. It stays where that was cut off. */
  readonly mark: string;
}

/** Held by whoever runs the engine on the state. */
export const runLock: Lock = { file: "lock", mark: "running" };
/** Held by whoever runs the tenant: a run with a tenant of its own, or `make tenant`. */
export const tenantLock: Lock = { file: "serving", mark: "serving.pid" };

/** Another process has the lock. */
export class FolderBusy extends Error {}

/** A folder that is taken. */
export interface Guard {
  /** True where the last holder of this lock was cut off: it never gave the folder back. */
  readonly cutOff: boolean;
  /** Takes another of the folder's locks, until {@link Guard.release}. False where another process has it. */
  also(lock: Lock): Promise<boolean>;
  /** Ends this process and all it started when this run is killed. Answers how to say that it has ended by itself. */
  watch(pid: number): () => void;
  /** Gives the folder back. `unfinished`: the next run is to learn that this one did not come to its end. */
  release(how?: "unfinished"): Promise<void>;
}

/** The process that a lock's mark names; undefined where it names none. */
export function holderOf(folder: string, { mark }: Lock): number | undefined {
  try {
    const pid = Number(readFileSync(join(folder, mark), "utf8"));
    return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Another user's process cannot be signalled, but it lives. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function start(lockFile: string) {
  const path = join(import.meta.dirname, "guard-process.ts");
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", path, lockFile], {
    stdio: ["pipe", "pipe", "ignore"],
    detached: true, // out of the terminal's reach: Ctrl-C must not open the lock
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.stdin.on("error", () => {}); // it has ended; `ended` tells
  const lines = createInterface({ input: child.stdout });
  const next = () =>
    new Promise<string>((resolve) => {
      lines.once("line", resolve);
      lines.once("close", () => resolve("the guard ended"));
    });
  const answer = await Promise.race([
    next(),
    new Promise<never>((_, reject) => {
      child.once("error", reject);
    }),
  ]);
  return { child, ended, answer, next };
}

const everyMs = 50;
const maximumTries = 200;

/**
 * Takes a lock of the folder for this process. Where the run that held it was killed, this waits until its engine has ended.
 * @throws FolderBusy where another process holds it, an Error where the lock's file cannot be opened
 */
export async function guardFolder(folder: string, lock: Lock = runLock): Promise<Guard> {
  for (let tries = 0; ; tries += 1) {
    const { child, ended, answer, next } = await start(join(folder, lock.file));
    if (answer === "busy") {
      const other = holderOf(folder, lock);
      if (tries < maximumTries && other !== undefined && !isAlive(other)) {
        await sleep(everyMs);
        continue;
      }
      throw new FolderBusy(
        `another run${other === undefined ? "" : ` (process ${other})`} is working in ${shown(folder)}; wait until it has ended, then start again`,
      );
    }
    if (answer !== "held") throw new Error(`${shown(folder)} cannot be locked: ${answer}`);
    const marked = (one: Lock) => writeFileSync(join(folder, one.mark), String(process.pid), { mode: 0o600 });
    const cutOff = existsSync(join(folder, lock.mark));
    const others: Lock[] = [];
    marked(lock);
    child.unref();
    return {
      cutOff,
      async also(another) {
        child.ref();
        const said = next();
        child.stdin.write(`=${join(folder, another.file)}\n`);
        const held = (await said) === "held";
        child.unref();
        if (held) {
          others.push(another);
          marked(another);
        }
        return held;
      },
      watch(pid) {
        child.stdin.write(`+${pid}\n`);
        return () => child.stdin.write(`-${pid}\n`);
      },
      async release(how) {
        for (const { mark } of others) rmSync(join(folder, mark), { force: true });
        if (how !== "unfinished") rmSync(join(folder, lock.mark), { force: true });
        child.ref();
        child.stdin.end();
        await ended;
      },
    };
  }
}

function shown(folder: string): string {
  return relative(process.cwd(), folder) || folder;
}
