/**
 * One run at a time in one folder, and no engine without its run: two engines on one state would write over each other.
 * The process that holds the lock is guard-process.ts.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

/** A folder that is taken. */
export interface Guard {
  /** True where the last run in this folder was cut off: it never gave the folder back. */
  readonly cutOff: boolean;
  /** Ends this process and all it started when this run is killed. Answers how to say that it has ended by itself. */
  watch(pid: number): () => void;
  /** Gives the folder back. `unfinished`: the next run is to learn that this one did not come to its end. */
  release(how?: "unfinished"): Promise<void>;
}

/** The lock's file. It is never removed: whoever removed it would let a second process lock another file of that name. */
export const lockName = "lock";
/** Holds the id of the process that runs in the folder, for a person's eyes. It stays where a run was cut off. */
const markName = "running";

function holder(mark: string): number | undefined {
  try {
    const pid = Number(readFileSync(mark, "utf8"));
    return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Another user's process cannot be signalled, but it lives. */
function isAlive(pid: number): boolean {
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
  const answer = await new Promise<string>((resolve, reject) => {
    child.once("error", reject);
    lines.once("line", resolve);
    lines.once("close", () => resolve("the guard ended"));
  });
  return { child, ended, answer };
}

const everyMs = 50;
const maximumTries = 200;

/**
 * Takes the folder for this process. Where the run that held it was killed, this waits until its engine has ended.
 * @throws where another run holds it, or the lock's file cannot be opened
 */
export async function guardFolder(folder: string): Promise<Guard> {
  const mark = join(folder, markName);
  for (let tries = 0; ; tries += 1) {
    const { child, ended, answer } = await start(join(folder, lockName));
    if (answer === "busy") {
      const other = holder(mark);
      if (tries < maximumTries && other !== undefined && !isAlive(other)) {
        await sleep(everyMs);
        continue;
      }
      throw new Error(
        `another run${other === undefined ? "" : ` (process ${other})`} is working in ${shown(folder)}; wait until it has ended, then start again`,
      );
    }
    if (answer !== "held") throw new Error(`${shown(folder)} cannot be locked: ${answer}`);
    const cutOff = existsSync(mark);
    writeFileSync(mark, String(process.pid), { mode: 0o600 });
    child.unref();
    return {
      cutOff,
      watch(pid) {
        child.stdin.write(`+${pid}\n`);
        return () => child.stdin.write(`-${pid}\n`);
      },
      async release(how) {
        if (how !== "unfinished") rmSync(mark, { force: true });
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
