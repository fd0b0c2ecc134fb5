/** Who may call what: access tokens and the permissions they carry. */
import { generateKeyPair, SignJWT } from "jose";
import { beforeEach, describe, expect, it } from "vitest";
import { deployerSecret, graphScope, origin, type Sandbox, sandbox } from "./sandbox.ts";

const deployerClient = "22222222-2222-2222-2222-222222222222";
const applicationsPath = "/graph/v1.0/applications";

let tenant: Sandbox;
beforeEach(async () => {
  tenant = await sandbox();
});

async function refused(path: string, token?: string, method = "GET", body?: unknown) {
  const answer = await tenant.send(method, path, body, token);
  return [answer.status, answer.body?.error?.code, answer.body?.error?.message];
}

describe("Graph refuses", () => {
  it("a request without a token", async () => {
    expect(await refused(applicationsPath)).toEqual([401, "InvalidAuthenticationToken", "Access token is empty."]);
  });

  it("a token that somebody else signed", async () => {
    const { privateKey } = await generateKeyPair("RS256");
    const forged = await new SignJWT({ oid: "33333333-3333-3333-3333-333333333333", roles: ["Directory.Read.All"] })
      .setProtectedHeader({ alg: "RS256" })
      .setAudience(`${origin}/graph`)
      .setExpirationTime(new Date("2027-01-01T00:00:00Z"))
      .sign(privateKey);
    const message = "Access token validation failure. Invalid signature.";
    expect(await refused(applicationsPath, forged)).toEqual([401, "InvalidAuthenticationToken", message]);
  });

  it("a token after its 3599 seconds", async () => {
    const token = await tenant.token(deployerClient, deployerSecret);
    tenant.at("2026-01-01T00:59:58Z");
    expect((await tenant.send("GET", applicationsPath, undefined, token)).status).toBe(200);
    tenant.at("2026-01-01T01:00:00Z");
    const message = "Lifetime validation failed, the token is expired.";
    expect(await refused(applicationsPath, token)).toEqual([401, "InvalidAuthenticationToken", message]);
  });

  it("a token for Azure Resource Manager", async () => {
    const token = await tenant.token(deployerClient, deployerSecret, `${origin}/arm/.default`);
    const message = "Access token validation failure. Invalid audience.";
    expect(await refused(applicationsPath, token)).toEqual([401, "InvalidAuthenticationToken", message]);
  });

  it("a caller without the permission", async () => {
    tenant = await sandbox({ permissions: ["Mail.Read"] });
    const token = await tenant.token(deployerClient, deployerSecret);
    const denied = [403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation."];
    expect(await refused(applicationsPath, token)).toEqual(denied);
    expect(await refused(applicationsPath, token, "POST", { displayName: "a" })).toEqual(denied);
  });

  it("with Application.ReadWrite.OwnedBy, to change what others own", async () => {
    const deployer = [...tenant.tenant.directory.applications.values()][0];
    const token = await tenant.token(deployerClient, deployerSecret);
    const path = `${applicationsPath}/${deployer?.entity.id}`;
    expect((await tenant.send("GET", path, undefined, token)).status).toBe(200);
    for (const [method, address, body] of [
      ["PATCH", path, { notes: "n" }],
      ["DELETE", path, undefined],
      ["POST", `${path}/addPassword`, {}],
    ] as const) {
      expect((await refused(address, token, method, body))[0]).toBe(403);
    }
  });

  it("consent without AppRoleAssignment.ReadWrite.All and DelegatedPermissionGrant.ReadWrite.All", async () => {
    tenant = await sandbox({ permissions: ["Application.ReadWrite.All"] });
    const token = await tenant.token(deployerClient, deployerSecret);
    const graph = [...tenant.tenant.directory.servicePrincipals.values()].find(
      ({ entity }) => entity.appId === "00000003-0000-0000-c000-000000000000",
    )?.entity.id;
    const assignment = { appRoleId: graph, principalId: graph, resourceId: graph };
    const path = `/graph/v1.0/servicePrincipals/${graph}/appRoleAssignedTo`;
    expect((await refused(path, token, "POST", assignment))[0]).toBe(403);
    const grant = { clientId: graph, consentType: "AllPrincipals", resourceId: graph, scope: "" };
    expect((await refused("/graph/v1.0/oauth2PermissionGrants", token, "POST", grant))[0]).toBe(403);
  });

  it("directory roles without RoleManagement.ReadWrite.Directory", async () => {
    tenant = await sandbox({ permissions: ["Directory.Read.All"] });
    const token = await tenant.token(deployerClient, deployerSecret);
    const roles = "/graph/v1.0/roleManagement/directory/roleAssignments";
    expect((await tenant.send("GET", roles, undefined, token)).status).toBe(200);
    expect((await refused(roles, token, "POST", {}))[0]).toBe(403);
  });
});

describe("what is not simulated", () => {
  it.each([
    ["GET", "/v1.0/devices", "GET /graph/v1.0/devices"],
    ["GET", "/v1.0/applications?$expand=owners", "the query option $expand on /graph/v1.0/applications"],
  ])("is named and answered with 501, which no client repeats: %s %s", async (method, path, what) => {
    const { status, body } = await tenant.graph(method, path);
    expect([status, body.error.message]).toEqual([501, `The simulated tenant does not know ${what}.`]);
  });

  it("includes other addresses of the sign-in service", async () => {
    const { status, body } = await tenant.send("POST", `/${tenant.tenant.id}/oauth2/v2.0/devicecode`, {});
    expect([status, body.error.code]).toEqual([501, "NotImplemented"]);
  });
});

describe("the access token", () => {
  it("carries oid, tid, appid, one audience and the roles that were consented to", async () => {
    const permissions = ["Application.ReadWrite.OwnedBy", "AppRoleAssignment.ReadWrite.All"];
    const token = await (await sandbox({ permissions })).token(deployerClient, deployerSecret, graphScope);
    const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    expect(claims).toMatchObject({
      aud: "http://simulator.test/graph",
      oid: "33333333-3333-3333-3333-333333333333",
      tid: "11111111-1111-1111-1111-111111111111",
      appid: "22222222-2222-2222-2222-222222222222",
      exp: 1767229199,
      roles: ["AppRoleAssignment.ReadWrite.All", "Application.ReadWrite.OwnedBy"],
    });
  });
});

describe("the log", () => {
  it("records method, path, status and whether it could write; a token request writes nothing", async () => {
    await tenant.graph("POST", "/v1.0/applications", { displayName: "a" });
    await tenant.graph("GET", "/v1.0/domains");
    expect(tenant.history.map(({ method, path, status, write }) => `${method} ${path} ${status} ${write}`)).toEqual([
      "POST /11111111-1111-1111-1111-111111111111/oauth2/v2.0/token 200 false",
      "POST /graph/v1.0/applications 201 true",
      "POST /11111111-1111-1111-1111-111111111111/oauth2/v2.0/token 200 false",
      "GET /graph/v1.0/domains 200 false",
    ]);
  });
});
