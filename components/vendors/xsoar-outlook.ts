/**
 * Cortex XSOAR reads and sends mail through Graph, for investigations.
 * Source: Palo Alto Networks, "Microsoft Integrations - Authentication" (self-deployed application, client credentials; its
 * steps are S1 to S8 here, those of the certificate C1 to C3), and the page of "O365 Outlook Mail (Using Graph API)" (I).
 */
import type { VendorDefinition } from "../definition.ts";
import { actor, leaveTheFile } from "../leaving.ts";

const xsoarAdministrator = "Cortex XSOAR administrator";

/** Cortex XSOAR's O365 Outlook Mail, by its pages. */
export const xsoarOutlook = {
  vendor: "xsoar-outlook",
  product: "Cortex XSOAR O365 Outlook Mail",
  page: {
    publisher: "Palo Alto Networks",
    title: "Microsoft Integrations - Authentication; O365 Outlook Mail (Using Graph API)",
    language: "en",
    asOf: "2026-07-06",
  },
  serves: {
    en: "Cortex XSOAR fetches mail as incidents, and reads, moves, deletes and sends mail in their course.",
    ja: "Cortex XSOAR がメールをインシデントとして取り込み、対応の中でメールの読み取り、移動、削除、送信を行います。",
  },
  audience: "AzureADMyOrg", // not on the page for this flow
  redirectUris: { from: "nowhere" }, // S: client credentials take none
  implicitGrant: [], // not on the page
  permissions: {
    "Microsoft Graph": { application: ["Mail.ReadWrite", "Mail.Send", "MailboxSettings.ReadWrite"] }, // I
  },
  credential: {
    oneOf: [
      { kind: "certificate", thumbprint: "sha1Hex" }, // C: their example is RSA 2048 of 365 days
      { kind: "secret" }, // S6
    ],
  },
  actsAs: [
    {
      who: xsoarAdministrator,
      role: "Not on the page: whoever may configure integration instances in Cortex XSOAR",
      does: "Fills in the instance and tests it.",
    },
  ],
  places: ["Cortex XSOAR: the instance of O365 Outlook Mail (Using Graph API)"],
  breaksWhenExpired: {
    en: "No mail is fetched any more, and playbooks that read or send mail fail.",
    ja: "メールが取り込まれなくなり、メールを扱うプレイブックが失敗します。",
  },
  proof: { shows: "The instance's button Test answers Success.", expected: [] },
  undo: [
    {
      by: actor(xsoarAdministrator),
      en: "Disable and delete the instance of O365 Outlook Mail (Using Graph API).",
      ja: "O365 Outlook Mail (Using Graph API) のインスタンスを無効にし、削除します。",
    },
    leaveTheFile,
  ],
  demands: [
    ...(["Mail.ReadWrite", "Mail.Send", "MailboxSettings.ReadWrite"] as const).map(
      (subject) =>
        ({
          rule: "mailbox-scope",
          subject,
          step: "S4",
          reason: {
            en: "The page asks for it for all mailboxes and names no limit; Exchange can set one (RBAC for Applications).",
            ja: "ページはすべてのメールボックスに対して要求し、制限を示していません。Exchange (RBAC for Applications) では制限できます。",
          },
        }) as const,
    ),
    {
      rule: "tier-0",
      subject: "Mail.ReadWrite",
      step: "S4",
      reason: {
        en: "The integration moves, deletes and drafts mail in the course of an incident.",
        ja: "インシデント対応の中で、メールの移動、削除、下書きの作成を行います。",
      },
    },
  ],
  notOnPage: [
    "The supported account types for this flow: read as this tenant alone.",
    "A limit to some mailboxes: the permissions reach all of them.",
    "How long secret and certificate live; the page's example certificate has 365 days, and 180 are the rule here.",
    "The vendor's own application, the authorization code and the device code, which the page offers as well: not taken.",
    "Azure Managed Identities, which need no application in Entra ID: not taken.",
    "How to leave, but for a link to Microsoft's page on consent.",
  ],
  procedures: [
    {
      title: "Self-deployed application, client credentials flow",
      when: "set-up",
      onPage: true,
      steps: [
        { step: "S1", by: "stack", text: "App registrations, New registration." },
        { step: "S4", by: "stack", text: "API permissions, and Grant admin consent." },
        {
          step: "S6",
          by: "stack",
          text: "Certificates & secrets, Client secrets: its Value is entered at step S8.",
          withCredential: "secret",
        },
        {
          step: "C2",
          by: "stack",
          text: "Certificates & secrets, Certificates: {thumbprint.sha1Hex}",
          withCredential: "certificate",
        },
      ],
    },
    {
      title: "Configure the instance",
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "S8",
          by: xsoarAdministrator,
          text: "Settings, Integrations, O365 Outlook Mail (Using Graph API), Add instance. Fill it in, press Test, then Save.",
          fields: [
            { label: "Application ID or Client ID", value: { enter: "{clientId}" } },
            { label: "Token or Tenant ID", value: { enter: "{tenantId}" } },
            {
              label: "Key or Client Secret",
              value: { enter: "{secret}" },
              note: "Last valid day (UTC): {lastValidDay}",
              withCredential: "secret",
            },
            {
              label: "Certificate Thumbprint",
              value: { enter: "{thumbprint.sha1Hex}" },
              note: "Last valid day (UTC): {lastValidDay}",
              withCredential: "certificate",
            },
            {
              label: "Private Key",
              value: { enter: "{privateKey}" },
              note: "As PEM, with its first and last line",
              withCredential: "certificate",
            },
            { label: "Use a self deployed Azure application", value: { tick: true } },
            {
              label: "Email address from which to fetch incidents",
              value: { decide: "The mailbox whose mail becomes incidents" },
            },
          ],
        },
      ],
    },
    {
      title: "Renewal (the page says what follows a change of the credential; the rest is derived from step S8)",
      when: "renewal",
      onPage: false,
      steps: [
        { step: "N1", by: "stack", text: "The new credential is added beside the old one, which goes on working." },
        {
          step: "N2",
          by: xsoarAdministrator,
          text: "Enter the new values in the instance, then run the command !msgraph-mail-auth-reset in the playground and press Test.",
          fields: [
            { label: "Key or Client Secret", value: { enter: "{secret}" }, withCredential: "secret" },
            {
              label: "Certificate Thumbprint",
              value: { enter: "{thumbprint.sha1Hex}" },
              withCredential: "certificate",
            },
            { label: "Private Key", value: { enter: "{privateKey}" }, withCredential: "certificate" },
          ],
        },
      ],
    },
  ],
} as const satisfies VendorDefinition;
