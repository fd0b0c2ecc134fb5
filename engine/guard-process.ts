/**
 * The process that holds a folder's lock as long as its parent lives: `node engine/guard-process.ts <lock file>`, started by guard.ts.
 *
 * The lock is the kernel's, taken through SQLite, which is the file lock that Node brings: it is atomic, and it ends with
 * this process however that ends; no stored process id has to be trusted. The parent holds the other end of stdin and
 * tells which engines it has started (`+<pid>`) and seen end (`-<pid>`), and asks for further locks (`=<lock file>`). When
 * stdin ends and engines are left, the parent was killed: they and all they started are killed, and only then are the
 * locks given back.
 */
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { descendants, type Running, runningProcesses } from "./process-tree.ts";

/** SQLITE_BUSY: another process holds the lock. */
const busyCode = 5;

/** The open lock; undefined where another process holds it. It is held only as long as somebody refers to it. */
function take(lockFile: string): DatabaseSync | undefined {
  const database = new DatabaseSync(lockFile);
  try {
    database.exec("BEGIN EXCLUSIVE");
    return database;
  } catch (error) {
    database.close();
    if (error instanceof Error && "errcode" in error && error.errcode === busyCode) return undefined;
    throw error;
  }
}

function signal(pid: number, name: "SIGSTOP" | "SIGKILL"): void {
  try {
    process.kill(pid, name);
  } catch {} // it has ended by itself
}

/** Stops everything first, so that nothing new is started while the tree is read, then kills it, until nothing of it lives. */
async function endTrees(roots: readonly number[]): Promise<void> {
  const stopped = new Set<number>();
  const isAlive = ({ pid, ended }: Running) => stopped.has(pid) && !ended;
  for (;;) {
    const running = await runningProcesses();
    const fresh = descendants(running, roots).filter((pid) => !stopped.has(pid));
    for (const pid of fresh) {
      signal(pid, "SIGSTOP");
      stopped.add(pid);
    }
    if (fresh.length > 0) continue;
    const alive = running.filter(isAlive);
    if (alive.length === 0) return;
    // What was in the middle of being started shows itself only now; it is looked for again.
    for (const { pid } of alive) signal(pid, "SIGKILL");
    await sleep(10);
  }
}

// The terminal's Ctrl-C and a closed terminal are the parent's to answer.
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => {});

process.umask(0o077);
try {
  const lock = take(process.argv[2] ?? "");
  if (lock) {
    process.stdout.write("held\n");
    const locks = [lock];
    const engines = new Set<number>();
    for await (const line of createInterface({ input: process.stdin })) {
      const said = line.slice(1);
      if (line.startsWith("=")) {
        const further = take(said);
        if (further) locks.push(further);
        process.stdout.write(further ? "held\n" : "busy\n");
      } else if (line.startsWith("+")) engines.add(Number(said));
      else engines.delete(Number(said));
    }
    await endTrees([...engines]);
    for (const one of locks) one.close();
  } else process.stdout.write("busy\n");
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.message : error}\n`);
}
process.exit();
