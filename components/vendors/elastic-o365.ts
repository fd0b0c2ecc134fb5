/**
 * Elastic collects the tenant's audit log through the Office 365 Management Activity API.
 * Source: Elastic, README of the integration "Microsoft Office 365" (package o365), part Setup. It numbers three steps of
 * the registration; the list after them, of the integration's own form, is numbered here E1 to E3.
 */
import type { VendorDefinition } from "../definition.ts";
import { actor, leaveTheFile } from "../leaving.ts";

const auditAdministrator = "Audit log administrator";
const fleetUser = "Elastic administrator";

/** Elastic's integration "Microsoft Office 365", by its page. */
export const elasticO365 = {
  vendor: "elastic-o365",
  product: "Elastic Microsoft Office 365 integration",
  page: {
    publisher: "Elastic",
    title: "Microsoft Office 365 Integration",
    language: "en",
  },
  serves: {
    en: "Elastic collects the audit log of Microsoft 365 and Entra ID.",
    ja: "Elastic が Microsoft 365 と Entra ID の監査ログを収集します。",
  },
  audience: "AzureADMyOrg", // not on the page
  redirectUris: { from: "nowhere" }, // not on the page
  implicitGrant: [], // not on the page
  permissions: {
    // S3. User.Read of Graph, which the step adds where the portal has not, gives a program without a user nothing.
    "Office 365 Management APIs": { application: ["ActivityFeed.Read", "ActivityFeed.ReadDlp"] },
  },
  omittable: { "Office 365 Management APIs": { application: ["ActivityFeed.ReadDlp"] } }, // S3: for DLP events alone
  addable: { only: { "Microsoft Graph": { delegated: ["User.Read"] } } }, // S3
  credential: { kind: "secret" }, // S2; certificates ended with version 1.18.0
  actsAs: [
    {
      who: auditAdministrator, // before S1
      role: "Not on the page: in Microsoft Purview, whoever may switch the audit log on (role Audit Logs)",
      does: "Sees to it that auditing is on.",
    },
    {
      who: fleetUser,
      role: "Not on the page: a user of Kibana who may change the agent policy's integrations",
      does: "Fills in the integration's parameters and saves them.",
    },
  ],
  places: ["Kibana: the policy of the integration Microsoft Office 365, Client Secret"], // E3
  breaksWhenExpired: {
    en: "Audit events are no longer collected. Microsoft keeps them for seven days; older ones do not come back.",
    ja: "監査イベントが収集されなくなります。Microsoft 側での保持は 7 日間で、それより古いものは取り戻せません。",
  },
  proof: {
    shows: "In Kibana, documents of the data stream o365.audit arrive.",
    expected: ["Nothing for up to 12 hours after the first subscription starts (Microsoft, Management Activity API)."],
  },
  undo: [
    {
      by: actor(fleetUser),
      en: "Delete the integration Microsoft Office 365 from the agent policy.",
      ja: "エージェント ポリシーから Microsoft Office 365 の統合を削除します。",
    },
    leaveTheFile,
  ],
  demands: [
    {
      rule: "client-secret",
      step: "S2",
      reason: {
        en: "From version 1.18.0 the integration takes a client secret and nothing else.",
        ja: "バージョン 1.18.0 以降、統合が受け付けるのはクライアント シークレットだけです。",
      },
    },
    {
      rule: "risky-permission",
      subject: "ActivityFeed.ReadDlp",
      step: "S3",
      reason: {
        en: "The page adds it for events of DLP policies; the settings may leave it out.",
        ja: "ページが DLP ポリシーのイベントのために追加しています。設定で外すこともできます。",
      },
    },
  ],
  notOnPage: [
    "The supported account types: read as this tenant alone.",
    "Redirect URIs: none are asked.",
    "User.Read of Microsoft Graph (step 3) is delegated and gives a program that signs nobody in nothing: it is left out unless the settings add it.",
    "How long the client secret lives and when to renew it.",
    "A check that shows success; the 12 hours and the seven days are Microsoft's (Management Activity API).",
    "Which role switches the audit log on, and which may change the integration.",
    "How to leave.",
  ],
  procedures: [
    {
      title: "Setup: the registered application",
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "P1", // the sentence before step 1
          by: auditAdministrator,
          text: "See that Audit Log is on.\nPS> Get-AdminAuditLogConfig | Format-List UnifiedAuditLogIngestionEnabled",
          expect: "UnifiedAuditLogIngestionEnabled : True",
        },
        { step: "1", by: "stack", text: "Application (client) ID and Directory (tenant) ID: filled in at step E3." },
        {
          step: "2",
          by: "stack",
          text: "Certificates & Secrets, New client secret: its Value is filled in at step E3.",
          fields: [
            {
              label: "Description",
              value: { enter: "{credentialName}" },
              note: "Last valid day (UTC): {lastValidDay}",
            },
          ],
        },
        {
          step: "3",
          by: "stack",
          text: "API permissions, Add a permission, Office 365 Management APIs, Application permissions: ActivityFeed.Read, and ActivityFeed.ReadDlp unless the settings leave it out. Then admin consent.",
        },
      ],
    },
    {
      title: "Setup: Elastic Agent's integration",
      when: "set-up",
      onPage: true,
      steps: [
        { step: "E1", by: fleetUser, text: "Click Add Microsoft Office 365." },
        {
          step: "E2",
          by: fleetUser,
          text: "Enable Collect Office 365 audit logs via Management Activity API using CEL Input.",
        },
        {
          step: "E3",
          by: fleetUser,
          text: "Fill in the parameters and save the integration. Another tenant takes an integration of its own.",
          fields: [
            { label: "Directory (tenant) ID", value: { enter: "{tenantId}" } },
            { label: "Application (client) ID", value: { enter: "{clientId}" } },
            {
              label: "Client Secret",
              value: { enter: "{secret}" },
              note: "The secret's Value, not its Secret ID. Last valid day (UTC): {lastValidDay}",
            },
            {
              label: "Oauth2 Token URL",
              value: { leaveBlank: true },
              note: "Only for a cloud other than Microsoft's worldwide one",
            },
          ],
        },
      ],
    },
    {
      title: "Renewal of the client secret (not on the page; derived from its steps 2 and E3)",
      when: "renewal",
      onPage: false,
      steps: [
        { step: "R1", by: "stack", text: "A new client secret is added beside the old one, which goes on working." },
        {
          step: "R2",
          by: fleetUser,
          text: "Open the integration's policy, enter the new Client Secret, then Save integration.",
          fields: [{ label: "Client Secret", value: { enter: "{secret}" } }],
          advice: "Report the day on which documents still arrive with the new secret; only then may the old one go.",
        },
      ],
    },
  ],
} as const satisfies VendorDefinition;
