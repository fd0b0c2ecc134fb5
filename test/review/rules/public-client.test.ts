import { describe, expect, test } from "vitest";
import { publicClient } from "../../../review/rules/public-client.ts";
import { tokens } from "../../../review/tokens.ts";
import { registration } from "../recordings.ts";
import { judged } from "./judged.ts";

const native = "https://login.microsoftonline.com/common/oauth2/nativeclient";

function application(inputs: Readonly<Record<string, unknown>>) {
  return [registration(tokens.application, "mailgates-application", { below: "mailgates", inputs })];
}

describe("public-client", () => {
  test("the switch is off, and no redirect URI is a public client's", () => {
    const redirectUris = [{ platform: "web", uri: "https://contoso.example/" }] as const;
    expect(judged(publicClient, { redirectUris, resources: application({}) })).toEqual([]);
    expect(
      judged(publicClient, { redirectUris, resources: application({ fallbackPublicClientEnabled: false }) }),
    ).toEqual([]);
  });

  test("a redirect URI of a public client is a subject of its own", () => {
    const redirectUris = [{ platform: "publicClient", uri: native }] as const;
    expect(judged(publicClient, { publicClient: true, redirectUris, resources: application({}) })).toEqual([
      `accept [${native}] ${native} lets whoever knows the client id of mailgates ask for tokens without any credential.`,
    ]);
  });

  test("one application of two is enough", () => {
    const twin = registration(tokens.application, "twin", {
      below: "mailgates",
      inputs: { fallbackPublicClientEnabled: true },
    });
    expect(judged(publicClient, { publicClient: true, resources: [...application({}), twin] })).toEqual([
      "accept [] The switch for public client flows lets whoever knows the client id of mailgates ask for tokens without any credential.",
    ]);
  });

  test("the switch is found beside such a URI too", () => {
    const redirectUris = [{ platform: "publicClient", uri: native }] as const;
    const resources = application({ fallbackPublicClientEnabled: true });
    expect(judged(publicClient, { publicClient: true, redirectUris, resources })).toEqual([
      `accept [${native}] ${native} lets whoever knows the client id of mailgates ask for tokens without any credential.`,
      "accept [] The switch for public client flows lets whoever knows the client id of mailgates ask for tokens without any credential.",
    ]);
  });
});
