import { describe, expect, test } from "vitest";
import { redirectHttps } from "../../../review/rules/redirect-https.ts";
import { judged } from "./judged.ts";

function uri(text: string, platform: "web" | "spa" | "publicClient" = "web") {
  return judged(redirectHttps, { redirectUris: [{ platform, uri: text }] });
}

function said(level: string, text: string): string[] {
  return [
    `${level} [${text}] ${text} is not https: whoever is on the way, or on that machine, can read the code or token that is sent there.`,
  ];
}

describe("redirect-https", () => {
  test("https, in any letters", () => {
    expect(uri("https://contoso.example/")).toEqual([]);
    expect(uri("HTTPS://contoso.example/")).toEqual([]);
    expect(judged(redirectHttps)).toEqual([]);
  });

  test("http is refused; on localhost it may be accepted", () => {
    expect(uri("http://contoso.example/")).toEqual(said("block", "http://contoso.example/"));
    expect(uri("http://localhost.contoso.example/")).toEqual(said("block", "http://localhost.contoso.example/"));
    expect(uri("http://localhost/myapps/")).toEqual(said("accept", "http://localhost/myapps/"));
    expect(uri("http://127.0.0.1:8080/")).toEqual(said("accept", "http://127.0.0.1:8080/"));
  });

  test("another scheme is refused for the web; a public client's own may be accepted", () => {
    expect(uri("urn:ietf:wg:oauth:2.0:oob")).toEqual(said("block", "urn:ietf:wg:oauth:2.0:oob"));
    expect(uri("msal1234://auth", "publicClient")).toEqual(said("accept", "msal1234://auth"));
    expect(uri("http://contoso.example/", "publicClient")).toEqual(said("block", "http://contoso.example/"));
  });
});
