/** The HTTP client of the stand-ins against a tenant that answers as told. */
import { getCACertificates } from "node:tls";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, connect } from "../../simulator/plugins/client.ts";
import { onlyLoopback, send } from "../../simulator/plugins/http.ts";
import { identityFrom } from "../../simulator/plugins/sign-in.ts";
import { callerId, type FakeTenant, startFakeTenant, tenantId } from "./fake-tenant.ts";
import { trustOnly } from "./trust.ts";

let fake: FakeTenant;
let api: Api;
function connected(config = {}) {
  return connect(
    identityFrom(config, fake.httpEnvironment.environment),
    "microsoftGraphResourceId",
    fake.httpEnvironment,
  );
}
beforeAll(async () => {
  fake = await startFakeTenant();
  api = await connected();
});
afterAll(() => fake.stop());

function refusal(status: number, headers: Record<string, string> = {}) {
  return {
    status,
    headers,
    body: { error: { code: "Request_BadRequest", message: "No." } },
  };
}

describe("the identity", () => {
  test("comes from the environment; a provider argument wins", () => {
    expect(identityFrom({ tenantId: "other", clientId: "" }, fake.httpEnvironment.environment)).toMatchObject({
      tenantId: "other",
      clientId: "22222222-2222-2222-2222-222222222222",
      proof: { clientSecret: "s3cret" },
    });
  });

  test("everything that is missing is named at once, with the way out", () => {
    expect(() => identityFrom({}, {})).toThrow(
      "This is the stand-in plugin for the simulated tenant; ARM_METADATA_HOSTNAME, ARM_TENANT_ID, ARM_CLIENT_ID, ARM_CLIENT_SECRET are not set. " +
        "`make up` sets them. For a real tenant put the real plugin first on PATH.",
    );
  });

  test("the caller is the token's oid", () => {
    expect([api.callerObjectId, api.tenantId, api.url]).toEqual([callerId, tenantId, fake.graph]);
  });

  test("a refused sign-in shows the token endpoint's own answer, and not the secret", async () => {
    const failed = await connected({ clientSecret: "wr0ng" }).catch((cause: Error) => cause.message);
    expect(failed).toBe(
      "building client: unable to obtain access token: clientCredentialsToken: received HTTP status 401 with response: " +
        '{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided."}',
    );
  });

  test("the metadata document needs an authority that the process trusts (NODE_EXTRA_CA_CERTS)", async () => {
    const before = getCACertificates("default");
    trustOnly();
    await expect(connected()).rejects.toThrow("self-signed certificate");
    trustOnly(...before);
  });
});

describe("a stand-in never meets a real tenant", () => {
  test.each([
    "https://login.microsoftonline.com/",
    "https://graph.microsoft.com/v1.0",
    "http://localhost.example.com/",
    "http://user@127.0.0.1/",
    "http://10.0.0.1/",
    "file:///etc/hosts",
    "nonsense",
  ])("%s is refused", (url) => {
    expect(() => onlyLoopback(url)).toThrow("talks to this machine only");
  });

  test.each(["https://localhost:8443/metadata", "http://127.0.0.1:1/", "http://127.9.9.9/", "http://[::1]:81/"])(
    "%s is allowed",
    (url) => {
      expect(onlyLoopback(url).href).toBe(url);
    },
  );

  test("not even when the environment names a real metadata host", async () => {
    const environment = { ...fake.httpEnvironment.environment, ARM_METADATA_HOSTNAME: "management.azure.com" };
    await expect(
      connect(identityFrom({}, environment), "microsoftGraphResourceId", { ...fake.httpEnvironment, environment }),
    ).rejects.toThrow("talks to this machine only, not to management.azure.com");
  });
});

describe("a request", () => {
  test("is sent as the real provider's SDK encodes it", async () => {
    fake.script({ "GET /v1.0/applications?$filter=displayName eq 'a b'": { value: [{ id: "1" }] } });
    expect(await api.list("/v1.0/applications", { query: { $filter: "displayName eq 'a b'" } })).toEqual([{ id: "1" }]);
  });

  test("of a list follows every page, but to no other service", async () => {
    fake.script({
      "GET /v1.0/owners": { value: [{ id: "1" }], "@odata.nextLink": `${fake.graph}/v1.0/owners?$skiptoken=x` },
      "GET /v1.0/owners?$skiptoken=x": { value: [{ id: "2" }] },
      "GET /v1.0/away": { value: [], "@odata.nextLink": "http://127.0.0.1:9/v1.0/owners" },
    });
    expect(await api.list("/v1.0/owners")).toEqual([{ id: "1" }, { id: "2" }]);
    await expect(api.list("/v1.0/away")).rejects.toThrow(`http://127.0.0.1:9/v1.0/owners is outside ${fake.graph}`);
  });

  test("a refusal is worded as the real provider's SDK words it", async () => {
    fake.script({ "POST /v1.0/applications": refusal(400), "GET /v1.0/x": { status: 403 } });
    await expect(api.post("/v1.0/applications", { body: {} })).rejects.toThrow(
      "unexpected status 400 (400 Bad Request) with error: Request_BadRequest: No.",
    );
    await expect(api.get("/v1.0/x")).rejects.toThrow("unexpected status 403 (403 Forbidden) with no body");
  });

  test("what is not there is found to be absent, and nothing else is", async () => {
    fake.script({ "GET /v1.0/a": refusal(404), "GET /v1.0/b": refusal(403) });
    expect(await api.find("/v1.0/a")).toBeUndefined();
    await expect(api.find("/v1.0/b")).rejects.toThrow("unexpected status 403");
  });

  test("is sent again after throttling and faults, as long as the service asks for", async () => {
    fake.script({ "GET /v1.0/a": [refusal(429, { "Retry-After": "7" }), refusal(503), { id: "1" }] });
    expect(await api.get("/v1.0/a")).toEqual({ id: "1" });
    expect(fake.waits).toEqual([7000, 2000]);
  });

  test("follows no redirect", async () => {
    fake.script({ "GET /v1.0/a": { status: 302, headers: { Location: "http://127.0.0.1:9/" } } });
    await expect(api.get("/v1.0/a")).rejects.toThrow("unexpected status 302 (302 Found) with no body");
  });

  test("that meets nobody says which, and why", async () => {
    const gone = await startFakeTenant();
    await gone.stop();
    const { host } = new URL(gone.graph);
    await expect(send({ method: "GET", url: `${gone.graph}/v1.0/a?token=s3cret` }, fetch)).rejects.toThrow(
      `GET http://${host}/graph/v1.0/a: connect ECONNREFUSED ${host}`,
    );
  });

  test("a refusal that one call knows to pass is tried again on that call", async () => {
    fake.script({ "POST /v1.0/a": [refusal(404), { id: "1" }] });
    expect(await api.post("/v1.0/a", { body: {}, retryOn: ({ status }) => status === 404 })).toEqual({ id: "1" });
  });

  test("work under one key is done one by one, also after a failure", async () => {
    const order: string[] = [];
    const work = (name: string) => async () => {
      order.push(`${name} begins`);
      await new Promise((done) => setImmediate(done));
      order.push(`${name} ends`);
      if (name === "a") throw new Error("a failed");
    };
    const results = await Promise.allSettled([api.withLock("app", work("a")), api.withLock("app", work("b"))]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
    expect(order).toEqual(["a begins", "a ends", "b begins", "b ends"]);
  });
});
