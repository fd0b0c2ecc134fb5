/** Requests of somebody who means harm: each gets Graph's or Entra's error, changes nothing, and the next one is answered. */
import { createHmac, createPublicKey } from "node:crypto";
import { SignJWT } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { newSigningKeys } from "../../simulator/token/signing.ts";
import { deployerSecret, origin, type Sandbox, sandbox } from "./sandbox.ts";

const deployer = "22222222-2222-2222-2222-222222222222";
const tenantId = "11111111-1111-1111-1111-111111111111";

let tenant: Sandbox;
let token: string;
beforeAll(async () => {
  tenant = await sandbox();
  token = await tenant.token(deployer, deployerSecret);
});

/** Everything that the tenant holds, to compare. */
function held(): string {
  return JSON.stringify(Object.entries(tenant.tenant.directory).map(([name, rows]) => [name, [...rows]]));
}

async function graph(body: string, contentType = "application/json", path = "/graph/v1.0/applications") {
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": contentType };
  const response = await tenant.fetch(new Request(`${origin}${path}`, { method: "POST", headers, body }));
  const answer = (await response.json()) as { error?: { code?: string } };
  return { status: response.status, code: answer.error?.code };
}

/** The parts of a token as JSON. */
function parts(): { readonly header: object; readonly claims: Record<string, unknown> } {
  const [header = "", claims = ""] = token.split(".");
  const read = (text: string) => JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  return { header: read(header), claims: read(claims) };
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

async function publicKeyPem(): Promise<string> {
  const response = await tenant.fetch(new Request(`${origin}/common/discovery/v2.0/keys`));
  const { keys } = (await response.json()) as { keys: readonly object[] };
  return createPublicKey({ key: keys[0] as never, format: "jwk" })
    .export({ type: "spki", format: "pem" })
    .toString();
}

describe("a body", () => {
  test.each([
    ["that is no JSON", "{"],
    ["that is empty", ""],
    ["that is null", "null"],
    ["that is a list", "[]"],
    ["that is text", '"displayName"'],
    ["with NUL", "\u0000"],
    ["of another encoding", Buffer.from('{"displayName":"x"}', "utf16le").toString("latin1")],
    ["with __proto__", '{"displayName":"x","__proto__":{"appId":"y"}}'],
    ["with constructor", '{"displayName":"x","constructor":{"prototype":{}}}'],
    ["that nests 100,000 deep", `{"displayName":${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
    ["that nests 100,000 objects", `${'{"web":'.repeat(100_000)}1${"}".repeat(100_000)}`],
    ["of 10 MB", JSON.stringify({ displayName: "x".repeat(10_000_000) })],
    ["of a wrong type", '{"displayName":{"toString":"x"}}'],
    ["that names what Graph sets", '{"displayName":"x","appId":"00000003-0000-0000-c000-000000000000"}'],
  ])("%s is a bad request, and nothing is stored", async (_, body) => {
    const before = held();
    const { status, code } = await graph(body);
    expect(status).toBe(400);
    expect(code).toMatch(/^(Request_BadRequest|BadRequest|InvalidValue|Request_InvalidValue|UnableToDeserialize\w*)$/);
    expect(held()).toBe(before);
  });

  test("of another content type is a bad request", async () => {
    const before = held();
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/json2", ""])
      expect((await graph('{"displayName":"x"}', type)).status).toBe(400);
    expect(held()).toBe(before);
  });
});

describe("an address", () => {
  test.each([
    "/graph/v1.0/applications/../../../../etc/passwd",
    "/graph/v1.0/applications/%2e%2e%2f%2e%2e%2fdirectory.json",
    "/graph/v1.0/applications/%00",
    "/graph/v1.0/applications/__proto__",
    "/graph/v1.0/applications/constructor",
    `/graph/v1.0/applications?$filter=${"(".repeat(20_000)}`,
    "/graph/v1.0/applications?$filter=displayName%20eq%20'",
    "/graph/v1.0/applications?$select=__proto__",
    "/graph/v1.0/applications?$top=99999999999999999999",
    "/graph/v1.0/applications?$top=-1",
  ])("%# is refused as Graph refuses it, and nothing is stored", async (path) => {
    const before = held();
    const response = await tenant.fetch(
      new Request(`${origin}${path}`, { headers: { Authorization: `Bearer ${token}` } }),
    );
    // An address that leads out of Graph is not simulated, which it says itself (501).
    expect([400, 404, 501]).toContain(response.status);
    expect(await response.json()).toHaveProperty("error.code");
    expect(held()).toBe(before);
  });
});

describe("a token", () => {
  const forged: Readonly<Record<string, () => string | Promise<string>>> = {
    "of alg none": () => `${encoded({ ...parts().header, alg: "none" })}.${encoded(parts().claims)}.`,
    "of alg None with its old signature": () =>
      `${encoded({ ...parts().header, alg: "None" })}.${token.split(".").slice(1).join(".")}`,
    "signed by HS256 with the public key": async () => {
      const signed = `${encoded({ ...parts().header, alg: "HS256" })}.${encoded(parts().claims)}`;
      return `${signed}.${createHmac("sha256", await publicKeyPem())
        .update(signed)
        .digest("base64url")}`;
    },
    "without a signature": () => `${token.split(".").slice(0, 2).join(".")}.`,
    "with other claims": () =>
      `${token.split(".")[0]}.${encoded({ ...parts().claims, roles: ["RoleManagement.ReadWrite.Directory"] })}.${token.split(".")[2]}`,
    "of another key with our key's id": async () =>
      new SignJWT(parts().claims)
        .setProtectedHeader({ ...parts().header, alg: "RS256" })
        .sign((await newSigningKeys()).privateKey),
    "with a critical header": () =>
      `${encoded({ ...parts().header, crit: ["exp"], exp: 1 })}.${token.split(".").slice(1).join(".")}`,
    "that brings its own key": () =>
      `${encoded({ ...parts().header, jwk: { kty: "oct", k: "AA" }, jku: "http://127.0.0.1/keys" })}.${token.split(".").slice(1).join(".")}`,
    "of two parts": () => token.split(".").slice(0, 2).join("."),
    "of a megabyte": () => "a".repeat(1_000_000),
    "of NUL": () => "%00",
  };

  test.each(Object.keys(forged))("%s opens nothing: 401, in Graph's words", async (name) => {
    const before = held();
    const made = await forged[name]?.();
    const answer = await tenant.send("POST", "/graph/v1.0/applications", { displayName: "x" }, made);
    expect([answer.status, answer.body.error.code]).toEqual([401, "InvalidAuthenticationToken"]);
    expect(held()).toBe(before);
  });
});

describe("a token request", () => {
  test.each([
    ["an unknown tenant", "99999999-9999-4999-8999-999999999999", 90002],
    ["a tenant that is no name", "..%2f..%2fetc", 900023],
    ["a tenant of NUL", "%00", 900023],
  ])("for %s is refused by Entra's code", async (_, name, code) => {
    const form = {
      client_id: deployer,
      client_secret: deployerSecret,
      grant_type: "client_credentials",
      scope: "x/.default",
    };
    const { status, body } = await tenant.tokenRequest(form, name);
    expect(status).toBe(400);
    expect(body.error_codes).toEqual([code]);
  });

  test.each([
    ["a secret of 10 MB", { client_secret: "x".repeat(10_000_000) }],
    ["a client of __proto__", { client_id: "__proto__", client_secret: deployerSecret }],
    [
      "an assertion of nonsense",
      { client_assertion: "x.y.z", client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" },
    ],
    ["a grant of constructor", { client_secret: deployerSecret, grant_type: "constructor" }],
  ])("with %s is refused, and the sandbox goes on", async (_, more) => {
    const before = held();
    const form: Record<string, string> = {
      client_id: deployer,
      grant_type: "client_credentials",
      scope: `${origin}/graph/.default`,
      ...more,
    };
    const { status, body } = await tenant.tokenRequest(form, tenantId);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(body.error_description).toMatch(/^AADSTS\d+/);
    expect(held()).toBe(before);
    expect(await tenant.token(deployer, deployerSecret)).toMatch(/^eyJ/);
  });
});
