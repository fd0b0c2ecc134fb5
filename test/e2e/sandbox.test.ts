/**
 * `make up` and `make destroy` as a person meets them: what they say, and what they do after a kill, a lost tenant and a
 * run that never ended.
 */
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { guardFolder } from "../../engine/guard.ts";
import { stackState } from "../../engine/state-file.ts";
import { dueLine } from "../../operate/status/table.ts";
import { openOwnSession } from "../../sandbox/session.ts";
import { sandbox } from "./sandbox-folder.ts";
import { filesBelow, sandboxDay } from "./stack.ts";
import { suitePlugins } from "./suite-plugins.ts";

const root = resolve(import.meta.dirname, "..", "..");

const comparing = "Comparing 1 integrations with what stands in the tenant.";

/** Processes that run with this folder's state (Linux). */
function enginesOf(home: string): string[] {
  return readdirSync("/proc").filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, "utf8").includes(`PULUMI_HOME=${home}`);
    } catch {
      return false;
    }
  });
}

describe("a sandbox", () => {
  const one = sandbox();
  afterAll(() => one.remove());

  test("begins on its file's newest day, whatever the machine's is, and its rows add up to what was changed", async () => {
    const { code, lines } = await one.run("up");
    expect(code).toBe(0);
    expect(lines[0]).toMatch(/^Tenant contoso\.onmicrosoft\.com .* nothing leaves it$/);
    expect(lines[1]).toContain(`, ${suitePlugins} plugins; sandbox's today: 2026-11-21`);
    expect(lines.filter((line) => /^ {2}\S/.test(line))).toEqual([
      "  integration                  vendor                       resources  credential  last day    this run",
      "  live-platform-notifications  live-platform-notifications  6          secret      2027-05-14  6 created",
      "  (stack)                      (shared by all)              3                                  3 created",
      "  total                                                     9                                  9 created",
    ]);
    expect(lines.find((line) => line.includes("writes"))).toMatch(/^\n9 resources changed; /);
    expect(lines.at(-1)).toMatch(/^The engine's log: /);
  });

  test("keeps everything to its user", () => {
    const files = filesBelow(one.home);
    expect(files.length).toBeGreaterThan(5);
    expect(files.filter((path) => (statSync(path).mode & 0o077) !== 0)).toEqual([]);
    expect(
      [one.home, dirname(one.stateFile), dirname(one.directory)].map((path) => statSync(path).mode & 0o777),
    ).toEqual([0o700, 0o700, 0o700]);
    expect(statSync(join(one.settings.out, "up.log")).mode & 0o077).toBe(0);
  });

  test("changes nothing the second time, says first that it works, and last what is due", async () => {
    const { code, lines, text } = await one.run("up", { due: (tenant) => dueLine(tenant, "2027-02-19") });
    expect(lines.at(-1)).toBe(
      "Credentials: live-platform-notifications (2026-11-21): renew now. ./integrations status says what to do.",
    );
    expect(code).toBe(0);
    expect(text).toContain("\nNo changes; 0 writes to the tenant");
    // The engine was asked once: after a preview that finds nothing there is nothing to apply.
    const asked = readFileSync(join(one.settings.out, "up.log"), "utf8").match(/^\$ pulumi (?:up|preview) .*?--/gm);
    expect(asked).toEqual(["$ pulumi up --", "$ pulumi preview --"]);
    // Real providers go by the machine's clock, which a line says.
    expect(lines.filter((line) => !line.includes("go by the machine's clock")).indexOf(comparing)).toBe(3);
  });

  test("without its tenant's file is refused, and nothing is begun in its place", async () => {
    const kept = readFileSync(one.directory);
    rmSync(one.directory);
    await expect(one.run("up")).rejects.toThrow(
      /directory\.json is gone, and the engine's state beside it still describes what stood there\. .* begin afresh with `rm -r .*home`/,
    );
    expect(readdirSync(dirname(one.directory))).not.toContain("directory.json");
    writeFileSync(one.directory, kept, { mode: 0o600 });
  });

  test("with another sandbox's tenant is refused", async () => {
    const kept = readFileSync(one.directory, "utf8");
    writeFileSync(one.directory, kept.replace(/"identity":"[^"]+"/, '"identity":"another"'));
    await expect(one.run("up")).rejects.toThrow("is another tenant than the one that the engine's state");
    writeFileSync(one.directory, kept);
  });

  test("whose state a full disk cut off is refused with the next step, before the engine meets it", async () => {
    const kept = readFileSync(one.stateFile);
    writeFileSync(one.stateFile, kept.subarray(0, 8190));
    await expect(one.run("up")).rejects.toThrow(
      /dev\.json is cut off or damaged, as a full disk leaves it\. .*dev\.json\.bak/,
    );
    writeFileSync(one.stateFile, kept);
  });

  test("says which operation the last run began and did not end, and puts it right", async () => {
    const state = JSON.parse(readFileSync(one.stateFile, "utf8"));
    const { latest } = state.checkpoint;
    const application = latest.resources.find(({ urn }: { urn: string }) => urn.endsWith("-application"));
    const { id: _, outputs: __, ...begun } = application;
    latest.pending_operations = [
      { type: "creating", resource: { ...begun, urn: `${begun.urn}-two`, inputs: { ...begun.inputs } } },
    ];
    writeFileSync(one.stateFile, JSON.stringify(state));
    const { code, text } = await one.run("up");
    expect(text).toContain(
      "The last run was cut off while creating live-platform-notifications-application-two: comparing its state with the tenant first.",
    );
    expect(code).toBe(0);
    expect(stackState(join(one.home, "state"), "dev").pending).toEqual([]);
  });

  test("is refused while another run works in it, which is named", async () => {
    const guard = await guardFolder(one.home);
    await expect(one.run("up")).rejects.toThrow(`another run (process ${process.pid}) is working in`);
    await guard.release();
  });

  test("opens for a look without a command, a log or a change", async () => {
    const before = readFileSync(one.stateFile, "utf8");
    const { say, ...settings } = { ...one.settings, say: () => {} };
    const session = await openOwnSession({ ...settings, say, today: sandboxDay });
    expect(session.tenant.counts).toEqual({ requests: 0, writes: 0 });
    const { code, stdout } = await session.pulumi(["stack", "output", "integrations", "--json"]);
    await session.close();
    expect([code, Object.keys(JSON.parse(stdout))]).toEqual([0, ["live-platform-notifications"]]);
    expect(readFileSync(one.stateFile, "utf8")).toBe(before);
  });

  test("has a row for an integration that the file no longer has", async () => {
    one.write("app-connect");
    const { lines } = await one.run("up");
    expect(lines.filter((line) => /^ {2}\S/.test(line)).slice(1)).toEqual([
      "  app-connect                  app-connect              6          secret      2027-05-14  6 created",
      "  live-platform-notifications  (no longer in the file)  0                                  6 deleted",
      expect.stringMatching(/^ {2}\(stack\)/),
      "  total                                                 9                                  6 created, 6 deleted",
    ]);
  });

  test("destroyed says what it deleted and what stood beside it, and begins afresh", async () => {
    const text = readFileSync(one.directory, "utf8");
    const directory = JSON.parse(text);
    const [, planted] = directory.applications.find(([, { entity }]: [string, { entity: { displayName: string } }]) =>
      entity.displayName.includes("App Connect"),
    );
    const id = "77777777-7777-7777-7777-777777777777";
    directory.applications.push([
      id,
      { ...planted, entity: { ...planted.entity, id, appId: id, displayName: "Made by hand", tags: [] } },
    ]);
    writeFileSync(one.directory, JSON.stringify(directory));
    // Another stack's sandbox lies below this one's, and is not the one that is destroyed.
    mkdirSync(join(one.home, "stacks/gallery"), { recursive: true });
    writeFileSync(join(one.home, "stacks/gallery/kept"), "");
    const { code, lines } = await one.run("destroy");
    expect(code).toBe(0);
    expect(lines.slice(-3)).toEqual([
      "\n9 resources deleted",
      "Beside them stood what the stack did not make; it is gone with the simulated tenant:",
      "  application Made by hand",
    ]);
    expect(filesBelow(one.home).map((path) => path.slice(one.home.length))).toEqual([
      "/lock",
      "/serving",
      "/stacks/gallery/kept",
    ]);
  });
});

describe("a run that is killed", () => {
  const one = sandbox();
  let killed: string[];
  beforeAll(async () => {
    mkdirSync(one.settings.out);
    const script = `
      const { runSandbox } = await import(${JSON.stringify(join(root, "sandbox/run.ts"))});
      const settings = ${JSON.stringify({ ...one.settings, inherited: {} })};
      const silent = { writeSheets: () => {}, heal: async () => ({ words: [], waits: false, finish: async () => {} }), advice: () => undefined, due: () => undefined, say: () => {}, warn: () => {} };
      await runSandbox({ ...settings, inherited: process.env, ...silent }, "up");`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "ignore" });
    const over = new Promise((done) => child.once("exit", done));
    for (;;) {
      try {
        if (stackState(join(one.home, "state"), "dev").pending.length > 0) break;
      } catch {} // half a file: it is looked at again
      if (child.exitCode !== null) throw new Error("the run ended before it was killed");
      await sleep(5);
    }
    killed = enginesOf(one.home);
    child.kill("SIGKILL");
    await over;
  });
  afterAll(() => one.remove());

  test("takes its engine and the plugins with it: nothing writes the state once the folder is free", async () => {
    expect(killed.length).toBeGreaterThan(2);
    const guard = await guardFolder(one.home);
    expect(enginesOf(one.home)).toEqual([]);
    await guard.release("unfinished");
  });

  test("is told of by the next one, which puts state and tenant right and comes to its end", async () => {
    const { code, text } = await one.run("up");
    expect(text).toMatch(/^The last run was cut off(?: while .*)?: comparing its state with the tenant first\.$/m);
    expect(text).toMatch(/^ {2}total +9 /m);
    expect(code).toBe(0);
    const again = await one.run("up");
    expect(again.text).not.toContain("cut off");
    expect(again.text).toContain("\nNo changes; 0 writes to the tenant");
    expect((await one.run("destroy")).lines.at(-1)).toBe("Nothing stood in the simulated tenant beside them.");
  });
});
