/**
 * Wazuh collects the tenant's audit log through the Office 365 Management Activity API.
 * Source: Wazuh, "Monitoring Office 365 audit logs". Each part of the page numbers its own steps: A1 to A4 register the
 * application, C1 and C2 make its secret, E1 its permissions; W1 and W2 are the server's, D1 and D2 the dashboard's.
 */
import type { VendorDefinition } from "../definition.ts";
import { actor, leaveTheFile } from "../leaving.ts";

const wazuhAdministrator = "Wazuh administrator";

/** The file's part that holds the credential. Each subscription is one of the page's five. */
const configuration = {
  file: "/var/ossec/etc/ossec.conf",
  syntax: "xml",
  lines: `<ossec_config>
  <office365>
    <enabled>yes</enabled>
    <interval>1m</interval>
    <curl_max_size>1M</curl_max_size>
    <only_future_events>yes</only_future_events>
    <api_auth>
      <tenant_id>{tenantId}</tenant_id>
      <client_id>{clientId}</client_id>
      <client_secret>{secret}</client_secret>
      <api_type>commercial</api_type>
    </api_auth>
    <subscriptions>
      <subscription>Audit.AzureActiveDirectory</subscription>
      <subscription>Audit.Exchange</subscription>
      <subscription>Audit.SharePoint</subscription>
      <subscription>Audit.General</subscription>
      <subscription>DLP.All</subscription>
    </subscriptions>
  </office365>
</ossec_config>`,
} as const;

/** Wazuh's module for Office 365, by its page. */
export const wazuhO365 = {
  vendor: "wazuh-o365",
  product: "Wazuh module for Office 365",
  page: {
    publisher: "Wazuh",
    title: "Monitoring Office 365 audit logs",
    language: "en",
    url: "https://documentation.wazuh.com/current/cloud-security/office365/monitoring-office365-activity.html",
  },
  serves: {
    en: "Wazuh collects the audit log of Microsoft 365 and raises alerts from it.",
    ja: "Wazuh が Microsoft 365 の監査ログを収集し、アラートを生成します。",
  },
  audience: "AzureADMyOrg", // A3: "the desired account type"; this tenant's own log needs no other
  redirectUris: { from: "nowhere" }, // not on the page
  implicitGrant: [], // not on the page
  permissions: {
    // E1
    "Office 365 Management APIs": { application: ["ActivityFeed.Read", "ActivityFeed.ReadDlp"] },
  },
  omittable: { "Office 365 Management APIs": { application: ["ActivityFeed.ReadDlp"] } }, // DLP.All alone reads by it
  credential: { kind: "secret" }, // C1; lifetime free
  actsAs: [
    {
      who: wazuhAdministrator, // W1
      role: "Not on the page: root on the Wazuh server or agent, and a user of the dashboard who may change its settings",
      does: "Writes the block into ossec.conf, restarts Wazuh, and switches the dashboard's module on.",
    },
  ],
  places: ["Wazuh: /var/ossec/etc/ossec.conf, client_secret"], // W1
  breaksWhenExpired: {
    en: "Audit events are no longer collected. Microsoft keeps them for seven days; older ones do not come back.",
    ja: "監査イベントが収集されなくなります。Microsoft 側での保持は 7 日間で、それより古いものは取り戻せません。",
  },
  proof: {
    shows: "Wazuh dashboard: Modules > Office 365, Events shows alerts.", // the page's use case
    expected: ["Nothing for up to 12 hours after the first subscription starts (Microsoft, Management Activity API)."],
  },
  undo: [
    {
      by: actor(wazuhAdministrator),
      en: "Remove the block <office365> from /var/ossec/etc/ossec.conf and restart wazuh-manager.",
      ja: "/var/ossec/etc/ossec.conf から <office365> のブロックを削除し、wazuh-manager を再起動します。",
    },
    leaveTheFile,
  ],
  demands: [
    {
      rule: "client-secret",
      step: "C1",
      reason: {
        en: "<api_auth> takes a client secret and nothing else.",
        ja: "<api_auth> が受け付けるのはクライアント シークレットだけです。",
      },
    },
    {
      rule: "risky-permission",
      subject: "ActivityFeed.ReadDlp",
      step: "E1",
      reason: {
        en: "The page adds it for the subscription DLP.All; the settings may leave it out.",
        ja: "ページが購読 DLP.All のために追加しています。設定で外すこともできます。",
      },
    },
  ],
  notOnPage: [
    "Redirect URIs: none are asked.",
    "Which account type: the page leaves it open; read as this tenant alone.",
    "That the unified audit log must be on (Microsoft, Management Activity API).",
    "How long the client secret lives, when to renew it and what stops when it ends.",
    "Who may read ossec.conf, in which the secret stands in the clear.",
    "How to leave.",
  ],
  procedures: [
    {
      title: "Setting up Office 365 for monitoring: Registering an app via the Azure portal",
      when: "set-up",
      onPage: true,
      steps: [
        { step: "A1", by: "stack", text: "Azure portal." },
        { step: "A2", by: "stack", text: "App registrations, New registration." },
        {
          step: "A3",
          by: "stack",
          text: "Name and account type, then Register.",
          fields: [
            { label: "Name", value: { enter: "{displayName}" } },
            {
              label: "Supported account types",
              value: { choose: "Accounts in this organizational directory only (single tenant)" },
            },
          ],
        },
        { step: "A4", by: "stack", text: "Overview: client and tenant IDs, filled in at step W1." },
      ],
    },
    {
      title: "Setting up Office 365 for monitoring: Creating certificates and secrets",
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "C1",
          by: "stack",
          text: "Certificates & secrets, New client secret.",
          fields: [
            { label: "Description", value: { enter: "{credentialName}" } },
            { label: "Expires", value: { enter: "{expires}" }, note: "Last valid day (UTC): {lastValidDay}" },
          ],
        },
        { step: "C2", by: "stack", text: "The value of the secret, filled in at step W1." },
      ],
    },
    {
      title: "Setting up Office 365 for monitoring: Enabling API permissions",
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "E1",
          by: "stack",
          text: "API permissions, Add a permission, Office 365 Management APIs, Application permissions: ActivityFeed.Read, and ActivityFeed.ReadDlp unless the settings leave it out. Then admin consent.",
        },
      ],
    },
    {
      title: "Setting up Wazuh for Office 365 monitoring: Configuring Wazuh with Office 365 APIs",
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "W1",
          by: wazuhAdministrator,
          text: "Append this to the file, and leave out each subscription that is not wanted. A tenant with a government plan takes gcc or gcc-high as api_type; another tenant takes an <api_auth> of its own in the same block.",
          excerpt: configuration,
          advice:
            "The secret stands in the file in the clear: it belongs to root and the group wazuh, and to nobody else. DLP.All needs ActivityFeed.ReadDlp: where the settings leave that out, leave the line out.",
        },
        { step: "W2", by: wazuhAdministrator, text: "Restart the manager:\n$ systemctl restart wazuh-manager" },
      ],
    },
    {
      title: "Setting up Wazuh for Office 365 monitoring: Enabling dashboard visualization for the Office 365 module",
      when: "set-up",
      onPage: true,
      steps: [
        { step: "D1", by: wazuhAdministrator, text: "On the Wazuh dashboard open Wazuh > Settings > Modules." },
        {
          step: "D2",
          by: wazuhAdministrator,
          text: "Under Security Information Management switch the module for Office 365 on.",
          expect: "Modules > Office 365 shows Panel, Dashboard and Events.",
        },
      ],
    },
    {
      title: "Renewal of the client secret (not on the page; derived from its steps C1, W1 and W2)",
      when: "renewal",
      onPage: false,
      steps: [
        { step: "R1", by: "stack", text: "A new client secret is added beside the old one, which goes on working." },
        {
          step: "R2",
          by: wazuhAdministrator,
          text: "Put the new secret into the file.",
          excerpt: {
            file: configuration.file,
            syntax: "xml",
            lines: "      <client_secret>{secret}</client_secret>",
          },
        },
        {
          step: "R3",
          by: wazuhAdministrator,
          text: "Restart the manager:\n$ systemctl restart wazuh-manager",
          advice: "Report the day on which alerts still arrive with the new secret; only then may the old one go.",
        },
      ],
    },
  ],
} as const satisfies VendorDefinition;
