/** Which tenant an address names, which methods it takes, and how a client's id and secret may come. */
import { beforeEach, describe, expect, it } from "vitest";
import { deployerSecret, graphScope, type Sandbox, sandbox } from "./sandbox.ts";

const deployer = "22222222-2222-2222-2222-222222222222";
const id = "11111111-1111-1111-1111-111111111111";
const v2 = `/${id}/oauth2/v2.0/token`;
const v1 = `/${id}/oauth2/token`;

let tenant: Sandbox;
beforeEach(async () => {
  tenant = await sandbox();
});

const form = (more: Record<string, string> = {}) => ({
  client_id: deployer,
  client_secret: deployerSecret,
  grant_type: "client_credentials",
  scope: graphScope,
  ...more,
});

async function refused(fields: Record<string, string>, named: string) {
  const { status, body } = await tenant.tokenRequest(fields, named);
  return [status, body.error, body.error_codes[0], body.error_description.split("\r\n")[0]];
}

function claimsOf(token: string) {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
}

describe("a token request for the application itself", () => {
  it.each([id, id.toUpperCase(), "contoso.onmicrosoft.com", "Contoso.onmicrosoft.com"])(
    "is answered at %s",
    async (named) => {
      expect((await tenant.tokenRequest(form(), named)).status).toBe(200);
    },
  );

  it.each(["common", "organizations", "consumers"])(
    "says at %s whose directory it means: nobody's (AADSTS50059)",
    async (named) => {
      const text =
        "AADSTS50059: No tenant-identifying information found in either the request or implied by any provided credentials.";
      expect(await refused(form(), named)).toEqual([400, "invalid_request", 50059, text]);
    },
  );

  it("is refused at common for an api:// scope as a tenant of that name (AADSTS900023)", async () => {
    const scope = `api://${deployer}/.default`;
    expect((await refused(form({ scope }), "common"))[2]).toBe(900023);
  });

  it.each(["authorize", "undefined", "{{tenantid}}", "11111111-1111-1111-1111-11111111111", "<tenant-id>"])(
    "is refused where the path holds %s, which can name no tenant (AADSTS900023)",
    async (named) => {
      const { status, body } = await tenant.tokenRequest(form(), encodeURIComponent(named));
      expect([status, body.error_codes]).toEqual([400, [900023]]);
      expect(body.error_description).toMatch(
        `AADSTS900023: Specified tenant identifier '${named}' is neither a valid DNS name, nor a valid external domain.\r\n`,
      );
    },
  );

  it.each(["99999999-9999-9999-9999-999999999999", "fabrikam.onmicrosoft.com", "login.example"])(
    "is refused where another tenant is named: %s (AADSTS90002)",
    async (named) => {
      expect((await refused(form(), named)).slice(0, 3)).toEqual([400, "invalid_request", 90002]);
    },
  );
});

describe("the token endpoint", () => {
  it.each(["GET", "PUT", "DELETE"])("refuses %s, of both versions (AADSTS900561)", async (method) => {
    for (const path of [v2, v1]) {
      const { status, body } = await tenant.send(method, path);
      expect([status, body.error_codes]).toEqual([400, [900561]]);
      expect(body.error_description).toMatch(
        `AADSTS900561: The endpoint only accepts POST, OPTIONS requests. Received a ${method} request.\r\n`,
      );
    }
  });

  it("names Entra's page of the code, and is never kept by a cache", async () => {
    const { body, headers } = await tenant.tokenRequest(form({ client_secret: "wrong" }));
    expect(body.error_uri).toBe("https://login.microsoftonline.com/error?code=7000215");
    expect(headers.get("cache-control")).toBe("no-store, no-cache");
  });
});

describe("version 1", () => {
  it("asks by resource and answers in texts, with the time it ends", async () => {
    const { scope: _, ...rest } = form({ resource: "https://graph.microsoft.com" });
    const { status, body } = await tenant.post(v1, rest);
    expect(status).toBe(200);
    expect({ ...body, access_token: "" }).toEqual({
      token_type: "Bearer",
      expires_in: "3599",
      ext_expires_in: "3599",
      expires_on: "1767229199",
      not_before: "1767225600",
      resource: "https://graph.microsoft.com",
      access_token: "",
    });
    expect(claimsOf(body.access_token).roles).toContain("Application.ReadWrite.OwnedBy");
  });

  it("does not read a scope (AADSTS900144: resource)", async () => {
    const { body } = await tenant.post(v1, form());
    expect(body.error_description).toMatch(
      /^AADSTS900144: The request body must contain the following parameter: 'resource'\./,
    );
  });
});

describe("an HTTP Basic header", () => {
  const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  const bare = { grant_type: "client_credentials", scope: graphScope };
  const encoded = encodeURIComponent(deployerSecret).replaceAll("%20", "+");

  it("proves the client; both halves are form-encoded before they are joined (RFC 6749 2.3.1)", async () => {
    expect((await tenant.post(v2, bare, { Authorization: basic(deployer, encoded) })).status).toBe(200);
    expect(
      (await tenant.post(v2, form({ client_secret: "" }), { Authorization: basic(deployer, encoded) })).status,
    ).toBe(200);
  });

  it("with a wrong secret is refused as in the body (AADSTS7000215)", async () => {
    const { status, body } = await tenant.post(v2, bare, { Authorization: basic(deployer, "wrong") });
    expect([status, body.error_codes]).toEqual([401, [7000215]]);
  });

  it.each([
    ["that names another client than the body", basic("99999999-9999-9999-9999-999999999999", encoded), form()],
    ["without a colon", `Basic ${Buffer.from("no colon").toString("base64")}`, bare],
    ["with a broken escape", basic(deployer, "%zz"), bare],
  ])("%s is refused (AADSTS90013)", async (_, header, fields) => {
    const { status, body } = await tenant.post(v2, fields, { Authorization: header });
    expect([status, body.error_codes]).toEqual([400, [90013]]);
  });
});

describe("the API of a scope", () => {
  const audience = async (scope: string) => claimsOf(await tenant.token(deployer, deployerSecret, scope)).aud;

  it.each([
    "https://graph.microsoft.com",
    "https://outlook.office365.com",
    "https://outlook.office.com",
    "https://contoso.sharepoint.com",
    "https://contoso-admin.sharepoint.com",
    "https://contoso-my.sharepoint.com",
    "https://management.azure.com",
    "https://vault.azure.net",
    "https://manage.office.com",
    "00000003-0000-0000-c000-000000000000",
  ])("%s is known, with and without a slash before .default", async (name) => {
    expect(await audience(`${name}/.default`)).toBe(name);
    expect(await audience(`${name}//.default`)).toBe(name);
  });

  it.each([
    "https://fabrikam.sharepoint.com",
    "https://{tenant}.sharepoint.com",
    "https://example.com",
    "http://graph.microsoft.com",
  ])("%s is none of this tenant (AADSTS500011)", async (name) => {
    const { status, body } = await tenant.tokenRequest(form({ scope: `${name}/.default` }));
    expect([status, body.error, body.error_codes]).toEqual([400, "invalid_resource", [500011]]);
    expect(body.error_description).toMatch(`The resource principal named ${name} was not found in the tenant named`);
  });

  it("without its principal in the tenant is refused (AADSTS500011), switched off as well (AADSTS500014)", async () => {
    const { servicePrincipals } = tenant.tenant.directory;
    const exchange = [...servicePrincipals.values()].find(({ entity }) =>
      entity.appId.startsWith("00000002-0000-0ff1"),
    );
    if (!exchange) throw new Error("no Exchange Online");
    const scope = "https://outlook.office.com/.default";
    servicePrincipals.set(exchange.entity.id, { ...exchange, entity: { ...exchange.entity, accountEnabled: false } });
    expect((await refused(form({ scope }), id))[2]).toBe(500014);
    servicePrincipals.delete(exchange.entity.id);
    expect((await refused(form({ scope }), id))[2]).toBe(500011);
  });

  it.each([
    ["two APIs", "https://graph.microsoft.com/.default https://outlook.office.com/.default", 28000],
    ["something after .default", "https://graph.microsoft.com/.default offline_access", 1002012],
    ["a permission", "https://graph.microsoft.com/Mail.Read", 1002012],
    ["an API alone", "https://graph.microsoft.com", 1002012],
  ])("is refused with %s", async (_, scope, code) => {
    expect((await refused(form({ scope }), id)).slice(1, 3)).toEqual(["invalid_scope", code]);
  });
});
