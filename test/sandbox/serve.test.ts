/** The tenant by itself, as a person starts it: what it prints works when pasted, and it ends cleanly. */
import { type ChildProcess, execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { guardFolder, tenantLock } from "../../engine/guard.ts";
import { type RunningTenant, runningName } from "../../sandbox/running.ts";
import { runningOrOwn } from "../../sandbox/tenant-in-use.ts";
import { privateFolder } from "../../simulator/folder.ts";
import { serve as serveIn } from "./served.ts";

let folder: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "serve-"));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

async function serve() {
  const served = await serveIn(folder);
  children.push(served.child);
  return served;
}

it("prints three commands that work when pasted, with no secret in them, and keeps what it holds", async () => {
  const tenant = await serve();
  const secret = readFileSync(join(folder, "tenant", "deployer-secret"), "utf8");
  expect(tenant.lines.join("\n")).not.toContain(secret);
  const commands = tenant.lines.filter((line) => line.startsWith("  curl "));
  const [, applications, principals] = commands.map((line) => execFileSync("sh", ["-c", line], { encoding: "utf8" }));
  expect(JSON.parse(applications ?? "").value).toContainEqual(expect.objectContaining({ displayName: "Deployer" }));
  expect(JSON.parse(principals ?? "").value).toHaveLength(3);
  expect(await tenant.end("SIGTERM")).toBe(0);
  const again = await serve();
  expect(await again.end("SIGINT")).toBe(0);
});

it("refuses a second one in one line, which names the first", async () => {
  const first = await serve();
  const second = await serve();
  expect(second.lines).toEqual([
    `the tenant runs already (process ${first.child.pid}), and make up uses it; Ctrl-C where it was started ends it`,
  ]);
  expect(await second.code).toBe(1);
  expect(await first.end("SIGTERM")).toBe(0);
});

it("is refused while a run has a tenant of its own, which is named", async () => {
  const guard = await guardFolder(folder);
  expect(await guard.also(tenantLock)).toBe(true);
  const served = await serve();
  expect(served.lines).toEqual([expect.stringContaining(`another run (process ${process.pid}) is working in`)]);
  expect(await served.code).toBe(1);
  await guard.release();
});

const runningFile = () => join(folder, runningName);
const announced = () => JSON.parse(readFileSync(runningFile(), "utf8")) as RunningTenant;

it("says where it is in a file that its user alone may read, and takes it away at its end", async () => {
  const tenant = await serve();
  expect(statSync(runningFile()).mode & 0o777).toBe(0o600);
  const { control, controlUrl, process: pid, started, deployer } = announced();
  expect(pid).toBe(tenant.child.pid);
  expect(Math.abs(Date.parse(started) - Date.now())).toBeLessThan(60_000);
  expect(deployer.clientSecret).toBe(readFileSync(join(folder, "tenant", "deployer-secret"), "utf8"));
  expect(tenant.lines.join("\n")).not.toContain(control);
  const controls = tenant.lines.find((line) => line.startsWith("controls ")) ?? "";
  const [command = ""] = /curl .*(?= \()/.exec(controls) ?? [];
  expect(JSON.parse(execFileSync("sh", ["-c", command], { encoding: "utf8" }))).toMatchObject({ requests: [] });
  expect(statSync(join(folder, "control")).mode & 0o777).toBe(0o600);
  expect((await fetch(controlUrl, { headers: { Authorization: `Bearer ${control}` } })).status).toBe(200);
  expect((await fetch(controlUrl)).status).toBe(401);
  expect(await tenant.end("SIGTERM")).toBe(0);
  expect([runningFile(), join(folder, "control")].filter(existsSync)).toEqual([]);
});

/** The commands of a page, in the order in which they stand there. */
function commandsOf(page: string): string[] {
  return [...page.matchAll(/^ {4}(curl .*)$/gm)].map(([, command]) => String(command));
}

it("is controlled by the commands of its page, as they stand there", async () => {
  const tenant = await serve();
  const page = readFileSync(join(import.meta.dirname, "../../docs/simulator.md"), "utf8");
  const { controlUrl } = announced();
  const answers = commandsOf(page).map((command) => {
    const here = command
      .replaceAll(".simulated/", `${folder}/`)
      .replaceAll("http://127.0.0.1:45961/simulator", controlUrl);
    return JSON.parse(execFileSync("sh", ["-c", here], { encoding: "utf8" })) as object;
  });
  expect(answers).toEqual([
    expect.objectContaining({ used: false, objects: [] }),
    { requests: [], counts: { requests: 0, writes: 0 } },
    { now: expect.stringMatching(/^2026-12-21T/) },
    { rules: 1 },
    { rules: 1 },
    { rules: 0 },
  ]);
  expect(await tenant.end("SIGTERM")).toBe(0);
});

describe("a run in its folder", () => {
  /** As a session takes the tenant, without its engine. */
  async function used(today = "2026-11-21", patience = 60_000) {
    privateFolder(folder);
    const guard = await guardFolder(folder);
    const said: string[] = [];
    const wanted = { folder, today, faults: [], say: (line: string) => void said.push(line) };
    try {
      return { guard, said, hold: await runningOrOwn(guard, wanted, patience) };
    } catch (error) {
      await guard.release();
      throw error;
    }
  }

  it("uses it, and leaves it running", async () => {
    const tenant = await serve();
    const { guard, hold } = await used();
    expect(hold.process).toBe(tenant.child.pid);
    expect(hold.tenant.graphUrl).toBe(announced().graphUrl);
    expect([await hold.writes(), await hold.objects()]).toEqual([0, []]);
    await hold.close();
    await guard.release();
    expect(existsSync(runningFile())).toBe(true);
    expect(await tenant.end("SIGTERM")).toBe(0);
  });

  it("has one of its own where none runs, also beside the file of one that was killed", async () => {
    const tenant = await serve();
    await tenant.end("SIGKILL");
    expect(existsSync(runningFile())).toBe(true);
    const { guard, hold } = await used();
    expect(hold.process).toBeUndefined();
    expect(existsSync(runningFile())).toBe(false);
    await hold.close();
    await guard.release();
  });

  it("moves its clock on to the file's day, and says it; never back", async () => {
    const tenant = await serve();
    const later = await used("2027-05-01");
    expect(later.said).toEqual([
      "The running tenant's clock goes forward to 2027-05-01, the file's newest day of issue.",
    ]);
    expect(later.hold.tenant.clock.now().toISOString()).toMatch(/^2027-05-01T00:/);
    await later.guard.release();
    const earlier = await used();
    expect(earlier.said).toEqual([]);
    expect(earlier.hold.tenant.clock.now().toISOString()).toMatch(/^2027-05-01T00:/);
    await earlier.guard.release();
    expect(await tenant.end("SIGTERM")).toBe(0);
  });

  it("that empties it makes it another tenant, in its place", async () => {
    const tenant = await serve();
    const before = await used("2027-05-01");
    expect(await before.hold.empty()).toEqual(["tenant", "running.json", "control", "serving.pid"]);
    await before.guard.release();
    // The state that the first one was introduced to goes with it.
    rmSync(join(folder, "state"), { recursive: true });
    const after = await used();
    expect(after.hold.tenant.identity).not.toBe(before.hold.tenant.identity);
    expect(after.hold.tenant.graphUrl).toBe(before.hold.tenant.graphUrl);
    await after.guard.release();
    expect(await tenant.end("SIGTERM")).toBe(0);
  });

  it("is refused with the next step where it does not answer", async () => {
    const tenant = await serve();
    tenant.child.kill("SIGSTOP");
    await expect(used(undefined, 50)).rejects.toThrow(
      new RegExp(
        `^the tenant that runs in .* \\(process ${tenant.child.pid}\\) does not answer \\(.*\\)\\. End it with Ctrl-C, or \`kill ${tenant.child.pid}\`, then run again\\.$`,
      ),
    );
    tenant.child.kill("SIGCONT");
    expect(await tenant.end("SIGTERM")).toBe(0);
  });

  it("is refused where the state beside it was made on another tenant, or another version of the project wrote the file", async () => {
    const tenant = await serve();
    writeFileSync(join(folder, "state", "tenant"), "another\n");
    await expect(used()).rejects.toThrow(
      `(process ${tenant.child.pid}) is another tenant than the one that the engine's state beside it was made on`,
    );
    writeFileSync(runningFile(), JSON.stringify({ ...announced(), version: 2 }));
    await expect(used()).rejects.toThrow(`(process ${tenant.child.pid}) is of another version of this project. End it`);
    expect(await tenant.end("SIGTERM")).toBe(0);
  });
});
