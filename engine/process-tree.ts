/** Which processes run on this machine and which of them another one started. */
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { promisify } from "node:util";

/** A process. `ended`: it runs no more and only waits for its parent to notice. */
export interface Running {
  readonly pid: number;
  readonly parent: number;
  /** The id of the process that began its session; undefined where the system does not tell. */
  readonly session: number | undefined;
  readonly ended: boolean;
}

/** One line of `/proc/<pid>/stat`; the name in parentheses may hold anything (proc_pid_stat(5)). */
export function parseStat(text: string): Running | undefined {
  const [, pid, state, parent, session] = /^(\d+) \(.*\) (\S) (\d+) \d+ (\d+) /s.exec(text) ?? [];
  return pid === undefined
    ? undefined
    : { pid: Number(pid), parent: Number(parent), session: Number(session), ended: "ZX".includes(state ?? "") };
}

async function fromProc(): Promise<Running[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const read = (pid: string) => readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return (await Promise.all(pids.map(read))).flatMap((text) => parseStat(text) ?? []);
}

async function fromPs(): Promise<Running[]> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid=,state="]);
  return stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .map(([pid, parent, state]) => ({
      pid: Number(pid),
      parent: Number(parent),
      session: undefined,
      ended: state?.startsWith("Z") === true,
    }));
}

/** Every process that this user can see. */
export function runningProcesses(): Promise<Running[]> {
  return process.platform === "linux" ? fromProc() : fromPs();
}

/**
 * The living processes among `roots` and all that they started, directly or not: also whose parent has ended since, and
 * whom a root was about to start when it was stopped. Both keep the session that a root began.
 */
export function descendants(running: readonly Running[], roots: readonly number[]): number[] {
  const children = Map.groupBy(running, ({ parent }) => parent);
  const isOurs = ({ pid, session }: Running) =>
    roots.includes(pid) || (session !== undefined && roots.includes(session));
  const found = new Set(running.filter(isOurs).map(({ pid }) => pid));
  for (const pid of found) for (const child of children.get(pid) ?? []) found.add(child.pid);
  return running.filter(({ pid, ended }) => found.has(pid) && !ended).map(({ pid }) => pid);
}
