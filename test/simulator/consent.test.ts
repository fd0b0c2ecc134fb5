/** Consent (Graph reference: appRoleAssignment, oAuth2PermissionGrant). */
import { beforeEach, describe, expect, it } from "vitest";
import { joinedId } from "../../simulator/directory/object-id.ts";
import { type Sandbox, sandbox } from "./sandbox.ts";

const graphAppId = "00000003-0000-0000-c000-000000000000";
const exchangeAppId = "00000002-0000-0ff1-ce00-000000000000";
const mailReadRole = "810c84a8-4a9e-49e6-bf7d-12d183f40d01";
const userReadScope = "e1fe6dd8-ba31-4d61-89e7-88639da4683d";
const userId = "44444444-4444-4444-4444-444444444444";
const nobodyId = "99999999-9999-9999-9999-999999999999";

let tenant: Sandbox;
let graph: string;
let principal: string;
beforeEach(async () => {
  tenant = await sandbox();
  graph = (await tenant.graph("GET", `/v1.0/servicePrincipals?$filter=appId eq '${graphAppId}'`)).body.value[0].id;
  const { appId } = (await tenant.graph("POST", "/v1.0/applications", { displayName: "mail" })).body;
  principal = (await tenant.graph("POST", "/v1.0/servicePrincipals", { appId })).body.id;
});

describe("appRoleAssignedTo", () => {
  const assign = (appRoleId: string, principalId = principal) =>
    tenant.graph("POST", `/v1.0/servicePrincipals/${graph}/appRoleAssignedTo`, {
      appRoleId,
      principalId,
      resourceId: graph,
    });

  it("consents to an application permission, and is seen from both ends", async () => {
    const { status, body } = await assign(mailReadRole);
    expect(status).toBe(201);
    expect(body).toEqual({
      id: body.id,
      appRoleId: mailReadRole,
      principalId: principal,
      principalDisplayName: "mail",
      principalType: "ServicePrincipal",
      resourceId: graph,
      resourceDisplayName: "Microsoft Graph",
      createdDateTime: "2026-01-01T00:00:00Z",
      deletedDateTime: null,
    });
    expect((await tenant.graph("GET", `/v1.0/servicePrincipals/${graph}/appRoleAssignedTo/${body.id}`)).body).toEqual(
      body,
    );
    const own = await tenant.graph("GET", `/v1.0/servicePrincipals/${principal}/appRoleAssignments`);
    expect(own.body.value).toEqual([body]);
  });

  it.each([
    ["an id that is none of the API's", nobodyId],
    ["a delegated scope's id", userReadScope],
    ["no role, where the API declares roles", "00000000-0000-0000-0000-000000000000"],
  ])("refuses %s", async (_what, appRoleId) => {
    const { status, body } = await assign(appRoleId);
    expect(status).toBe(400);
    expect(body.error.message).toBe(
      "Permission being assigned was not found on application '00000003-0000-0000-c000-000000000000'.",
    );
  });

  it("refuses a body that names another resource than the path", async () => {
    const path = `/v1.0/servicePrincipals?$filter=appId eq '${exchangeAppId}'`;
    const exchange = (await tenant.graph("GET", path)).body.value[0].id;
    const { status, body } = await tenant.graph("POST", `/v1.0/servicePrincipals/${graph}/appRoleAssignedTo`, {
      appRoleId: mailReadRole,
      principalId: principal,
      resourceId: exchange,
    });
    expect(status).toBe(400);
    expect(body.error.message).toMatch(
      /^Invalid value specified for property 'resourceId' of resource 'AppRoleAssignment'\./,
    );
    for (const id of [graph, exchange])
      expect(
        (await tenant.graph("GET", `/v1.0/servicePrincipals/${id}/appRoleAssignedTo`)).body.value,
      ).not.toContainEqual(expect.objectContaining({ principalId: principal }));
  });

  it("refuses a body that names another principal than the path, and assigns nothing", async () => {
    const list = `/v1.0/servicePrincipals/${principal}/appRoleAssignments`;
    const { status } = await tenant.graph("POST", list, {
      appRoleId: mailReadRole,
      principalId: graph,
      resourceId: graph,
    });
    expect(status).toBe(501);
    expect((await tenant.graph("GET", list)).body.value).toEqual([]);
    expect((await tenant.graph("GET", `/v1.0/servicePrincipals/${graph}/appRoleAssignments`)).body.value).toEqual([]);
  });

  it("refuses an application permission for a user", async () => {
    expect((await assign(mailReadRole, userId)).status).toBe(400);
  });

  it("refuses the same assignment a second time", async () => {
    await assign(mailReadRole);
    const { status, body } = await assign(mailReadRole);
    expect(status).toBe(400);
    expect(body.error.message).toBe("Permission being assigned already exists on the object");
  });

  it("refuses a principal that does not exist, without making the provider wait", async () => {
    const { status, headers } = await assign(mailReadRole, nobodyId);
    expect([status, headers.get("Retry-After")]).toEqual([404, "0"]);
  });

  it("ends once; the second time there is nothing to end", async () => {
    const { id } = (await assign(mailReadRole)).body;
    const path = `/v1.0/servicePrincipals/${graph}/appRoleAssignedTo/${id}`;
    expect((await tenant.graph("DELETE", path)).status).toBe(204);
    const again = await tenant.graph("DELETE", path);
    expect(again.status).toBe(400);
    expect(again.body.error.message).toBe("EntitlementGrant being updated or deleted is not found.");
  });
});

describe("oauth2PermissionGrants", () => {
  const grant = (more: object) =>
    tenant.graph("POST", "/v1.0/oauth2PermissionGrants", {
      clientId: principal,
      consentType: "AllPrincipals",
      resourceId: graph,
      scope: "User.Read",
      ...more,
    });

  it("consents to delegated scopes for everyone", async () => {
    const { status, body } = await grant({ scope: "openid User.Read" });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: body.id,
      clientId: principal,
      consentType: "AllPrincipals",
      principalId: null,
      resourceId: graph,
      scope: "openid User.Read",
    });
  });

  it("is one for a client, an API and everyone; scopes are added by changing it", async () => {
    const { id } = (await grant({})).body;
    const again = await grant({ scope: "openid" });
    expect([again.status, again.body.error.code]).toEqual([409, "Request_MultipleObjectsWithSameKeyValue"]);
    expect(again.body.error.message).toBe("Permission entry already exists.");
    expect((await tenant.graph("PATCH", `/v1.0/oauth2PermissionGrants/${id}`, { scope: "openid" })).status).toBe(204);
    expect((await tenant.graph("GET", `/v1.0/oauth2PermissionGrants/${id}`)).body.scope).toBe("openid");
  });

  it("may be for one user, who must exist", async () => {
    expect((await grant({ consentType: "Principal", principalId: userId })).status).toBe(201);
    expect((await grant({ consentType: "Principal", principalId: nobodyId })).status).toBe(404);
    expect((await grant({ consentType: "Principal" })).status).toBe(400);
    expect((await grant({ principalId: userId })).status).toBe(400);
  });

  it("refuses names that are no delegated scopes of the API, an application permission's among them (stricter than Graph)", async () => {
    const { status, body } = await grant({ scope: "User.Read Mail.ReadBasic.All Mail.Raed" });
    expect(status).toBe(400);
    expect(body.error.message).toBe(
      "Invalid value specified for property 'scope' of resource 'OAuth2PermissionGrant'. Microsoft Graph has no delegated scope 'Mail.ReadBasic.All', 'Mail.Raed'.",
    );
  });

  it("is taken back", async () => {
    const { id } = (await grant({})).body;
    expect((await tenant.graph("DELETE", `/v1.0/oauth2PermissionGrants/${id}`)).status).toBe(204);
    expect((await tenant.graph("DELETE", `/v1.0/oauth2PermissionGrants/${id}`)).status).toBe(404);
  });
});

describe("directory roles", () => {
  const TEAMS_ADMINISTRATOR = "69091246-20e8-4a56-aa4d-066075b2a7a8";
  const assign = (more: object = {}) =>
    tenant.graph("POST", "/v1.0/roleManagement/directory/roleAssignments", {
      directoryScopeId: "/",
      principalId: principal,
      roleDefinitionId: TEAMS_ADMINISTRATOR,
      ...more,
    });

  it("are assigned by template id, once", async () => {
    const { status, body } = await assign();
    expect(status).toBe(201);
    expect(body.id).toMatch(/^[\w-]{43}-1$/);
    expect((await assign()).status).toBe(400);
    const path = `/v1.0/roleManagement/directory/roleAssignments/${body.id}`;
    expect((await tenant.graph("DELETE", path)).status).toBe(204);
    expect((await tenant.graph("GET", path)).status).toBe(404);
  });

  it("refuse an unknown role, an unknown holder and an unknown scope", async () => {
    expect((await assign({ roleDefinitionId: nobodyId })).status).toBe(404);
    expect((await assign({ principalId: nobodyId })).status).toBe(404);
    expect((await assign({ directoryScopeId: `/${nobodyId}` })).status).toBe(404);
  });

  it("are activated once in a tenant", async () => {
    const body = { roleTemplateId: TEAMS_ADMINISTRATOR };
    expect((await tenant.graph("POST", "/v1.0/directoryRoles", body)).status).toBe(201);
    const again = await tenant.graph("POST", "/v1.0/directoryRoles", body);
    expect(again.body.error.message).toBe(
      "A conflicting object with one or more of the specified property values is present in the directory.",
    );
  });
});

describe("ids", () => {
  it("begin with the principal's GUID in .NET byte order, as base64url", () => {
    // The documented example of an appRoleAssignment: principal 33ad69f9-da99-4bed-acd0-3f24235cb296.
    expect(joinedId("33ad69f9-da99-4bed-acd0-3f24235cb296")).toBe("-WmtM5na7Uus0D8kI1yylg");
  });
});
