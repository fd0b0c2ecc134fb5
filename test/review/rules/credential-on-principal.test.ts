import { expect, test } from "vitest";
import { credentialOnPrincipal } from "../../../review/rules/credential-on-principal.ts";
import { tokens } from "../../../review/tokens.ts";
import { registration } from "../recordings.ts";
import { judged } from "./judged.ts";

test("a credential belongs on the application", () => {
  const resources = [registration(tokens.password, "mailgates-2026-11-21", { below: "mailgates" })];
  expect(judged(credentialOnPrincipal, { resources })).toEqual([]);
});

test.each(["ServicePrincipalPassword", "ServicePrincipalCertificate", "ServicePrincipalTokenSigningCertificate"])(
  "a %s is refused",
  (word) => {
    const type = `azuread:index/${word.charAt(0).toLowerCase()}${word.slice(1)}:${word}`;
    const resources = [registration(type, "mailgates-extra", { below: "mailgates" })];
    expect(judged(credentialOnPrincipal, { resources })).toEqual([
      `block [mailgates-extra] mailgates-extra (${word}) puts a credential on the service principal, where the application's own list does not show it.`,
    ]);
  },
);
