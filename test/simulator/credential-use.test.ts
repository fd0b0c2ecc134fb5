/** Graph beta's report on when each credential last bought a token, with its lag. */
import { beforeEach, describe, expect, test } from "vitest";
import { neededPermissions } from "../../simulator/directory/seed.ts";
import { keyCredential, newKeyPair, signedBy } from "./key-pair.ts";
import { type Registered, register } from "./registered.ts";
import { graphScope, origin, type Sandbox, sandbox } from "./sandbox.ts";

const report = "/beta/reports/appCredentialSignInActivities";
const tokenPath = "/11111111-1111-1111-1111-111111111111/oauth2/v2.0/token";

let tenant: Sandbox;
let app: Registered;
beforeEach(async () => {
  tenant = await sandbox({ permissions: [...neededPermissions, "AuditLog.Read.All"] });
  app = await register(tenant, "vendor");
});

async function rows(filter = `$filter=appId eq '${app.appId}'`) {
  return (await tenant.graph("GET", `${report}?${filter}`)).body.value;
}

describe("appCredentialSignInActivities", () => {
  test("tells a sign-in by a secret a day later, with key, API and time", async () => {
    await tenant.token(app.appId, app.secret);
    tenant.at("2026-01-01T23:59:59Z");
    expect(await rows()).toEqual([]);
    tenant.at("2026-01-02T00:00:00Z");
    expect(await rows()).toMatchObject([
      {
        appId: app.appId,
        keyType: "clientSecret",
        resourceId: "00000003-0000-0000-c000-000000000000",
        signInActivity: { lastSignInDateTime: "2026-01-01T00:00:00Z" },
      },
    ]);
  });

  test("tells the last one that has come in, while a newer one is on its way", async () => {
    await tenant.token(app.appId, app.secret);
    tenant.at("2026-01-01T12:00:00Z");
    await tenant.token(app.appId, app.secret);
    tenant.at("2026-01-02T11:00:00Z");
    expect((await rows())[0].signInActivity.lastSignInDateTime).toBe("2026-01-01T00:00:00Z");
    tenant.at("2026-01-02T12:00:00Z");
    expect((await rows())[0].signInActivity.lastSignInDateTime).toBe("2026-01-01T12:00:00Z");
  });

  test("tells a certificate's, and nothing of a refused sign-in", async () => {
    const key = await newKeyPair("vendor");
    await tenant.graph("PATCH", `/v1.0/applications/${app.id}`, { keyCredentials: [keyCredential(key)] });
    const form = { grant_type: "client_credentials", client_id: app.appId };
    const wrong = await tenant.tokenRequest({ ...form, client_secret: app.secret, scope: "api://nobody/.default" });
    expect(wrong.status).toBe(400);
    const proof = await signedBy(key, app.appId, `${origin}${tokenPath}`);
    expect((await tenant.tokenRequest({ ...form, ...proof, scope: graphScope })).status).toBe(200);
    tenant.at("2026-01-03T00:00:00Z");
    expect((await rows()).map(({ keyType }: { keyType: string }) => keyType)).toEqual(["certificate"]);
  });

  test("is beta's alone, and takes AuditLog.Read.All", async () => {
    expect((await tenant.graph("GET", report.replace("beta", "v1.0"))).status).toBe(501);
    const plain = await sandbox();
    expect((await plain.graph("GET", report)).body.error.code).toBe("Authorization_RequestDenied");
  });

  test("is no change of the tenant: a token request goes into the history without one", async () => {
    await tenant.token(app.appId, app.secret);
    expect(tenant.history.at(-1)).toMatchObject({ path: tokenPath, write: false, changes: [] });
  });
});
