import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, it as test } from "vitest";
import { guardFolder } from "../engine/guard.ts";
import { descendants, parseStat, runningProcesses } from "../engine/process-tree.ts";

/** Each starts processes of its own, which takes its time where many tests run beside it. */
function it(title: string, run: () => Promise<void> | void) {
  return test(title, run, 60_000);
}

/** A session is read where /proc is. */
const itOnLinux = process.platform === "linux" ? it : test.skip;

let folder: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "guard-")));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

const guardModule = join(import.meta.dirname, "..", "engine", "guard.ts");

/** A process that runs `script` with `guardFolder` and the folder at hand. */
function other(script: string): { child: ChildProcess; line: () => Promise<string> } {
  const text = `import { guardFolder } from ${JSON.stringify(guardModule)}; import { spawn } from "node:child_process"; const folder = ${JSON.stringify(folder)}; ${script}`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", text], { stdio: ["pipe", "pipe", "inherit"] });
  children.push(child);
  const lines = createInterface({ input: child.stdout ?? process.stdin })[Symbol.asyncIterator]();
  return { child, line: async () => String((await lines.next()).value) };
}

function ended(child: ChildProcess): Promise<void> {
  return child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once("exit", () => resolve()));
}

const hold = `await guardFolder(folder); console.log("held"); setInterval(() => {}, 1000);`;

describe("a folder", () => {
  it("is given to one of many that ask at once", async () => {
    const script = `try { await guardFolder(folder); console.log("held"); } catch (error) { console.log(error.message); } setInterval(() => {}, 1000);`;
    const answers = await Promise.all([...Array(8)].map(() => other(script).line()));
    expect(answers.filter((answer) => answer === "held")).toHaveLength(1);
    for (const answer of answers.filter((answer) => answer !== "held"))
      expect(answer).toMatch(
        /^another run( \(process \d+\))? is working in .*; wait until it has ended, then start again$/,
      );
  });

  it("is not given a second time by the process that has it", async () => {
    const guard = await guardFolder(folder);
    await expect(guardFolder(folder)).rejects.toThrow(`another run (process ${process.pid}) is working in`);
    await guard.release();
    await (await guardFolder(folder)).release();
  });

  it("is free again as soon as its holder is killed, and the next one learns that it was cut off", async () => {
    const { child, line } = other(hold);
    expect(await line()).toBe("held");
    child.kill("SIGKILL");
    await ended(child);
    const guard = await guardFolder(folder);
    expect(guard.cutOff).toBe(true);
    await guard.release();
    const next = await guardFolder(folder);
    expect(next.cutOff).toBe(false);
    await next.release();
  });

  it("is free although the id of its dead holder is another process's by now", async () => {
    writeFileSync(join(folder, "running"), String(process.ppid));
    const guard = await guardFolder(folder);
    expect(guard.cutOff).toBe(true);
    await guard.release();
  });

  it("stays marked where a run could not write its end", async () => {
    await (await guardFolder(folder)).release("unfinished");
    const guard = await guardFolder(folder);
    expect(guard.cutOff).toBe(true);
    await guard.release();
  });

  it("has a lock that its user alone may open", async () => {
    await (await guardFolder(folder)).release();
    expect(statSync(join(folder, "lock")).mode & 0o077).toBe(0);
  });

  it("that is none is an error with its name", async () => {
    rmSync(folder, { recursive: true });
    await expect(guardFolder(folder)).rejects.toThrow(/ cannot be locked: unable to open database file$/);
  });
});

describe("an engine", () => {
  it("ends with the run that started it, however that was killed, with all that it started itself", async () => {
    // A child in a process group of its own, as the engine starts its plugins.
    const engine = `const { spawn } = require("node:child_process"); const plugin = spawn("sleep", ["1000"], { detached: true, stdio: "ignore" }); console.log(process.pid + " " + plugin.pid); setInterval(() => {}, 1000);`;
    const { child, line } = other(
      `const guard = await guardFolder(folder); const engine = spawn(process.execPath, ["-e", ${JSON.stringify(engine)}], { stdio: ["ignore", "inherit", "ignore"], detached: true }); guard.watch(engine.pid); setInterval(() => {}, 1000);`,
    );
    const pids = (await line()).split(" ").map(Number);
    expect(descendants(await runningProcesses(), pids)).toHaveLength(2);
    child.kill("SIGKILL");
    await ended(child);
    await (await guardFolder(folder)).release();
    expect(descendants(await runningProcesses(), pids)).toEqual([]);
  });

  itOnLinux("takes with it what it started through a process that has ended since", async () => {
    const engine = `const { execFileSync } = require("node:child_process"); console.log(process.pid + " " + execFileSync("sh", ["-c", "sleep 1000 >&- 2>&- & echo $!"], { encoding: "utf8" }).trim()); setInterval(() => {}, 1000);`;
    const { child, line } = other(
      `const guard = await guardFolder(folder); const engine = spawn(process.execPath, ["-e", ${JSON.stringify(engine)}], { stdio: ["ignore", "inherit", "ignore"], detached: true }); guard.watch(engine.pid); setInterval(() => {}, 1000);`,
    );
    const pids = (await line()).split(" ").map(Number);
    const [, orphan] = pids;
    const alive = async () => (await runningProcesses()).some(({ pid, ended }) => pid === orphan && !ended);
    expect(await alive()).toBe(true);
    child.kill("SIGKILL");
    await ended(child);
    await (await guardFolder(folder)).release();
    expect(await alive()).toBe(false);
  });

  it("that has ended by itself is left alone, whoever has its id then", async () => {
    const { child, line } = other(
      `const guard = await guardFolder(folder); const sleeper = spawn("sleep", ["1000"], { stdio: "ignore", detached: true }); guard.watch(sleeper.pid)(); console.log(sleeper.pid); setInterval(() => {}, 1000);`,
    );
    const pid = Number(await line());
    child.kill("SIGKILL");
    await ended(child);
    await (await guardFolder(folder)).release();
    expect(descendants(await runningProcesses(), [pid])).toEqual([pid]);
    process.kill(pid, "SIGKILL");
  });
});

describe("the tree of processes", () => {
  it("is read past a name that holds spaces, parentheses and line breaks", () => {
    expect(parseStat("42 (a b) R 1 (\n) S 7 42 41 0")).toEqual({ pid: 42, parent: 7, session: 41, ended: false });
    expect(parseStat("43 (sh) Z 42 43 41 0")).toEqual({ pid: 43, parent: 42, session: 41, ended: true });
  });

  it("holds children of children, nobody else, and none that has ended", () => {
    const row = (pid: number, parent: number, ended = false, session = 1) => ({ pid, parent, session, ended });
    const running = [row(1, 0), row(5, 1), row(6, 5), row(7, 6), row(8, 1), row(9, 5, true)];
    expect(descendants(running, [5])).toEqual([5, 6, 7]);
    expect(descendants(running, [4])).toEqual([]);
    const orphans = [...running, row(10, 1, false, 5), row(11, 10, false, 11), row(12, 1, false, 8)];
    expect(descendants(orphans, [5])).toEqual([5, 6, 7, 10, 11]);
  });
});
