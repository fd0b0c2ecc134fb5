/** Service principals (Graph reference: servicePrincipal). */
import { beforeEach, describe, expect, it } from "vitest";
import { type Sandbox, sandbox } from "./sandbox.ts";

const graphAppId = "00000003-0000-0000-c000-000000000000";

let tenant: Sandbox;
let application: { id: string; appId: string };
beforeEach(async () => {
  tenant = await sandbox();
  const body = {
    displayName: "app",
    tags: ["team"],
    web: { redirectUris: ["https://a.example/cb"], homePageUrl: "https://a.example" },
  };
  application = (await tenant.graph("POST", "/v1.0/applications", body)).body;
});

describe("POST /servicePrincipals", () => {
  it("makes the application's one principal, which follows the application", async () => {
    const { appId } = application;
    const { status, body } = await tenant.graph("POST", "/v1.0/servicePrincipals", { appId, tags: ["own"] });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      appId,
      displayName: "app",
      accountEnabled: true,
      appOwnerOrganizationId: "11111111-1111-1111-1111-111111111111",
      signInAudience: "AzureADMyOrg",
      servicePrincipalType: "Application",
      servicePrincipalNames: [appId],
      replyUrls: ["https://a.example/cb"],
      homepage: "https://a.example",
      tags: ["own", "team"],
    });
    await tenant.graph("PATCH", `/v1.0/applications/${application.id}`, { displayName: "renamed" });
    expect((await tenant.graph("GET", `/v1.0/servicePrincipals/${body.id}`)).body.displayName).toBe("renamed");
  });

  it("refuses a second one for the same application", async () => {
    const { appId } = application;
    await tenant.graph("POST", "/v1.0/servicePrincipals", { appId });
    const { status, body } = await tenant.graph("POST", "/v1.0/servicePrincipals", { appId });
    expect(status).toBe(409);
    expect(body.error.code).toBe("Request_MultipleObjectsWithSameKeyValue");
    expect(body.error.message).toBe(
      `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`,
    );
  });

  it("refuses an unknown application at once: the provider repeats this one for nine minutes unless told not to wait", async () => {
    const appId = "99999999-9999-9999-9999-999999999999";
    const { status, headers, body } = await tenant.graph("POST", "/v1.0/servicePrincipals", { appId });
    expect([status, headers.get("Retry-After")]).toEqual([400, "0"]);
    expect(body.error.message).toBe(
      "The appId '99999999-9999-9999-9999-999999999999' of the service principal does not reference a valid application object.",
    );
  });
});

describe("the principal of a vendor's own multi-tenant application", () => {
  const appId = "12f6db80-0741-4a7e-b9c5-b85d737b3a31";
  const body = { appId, accountEnabled: true };

  it("is made by whoever may write all applications; the application stands in the vendor's tenant", async () => {
    const everybodys = await sandbox({ permissions: ["Application.ReadWrite.All"] });
    const made = await everybodys.graph("POST", "/v1.0/servicePrincipals", body);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      appId,
      displayName: "GitHub Enterprise Managed User (OIDC)",
      appOwnerOrganizationId: "99999999-0000-4000-8000-000000000001",
      signInAudience: "AzureADMultipleOrgs",
      servicePrincipalNames: [appId],
      replyUrls: [],
    });
    const applications = await everybodys.graph("GET", `/v1.0/applications?$filter=appId eq '${appId}'`);
    expect(applications.body.value).toEqual([]);
  });

  it("is refused to one who may write only what it owns, at once: the provider repeats this one for minutes", async () => {
    const { status, headers, body: answer } = await tenant.graph("POST", "/v1.0/servicePrincipals", body);
    expect([status, headers.get("Retry-After"), answer.error.code]).toEqual([403, "0", "Authorization_RequestDenied"]);
    expect(answer.error.message).toBe(
      "When using this permission, the backing application of the service principal being created must in the local tenant",
    );
  });

  it("is deleted and restored without an application in this tenant", async () => {
    const everybodys = await sandbox({ permissions: ["Application.ReadWrite.All"] });
    const { id } = (await everybodys.graph("POST", "/v1.0/servicePrincipals", body)).body;
    expect((await everybodys.graph("DELETE", `/v1.0/servicePrincipals/${id}`)).status).toBe(204);
    const restored = await everybodys.graph("POST", `/v1.0/directory/deletedItems/${id}/restore`);
    expect([restored.status, restored.body.appId]).toEqual([200, appId]);
  });
});

describe("Microsoft's own principals", () => {
  const found = async () =>
    (await tenant.graph("GET", `/v1.0/servicePrincipals?$filter=appId eq '${graphAppId}'`)).body.value[0];

  it("are there with their app roles and scopes", async () => {
    const graph = await found();
    expect(graph.displayName).toBe("Microsoft Graph");
    expect(graph.appOwnerOrganizationId).toBe("f8cdef31-a31e-4b4a-93e4-5f571e91255a");
    const role = graph.appRoles.find(({ value }: { value: string }) => value === "Mail.Read");
    expect(role).toMatchObject({ id: "810c84a8-4a9e-49e6-bf7d-12d183f40d01", allowedMemberTypes: ["Application"] });
    const scope = graph.oauth2PermissionScopes.find(({ value }: { value: string }) => value === "User.Read");
    expect(scope).toMatchObject({ id: "e1fe6dd8-ba31-4d61-89e7-88639da4683d", type: "User" });
  });

  it("cannot be deleted, and with OwnedBy not be changed", async () => {
    const { id } = await found();
    expect((await tenant.graph("DELETE", `/v1.0/servicePrincipals/${id}`)).status).toBe(403);
    expect((await tenant.graph("PATCH", `/v1.0/servicePrincipals/${id}`, { notes: "n" })).status).toBe(403);
  });

  it("have the same object ids in every play tenant", async () => {
    expect((await found()).id).toBe("6d8c1fbc-05b9-56b5-bba1-73ecf86a3c34");
  });
});

describe("DELETE /servicePrincipals/{id}", () => {
  it("leaves the application, for which a new one may be made", async () => {
    const { appId, id } = application;
    const principal = (await tenant.graph("POST", "/v1.0/servicePrincipals", { appId })).body.id;
    expect((await tenant.graph("DELETE", `/v1.0/servicePrincipals/${principal}`)).status).toBe(204);
    expect((await tenant.graph("GET", `/v1.0/applications/${id}`)).status).toBe(200);
    expect((await tenant.graph("POST", "/v1.0/servicePrincipals", { appId })).status).toBe(201);
    const restored = await tenant.graph("POST", `/v1.0/directory/deletedItems/${principal}/restore`);
    expect(restored.body.error.code).toBe("Request_MultipleObjectsWithSameKeyValue");
  });
});
