/**
 * tenants/gallery.yaml: an integration of each vendor, recorded, reviewed and told on its sheet. What each page asks for,
 * step by step, is in the vendor's own test; a vendor without its rows here is not in the gallery.
 */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { resolveTenant } from "../../components/resolved-tenant.ts";
import { readTenant } from "../../components/settings.ts";
import { definitionOf, type VendorName, vendors } from "../../components/vendors/index.ts";
import { renderSheet } from "../../operate/handover/sheet.ts";
import { fixtureCertificate } from "../../review/evaluate/known-outputs.ts";
import { judge } from "../../review/judge/index.ts";
import { sideBySide } from "../../review/pairs.ts";
import { recordingOf } from "../../review/reading/recording.ts";
import { rules } from "../../review/rules/index.ts";
import { recordedGallery } from "../recorded.ts";

const file = "tenants/gallery.yaml";
const integrations = resolveTenant(readTenant(file));
const names = integrations.map(({ name }) => name);

test("each vendor has one integration, of the vendor's own name", () => {
  const written = (parse(readFileSync(file, "utf8")) as { integrations: Record<string, { vendor: string }> })
    .integrations;
  expect(Object.entries(written).filter(([name, { vendor }]) => name !== vendor)).toEqual([]);
  expect([...names].sort()).toEqual(Object.keys(vendors).sort());
});

test("the gallery is a stack of the sandbox, and its state opens with the play stack's passphrase", () => {
  const saltOf = (stack: string) => parse(readFileSync(`Pulumi.${stack}.yaml`, "utf8")).encryptionsalt;
  expect(saltOf("gallery")).toBe(saltOf("dev"));
  expect(readTenant(file)).toMatchObject({ id: "11111111-1111-1111-1111-111111111111", disposable: true });
});

/** API, kind and name of each permission that is held. */
function heldBy(name: string): string[] {
  return integrations
    .filter((one) => one.name === name)
    .flatMap(({ permissions }) => permissions)
    .flatMap(({ api, delegated, application }) => [
      ...delegated.map((permission) => `${api}: ${permission.name} (delegated)`),
      ...application.map((permission) => `${api}: ${permission.name}`),
    ])
    .sort();
}

/** What each holds; those of the first five vendors are in their own tests. */
const held: Readonly<Record<string, readonly string[]>> = {
  "elastic-o365": ["Office 365 Management APIs: ActivityFeed.Read"],
  "wazuh-o365": ["Office 365 Management APIs: ActivityFeed.Read", "Office 365 Management APIs: ActivityFeed.ReadDlp"],
  "commvault-onedrive": [
    "Microsoft Graph: Directory.Read.All",
    "Microsoft Graph: Files.Read.All",
    "Microsoft Graph: Policy.Read.All",
    "Microsoft Graph: Reports.Read.All",
    "Microsoft Graph: User.Read.All",
  ],
  "avepoint-backup": [
    "Microsoft Graph: Directory.Read.All",
    "Microsoft Graph: MailboxSettings.Read",
    "Microsoft Graph: Reports.Read.All",
    "Microsoft Graph: User.Read.All",
    "Office 365 Exchange Online: Exchange.ManageAsApp",
  ],
  "netwrix-auditor": [
    "Microsoft Graph: Directory.Read.All",
    "Microsoft Graph: Mail.ReadBasic.All",
    "Microsoft Graph: MailboxSettings.Read",
    "Office 365 Exchange Online: Exchange.ManageAsApp",
    "Office 365 Management APIs: ActivityFeed.Read",
  ],
  grafana: [
    "Microsoft Graph: email (delegated)",
    "Microsoft Graph: openid (delegated)",
    "Microsoft Graph: profile (delegated)",
  ],
  "xsoar-outlook": [
    "Microsoft Graph: Mail.ReadWrite",
    "Microsoft Graph: Mail.Send",
    "Microsoft Graph: MailboxSettings.ReadWrite",
  ],
  "zammad-graph": [
    "Microsoft Graph: Mail.ReadWrite (delegated)",
    "Microsoft Graph: Mail.Send (delegated)",
    "Microsoft Graph: offline_access (delegated)",
    "Microsoft Graph: openid (delegated)",
    "Microsoft Graph: profile (delegated)",
  ],
  "gitlab-mail": [], // Exchange gives it, for the mailboxes that the file names
  "cloudflare-access": [
    "Microsoft Graph: GroupMember.Read.All (delegated)",
    "Microsoft Graph: User.Read (delegated)",
    "Microsoft Graph: email (delegated)",
    "Microsoft Graph: offline_access (delegated)",
    "Microsoft Graph: openid (delegated)",
    "Microsoft Graph: profile (delegated)",
  ],
  "github-emu": [
    "Microsoft Graph: User.Read (delegated)",
    "Microsoft Graph: email (delegated)",
    "Microsoft Graph: openid (delegated)",
    "Microsoft Graph: profile (delegated)",
  ],
  "zoom-rooms": ["Microsoft Graph: Calendars.ReadWrite"],
  "desknets-neo": ["Microsoft Graph: IMAP.AccessAsUser.All (delegated)", "Microsoft Graph: offline_access (delegated)"],
  "bitwarden-directory-connector": ["Microsoft Graph: Group.Read.All", "Microsoft Graph: User.Read.All"],
  "veeam-restore-portal": ["Microsoft Graph: User.Read (delegated)"],
  "proself-mail": ["Office 365 Exchange Online: Mail.Send (delegated)"],
};

test.each(Object.entries(held))("%s holds what its page asks for and no more", (name, permissions) => {
  expect(heldBy(name)).toEqual(permissions);
});

/** What the review says of each; `accepted`: an exception of the file covers it. */
const verdicts: Readonly<Record<string, readonly string[]>> = {
  "servicenow-teams": [
    "warn client-secret",
    "warn consent-breadth",
    "warn legacy-thumbprint",
    "warn private-key-in-state",
    "warn risky-permission TeamSettings.ReadWrite.All",
  ],
  "mailgates-sigma": [
    "accepted implicit-grant",
    "accepted implicit-grant",
    "accepted mailbox-scope Mail.Read",
    "accepted mailbox-scope Mail.ReadBasic",
    "accepted mailbox-scope Mail.ReadBasic.All",
    "accepted secret-lifetime 2026-11-21",
    "warn client-secret",
    "warn redundant-permission Mail.ReadBasic",
    "warn redundant-permission Mail.ReadBasic.All",
    "warn risky-permission Mail.Read",
    "warn risky-permission User.Read.All",
  ],
  teamconnect: [
    "accepted mailbox-scope Mail.Read",
    "accepted smtp-auth SMTP.SendAsApp",
    "warn client-secret",
    "warn delegated-first IMAP.AccessAsApp",
    "warn risky-permission IMAP.AccessAsApp",
    "warn risky-permission Mail.Read",
    "warn risky-permission SMTP.SendAsApp",
  ],
  "live-platform": ["accepted directory-role Teams Administrator", "warn client-secret"],
  "live-platform-notifications": ["warn client-secret"],
  "app-connect": [
    "warn client-secret",
    "warn consent-breadth",
    "warn risky-permission Mail.ReadWrite",
    "warn risky-permission Mail.Send",
  ],
  "elastic-o365": ["warn client-secret"],
  "wazuh-o365": ["warn client-secret", "warn risky-permission ActivityFeed.ReadDlp"],
  "commvault-onedrive": [
    "accepted client-secret",
    "warn risky-permission Directory.Read.All",
    "warn risky-permission Files.Read.All",
    "warn risky-permission Policy.Read.All",
    "warn risky-permission User.Read.All",
  ],
  "avepoint-backup": [
    "accepted directory-role Exchange Administrator",
    "accepted mailbox-scope MailboxSettings.Read",
    "accepted tier-0 Exchange.ManageAsApp",
    "warn client-secret",
    "warn private-key-in-state",
    "warn risky-permission Directory.Read.All",
    "warn risky-permission User.Read.All",
  ],
  "netwrix-auditor": [
    "accepted directory-role Exchange Administrator",
    "accepted mailbox-scope Mail.ReadBasic.All",
    "accepted mailbox-scope MailboxSettings.Read",
    "accepted tier-0 Exchange.ManageAsApp",
    "warn client-secret",
    "warn private-key-in-state",
    "warn risky-permission Directory.Read.All",
  ],
  grafana: [
    "warn group-assigned 04c160d3-0af3-58e7-9223-9739d2b6d346",
    "warn product-administrator 44444444-4444-4444-4444-444444444444",
  ],
  "xsoar-outlook": [
    "accepted mailbox-scope Mail.ReadWrite",
    "accepted mailbox-scope Mail.Send",
    "accepted mailbox-scope MailboxSettings.ReadWrite",
    "accepted tier-0 Mail.ReadWrite",
    "warn legacy-thumbprint",
    "warn risky-permission Mail.Send",
    "warn risky-permission MailboxSettings.ReadWrite",
  ],
  "zammad-graph": ["warn client-secret", "warn risky-permission Mail.ReadWrite", "warn risky-permission Mail.Send"],
  "gitlab-mail": ["warn client-secret"],
  "cloudflare-access": ["warn client-secret"],
  "github-emu": [],
  "zoom-rooms": ["accepted mailbox-scope Calendars.ReadWrite", "warn risky-permission Calendars.ReadWrite"],
  "desknets-neo": ["warn client-secret", "warn risky-permission IMAP.AccessAsUser.All"],
  "bitwarden-directory-connector": [
    "warn client-secret",
    "warn delegated-first Group.Read.All",
    "warn delegated-first User.Read.All",
    "warn risky-permission User.Read.All",
  ],
  "proself-mail": ["accepted identifier-uri api://{clientId}", "warn client-secret", "warn risky-permission Mail.Send"],
  "veeam-restore-portal": [
    "accepted identifier-uri api://{clientId}",
    "accepted public-client",
    "warn client-secret",
    "warn private-key-in-state",
  ],
};

const recording = recordingOf(await recordedGallery(), { project: "m365-integrations", stack: "gallery", file });
const { findings, blocks } = judge(sideBySide(undefined, recording), {
  now: "2026-11-21",
  definitions: vendors,
  claimed: new Set<string>(),
  rules,
});

test.each(names)("the review of %s", (name) => {
  const own = findings.filter(({ integration }) => integration === name);
  const told = own.map(({ accepted, level, rule, subject }) =>
    [accepted ? "accepted" : level, rule, subject].filter(Boolean).join(" "),
  );
  expect(told.sort()).toEqual(verdicts[name]);
});

test("nothing of the gallery is refused, and nothing is said of the stack itself", () => {
  expect(blocks).toBe(false);
  expect(findings.filter(({ integration }) => !names.includes(integration))).toEqual([]);
});

const thumbprints = {
  sha1Hex: "h",
  sha1ColonHex: "c",
  sha1Base64: "b",
  sha1Base64Url: "u",
  sha256Hex: "x",
  sha256Base64Url: "y",
};

function sheetOfGallery(name: string): string {
  const resolved = integrations.find((one) => one.name === name);
  if (!resolved) throw new Error(`${name} is not in ${file}`);
  const definition = definitionOf(name as VendorName);
  const outputs = {
    vendor: name,
    tenantId: "11111111-1111-1111-1111-111111111111",
    clientId: "cccccccc-0000-4000-8000-000000000001",
    applicationObjectId: "aaaaaaaa-0000-4000-8000-000000000002",
    servicePrincipalObjectId: "bbbbbbbb-0000-4000-8000-000000000003",
    credentials: resolved.credential.schedule.map(
      ({ kind = resolved.credential.kind, issued, expires, certificate, keyHolder }) => ({
        issued,
        expires,
        keyId: "k",
        ...(kind === "certificate" && { certificatePem: certificate ?? fixtureCertificate, thumbprints }),
        ...(certificate !== undefined && { keyElsewhere: true }),
        ...(keyHolder !== undefined && { keyHolder }),
      }),
    ),
  };
  return renderSheet(definition, resolved, outputs, {
    domain: "contoso.onmicrosoft.com",
    stack: "gallery",
    tenantFile: file,
  });
}

/** Those of the first five vendors are whole in test/handover/sheets/. */
const withSheets = names.filter((name) => held[name] !== undefined);

test.each(withSheets)("the sheet of %s, in its page's language", async (name) => {
  await expect(sheetOfGallery(name)).toMatchFileSnapshot(`../handover/sheets/${name}.md`);
});

test.each(names)("the sheet of %s has a value for each placeholder, and no secret", (name) => {
  const sheet = sheetOfGallery(name);
  expect(sheet).not.toMatch(/(?<!%)\{[A-Za-z][\w.]*\}/);
  // Nothing is handed over where another issuer vouches, and of the vendor's own application.
  const holds = definitionOf(name as VendorName).registration === undefined && name !== "grafana";
  expect(sheet.includes("••••••••")).toBe(holds);
});
