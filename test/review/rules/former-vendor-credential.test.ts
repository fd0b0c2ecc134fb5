import { expect, test } from "vitest";
import { formerVendorCredential } from "../../../review/rules/former-vendor-credential.ts";
import { secret } from "../recordings.ts";
import { judgedChange } from "./judged.ts";

const old = { vendor: "app-connect", product: "App Connect", credentials: secret("2026-11-21", "2027-05-15") };
const next = { ...old, vendor: "live-platform", product: "Live Platform" };

test("an application that passes to another vendor with its live secret is refused", () => {
  expect(judgedChange(formerVendorCredential, old, next)).toEqual([
    "block [2026-11-21] The application of App Connect becomes that of Live Platform and keeps the credential of 2026-11-21, so whoever got it for App Connect can do from now on what Live Platform may.",
  ]);
});

test("nothing is said where the vendor stays, or none of its credentials does", () => {
  expect(judgedChange(formerVendorCredential, old, old)).toEqual([]);
  expect(
    judgedChange(formerVendorCredential, old, { ...next, credentials: secret("2026-12-01", "2027-05-15") }),
  ).toEqual([]);
  expect(judgedChange(formerVendorCredential, undefined, next)).toEqual([]);
});
