import { expect, test } from "vitest";
import { appConnect } from "../../../components/vendors/app-connect.ts";
import { mailgatesSigma } from "../../../components/vendors/mailgates-sigma.ts";
import { consentBreadth } from "../../../review/rules/consent-breadth.ts";
import { granted } from "../recordings.ts";
import { judged, role, scope } from "./judged.ts";

const everyone = [granted(scope("Mail.Send")), granted(scope("offline_access")), granted(role("Mail.Read"))];

test("consent for everyone, where the vendor's page has one account authorize", () => {
  expect(judged(consentBreadth, { granted: everyone }, { definition: appConnect })).toEqual([
    "warn [] One account authorizes mailgates, yet it may act for everyone who signs in: Mail.Send.",
  ]);
});

test("not for named people, not for app roles or sign-in alone, not where the page has everyone sign in", () => {
  const named = [granted(scope("Mail.Send"), ["77777777-7777-7777-7777-777777777777"])];
  expect(judged(consentBreadth, { granted: named }, { definition: appConnect })).toEqual([]);
  expect(judged(consentBreadth, { granted: everyone.slice(1) }, { definition: appConnect })).toEqual([]);
  expect(judged(consentBreadth, { granted: everyone }, { definition: mailgatesSigma })).toEqual([]);
});
