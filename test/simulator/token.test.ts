/** The token endpoint, with Entra's AADSTS codes (Entra: "Microsoft identity platform and the OAuth 2.0 client credentials flow"). */
import { createHash, createHmac, type webcrypto, X509Certificate } from "node:crypto";
import { SignJWT } from "jose";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newKeyPair } from "./key-pair.ts";
import { deployerSecret, graphScope, type Sandbox, sandbox } from "./sandbox.ts";

const deployerClient = "22222222-2222-2222-2222-222222222222";
const tokenUrl = "http://simulator.test/11111111-1111-1111-1111-111111111111/oauth2/v2.0/token";

let tenant: Sandbox;
let application: { id: string; appId: string };
let principal: string;
let secret: string;
beforeEach(async () => {
  tenant = await sandbox();
  application = (await tenant.graph("POST", "/v1.0/applications", { displayName: "mail" })).body;
  principal = (await tenant.graph("POST", "/v1.0/servicePrincipals", { appId: application.appId })).body.id;
  const passwordCredential = { endDateTime: "2028-01-01T00:00:00Z" };
  const path = `/v1.0/applications/${application.id}/addPassword`;
  secret = (await tenant.graph("POST", path, { passwordCredential })).body.secretText;
});

function form(more: Record<string, string> = {}) {
  return {
    client_id: application.appId,
    client_secret: secret,
    grant_type: "client_credentials",
    scope: graphScope,
    ...more,
  };
}

async function refused(fields: Record<string, string>, tenantName?: string) {
  const { status, body } = await tenant.tokenRequest(fields, tenantName);
  return [status, body.error, body.error_codes?.[0]];
}

describe("a request that is not declared as a form", () => {
  it("is not read: it has no parameter", async () => {
    const path = new URL(tokenUrl).pathname;
    const { status, body } = await tenant.send("POST", path, form(), undefined, "application/json");
    expect([status, body.error_codes]).toEqual([400, [900144]]);
  });
});

describe("by client secret", () => {
  it("answers with a bearer token of 3599 seconds", async () => {
    const { status, body } = await tenant.tokenRequest(form());
    expect(status).toBe(200);
    expect({ ...body, access_token: "" }).toEqual({
      token_type: "Bearer",
      expires_in: 3599,
      ext_expires_in: 3599,
      access_token: "",
    });
  });

  it("works until the secret's end and not after it (AADSTS7000222)", async () => {
    tenant.at("2027-12-31T23:59:59Z");
    expect((await tenant.tokenRequest(form())).status).toBe(200);
    tenant.at("2028-01-01T00:00:00Z");
    expect(await refused(form())).toEqual([401, "invalid_client", 7000222]);
  });

  it("refuses a wrong secret (AADSTS7000215) without showing it", async () => {
    const { status, body } = await tenant.tokenRequest(form({ client_secret: "wrong-value" }));
    expect([status, body.error]).toEqual([401, "invalid_client"]);
    expect(body.error_description).toMatch(/^AADSTS7000215: Invalid client secret provided\. .*\r\nTrace ID: /);
    expect(body.error_description).not.toContain("wrong-value");
  });

  it("refuses a removed secret (AADSTS7000215)", async () => {
    const { keyId } = (await tenant.graph("GET", `/v1.0/applications/${application.id}`)).body.passwordCredentials[0];
    await tenant.graph("POST", `/v1.0/applications/${application.id}/removePassword`, { keyId });
    expect(await refused(form())).toEqual([401, "invalid_client", 7000215]);
  });

  it("refuses the secret of another application", async () => {
    expect(await refused(form({ client_secret: deployerSecret }))).toEqual([401, "invalid_client", 7000215]);
  });
});

describe("refuses", () => {
  it("an unknown tenant (AADSTS90002)", async () => {
    expect(await refused(form(), "99999999-9999-9999-9999-999999999999")).toEqual([400, "invalid_request", 90002]);
  });

  it("an unknown application (AADSTS700016)", async () => {
    const unknown = form({ client_id: "99999999-9999-9999-9999-999999999999" });
    expect(await refused(unknown)).toEqual([400, "unauthorized_client", 700016]);
  });

  it("an application without a principal in the tenant (AADSTS7000229)", async () => {
    await tenant.graph("DELETE", `/v1.0/servicePrincipals/${principal}`);
    expect(await refused(form())).toEqual([400, "unauthorized_client", 7000229]);
  });

  it("a suspended principal: accountEnabled false stops new tokens (AADSTS7000112)", async () => {
    await tenant.graph("PATCH", `/v1.0/servicePrincipals/${principal}`, { accountEnabled: false });
    expect(await refused(form())).toEqual([400, "unauthorized_client", 7000112]);
    await tenant.graph("PATCH", `/v1.0/servicePrincipals/${principal}`, { accountEnabled: true });
    expect((await tenant.tokenRequest(form())).status).toBe(200);
  });

  it("another grant type (AADSTS70003) and a missing one (AADSTS900144)", async () => {
    expect(await refused(form({ grant_type: "magic" }))).toEqual([400, "unsupported_grant_type", 70003]);
    expect(await refused(form({ grant_type: "" }))).toEqual([400, "invalid_request", 900144]);
  });

  it("no credential at all (AADSTS7000216)", async () => {
    expect(await refused(form({ client_secret: "" }))).toEqual([401, "invalid_client", 7000216]);
  });

  it("a scope that does not end in /.default (AADSTS1002012), and an unknown resource (AADSTS500011)", async () => {
    expect(await refused(form({ scope: "https://graph.microsoft.com/Mail.Read" }))).toEqual([
      400,
      "invalid_scope",
      1002012,
    ]);
    expect(await refused(form({ scope: "https://nowhere.example/.default" }))).toEqual([
      400,
      "invalid_resource",
      500011,
    ]);
  });
});

describe("the roles in a token", () => {
  it("are those the application was granted on that API, and none before consent", async () => {
    const rolesOf = async (scope: string) => {
      const token = await tenant.token(application.appId, secret, scope);
      return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()).roles;
    };
    expect(await rolesOf("https://graph.microsoft.com/.default")).toBeUndefined();
    const path = "/v1.0/servicePrincipals?$filter=appId eq '00000003-0000-0000-c000-000000000000'";
    const graph = (await tenant.graph("GET", path)).body.value[0].id;
    await tenant.graph("POST", `/v1.0/servicePrincipals/${graph}/appRoleAssignedTo`, {
      appRoleId: "810c84a8-4a9e-49e6-bf7d-12d183f40d01",
      principalId: principal,
      resourceId: graph,
    });
    expect(await rolesOf("https://graph.microsoft.com/.default")).toEqual(["Mail.Read"]);
    expect(await rolesOf("https://outlook.office365.com/.default")).toBeUndefined();
  });
});

describe("by certificate", () => {
  let key: webcrypto.CryptoKey;
  let der: Buffer;
  beforeAll(async () => {
    ({ privateKey: key, der } = await newKeyPair("mail"));
  });
  beforeEach(async () => {
    const credential = { type: "AsymmetricX509Cert", usage: "Verify", key: der.toString("base64") };
    const keyCredentials = [{ ...credential, endDateTime: "2027-01-01T00:00:00Z" }];
    await tenant.graph("PATCH", `/v1.0/applications/${application.id}`, { keyCredentials });
  });

  const sha1 = () => createHash("sha1").update(der).digest();
  const claims = () => ({ aud: tokenUrl, iss: application.appId, sub: application.appId, jti: "1" });
  const assertion = (header: object, body: Record<string, unknown> = claims(), expires = "2027-06-01T00:00:00Z") =>
    new SignJWT(body)
      .setProtectedHeader({ alg: "RS256", typ: "JWT", ...header })
      .setExpirationTime(new Date(expires))
      .sign(key);
  const signed = (proof: string) => ({
    client_id: application.appId,
    client_assertion: proof,
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    grant_type: "client_credentials",
    scope: graphScope,
  });

  it.each([
    ["kid, padded, as the azuread provider sends it", () => ({ kid: `${sha1().toString("base64url")}=` })],
    ["x5t, as older MSAL clients send it", () => ({ x5t: sha1().toString("base64url") })],
    ["x5t#S256", () => ({ "x5t#S256": createHash("sha256").update(der).digest("base64url") })],
  ])("finds the certificate by %s", async (_name, header) => {
    expect((await tenant.tokenRequest(signed(await assertion(header())))).status).toBe(200);
  });

  it.each(["oauth2/token", "oauth2/v2.0/token", "v2.0"])("takes the audience of v1 and of v2: %s", async (path) => {
    const kid = sha1().toString("base64url");
    const id = "11111111-1111-1111-1111-111111111111";
    for (const host of ["http://simulator.test", "https://login.microsoftonline.com"]) {
      const proof = await assertion({ kid }, { ...claims(), aud: `${host}/${id}/${path}` });
      expect((await tenant.tokenRequest(signed(proof))).status).toBe(200);
    }
    const another = await assertion({ kid }, { ...claims(), aud: `https://login.microsoftonline.com/common/${path}` });
    expect(await refused(signed(another))).toEqual([401, "invalid_client", 700023]);
  });

  it("refuses the portal's hex in x5t: its bytes are another thumbprint, which the answer names (AADSTS700027)", async () => {
    for (const hex of [sha1().toString("hex"), sha1().toString("hex").toUpperCase()]) {
      const { status, body } = await tenant.tokenRequest(signed(await assertion({ x5t: hex })));
      expect([status, body.error, body.error_codes]).toEqual([401, "invalid_client", [700027]]);
      const read = Buffer.from(hex, "base64url").toString("hex").toUpperCase();
      expect(body.error_description).toContain(`Thumbprint of key used by client: '${read}'`);
    }
    const ofHexText = await assertion({ x5t: Buffer.from(sha1().toString("hex")).toString("base64") });
    expect(await refused(signed(ofHexText))).toEqual([401, "invalid_client", 700027]);
  });

  it("refuses a header that names no thumbprint (AADSTS50027)", async () => {
    const { status, body } = await tenant.tokenRequest(signed(await assertion({})));
    expect([status, body.error_codes]).toEqual([401, [50027]]);
    expect(body.error_description).toMatch(
      /^AADSTS50027: Invalid JWT token\. No certificate thumbprint specified in token header\.\r\n/,
    );
  });

  it.each(["none", "HS256"])("refuses an assertion that anybody could make: alg %s (AADSTS700027)", async (alg) => {
    const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const head = encoded({ alg, typ: "JWT", x5t: sha1().toString("base64url") });
    const body = encoded({ ...claims(), exp: 1_800_000_000 });
    const mac = createHmac("sha256", new X509Certificate(der).publicKey.export({ type: "spki", format: "pem" }));
    const signature = alg === "none" ? "" : mac.update(`${head}.${body}`).digest("base64url");
    expect(await refused(signed(`${head}.${body}.${signature}`))).toEqual([401, "invalid_client", 700027]);
  });

  it("refuses a certificate that is not registered (AADSTS700027)", async () => {
    const other = await assertion({ kid: "AAAAAAAAAAAAAAAAAAAAAAAAAAA" });
    expect(await refused(signed(other))).toEqual([401, "invalid_client", 700027]);
  });

  it("refuses a signature of another key (AADSTS700027)", async () => {
    const own = await assertion({ kid: sha1().toString("base64url") });
    const foreign = `${own.slice(0, -8)}AAAAAAAA`;
    expect(await refused(signed(foreign))).toEqual([401, "invalid_client", 700027]);
  });

  it("takes it until the credential's end, and refuses it from then on, though the certificate lives on (AADSTS1000502)", async () => {
    const proof = await assertion({ kid: sha1().toString("base64url") });
    tenant.at("2026-12-31T23:59:59Z");
    expect((await tenant.tokenRequest(signed(proof))).status).toBe(200);
    tenant.at("2027-01-01T00:00:00Z");
    expect(await refused(signed(proof))).toEqual([401, "invalid_client", 1000502]);
  });

  // A client sets an assertion's times itself: MSAL ten minutes, the azuread provider an hour. Only they count, with the
  // five minutes that clocks may differ by.
  it.each([
    ["50 minutes old, good for an hour", "10:00", "11:00", "10:50", 200],
    ["50 minutes old, good for ten minutes", "10:00", "10:10", "10:50", 700024],
    ["ended four minutes ago", "10:00", "10:10", "10:14", 200],
    ["ended six minutes ago", "10:00", "10:10", "10:16", 700024],
    ["good in four minutes", "10:00", "11:00", "09:56", 200],
    ["good in six minutes", "10:00", "11:00", "09:54", 700024],
  ])("an assertion %s", async (_, from, until, now, answer) => {
    const at = (time: string) => `2026-06-01T${time}:00Z`;
    const nbf = Date.parse(at(from)) / 1000;
    const proof = await assertion({ kid: sha1().toString("base64url") }, { ...claims(), nbf }, at(until));
    tenant.at(at(now));
    const { status, body } = await tenant.tokenRequest(signed(proof));
    expect(status === 200 ? status : body.error_codes[0]).toBe(answer);
  });

  it("refuses an assertion without an end (AADSTS700024)", async () => {
    const proof = await new SignJWT(claims())
      .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: sha1().toString("base64url") })
      .sign(key);
    expect(await refused(signed(proof))).toEqual([401, "invalid_client", 700024]);
  });

  it("refuses an assertion out of its time (AADSTS700024), for another audience (700023) or client (700021)", async () => {
    const kid = sha1().toString("base64url");
    const late = await assertion({ kid }, claims(), "2025-12-31T00:00:00Z");
    expect(await refused(signed(late))).toEqual([401, "invalid_client", 700024]);
    const elsewhere = await assertion({ kid }, { ...claims(), aud: "https://elsewhere.example" });
    expect(await refused(signed(elsewhere))).toEqual([401, "invalid_client", 700023]);
    const another = await assertion({ kid }, { ...claims(), sub: deployerClient });
    expect(await refused(signed(another))).toEqual([401, "invalid_client", 700021]);
  });
});
