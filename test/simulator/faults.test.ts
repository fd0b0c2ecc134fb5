import fc from "fast-check";
import { expect, it } from "vitest";
import { sandboxIds } from "../../simulator/directory/seed.ts";
import {
  afterEffect,
  beforeEffect,
  inconsistent,
  lagOf,
  permanent,
  randomRules,
  tolerableLag,
} from "../../simulator/faults/classes.ts";
import { type Fault, nameOf, rules } from "../../simulator/faults/rule.ts";
import { means, meet, scheduleOf } from "../../simulator/faults/schedule.ts";
import { deployerSecret, graphScope, type Sandbox, sandbox } from "./sandbox.ts";

const create = (tenant: Sandbox, displayName = "a") => tenant.graph("POST", "/v1.0/applications", { displayName });
const names = async (tenant: Sandbox) =>
  (await tenant.graph("GET", "/v1.0/applications")).body.value.map((row: { displayName: string }) => row.displayName);
const seeded = ["Deployer", "Identity operations"];
const write = { kind: "write", nth: 1 } as const;

it.each([
  [{}, true],
  [{ method: "GET" }, true],
  [{ method: "POST" }, false],
  [{ path: "/graph/*/applications" }, false],
  [{ path: "/graph/*/applications/*" }, true],
  [{ path: "/graph/V1.0/Applications/*" }, true],
  [{ path: "/graph/**" }, true],
  [{ path: "/graph/*/applications/*/owners" }, false],
  [{ kind: "write" }, false],
  [{ body: "x" }, false],
] as const)("the selector %j means GET /graph/v1.0/applications/1: %s", (selector, meant) => {
  expect(means(selector, { method: "GET", path: "/graph/v1.0/applications/1", kind: "read", body: "" })).toBe(meant);
});

it("a rule hits the nth of the requests that it matches, and as many more as it says; without a number every one", () => {
  const asked = (method: string) => ({ method, path: "/graph/v1.0/users", kind: "read" as const, body: "" });
  const fault: Fault = { kind: "reset", effect: "none" };
  const hits = (on: object) => {
    let schedule = scheduleOf([{ on, fault }]);
    return ["GET", "PUT", "GET", "GET", "GET"].map((method) => {
      const met = meet(schedule, asked(method));
      schedule = met.schedule;
      return met.met.fault === fault;
    });
  };
  expect(hits({ nth: 3 })).toEqual([false, false, true, false, false]);
  expect(hits({ method: "GET", nth: 2, times: 2 })).toEqual([false, false, true, true, false]);
  expect(hits({ method: "GET" })).toEqual([true, false, true, true, true]);
});

it.each(beforeEffect.map((fault) => [nameOf(fault), fault] as const))("%s: nothing happened", async (name, fault) => {
  const tenant = await sandbox();
  tenant.setFaults([{ on: write, fault }]);
  const answer = await create(tenant).catch((error: Error) => error.message);
  expect(tenant.history.filter((entry) => entry.write)).toMatchObject([{ fault: name, changes: [] }]);
  expect(typeof answer === "string" || answer.status >= 400).toBe(true);
  expect(await names(tenant)).toEqual(seeded);
  expect((await create(tenant)).status).toBe(201);
});

it.each(afterEffect.map((fault) => [nameOf(fault), fault] as const))(
  "%s at a write: it happened, and the caller does not learn it",
  async (name, fault) => {
    const tenant = await sandbox();
    tenant.setFaults([{ on: write, fault }]);
    const answer = await create(tenant).catch((error: Error) => error.message);
    expect(typeof answer === "string" || answer.status >= 500).toBe(true);
    expect(tenant.history.at(-1)).toMatchObject({
      method: "POST",
      fault: name,
      changes: [{ collection: "applications", before: null, after: { displayName: "a" } }],
    });
    expect(await names(tenant)).toEqual([...seeded, "a"]);
  },
);

it.each([
  ["denied", 403, "Authorization_RequestDenied: Insufficient privileges to complete the operation."],
  [
    "app-policy",
    400,
    "CredentialInvalidLifetimeAsPerAppPolicy: Credential lifetime exceeds the max value allowed as per assigned policy 'd6a2b9c4-0000-4000-8000-000000000001'.",
  ],
  [
    "quota",
    400,
    "Directory_QuotaExceeded: The directory object quota limit for the Principal has been exceeded. Please ask your administrator to increase the quota limit or delete objects to reduce the used quota.",
  ],
  [
    "foreign-object",
    409,
    "Request_MultipleObjectsWithSameKeyValue: Another object with the same value for property identifierUris already exists.",
  ],
  ["expired-token", 401, "InvalidAuthenticationToken: Lifetime validation failed, the token is expired."],
] as const)("%s is refused in Graph's words, as often as asked", async (refusal, status, text) => {
  const tenant = await sandbox();
  tenant.setFaults([{ on: { kind: "write" }, fault: { kind: "refused", refusal } }]);
  for (const answer of [await create(tenant), await create(tenant)])
    expect([answer.status, `${answer.body.error.code}: ${answer.body.error.message}`]).toEqual([status, text]);
});

it("429 carries Retry-After where the rule says so, and none where it does not", async () => {
  const tenant = await sandbox();
  const status = { kind: "status", status: 429, effect: "none" } as const;
  tenant.setFaults([
    { on: { ...write, nth: 1 }, fault: { ...status, retryAfter: 7 } },
    { on: { ...write, nth: 2 }, fault: status },
  ]);
  const headers = [await create(tenant), await create(tenant)].map((answer) => answer.headers.get("Retry-After"));
  expect(headers).toEqual(["7", null]);
});

it("a truncated answer begins like the whole one and then fails", async () => {
  const tenant = await sandbox();
  tenant.setFaults([{ on: write, fault: { kind: "truncated" } }]);
  await expect(create(tenant)).rejects.toThrow("terminated");
});

const application = "/graph/*/applications/*";

it("404 after create: the next n reads do not find the object, each version a write later", async () => {
  const tenant = await sandbox();
  tenant.setFaults([
    { on: { kind: "write" }, fault: { kind: "lag", requests: 3, seenBy: { method: "GET", path: application } } },
  ]);
  const { id } = (await create(tenant)).body;
  const read = async () => {
    const { status, body } = await tenant.graph("GET", `/v1.0/applications/${id}`);
    return status === 200 ? body.displayName : status;
  };
  expect([await read(), await read()]).toEqual([404, 404]);
  await tenant.graph("PATCH", `/v1.0/applications/${id}`, { displayName: "b" });
  expect([await read(), await read(), await read(), await read()]).toEqual([404, "a", "a", "b"]);
  expect(tenant.history.filter(({ fault }) => fault === "lag")).toHaveLength(5);
});

it("list lag: a list does not show a new object yet, a read by id does", async () => {
  const tenant = await sandbox();
  tenant.setFaults(inconsistent(1)["list lag"] ?? []);
  const { id } = (await create(tenant)).body;
  expect((await tenant.graph("GET", `/v1.0/applications/${id}`)).status).toBe(200);
  expect([await names(tenant), await names(tenant)]).toEqual([seeded, [...seeded, "a"]]);
});

it("a deleted object is still there for n reads", async () => {
  const tenant = await sandbox();
  const { id } = (await create(tenant)).body;
  tenant.setFaults(tolerableLag(2));
  await tenant.graph("DELETE", `/v1.0/applications/${id}`);
  const read = async () => (await tenant.graph("GET", `/v1.0/applications/${id}`)).status;
  expect([await read(), await read(), await read()]).toEqual([200, 200, 404]);
});

it("400 backing app: a fresh application is no valid one for n principals", async () => {
  const tenant = await sandbox();
  tenant.setFaults(inconsistent(2)["400 backing app"] ?? []);
  const { appId } = (await create(tenant)).body;
  const principal = async () => {
    const { status, body } = await tenant.graph("POST", "/v1.0/servicePrincipals", { appId });
    return body.error?.message ?? status;
  };
  const text = `The appId '${appId}' of the service principal does not reference a valid application object.`;
  expect([await principal(), await principal(), await principal()]).toEqual([text, text, 201]);
  expect(
    tenant.history.filter(({ changes }) => changes.some(({ collection }) => collection === "servicePrincipals")),
  ).toHaveLength(1);
});

it("a new secret does not work yet at the token endpoint: n requests, or seconds of the tenant's clock", async () => {
  const tenant = await sandbox();
  const { id, appId } = (await create(tenant)).body;
  await tenant.graph("POST", "/v1.0/servicePrincipals", { appId });
  const attempt = async (secret: string) => {
    const form = { client_id: appId, client_secret: secret, grant_type: "client_credentials", scope: graphScope };
    const { status, body } = await tenant.tokenRequest(form);
    return status === 200 ? 200 : body.error_codes[0];
  };
  const add = async () => (await tenant.graph("POST", `/v1.0/applications/${id}/addPassword`, {})).body.secretText;
  const on = { method: "POST", path: `${application}/addPassword` };
  tenant.setFaults([{ on, fault: { kind: "lag", requests: 2, seenBy: { kind: "token" } } }]);
  const first = await add();
  expect([await attempt(first), await attempt(first), await attempt(first)]).toEqual([7000215, 7000215, 200]);
  tenant.setFaults([{ on, fault: { kind: "lag", seconds: 18, seenBy: { kind: "token" } } }]);
  const second = await add();
  expect([await attempt(first), await attempt(second)]).toEqual([200, 7000215]);
  tenant.clock.fastForward(17_999);
  expect(await attempt(second)).toBe(7000215);
  tenant.clock.fastForward(1);
  expect(await attempt(second)).toBe(200);
});

it("the deployer's own token requests do not use up another application's lag", async () => {
  const tenant = await sandbox();
  const { id } = (await create(tenant)).body;
  tenant.setFaults([{ on: { kind: "write" }, fault: { kind: "lag", requests: 1, seenBy: { kind: "token" } } }]);
  await tenant.graph("POST", `/v1.0/applications/${id}/addPassword`, {});
  await tenant.token(sandboxIds.deployerClientId, deployerSecret);
  expect(tenant.history.filter(({ fault }) => fault === "lag")).toEqual([]);
});

it("rules are data: every class goes through JSON unchanged", () => {
  const all = [
    ...[...beforeEffect, ...afterEffect, ...permanent].map((fault) => ({ on: { nth: 1 }, fault })),
    ...Object.values(inconsistent(3)).flat(),
    ...tolerableLag(3),
  ];
  expect(rules.parse(JSON.parse(JSON.stringify(all)))).toEqual(all);
  expect(() => rules.parse([{ on: { nht: 1 }, fault: { kind: "reset", effect: "none" } }])).toThrow("nht");
});

it("a random schedule is its seed's: the same again, within the run, and another for another seed", () => {
  const run = { requests: 170, writes: 43 };
  expect(randomRules(7, run, 2)).toEqual([
    { on: { nth: 11 }, fault: { kind: "refused", refusal: "not-found" } },
    { on: { kind: "write", nth: 23 }, fault: { kind: "reset", effect: "done" } },
  ]);
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 5 }), (seed, count) => {
      const made = randomRules(seed, run, count);
      expect(randomRules(seed, run, count)).toEqual(made);
      expect(made).toHaveLength(count);
      for (const { on } of made) expect(on.nth).toBeLessThanOrEqual(on.kind === "write" ? 43 : 170);
    }),
  );
  const distinct = new Set(Array.from({ length: 500 }, (_, seed) => JSON.stringify(randomRules(seed, run, 2))));
  expect(distinct.size).toBeGreaterThan(490);
});

it.each([undefined, ""])("SIMULATOR_LAG left out or empty means no lag: %o", (written) => {
  expect(lagOf(written)).toEqual([]);
});

it("SIMULATOR_LAG=3 means that three requests do not see a write, a new secret at the token endpoint included", async () => {
  const tenant = await sandbox();
  const { id, appId } = (await create(tenant)).body;
  await tenant.graph("POST", "/v1.0/servicePrincipals", { appId });
  tenant.setFaults(lagOf("3"));
  const { secretText } = (await tenant.graph("POST", `/v1.0/applications/${id}/addPassword`, {})).body;
  const form = { client_id: appId, client_secret: secretText, grant_type: "client_credentials", scope: graphScope };
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 4; attempt += 1) statuses.push((await tenant.tokenRequest(form)).status);
  expect(statuses).toEqual([401, 401, 401, 200]);
});

it.each(["0", "-1", "1.5", "3x", " 3", "100", "true"])("SIMULATOR_LAG is refused in one line: %o", (written) => {
  expect(() => lagOf(written)).toThrow(
    `SIMULATOR_LAG=${written}: write how many requests see the tenant as it was before a write, 1 to 99, or leave it out`,
  );
});
