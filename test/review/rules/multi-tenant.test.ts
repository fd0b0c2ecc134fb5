import { expect, test } from "vitest";
import { multiTenant } from "../../../review/rules/multi-tenant.ts";
import { judged } from "./judged.ts";

test("this tenant alone", () => {
  expect(judged(multiTenant, { audience: "AzureADMyOrg" })).toEqual([]);
});

test("any organisation needs an exception", () => {
  expect(judged(multiTenant, { audience: "AzureADMultipleOrgs" })).toEqual([
    "accept [] Accounts of any organisation may sign in to mailgates, and any tenant may hold a principal of it (AzureADMultipleOrgs).",
  ]);
});

test("personal accounts are refused", () => {
  expect(judged(multiTenant, { audience: "AzureADandPersonalMicrosoftAccount" })).toEqual([
    "block [] Accounts of any organisation may sign in to mailgates, and any tenant may hold a principal of it (AzureADandPersonalMicrosoftAccount).",
  ]);
});
