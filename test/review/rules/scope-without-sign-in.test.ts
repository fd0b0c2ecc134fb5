import { expect, test } from "vitest";
import { livePlatform } from "../../../components/vendors/live-platform.ts";
import { mailgatesSigma } from "../../../components/vendors/mailgates-sigma.ts";
import { teamconnect } from "../../../components/vendors/teamconnect.ts";
import { scopeWithoutSignIn } from "../../../review/rules/scope-without-sign-in.ts";
import { holding } from "../recordings.ts";
import { judged, role, scope } from "./judged.ts";

const organization = holding(scope("Organization.Read.All"));

test("a delegated permission of a vendor that signs nobody in gives nothing", () => {
  expect(judged(scopeWithoutSignIn, organization, { definition: livePlatform })).toEqual([
    "warn [] Nobody can sign in to mailgates, which has no redirect URI, so these delegated permissions give it nothing: Organization.Read.All. Its token holds application permissions alone.",
  ]);
});

test("its application permissions, a vendor whose page signs people in, and one that has a password typed", () => {
  expect(judged(scopeWithoutSignIn, holding(role("Organization.Read.All")), { definition: livePlatform })).toEqual([]);
  expect(judged(scopeWithoutSignIn, organization, { definition: mailgatesSigma })).toEqual([]);
  expect(judged(scopeWithoutSignIn, organization, { definition: teamconnect })).toEqual([]);
});

test("a redirect URI that the code registers lets somebody sign in, and without a definition nothing is known", () => {
  const redirectUris = [{ platform: "web", uri: "https://contoso.example/callback" }] as const;
  expect(judged(scopeWithoutSignIn, { ...organization, redirectUris }, { definition: livePlatform })).toEqual([]);
  expect(judged(scopeWithoutSignIn, organization)).toEqual([]);
});
