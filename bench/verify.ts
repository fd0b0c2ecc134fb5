/**
 * `verify` of a hundred integrations on a tenant whose Graph takes 80 ms for each request: how long it takes, and how many
 * requests. By itself: `node_modules/.bin/node bench/verify.ts`.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { resolveTenant } from "../components/resolved-tenant.ts";
import { readTenant } from "../components/settings.ts";
import { openGraph, openVaults } from "../operate/graph.ts";
import { signedInSandbox } from "../operate/sign-in.ts";
import { compare } from "../operate/verify/compare.ts";
import { namingOf } from "../operate/verify/remedy.ts";
import { sidesOf } from "../operate/verify/sides.ts";
import { counted } from "../operate/verify/table.ts";
import { clockFrom } from "../simulator/clock.ts";
import { type SimulatedTenant, startTenant } from "../simulator/server.ts";
import { machine } from "./machine.ts";

/** A Graph in front of the tenant's, which takes its time. */
async function slowed({ graphUrl }: Pick<SimulatedTenant, "graphUrl">, ms: number) {
  const counts = { requests: 0 };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    counts.requests += 1;
    await sleep(ms);
    const { authorization = "", "content-type": type = "application/json" } = request.headers;
    const answer = await fetch(`${new URL(graphUrl).origin}${request.url}`, {
      method: request.method ?? "GET",
      headers: { Authorization: authorization, "Content-Type": type },
      ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
    });
    response.writeHead(answer.status, { "Content-Type": answer.headers.get("Content-Type") ?? "application/json" });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graph`;
  return { address, counts, close: () => new Promise((done) => server.close(done)) };
}

/** What comparing came to. */
export interface Measured {
  readonly seconds: number;
  /** Requests of Graph. */
  readonly requests: number;
  readonly rows: number;
  readonly unchecked: number;
}

/** Compares so many integrations. @param ms milliseconds that Graph takes for each request */
export async function measured(count: number, ms: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), "verify-"));
  const tenant = await startTenant({ folder, clock: clockFrom("2026-11-21T09:00:00Z") });
  const slow = await slowed(tenant, ms);
  try {
    const { credential, services } = signedInSandbox(tenant);
    const graph = openGraph(credential, services);
    // The token is for the tenant's own address.
    const behind = { getToken: () => credential.getToken(`${tenant.graphUrl}/.default`) };
    const [like] = resolveTenant(readTenant("tenants/dev.yaml")).filter(({ name }) => name === "mailgates");
    if (like === undefined) throw new Error("tenants/dev.yaml has no mailgates");
    const integrations = Array.from({ length: count }, (_, index) => ({
      ...like,
      name: `mail-${index}`,
      identity: `mail-${index}`,
      displayName: `Mail ${index}`,
    }));
    const resources: object[] = [];
    const urn = (type: string, name: string) => `urn:pulumi:dev::m365-integrations::${type}::${name}`;
    const child = (type: string) => `m365:index:Integration$${type}`;
    for (const { name, displayName, identity } of integrations) {
      const tags = [`m365-integrations/m365-integrations/dev/${identity}`];
      const application = await graph.post("/applications", { displayName, tags });
      const principal = await graph.post("/servicePrincipals", { appId: application?.appId });
      const of = (type: string, id: string, last: string) => ({
        urn: urn(child(type), `${name}-${last}`),
        type,
        id,
        outputs: {},
      });
      resources.push(
        of("azuread:index/application:Application", `/applications/${application?.id}`, "application"),
        of("azuread:index/servicePrincipal:ServicePrincipal", `/servicePrincipals/${principal?.id}`, "principal"),
      );
    }
    const text = JSON.stringify({ version: 3, deployment: { resources } });
    const started = performance.now();
    const sides = await sidesOf({
      stack: { project: "m365-integrations", stack: "dev", consentClientId: undefined },
      integrations,
      exportState: async () => text,
      graph: openGraph(behind, { ...services, graphUrl: slow.address }),
      vaults: openVaults(credential, services),
      now: tenant.clock.now(),
      naming: namingOf({ name: "dev", file: "tenants/dev.yaml", world: "sandbox" }),
    });
    const rows = compare(sides);
    const seconds = (performance.now() - started) / 1000;
    const { "not checked": unchecked } = counted(rows);
    return { seconds, requests: slow.counts.requests, rows: rows.length, unchecked };
  } finally {
    await slow.close();
    await tenant.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  console.log(machine());
  for (const count of [1, 10, 100]) {
    const { seconds, requests, rows } = await measured(count, 80);
    const each = (requests / count).toFixed(2);
    console.log(
      `${count} integrations at 80 ms a request: ${seconds.toFixed(1)} s, ${requests} requests (${each} an integration), ${rows} checks`,
    );
  }
}
