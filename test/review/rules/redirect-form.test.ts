import { describe, expect, test } from "vitest";
import { redirectForm } from "../../../review/rules/redirect-form.ts";
import { judged } from "./judged.ts";

function uris(...texts: readonly string[]) {
  return judged(redirectForm, { redirectUris: texts.map((uri) => ({ platform: "web", uri })) });
}

describe("redirect-form", () => {
  test("what Entra takes", () => {
    expect(uris("https://contoso.example/", "https://contoso.example/oauth/callback?tenant=a")).toEqual([]);
    expect(uris()).toEqual([]);
  });

  test("what components/redirect-uri.ts refuses, in its words", () => {
    expect(uris("https://*.contoso.example/")).toEqual([
      "block [https://*.contoso.example/] https://*.contoso.example/ has a wildcard; write every URI out in full.",
    ]);
    expect(uris("https://contoso.example/#a")).toEqual([
      "block [https://contoso.example/#a] https://contoso.example/#a has a fragment (#); leave it out.",
    ]);
    expect(uris("https://contoso.example/%2myapps")).toEqual([
      "block [https://contoso.example/%2myapps] https://contoso.example/%2myapps has a broken escape (% without two hex digits).",
    ]);
  });

  test("the scheme is redirect-https's business, the rest of such a URI is not", () => {
    expect(uris("http://contoso.example/")).toEqual([]);
    expect(uris("http://contoso.example")).toEqual([
      "block [http://contoso.example] http://contoso.example has no path; end it with / or a path, Entra compares to the letter.",
    ]);
  });

  test("a public client's own scheme has a form of its own", () => {
    const redirectUris = [{ platform: "publicClient", uri: "msal1234://auth" }] as const;
    expect(judged(redirectForm, { redirectUris })).toEqual([]);
    const wildcard = [{ platform: "publicClient", uri: "https://*.contoso.example/" }] as const;
    expect(judged(redirectForm, { redirectUris: wildcard })).toHaveLength(1);
  });

  test("two that Entra cannot tell apart", () => {
    expect(uris("https://contoso.example/OAuth/", "https://contoso.example/oauth/")).toEqual([
      "block [https://contoso.example/OAuth/] https://contoso.example/OAuth/ differs from https://contoso.example/oauth/ only by letter case or by the port of localhost.",
    ]);
    expect(uris("http://localhost:3000/a", "http://localhost:4000/a")).toEqual([
      "block [http://localhost:3000/a] http://localhost:3000/a differs from http://localhost:4000/a only by letter case or by the port of localhost.",
    ]);
    expect(uris("https://contoso.example:3000/a", "https://contoso.example:4000/a")).toEqual([]);
    const redirectUris = [
      { platform: "web", uri: "https://contoso.example/" },
      { platform: "spa", uri: "https://contoso.example/" },
    ] as const;
    expect(judged(redirectForm, { redirectUris })).toEqual([
      "block [https://contoso.example/] https://contoso.example/ stands on two platforms.",
    ]);
  });

  test("at most 256 of them, 100 beside personal accounts, and there without a query", () => {
    const many = (count: number) =>
      Array.from(
        { length: count },
        (_, index) => ({ platform: "web", uri: `https://contoso.example/${index}` }) as const,
      );
    expect(judged(redirectForm, { redirectUris: many(256) })).toEqual([]);
    expect(judged(redirectForm, { redirectUris: many(257) })).toEqual([
      "block [redirectUris] redirectUris holds 257 URIs; Entra takes at most 256.",
    ]);
    const audience = "AzureADandPersonalMicrosoftAccount";
    expect(judged(redirectForm, { audience, redirectUris: many(100) })).toEqual([]);
    expect(judged(redirectForm, { audience, redirectUris: many(101) })).toEqual([
      "block [redirectUris] redirectUris holds 101 URIs; Entra takes at most 100.",
    ]);
    expect(
      judged(redirectForm, { audience, redirectUris: [{ platform: "web", uri: "https://contoso.example/?a=b" }] }),
    ).toEqual([
      "block [https://contoso.example/?a=b] https://contoso.example/?a=b has a query, which Entra refuses beside personal accounts.",
    ]);
  });
});
