import { expect, test } from "vitest";
import { nativeRedirect } from "../../../review/rules/native-redirect.ts";
import { secret } from "../recordings.ts";
import { judged } from "./judged.ts";

const native = "https://login.microsoftonline.com/common/oauth2/nativeclient";
const credentials = secret("2026-11-21", "2027-05-15");

test("Microsoft's page for apps on a device, beside a credential", () => {
  expect(judged(nativeRedirect, { credentials, redirectUris: [{ platform: "web", uri: native }] })).toEqual([
    `warn [${native}] ${native} is meant for apps on a device, yet mailgates holds a credential of its own.`,
  ]);
});

test("not without a credential, nor for another page", () => {
  expect(judged(nativeRedirect, { redirectUris: [{ platform: "publicClient", uri: native }] })).toEqual([]);
  const redirectUris = [{ platform: "web", uri: "https://contoso.example/nativeclient" }] as const;
  expect(judged(nativeRedirect, { credentials, redirectUris })).toEqual([]);
});
