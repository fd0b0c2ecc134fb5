/**
 * Netwrix Auditor collects audit data of Microsoft 365, through an application of one's own for each source.
 * Source: Netwrix Auditor 10.8, the pages on the Microsoft Entra application for Exchange Online and for SharePoint Online,
 * whose parts number their steps anew: A registers the application, P grants its permissions, R assigns its role, S makes
 * its secret, C its certificate, M is the monitoring plan.
 */
import type { VendorDefinition } from "../definition.ts";
import { actor, leaveTheFile } from "../leaving.ts";

const auditorAdministrator = "Netwrix Auditor administrator";

/** Netwrix Auditor for Microsoft 365, by its pages. */
export const netwrixAuditor = {
  vendor: "netwrix-auditor",
  product: "Netwrix Auditor",
  page: {
    publisher: "Netwrix",
    title: "Configuring Microsoft Entra ID app for auditing Exchange Online",
    language: "en",
    asOf: "10.8",
  },
  serves: {
    en: "Netwrix Auditor collects who changed and who read what in Microsoft 365.",
    ja: "Netwrix Auditor が、Microsoft 365 での変更と閲覧の記録を収集します。",
  },
  audience: "AzureADMyOrg", // A: single tenant
  redirectUris: { from: "nowhere" }, // A: left blank
  implicitGrant: [], // not on the page
  permissions: {
    // P: of both sources
    "Microsoft Graph": { application: ["Directory.Read.All"] },
    "Office 365 Management APIs": { application: ["ActivityFeed.Read"] },
  },
  permissionSets: {
    "exchange-online": {
      label: { en: "source Exchange Online", ja: "ソース Exchange Online" },
      permissions: {
        "Microsoft Graph": { application: ["Mail.ReadBasic.All", "MailboxSettings.Read"] },
        "Office 365 Exchange Online": { application: ["Exchange.ManageAsApp"] },
      },
    },
    "sharepoint-online": {
      label: { en: "source SharePoint Online", ja: "ソース SharePoint Online" },
      permissions: {
        "Microsoft Graph": { application: ["Application.ReadWrite.All"] },
        "Office 365 SharePoint Online": { application: ["Sites.FullControl.All"] },
      },
      // P: only so that Auditor renews its certificate itself; here the stack does
      omittable: { "Microsoft Graph": { application: ["Application.ReadWrite.All"] } },
    },
  },
  credential: {
    all: [
      { kind: "secret", lifetime: "24 months" }, // S
      { kind: "certificate", thumbprint: "none", lifetime: "12 months" }, // C: self-signed, in a store of Windows
    ],
  },
  keyStore: { format: "pkcs12", file: "netwrix.pfx", alias: "netwrix", step: "C2" },
  directoryRoles: [
    // R: either; the narrower one serves
    { oneOf: ["Exchange Administrator", "Global Administrator"], when: { sets: ["exchange-online"] } },
  ],
  actsAs: [
    {
      who: auditorAdministrator, // M
      role: "Administrator of the Auditor server, and of Netwrix Auditor",
      does: "Puts the certificate into the server's store and adds the monitoring plan.",
    },
  ],
  places: [
    "Netwrix Auditor: Monitoring Plans, the item Office 365 tenant, Application secret", // M
    "Auditor server: certificate store CurrentUser\\My of LocalSystem", // C
  ],
  breaksWhenExpired: {
    en: "Audit data is no longer collected.",
    ja: "監査データが収集されなくなります。",
  },
  proof: {
    shows: "The page names no check. The monitoring plan's state is Ready, and data of the source arrives.",
    expected: [],
  },
  undo: [
    {
      by: actor(auditorAdministrator),
      en: "Delete the monitoring plan's item, and the certificate from the store of LocalSystem.",
      ja: "監視プランの項目と、LocalSystem のストアにある証明書を削除します。",
    },
    leaveTheFile,
  ],
  demands: [
    {
      rule: "client-secret",
      step: "S1",
      reason: {
        en: "The monitoring plan takes the application's secret beside the certificate.",
        ja: "監視プランは、証明書に加えてアプリケーションのシークレットを求めます。",
      },
    },
    {
      rule: "secret-lifetime",
      step: "S1",
      reason: {
        en: "The page lets the secret live for 24 months.",
        ja: "ページの手順は、シークレットの有効期間を 24 か月としています。",
      },
    },
    {
      rule: "directory-role",
      subject: "Exchange Administrator",
      step: "R1",
      reason: {
        en: "The page asks for Exchange Administrator or Global Administrator on the application.",
        ja: "ページが、アプリケーションへの Exchange Administrator または Global Administrator の割り当てを求めています。",
      },
    },
    {
      rule: "tier-0",
      subject: "Exchange.ManageAsApp",
      step: "P1",
      reason: {
        en: "The page lists Exchange.ManageAsApp; what it opens follows from the directory role.",
        ja: "ページが Exchange.ManageAsApp を挙げています。何ができるかはディレクトリ ロールによります。",
      },
    },
    {
      rule: "mailbox-scope",
      subject: "Mail.ReadBasic.All",
      step: "P1",
      reason: {
        en: "The page lists Mail.ReadBasic.All: the whole of Exchange Online is audited.",
        ja: "ページが Mail.ReadBasic.All を挙げています。Exchange Online の全体が監査の対象です。",
      },
    },
    {
      rule: "mailbox-scope",
      subject: "MailboxSettings.Read",
      step: "P1",
      reason: {
        en: "The page lists MailboxSettings.Read: the whole of Exchange Online is audited.",
        ja: "ページが MailboxSettings.Read を挙げています。Exchange Online の全体が監査の対象です。",
      },
    },
    {
      rule: "risky-permission",
      subject: "Directory.Read.All",
      step: "P1",
      reason: { en: "The page lists Directory.Read.All.", ja: "ページが Directory.Read.All を挙げています。" },
    },
  ],
  notOnPage: [
    "How Auditor finds the certificate in the store. The page has it made on the server under the name Netwrix_Auditor_MFA_<tenant name>; where it has to be that one, name its public part (certificate) and let the key stay there.",
    "The pages of the sources Entra ID and Teams, which were not read.",
    "What happens when secret or certificate ends, and how to leave.",
  ],
  procedures: [
    {
      title: "Microsoft Entra application",
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "A1",
          by: "stack",
          text: "Register an application.",
          fields: [
            { label: "Name", value: { enter: "{displayName}" } },
            {
              label: "Supported account types",
              value: { choose: "Accounts in this organizational directory only (Single tenant)" },
            },
            { label: "Redirect URI", value: { leaveBlank: true } },
          ],
        },
        { step: "P1", by: "stack", text: "Add the permissions of the source and grant admin consent." },
        { step: "S1", by: "stack", text: "Make a client secret that lives for 24 months at most." },
        { step: "C1", by: "stack", text: "Make a certificate and add its public part to the application." },
      ],
    },
    {
      title: "Microsoft Entra role",
      when: "set-up",
      onPage: true,
      appliesTo: { sets: ["exchange-online"] },
      steps: [{ step: "R1", by: "stack", text: "Assign the role that was chosen to the application." }],
    },
    {
      title: "Netwrix Auditor",
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "C2",
          by: auditorAdministrator,
          text: "On the Auditor server, import netwrix.pfx into the store CurrentUser\\My of the account LocalSystem.",
          fields: [
            {
              label: "netwrix.pfx",
              value: { enter: "{privateKey}" },
              note: "The file of the command, with its password",
            },
          ],
        },
        {
          step: "M1",
          by: auditorAdministrator,
          text: "In Netwrix Auditor, open Monitoring Plans, select Add Plan and add the item Office 365 tenant with modern authentication.",
          fields: [
            {
              label: "Tenant name",
              value: { enter: "{domain}" },
              note: "The tenant's primary domain, if it is another one",
            },
            { label: "Application ID", value: { enter: "{clientId}" } },
            {
              label: "Application secret",
              value: { enter: "{secret}" },
              note: "The secret's Value, not its Secret ID",
            },
          ],
          advice:
            "Where Auditor offers to upload the certificate itself, choose to upload it by hand: it would need the right to rewrite every application.",
        },
      ],
    },
    {
      title: "Renewal of secret and certificate (not on the page)",
      when: "renewal",
      onPage: false,
      steps: [
        {
          step: "N1",
          by: "stack",
          text: "A new secret or certificate is added beside the old one, which goes on working.",
        },
        {
          step: "N2",
          by: auditorAdministrator,
          text: "Replace what is new on this sheet: the secret in the plan's item, the certificate in the store of LocalSystem.",
          fields: [
            { label: "Application secret", value: { enter: "{secret}" } },
            {
              label: "netwrix.pfx",
              value: { enter: "{privateKey}" },
              note: "The file of the command, with its password",
            },
          ],
          advice: "Wait for the next data collection, and report the day; only then may the old one go.",
        },
      ],
    },
  ],
} as const satisfies VendorDefinition;
