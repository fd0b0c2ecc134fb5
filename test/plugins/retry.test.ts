/**
 * Which requests are sent again, how often and after how long: the rules of go-azure-sdk and azcore, the clients of the real
 * providers. What follows from them for a resource stands in quirks.test.ts.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Api, connect } from "../../simulator/plugins/client.ts";
import type { HttpEnvironment, Wire } from "../../simulator/plugins/http.ts";
import { armRetry, triesWithin } from "../../simulator/plugins/retry.ts";
import { identityFrom, type Service } from "../../simulator/plugins/sign-in.ts";
import { type Answer, type FakeTenant, startFakeTenant } from "./fake-tenant.ts";

let fake: FakeTenant;
beforeAll(async () => {
  fake = await startFakeTenant();
});
afterAll(() => fake.stop());

/** Codes for requests of Graph and Resource Manager that get no answer, in order; then the fake answers. */
const lost: string[] = [];
beforeEach(() => {
  lost.length = 0;
});
const wire: Wire = async (url, init) => {
  const code = /(graph|arm)\//.test(url) ? lost.shift() : undefined;
  if (code === undefined) return fetch(url, init);
  const cause = Object.assign(new Error(`read ${code}`), { code });
  throw new TypeError("fetch failed", { cause });
};

function signedIn(service: Service = "microsoftGraphResourceId", more: Partial<HttpEnvironment> = {}): Promise<Api> {
  const from = { ...fake.httpEnvironment, wire, ...more };
  return connect(identityFrom({}, from.environment), service, from);
}
const refusal = (status: number, headers = {}): Answer => ({
  status,
  headers,
  body: { error: { code: "Some_Code", message: "No." } },
});
const asked = () => fake.asked.map(({ line }) => line);

describe("Graph", () => {
  let api: Api;
  beforeAll(async () => {
    api = await signedIn();
  });

  test.each([408, 424, 429, 500, 502, 503, 504])("a %i is sent again after 1, 2, 4 … seconds", async (status) => {
    fake.script({ "POST /v1.0/a": [refusal(status), refusal(status), refusal(status), { id: "1" }] });
    expect(await api.within(5).post("/v1.0/a", { body: {} })).toEqual({ id: "1" });
    expect(fake.waits).toEqual([1000, 2000, 4000]);
  });

  test.each([400, 401, 403, 404, 409, 501])("a %i is final", async (status) => {
    fake.script({ "POST /v1.0/a": refusal(status) });
    await expect(api.within(5).post("/v1.0/a", { body: {} })).rejects.toThrow(`unexpected status ${status}`);
    expect(asked()).toHaveLength(1);
  });

  test.each([
    [5, 9, 246],
    [10, 14, 551],
    [15, 19, 856],
  ])(
    "an operation of %i minutes has %i tries after the first, in %i seconds, the longest 61 apart",
    async (minutes, tries, seconds) => {
      fake.script({ "GET /v1.0/a": refusal(503) });
      await expect(api.within(minutes).get("/v1.0/a")).rejects.toThrow("unexpected status 503");
      expect(asked()).toHaveLength(tries + 1);
      expect(fake.waits.reduce((sum, wait) => sum + wait, 0)).toBe(seconds * 1000);
      expect(Math.max(...fake.waits)).toBe(61_000);
    },
  );

  test("what one request has waited is missing to the next one of the operation", async () => {
    fake.script({ "GET /v1.0/a": refusal(503), "GET /v1.0/b": refusal(503) });
    const operation = api.within(5);
    for (const path of ["/v1.0/a", "/v1.0/b"]) await expect(operation.get(path)).rejects.toThrow("503");
    expect(asked().filter((line) => line.endsWith("b"))).toHaveLength(5);
    expect(triesWithin(300 - 246)).toBe(4);
  });

  test("Retry-After is honoured on any status that is sent again; 0 is at once, a date is not read", async () => {
    fake.script({
      "GET /v1.0/a": [
        refusal(503, { "Retry-After": "0" }),
        refusal(429, { "Retry-After": "7" }),
        refusal(500, { "Retry-After": "Sat, 21 Nov 2026 00:00:09 GMT" }),
        { id: "1" },
      ],
    });
    expect(await api.within(5).get("/v1.0/a")).toEqual({ id: "1" });
    expect(fake.waits).toEqual([0, 7000, 4000]);
  });

  test("a Retry-After beyond the operation's time ends it there", async () => {
    fake.script({ "GET /v1.0/a": refusal(429, { "Retry-After": "301" }) });
    await expect(api.within(5).get("/v1.0/a")).rejects.toThrow("context deadline exceeded");
    expect(fake.waits).toEqual([300_000]);
  });

  test("a GET whose connection was reset is sent again; one that was refused, closed in silence or distrusted is not", async () => {
    fake.script({ "GET /v1.0/a": { id: "1" } });
    lost.push("ECONNRESET", "ECONNRESET");
    expect(await api.within(5).get("/v1.0/a")).toEqual({ id: "1" });
    for (const code of ["ECONNREFUSED", "UND_ERR_SOCKET", "DEPTH_ZERO_SELF_SIGNED_CERT"]) {
      lost.push(code);
      await expect(api.within(5).get("/v1.0/a")).rejects.toThrow(`read ${code}`);
    }
    expect(asked()).toHaveLength(1);
  });

  test.each(["post", "patch", "remove"] as const)(
    "%s without an answer is never sent again: it may have had its effect",
    async (method) => {
      fake.script({});
      lost.push("ECONNRESET");
      await expect(api.within(5)[method]("/v1.0/a", { body: {} })).rejects.toThrow(
        "HTTP response was nil; connection may have been reset",
      );
      expect(asked()).toEqual([]);
    },
  );

  test("a wait for something new gives up when it was missing twenty-one times, and needs five sights before", async () => {
    const sights = [false, true, true, false, true, true, true];
    await api
      .within(10)
      .waitUntil({ what: "x", hits: 5, every: 1, onMiss: "give up" }, async () => sights.shift() ?? false);
    expect(sights).toEqual([]);
    let times = 0;
    const never = api.within(10).waitUntil({ what: "x", hits: 5, every: 1, onMiss: "give up" }, async () => {
      times += 1;
      return false;
    });
    await expect(never).rejects.toThrow("couldn't find resource (21 retries)");
    expect(times).toBe(21);
  });

  test("a wait that starts over needs its sights in a row, and ends with the operation's time", async () => {
    const sights = [true, true, false, true, true, true];
    await api
      .within(5)
      .waitUntil({ what: "x", hits: 3, every: 1, onMiss: "start over" }, async () => sights.shift() ?? false);
    expect(sights).toEqual([]);
    const never = api.within(5).waitUntil({ what: "x", hits: 3, every: 1, onMiss: "start over" }, async () => false);
    await expect(never).rejects.toThrow("context deadline exceeded");
  });
});

describe("the token endpoint", () => {
  /** The fake behind a wire on which the first token requests go another way. */
  function tokens(...outcomes: (number | string)[]) {
    const sent: string[] = [];
    const tokenWire: Wire = async (url, init) => {
      if (!url.endsWith("/token")) return fetch(url, init);
      sent.push(url);
      const outcome = outcomes.shift();
      if (typeof outcome === "number") return new Response("{}", { status: outcome });
      if (outcome !== undefined)
        throw new TypeError("fetch failed", { cause: Object.assign(new Error(outcome), { code: outcome }) });
      return fetch(url, init);
    };
    return { sent, tokenWire };
  }

  test("is asked eight times more after throttling, faults and lost connections, at most 30 seconds apart", async () => {
    fake.script({});
    const { sent, tokenWire } = tokens(429, 500, 503, "ECONNRESET", "ECONNREFUSED", 504, 502, 408 + 92);
    await signedIn("microsoftGraphResourceId", { wire: tokenWire });
    expect(sent).toHaveLength(9);
    expect(fake.waits).toEqual([1, 2, 4, 8, 16, 30, 30, 30].map((seconds) => seconds * 1000));
  });

  test("a refusal is final, and so are 408, 424 and 501, which Graph's client would send again but for the last", async () => {
    for (const status of [400, 401, 408, 424, 501]) {
      const { sent, tokenWire } = tokens(status);
      await expect(signedIn("microsoftGraphResourceId", { wire: tokenWire })).rejects.toThrow(`HTTP status ${status}`);
      expect(sent).toHaveLength(1);
    }
  });
});

test("the metadata document is asked for once", async () => {
  let times = 0;
  const broken: Wire = async () => {
    times += 1;
    return new Response("{}", { status: 503 });
  };
  await expect(signedIn("microsoftGraphResourceId", { wire: broken })).rejects.toThrow("reading the metadata document");
  expect(times).toBe(1);
});

describe("Resource Manager", () => {
  test("is asked three times more after 20, 60 and 120 seconds, with or without an answer, whatever the method", async () => {
    const api = await signedIn("resourceManager");
    fake.script({ "PUT /a": [refusal(503), refusal(503), { id: "1" }] });
    lost.push("ECONNRESET");
    expect(await api.put("/a", { body: {} })).toEqual({ id: "1" });
    expect(fake.waits).toEqual([20_000, 60_000, 120_000]);
  });

  test("404, 409 and 424 are final, and so is what asks for more than two minutes; another operation in progress is not", () => {
    const reply = (status: number, body = "", retryAfter?: number) =>
      armRetry.onAnswer({ status, statusLine: "", body, ...(retryAfter !== undefined && { retryAfter }) });
    expect([404, 409, 424, 501].map((status) => reply(status))).toEqual([false, false, false, false]);
    expect(reply(409, '{"error":{"code":"AnotherOperationInProgress"}}')).toBe(true);
    expect([reply(429, "", 120), reply(429, "", 121)]).toEqual([true, false]);
  });
});
