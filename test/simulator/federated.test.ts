/**
 * Federated assertions: another issuer's token as the client's proof, against the application's federated identity credentials
 * (https://learn.microsoft.com/entra/workload-id/workload-identity-federation). The issuer stands on this machine.
 */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type Registered, register } from "./registered.ts";
import { graphScope, type Sandbox, sandbox } from "./sandbox.ts";

let keys: Awaited<ReturnType<typeof generateKeyPair>>;
let server: Server;
let issuer: string;
beforeAll(async () => {
  keys = await generateKeyPair("RS256", { extractable: true });
  const published = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: "1", alg: "RS256", use: "sig" }] };
  server = createServer((request, response) => {
    const document = { issuer, jwks_uri: `${issuer}/keys` };
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify(request.url === "/keys" ? published : document));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((closed) => server.close(closed));
});

const subject = "repo:contoso/integrations:environment:production";
const audience = "api://AzureADTokenExchange";

let tenant: Sandbox;
let app: Registered;
beforeEach(async () => {
  tenant = await sandbox();
  app = await register(tenant, "pipeline");
});

async function trust(row: object = {}): Promise<void> {
  const credential = { name: "production", issuer, subject, audiences: [audience], ...row };
  const { status } = await tenant.graph(
    "POST",
    `/v1.0/applications/${app.id}/federatedIdentityCredentials`,
    credential,
  );
  expect(status).toBe(201);
}

/** The token endpoint's answer to the issuer's token with these claims. */
async function ask(claims: JWTPayload = {}, expires = "2026-01-01T00:10:00Z", key = keys.privateKey) {
  const proof = await new SignJWT({ iss: issuer, sub: subject, aud: audience, ...claims })
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: "1" })
    .setExpirationTime(new Date(expires))
    .sign(key);
  const { status, body } = await tenant.tokenRequest({
    client_id: app.appId,
    client_assertion: proof,
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    grant_type: "client_credentials",
    scope: graphScope,
  });
  return status === 200 ? body.access_token : [status, body.error, body.error_codes?.[0]];
}

it("buys a token where issuer, subject and audience are those of a credential", async () => {
  await trust();
  const claims = JSON.parse(Buffer.from((await ask()).split(".")[1], "base64url").toString());
  expect([claims.appid, claims.appidacr]).toEqual([app.appId, "2"]);
});

it("is refused where the application trusts nobody (AADSTS70025)", async () => {
  expect(await ask()).toEqual([401, "invalid_client", 70025]);
});

it.each([
  ["another issuer (AADSTS700211)", { iss: "http://127.0.0.1:1" }, 700211],
  ["another subject (AADSTS700213)", { sub: "repo:contoso/integrations:environment:staging" }, 700213],
  ["a subject that differs in case alone (AADSTS7002138)", { sub: subject.toUpperCase() }, 7002138],
  ["another audience (AADSTS700212)", { aud: "https://github.com/contoso" }, 700212],
])("is refused with %s", async (_name, claims, code) => {
  await trust();
  expect(await ask(claims)).toEqual([401, "invalid_client", code]);
});

it("is refused when it is old (AADSTS700024), or signed by somebody else (AADSTS700027)", async () => {
  await trust();
  expect(await ask({}, "2025-12-31T23:54:59Z")).toEqual([401, "invalid_client", 700024]);
  const other = await generateKeyPair("RS256");
  expect(await ask({}, undefined, other.privateKey)).toEqual([401, "invalid_client", 700027]);
});

it("answers for an issuer on another machine that it is not simulated", async () => {
  const elsewhere = "https://token.actions.githubusercontent.com";
  await trust({ issuer: elsewhere });
  expect((await ask({ iss: elsewhere }))[0]).toBe(501);
});
