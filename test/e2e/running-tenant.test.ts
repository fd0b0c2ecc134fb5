/**
 * `make tenant` in the foreground and `make up` beside it, by the real engine: one tenant for both and for whoever else
 * talks to it, also where one of the two is killed.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { stackState } from "../../engine/state-file.ts";
import { type RunningTenant, runningName } from "../../sandbox/running.ts";
import { openSession } from "../../sandbox/session.ts";
import { privateFolder } from "../../simulator/folder.ts";
import { type Served, serve } from "../sandbox/served.ts";
import { sandbox } from "./sandbox-folder.ts";
import { sandboxDay } from "./stack.ts";

const root = resolve(import.meta.dirname, "..", "..");
const name = "Live Platform QOE Integration with Microsoft Teams";

/** A sandbox with a tenant that runs in it. */
function beside() {
  const one = sandbox();
  let served: Served | undefined;
  privateFolder(one.home);
  return {
    ...one,
    running: () => JSON.parse(readFileSync(join(one.home, runningName), "utf8")) as RunningTenant,
    start: async () => {
      served = await serve(one.home);
      return served;
    },
    remove: () => {
      served?.child.kill("SIGKILL");
      one.remove();
    },
  };
}

/** The applications of the tenant beyond the seeded ones, as somebody sees them who only has the file. */
async function applications({ loginUrl, graphUrl, tenantId, deployer }: RunningTenant): Promise<string[]> {
  const answer = await fetch(`${loginUrl}/${tenantId}/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: deployer.clientId,
      client_secret: deployer.clientSecret,
      scope: `${graphUrl}/.default`,
    }),
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const listed = await fetch(`${graphUrl}/v1.0/applications?$select=displayName`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  const { value } = (await listed.json()) as { value: { displayName: string }[] };
  return value
    .map(({ displayName }) => displayName)
    .filter((one) => !["Deployer", "Identity operations"].includes(one));
}

describe("a tenant that runs by itself", () => {
  const one = beside();
  afterAll(() => one.remove());
  let tenant: Served;

  test("is the one that make up applies to, and says so", async () => {
    tenant = await one.start();
    const { code, lines, text } = await one.run("up");
    expect(code).toBe(0);
    expect(lines[2]).toBe(`On the tenant that make tenant runs (process ${tenant.child.pid}).`);
    expect(text).toMatch(/^ {2}total +9 /m);
    expect(text).toMatch(/^9 resources changed; [1-9]\d* writes to the tenant/m);
  });

  test("shows what was made to whoever asks it, and its history who did it", async () => {
    const running = one.running();
    expect(await applications(running)).toEqual([name]);
    const history = await fetch(`${running.controlUrl}/history`, {
      headers: { Authorization: `Bearer ${running.control}` },
    });
    const { requests } = (await history.json()) as {
      requests: { write: boolean; actor: { clientId: string } | null }[];
    };
    const writers = requests.filter(({ write }) => write).map(({ actor }) => actor?.clientId);
    expect([...new Set(writers)]).toEqual([running.deployer.clientId]);
  });

  test("has nothing to change the second time, and none of the first run's writes is counted", async () => {
    const { code, text } = await one.run("up");
    expect(code).toBe(0);
    expect(text).toContain("\nNo changes; 0 writes to the tenant");
  });

  test("is what every verb works on", async () => {
    const session = await openSession({ ...one.settings, today: sandboxDay, say: () => {} });
    const { code, stdout } = await session.pulumi(["stack", "output", "integrations", "--json"]);
    expect((await session.history()).some(({ write }) => write)).toBe(true);
    await session.close();
    expect([code, Object.keys(JSON.parse(stdout))]).toEqual([0, ["live-platform-notifications"]]);
    expect(session.process).toBe(tenant.child.pid);
    expect(await applications(one.running())).toEqual([name]);
  });

  test("is empty after make destroy and runs on, and the next make up begins afresh on it", async () => {
    const gone = await one.run("destroy");
    expect(gone.code).toBe(0);
    expect(gone.lines.at(-1)).toBe("Nothing stood in the simulated tenant beside them.");
    expect(await applications(one.running())).toEqual([]);
    expect(existsSync(one.stateFile)).toBe(false);
    const { code, text } = await one.run("up");
    expect(code).toBe(0);
    expect(text).toMatch(/^ {2}total +9 .*9 created$/m);
  });

  test("keeps what it holds when it ends, for a make up with a tenant of its own", async () => {
    expect(await tenant.end("SIGTERM")).toBe(0);
    expect(existsSync(join(one.home, runningName))).toBe(false);
    const { code, text } = await one.run("up");
    expect(code).toBe(0);
    expect(text).not.toContain("make tenant");
    expect(text).toContain("\nNo changes; 0 writes to the tenant");
  });
});

/** Until the engine has begun to make something. */
async function underWay(home: string, isOver: () => boolean): Promise<void> {
  for (;;) {
    try {
      if (stackState(join(home, "state"), "dev").pending.length > 0) return;
    } catch {} // half a file: it is looked at again
    if (isOver()) throw new Error("the run ended before something was killed");
    await sleep(5);
  }
}

describe("where one of the two is killed", () => {
  test("the tenant, the run fails and says why, and the next one goes on with what was answered", async () => {
    const one = beside();
    const tenant = await one.start();
    let over = false;
    const run = one.run("up").finally(() => {
      over = true;
    });
    await underWay(one.home, () => over);
    await tenant.end("SIGKILL");
    const { code, text } = await run;
    expect(code).toBe(1);
    expect(text).toContain("The tenant that make tenant ran has ended meanwhile.");
    const next = await one.run("up");
    expect(next.code).toBe(0);
    expect(next.text).toMatch(/^ {2}total +9 /m);
    expect((await one.run("up")).text).toContain("\nNo changes; 0 writes to the tenant");
    expect((await one.run("destroy")).lines.at(-1)).toBe("Nothing stood in the simulated tenant beside them.");
    one.remove();
  });

  test("the run, the tenant runs on, and the next one heals on it", async () => {
    const one = beside();
    const tenant = await one.start();
    mkdirSync(one.settings.out);
    const script = `
      const { runSandbox } = await import(${JSON.stringify(join(root, "sandbox/run.ts"))});
      const settings = ${JSON.stringify({ ...one.settings, inherited: {} })};
      const silent = { writeSheets: () => {}, heal: async () => ({ words: [], waits: false, finish: async () => {} }), advice: () => undefined, due: () => undefined, say: () => {}, warn: () => {} };
      await runSandbox({ ...settings, inherited: process.env, ...silent }, "up");`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "ignore" });
    const ended = new Promise((done) => child.once("exit", done));
    await underWay(one.home, () => child.exitCode !== null);
    child.kill("SIGKILL");
    await ended;
    const { code, lines, text } = await one.run("up");
    expect(text).toMatch(/^The last run was cut off(?: while .*)?: comparing its state with the tenant first\.$/m);
    expect(lines[2]).toBe(`On the tenant that make tenant runs (process ${tenant.child.pid}).`);
    expect(code).toBe(0);
    expect((await one.run("up")).text).toContain("\nNo changes; 0 writes to the tenant");
    expect(await applications(one.running())).toEqual([name]);
    expect(await tenant.end("SIGTERM")).toBe(0);
    one.remove();
  });
});
