import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readableOf, runPart } from "../../review/run/process.ts";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "confined-")));
const socket = join(folder, "socket");
const servers: Server[] = [];
let asked = 0;

beforeAll(async () => {
  for (const place of [0, socket]) {
    const server = createServer((_, response) => {
      asked++;
      response.end();
    });
    server.on("connection", () => asked++);
    await new Promise<void>((listening) => server.listen(place, listening));
    servers.push(server);
  }
});
afterAll(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

test("a confined program reaches no network, no process, no debugger, no native code and no file but its own", async () => {
  if (!process.allowedNodeEnvironmentFlags.has("--allow-net"))
    throw new Error(`Node ${process.version} denies no network; the project's own does: npm ci --ignore-scripts`);
  const [{ port }] = servers.map((server) => server.address()) as [AddressInfo];
  const answer = await runPart({
    script: join(import.meta.dirname, "confined-probe.ts"),
    arguments: [String(port), socket],
    directory: process.cwd(),
    timeoutMilliseconds: 100_000,
    readable: readableOf(process.cwd()),
  });
  if ("fault" in answer) throw new Error(JSON.stringify(answer.fault));
  const came = JSON.parse(answer.text) as Record<string, string>;
  const most = Object.entries(came).filter(([, what]) => what !== "denied");
  expect(Object.fromEntries(most)).toEqual({});
  expect(Object.keys(came)).toHaveLength(34);
  expect(asked).toBe(0);
});
