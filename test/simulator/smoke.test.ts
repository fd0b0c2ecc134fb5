/** The first calls of an integration: what they answer depends on what was granted, with each service's own words. */
import { SignJWT } from "jose";
import { beforeEach, describe, expect, it } from "vitest";
import { keyCredential, newKeyPair } from "./key-pair.ts";
import { access, graphAppId, principalOf, type Registered, register } from "./registered.ts";
import { type Sandbox, sandbox } from "./sandbox.ts";

const tokenPath = "/11111111-1111-1111-1111-111111111111/oauth2/v2.0/token";
const user = "teams-service@contoso.onmicrosoft.com";

let tenant: Sandbox;
beforeEach(async () => {
  tenant = await sandbox();
});

/** A token of the application itself, with these application permissions of Microsoft Graph. */
async function own(roles: readonly string[]): Promise<string> {
  const app = await register(tenant, "own", { roles: { [graphAppId]: roles } });
  return tenant.token(app.appId, app.secret, "https://graph.microsoft.com/.default");
}

/** A person's token by an application, with these scopes of Microsoft Graph. */
async function persons(scopes: readonly string[], username = user): Promise<string> {
  const app = await register(tenant, "persons", { scopes: { [graphAppId]: scopes } });
  const { body } = await tenant.post(tokenPath, {
    ...{ grant_type: "password", client_id: app.appId, client_secret: app.secret, username },
    ...{ password: "simulated-tenant-only", scope: scopes.join(" ") },
  });
  return body.access_token;
}

async function call(token: string, path: string, method = "GET", body?: unknown) {
  const answer = await tenant.send(method, `/graph/v1.0${path}`, body, token);
  return answer.status < 400 ? answer.status : [answer.status, answer.body.error.code, answer.body.error.message];
}

const mailDenied = [403, "ErrorAccessDenied", "Access is denied. Check credentials and try again."];
const directoryDenied = [403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation."];
const notMe = [400, "BadRequest", "/me request is only valid with delegated authentication flow."];
const mail = { message: { subject: "s", toRecipients: [{ emailAddress: { address: "a@contoso.example" } }] } };

describe("an application without a person", () => {
  it.each(["/me", "/me/messages", "/me/memberOf", "/me/joinedTeams"])("has no %s", async (path) => {
    expect(await call(await own(["Mail.Read", "User.Read.All", "Team.ReadBasic.All"]), path)).toEqual(notMe);
  });

  it("reads every mailbox with Mail.Read, and none without it", async () => {
    expect(await call(await own(["Mail.Read"]), `/users/${user}/messages`)).toBe(200);
    expect(await call(await own(["User.Read.All"]), `/users/${user}/messages`)).toEqual(mailDenied);
  });

  it("reads no text of a message with Mail.ReadBasic", async () => {
    const read = async (role: string) => {
      const { body } = await tenant.send("GET", `/graph/v1.0/users/${user}/messages`, undefined, await own([role]));
      return [body.value[0].subject, "body" in body.value[0]];
    };
    expect(await read("Mail.ReadBasic.All")).toEqual(["Welcome to the simulated tenant", false]);
    expect(await read("Mail.Read")).toEqual(["Welcome to the simulated tenant", true]);
  });

  it("sends with Mail.Send alone, and says what is wrong with a message", async () => {
    expect(await call(await own(["Mail.Send"]), `/users/${user}/sendMail`, "POST", mail)).toBe(202);
    expect(await call(await own(["Mail.ReadWrite"]), `/users/${user}/sendMail`, "POST", mail)).toEqual(mailDenied);
    expect(await call(await own(["Mail.Send"]), `/users/${user}/sendMail`, "POST", {})).toEqual([
      ...[400, "Request_BadRequest", "A value is required for property 'message' of resource 'Message'."],
    ]);
  });

  it("finds no mailbox of a stranger, and none where a user has none", async () => {
    const bare = { ...[...tenant.tenant.directory.users.values()][0], id: "6f0e8a52-0000-4000-8000-000000000000" };
    tenant.tenant.directory.users.set(bare.id, {
      ...bare,
      userPrincipalName: "bare@contoso.onmicrosoft.com",
      mail: null,
    } as never);
    const token = await own(["Mail.Read"]);
    expect(await call(token, "/users/nobody@contoso.example/messages")).toEqual([
      ...[404, "ErrorInvalidUser", "The requested user 'nobody@contoso.example' is invalid."],
    ]);
    expect(await call(token, "/users/bare@contoso.onmicrosoft.com/messages")).toEqual([
      ...[404, "MailboxNotEnabledForRESTAPI", "The mailbox is either inactive, soft-deleted, or is hosted on-premise."],
    ]);
  });

  it.each([
    ["/users", "User.Read.All"],
    ["/groups", "Group.Read.All"],
    ["/organization", "Organization.Read.All"],
  ])("reads %s with %s, and is denied without it", async (path, role) => {
    expect(await call(await own([role]), path)).toBe(200);
    expect(await call(await own(["Mail.Read"]), path)).toEqual(directoryDenied);
  });

  it.each([
    ["/teams/6f0e8a52-0000-4000-8000-000000000000/channels", "Channel.ReadBasic.All", 404],
    ["/communications/callRecords", "CallRecords.Read.All", 200],
  ])("asks Teams: %s takes %s, and the refusal names what would have done", async (path, role, status) => {
    const allowed = await call(await own([role]), path);
    expect(Array.isArray(allowed) ? allowed[0] : allowed).toBe(status);
    const denied = await call(await own(["Mail.Read"]), path);
    expect(denied).toEqual([
      403,
      "Forbidden",
      expect.stringMatching(/^Missing role permissions on the request\. API requires one of '/),
    ]);
    expect(String(denied)).toContain(role);
    expect(String(denied)).toContain("Roles on the request 'Mail.Read'.");
  });

  it("asks for call notifications with CallRecords.Read.All; nobody is called back here, which is said", async () => {
    const wish = {
      changeType: "created",
      notificationUrl: "https://vendor.example/n",
      resource: "/communications/callRecords",
    };
    expect(await call(await own(["Mail.Read"]), "/subscriptions", "POST", wish)).toContain("ExtensionError");
    expect(await call(await own(["CallRecords.Read.All"]), "/subscriptions", "POST", wish)).toContain("NotImplemented");
  });

  it("opens sites with Sites.Read.All, not with Sites.Selected alone", async () => {
    expect(await call(await own(["Sites.Read.All"]), "/sites/root")).toBe(200);
    expect(await call(await own(["Sites.Selected"]), "/sites/root")).toEqual([403, "accessDenied", "Access denied"]);
  });
});

describe("an application for a person", () => {
  it("knows the person with User.Read, and nobody else", async () => {
    const token = await persons(["User.Read"]);
    const { body } = await tenant.send("GET", "/graph/v1.0/me?$select=userPrincipalName", undefined, token);
    expect(body.userPrincipalName).toBe(user);
    expect(await call(token, "/users")).toEqual(directoryDenied);
    expect(await call(await persons(["Mail.Read"]), "/me")).toEqual(directoryDenied);
  });

  it("reads the person's mailbox with Mail.Read, and nobody else's", async () => {
    const token = await persons(["Mail.Read"]);
    expect(await call(token, "/me/messages")).toBe(200);
    expect(await call(token, `/users/${user}/messages`)).toBe(200);
    expect(await call(token, "/users/admin@contoso.onmicrosoft.com/messages")).toEqual(mailDenied);
    expect(await call(token, "/me/sendMail", "POST", mail)).toEqual(mailDenied);
    expect(await call(await persons(["Mail.Send"]), "/me/sendMail", "POST", mail)).toBe(202);
  });

  it("tells Teams its scopes where they do not do", async () => {
    const denied = await call(await persons(["User.Read"]), "/me/joinedTeams");
    expect(String(denied)).toContain("Missing scope permissions on the request.");
    expect(String(denied)).toContain("Scopes on the request 'User.Read'.");
    expect(await call(await persons(["Team.ReadBasic.All"]), "/me/joinedTeams")).toBe(200);
  });

  it("changes nothing of the directory that the person may not change, whatever the scope", async () => {
    const scopes = ["Group.ReadWrite.All"];
    const group = { displayName: "g", mailEnabled: false, mailNickname: "g", securityEnabled: true };
    expect(await call(await persons(scopes), "/groups", "POST", group)).toEqual(directoryDenied);
    expect(await call(await persons(scopes, "admin@contoso.onmicrosoft.com"), "/groups", "POST", group)).toBe(201);
  });
});

describe("SharePoint's own API", () => {
  const sharePoint = "00000003-0000-0ff1-ce00-000000000000";
  const scope = "https://contoso.sharepoint.com/.default";

  it("refuses an application's token that a secret bought, though the token was issued and consent is there", async () => {
    const app = await register(tenant, "sites", { roles: { [sharePoint]: ["Sites.FullControl.All"] } });
    const token = await tenant.token(app.appId, app.secret, scope);
    const { status, body } = await tenant.send("GET", "/sharepoint/_api/web", undefined, token);
    expect([status, body]).toEqual([401, { error_description: "Unsupported app only token." }]);
  });

  it("takes an application's token that a certificate bought, as far as its roles go", async () => {
    const key = await newKeyPair("sites");
    const opened = async (role: string) => {
      const body = { keyCredentials: [keyCredential(key)] };
      const app = await register(tenant, role, { body, roles: { [sharePoint]: [role] } });
      const proof = await new SignJWT({ iss: app.appId, sub: app.appId, aud: `http://simulator.test${tokenPath}` })
        .setProtectedHeader({ alg: "RS256", x5t: key.hash("sha1").toString("base64url") })
        .setExpirationTime(new Date("2026-01-01T00:10:00Z"))
        .sign(key.privateKey);
      const answer = await tenant.tokenRequest({
        ...{ client_id: app.appId, client_assertion: proof, grant_type: "client_credentials", scope },
        client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      });
      return (await tenant.send("GET", "/sharepoint/_api/web", undefined, answer.body.access_token)).status;
    };
    expect(await opened("Sites.FullControl.All")).toBe(200);
    expect(await opened("Sites.Selected")).toBe(403);
  });

  it("takes a person's, as far as the scopes go", async () => {
    const personal = async (name: string) => {
      const app = await register(tenant, name, { scopes: { [sharePoint]: [name] } });
      const { body } = await tenant.post(tokenPath, {
        ...{ grant_type: "password", client_id: app.appId, client_secret: app.secret, username: user },
        ...{ password: "simulated-tenant-only", scope: `https://contoso.sharepoint.com/${name}` },
      });
      return (await tenant.send("GET", "/sharepoint/_api/web", undefined, body.access_token)).status;
    };
    expect(await personal("AllSites.Read")).toBe(200);
    expect(await personal("MyFiles.Read")).toBe(403);
  });

  it("refuses a token of Graph", async () => {
    const { status, body } = await tenant.send("GET", "/sharepoint/_api/web", undefined, await own(["Sites.Read.All"]));
    expect([status, body.error_description]).toEqual([401, "Invalid issuer or signature."]);
  });
});

describe("groups", () => {
  it("list their members, of nested groups too where asked, and take and lose some", async () => {
    const token = await own(["Group.ReadWrite.All"]);
    const ask = async (path: string, method = "GET", body?: unknown) =>
      (await tenant.send(method, `/graph/v1.0${path}`, body, token)).body;
    const sales = (await ask("/groups?$filter=displayName eq 'sales'")).value[0].id;
    const outer = (
      await ask("/groups", "POST", {
        displayName: "all",
        mailEnabled: false,
        mailNickname: "all",
        securityEnabled: true,
      })
    ).id;
    const reference = { "@odata.id": `http://simulator.test/graph/v1.0/directoryObjects/${sales}` };
    expect(await call(token, `/groups/${outer}/members/$ref`, "POST", reference)).toBe(204);
    expect(String(await call(token, `/groups/${outer}/members/$ref`, "POST", reference))).toContain(
      "already exist for the following modified properties: 'members'",
    );
    const names = async (relation: string) =>
      (await ask(`/groups/${outer}/${relation}`)).value.map((row: { displayName: string }) => row.displayName);
    expect(await names("members")).toEqual(["Sales"]);
    expect(await names("transitiveMembers")).toEqual(["Sales", "Teams service account", "Alex Careful"]);
    expect(await call(token, `/groups/${outer}/members/${sales}/$ref`, "DELETE")).toBe(204);
    expect(await names("members")).toEqual([]);
  });
});

describe("revoked sessions", () => {
  it("end refresh tokens of that person", async () => {
    const app: Registered = await register(tenant, "mail", {
      scopes: { [graphAppId]: ["Mail.Read", "offline_access"] },
    });
    const client = { client_id: app.appId, client_secret: app.secret };
    const { body } = await tenant.post(tokenPath, {
      ...{ ...client, grant_type: "password", username: user, password: "simulated-tenant-only" },
      scope: "Mail.Read offline_access",
    });
    expect(
      await call(
        await own(["User.RevokeSessions.All"]),
        `/users/44444444-4444-4444-4444-444444444444/revokeSignInSessions`,
        "POST",
      ),
    ).toBe(200);
    const refresh = { ...client, grant_type: "refresh_token", refresh_token: body.refresh_token };
    expect((await tenant.post(tokenPath, refresh)).body.error_codes).toEqual([50173]);
  });
});

describe("an API whose principal the tenant lacks", () => {
  it("can be asked for, but not consented to: its object does not exist", async () => {
    const exchange = "00000002-0000-0ff1-ce00-000000000000";
    const gone = principalOf(tenant, exchange);
    tenant.tenant.directory.servicePrincipals.delete(gone);
    const wish = { requiredResourceAccess: [access(tenant, exchange, [], ["full_access_as_app"])] };
    const app = await register(tenant, "mail", { body: wish });
    const role = access(tenant, exchange, [], ["full_access_as_app"]).resourceAccess[0]?.id;
    const { status, body } = await tenant.graph("POST", `/v1.0/servicePrincipals/${gone}/appRoleAssignedTo`, {
      ...{ appRoleId: role, principalId: app.principalId, resourceId: gone },
    });
    expect([status, body.error.code]).toEqual([404, "Request_ResourceNotFound"]);
  });
});
