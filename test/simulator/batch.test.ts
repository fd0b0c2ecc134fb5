/** `$batch`: up to 20 requests in one, all at once or in a row. */
import { beforeEach, describe, expect, it } from "vitest";
import { type Sandbox, sandbox } from "./sandbox.ts";

let tenant: Sandbox;
beforeEach(async () => {
  tenant = await sandbox();
});

const get = (id: string, url: string, dependsOn?: string[]) => ({
  id,
  method: "GET",
  url,
  ...(dependsOn && { dependsOn }),
});
const batch = (requests: readonly object[]) => tenant.graph("POST", "/v1.0/$batch", { requests });
const statuses = (body: { responses: { id: string; status: number }[] }) =>
  body.responses.map(({ id, status }) => [id, status]);

describe("a batch", () => {
  it("answers each request by its id, with status and body, and is itself 200 whatever they say", async () => {
    const { status, body } = await batch([get("1", "/users?$top=1"), get("2", "/devices"), get("3", "/users/nobody")]);
    expect([status, statuses(body)]).toEqual([
      200,
      [
        ["1", 200],
        ["2", 501],
        ["3", 404],
      ],
    ]);
    expect(body.responses[0].body["@odata.nextLink"]).toMatch(/^http:\/\/simulator\.test\/graph\/v1\.0\/users\?/);
  });

  it("writes what its requests write, in their order where they depend on each other", async () => {
    const headers = { "Content-Type": "application/json" };
    const create = { id: "1", method: "POST", url: "/applications", headers, body: { displayName: "a" } };
    const { body } = await batch([create, get("2", "/applications?$filter=displayName eq 'a'", ["1"])]);
    expect([body.responses[0].status, body.responses[1].body.value.length]).toEqual([201, 1]);
  });

  it("does not begin what depends on a failed one (424)", async () => {
    const { body } = await batch([get("1", "/users/nobody"), get("2", "/users", ["1"]), get("3", "/users", ["2"])]);
    expect(statuses(body)).toEqual([
      ["1", 404],
      ["2", 424],
      ["3", 424],
    ]);
  });

  it("takes every request with its own token alone", async () => {
    const forged = { ...get("1", "/users"), headers: { Authorization: "Bearer forged" } };
    expect(statuses((await batch([forged])).body)).toEqual([["1", 200]]);
    expect((await tenant.send("POST", "/graph/v1.0/$batch", { requests: [get("1", "/users")] })).status).toBe(401);
  });
});

describe("a request of a batch", () => {
  const users = "/graph/v1.0/users";

  it("stands in the history by itself, the batch as a read beside it", async () => {
    const headers = { "Content-Type": "application/json" };
    await batch([
      get("1", "/users"),
      { id: "2", method: "POST", url: "/applications", headers, body: { displayName: "a" } },
    ]);
    const [, ...told] = tenant.history.map(({ method, path, write, changes }) => [method, path, write, changes.length]);
    expect(told).toEqual([
      ["GET", users, false, 0],
      ["POST", "/graph/v1.0/applications", true, 1],
      ["POST", "/graph/v1.0/$batch", false, 0],
    ]);
  });

  it("is throttled by itself, with the time after which it may be sent again", async () => {
    const fault = { kind: "status", status: 429, effect: "none", retryAfter: 9 } as const;
    tenant.setFaults([{ on: { path: users }, fault }]);
    const { body } = await batch([get("1", "/users"), get("2", "/applications")]);
    expect(statuses(body)).toEqual([
      ["1", 429],
      ["2", 200],
    ]);
    expect(body.responses[0].headers["Retry-After"]).toBe("9");
  });

  it("whose answer is lost is 504: no connection is its own", async () => {
    tenant.setFaults([{ on: { path: users }, fault: { kind: "reset", effect: "none" } }]);
    expect(statuses((await batch([get("1", "/users")])).body)).toEqual([["1", 504]]);
  });

  it("may see the tenant as it was", async () => {
    const lag = { kind: "lag", requests: 1, seenBy: { method: "GET", path: "/graph/*/applications" } } as const;
    tenant.setFaults([{ on: { method: "POST", path: "/graph/*/applications" }, fault: lag }]);
    await tenant.graph("POST", "/v1.0/applications", { displayName: "a" });
    const find = get("1", "/applications?$filter=displayName eq 'a'");
    const { body } = await batch([find, { ...find, id: "2" }]);
    expect(body.responses.map((one: { body: { value: object[] } }) => one.body.value.length)).toEqual([0, 1]);
  });
});

describe("a batch is refused", () => {
  it.each([
    [
      "with 21 requests",
      Array.from({ length: 21 }, (_, index) => get(`${index}`, "/users")),
      "Number of batch request steps exceeds the maximum value of 20.",
    ],
    ["with none", [], "Invalid batch payload format."],
    ["with one id twice", [get("a", "/users"), get("A", "/users")], "Request Id values in a batch must be unique."],
    [
      "where one depends on a later",
      [get("1", "/users", ["2"]), get("2", "/users")],
      "Invalid dependency for request Id: 1.",
    ],
    [
      "neither in a row nor all at once",
      [get("1", "/users"), get("2", "/users"), get("3", "/users", ["1"])],
      "Batch should be either fully sequential or fully parallel.",
    ],
  ])("%s", async (_, requests, message) => {
    const { status, body } = await batch(requests);
    expect([status, body.error.code, body.error.message]).toEqual([400, "BadRequest", message]);
  });

  it("in its parts, where one is a batch again or leads elsewhere", async () => {
    const { body } = await batch([
      get("1", "/$batch"),
      get("2", "https://graph.microsoft.com/v1.0/users"),
      get("3", "//evil.example/"),
    ]);
    expect(statuses(body)).toEqual([
      ["1", 400],
      ["2", 400],
      ["3", 400],
    ]);
  });
});
