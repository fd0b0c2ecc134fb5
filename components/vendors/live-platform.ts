/**
 * Live Platform onboards a Teams voice service on the tenant and keeps the two in step.
 * Source: AudioCodes, "Securing Microsoft 365 Service Provider Access". The page numbers two steps; the second is a table.
 * This is the first of the page's two app registrations; the second is live-platform-notifications.ts.
 */
import type { VendorDefinition } from "../definition.ts";
import { actor, fileEditor, leaveTheFile } from "../leaving.ts";

const portalUser = "Service portal user";

/** AudioCodes Live Platform: the connection to the customer's Microsoft 365, by its page. */
export const livePlatform = {
  vendor: "live-platform",
  product: "Live Platform",
  page: {
    publisher: "AudioCodes",
    title: "Securing Microsoft 365 Service Provider Access",
    language: "en",
  },
  serves: {
    en: "Live Platform onboards the service on the Microsoft 365 tenant and synchronizes with it.",
    ja: "Live Platform が Microsoft 365 テナントにサービスをオンボードし、テナントと同期します。",
  },
  audience: "AzureADMyOrg", // "created on the customer tenant"; the page does not name the account type
  redirectUris: { from: "nowhere" }, // not on the page
  implicitGrant: [], // not on the page
  permissions: {}, // not on the page: an input, with no default
  addable: {
    any: [
      { api: "Microsoft Graph", kinds: ["delegated", "application"] },
      { api: "Skype and Teams Tenant Admin API", kinds: ["delegated", "application"] },
    ],
  },
  credential: { kind: "secret" }, // S2: Client Secret, with its expiration date; no lifetime on the page
  directoryRoles: true, // S2: Assigned Entra ID roles
  administers: ["Microsoft Teams"], // AudioCodes, "Assign Microsoft Admin Roles to Live Platform Customer Operators"
  actsAs: [
    {
      who: portalUser, // S1
      role: "Not on the page: a user of the Live Platform Service portal who may change Configuration > M365 Configuration",
      does: "Fills in Microsoft 365 Settings, validates and saves them.",
    },
  ],
  places: ["Service portal: Configuration > M365 Configuration, Client Secret and Client Secret expiration date"], // S2
  breaksWhenExpired: {
    en: "Onboarding of the service and the synchronization between Live Platform and Microsoft 365 stop.",
    ja: "サービスのオンボードと、Live Platform と Microsoft 365 の同期が止まります。",
  },
  proof: {
    shows: "Validate Authentication: a message says that the credentials are successfully validated.", // S2
    expected: ["Validate Authentication may fail in the first seconds after a new client secret was made."],
  },
  undo: [
    {
      by: actor(portalUser),
      en: "Where Live Platform goes on with Delegated Token authentication: Re-initiate Authentication Flow sends the invitation for a new connection (Token-only).",
      ja: "Live Platform を Delegated Token の認証で使い続ける場合は、Re-initiate Authentication Flow で新しい接続 (Token-only) の招待を送ります。",
    },
    {
      by: fileEditor,
      en: "Take the Entra ID roles off the app registration: remove them from directoryRoles, in a change of its own.",
      ja: "アプリの登録から Entra ID のロールを外します(単独の変更で directoryRoles から削除します)。",
    },
    leaveTheFile,
  ],
  demands: [
    {
      rule: "client-secret",
      step: "S2",
      reason: {
        en: "Microsoft 365 Settings take a Client Secret and nothing else.",
        ja: "Microsoft 365 Settings が受け付けるのは Client Secret だけです。",
      },
    },
    {
      rule: "directory-role", // the page names no role, so no `subject`: it covers each one of the settings
      step: "S2",
      reason: {
        en: 'The page shows "Assigned Entra ID roles": administrator roles that are assigned to the App registration.',
        ja: "ページに「Assigned Entra ID roles」(アプリの登録に割り当てる管理者ロール)が示されています。",
      },
    },
    {
      rule: "credential-count",
      step: "S2",
      reason: {
        en: "Each service has its own Client Secret on this screen; AudioCodes asks for a new secret for each new service.",
        ja: "この画面ではサービスごとに専用の Client Secret があり、AudioCodes はサービスごとに新しいシークレットを求めています。",
      },
    },
  ],
  notOnPage: [
    'The supported account types: "on the customer tenant" is read as this tenant alone.',
    "Redirect URIs: none are asked.",
    'The API permissions: they stand on AudioCodes\' page "Create Application Registration Manually" and are an input here.',
    "Which Entra ID roles: an input here.",
    "How long the client secret lives and when to renew it.",
    'Who works out "Days until expiration": Live Platform or the person.',
    "In which order Validate Authentication and Save Microsoft 365 settings are selected.",
    "Which role of the Service portal may change these settings.",
    "The text of the message after Validate Authentication.",
    "What happens when the secret ends, and how to leave.",
  ],
  procedures: [
    {
      title: "Securing Microsoft 365 Service Provider Access: before the first step", // unnumbered: A1, A2
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "A1",
          by: "stack",
          text: 'An App registration exists in this tenant. It is the way that the page prefers to "Delegated Token" authentication.',
        },
        {
          step: "A2",
          by: "stack",
          text: "The Entra roles are assigned to its service principal.",
          fields: [{ label: "Assigned Entra ID roles", value: { enter: "{directoryRoles}" } }],
        },
      ],
    },
    {
      title: "To configure Microsoft 365 settings",
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "1", // the page prints no sign between the two words
          by: portalUser,
          text: "In the Service portal, open Configuration > M365 Configuration.",
        },
        {
          step: "2",
          by: portalUser,
          text: "Fill in Microsoft 365 Settings, select Validate Authentication, then Save Microsoft 365 settings. Leave Re-initiate Authentication Flow alone: it mails an invitation to set the connection up anew.",
          fields: [
            { label: "Application Id", value: { enter: "{clientId}" } },
            { label: "Client Secret", value: { enter: "{secret}" }, note: "The secret's Value, not its Secret ID" },
            {
              label: "Client Secret expiration date",
              value: { enter: "{expires}" },
              note: "It ends as this day begins (UTC); its last valid day is {lastValidDay}",
            },
            {
              label: "Days until expiration",
              value: {
                decide: "If Live Platform does not fill it in: the days from today to {expires}.",
              },
            },
            { label: "Assigned Entra ID roles", value: { enter: "{directoryRoles}" } },
          ],
          expect: "A message that the credentials are valid.",
          advice:
            "After a switch from Delegated Token (Token-only), and once Validate Authentication has succeeded, revoke the former delegated consent and take the roles off the account that was used. The lower part of the screen, QOE Integration with Microsoft Teams, belongs to another app registration and has its own sheet.",
        },
      ],
    },
    {
      title:
        'The Invitation wizard, where the connection is made through it (AudioCodes, "Authenticate App Registration from Onboarding Wizard")',
      when: "set-up",
      onPage: false,
      folded: "Only after Re-initiate Authentication Flow, or when a new service is onboarded",
      steps: [
        {
          step: "W1",
          by: portalUser,
          text: "The wizard asks for these values.",
          fields: [
            { label: "Customer Microsoft Tenant ID", value: { enter: "{tenantId}" } },
            { label: "Application (Client) ID", value: { enter: "{clientId}" } },
            { label: "Client Secret", value: { enter: "{secret}" } },
          ],
        },
      ],
    },
    {
      title: "Renewal of the client secret (not on the page; derived from its steps 1 and 2)",
      when: "renewal",
      onPage: false,
      steps: [
        { step: "R1", by: "stack", text: "A new client secret is added beside the old one, which goes on working." },
        {
          step: "R2",
          by: portalUser,
          text: "In the Service portal, open Configuration > M365 Configuration. Enter the new secret and its date, select Validate Authentication, then Save Microsoft 365 settings.",
          fields: [
            { label: "Client Secret", value: { enter: "{secret}" } },
            {
              label: "Client Secret expiration date",
              value: { enter: "{expires}" },
              note: "It ends as this day begins (UTC); its last valid day is {lastValidDay}",
            },
          ],
          expect: "A message that the credentials are valid.",
          advice: "Report the day on which the new secret is saved and validated; only then may the old one go.",
        },
      ],
    },
  ],
} as const satisfies VendorDefinition;
