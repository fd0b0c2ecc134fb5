import { describe, expect, test } from "vitest";
import { mailgatesSigma } from "../../../components/vendors/mailgates-sigma.ts";
import { teamconnect } from "../../../components/vendors/teamconnect.ts";
import { weakensTenant } from "../../../review/rules/weakens-tenant.ts";
import { holding } from "../recordings.ts";
import { judged, role, scope } from "./judged.ts";

const imap = holding(scope("IMAP.AccessAsUser.All"));

describe("weakens-tenant", () => {
  test("a step of the page that switches multi-factor authentication off", () => {
    expect(judged(weakensTenant, imap, { definition: teamconnect })).toEqual([
      "vendor [] Step P1 of the vendor's page weakens the tenant. The page has multi-factor authentication disabled for the mailbox, and the Authenticator removed for the Resource Owner Password Credential Flow (P2).",
    ]);
  });

  test("is not needed where nobody signs in: it serves the password grant alone", () => {
    expect(judged(weakensTenant, holding(role("Mail.Read")), { definition: teamconnect })).toEqual([]);
  });

  test("another such step is needed however the vendor signs in", () => {
    const demands = [
      {
        rule: "weakens-tenant",
        step: "S9",
        reason: { en: "Security defaults are switched off.", ja: "セキュリティの既定値群を無効にします。" },
      },
    ] as const;
    const definition = { ...teamconnect, demands };
    expect(judged(weakensTenant, holding(role("Mail.Read")), { definition })).toEqual([
      "vendor [] Step S9 of the vendor's page weakens the tenant. Security defaults are switched off.",
    ]);
  });

  test("other pages have none", () => {
    expect(judged(weakensTenant, imap, { definition: mailgatesSigma })).toEqual([]);
    expect(judged(weakensTenant, imap)).toEqual([]);
  });
});
