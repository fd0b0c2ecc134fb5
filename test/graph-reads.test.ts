/** How the verbs read Graph: many reads in few requests, each with its own answer. On a simulated tenant, over its socket. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openGraph, openVaults } from "../operate/graph.ts";
import { signedInSandbox } from "../operate/sign-in.ts";
import type { Graph } from "../recovery/graph.ts";
import { emptyState } from "../recovery/state.ts";
import { readTenant } from "../recovery/tenant.ts";
import { clockFrom } from "../simulator/clock.ts";
import { type SimulatedTenant, startTenant } from "../simulator/server.ts";
import { declaredFrom } from "./recovery/furnished.ts";

let folder: string;
let tenant: SimulatedTenant;
let graph: Graph;
let waited: number[];
let ids: readonly string[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "reads-"));
  tenant = await startTenant({ folder, clock: clockFrom("2026-01-01T00:00:00Z") });
  graph = opened();
  const made = Array.from({ length: 45 }, (_, index) => graph.post("/applications", { displayName: `no. ${index}` }));
  ids = (await Promise.all(made)).map((application) => String(application?.id));
});
afterAll(async () => {
  await tenant.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  tenant.setFaults([]);
  waited = [];
  graph = opened();
});

function opened(): Graph {
  const { credential, services } = signedInSandbox(tenant);
  return openGraph(credential, services, async (seconds) => void waited.push(seconds));
}

/** Requests by path since a number of them, without those for tokens. */
function since(at: number): readonly string[] {
  return tenant.history
    .filter(({ seq, path }) => seq > at && !path.endsWith("/token"))
    .map(({ path }) => path.replace("/graph/v1.0", ""));
}
const batches = (at: number) => since(at).filter((path) => path === "/$batch");
const namesOf = (rows: readonly ({ readonly [name: string]: unknown } | undefined)[]) =>
  rows.map((row) => row?.displayName);

describe("reads of one turn", () => {
  test("go 20 in a request, and are answered in the order in which they were asked", async () => {
    const at = tenant.counts.requests;
    const found = await graph.objects(ids.map((id) => `/applications/${id}?$select=displayName`));
    expect(namesOf(found)).toEqual(ids.map((_, index) => `no. ${index}`));
    expect(batches(at)).toHaveLength(3);
    expect(tenant.counts.writes).toBe(45);
  });

  test("share a request whoever asks: a list, another and an object", async () => {
    const at = tenant.counts.requests;
    const [[users, none], [application]] = await Promise.all([
      graph.lists(["/users?$select=id", "/applications?$filter=displayName eq 'nobody''s'"]),
      graph.objects([`/applications/${ids[7]}?$select=displayName`]),
    ]);
    expect([users?.length, none, application?.displayName]).toEqual([3, [], "no. 7"]);
    expect(batches(at)).toHaveLength(1);
  });

  test("follow their pages, each by itself", async () => {
    const [by20, by7] = await graph.lists([
      "/applications?$top=20&$select=displayName",
      "/applications?$top=7&$select=displayName",
    ]);
    expect(by20).toEqual(by7);
    expect(namesOf(by20 ?? []).filter((name) => String(name).startsWith("no. "))).toHaveLength(45);
  });

  test("that name nothing are undefined, or an empty list, and disturb no other", async () => {
    const nobody = "99999999-9999-9999-9999-999999999999";
    const paths = [`/applications/${nobody}`, `/applications/${ids[0]}?$select=displayName`];
    expect(namesOf(await graph.objects(paths))).toEqual([undefined, "no. 0"]);
    expect(await graph.lists([`/applications/${nobody}/owners`])).toEqual([[]]);
  });

  test("that are refused say so in Graph's words", async () => {
    await expect(graph.lists(["/users?$select=id", "/auditLogs/directoryAudits"])).rejects.toMatchObject({
      statusCode: 403,
      message: expect.stringMatching(/^Graph refuses GET \/auditLogs\/directoryAudits with 403 \w+: /),
    });
  });
});

describe("a read inside of a batch", () => {
  const one = () => `/graph/v1.0/applications/${ids[1]}`;
  const three = () => ids.slice(0, 3).map((id) => `/applications/${id}?$select=displayName`);

  test.each([
    ["throttled", 429, 7, 7],
    ["not answered", 503, undefined, 3],
    ["broken", 500, undefined, 3],
  ] as const)(
    "that is %s is sent again by itself, once Graph's delay is over",
    async (_, status, retryAfter, delay) => {
      const fault = { kind: "status", status, effect: "none", ...(retryAfter && { retryAfter }) } as const;
      tenant.setFaults([{ on: { path: one(), nth: 1, times: 2 }, fault }]);
      const at = tenant.counts.requests;
      expect(namesOf(await graph.objects(three()))).toEqual(["no. 0", "no. 1", "no. 2"]);
      expect(waited).toEqual([delay, delay]);
      expect(batches(at)).toHaveLength(3);
      expect(since(at).filter((path) => path.startsWith(`/applications/${ids[0]}`))).toHaveLength(1);
    },
  );

  test("whose connection is lost is sent again, too", async () => {
    tenant.setFaults([{ on: { path: one(), nth: 1 }, fault: { kind: "reset", effect: "none" } }]);
    expect(namesOf(await graph.objects(three()))).toEqual(["no. 0", "no. 1", "no. 2"]);
    expect(waited).toEqual([3]);
  });

  test("that is throttled four times is given up, and says it", async () => {
    tenant.setFaults([{ on: { path: one() }, fault: { kind: "status", status: 429, effect: "none", retryAfter: 1 } }]);
    await expect(graph.objects(three())).rejects.toThrow(
      `Graph refuses GET /applications/${ids[1]}?$select=displayName with 429 TooManyRequests: Too many requests.`,
    );
    expect(waited).toEqual([1, 1, 1]);
  });
});

test("a whole request that is throttled is sent again by Microsoft's library after Graph's delay, which is said", async () => {
  const { credential, services } = signedInSandbox(tenant);
  const told: (number | undefined)[] = [];
  graph = openGraph(credential, services, undefined, { throttled: (seconds) => void told.push(seconds) });
  const fault = { kind: "status", status: 429, effect: "none", retryAfter: 1 } as const;
  tenant.setFaults([{ on: { path: "/graph/v1.0/$batch", nth: 1 }, fault }]);
  const at = tenant.counts.requests;
  expect(namesOf(await graph.objects([`/applications/${ids[7]}?$select=displayName`]))).toEqual(["no. 7"]);
  expect(told).toEqual([1]);
  expect(batches(at)).toHaveLength(2);
});

test("the comparison of one integration takes three requests of Graph, and of twenty not many more", async () => {
  const { credential, services } = signedInSandbox(tenant);
  const vaults = openVaults(credential, services);
  const [one] = declaredFrom(["mailgates"]);
  if (one === undefined) throw new Error("tenants/dev.yaml has no mailgates");
  await graph.post("/applications", { displayName: "MAILGATES", tags: [one.marker] });
  const requests = async (count: number) => {
    const at = tenant.counts.requests;
    const read = await readTenant(graph, vaults, Array(count).fill(one), emptyState);
    expect(read.applications.map(({ displayName }) => displayName)).toEqual(["MAILGATES"]);
    return batches(at).length;
  };
  expect(await requests(1)).toBeLessThanOrEqual(3);
  expect(await requests(20)).toBeLessThanOrEqual(5);
});
