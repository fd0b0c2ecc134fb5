/**
 * Live Platform receives notifications about Teams devices and call quality (QOE) through an app registration of their own.
 * Source: AudioCodes, "Securing Microsoft 365 Service Provider Access", the part "QOE Integration with Microsoft Teams" of step 2.
 */
import type { VendorDefinition } from "../definition.ts";
import { actor, leaveTheFile } from "../leaving.ts";

const portalUser = "Service portal user";

/** AudioCodes Live Platform: the QOE notifications application, by its page. */
export const livePlatformNotifications = {
  vendor: "live-platform-notifications",
  product: "Live Platform QOE Integration with Microsoft Teams",
  page: {
    publisher: "AudioCodes",
    title: "Securing Microsoft 365 Service Provider Access",
    language: "en",
  },
  serves: {
    en: "Live Platform connects to the Microsoft Teams Notifications Service, for its QOE integration and its Teams devices.",
    ja: "Live Platform が、QOE 連携と Teams デバイスのために Microsoft Teams Notifications Service に接続します。",
  },
  audience: "AzureADMyOrg", // not on the page; the customer's own app registration, as live-platform
  redirectUris: { from: "nowhere" }, // not on the page
  implicitGrant: [], // not on the page
  permissions: {}, // not on the page: an input, with no default
  addable: {
    any: [
      { api: "Microsoft Graph", kinds: ["delegated", "application"] },
      { api: "Skype and Teams Tenant Admin API", kinds: ["delegated", "application"] },
    ],
  },
  credential: { kind: "secret" }, // S2: Azure Application password; no lifetime on the page
  actsAs: [
    {
      who: portalUser, // S1
      role: "Not on the page: a user of the Live Platform Service portal who may change Configuration > M365 Configuration",
      does: "Fills in the QOE part of the screen and saves it.",
    },
  ],
  places: [
    "Service portal: Configuration > M365 Configuration, QOE Integration with Microsoft Teams, Azure Application password", // S2
  ],
  breaksWhenExpired: {
    en: "Notifications of Teams devices no longer reach Live Platform.",
    ja: "Teams デバイスの通知が Live Platform に届かなくなります。",
  },
  proof: {
    shows:
      "The page names no check. In Entra ID, Sign-in logs > Service principal sign-ins shows the application signing in.",
    expected: [
      "No message after Save QOE Integration Settings is described; Validate Authentication is of the other part.",
    ],
  },
  undo: [
    {
      by: actor(portalUser),
      en: "Empty Azure Application ID and Azure Application password, then select Save QOE Integration Settings.",
      ja: "Azure Application ID と Azure Application password を空にし、Save QOE Integration Settings を選びます。",
    },
    leaveTheFile,
  ],
  demands: [
    {
      rule: "client-secret",
      step: "S2",
      reason: {
        en: "The QOE part takes an Azure Application ID and an Azure Application password and nothing else.",
        ja: "QOE の欄が受け付けるのは Azure Application ID と Azure Application password だけです。",
      },
    },
    {
      rule: "credential-count",
      step: "S2",
      reason: {
        en: "The QOE integration has its own application and password on this screen; AudioCodes asks for a new secret for each new service.",
        ja: "QOE の連携にはこの画面に専用のアプリケーションとパスワードがあり、AudioCodes はサービスごとに新しいシークレットを求めています。",
      },
    },
  ],
  notOnPage: [
    "The supported account types: read as this tenant alone.",
    "Redirect URIs: none are asked.",
    "The API permissions: an input here. Microsoft's call-record subscriptions take CallRecords.Read.All (application); that is not AudioCodes' statement.",
    "How long the password lives and when to renew it.",
    "A check that shows success.",
    "Which role of the Service portal may change these settings.",
    "What happens when the password ends, and how to leave.",
    '"Managing Teams Devices", to which the page refers: another page.',
  ],
  procedures: [
    {
      title: "Before the first step", // unnumbered: A1
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "A1",
          by: "stack",
          text: "The App Registration for the Microsoft Teams Notifications Service exists in this tenant.",
        },
      ],
    },
    {
      title: "To configure Microsoft 365 settings: QOE Integration with Microsoft Teams",
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
          text: "In the part QOE Integration with Microsoft Teams, fill in both fields and select Save QOE Integration Settings.",
          fields: [
            {
              label: "Azure Application ID",
              value: { enter: "{clientId}" },
              note: "Live Platform's user name at the Microsoft Teams Notification Service",
            },
            {
              label: "Azure Application password",
              value: { enter: "{secret}" },
              note: "The secret's Value, not its Secret ID. Last valid day (UTC): {lastValidDay}",
            },
          ],
          advice:
            "The upper part of the screen, Microsoft 365 Settings, belongs to another app registration and has its own sheet.",
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
          text: "In the Service portal, open Configuration > M365 Configuration. Under QOE Integration with Microsoft Teams enter the new password, then select Save QOE Integration Settings.",
          fields: [{ label: "Azure Application password", value: { enter: "{secret}" } }],
          advice:
            "Report the day on which the new password is saved and notifications arrive; only then may the old one go.",
        },
      ],
    },
  ],
} as const satisfies VendorDefinition;
