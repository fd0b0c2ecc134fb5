/** Applications: what Graph sets, merges and refuses (Graph reference: application; azuread provider: what it reads back). */
import { beforeEach, describe, expect, it } from "vitest";
import { replayCertificate } from "./certificate.ts";
import { deployerSecret, type Sandbox, sandbox } from "./sandbox.ts";

const userId = "44444444-4444-4444-4444-444444444444";
const deployerId = "33333333-3333-3333-3333-333333333333";
const graphAppId = "00000003-0000-0000-c000-000000000000";
const mailReadRole = "810c84a8-4a9e-49e6-bf7d-12d183f40d01";
const userReadScope = "e1fe6dd8-ba31-4d61-89e7-88639da4683d";

let tenant: Sandbox;
beforeEach(async () => {
  tenant = await sandbox();
});

async function created(body: object = {}): Promise<{ id: string; appId: string; path: string }> {
  const { body: application } = await tenant.graph("POST", "/v1.0/applications", { displayName: "app", ...body });
  return { ...application, path: `/v1.0/applications/${application.id}` };
}

async function refusal(method: string, path: string, body?: unknown) {
  const answer = await tenant.graph(method, path, body);
  return { status: answer.status, code: answer.body?.error?.code, message: answer.body?.error?.message };
}

describe("POST /applications", () => {
  it("returns the defaults that the provider dereferences: lists are never missing, texts are null", async () => {
    const { status, body } = await tenant.graph("POST", "/v1.0/applications", { displayName: "app" });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: "cd3d4eb4-85fd-495f-87e5-62af6c692c12",
      appId: "cb4aec88-9ac8-48d5-8812-a44cc47d1c10",
      createdDateTime: "2026-01-01T00:00:00Z",
      deletedDateTime: null,
      displayName: "app",
      description: null,
      notes: null,
      publisherDomain: "contoso.onmicrosoft.com",
      signInAudience: "AzureADMyOrg",
      identifierUris: [],
      tags: [],
      appRoles: [],
      api: {
        acceptMappedClaims: null,
        knownClientApplications: [],
        requestedAccessTokenVersion: null,
        oauth2PermissionScopes: [],
        preAuthorizedApplications: [],
      },
      info: { logoUrl: null, marketingUrl: null, privacyStatementUrl: null, supportUrl: null, termsOfServiceUrl: null },
      keyCredentials: [],
      passwordCredentials: [],
      requiredResourceAccess: [],
      publicClient: { redirectUris: [] },
      spa: { redirectUris: [] },
      web: {
        homePageUrl: null,
        logoutUrl: null,
        redirectUris: [],
        implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
        redirectUriSettings: [],
      },
      optionalClaims: null,
      groupMembershipClaims: null,
      disabledByMicrosoftStatus: null,
      isDeviceOnlyAuthSupported: null,
      isFallbackPublicClient: null,
      serviceManagementReference: null,
      servicePrincipalLockConfiguration: null,
      applicationTemplateId: null,
    });
  });

  it.each([
    [{}, "A value is required for property 'displayName' of resource 'Application'."],
    [{ displayName: "a", colour: "red" }, "Invalid property 'colour'."],
    [{ displayName: "a", web: { redirectUri: [] } }, "Invalid property 'web.redirectUri'."],
    [{ displayName: "a", appId: "x" }, "Property 'appId' is read-only and cannot be set."],
  ])("names the property it does not take: %j", async (body, message) => {
    expect(await refusal("POST", "/v1.0/applications", body)).toEqual({
      status: 400,
      code: "Request_BadRequest",
      message,
    });
  });

  it("makes the caller an owner beside those it binds", async () => {
    const bound = `http://simulator.test/graph/v1.0/directoryObjects/${userId}`;
    const { path } = await created({ "owners@odata.bind": [bound] });
    const { body } = await tenant.graph("GET", `${path}/owners`);
    expect(body.value.map((owner: Record<string, unknown>) => [owner["@odata.type"], owner.id])).toEqual([
      ["#microsoft.graph.servicePrincipal", deployerId],
      ["#microsoft.graph.user", userId],
    ]);
  });

  it("refuses an owner that does not exist", async () => {
    const bound = "http://simulator.test/graph/v1.0/directoryObjects/99999999-9999-9999-9999-999999999999";
    const body = { displayName: "a", "owners@odata.bind": [bound] };
    expect((await refusal("POST", "/v1.0/applications", body)).code).toBe("Request_ResourceNotFound");
  });
});

describe("PATCH /applications/{id}", () => {
  it("merges complex properties at every depth, replaces lists, and clears with null", async () => {
    const uris = ["https://a.example/1", "https://a.example/2"];
    const web = { redirectUris: uris, implicitGrantSettings: { enableIdTokenIssuance: true } };
    const { path } = await created({ notes: "n", web });
    const patch = {
      notes: null,
      web: { redirectUris: ["https://a.example/3"], implicitGrantSettings: { enableAccessTokenIssuance: true } },
    };
    expect((await tenant.graph("PATCH", path, patch)).status).toBe(204);
    const { body } = await tenant.graph("GET", path);
    expect(body.notes).toBeNull();
    expect(body.web).toEqual({
      homePageUrl: null,
      logoutUrl: null,
      redirectUris: ["https://a.example/3"],
      implicitGrantSettings: { enableAccessTokenIssuance: true, enableIdTokenIssuance: true },
      redirectUriSettings: [],
    });
  });

  it("leaves nothing half done when it is refused", async () => {
    const { path } = await created();
    const patch = { displayName: "new", web: { redirectUris: ["http://a.example"] } };
    expect((await tenant.graph("PATCH", path, patch)).status).toBe(400);
    expect((await tenant.graph("GET", path)).body.displayName).toBe("app");
  });

  it.each(["http://a.example/cb", "https://a.example/cb#part", "not a uri", `https://a.example/${"x".repeat(256)}`])(
    "refuses the web redirect URI %s",
    async (uri) => {
      const { path } = await created();
      const { code, message } = await refusal("PATCH", path, { web: { redirectUris: [uri] } });
      expect(code).toBe("Request_BadRequest");
      expect(message).toMatch(/^Invalid value specified for property 'web' of resource 'Application'\./);
    },
  );

  it("takes http on this computer as a web redirect URI", async () => {
    const { path } = await created();
    expect((await tenant.graph("PATCH", path, { web: { redirectUris: ["http://localhost:8080/cb"] } })).status).toBe(
      204,
    );
  });

  it("takes no passwords: addPassword makes them", async () => {
    const { path } = await created();
    const { message } = await refusal("PATCH", path, { passwordCredentials: [] });
    expect(message).toBe("Property 'passwordCredentials' is read-only and cannot be set.");
  });
});

describe("requiredResourceAccess", () => {
  const asking = (type: string, id: string) => ({
    requiredResourceAccess: [{ resourceAppId: graphAppId, resourceAccess: [{ id, type }] }],
  });

  it("takes an app role as Role and a delegated scope as Scope", async () => {
    const { path } = await created();
    expect((await tenant.graph("PATCH", path, asking("Role", mailReadRole))).status).toBe(204);
    expect((await tenant.graph("PATCH", path, asking("Scope", userReadScope))).status).toBe(204);
  });

  it("refuses an app role asked as a Scope (stricter than Graph)", async () => {
    const { path } = await created();
    expect(await refusal("PATCH", path, asking("Scope", mailReadRole))).toEqual({
      status: 400,
      code: "Request_BadRequest",
      message:
        "Invalid value specified for property 'requiredResourceAccess' of resource 'Application'. Microsoft Graph has no Scope with id 810c84a8-4a9e-49e6-bf7d-12d183f40d01.",
    });
  });

  it("refuses an API that stands twice", async () => {
    const { path } = await created();
    const twice = [
      { resourceAppId: graphAppId, resourceAccess: [{ id: mailReadRole, type: "Role" }] },
      { resourceAppId: graphAppId, resourceAccess: [{ id: userReadScope, type: "Scope" }] },
    ];
    expect((await refusal("PATCH", path, { requiredResourceAccess: twice })).status).toBe(400);
  });
});

describe("identifierUris", () => {
  it("takes api:// with the application's or the tenant's id, and https on the verified domain", async () => {
    const { path, appId } = await created();
    const identifierUris = [
      `api://${appId}`,
      "api://11111111-1111-1111-1111-111111111111/mail",
      "https://contoso.onmicrosoft.com/mail",
      "https://mail.contoso.onmicrosoft.com",
    ];
    expect((await tenant.graph("PATCH", path, { identifierUris })).status).toBe(204);
  });

  const unverified = ["https://contoso.example/mail", "api://99999999-0000-0000-0000-000000000000/mail", "mail"];
  it.each(unverified)("refuses %s, on no domain of the tenant's and of nobody's id", async (uri) => {
    const { path } = await created();
    expect(await refusal("PATCH", path, { identifierUris: [uri] })).toEqual({
      status: 400,
      code: "HostNameNotOnVerifiedDomain",
      message: `Values of identifierUris property must use a verified domain of the organization or its subdomain: '${uri}'`,
    });
  });

  it("refuses api:// without anything of the tenant's by its policy, unless that is off or the tokens are of version 2", async () => {
    const { path } = await created();
    const identifierUris = ["api://mail"];
    expect(await refusal("PATCH", path, { identifierUris })).toEqual({
      status: 400,
      code: "InvalidUniqueTenantIdentifierAsPerAppPolicy",
      message:
        "Failed to add identifier URI api://mail. All newly added URIs must contain a tenant verified domain, tenant ID, or app ID, as per the default tenant policy of your organization. See https://aka.ms/identifier-uri-addition-error for more information on this error.",
    });
    await tenant.graph("PATCH", path, { api: { requestedAccessTokenVersion: 2 } });
    expect((await tenant.graph("PATCH", path, { identifierUris })).status).toBe(204);
    // What stands stays, also where it would not be added any more.
    const version1 = { api: { requestedAccessTokenVersion: 1 }, notes: "x" };
    expect((await tenant.graph("PATCH", path, version1)).status).toBe(204);
    tenant = await sandbox({ policies: { anyIdentifierUri: true } });
    expect((await tenant.graph("PATCH", (await created()).path, { identifierUris })).status).toBe(204);
  });

  it("refuses a slash at the end, and more than 255 characters", async () => {
    const { path, appId } = await created();
    expect(await refusal("PATCH", path, { identifierUris: [`api://${appId}/`] })).toEqual({
      status: 400,
      code: "IdentifierUrisEndsWithSlash",
      message: `Application alias 'api://${appId}/' value is invalid.`,
    });
    const long = `api://${appId}/${"x".repeat(220)}`;
    expect((await refusal("PATCH", path, { identifierUris: [long] })).message).toBe(
      "Property identifierUris is invalid.",
    );
  });

  const taken = "Another object with the same value for property identifierUris already exists.";
  const identifierUris = ["https://contoso.onmicrosoft.com/mail"];

  it("are unique in the tenant, soft-deleted applications included", async () => {
    const first = await created({ identifierUris });
    const body = { displayName: "b", identifierUris };
    expect((await refusal("POST", "/v1.0/applications", body)).message).toBe(taken);
    await tenant.graph("DELETE", first.path);
    expect((await refusal("POST", "/v1.0/applications", body)).message).toBe(taken);
  });

  it("of soft-deleted applications may be free by policy", async () => {
    tenant = await sandbox({ policies: { reuseDeletedIdentifierUris: true } });
    const first = await created({ identifierUris });
    await tenant.graph("DELETE", first.path);
    expect((await tenant.graph("POST", "/v1.0/applications", { displayName: "b", identifierUris })).status).toBe(201);
  });
});

describe("app roles and scopes", () => {
  const role = {
    id: "aaaaaaaa-0000-0000-0000-000000000001",
    value: "Mail.Send",
    displayName: "Send",
    description: "Send mail",
    isEnabled: true,
    allowedMemberTypes: ["Application"],
  };
  const needsDisabling = {
    status: 400,
    code: "CannotDeleteOrUpdateEnabledEntitlement",
    message: "Permission (scope or role) cannot be deleted or updated unless disabled first.",
  };

  it("cannot be removed or edited while enabled", async () => {
    const { path } = await created({ appRoles: [role] });
    expect(await refusal("PATCH", path, { appRoles: [] })).toEqual(needsDisabling);
    expect(await refusal("PATCH", path, { appRoles: [{ ...role, description: "other" }] })).toEqual(needsDisabling);
  });

  it("may be edited or removed once they are disabled, and be sent again unchanged", async () => {
    const { path } = await created({ appRoles: [role] });
    const disabled = { ...role, isEnabled: false };
    expect((await tenant.graph("PATCH", path, { appRoles: [role] })).status).toBe(204);
    expect((await tenant.graph("PATCH", path, { appRoles: [disabled] })).status).toBe(204);
    expect((await tenant.graph("PATCH", path, { appRoles: [] })).status).toBe(204);
  });

  it("share one namespace of values", async () => {
    const scope = { id: "aaaaaaaa-0000-0000-0000-000000000002", value: "Mail.Send", isEnabled: true, type: "User" };
    const body = { displayName: "a", appRoles: [role], api: { oauth2PermissionScopes: [scope] } };
    expect((await refusal("POST", "/v1.0/applications", body)).status).toBe(400);
  });
});

describe("addPassword and removePassword", () => {
  it("shows the secret once, keeps a hint of three letters, and lets it live two years", async () => {
    const { path } = await created();
    const { status, body } = await tenant.graph("POST", `${path}/addPassword`, { passwordCredential: {} });
    expect(status).toBe(200);
    expect(body.secretText).toMatch(/^[\w~.-]{3}8Q~[\w~.-]{34}$/);
    expect(body.startDateTime).toBe("2026-01-01T00:00:00Z");
    expect(body.endDateTime).toBe("2028-01-01T00:00:00Z");
    const kept = (await tenant.graph("GET", path)).body.passwordCredentials;
    expect(kept).toEqual([{ ...body, secretText: null, hint: body.secretText.slice(0, 3) }]);
  });

  it("echoes dates as they were sent: another form of the same time makes the provider replace the secret", async () => {
    const { path } = await created();
    const passwordCredential = { displayName: "mailgates 2026-11-21", endDateTime: "2028-11-20T00:00:00Z" };
    const { body } = await tenant.graph("POST", `${path}/addPassword`, { passwordCredential });
    expect([body.displayName, body.endDateTime]).toEqual(["mailgates 2026-11-21", "2028-11-20T00:00:00Z"]);
  });

  it("refuses an end that is not after the beginning", async () => {
    const { path } = await created();
    const passwordCredential = { endDateTime: "2025-12-31T00:00:00Z" };
    expect((await refusal("POST", `${path}/addPassword`, { passwordCredential })).status).toBe(400);
  });

  it("removes one secret by its key id, and refuses a key id that is not there", async () => {
    const { path } = await created();
    const first = (await tenant.graph("POST", `${path}/addPassword`, {})).body.keyId;
    const second = (await tenant.graph("POST", `${path}/addPassword`, {})).body.keyId;
    expect((await tenant.graph("POST", `${path}/removePassword`, { keyId: first })).status).toBe(204);
    const left = (await tenant.graph("GET", path)).body.passwordCredentials;
    expect(left.map((credential: { keyId: string }) => credential.keyId)).toEqual([second]);
    expect((await refusal("POST", `${path}/removePassword`, { keyId: first })).status).toBe(400);
  });
});

describe("keyCredentials", () => {
  const pem = Buffer.from(replayCertificate).toString("base64");
  const key = {
    keyId: "c4a13cc1-f108-03d0-376f-d9f418f3484f",
    type: "AsymmetricX509Cert",
    usage: "Verify",
    key: pem,
    endDateTime: "2028-11-20T00:00:00Z",
  };
  const kept = {
    customKeyIdentifier: "3A3636BFE51DA904A747029E6558265A0071C8E2",
    displayName: "CN=replay",
    endDateTime: "2028-11-20T00:00:00Z",
    key: null,
    keyId: "c4a13cc1-f108-03d0-376f-d9f418f3484f",
    startDateTime: "2025-01-01T00:00:00Z",
    type: "AsymmetricX509Cert",
    usage: "Verify",
  };

  it("takes the base64 of PEM text, as the provider sends it, and fills in thumbprint, name and start", async () => {
    const { path } = await created();
    expect((await tenant.graph("PATCH", path, { keyCredentials: [key] })).status).toBe(204);
    expect((await tenant.graph("GET", path)).body.keyCredentials).toEqual([kept]);
  });

  it("shows the certificate only for $select=keyCredentials on one object", async () => {
    const { path } = await created();
    await tenant.graph("PATCH", path, { keyCredentials: [key] });
    const der = replayCertificate.replace(/-----.*-----|\n/g, "");
    const { body } = await tenant.graph("GET", `${path}?$select=keyCredentials`);
    expect(body.keyCredentials[0].key).toBe(der);
    const list = await tenant.graph("GET", "/v1.0/applications?$select=keyCredentials&$filter=displayName eq 'app'");
    expect(list.body.value[0].keyCredentials[0].key).toBeNull();
  });

  it("keeps an entry that comes back with a null key, and drops one that does not come back", async () => {
    const { path } = await created();
    await tenant.graph("PATCH", path, { keyCredentials: [key] });
    const second = { ...key, keyId: "60aeb092-7243-e26f-9eb8-1bba50d5ceb1" };
    expect((await tenant.graph("PATCH", path, { keyCredentials: [kept, second] })).status).toBe(204);
    expect((await tenant.graph("GET", path)).body.keyCredentials).toHaveLength(2);
    expect((await tenant.graph("PATCH", path, { keyCredentials: [kept] })).status).toBe(204);
    expect((await tenant.graph("GET", path)).body.keyCredentials).toEqual([kept]);
  });

  it("refuses to change an entry", async () => {
    const { path } = await created();
    await tenant.graph("PATCH", path, { keyCredentials: [key] });
    const longer = { ...kept, endDateTime: "2028-12-31T00:00:00Z" };
    expect(await refusal("PATCH", path, { keyCredentials: [longer] })).toEqual({
      status: 400,
      code: "KeyNotUpdatable",
      message: "Update to existing credential with KeyId 'c4a13cc1-f108-03d0-376f-d9f418f3484f' is not allowed.",
    });
  });

  it.each([{ endDateTime: "2029-01-02T00:00:00Z" }, { startDateTime: "2024-12-31T00:00:00Z" }])(
    "refuses dates outside the certificate's own: %j",
    async (dates) => {
      const { path } = await created();
      const { message } = await refusal("PATCH", path, { keyCredentials: [{ ...key, ...dates }] });
      expect(message).toBe("Key credential end date is invalid.");
    },
  );

  it("refuses what is no certificate", async () => {
    const { path } = await created();
    const { status } = await refusal("PATCH", path, { keyCredentials: [{ ...key, key: "bm90IGEgY2VydGlmaWNhdGU=" }] });
    expect(status).toBe(400);
  });
});

describe("owners", () => {
  const reference = (id: string) => ({ "@odata.id": `http://simulator.test/graph/v1.0/directoryObjects/${id}` });

  it("are added and removed one by one; a second time is refused", async () => {
    const { path } = await created();
    expect((await tenant.graph("POST", `${path}/owners/$ref`, reference(userId))).status).toBe(204);
    expect((await refusal("POST", `${path}/owners/$ref`, reference(userId))).message).toBe(
      "One or more added object references already exist for the following modified properties: 'owners'.",
    );
    expect((await tenant.graph("DELETE", `${path}/owners/${userId}/$ref`)).status).toBe(204);
  });

  it("may all go, but who owns nothing may write nothing", async () => {
    const { path } = await created();
    expect((await tenant.graph("DELETE", `${path}/owners/${deployerId}/$ref`)).status).toBe(204);
    expect((await tenant.graph("GET", `${path}/owners`)).body.value).toEqual([]);
    expect(await refusal("PATCH", path, { notes: "n" })).toEqual({
      status: 403,
      code: "Authorization_RequestDenied",
      message: "Insufficient privileges to complete the operation.",
    });
  });

  it("cannot be applications", async () => {
    const { id, path } = await created();
    const { message } = await refusal("POST", `${path}/owners/$ref`, reference(id));
    expect(message).toBe(
      "Unsupported directory object class 'Application' in resource identifier for reference 'owners'.",
    );
  });
});

describe("DELETE /applications/{id}", () => {
  const roleId = "b0afded3-3588-46d8-8b3d-9842eff778da"; // AuditLog.Read.All

  it("takes with it the principal and everything granted to it", async () => {
    const { path, appId } = await created();
    const principal = (await tenant.graph("POST", "/v1.0/servicePrincipals", { appId })).body.id;
    const graph = (await tenant.graph("GET", `/v1.0/servicePrincipals?$filter=appId eq '${graphAppId}'`)).body.value[0]
      .id;
    const assignment = { appRoleId: roleId, principalId: principal, resourceId: graph };
    await tenant.graph("POST", `/v1.0/servicePrincipals/${graph}/appRoleAssignedTo`, assignment);
    const grant = { clientId: principal, consentType: "AllPrincipals", resourceId: graph, scope: "User.Read" };
    await tenant.graph("POST", "/v1.0/oauth2PermissionGrants", grant);
    const role = {
      directoryScopeId: "/",
      principalId: principal,
      roleDefinitionId: "fe930be7-5e62-47db-91af-98c3a49a38b1",
    };
    await tenant.graph("POST", "/v1.0/roleManagement/directory/roleAssignments", role);
    const { appRoleAssignments, delegatedGrants, roleAssignments } = tenant.tenant.directory;
    const held = () =>
      [appRoleAssignments, roleAssignments].map(
        (all) => [...all.values()].filter(({ principalId }) => principalId === principal).length,
      );
    expect([...held(), delegatedGrants.size]).toEqual([1, 1, 1]);

    expect((await tenant.graph("DELETE", path)).status).toBe(204);
    expect([...held(), delegatedGrants.size]).toEqual([0, 0, 0]);
    expect((await tenant.graph("GET", path)).status).toBe(404);
    expect((await tenant.graph("GET", `/v1.0/servicePrincipals/${principal}`)).status).toBe(404);
  });
});

describe("a body", () => {
  it.each(["text/plain", "application/x-www-form-urlencoded", "application/jsonp"])(
    "declared as %s is not read",
    async (contentType) => {
      const token = await tenant.token("22222222-2222-2222-2222-222222222222", deployerSecret);
      const { status, body } = await tenant.send(
        "POST",
        "/graph/v1.0/applications",
        { displayName: "x" },
        token,
        contentType,
      );
      expect(status).toBe(400);
      expect(body.error.message).toMatch(
        /^Unable to read JSON request payload\. Please ensure Content-Type header is set/,
      );
    },
  );

  it("may name its character set", async () => {
    const token = await tenant.token("22222222-2222-2222-2222-222222222222", deployerSecret);
    const type = "Application/JSON; charset=utf-8";
    expect((await tenant.send("POST", "/graph/v1.0/applications", { displayName: "x" }, token, type)).status).toBe(201);
  });

  it("with more redirect URIs than Entra takes is refused by their number, before they are compared", async () => {
    const redirectUris = [...Array(257)].map(() => "https://a.example/same");
    expect(await refusal("POST", "/v1.0/applications", { displayName: "x", web: { redirectUris } })).toMatchObject({
      status: 400,
      message: "257 redirect URIs; at most 256.",
    });
    expect(
      await refusal("POST", "/v1.0/applications", { displayName: "x", web: { redirectUris: redirectUris.slice(-2) } }),
    ).toMatchObject({ message: expect.stringContaining("duplicate values: redirect URI 'https://a.example/same'") });
  });
});
