/**
 * Bitwarden's Directory Connector copies users and groups of Entra ID into a Bitwarden organization.
 * Source: Bitwarden, "Sync with Microsoft Entra ID". Each part numbers its own steps: A is Create app registration, P Grant
 * app permissions, K Create app secret key; C, Connect to your directory, follows the app's own labels.
 */
import type { VendorDefinition } from "../definition.ts";
import { actor, leaveTheFile } from "../leaving.ts";

const bitwardenAdministrator = "Bitwarden administrator";

/** Bitwarden's Directory Connector with Entra ID, by its page. */
export const bitwardenDirectoryConnector = {
  vendor: "bitwarden-directory-connector",
  product: "Bitwarden Directory Connector",
  page: {
    publisher: "Bitwarden",
    title: "Sync with Microsoft Entra ID",
    language: "en",
  },
  serves: {
    en: "Directory Connector copies users and groups of Entra ID into a Bitwarden organization.",
    ja: "Directory Connector が Entra ID のユーザーとグループを Bitwarden の組織に同期します。",
  },
  audience: "AzureADMyOrg", // not on the page
  redirectUris: { from: "nowhere" }, // not on the page
  implicitGrant: [], // not on the page
  permissions: {
    // P4, P5
    "Microsoft Graph": {
      delegated: ["User.ReadBasic.All", "User.Read.All", "Group.Read.All"],
      application: ["User.Read.All", "Group.Read.All"],
    },
  },
  // Directory Connector signs nobody in: the delegated ones give it nothing.
  omittable: { "Microsoft Graph": { delegated: ["User.ReadBasic.All", "User.Read.All", "Group.Read.All"] } },
  // P4, P5: only for administrative units
  addable: {
    only: {
      "Microsoft Graph": {
        delegated: ["AdministrativeUnit.Read.All"],
        application: ["AdministrativeUnit.Read.All"],
      },
    },
  },
  credential: { kind: "secret" }, // K2: a description and an expiry
  actsAs: [
    {
      who: bitwardenAdministrator,
      role: "an owner or admin of the Bitwarden organization, on the computer where Directory Connector runs",
      does: "Fills in Directory Connector's settings and tests them.",
    },
  ],
  places: ["Directory Connector: Settings, Secret Key"], // C3
  breaksWhenExpired: {
    en: "Users and groups are no longer synchronized: who leaves the tenant keeps their place in the Bitwarden organization.",
    ja: "ユーザーとグループが同期されなくなり、テナントを離れた人が Bitwarden の組織に残ります。",
  },
  proof: { shows: "Test Now (step C4) lists the users and groups of the tenant.", expected: [] },
  undo: [
    {
      by: actor(bitwardenAdministrator),
      en: "Stop Directory Connector (Stop Sync) and remove the secret from its settings; see to the organization's members yourself from then on.",
      ja: "Directory Connector を停止し(Stop Sync)、設定からシークレットを削除します。以後、組織のメンバーは手作業で管理します。",
    },
    leaveTheFile,
  ],
  demands: [
    {
      rule: "client-secret",
      step: "K2",
      reason: {
        en: "Directory Connector takes a Secret Key and nothing else.",
        ja: "Directory Connector が受け付けるのは Secret Key だけです。",
      },
    },
    {
      rule: "scope-without-sign-in",
      step: "P4",
      reason: {
        en: "The page sets delegated permissions, though nobody signs in; the settings may leave them out.",
        ja: "サインインする人がいないのに、ページは委任されたアクセス許可を設定します。設定で外せます。",
      },
    },
    ...(["User.Read.All", "Group.Read.All"] as const).map(
      (subject) =>
        ({
          rule: "delegated-first",
          subject,
          step: "P5",
          reason: {
            en: `The page sets ${subject} as an application permission, by which Directory Connector works without a user.`,
            ja: `ページが ${subject} をアプリケーションのアクセス許可として設定します。Directory Connector はユーザーなしで動作します。`,
          },
        }) as const,
    ),
    {
      rule: "risky-permission",
      subject: "User.Read.All",
      step: "P5",
      reason: {
        en: "The page sets User.Read.All, to copy the users.",
        ja: "ユーザーを同期するため、ページが User.Read.All を設定します。",
      },
    },
  ],
  notOnPage: [
    "The supported account types: read as this tenant alone.",
    "Redirect URIs: none are asked.",
    "What the delegated permissions are for: Directory Connector signs nobody in.",
    "How long the secret lives, when to renew it, and what stops when it ends.",
    "Whether Tenant is the tenant's id or its domain: the page asks for the host name, and Entra takes either.",
    "How to leave.",
  ],
  procedures: [
    {
      title: "Create app registration",
      when: "set-up",
      onPage: true,
      steps: [
        { step: "A1", by: "stack", text: "Microsoft Entra ID." },
        { step: "A2", by: "stack", text: "App registrations." },
        {
          step: "A3",
          by: "stack",
          text: "New registration, with a name of Bitwarden's own.",
          fields: [{ label: "Name", value: { enter: "{displayName}" } }],
        },
        { step: "A4", by: "stack", text: "Register. Its Application (client) ID is filled in at step C3." },
      ],
    },
    {
      title: "Grant app permissions",
      when: "set-up",
      onPage: true,
      steps: [
        { step: "P1", by: "stack", text: "API permissions." },
        { step: "P2", by: "stack", text: "Add a permission." },
        { step: "P3", by: "stack", text: "Microsoft Graph." },
        { step: "P4", by: "stack", text: "Delegated permissions, those that the settings leave out aside." },
        { step: "P5", by: "stack", text: "Application permissions: User.Read.All, Group.Read.All." },
        { step: "P6", by: "stack", text: "Grant admin consent." },
      ],
    },
    {
      title: "Create app secret key",
      when: "set-up",
      onPage: true,
      steps: [
        { step: "K1", by: "stack", text: "Certificates & secrets." },
        {
          step: "K2",
          by: "stack",
          text: "New client secret.",
          fields: [
            {
              label: "Description",
              value: { enter: "{credentialName}" },
              note: "Last valid day (UTC): {lastValidDay}",
            },
          ],
        },
      ],
    },
    {
      title: "Connect to your directory",
      when: "set-up",
      onPage: true,
      steps: [
        { step: "C1", by: bitwardenAdministrator, text: "Open the Directory Connector desktop app." },
        { step: "C2", by: bitwardenAdministrator, text: "Open its Settings." },
        {
          step: "C3",
          by: bitwardenAdministrator,
          text: "As Type select the directory of Microsoft (Microsoft Entra ID, in older versions Azure Active Directory) and fill in its fields.",
          fields: [
            { label: "Tenant", value: { enter: "{domain}" } },
            { label: "Application Id", value: { enter: "{clientId}" } },
            {
              label: "Secret Key",
              value: { enter: "{secret}" },
              note: "The secret's Value, not its Secret ID. Last valid day (UTC): {lastValidDay}",
            },
          ],
        },
        {
          step: "C4",
          by: bitwardenAdministrator,
          text: "Under Testing select Test Now.",
          expect: "The tenant's users and groups, of which nothing is sent to Bitwarden yet.",
        },
      ],
    },
    {
      title: "Renewal of the client secret (not on the page; derived from its steps K2 and C3)",
      when: "renewal",
      onPage: false,
      steps: [
        { step: "R1", by: "stack", text: "A new client secret is added beside the old one, which goes on working." },
        {
          step: "R2",
          by: bitwardenAdministrator,
          text: "In Directory Connector's Settings enter the new Secret Key, then select Test Now.",
          fields: [{ label: "Secret Key", value: { enter: "{secret}" } }],
          advice: "Report the day on which Test Now lists the users with the new secret; only then may the old one go.",
        },
      ],
    },
  ],
} as const satisfies VendorDefinition;
