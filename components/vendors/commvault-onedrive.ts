/**
 * Commvault backs up the tenant's OneDrive for Business and restores it.
 * Source: Commvault 11.42, "Application Permissions for Azure App for OneDrive for Business" (P), with the steps of
 * "Register the Application" (R), neither of which numbers what is cited here. The permissions come in two lists, of which
 * the customer takes one. A second application for more users is a second integration of this vendor.
 */
import type { VendorDefinition } from "../definition.ts";
import { actor, leaveTheFile } from "../leaving.ts";

const backupAdministrator = "Commvault administrator";

const form = [
  { label: "Application ID", value: { enter: "{clientId}" } },
  { label: "Directory ID", value: { enter: "{tenantId}" } },
  {
    label: "Client secret",
    value: { enter: "{secret}" },
    note: "The secret's Value, not its Secret ID. Last valid day: {lastValidDay}",
    withCredential: "secret",
  },
  {
    label: "Certificate",
    value: { enter: "{privateKey}" },
    note: "The file commvault.pfx of the command, with its password. Last valid day: {lastValidDay}",
    withCredential: "certificate",
  },
] as const;

/** Commvault's backup of OneDrive for Business with an application of one's own, by its page. */
export const commvaultOneDrive = {
  vendor: "commvault-onedrive",
  product: "Commvault for OneDrive for Business",
  page: {
    publisher: "Commvault",
    title: "Application Permissions for Azure App for OneDrive for Business",
    language: "en",
    asOf: "11.42",
  },
  serves: {
    en: "Commvault backs up the files of OneDrive for Business, and restores them where that is chosen.",
    ja: "Commvault が OneDrive for Business のファイルをバックアップし、選択した場合は復元します。",
  },
  audience: "AzureADMyOrg", // R: single tenant
  redirectUris: { from: "instances", platform: "web", template: "https://{instance}/commandcenter", instance: "host" }, // R
  implicitGrant: [], // not on the page
  permissions: {
    // P: in both lists
    "Microsoft Graph": { application: ["Directory.Read.All", "Policy.Read.All", "User.Read.All"] },
  },
  permissionSets: {
    backup: {
      label: { en: "backup only", ja: "バックアップのみ" }, // P
      permissions: { "Microsoft Graph": { application: ["Files.Read.All", "Reports.Read.All"] } },
      // P: only for files under data loss prevention policies
      addable: { only: { "Microsoft Graph": { application: ["Sites.FullControl.All"] } } },
    },
    "backup-and-restore": {
      label: { en: "backup and restore", ja: "バックアップと復元" }, // P
      permissions: {
        "Microsoft Graph": { application: ["Files.ReadWrite.All"] },
        "Office 365 SharePoint Online": { application: ["Sites.FullControl.All"] },
      },
      // P: rotates its own secret and certificate, which would be nobody's reviewed change here
      addable: { only: { "Microsoft Graph": { application: ["Application.ReadWrite.OwnedBy"] } } },
    },
  },
  // R: a secret, no lifetime on the page. P names the rotation of "secret and certificate", and SharePoint's own API, which
  // backup-and-restore asks, takes a token for the application alone only where a certificate bought it (Microsoft).
  credential: { oneOf: [{ kind: "secret" }, { kind: "certificate", thumbprint: "none" }] },
  keyStore: { format: "pkcs12", file: "commvault.pfx", alias: "commvault", step: "R4" },
  actsAs: [
    {
      who: backupAdministrator, // R
      role: "Not on the page: a user of Command Center who may change the OneDrive app",
      does: "Types the values into Command Center and runs a first backup.",
    },
  ],
  places: ["Command Center ({instance}): the OneDrive app's Azure app"], // R
  breaksWhenExpired: {
    en: "Backups of OneDrive stop, and nothing can be restored.",
    ja: "OneDrive のバックアップが止まり、復元もできなくなります。",
  },
  proof: {
    shows: "The page names no check. A backup job of one user's OneDrive completes.",
    expected: [],
  },
  undo: [
    {
      by: actor(backupAdministrator),
      en: "Keep or export what was backed up, then delete the OneDrive app in Command Center.",
      ja: "バックアップ済みのデータを保管または取り出してから、Command Center で OneDrive アプリを削除します。",
    },
    leaveTheFile,
  ],
  demands: [
    {
      rule: "client-secret",
      step: "R3",
      reason: {
        en: "The page copies the application's secret into Commvault; backup alone needs no certificate.",
        ja: "ページの手順は、アプリケーションのシークレットを Commvault に入力します。バックアップだけなら証明書は不要です。",
      },
    },
    {
      rule: "risky-permission",
      subject: "Directory.Read.All",
      step: "P1",
      reason: {
        en: "The page lists Directory.Read.All (both lists).",
        ja: "ページが Directory.Read.All を挙げています(両方の一覧)。",
      },
    },
    {
      rule: "risky-permission",
      subject: "Policy.Read.All",
      step: "P1",
      reason: {
        en: "The page lists Policy.Read.All (both lists).",
        ja: "ページが Policy.Read.All を挙げています(両方の一覧)。",
      },
    },
    {
      rule: "risky-permission",
      subject: "User.Read.All",
      step: "P1",
      reason: {
        en: "The page lists User.Read.All (both lists).",
        ja: "ページが User.Read.All を挙げています(両方の一覧)。",
      },
    },
    {
      rule: "risky-permission",
      subject: "Files.Read.All",
      step: "P1",
      reason: {
        en: "The page lists Files.Read.All (backup only).",
        ja: "ページが Files.Read.All を挙げています(バックアップのみ)。",
      },
    },
    {
      rule: "tier-0",
      subject: "Files.ReadWrite.All",
      step: "P1",
      reason: {
        en: "The page lists Files.ReadWrite.All (backup and restore): a restore writes files.",
        ja: "ページが Files.ReadWrite.All を挙げています(バックアップと復元)。復元ではファイルを書き込みます。",
      },
    },
    {
      rule: "tier-0",
      subject: "Sites.FullControl.All",
      step: "P1",
      reason: {
        en: "The page lists Sites.FullControl.All (backup and restore, and files under data loss prevention policies).",
        ja: "ページが Sites.FullControl.All を挙げています(バックアップと復元、およびデータ損失防止ポリシーの対象ファイル)。",
      },
    },
  ],
  notOnPage: [
    "The platform of the redirect URI: registered for the web, since the application has a secret.",
    "How long secret and certificate live, and how they are renewed.",
    "The form for the certificate: Command Center is taken to want a .pfx with its password.",
    "The labels of Commvault's own form.",
    "How many applications: older pages ask for one for each 1,000 users, up to 10; each is an integration of its own here.",
    "What proves success, what happens when the secret ends, and how to leave.",
  ],
  procedures: [
    {
      title: "Register the Application",
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "R1",
          by: "stack",
          text: "Register an application.",
          fields: [
            { label: "Name", value: { enter: "{displayName}" } },
            {
              label: "Supported account types",
              value: { choose: "Accounts in this organizational directory only (single tenant)" },
            },
            { label: "Redirect URI", value: { enter: "{redirectUris}" }, note: "The address of Command Center" },
          ],
        },
        {
          step: "R2",
          by: "stack",
          text: "Copy Application ID and Directory ID.",
          fields: [
            { label: "Application ID", value: { enter: "{clientId}" } },
            { label: "Directory ID", value: { enter: "{tenantId}" } },
          ],
        },
        { step: "R3", by: "stack", text: "Make a client secret, or add the public part of a certificate." },
        { step: "P1", by: "stack", text: "Add the permissions of the chosen list and grant admin consent." },
        {
          step: "R4",
          by: backupAdministrator,
          text: "In Command Center, add the Azure app to the OneDrive app.",
          fields: form,
          advice: "The labels are those of the registration; Commvault's form may word them otherwise.",
        },
      ],
    },
    {
      title: "Restore",
      when: "set-up",
      onPage: true,
      appliesTo: { sets: ["backup-and-restore"] },
      steps: [
        {
          step: "P2",
          by: backupAdministrator,
          text: "Restore one file of one user to another folder, so that nothing is overwritten.",
        },
      ],
    },
    {
      title: "Renewal of the secret or certificate (not on the page)",
      when: "renewal",
      onPage: false,
      steps: [
        { step: "N1", by: "stack", text: "A new one is added beside the old one, which goes on working." },
        {
          step: "N2",
          by: backupAdministrator,
          text: "In Command Center, open the OneDrive app's Azure app, replace it and save.",
          fields: form.slice(2),
          advice: "Run a backup, and report the day; only then may the old one go.",
        },
      ],
    },
  ],
} as const satisfies VendorDefinition;
