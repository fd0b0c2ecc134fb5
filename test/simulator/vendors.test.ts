/**
 * What each vendor's product does with the tenant, step by step as its page says, with the application that its integration
 * registers and consents to. Everything the product asks beyond its page is refused.
 */
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ResolvedIntegration } from "../../components/resolved-integration.ts";
import { recorded, recordedDev, recordedGallery } from "../recorded.ts";
import { keepOnly, tenantFile } from "../tenant-file.ts";
import { browser, sent } from "./browser.ts";
import { type KeyPair, keyCredential, newKeyPair, signedBy } from "./key-pair.ts";
import { access, type Registered, register } from "./registered.ts";
import { type Sandbox, sandbox } from "./sandbox.ts";

const tenantId = "11111111-1111-1111-1111-111111111111";
const authorize = `/${tenantId}/oauth2/v2.0/authorize`;
const tokenPath = `/${tenantId}/oauth2/v2.0/token`;
const graphDefault = "https://graph.microsoft.com/.default";
const password = "simulated-tenant-only";

let dev: Awaited<ReturnType<typeof recordedDev>>;
let gallery: Awaited<ReturnType<typeof recordedGallery>>;
let key: KeyPair;
beforeAll(async () => {
  [dev, gallery, key] = await Promise.all([recordedDev(), recordedGallery(), newKeyPair("vendor")]);
});

let tenant: Sandbox;
beforeEach(async () => {
  tenant = await sandbox();
});

/** Registers what the integration decides, and consents to every permission of it. */
async function registered(integration: ResolvedIntegration): Promise<Registered> {
  const names = (list: readonly { name: string }[]) => list.map(({ name }) => name);
  const { displayName, audience, redirectUris, implicitGrant, permissions, credential } = integration;
  const of = (kind: "delegated" | "application") =>
    Object.fromEntries(permissions.filter((api) => api[kind].length > 0).map((api) => [api.appId, names(api[kind])]));
  return register(tenant, displayName, {
    body: {
      signInAudience: audience,
      web: {
        redirectUris,
        implicitGrantSettings: {
          enableAccessTokenIssuance: implicitGrant.accessToken,
          enableIdTokenIssuance: implicitGrant.idToken,
        },
      },
      requiredResourceAccess: permissions.map(({ appId, delegated, application }) =>
        access(tenant, appId, names(delegated), names(application)),
      ),
      ...(credential.kind === "certificate" && { keyCredentials: [keyCredential(key)] }),
    },
    scopes: of("delegated"),
    roles: of("application"),
  });
}

/** The integration's permissions of Microsoft Graph that a person delegates, as a request's scope. */
function scopesOf({ permissions }: ResolvedIntegration): string {
  return permissions.flatMap(({ delegated }) => delegated.map(({ name }) => name)).join(" ");
}

async function answered(form: Record<string, string>) {
  const { status, body } = await tenant.post(tokenPath, form);
  return status === 200 ? body : [status, body.error, body.error_codes[0]];
}

const bySecret = ({ appId, secret }: Registered) => ({ client_id: appId, client_secret: secret });
const byItself = (app: Registered, scope = graphDefault) =>
  answered({ grant_type: "client_credentials", scope, ...bySecret(app) });

async function call(token: string, path: string, method = "GET", body?: unknown) {
  const answer = await tenant.send(method, `/graph/v1.0${path}`, body, token);
  return answer.status < 400 ? answer.status : [answer.status, answer.body.error.code];
}

function claimsOf(jwt: string) {
  return JSON.parse(Buffer.from(jwt.split(".")[1] ?? "", "base64url").toString());
}

describe("ServiceNow's Microsoft Teams connector", () => {
  let servicenow: ResolvedIntegration;
  let app: Registered;
  const redirect = "https://contosodev.service-now.com/oauth_redirect.do";
  beforeEach(async () => {
    servicenow = dev.integration("servicenow").resolved;
    app = await registered(servicenow);
  });

  /** Step 13: a person signs in, and the instance redeems the code with its assertion; the page's secret is never sent. */
  async function oauthToken(audience: string) {
    const person = browser(tenant);
    const scope = scopesOf(servicenow);
    await person.open(authorize, { client_id: app.appId, response_type: "code", redirect_uri: redirect, scope });
    const { code = "" } = sent(await person.signIn("teams-service"));
    const grant = { grant_type: "authorization_code", code, redirect_uri: redirect };
    return answered({ ...grant, ...(await signedBy(key, app.appId, audience)) });
  }

  test.each([
    ["P7: v1", `https://login.microsoftonline.com/${tenantId}/oauth2/token`],
    ["v2", `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`],
  ])(
    "step 13, Get OAuth Token: access and refresh token, with no consent page; audience of the JWT %s",
    async (_, aud) => {
      const { access_token, refresh_token } = await oauthToken(aud);
      expect(refresh_token).toBeTruthy();
      const { scp, upn } = claimsOf(access_token);
      expect(scp.split(" ")).toEqual(
        expect.arrayContaining(["ChannelMember.ReadWrite.All", "TeamMember.ReadWrite.All"]),
      );
      expect(upn).toBe("teams-service@contoso.onmicrosoft.com");
      const renewal = { grant_type: "refresh_token", refresh_token, ...(await signedBy(key, app.appId, aud)) };
      expect(await answered(renewal)).toMatchObject({ token_type: "Bearer" });
    },
  );

  test("step 5: `not-used` as the client secret proves nothing (AADSTS7000215)", async () => {
    const form = { grant_type: "client_credentials", client_id: app.appId, client_secret: "not-used" };
    expect(await answered({ ...form, scope: graphDefault })).toEqual([401, "invalid_client", 7000215]);
  });

  test("a certificate that is not the application's is refused (AADSTS700027)", async () => {
    const proof = await signedBy(await newKeyPair("strange"), app.appId, `http://simulator.test${tokenPath}`);
    expect(await answered({ grant_type: "client_credentials", scope: graphDefault, ...proof })).toEqual([
      ...[401, "invalid_client", 700027],
    ]);
  });

  test("by itself it has a token with no role in it: nothing of the directory is open to it", async () => {
    const proof = await signedBy(key, app.appId, `http://simulator.test${tokenPath}`);
    const { access_token } = await answered({ grant_type: "client_credentials", scope: graphDefault, ...proof });
    expect(claimsOf(access_token).roles).toBeUndefined();
    expect(await call(access_token, "/users")).toEqual([403, "Authorization_RequestDenied"]);
  });

  test("the person's token reads no mail: that is not among its permissions", async () => {
    const { access_token } = await oauthToken(`https://login.microsoftonline.com/${tenantId}/oauth2/token`);
    expect(await call(access_token, "/me")).toBe(200);
    expect(await call(access_token, "/me/messages")).toEqual([403, "ErrorAccessDenied"]);
  });
});

describe("MAILGATES Σ", () => {
  const redirect = "https://contoso-mgf.cybermail.jp/oauth/callback";
  let app: Registered;
  beforeEach(async () => {
    app = await registered(dev.integration("mailgates").resolved);
  });

  test("I5-I8: 接続 signs the administrator in, no consent page is shown since consent stands, and the code buys a token", async () => {
    const person = browser(tenant);
    const asked = { client_id: app.appId, response_type: "code", redirect_uri: redirect, scope: "openid User.Read" };
    await person.open(authorize, asked);
    const { location, html } = await person.signIn("admin");
    expect(html).not.toContain("Permissions requested");
    expect(`${location?.origin}${location?.pathname}`).toBe(redirect);
    const code = location?.searchParams.get("code") ?? "";
    const form = { grant_type: "authorization_code", code, redirect_uri: redirect, ...bySecret(app) };
    const { access_token, id_token } = await answered(form);
    expect(claimsOf(id_token).aud).toBe(app.appId);
    expect(await call(access_token, "/me")).toBe(200);
  });

  test("S7: both ticks let it have tokens straight from the page", async () => {
    const person = browser(tenant);
    const asked = { client_id: app.appId, response_type: "id_token token", redirect_uri: redirect, nonce: "n" };
    await person.open(authorize, { ...asked, scope: "openid User.Read", response_mode: "fragment" });
    expect(sent(await person.signIn("admin"))).toMatchObject({ id_token: /./, access_token: /./ });
  });

  test("the import reads users, groups and mail; it sends none and changes nothing", async () => {
    const { access_token } = await byItself(app);
    const mailbox = "/users/teams-service@contoso.onmicrosoft.com";
    for (const path of ["/users", "/groups", `${mailbox}/messages`]) expect(await call(access_token, path)).toBe(200);
    const message = { message: { toRecipients: [{ emailAddress: { address: "a@contoso.example" } }] } };
    expect(await call(access_token, `${mailbox}/sendMail`, "POST", message)).toEqual([403, "ErrorAccessDenied"]);
    expect(await call(access_token, "/applications")).toEqual([403, "Authorization_RequestDenied"]);
  });

  test("a redirect URI that differs by a slash is refused on the page and not sent to (AADSTS50011)", async () => {
    const asked = { client_id: app.appId, response_type: "code", redirect_uri: `${redirect}/`, scope: "openid" };
    const { location, html } = await browser(tenant).open(authorize, asked);
    expect(location).toBeUndefined();
    expect(html).toContain("AADSTS50011");
  });
});

describe("TeamConnect", () => {
  const exchange = "https://outlook.office365.com/.default";

  test("S5, S6: client credentials for Exchange Online carry the rights to IMAP and SMTP", async () => {
    const app = await registered(dev.integration("teamconnect").resolved);
    const { access_token } = await byItself(app, exchange);
    const { aud, roles } = claimsOf(access_token);
    expect([aud, roles]).toEqual(["https://outlook.office365.com", ["IMAP.AccessAsApp", "SMTP.SendAsApp"]]);
    const { access_token: graph } = await byItself(app);
    expect(claimsOf(graph).roles).toEqual(["Mail.Read"]);
    expect(await call(access_token, "/users")).toEqual([401, "InvalidAuthenticationToken"]);
  });

  describe("with the password flow, for which the page has multi-factor authentication switched off", () => {
    let app: Registered;
    beforeEach(async () => {
      const file = tenantFile((document) => {
        keepOnly(document, "teamconnect");
        document.deleteIn(["integrations", "teamconnect", "omits"]);
      });
      app = await registered((await recorded(file)).integration("teamconnect").resolved);
    });
    const typed = (name: string, word = password) =>
      answered({
        ...{ grant_type: "password", username: `${name}@contoso.onmicrosoft.com`, password: word },
        ...{ scope: "https://graph.microsoft.com/IMAP.AccessAsUser.All", ...bySecret(app) },
      });

    test("a user without a second factor has a token", async () => {
      expect(claimsOf((await typed("teams-service")).access_token).scp).toBe("IMAP.AccessAsUser.All");
    });
    test("a user of whom one is asked has none (AADSTS50076), and a wrong password none either (AADSTS50126)", async () => {
      expect(await typed("alex")).toEqual([400, "invalid_grant", 50076]);
      expect(await typed("teams-service", "wrong")).toEqual([400, "invalid_grant", 50126]);
    });
  });
});

describe("AudioCodes Live Platform", () => {
  test("Validate Authentication: a token of its own reads the organization, and nobody's mail or account", async () => {
    const { access_token } = await byItself(await registered(dev.integration("live-platform").resolved));
    expect(await call(access_token, "/organization")).toBe(200);
    expect(await call(access_token, "/users")).toEqual([403, "Authorization_RequestDenied"]);
    expect(await call(access_token, "/users/teams-service@contoso.onmicrosoft.com/messages")).toEqual([
      ...[403, "ErrorAccessDenied"],
    ]);
  });

  test("the notifications' application reads call records, and the other one's does not", async () => {
    const notifications = await byItself(await registered(dev.integration("live-platform-notifications").resolved));
    expect(await call(notifications.access_token, "/communications/callRecords")).toBe(200);
    expect(await call(notifications.access_token, "/organization")).toEqual([403, "Authorization_RequestDenied"]);
    const platform = await byItself(await registered(dev.integration("live-platform").resolved));
    expect(await call(platform.access_token, "/communications/callRecords")).toEqual([403, "Forbidden"]);
  });

  test("an expired secret buys nothing (AADSTS7000222)", async () => {
    const app = await registered(dev.integration("live-platform").resolved);
    tenant.at("2028-01-01T00:00:01Z");
    expect(await byItself(app)).toEqual([401, "invalid_client", 7000222]);
  });
});

describe("IBM App Connect, BASIC OAUTH", () => {
  const redirect = "https://contoso.example/app-connect/callback";
  let app: Registered;
  let scope: string;
  beforeEach(async () => {
    const appConnect = dev.integration("app-connect").resolved;
    app = await registered(appConnect);
    scope = scopesOf(appConnect);
  });

  /** Steps 4 and 5. */
  async function tokens(asked = scope) {
    const person = browser(tenant);
    await person.open(authorize, {
      ...{ client_id: app.appId, response_type: "code", redirect_uri: redirect, response_mode: "query" },
      ...{ scope: asked, state: "12345" },
    });
    const { code = "", state } = sent(await person.signIn("teams-service"));
    expect(state).toBe("12345");
    return answered({ grant_type: "authorization_code", scope: asked, code, redirect_uri: redirect, ...bySecret(app) });
  }

  test("steps 4 and 5: the code buys an access token of an hour and a refresh token; the calendar opens with both", async () => {
    const { access_token, refresh_token, expires_in } = await tokens();
    expect(expires_in).toBe(3599);
    for (const path of ["/me/events", "/me/contacts", "/me/messages"]) expect(await call(access_token, path)).toBe(200);
    tenant.at("2026-01-01T01:00:00Z");
    expect(await call(access_token, "/me/events")).toEqual([401, "InvalidAuthenticationToken"]);
    const renewed = await answered({ grant_type: "refresh_token", refresh_token, ...bySecret(app) });
    expect(await call(renewed.access_token, "/me/events")).toBe(200);
  });

  test("without offline_access in the scope there is no refresh token", async () => {
    const { access_token, refresh_token } = await tokens("Calendars.ReadWrite");
    expect([typeof access_token, refresh_token]).toEqual(["string", undefined]);
  });

  test("the refresh token ends after 90 days without use (AADSTS700082)", async () => {
    const { refresh_token } = await tokens();
    tenant.at("2026-04-01T00:00:01Z");
    expect(await answered({ grant_type: "refresh_token", refresh_token, ...bySecret(app) })).toEqual([
      ...[400, "invalid_grant", 700082],
    ]);
  });

  test("beyond its rights it is refused: other people's mailboxes without a person, groups with one", async () => {
    const { access_token } = await tokens();
    expect(await call(access_token, "/groups")).toEqual([403, "Authorization_RequestDenied"]);
    const { access_token: own } = await byItself(app);
    expect(await call(own, "/users/teams-service@contoso.onmicrosoft.com/events")).toEqual([403, "ErrorAccessDenied"]);
  });
});

describe("Elastic's and Wazuh's log collectors", () => {
  const feed = "https://manage.office.com/.default";

  test.each([
    ["elastic-o365", ["ActivityFeed.Read"]],
    ["wazuh-o365", ["ActivityFeed.Read", "ActivityFeed.ReadDlp"]],
  ])("%s: a token for the Management APIs has its roles, by which the page has it checked", async (name, roles) => {
    const app = await registered(gallery.integration(name).resolved);
    const { access_token } = await byItself(app, feed);
    expect(claimsOf(access_token).roles.sort()).toEqual(roles);
  });

  test("of Graph they read nothing", async () => {
    const app = await registered(gallery.integration("elastic-o365").resolved);
    const { access_token } = await byItself(app);
    expect(await call(access_token, "/users")).toEqual([403, "Authorization_RequestDenied"]);
  });
});

/** A person signs in at the product, whose redirect URI is the integration's first. */
async function signedInAt(integration: ResolvedIntegration, app: Registered, scope: string) {
  const [redirect_uri = ""] = integration.redirectUris;
  const person = browser(tenant);
  await person.open(authorize, { client_id: app.appId, response_type: "code", redirect_uri, scope });
  const { code = "" } = sent(await person.signIn("teams-service"));
  return answered({ grant_type: "authorization_code", code, redirect_uri, ...bySecret(app) });
}

describe("Zammad, Microsoft 365 Graph Email", () => {
  test("Authenticate: the mailbox's user signs in, no consent page is shown, and Zammad reads that mailbox with both tokens", async () => {
    const zammad = gallery.integration("zammad-graph").resolved;
    const app = await registered(zammad);
    const { access_token, refresh_token } = await signedInAt(zammad, app, scopesOf(zammad));
    expect(await call(access_token, "/me/messages")).toBe(200);
    const renewed = await answered({ grant_type: "refresh_token", refresh_token, ...bySecret(app) });
    expect(await call(renewed.access_token, "/me/messages")).toBe(200);
    expect(await call(access_token, "/users")).toEqual([403, "Authorization_RequestDenied"]);
  });
});

describe("GitLab's incoming mail", () => {
  test("Entra gives it no role: until Exchange opens its mailbox it reads none, and never another one", async () => {
    const app = await registered(gallery.integration("gitlab-mail").resolved);
    const { access_token } = await byItself(app);
    expect(claimsOf(access_token).roles).toBeUndefined();
    expect(await call(access_token, "/users/teams-service@contoso.onmicrosoft.com/messages")).toEqual([
      403,
      "ErrorAccessDenied",
    ]);
  });
});

describe("Cloudflare Access", () => {
  test("Test: a person signs in, no consent page is shown, and the ID token says who it is", async () => {
    const cloudflare = gallery.integration("cloudflare-access").resolved;
    const { id_token, access_token } = await signedInAt(
      cloudflare,
      await registered(cloudflare),
      "openid email profile offline_access User.Read GroupMember.Read.All",
    );
    expect(claimsOf(id_token)).toMatchObject({ preferred_username: "teams-service@contoso.onmicrosoft.com" });
    expect(await call(access_token, "/me")).toBe(200);
    expect(await call(access_token, "/me/messages")).toEqual([403, "ErrorAccessDenied"]);
  });
});

describe("desknet's NEO", () => {
  test("U1: a person accepts once, and the refresh token goes on; of the directory it reads nothing", async () => {
    const neo = gallery.integration("desknets-neo").resolved;
    const app = await registered(neo);
    const { access_token, refresh_token } = await signedInAt(neo, app, scopesOf(neo));
    expect(claimsOf(access_token).scp.split(" ")).toContain("IMAP.AccessAsUser.All");
    expect(await answered({ grant_type: "refresh_token", refresh_token, ...bySecret(app) })).toMatchObject({
      token_type: "Bearer",
    });
    expect(await call(access_token, "/users")).toEqual([403, "Authorization_RequestDenied"]);
  });
});
