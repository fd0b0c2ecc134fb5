/**
 * Each vendor's definition with its page's values and no `exceptions`: exactly the rules that its page goes against, and no
 * others. Owners are service principals; where the page leaves the choice to the operator, the tame one is made.
 */
import { describe, expect, test } from "vitest";
import { vendors } from "../../components/vendors/index.ts";
import { judge } from "../../review/judge/index.ts";
import { sideBySide } from "../../review/pairs.ts";
import { recordingOf } from "../../review/reading/recording.ts";
import { rules } from "../../review/rules/index.ts";
import { recorded } from "../recorded.ts";
import { tenantFile } from "../tenant-file.ts";

/** What the reader of the page types into the tenant's file: one credential, and what the page asks of the customer. */
async function findingsOf(vendor: string, settings: object): Promise<string[]> {
  const file = tenantFile((document) => {
    document.setIn(["tenant", "disposable"], false);
    document.set(
      "integrations",
      document.createNode({
        subject: { vendor, credentials: [{ issued: "2026-11-21", expires: "2027-05-15" }], ...settings },
      }),
    );
  });
  const recording = recordingOf(await recorded(file), {
    project: "m365-integrations",
    stack: "dev",
    file: "tenant.yaml",
  });
  const { findings } = judge(sideBySide(undefined, recording), {
    now: "2026-11-22",
    definitions: vendors,
    claimed: new Set<string>(),
    rules,
  });
  return findings.map(({ level, rule, subject }) => [level, rule, subject].filter(Boolean).join(" ")).sort();
}

describe("a vendor's page without an exception", () => {
  test("ServiceNow: a self-signed key that is handed over, named by SHA-1, and consent for everyone", async () => {
    expect(await findingsOf("servicenow-teams", { instances: ["contosodev"] })).toEqual([
      "warn client-secret",
      "warn consent-breadth",
      "warn legacy-thumbprint",
      "warn private-key-in-state",
    ]);
  });

  test("MAILGATES Σ: a secret for 24 months, the implicit flow, and the mail of everyone", async () => {
    expect(
      await findingsOf("mailgates-sigma", {
        redirectUris: ["https://contoso-mgf.cybermail.jp/oauth/", "https://contoso-mgf.cybermail.jp/admin/oauth/"],
        credentials: [{ issued: "2026-11-21", expires: "2028-11-20" }],
      }),
    ).toEqual([
      "accept implicit-grant",
      "accept implicit-grant",
      "accept mailbox-scope Mail.Read",
      "accept mailbox-scope Mail.ReadBasic",
      "accept mailbox-scope Mail.ReadBasic.All",
      "vendor secret-lifetime 2026-11-21",
      "warn client-secret",
      "warn redundant-permission Mail.ReadBasic",
      "warn redundant-permission Mail.ReadBasic.All",
      "warn risky-permission Mail.Read",
      "warn risky-permission User.Read.All",
    ]);
  });

  test("TeamConnect: mail for everyone, IMAP both ways, SMTP AUTH, and multi-factor authentication switched off", async () => {
    expect(
      await findingsOf("teamconnect", {
        mailboxes: [{ address: "teamconnect@contoso.example", receive: true, sendAs: false }],
      }),
    ).toEqual([
      "accept mailbox-scope Mail.Read",
      "accept password-grant-possible",
      "accept smtp-auth SMTP.SendAsApp",
      "vendor weakens-tenant",
      "warn client-secret",
      "warn delegated-first IMAP.AccessAsApp",
      "warn risky-permission IMAP.AccessAsApp",
      "warn risky-permission IMAP.AccessAsUser.All",
      "warn risky-permission Mail.Read",
      "warn risky-permission SMTP.SendAsApp",
    ]);
  });

  test("TeamConnect without the delegated scope: no password flow, so no step that switches a second factor off", async () => {
    expect(
      await findingsOf("teamconnect", {
        mailboxes: [{ address: "teamconnect@contoso.example", receive: true, sendAs: false }],
        omits: { "Microsoft Graph": { delegated: ["IMAP.AccessAsUser.All"] } },
      }),
    ).toEqual([
      "accept mailbox-scope Mail.Read",
      "accept smtp-auth SMTP.SendAsApp",
      "warn client-secret",
      "warn delegated-first IMAP.AccessAsApp",
      "warn risky-permission IMAP.AccessAsApp",
      "warn risky-permission Mail.Read",
      "warn risky-permission SMTP.SendAsApp",
    ]);
  });

  test("Live Platform: a secret, and a directory role", async () => {
    expect(
      await findingsOf("live-platform", {
        directoryRoles: ["Teams Administrator"],
        permissions: { "Microsoft Graph": { application: ["Organization.Read.All"] } },
      }),
    ).toEqual(["accept directory-role Teams Administrator", "warn client-secret"]);
  });

  test("Live Platform's notifications: a secret of their own", async () => {
    expect(
      await findingsOf("live-platform-notifications", {
        permissions: { "Microsoft Graph": { application: ["CallRecords.Read.All"] } },
      }),
    ).toEqual(["warn client-secret"]);
  });

  test("App Connect: any organisation, and consent for everyone to write and send mail", async () => {
    expect(await findingsOf("app-connect", { audience: "multiple" })).toEqual([
      "accept multi-tenant",
      "warn client-secret",
      "warn consent-breadth",
      "warn risky-permission Mail.ReadWrite",
      "warn risky-permission Mail.Send",
    ]);
  });
});
