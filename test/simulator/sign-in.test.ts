/** Signing in: pages, redirect URIs, consent, and what goes back to the application. */
import { createHash } from "node:crypto";
import { createLocalJWKSet, jwtVerify } from "jose";
import { beforeEach, describe, expect, it } from "vitest";
import { type Browser, browser, hiddenFields, sent } from "./browser.ts";
import { access, graphAppId, principalOf, type Registered, register } from "./registered.ts";
import { origin, type Sandbox, sandbox } from "./sandbox.ts";

const id = "11111111-1111-1111-1111-111111111111";
const authorize = `/${id}/oauth2/v2.0/authorize`;
const token = `/${id}/oauth2/v2.0/token`;
const callback = "https://vendor.example/callback";

let tenant: Sandbox;
let app: Registered;
let person: Browser;
beforeEach(async () => {
  tenant = await sandbox();
  app = await register(tenant, "mail <b>app</b>", {
    body: { web: { redirectUris: [callback] }, requiredResourceAccess: [access(tenant, graphAppId, ["Mail.Read"])] },
    scopes: { [graphAppId]: ["Mail.Read", "User.Read", "offline_access"] },
  });
  person = browser(tenant);
});

const ask = (more: Record<string, string> = {}) => ({
  client_id: app.appId,
  response_type: "code",
  redirect_uri: callback,
  scope: "openid offline_access Mail.Read",
  state: "s 1",
  ...more,
});

const redeem = (code: string, more: Record<string, string> = {}) => ({
  grant_type: "authorization_code",
  client_id: app.appId,
  client_secret: app.secret,
  redirect_uri: callback,
  code,
  ...more,
});

async function codeOf(more: Record<string, string> = {}): Promise<string> {
  await person.open(authorize, ask(more));
  return sent(await person.signIn("teams-service")).code ?? "";
}

function claimsOf(jwt: string) {
  return JSON.parse(Buffer.from(jwt.split(".")[1] ?? "", "base64url").toString());
}

async function refused(fields: Record<string, string>, headers?: Record<string, string>) {
  const { status, body } = await tenant.post(token, fields, headers);
  return [status, body.error, body.error_codes?.[0]];
}

describe("the sign-in page", () => {
  it("says that it is simulated, names its fields, and takes no markup from an application's name", async () => {
    const { status, html, headers } = await person.open(authorize, ask());
    expect(status).toBe(200);
    expect(html).toContain("Simulated tenant on this machine. This is not Microsoft");
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('<label for="username">User name</label>');
    expect(html).toContain('<label for="password">Password</label>');
    expect(html).toContain("mail &lt;b&gt;app&lt;/b&gt;");
    expect(html).not.toContain("<b>app");
    expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; .*frame-ancestors 'none'$/);
    expect(headers.get("cache-control")).toBe("no-store, no-cache");
  });

  it("asks again after a wrong password, with Entra's text, and keeps the name", async () => {
    await person.open(authorize, ask());
    const { status, html } = await person.signIn("teams-service", "wrong");
    expect(status).toBe(400);
    expect(html).toContain(
      'role="alert" id="fault">AADSTS50126: Error validating credentials due to invalid username or password.',
    );
    expect(html).toContain('value="teams-service@contoso.onmicrosoft.com"');
    expect(html).not.toContain("wrong");
  });

  it("asks a second factor of whom it is asked, and nothing goes on without it", async () => {
    await person.open(authorize, ask());
    expect((await person.signIn("alex")).html).toContain('<label for="code">Code</label>');
    const wrong = await person.submit({ code: "000000" });
    expect([wrong.status, wrong.location]).toEqual([400, undefined]);
    const { code = "" } = sent(await person.submit({ code: "123456" }));
    const { body } = await tenant.post(token, redeem(code));
    expect(claimsOf(body.access_token).amr).toEqual(["pwd", "mfa"]);
  });

  it("begins anew with a form that is an hour old or not its own", async () => {
    await person.open(authorize, ask());
    tenant.at("2026-01-01T01:00:00Z");
    expect((await person.signIn("teams-service")).html).toContain("AADSTS90013");
    await person.open(authorize, ask());
    expect((await person.submit({ ticket: "a.b.c.d.e" })).html).toContain("AADSTS90013");
  });

  it("is not shown twice in a session, unless prompt or another name asks for it", async () => {
    await codeOf();
    expect(sent(await person.open(authorize, ask())).code).toBeTruthy();
    for (const more of [
      { prompt: "login" },
      { prompt: "select_account" },
      { login_hint: "admin@contoso.onmicrosoft.com" },
    ])
      expect((await person.open(authorize, ask(more))).html).toContain("Password");
    tenant.at("2026-01-02T00:00:00Z");
    expect((await person.open(authorize, ask())).html).toContain("Password");
  });

  it("is not shown for prompt=none: the application hears that nobody is signed in (AADSTS50058)", async () => {
    const { error, error_description, state } = sent(await person.open(authorize, ask({ prompt: "none" })));
    expect([error, error_description?.split(".")[0], state]).toEqual([
      "login_required",
      "AADSTS50058: A silent sign-in request was sent but no user is signed in",
      "s 1",
    ]);
  });

  it("ends with the sign-out, which goes back to a registered address only", async () => {
    await codeOf();
    const out = await person.open(`/${id}/oauth2/v2.0/logout`, { post_logout_redirect_uri: "https://evil.example/" });
    expect([out.location, out.html.includes("You signed out")]).toEqual([undefined, true]);
    expect((await person.open(authorize, ask())).html).toContain("Password");
  });
});

describe("what may not go to the application is shown to the person", () => {
  it.each([
    ["another host", "https://vendor.example.evil/callback"],
    ["another path", "https://vendor.example/callback/"],
    ["other letters", "https://vendor.example/Callback"],
    ["a query", `${callback}?x=1`],
    ["http", "http://vendor.example/callback"],
  ])("a redirect URI that is not registered: %s (AADSTS50011)", async (_, redirect_uri) => {
    const { status, html, location } = await person.open(authorize, ask({ redirect_uri }));
    expect([status, location]).toEqual([400, undefined]);
    expect(html).toContain(
      `AADSTS50011: The redirect URI &#39;${redirect_uri}&#39; specified in the request does not match the redirect URIs configured for the application &#39;${app.appId}&#39;. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal.`,
    );
  });

  it("an application without any (AADSTS500113), an unknown client (AADSTS700016), none (AADSTS900144)", async () => {
    const bare = await register(tenant, "bare");
    const text = async (more: Record<string, string>) => (await person.open(authorize, ask(more))).html;
    expect(await text({ client_id: bare.appId })).toContain(
      "AADSTS500113: No reply address is registered for the application.",
    );
    expect(await text({ client_id: "99999999-9999-9999-9999-999999999999" })).toContain("AADSTS700016");
    expect(await text({ client_id: "" })).toContain("AADSTS900144");
  });

  it("common, where the application is of this tenant alone (AADSTS50194)", async () => {
    const { html } = await person.open("/common/oauth2/v2.0/authorize", ask());
    expect(html).toContain("is not configured as a multi-tenant application.");
    await tenant.graph("PATCH", `/v1.0/applications/${app.id}`, { signInAudience: "AzureADMultipleOrgs" });
    expect((await person.open("/common/oauth2/v2.0/authorize", ask())).html).toContain("Password");
  });

  it("what is not simulated: 501, in words of its own", async () => {
    const { status, html } = await person.open(authorize, ask({ claims: "{}" }));
    expect([status, html.includes("AADSTS")]).toEqual([501, false]);
    expect(html).toContain("The simulated tenant does not know the parameter claims of a sign-in.");
  });
});

describe("redirect URIs of this machine", () => {
  it.each([
    ["http://localhost/app", "http://localhost:5000/app", true],
    ["http://localhost:3000/app", "http://localhost:5000/app", true],
    ["http://localhost", "http://localhost:5000", true],
    ["http://127.0.0.1/app", "http://127.0.0.1:5000/app", true],
    ["http://localhost/app", "http://localhost:5000/other", false],
    ["https://localhost/app", "https://localhost:5000/app", false],
    ["https://vendor.example", "https://vendor.example/", true],
    ["https://vendor.example/a", "https://vendor.example:8443/a", false],
  ])("registered %s, asked %s: %s", async (registered, redirect_uri, good) => {
    await tenant.graph("PATCH", `/v1.0/applications/${app.id}`, { web: { redirectUris: [registered] } });
    const { html } = await person.open(authorize, ask({ redirect_uri }));
    expect(html.includes("AADSTS50011")).toBe(!good);
  });
});

describe("what the application hears", () => {
  it.each([
    ["response_type", "", "invalid_request", 900144],
    ["response_type", "banana", "unsupported_response_type", 70005],
    ["response_type", "token", "unsupported_response_type", 700051],
    ["response_type", "id_token", "unsupported_response_type", 700054],
    ["response_mode", "banana", "invalid_request", 70007],
    ["code_challenge", "short", "invalid_request", 501491],
    ["code_challenge_method", "S512", "invalid_request", 50149],
    ["prompt", "banana", "invalid_request", 90023],
    ["scope", "", "invalid_request", 900144],
    ["scope", "Mail.Banana", "invalid_client", 650053],
    ["scope", "https://nowhere.example/x", "invalid_resource", 500011],
  ])("%s=%s is refused: %s %i", async (name, value, error, code) => {
    const answer = sent(await person.open(authorize, ask({ [name]: value })));
    expect([answer.error, answer.error_description?.split(":")[0], answer.state]).toEqual([
      error,
      `AADSTS${code}`,
      "s 1",
    ]);
  });

  it("goes by query, by fragment, or by a form that works without a script", async () => {
    await codeOf();
    const query = await person.open(authorize, ask());
    expect([query.location?.hash, query.location?.searchParams.get("state")]).toEqual(["", "s 1"]);
    const fragment = await person.open(authorize, ask({ response_mode: "fragment" }));
    expect([fragment.location?.search, sent(fragment).state]).toEqual(["", "s 1"]);
    const form = await person.open(authorize, ask({ response_mode: "form_post" }));
    expect(form.html).toContain(`<form method="post" action="${callback}">`);
    expect(form.html).toContain('<noscript><button type="submit">');
    expect(hiddenFields(form.html).state).toBe("s 1");
  });

  it("by the implicit and hybrid flows, where both boxes are ticked: tokens in the fragment, bound to nonce and code", async () => {
    const implicitGrantSettings = { enableAccessTokenIssuance: true, enableIdTokenIssuance: true };
    await tenant.graph("PATCH", `/v1.0/applications/${app.id}`, { web: { implicitGrantSettings } });
    await codeOf();
    const answer = sent(await person.open(authorize, ask({ response_type: "code id_token token", nonce: "n1" })));
    const claims = claimsOf(answer.id_token ?? "");
    const half = (text: string) => createHash("sha256").update(text).digest().subarray(0, 16).toString("base64url");
    expect([claims.nonce, claims.c_hash, claims.at_hash]).toEqual([
      "n1",
      half(answer.code ?? ""),
      half(answer.access_token ?? ""),
    ]);
    const queried = sent(
      await person.open(authorize, ask({ response_type: "id_token", nonce: "n", response_mode: "query" })),
    );
    expect(queried.error_description).toMatch(/^AADSTS70007: 'query' is not a currently supported 'response_mode'/);
    const bare = sent(await person.open(authorize, ask({ response_type: "id_token" })));
    expect(bare.error_description).toMatch(/^AADSTS900144: .*'nonce'/);
  });
});

describe("a code", () => {
  it("becomes an access token with the person and all consented scopes, an id token and a refresh token", async () => {
    const { status, body } = await tenant.post(token, redeem(await codeOf({ nonce: "n1" })));
    expect([status, body.token_type, body.expires_in, body.scope]).toEqual([
      200,
      "Bearer",
      3599,
      "Mail.Read User.Read openid",
    ]);
    expect(claimsOf(body.access_token)).toMatchObject({
      aud: "https://graph.microsoft.com",
      idtyp: "user",
      oid: "44444444-4444-4444-4444-444444444444",
      upn: "teams-service@contoso.onmicrosoft.com",
      scp: "Mail.Read User.Read openid",
      appidacr: "1",
      amr: ["pwd"],
    });
    const keys = (await tenant.send("GET", `/${id}/discovery/v2.0/keys`)).body;
    const { payload } = await jwtVerify(body.id_token, createLocalJWKSet(keys), {
      currentDate: new Date("2026-01-01T00:00:00Z"),
      issuer: `${origin}/${id}/v2.0`,
      audience: app.appId,
    });
    expect([payload.nonce, payload.preferred_username, payload.tid]).toEqual([
      "n1",
      "teams-service@contoso.onmicrosoft.com",
      id,
    ]);
    expect(body.refresh_token).toBeTruthy();
  });

  it("gives no refresh token where offline_access was not asked, no id token where openid was not", async () => {
    const { body } = await tenant.post(token, redeem(await codeOf({ scope: "user.read" })));
    expect(Object.keys(body).sort()).toEqual(["access_token", "expires_in", "ext_expires_in", "scope", "token_type"]);
  });

  it("is taken once (AADSTS54005), for ten minutes (AADSTS70008)", async () => {
    const code = await codeOf();
    expect((await tenant.post(token, redeem(code))).status).toBe(200);
    expect(await refused(redeem(code))).toEqual([400, "invalid_grant", 54005]);
    const late = await (async () => sent(await person.open(authorize, ask())).code ?? "")();
    tenant.at("2026-01-01T00:09:59Z");
    const kept = sent(await person.open(authorize, ask())).code ?? "";
    tenant.at("2026-01-01T00:10:00Z");
    expect(await refused(redeem(late))).toEqual([400, "invalid_grant", 70008]);
    expect((await tenant.post(token, redeem(kept))).status).toBe(200);
  });

  it("is not spent by a request that is refused", async () => {
    const code = await codeOf();
    expect(await refused(redeem(code, { client_secret: "wrong" }))).toEqual([401, "invalid_client", 7000215]);
    expect((await tenant.post(token, redeem(code))).status).toBe(200);
  });

  it.each([
    ["no code", { code: "" }, [400, "invalid_request", 900144]],
    ["what is no code", { code: "M0abs92efe" }, [400, "invalid_request", 9002313]],
    ["no secret", { client_secret: "" }, [401, "invalid_client", 7000218]],
    ["no redirect URI", { redirect_uri: "" }, [400, "invalid_grant", 500112]],
    ["another redirect URI", { redirect_uri: "https://vendor.example/other" }, [400, "invalid_grant", 500112]],
  ])("is refused with %s", async (_, more, expected) => {
    expect(await refused(redeem(await codeOf(), more))).toEqual(expected);
  });

  it("is refused without the redirect URI that it was asked with (AADSTS700009)", async () => {
    const { redirect_uri: _, ...rest } = redeem(await codeOf());
    expect(await refused(rest)).toEqual([400, "invalid_request", 700009]);
  });

  it("of another application is refused (AADSTS70000)", async () => {
    const other = await register(tenant, "other", { body: { web: { redirectUris: [callback] } } });
    const mine = redeem(await codeOf(), { client_id: other.appId, client_secret: other.secret });
    expect(await refused(mine)).toEqual([400, "invalid_grant", 70000]);
  });

  it("from a page in a browser is refused, unless its address is one of a single page (AADSTS9002326)", async () => {
    const headers = { Origin: "https://vendor.example" };
    expect(await refused(redeem(await codeOf()), headers)).toEqual([400, "invalid_request", 9002326]);
  });

  it("for what two APIs offer is refused (AADSTS28000)", async () => {
    const code = await codeOf();
    const scope = "https://graph.microsoft.com/Mail.Read https://outlook.office.com/IMAP.AccessAsUser.All";
    expect(await refused(redeem(code, { scope }))).toEqual([400, "invalid_scope", 28000]);
  });
});

describe("proof key (RFC 7636)", () => {
  // The verifier and challenge of RFC 7636, appendix B.
  const code_verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  const code_challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  const s256 = { code_challenge, code_challenge_method: "S256" };

  it("takes the right verifier, by S256 and plain", async () => {
    expect((await tenant.post(token, redeem(await codeOf(s256), { code_verifier }))).status).toBe(200);
    const plain = sent(await person.open(authorize, ask({ code_challenge: code_verifier }))).code ?? "";
    expect((await tenant.post(token, redeem(plain, { code_verifier }))).status).toBe(200);
  });

  it("refuses another (AADSTS501481) and none (AADSTS50148)", async () => {
    const code = await codeOf(s256);
    const wrong = redeem(code, { code_verifier: "aBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk" });
    expect(await refused(wrong)).toEqual([400, "invalid_grant", 501481]);
    expect(await refused(redeem(code))).toEqual([400, "invalid_grant", 50148]);
  });

  it("is needed by a single page, which redeems across origins and has no secret; its refresh token lives a day", async () => {
    await tenant.graph("PATCH", `/v1.0/applications/${app.id}`, {
      web: { redirectUris: [] },
      spa: { redirectUris: [callback] },
    });
    const Origin = "https://vendor.example";
    const { client_secret: _, ...bare } = redeem(await codeOf());
    expect(await refused(bare, { Origin })).toEqual([400, "invalid_request", 9002325]);
    expect(await refused(bare)).toEqual([400, "invalid_request", 9002327]);
    const code = sent(await person.open(authorize, ask(s256))).code ?? "";
    expect(await refused({ ...redeem(code), code_verifier }, { Origin })).toEqual([401, "invalid_client", 700025]);
    const { status, headers, body } = await tenant.post(token, { ...bare, code, code_verifier }, { Origin });
    expect([status, headers.get("access-control-allow-origin")]).toEqual([200, Origin]);
    const again = { grant_type: "refresh_token", client_id: app.appId, refresh_token: body.refresh_token };
    tenant.at("2026-01-01T23:59:59Z");
    const { body: next } = await tenant.post(token, again, { Origin });
    tenant.at("2026-01-02T00:00:00Z");
    expect(await refused({ ...again, refresh_token: next.refresh_token }, { Origin })).toEqual([
      400,
      "invalid_grant",
      700084,
    ]);
  });

  it("suffices for a public client, which must not present a secret (AADSTS700025)", async () => {
    const publicClient = { redirectUris: ["http://localhost"] };
    await tenant.graph("PATCH", `/v1.0/applications/${app.id}`, { web: { redirectUris: [] }, publicClient });
    const redirect_uri = "http://localhost:5000";
    const code = await codeOf({ ...s256, redirect_uri });
    const { client_secret: _, ...bare } = redeem(code, { code_verifier, redirect_uri });
    expect(await refused({ ...bare, client_secret: app.secret })).toEqual([401, "invalid_client", 700025]);
    expect((await tenant.post(token, bare)).status).toBe(200);
  });
});

describe("a refresh token", () => {
  const refresh = (refresh_token: string, more: Record<string, string> = {}) => ({
    grant_type: "refresh_token",
    client_id: app.appId,
    client_secret: app.secret,
    refresh_token,
    ...more,
  });
  const first = async (): Promise<string> => (await tenant.post(token, redeem(await codeOf()))).body.refresh_token;

  it("gives an access token and another refresh token; the old one stays good, as Entra's does", async () => {
    const old = await first();
    const { body } = await tenant.post(token, refresh(old));
    expect([body.scope, body.refresh_token === old]).toEqual(["Mail.Read User.Read openid", false]);
    expect((await tenant.post(token, refresh(old))).status).toBe(200);
    expect((await tenant.post(token, refresh(body.refresh_token))).status).toBe(200);
  });

  it("ends after 90 days without use, and not before (AADSTS700082)", async () => {
    const old = await first();
    tenant.at("2026-03-31T23:59:59Z");
    const { body } = await tenant.post(token, refresh(old));
    tenant.at("2026-04-01T00:00:00Z");
    expect(await refused(refresh(old))).toEqual([400, "invalid_grant", 700082]);
    expect((await tenant.post(token, refresh(body.refresh_token))).status).toBe(200);
  });

  it("is void once the person's sessions are revoked (AADSTS50173) or the account is switched off (AADSTS50057)", async () => {
    const old = await first();
    const { users, signIns } = tenant.tenant.directory;
    const userId = "44444444-4444-4444-4444-444444444444";
    const [user, signIn] = [users.get(userId), signIns.get(userId)];
    if (!user || !signIn) throw new Error("no user");
    signIns.set(userId, { ...signIn, validFrom: "2026-01-01T00:00:01Z" });
    expect(await refused(refresh(old))).toEqual([400, "invalid_grant", 50173]);
    users.set(userId, { ...user, accountEnabled: false });
    expect(await refused(refresh(old))).toEqual([400, "invalid_grant", 50057]);
    users.delete(userId);
    expect(await refused(refresh(old))).toEqual([400, "invalid_grant", 500341]);
  });

  it("gives nothing any more once consent is taken back (AADSTS65001) or the application is suspended (AADSTS7000112)", async () => {
    const old = await first();
    const grants = (await tenant.graph("GET", `/v1.0/servicePrincipals/${app.principalId}/oauth2PermissionGrants`)).body
      .value;
    await tenant.graph("DELETE", `/v1.0/oauth2PermissionGrants/${grants[0].id}`);
    const { body } = await tenant.post(token, refresh(old));
    expect([body.error, body.error_codes, body.suberror]).toEqual(["invalid_grant", [65001], "consent_required"]);
    await tenant.graph("PATCH", `/v1.0/servicePrincipals/${app.principalId}`, { accountEnabled: false });
    expect(await refused(refresh(old))).toEqual([400, "unauthorized_client", 7000112]);
  });

  it("is refused where it is none (AADSTS9002313), of another client (AADSTS70000), or an access token", async () => {
    const old = await first();
    expect(await refused(refresh("0.AXEA"))).toEqual([400, "invalid_request", 9002313]);
    const other = await register(tenant, "other");
    const foreign = refresh(old, { client_id: other.appId, client_secret: other.secret });
    expect(await refused(foreign)).toEqual([400, "invalid_grant", 70000]);
    expect(await refused(refresh(await codeOf({ prompt: "login" })))).toEqual([400, "invalid_request", 9002313]);
  });
});

describe("consent", () => {
  const wider = { scope: "openid Mail.Read Mail.Send" };
  const grants = () =>
    [...tenant.tenant.directory.delegatedGrants.values()].filter(({ clientId }) => clientId === app.principalId);

  it("is asked for what is missing, in the API's own words, and counts for that person", async () => {
    await person.open(authorize, ask(wider));
    const { html } = await person.signIn("teams-service");
    expect(html).toContain("<li><strong>Mail.Send</strong>, Microsoft Graph</li>");
    expect(html).not.toContain("<strong>Mail.Read</strong>");
    expect(html).not.toContain("on behalf of your organization");
    expect(sent(await person.submit({ decision: "accept" })).code).toBeTruthy();
    expect(grants().map(({ consentType, scope }) => [consentType, scope])).toEqual([
      ["AllPrincipals", "Mail.Read User.Read offline_access"],
      ["Principal", "Mail.Send openid"],
    ]);
  });

  it("counts for everybody where an administrator ticks it", async () => {
    await person.open(authorize, ask(wider));
    expect((await person.signIn("admin")).html).toContain("Consent on behalf of your organization");
    await person.submit({ decision: "accept", everybody: "on" });
    expect(grants().map(({ scope }) => scope)).toEqual(["Mail.Read User.Read offline_access Mail.Send openid"]);
  });

  it("that is declined goes back as access_denied (AADSTS65004), and nothing is written", async () => {
    await person.open(authorize, ask(wider));
    await person.signIn("teams-service");
    const { error, error_subcode, error_description } = sent(await person.submit({ decision: "cancel" }));
    expect([error, error_subcode, error_description?.split(".")[0]]).toEqual([
      "access_denied",
      "cancel",
      "AADSTS65004: User declined to consent to access the app",
    ]);
    expect(grants()).toHaveLength(1);
  });

  it("takes an administrator for some scopes: the person can only go back (AADSTS90094)", async () => {
    await person.open(authorize, ask({ scope: "Group.ReadWrite.All" }));
    const { html } = await person.signIn("teams-service");
    expect(html).toContain("Need admin approval");
    expect(html).toContain("AADSTS90094: The grant requires admin permission.");
    expect((await person.submit({ decision: "accept" })).html).toContain("AADSTS90094");
    expect(grants()).toHaveLength(1);
  });

  it("takes an administrator for all, where the tenant lets nobody consent for themselves", async () => {
    tenant = await sandbox({ policies: { userConsent: false } });
    app = await register(tenant, "app", { body: { web: { redirectUris: [callback] } } });
    person = browser(tenant);
    await person.open(authorize, ask(wider));
    expect((await person.signIn("teams-service")).html).toContain("AADSTS90094");
  });

  it("is missing for prompt=none (AADSTS65001), and asked again for prompt=consent", async () => {
    await codeOf();
    const silent = sent(await person.open(authorize, ask({ ...wider, prompt: "none" })));
    expect([silent.error, silent.error_description?.split(":")[0]]).toEqual(["consent_required", "AADSTS65001"]);
    expect((await person.open(authorize, ask({ prompt: "consent" }))).html).toContain("<strong>Mail.Read</strong>");
  });

  it("is not given by somebody else's session", async () => {
    await person.open(authorize, ask(wider));
    await person.signIn("teams-service");
    const asked = await person.open(authorize, ask(wider));
    const other = browser(tenant);
    await other.open(authorize, ask());
    await other.signIn("admin");
    await other.open(authorize, ask(wider));
    const answer = await other.submit({ ...hiddenFields(asked.html), decision: "accept" });
    expect([answer.location, answer.html.includes("Password")]).toEqual([undefined, true]);
    expect(grants()).toHaveLength(1);
  });
});

describe("an administrator's consent", () => {
  const path = `/${id}/adminconsent`;
  const wish = () => ({ client_id: app.appId, redirect_uri: callback, state: "s2" });
  beforeEach(async () => {
    const requiredResourceAccess = [access(tenant, graphAppId, ["Mail.Send"], ["User.Read.All"])];
    await tenant.graph("PATCH", `/v1.0/applications/${app.id}`, { requiredResourceAccess });
  });

  it("gives the whole registration, application permissions too, and says so to the application", async () => {
    await person.open(path, wish());
    const { html } = await person.signIn("admin");
    expect(html).toContain("<strong>User.Read.All</strong>, Microsoft Graph, with no person signed in");
    expect(sent(await person.submit({ decision: "accept" }))).toEqual({
      admin_consent: "True",
      tenant: id,
      state: "s2",
    });
    const roles = (await tenant.graph("GET", `/v1.0/servicePrincipals/${app.principalId}/appRoleAssignments`)).body
      .value;
    expect(roles.map(({ appRoleId }: { appRoleId: string }) => appRoleId)).toEqual([
      "df021288-bdef-4463-88db-98f22de89214",
    ]);
    await person.open(path, wish());
    expect(sent(await person.submit({ decision: "accept" })).admin_consent).toBe("True");
  });

  it("is not taken of anybody else (AADSTS90093)", async () => {
    await person.open(path, wish());
    const { status, html } = await person.signIn("teams-service");
    expect([status, html.includes("AADSTS90093: This operation can only be performed by an administrator.")]).toEqual([
      400,
      true,
    ]);
  });

  it("that is declined says so: permission_denied", async () => {
    await person.open(path, wish());
    await person.signIn("admin");
    expect(sent(await person.submit({ decision: "cancel" }))).toEqual({
      error: "permission_denied",
      error_description: "The admin canceled the request",
      state: "s2",
    });
  });

  it("of version 2 gives the named scopes alone, and repeats them", async () => {
    const scope = "https://graph.microsoft.com/Calendars.Read";
    await person.open(`/${id}/v2.0/adminconsent`, { ...wish(), scope });
    await person.signIn("admin");
    expect(sent(await person.submit({ decision: "accept" })).scope).toBe(scope);
    const { body } = await tenant.graph("GET", `/v1.0/servicePrincipals/${app.principalId}/oauth2PermissionGrants`);
    expect(body.value[0].scope).toBe("Mail.Read User.Read offline_access Calendars.Read");
  });
});

describe("an application for assigned people only", () => {
  beforeEach(async () => {
    await tenant.graph("PATCH", `/v1.0/servicePrincipals/${app.principalId}`, { appRoleAssignmentRequired: true });
  });
  const assign = (principalId: string) =>
    tenant.graph("POST", `/v1.0/servicePrincipals/${app.principalId}/appRoleAssignedTo`, {
      ...{ appRoleId: "00000000-0000-0000-0000-000000000000", principalId, resourceId: app.principalId },
    });

  it("blocks everybody else (AADSTS50105)", async () => {
    await person.open(authorize, ask());
    const { html } = await person.signIn("teams-service");
    expect(html).toContain(
      "AADSTS50105: Your administrator has configured the application mail &lt;b&gt;app&lt;/b&gt;",
    );
    const silent = sent(await person.open(authorize, ask({ prompt: "none" })));
    expect(silent.error).toBe("interaction_required");
  });

  it("lets in who is assigned, and who is in an assigned group", async () => {
    await assign("44444444-4444-4444-4444-444444444444");
    expect(await codeOf()).toBeTruthy();
    const group = [...tenant.tenant.directory.groups.keys()][0] ?? "";
    await assign(group);
    const other = browser(tenant);
    await other.open(authorize, ask());
    await other.signIn("alex");
    expect(sent(await other.submit({ code: "123456" })).code).toBeTruthy();
  });

  it("ends for refresh tokens with the assignment", async () => {
    const { body: assignment } = await assign("44444444-4444-4444-4444-444444444444");
    const { body } = await tenant.post(token, redeem(await codeOf()));
    await tenant.graph("DELETE", `/v1.0/servicePrincipals/${app.principalId}/appRoleAssignedTo/${assignment.id}`);
    const again = { grant_type: "refresh_token", client_id: app.appId, client_secret: app.secret };
    expect(await refused({ ...again, refresh_token: body.refresh_token })).toEqual([400, "invalid_grant", 50105]);
  });
});

describe("version 1", () => {
  it("signs in for an API as a whole, and answers with texts, id token and refresh token", async () => {
    const words = { client_id: app.appId, response_type: "code", redirect_uri: callback };
    await person.open(`/${id}/oauth2/authorize`, { ...words, resource: "https://graph.microsoft.com" });
    const { code = "" } = sent(await person.signIn("teams-service"));
    const { status, body } = await tenant.post(
      `/${id}/oauth2/token`,
      redeem(code, { resource: "https://graph.microsoft.com" }),
    );
    expect([status, body.expires_in, body.resource]).toEqual([200, "3599", "https://graph.microsoft.com"]);
    expect(claimsOf(body.id_token)).toMatchObject({ ver: "1.0", iss: `https://sts.windows.net/${id}/` });
    const again = { grant_type: "refresh_token", client_id: app.appId, client_secret: app.secret };
    const { body: next } = await tenant.post(`/${id}/oauth2/token`, { ...again, refresh_token: body.refresh_token });
    expect(claimsOf(next.access_token).scp).toContain("Mail.Read");
  });
});

describe("the password grant", () => {
  const form = (more: Record<string, string> = {}) => ({
    grant_type: "password",
    client_id: app.appId,
    client_secret: app.secret,
    scope: "Mail.Read offline_access",
    username: "teams-service@contoso.onmicrosoft.com",
    password: "simulated-tenant-only",
    ...more,
  });

  it("is served with secret and consent, with a refresh token", async () => {
    const { status, body } = await tenant.post(token, form());
    expect([status, claimsOf(body.access_token).upn]).toEqual([200, "teams-service@contoso.onmicrosoft.com"]);
    expect(body.refresh_token).toBeTruthy();
  });

  it.each([
    ["a wrong password", { password: "wrong" }, [400, "invalid_grant", 50126]],
    ["a name that nobody has", { username: "guest@elsewhere.example" }, [400, "invalid_grant", 50034]],
    ["a person with a second factor", { username: "alex@contoso.onmicrosoft.com" }, [400, "invalid_grant", 50076]],
    ["no name", { username: "" }, [400, "invalid_request", 900144]],
    ["no password", { password: "" }, [400, "invalid_request", 900144]],
    ["a wrong secret", { client_secret: "wrong" }, [401, "invalid_client", 7000215]],
    ["no secret", { client_secret: "" }, [401, "invalid_client", 7000218]],
    ["scopes without consent", { scope: "Mail.Send" }, [400, "invalid_grant", 65001]],
  ])("is refused for %s", async (_, more, expected) => {
    expect(await refused(form(more))).toEqual(expected);
  });

  it("tells a program what a second factor means: basic_action, and at version 1 interaction_required", async () => {
    const alex = form({ username: "alex@contoso.onmicrosoft.com", resource: "https://graph.microsoft.com" });
    const { body } = await tenant.post(token, alex);
    expect([body.suberror, body.error_description.split("\r\n")[0]]).toEqual([
      "basic_action",
      "AADSTS50076: Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '00000003-0000-0000-c000-000000000000'.",
    ]);
    expect((await tenant.post(`/${id}/oauth2/token`, alex)).body.error).toBe("interaction_required");
  });

  it("is refused for an account that is switched off (AADSTS50057)", async () => {
    const { users } = tenant.tenant.directory;
    const user = users.get("44444444-4444-4444-4444-444444444444");
    if (user) users.set(user.id, { ...user, accountEnabled: false });
    expect(await refused(form())).toEqual([400, "invalid_grant", 50057]);
  });

  it("takes no secret of an application that allows public client flows, and needs none", async () => {
    await tenant.graph("PATCH", `/v1.0/applications/${app.id}`, { isFallbackPublicClient: true });
    expect(await refused(form())).toEqual([401, "invalid_client", 700025]);
    const { client_secret: _, ...bare } = form();
    expect((await tenant.post(token, bare)).status).toBe(200);
  });
});

describe("grants that Entra serves and this tenant does not", () => {
  it.each(["urn:ietf:params:oauth:grant-type:device_code", "urn:ietf:params:oauth:grant-type:jwt-bearer"])(
    "%s: 501, in words of its own",
    async (grant_type) => {
      const { status, body } = await tenant.post(token, { grant_type, client_id: app.appId });
      expect([status, body.error.code, body.error.message]).toEqual([
        501,
        "NotImplemented",
        `The simulated tenant does not know the grant ${grant_type}.`,
      ]);
    },
  );
});

describe("an API without its principal in the tenant", () => {
  it("is refused at the sign-in, by its name (AADSTS650052)", async () => {
    tenant.tenant.directory.servicePrincipals.delete(principalOf(tenant, "00000002-0000-0ff1-ce00-000000000000"));
    const scope = "https://outlook.office.com/IMAP.AccessAsUser.All";
    expect(sent(await person.open(authorize, ask({ scope }))).error_description).toMatch(
      /^AADSTS650052: The app is trying to access a service .*\(Office 365 Exchange Online\) that your organization/,
    );
  });
});
