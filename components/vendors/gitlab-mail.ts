/**
 * GitLab reads incoming mail of one mailbox: replies to its notifications and new issues by mail.
 * Source: GitLab, "Incoming email", part Microsoft Graph; it links MailRoom's step-by-step guide (README of tpitale/mail_room)
 * for the registration. The part has no numbers: A1 to A4 are the registration, R1 the limit, G1 and G2 the configuration.
 */
import type { VendorDefinition } from "../definition.ts";
import { actor, leaveTheFile } from "../leaving.ts";

const gitlabAdministrator = "GitLab administrator";
const exchangeAdministrator = "Exchange administrator";

const configurationFile = "/etc/gitlab/gitlab.rb";

/** GitLab, self-managed by the Linux package: incoming mail through Microsoft Graph, by its page. */
export const gitlabMail = {
  vendor: "gitlab-mail",
  product: "GitLab incoming email",
  page: {
    publisher: "GitLab",
    title: "Incoming email: Microsoft Graph",
    language: "en",
    url: "https://docs.gitlab.com/administration/incoming_email/#microsoft-graph",
  },
  serves: {
    en: "GitLab reads one mailbox: replies to its notifications, and issues that are opened by mail.",
    ja: "GitLab が 1 つのメールボックスを読み取り、通知への返信と、メールによるイシューの作成を受け付けます。",
  },
  audience: "AzureADMyOrg", // MailRoom: "the appropriate option"
  redirectUris: { from: "nowhere" }, // MailRoom: left blank
  implicitGrant: [], // not on the page
  permissions: { "Microsoft Graph": { application: ["Mail.ReadWrite"] } }, // A3
  // R1: the page advises the limit and links RBAC for Applications. GitLab has no use for any other mailbox.
  mailboxes: { limits: { "Microsoft Graph": { application: ["Mail.ReadWrite"] } }, always: true },
  credential: { kind: "secret" }, // A2; MailRoom's "Never" is no longer offered
  actsAs: [
    {
      who: exchangeAdministrator, // R1
      role: "Exchange Administrator (for the script: Organization Management in Exchange Online)",
      does: "Gives GitLab's application its role on the named mailbox alone: the Exchange Online script, before GitLab is configured.",
    },
    {
      who: gitlabAdministrator, // G1
      role: "Not on the page: root on the GitLab server",
      does: "Writes the settings into gitlab.rb and has GitLab reconfigured.",
    },
  ],
  places: ["GitLab server: /etc/gitlab/gitlab.rb, incoming_email_inbox_options"], // G1
  breaksWhenExpired: {
    en: "Replies and issues by mail no longer reach GitLab; they stay in the mailbox.",
    ja: "メールでの返信とイシューの作成が GitLab に届かなくなります。メールはメールボックスに残ります。",
  },
  proof: {
    shows: "A reply to a notification appears in GitLab. On the server: gitlab-rake gitlab:incoming_email:check",
    expected: ["A role that was just given in Exchange Online takes effect within two hours."],
  },
  undo: [
    {
      by: actor(gitlabAdministrator),
      en: "Set incoming_email_enabled to false in /etc/gitlab/gitlab.rb, remove the secret from it, and run gitlab-ctl reconfigure.",
      ja: "/etc/gitlab/gitlab.rb で incoming_email_enabled を false にし、シークレットを削除して gitlab-ctl reconfigure を実行します。",
    },
    leaveTheFile,
  ],
  demands: [
    {
      rule: "client-secret",
      step: "A2",
      reason: {
        en: "incoming_email_inbox_options takes a client secret and nothing else.",
        ja: "incoming_email_inbox_options が受け付けるのはクライアント シークレットだけです。",
      },
    },
  ],
  notOnPage: [
    "The account type: MailRoom's guide says the appropriate option; read as this tenant alone.",
    "The secret's lifetime: MailRoom's guide chooses Never, which the portal no longer offers (at most 24 months).",
    "The limit to some mailboxes is the page's advice; here it is always set, and Entra grants nothing for the rest. MailRoom's guide still names New-ApplicationAccessPolicy, which RBAC for Applications replaces.",
    "Sub-addressing: the page gives the command for the whole organization (step G0), not for one mailbox.",
    "Self-compiled installations: Microsoft Graph is not supported there.",
    "What proves success, what stops when the secret ends, when to renew it, and how to leave.",
    "Service Desk's own mailbox (service_desk_email): another part of another page.",
  ],
  procedures: [
    {
      title: "Configure GitLab for Microsoft Graph: the OAuth 2.0 application",
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "A1",
          by: "stack",
          text: "App registrations: the OAuth 2.0 application. Its client ID and the tenant ID are filled in at step G1.",
        },
        {
          step: "A2",
          by: "stack",
          text: "A client secret, filled in at step G1.",
          fields: [
            {
              label: "Description",
              value: { enter: "{credentialName}" },
              note: "Last valid day (UTC): {lastValidDay}",
            },
          ],
        },
        {
          step: "A3",
          by: "stack",
          text: "Mail.ReadWrite as an application. It is not granted in Entra, where it would open every mailbox: Exchange gives it for the named one (step R1).",
        },
      ],
    },
    {
      title: "Restrict mailbox access",
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "R1",
          by: exchangeAdministrator,
          text: "Run the Exchange Online script of this sheet: it gives the role Application Mail.ReadWrite for the named mailboxes.",
        },
      ],
    },
    {
      title: "Sub-addressing mailbox",
      when: "set-up",
      onPage: true,
      folded: "Only if plus addresses are switched off in the organization",
      steps: [
        {
          step: "G0",
          by: exchangeAdministrator,
          text: "GitLab tells replies apart by a key behind a plus sign. See whether Exchange delivers such addresses:\nPS> Get-OrganizationConfig | Format-List DisablePlusAddressInRecipients\nIf it says True:\nPS> Set-OrganizationConfig -DisablePlusAddressInRecipients $false",
          advice:
            "The setting is the whole organization's: an address that contains a plus sign of its own is then read otherwise.",
        },
      ],
    },
    {
      title: "Configure Microsoft Graph",
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "G1",
          by: gitlabAdministrator,
          each: "mailboxes",
          text: "Write these settings into the file.",
          excerpt: {
            file: configurationFile,
            syntax: "ruby",
            lines: `gitlab_rails['incoming_email_enabled'] = true
# The address with a key of GitLab's behind a plus sign.
gitlab_rails['incoming_email_address'] = {mailbox}.sub('@', '+%{key}@')
gitlab_rails['incoming_email_email'] = {mailbox}
gitlab_rails['incoming_email_delete_after_delivery'] = false
gitlab_rails['incoming_email_inbox_method'] = 'microsoft_graph'
gitlab_rails['incoming_email_inbox_options'] = {
  'tenant_id': {tenantId},
  'client_id': {clientId},
  'client_secret': {secret},
  'poll_interval': 60
}`,
          },
          advice:
            "For another cloud than Microsoft's worldwide one add azure_ad_endpoint and graph_endpoint. The secret stands in the file in the clear: it belongs to root, and to nobody else.",
        },
        { step: "G2", by: gitlabAdministrator, text: "Have GitLab take them up:\n$ gitlab-ctl reconfigure" },
      ],
    },
    {
      title: "Renewal of the client secret (not on the page; derived from its configuration)",
      when: "renewal",
      onPage: false,
      steps: [
        { step: "N1", by: "stack", text: "A new client secret is added beside the old one, which goes on working." },
        {
          step: "N2",
          by: gitlabAdministrator,
          text: "Put the new secret into incoming_email_inbox_options.",
          excerpt: { file: configurationFile, syntax: "ruby", lines: "  'client_secret': {secret}," },
        },
        {
          step: "N3",
          by: gitlabAdministrator,
          text: "Have GitLab take it up:\n$ gitlab-ctl reconfigure",
          advice: "Report the day on which a reply by mail still arrives; only then may the old secret go.",
        },
      ],
    },
  ],
} as const satisfies VendorDefinition;
