/** An integration signs in by Microsoft's library on the simulated tenant, with a secret and with a certificate. */

import { X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openGraph } from "../../operate/graph.ts";
import { type OwnClient, ownTokens, TokenRefusal } from "../../operate/own-token.ts";
import { signedInSandbox } from "../../operate/sign-in.ts";
import { probeHands } from "../../operate/verify/probe-hands.ts";
import { clockFrom } from "../../simulator/clock.ts";
import { type SimulatedTenant, startTenant } from "../../simulator/server.ts";
import { type KeyPair, keyCredential, newKeyPair } from "../simulator/key-pair.ts";

// Another day than this machine's: an assertion is dated by the tenant's clock.
const today = "2026-01-02T10:00:00Z";
const scope = "https://graph.microsoft.com/.default";

let folder: string;
let tenant: SimulatedTenant;
let key: KeyPair;
let clientId: string;
let secret: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "own-"));
  [tenant, key] = await Promise.all([startTenant({ folder, clock: clockFrom(today) }), newKeyPair("vendor")]);
  const { credential, services } = signedInSandbox(tenant);
  const graph = openGraph(credential, services);
  const application = await graph.post("/applications", { displayName: "Vendor" });
  clientId = String(application?.appId);
  await graph.post("/servicePrincipals", { appId: clientId });
  secret = String((await graph.post(`/applications/${application?.id}/addPassword`, {}))?.secretText);
  await graph.patch(`/applications/${application?.id}`, { keyCredentials: [keyCredential(key)] } as never);
});
afterAll(async () => {
  await tenant.close();
  rmSync(folder, { recursive: true });
});

const bySecret = (value: string): OwnClient["proof"] => ({ kind: "secret", value, from: "the vault" });
const byCertificate = ({ privatePem, der }: KeyPair): OwnClient["proof"] => ({
  kind: "certificate",
  privateKeyPem: privatePem,
  certificatePem: new X509Certificate(der).toString(),
  from: "the vault",
});

async function tokenBy(proof: OwnClient["proof"], now = new Date(today)) {
  const ask = await ownTokens(tenant, { clientId, proof }, () => now);
  return ask(scope);
}

const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());

describe("an integration's own token", () => {
  it("is got by its secret", async () => {
    expect(claimsOf(await tokenBy(bySecret(secret)))).toMatchObject({
      appid: clientId,
      tid: tenant.tenantId,
      appidacr: "1",
    });
  });

  it("is got by its certificate, whose assertion is dated by the tenant's clock", async () => {
    expect(claimsOf(await tokenBy(byCertificate(key)))).toMatchObject({ appid: clientId, appidacr: "2" });
  });

  it("is refused by a clock an hour off, which is named", async () => {
    const refusal = await tokenBy(byCertificate(key), new Date("2026-01-02T11:30:00Z")).catch(
      (error: unknown) => error,
    );
    expect(refusal).toBeInstanceOf(TokenRefusal);
    expect(refusal).toMatchObject({
      code: 700024,
      message: expect.stringMatching(
        /AADSTS700024: .*\nThis machine's clock says .* UTC\. If that is not the time, set it/s,
      ),
    });
  });

  it("is refused to a wrong secret, which is not repeated", async () => {
    const refusal = await tokenBy(bySecret("not~the~secret")).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 7000215, message: expect.not.stringContaining("not~the~secret") });
  });
});

describe("a call with it", () => {
  const hands = (graphUrl: string) =>
    probeHands(
      { ...tenant, graphUrl, mail: undefined },
      tenant.tenantId,
      { clientId, proof: bySecret(secret) },
      () => new Date(today),
    );

  it("is refused in Graph's words", async () => {
    const { token, call } = await hands(tenant.graphUrl);
    const own = await token(scope);
    expect(await call("/users?$select=id&$top=1", String(own))).toMatchObject({ kind: "answered", status: 403 });
  });

  it.each([
    ["a page of somebody else's", "<html>sign in</html>"],
    ["an object that is none of Graph's", "{}"],
  ])("whose answer is %s cannot be read", async (_, body) => {
    const server = createServer((_request, response) => response.end(body));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { call } = await hands(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    expect(await call("/organization", "token")).toEqual({
      kind: "unreadable",
      said: "200 without a body that is Graph's",
    });
    await new Promise((done) => server.close(done));
  });
});
