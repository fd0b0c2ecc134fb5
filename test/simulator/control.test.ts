/** The controls over HTTP: what they tell, what they change, and that the secret alone opens them. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clockFrom } from "../../simulator/clock.ts";
import { readKept } from "../../simulator/directory/file.ts";
import { type SimulatedTenant, startTenant } from "../../simulator/server.ts";

const control = "control-secret";
const day = "2026-11-21T00:00:00.000Z";
const folder = mkdtempSync(join(tmpdir(), "control-"));
let tenant: SimulatedTenant;
beforeAll(async () => {
  tenant = await startTenant({ folder, clock: clockFrom(day), control });
});
afterAll(async () => {
  await tenant.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What an answer may hold; which of it, each test says. */
interface Body {
  readonly identity: string;
  readonly requests: unknown;
  readonly error: { readonly code: string; readonly message: string };
}

async function send(method: string, path: string, body?: string, authorization = `Bearer ${control}`) {
  const response = await fetch(`${tenant.loginUrl}/simulator${path}`, {
    method,
    headers: { Authorization: authorization },
    ...(body !== undefined && { body }),
  });
  return { status: response.status, body: (await response.json()) as Body };
}

/** An application by the deployer, over the wire. */
async function makeApplication(displayName: string): Promise<number> {
  const { clientId, clientSecret } = tenant.deployer;
  const form = {
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
    scope: `${tenant.graphUrl}/.default`,
  };
  const answer = await fetch(`${tenant.loginUrl}/${tenant.tenantId}/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams(form),
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const made = await fetch(`${tenant.graphUrl}/v1.0/applications`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify({ displayName }),
  });
  return made.status;
}

it("tell who the tenant is, its time, what stands in it and what it was asked, without a trace of their own", async () => {
  expect((await send("GET", "")).body).toEqual({
    identity: tenant.identity,
    now: day,
    used: false,
    objects: [],
    counts: { requests: 0, writes: 0 },
  });
  expect(await makeApplication("a")).toBe(201);
  expect((await send("GET", "")).body).toMatchObject({
    used: true,
    objects: ["application a"],
    counts: { requests: 2, writes: 1 },
  });
});

it("tell the requests, all of them or those after a number, and no secret", async () => {
  const { body } = await send("GET", "/history");
  expect(body.requests).toMatchObject([
    { seq: 1, method: "POST", status: 200, write: false },
    {
      seq: 2,
      method: "POST",
      path: "/graph/v1.0/applications",
      status: 201,
      write: true,
      changes: [{ collection: "applications", before: null, after: { displayName: "a" } }],
    },
  ]);
  expect(JSON.stringify(body)).not.toContain(tenant.deployer.clientSecret);
  expect((await send("GET", "/history?after=1")).body.requests).toMatchObject([{ seq: 2 }]);
  expect((await send("GET", "/history?after=2")).body).toEqual({ requests: [], counts: { requests: 2, writes: 1 } });
});

it("move the clock forward, and never back", async () => {
  expect((await send("POST", "/clock", '{"fastForward":86400000}')).body).toEqual({ now: "2026-11-22T00:00:00.000Z" });
  expect(tenant.clock.now().toISOString()).toBe("2026-11-22T00:00:00.000Z");
  expect((await send("POST", "/clock", '{"fastForward":-1}')).status).toBe(400);
});

it("set faults, which strike no control, and end them", async () => {
  const rules = [{ on: {}, fault: { kind: "refused", refusal: "denied" } }];
  expect((await send("POST", "/faults", JSON.stringify(rules))).body).toEqual({ rules: 1 });
  await expect(makeApplication("b")).resolves.not.toBe(201);
  expect((await send("GET", "")).status).toBe(200);
  expect((await send("DELETE", "/faults")).body).toEqual({ rules: 0 });
  expect(await makeApplication("b")).toBe(201);
});

describe("are refused", () => {
  it.each([
    ["without the secret", ""],
    ["with another", "Bearer other"],
    ["with the secret in another scheme", control],
  ])("%s, and say nothing", async (_, authorization) => {
    for (const [method, path] of [
      ["GET", ""],
      ["GET", "/history"],
      ["POST", "/clock"],
      ["POST", "/faults"],
      ["DELETE", "/faults"],
      ["POST", "/reset"],
      ["GET", "/nothing"],
    ] as const) {
      const { status, body } = await send(method, path, method === "POST" ? "[]" : undefined, authorization);
      expect([status, body.error.code]).toEqual([401, "SimulatorUnauthorized"]);
    }
  });

  it.each([
    ["/clock", "no json", "it is no JSON"],
    ["/clock", "{}", "fastForward: "],
    ["/clock", '{"fastForward":1,"back":true}', "back"],
    ["/clock", '{"fastForward":1e308}', "fastForward: "],
    ["/faults", '{"on":{}}', "expected array"],
    ["/faults", '[{"on":{},"fault":{"kind":"earthquake"}}]', "0.fault.kind: "],
    ["/reset", '{"now":"yesterday"}', "now: "],
    ["/reset", `"${"a".repeat(1_000_001)}"`, "it is longer than 1000000 characters"],
  ])("with a body that is none, in one sentence: %s %s", async (path, body, why) => {
    const { status, body: answer } = await send("POST", path, body);
    expect([status, answer.error.code]).toEqual([400, "SimulatorBadRequest"]);
    expect(answer.error.message).toContain(why);
  });

  it("at another path and with another number, in the simulator's own voice", async () => {
    expect(await send("GET", "/nothing")).toMatchObject({ status: 501, body: { error: { code: "NotImplemented" } } });
    expect(await send("GET", "/history?after=x")).toMatchObject({ status: 400 });
  });

  it("where the tenant has none", async () => {
    const other = mkdtempSync(join(tmpdir(), "uncontrolled-"));
    const without = await startTenant({ folder: other, clock: clockFrom(day) });
    const answer = await fetch(`${without.loginUrl}/simulator/history`, {
      headers: { Authorization: `Bearer ${control}` },
    });
    expect(answer.status).toBe(501);
    await without.close();
    rmSync(other, { recursive: true, force: true });
  });
});

it("empty the tenant: another identity, another day, no object, no fault; its file says so before the answer", async () => {
  const { identity } = tenant;
  await send("POST", "/faults", JSON.stringify([{ on: {}, fault: { kind: "refused", refusal: "denied" } }]));
  const { body } = await send("POST", "/reset", '{"now":"2027-01-01T00:00:00Z"}');
  expect(body).toMatchObject({ now: "2027-01-01T00:00:00.000Z", used: false, objects: [] });
  expect(body.identity).not.toBe(identity);
  expect(tenant.identity).toBe(body.identity);
  const kept = readKept(join(folder, "directory.json"));
  expect(kept?.identity).toBe(body.identity);
  expect([...(kept?.directory.applications.values() ?? [])].map(({ entity }) => entity.displayName)).not.toContain("a");
  expect(await makeApplication("a")).toBe(201);
});
