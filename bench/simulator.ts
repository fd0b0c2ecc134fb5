/** How fast the simulated tenant starts and answers Graph, and what memory it takes: `node bench/simulator.ts [requests]`. */
import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clockFrom } from "../simulator/clock.ts";
import { startTenant } from "../simulator/server.ts";

/** What the serving process tells: where it is and how it did. */
interface Started {
  readonly graphUrl: string;
  readonly loginUrl: string;
  readonly tenantId: string;
  readonly deployer: { readonly clientId: string; readonly clientSecret: string };
  readonly startMs: number;
}

async function serve(folder: string): Promise<void> {
  const began = performance.now();
  const { graphUrl, loginUrl, tenantId, deployer } = await startTenant({ folder, clock: clockFrom("2026-11-21") });
  const started: Started = { graphUrl, loginUrl, tenantId, deployer, startMs: performance.now() - began };
  process.send?.(started);
  process.on("message", () => process.send?.(process.resourceUsage().maxRSS));
}

function get(url: string, token: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers: { Authorization: `Bearer ${token}` } }, (response) => {
      response.resume();
      response.once("end", () => resolve(response.statusCode ?? 0));
    });
    sent.once("error", reject);
    sent.end();
  });
}

async function tokenOf({ loginUrl, tenantId, deployer, graphUrl }: Started): Promise<string> {
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: deployer.clientId,
    client_secret: deployer.clientSecret,
    scope: `${graphUrl}/.default`,
  });
  const response = await fetch(`${loginUrl}/${tenantId}/oauth2/v2.0/token`, { method: "POST", body });
  return ((await response.json()) as { access_token: string }).access_token;
}

async function measure(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-simulator-"));
  const child = fork(import.meta.filename, ["--serve", folder]);
  const next = () => new Promise<unknown>((resolve) => child.once("message", resolve));
  const started = (await next()) as Started;
  const token = await tokenOf(started);
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const url = `${started.graphUrl}/v1.0/applications?$filter=displayName%20eq%20'Deployer'`;
  const round = async (requests: number) => {
    let left = requests;
    const began = performance.now();
    const worker = async () => {
      while (left-- > 0) if ((await get(url, token, agent)) !== 200) throw new Error("not answered");
    };
    await Promise.all(Array.from({ length: 16 }, worker));
    return requests / ((performance.now() - began) / 1000);
  };
  await round(Math.min(1000, count));
  const rate = await round(count);
  child.send("memory");
  const kilobytes = (await next()) as number;
  child.kill();
  agent.destroy();
  rmSync(folder, { recursive: true, force: true });
  console.log(
    `start ${started.startMs.toFixed(0)} ms; ${rate.toFixed(0)} Graph requests a second; ${(kilobytes / 1024).toFixed(0)} MB at the most`,
  );
}

if (process.argv[2] === "--serve") await serve(process.argv[3] ?? "");
else await measure(Number(process.argv[2] ?? 5000));
