/**
 * AvePoint Cloud Backup backs up the tenant with an application of the customer's own (AvePoint's "Custom mode").
 * Source: AvePoint, "Create a Custom Azure App" (A), "Prepare a Certificate for the Custom Azure App" (B), "Consent to
 * Custom Azure Apps" (C), and the tables of permissions (T), read in part. None numbers its steps.
 */
import type { VendorDefinition } from "../definition.ts";
import { actor, leaveTheFile } from "../leaving.ts";

const serviceAdministrator = "AvePoint Online Services administrator";

/** AvePoint Cloud Backup for Microsoft 365 through a custom Azure app, by its pages. */
export const avepointBackup = {
  vendor: "avepoint-backup",
  product: "AvePoint Cloud Backup for Microsoft 365",
  page: {
    publisher: "AvePoint",
    title: "Create a Custom Azure App",
    language: "en",
  },
  serves: {
    en: "AvePoint Cloud Backup backs the tenant's data up and restores it.",
    ja: "AvePoint Cloud Backup がテナントのデータをバックアップし、復元します。",
  },
  audience: "AzureADMyOrg", // A leaves the account type open; the app serves this tenant alone
  redirectUris: {
    from: "variants", // A: one URI, for an app with delegated permissions alone
    platform: "web",
    variants: {
      none: { label: { en: "no delegated permissions", ja: "委任されたアクセス許可なし" }, uris: [] },
      commercial: {
        label: { en: "commercial environment", ja: "商用環境" },
        uris: ["https://www.avepointonlineservices.com"],
      },
      "us-government": {
        label: { en: "U.S. Government environment", ja: "米国政府環境" },
        uris: ["https://usgov.avepointonlineservices.com"],
      },
      insider: {
        label: { en: "insider environment", ja: "インサイダー環境" },
        uris: ["https://insider.avepointonlineservices.com"],
      },
    },
  },
  implicitGrant: [], // not on the page
  permissions: {
    // T: in each of the tables
    "Microsoft Graph": { application: ["Directory.Read.All", "Reports.Read.All", "User.Read.All"] },
  },
  permissionSets: {
    exchange: {
      label: { en: "Exchange Online", ja: "Exchange Online" }, // T
      permissions: {
        "Microsoft Graph": { application: ["MailboxSettings.Read"] },
        "Office 365 Exchange Online": { application: ["Exchange.ManageAsApp"] },
      },
    },
    express: {
      label: { en: "Express (Microsoft 365 Backup Storage)", ja: "Express(Microsoft 365 Backup Storage)" }, // T
      permissions: {
        "Microsoft Graph": {
          application: [
            "BackupRestore-Configuration.ReadWrite.All",
            "BackupRestore-Control.ReadWrite.All",
            "BackupRestore-Restore.ReadWrite.All",
            "BackupRestore-Search.Read.All",
            "Group.Read.All",
            "Sites.Read.All",
          ],
        },
        "Office 365 Exchange Online": { application: ["Exchange.ManageAsApp"] },
        "Office 365 SharePoint Online": { application: ["Sites.FullControl.All", "User.Read.All"] },
      },
    },
  },
  // T: the tables of further services were not read to their end
  addable: { any: [{ api: "Microsoft Graph", kinds: ["delegated", "application"] }] },
  credential: { kind: "certificate", thumbprint: "none" }, // B, C: a .pfx with its password
  keyStore: { format: "pkcs12", file: "avepoint.pfx", alias: "avepoint", step: "C3" }, // B
  directoryRoles: [
    {
      role: "Exchange Administrator", // A
      when: {
        decide: {
          en: "when mailboxes, mail settings, security or distribution groups are managed",
          ja: "メールボックス、メールの設定、セキュリティ グループ、配布グループを管理する場合",
        },
      },
    },
  ],
  actsAs: [
    {
      who: serviceAdministrator, // C
      role: "Administrator of AvePoint Online Services; for Express also Microsoft 365 Backup Administrator",
      does: "Makes the app profile and uploads the certificate.",
    },
  ],
  places: ["AvePoint Online Services: Management > App management, the app profile"], // C
  breaksWhenExpired: {
    en: "Backups stop, and nothing can be restored.",
    ja: "バックアップが止まり、復元もできなくなります。",
  },
  proof: {
    shows: "The app profile is Active.", // C
    expected: ["The profile may stay as it was for an hour after it was authorized again."],
  },
  undo: [
    {
      by: actor(serviceAdministrator),
      en: "Keep or export what was backed up, then delete the app profile under Management > App management.",
      ja: "バックアップ済みのデータを保管または取り出してから、Management > App management でアプリ プロファイルを削除します。",
    },
    leaveTheFile,
  ],
  demands: [
    {
      rule: "directory-role",
      subject: "Exchange Administrator",
      step: "A3",
      reason: {
        en: "The page asks for Exchange Administrator on the service principal where mailboxes or mail groups are managed.",
        ja: "メールボックスやメールのグループを管理する場合、ページがサービス プリンシパルへの Exchange Administrator の割り当てを求めています。",
      },
    },
    {
      rule: "risky-permission",
      subject: "Directory.Read.All",
      step: "A2",
      reason: { en: "The tables list Directory.Read.All.", ja: "ページの表が Directory.Read.All を挙げています。" },
    },
    {
      rule: "risky-permission",
      subject: "User.Read.All",
      step: "A2",
      reason: { en: "The tables list User.Read.All.", ja: "ページの表が User.Read.All を挙げています。" },
    },
    {
      rule: "tier-0",
      subject: "Exchange.ManageAsApp",
      step: "A2",
      reason: {
        en: "The tables list Exchange.ManageAsApp; what it opens follows from the directory role.",
        ja: "ページの表が Exchange.ManageAsApp を挙げています。何ができるかはディレクトリ ロールによります。",
      },
    },
    {
      rule: "mailbox-scope",
      subject: "MailboxSettings.Read",
      step: "A2",
      reason: {
        en: "The table of Exchange lists MailboxSettings.Read: a backup reads the settings of every mailbox.",
        ja: "Exchange の表が MailboxSettings.Read を挙げています。バックアップはすべてのメールボックスの設定を読み取ります。",
      },
    },
  ],
  notOnPage: [
    "The account type: read as this tenant alone.",
    "full_access_as_app, which the table of Exchange still lists: Microsoft blocks Exchange Web Services; ask AvePoint what mailboxes need in its place.",
    "User.Read of Windows Azure Active Directory, an API that is retired.",
    "The tables of SharePoint, Teams and further services to their end: what they add is an input (permissions).",
    "How long the certificate lives.",
    "What happens when it ends, and how to leave.",
  ],
  procedures: [
    {
      title: "Create a Custom Azure App",
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "A1",
          by: "stack",
          text: "Register an application. A redirect URI is there only with delegated permissions.",
          fields: [
            { label: "Name", value: { enter: "{displayName}" } },
            {
              label: "Redirect URI (Web)",
              value: { enter: "{redirectUris}" },
              note: "With the slash that Entra puts behind a host",
            },
          ],
        },
        { step: "A2", by: "stack", text: "Add the permissions of the services and grant admin consent." },
        {
          step: "A3",
          by: "stack",
          text: "Assign Exchange Administrator to the service principal where mailboxes or mail groups are managed.",
        },
        { step: "B1", by: "stack", text: "Make a certificate and add its public part to the application." },
      ],
    },
    {
      title: "Consent to Custom Azure Apps",
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "C1",
          by: serviceAdministrator,
          text: "In AvePoint Online Services, open Management > App management and select Create.",
        },
        {
          step: "C2",
          by: serviceAdministrator,
          text: "Select services, then choose the setup method.",
          fields: [{ label: "Choose setup method", value: { choose: "Custom mode" } }],
        },
        {
          step: "C3",
          by: serviceAdministrator,
          text: "Under Consent to apps, fill in the profile, then select Finish.",
          fields: [
            { label: "App profile name", value: { enter: "{displayName}" } },
            { label: "Application ID", value: { enter: "{clientId}" } },
            {
              label: "Certificate file (.pfx)",
              value: { enter: "{privateKey}" },
              note: "The file avepoint.pfx of the command",
            },
            { label: "Certificate password", value: { decide: "The password that was chosen for the file." } },
          ],
          expect: "The app profile is Active.",
        },
      ],
    },
    {
      title: "Renewal of the certificate (not on the page)",
      when: "renewal",
      onPage: false,
      steps: [
        { step: "N1", by: "stack", text: "A new certificate is added beside the old one, which goes on working." },
        {
          step: "N2",
          by: serviceAdministrator,
          text: "Under Management > App management, edit the app profile and upload the new file with its password.",
          fields: [
            {
              label: "Certificate file (.pfx)",
              value: { enter: "{privateKey}" },
              note: "The file avepoint.pfx of the command",
            },
            { label: "Certificate password", value: { decide: "The password that was chosen for the file." } },
          ],
          expect: "The app profile is Active.",
        },
      ],
    },
  ],
} as const satisfies VendorDefinition;
