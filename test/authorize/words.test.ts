import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type Awaited, codeOf, codePasted } from "../../operate/authorize/answer.ts";
import { arrivalPage } from "../../operate/authorize/listener.ts";
import { requestedUri, wayBack } from "../../operate/authorize/redirect.ts";
import { refusal } from "../../operate/authorize/refusals.ts";
import { authorizationRequest } from "../../operate/authorize/request.ts";
import { browserCommand } from "../../operate/authorize/terminal.ts";

const redirectUri = "https://contoso.example/app-connect/callback";
const whose = { integration: "app-connect", issued: "2026-11-21", redirectUri, up: "make up" };
const awaited: Awaited = { whose, redirectUri, state: "ours" };

describe("the request", () => {
  const asked = {
    loginUrl: "https://login.microsoftonline.com",
    tenantId: "tenant",
    clientId: "client",
    redirectUri: "http://localhost:1234/cb",
    scopes: ["Mail.Send", "offline_access"],
    user: "aiko@contoso.example",
  };
  const bytes = [1, 2];
  const random = (length: number) => Buffer.alloc(length, bytes.pop());
  const { url, state, verifier } = authorizationRequest(asked, random);

  test("is the page's own, with PKCE and a state, and asks which account", () => {
    expect(url).toMatch(/^https:\/\/login\.microsoftonline\.com\/tenant\/oauth2\/v2\.0\/authorize\?/);
    expect(url).toContain("scope=Mail.Send%20offline_access");
    expect(Object.fromEntries(new URL(url).searchParams)).toEqual({
      client_id: "client",
      response_type: "code",
      redirect_uri: "http://localhost:1234/cb",
      response_mode: "query",
      scope: "Mail.Send offline_access",
      state,
      code_challenge: createHash("sha256").update(verifier).digest("base64url"),
      code_challenge_method: "S256",
      prompt: "select_account",
      login_hint: "aiko@contoso.example",
    });
  });

  test("keeps the verifier back; state and verifier are each 256 bits of their own", () => {
    expect(url).not.toContain(verifier);
    expect(verifier).not.toBe(state);
    expect([state, verifier].map((text) => Buffer.from(text, "base64url").length)).toEqual([32, 32]);
  });
});

describe("the way back", () => {
  test.each([
    ["http://localhost:8400/cb", { kind: "loopback", hosts: ["127.0.0.1", "::1"], port: 8400, path: "/cb" }],
    ["http://localhost/myapps/", { kind: "loopback", port: 0, path: "/myapps/" }],
    ["http://127.0.0.1:9000", { kind: "loopback", hosts: ["127.0.0.1"], port: 9000, path: "/" }],
    ["https://localhost/myapp/", { kind: "paste" }],
    ["https://contoso.example/app-connect/callback", { kind: "paste" }],
    ["http://localhost.contoso.example/cb", { kind: "paste" }],
    ["https://login.microsoftonline.com/common/oauth2/nativeclient", { kind: "paste" }],
  ])("of %s", (declared, way) => {
    expect(wayBack(declared, false)).toMatchObject(way);
    expect(wayBack(declared, true)).toEqual({ kind: "paste", uri: declared });
  });

  test("the request has the declared address, with the port that is listened at and nothing else changed", () => {
    expect(requestedUri(wayBack("http://localhost/myapps/?a=1", false), 41000)).toBe(
      "http://localhost:41000/myapps/?a=1",
    );
    expect(requestedUri(wayBack("http://localhost:8400", false), 8400)).toBe("http://localhost:8400");
    expect(requestedUri(wayBack(redirectUri, false), 0)).toBe(redirectUri);
  });
});

describe("the answer", () => {
  test.each([[`${redirectUri}?code=abc&state=ours&session_state=x#`], [`  "${redirectUri}?state=ours&code=abc"\n`]])(
    "pasted as %j gives the code",
    (pasted) => {
      expect(codePasted(pasted, awaited)).toBe("abc");
    },
  );

  test.each([
    ["another state", `${redirectUri}?code=abc&state=theirs`, "belongs to another sign-in, or somebody forged it"],
    ["no state", `${redirectUri}?code=abc`, "belongs to another sign-in, or somebody forged it"],
    ["a forged refusal", `${redirectUri}?error=x&error_description=AADSTS70008&state=theirs`, "somebody forged it"],
    ["neither code nor refusal", `${redirectUri}?state=ours`, "neither a code nor a refusal"],
    ["the code alone", "abc", "A code alone is not taken"],
    ["another address", "https://contoso.example/?code=abc&state=ours", "https://contoso.example/ is not the address"],
    ["a host that begins alike", `${redirectUri}.evil.example/?code=abc&state=ours`, "is not the address"],
    ["nothing", " \n", "Nothing was pasted."],
    [
      "the page's error",
      "Sorry, AADSTS50011: The redirect URI …",
      "the redirect URI that was sent is not one of those registered",
    ],
    [
      "a declined consent",
      `${redirectUri}?error=access_denied&error_description=AADSTS65004%3A%20User%20declined&state=ours`,
      "declined the consent (AADSTS65004)",
    ],
    [
      "a declined consent without its number",
      `${redirectUri}?error=access_denied&state=ours`,
      "declined the consent (access_denied)",
    ],
  ])("%s is refused in words", (_, pasted, message) => {
    expect(() => codePasted(pasted, awaited)).toThrow(message);
    expect(() => codePasted(pasted, awaited)).toThrow(/\n.*\.\/integrations (authorize|verify) app-connect/);
  });

  test("no refusal quotes the code", () => {
    expect(() => codeOf(new URLSearchParams({ code: "s3cret", state: "theirs" }), awaited)).toThrow(/^(?!.*s3cret)/s);
  });
});

describe("a refusal of the token endpoint", () => {
  test.each([
    [70008, "the code is too old: it lives ten minutes"],
    [54005, "the code was redeemed already"],
    [9002313, "was not copied whole"],
    [50011, "the redirect URI that was sent is not one of those registered"],
    [500112, "the code was asked for another redirect URI"],
    [7000215, "the secret is not one of the application's"],
    [7000222, "the secret has ended"],
    [700025, "public client"],
    [7000112, "the application is switched off"],
    [50105, "whoever signed in is not among those who may"],
    [65001, "consent to a permission is missing"],
    [90094, "only an administrator"],
  ])("AADSTS%i: %s, and a next step", (code, words) => {
    const { message } = refusal(whose, "invalid_grant", `AADSTS${code}: Entra's text. Trace ID: 1\r\nTimestamp: 2`);
    expect(message).toMatch(new RegExp(`^app-connect was not authorized: .*\\(AADSTS${code}\\)\\.\\n.+`));
    expect(message).toContain(words);
    expect(message).not.toContain("Trace ID");
  });

  test("one that is not known is quoted, in one line", () => {
    const text = "AADSTS999: Something new. Trace ID: a\r\nCorrelation ID: b";
    expect(refusal(whose, "server_error", text).message).toBe(
      "app-connect was not authorized: AADSTS999: Something new.\nBegin again: ./integrations authorize app-connect",
    );
  });
});

test("the page at the end shows no value as markup, and asks no server for anything", () => {
  const page = arrivalPage("<script>alert(1)</script>\nBegin again");
  expect(page).toContain("&#60;script&#62;");
  expect(page).not.toMatch(/<script|<link|<img|https?:/);
});

test.each([
  ["darwin", {}, ["open"]],
  ["win32", {}, ["rundll32", "url.dll,FileProtocolHandler"]],
  ["linux", { DISPLAY: ":0" }, ["xdg-open"]],
  ["linux", { WAYLAND_DISPLAY: "wayland-0" }, ["xdg-open"]],
  ["linux", { WSL_DISTRO_NAME: "Debian" }, ["wslview"]],
  ["linux", {}, undefined],
] as const)("on %s with %j a browser is opened by %j", (platform, env, command) => {
  expect(browserCommand(platform, env)).toEqual(command);
});
