import { expect, test } from "vitest";
import { mailgatesSigma } from "../../../components/vendors/mailgates-sigma.ts";
import { teamconnect } from "../../../components/vendors/teamconnect.ts";
import { passwordGrantPossible } from "../../../review/rules/password-grant-possible.ts";
import { holding, secret } from "../recordings.ts";
import { judged, role, scope } from "./judged.ts";

const credentials = secret("2026-11-21", "2027-05-15");
const mail = holding(scope("IMAP.AccessAsUser.All"), scope("offline_access"), role("Mail.Read"));

test("a secret, a scope and a page that switches the second factor off", () => {
  expect(judged(passwordGrantPossible, { ...mail, credentials }, { definition: teamconnect })).toEqual([
    "accept [] The client secret and a user's password are enough for IMAP.AccessAsUser.All: the vendor's page has multi-factor authentication switched off, and nothing else forbids the password grant.",
  ]);
});

test("any of the three missing", () => {
  const certificate = { ...credentials, kind: "certificate" } as const;
  const withoutScope = holding(role("Mail.Read"), scope("offline_access"));
  expect(judged(passwordGrantPossible, { ...mail, credentials: certificate }, { definition: teamconnect })).toEqual([]);
  expect(judged(passwordGrantPossible, { ...withoutScope, credentials }, { definition: teamconnect })).toEqual([]);
  expect(judged(passwordGrantPossible, { ...mail, credentials }, { definition: mailgatesSigma })).toEqual([]);
});
