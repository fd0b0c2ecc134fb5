/** What a standard client reads before it signs anybody in: OpenID configuration and keys. */
import { createLocalJWKSet, jwtVerify } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { deployerSecret, origin, type Sandbox, sandbox } from "./sandbox.ts";

const deployer = "22222222-2222-2222-2222-222222222222";
const id = "11111111-1111-1111-1111-111111111111";

let tenant: Sandbox;
beforeAll(async () => {
  tenant = await sandbox();
});

describe("the OpenID configuration", () => {
  it.each([id, "contoso.onmicrosoft.com"])("of version 2 at %s leads to the tenant by its id", async (named) => {
    const { body } = await tenant.send("GET", `/${named}/v2.0/.well-known/openid-configuration`);
    expect(body).toMatchObject({
      issuer: `${origin}/${id}/v2.0`,
      token_endpoint: `${origin}/${id}/oauth2/v2.0/token`,
      authorization_endpoint: `${origin}/${id}/oauth2/v2.0/authorize`,
      jwks_uri: `${origin}/${id}/discovery/v2.0/keys`,
      id_token_signing_alg_values_supported: ["RS256"],
      subject_types_supported: ["pairwise"],
    });
  });

  it("of version 1 has the issuer of version 1 tokens", async () => {
    const { body } = await tenant.send("GET", `/${id}/.well-known/openid-configuration`);
    expect([body.issuer, body.token_endpoint]).toEqual([
      `https://sts.windows.net/${id}/`,
      `${origin}/${id}/oauth2/token`,
    ]);
  });

  it.each(["common", "organizations"])("at %s leaves a place for the tenant in the issuer", async (named) => {
    const { body } = await tenant.send("GET", `/${named}/v2.0/.well-known/openid-configuration`);
    expect([body.issuer, body.token_endpoint]).toEqual([
      `${origin}/{tenantid}/v2.0`,
      `${origin}/${named}/oauth2/v2.0/token`,
    ]);
  });

  it("of a tenant that does not exist is refused", async () => {
    const { status, body } = await tenant.send("GET", "/fabrikam.example/v2.0/.well-known/openid-configuration");
    expect([status, body.error_codes]).toEqual([400, [90002]]);
  });
});

describe("the keys", () => {
  it("verify a token by its kid, and hold no private part", async () => {
    const token = await tenant.token(deployer, deployerSecret);
    const { body } = await tenant.send("GET", `/${id}/discovery/v2.0/keys`);
    const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(body), {
      currentDate: new Date("2026-01-01T00:00:00Z"),
      issuer: `https://sts.windows.net/${id}/`,
      audience: `${origin}/graph`,
    });
    expect([protectedHeader.alg, payload.appid, payload.appidacr]).toEqual(["RS256", deployer, "1"]);
    expect(Object.keys(body.keys[0]).sort()).toEqual(["e", "issuer", "kid", "kty", "n", "use", "x5t"]);
  });

  it("are the same for both versions and for common", async () => {
    const at = async (path: string) => (await tenant.send("GET", path)).body;
    const keys = await at(`/${id}/discovery/v2.0/keys`);
    expect(await at(`/${id}/discovery/keys`)).toEqual(keys);
    expect(await at("/common/discovery/v2.0/keys")).toEqual(keys);
  });
});

describe("instance discovery", () => {
  it("tells Microsoft's libraries that this host is a cloud of its own", async () => {
    const { body } = await tenant.send("GET", "/common/discovery/instance?api-version=1.1");
    expect(body.metadata).toEqual([
      { preferred_network: "simulator.test", preferred_cache: "simulator.test", aliases: ["simulator.test"] },
    ]);
  });
});
