/**
 * The Restore Portal of Veeam Backup for Microsoft 365: people sign in to restore their own data.
 * Source: Veeam Backup for Microsoft 365 8, "Permissions for Authentication to Restore Portal" (P), and Veeam's blog on a
 * custom application for the portal (B), read in part; neither numbers its steps.
 */
import type { VendorDefinition } from "../definition.ts";
import { actor, leaveTheFile } from "../leaving.ts";

const backupAdministrator = "Veeam backup administrator";

/** Veeam's Restore Portal with an application of one's own, by its pages. */
export const veeamRestorePortal = {
  vendor: "veeam-restore-portal",
  product: "Veeam Restore Portal",
  page: {
    publisher: "Veeam",
    title: "Permissions for Authentication to Restore Portal",
    language: "en",
    asOf: "8",
  },
  serves: {
    en: "People sign in to Veeam's Restore Portal with their Microsoft 365 account and restore their own data.",
    ja: "利用者が Microsoft 365 のアカウントで Veeam の Restore Portal にサインインし、自分のデータを復元します。",
  },
  audience: "AzureADMultipleOrgs", // B: Any Azure AD directory – Multitenant
  narrowerAudience: "AzureADMyOrg", // one organization's portal needs no other
  redirectUris: { from: "redirectUris", platform: "spa", min: 1, max: 1, withoutPath: true }, // B: the portal's address
  publicClientFlows: true, // B: Enable the following mobile and desktop flows = Yes
  implicitGrant: [], // not on the page
  permissions: { "Microsoft Graph": { delegated: ["User.Read"] } }, // P
  exposes: {
    identifierUri: { from: "clientId" }, // B: api://<application_id>
    scopes: [
      {
        value: "access_as_user", // P, B
        name: "Access the Restore Portal",
        description: "Lets the portal act for the user who signed in.",
        consent: "users",
      },
    ],
  },
  credential: { kind: "certificate", thumbprint: "none" }, // B: a .cer is uploaded
  keyStore: { format: "pkcs12", file: "veeam-portal.pfx", alias: "veeam", step: "V1" },
  actsAs: [
    {
      who: backupAdministrator, // P
      role: "Not on the page: may change the settings of Veeam Backup for Microsoft 365",
      does: "Switches the Restore Portal on and gives it the application and its certificate.",
    },
  ],
  places: ["Veeam Backup for Microsoft 365: the settings of the Restore Portal, its application and certificate"],
  breaksWhenExpired: {
    en: "Nobody signs in to the Restore Portal.",
    ja: "Restore Portal にサインインできなくなります。",
  },
  proof: {
    shows: "Not on the page. Somebody signs in to the portal and sees the backups of their own mailbox.",
    expected: [],
  },
  undo: [
    {
      by: actor(backupAdministrator),
      en: "Switch the Restore Portal off in the settings of Veeam Backup for Microsoft 365.",
      ja: "Veeam Backup for Microsoft 365 の設定で Restore Portal を無効にします。",
    },
    leaveTheFile,
  ],
  demands: [
    {
      rule: "multi-tenant",
      step: "B1",
      reason: {
        en: "The page has any directory chosen, for a portal of several organizations.",
        ja: "ページの手順は、複数の組織のポータルのために任意のディレクトリを選びます。",
      },
    },
    {
      rule: "public-client",
      step: "B3",
      reason: {
        en: "The page switches the mobile and desktop flows on.",
        ja: "ページの手順は、モバイルとデスクトップのフローを有効にします。",
      },
    },
    {
      rule: "identifier-uri",
      step: "B2",
      reason: {
        en: "The page exposes api://<application id> and leaves the version of its tokens as Entra makes it.",
        ja: "ページの手順は api://<アプリケーション ID> を公開し、トークンのバージョンを Entra の既定のままにします。",
      },
    },
  ],
  notOnPage: [
    "Why the mobile and desktop flows are on; leave them on only if a sign-in needs them.",
    "The labels of the portal's settings, and how long the certificate lives.",
    "The version of the access tokens of its API: Entra's default, which is 1.",
    "Page P grants the application its own scope access_as_user, which the stack does not: each user is asked for it once, and an administrator may consent for all in the portal's enterprise application.",
    "Whether a portal of one organization works with an application of this tenant alone.",
    "What happens when the certificate ends, and how to leave.",
  ],
  procedures: [
    {
      title: "Custom application for the Restore Portal",
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "B1",
          by: "stack",
          text: "Register an application.",
          fields: [
            { label: "Name", value: { enter: "{displayName}" } },
            { label: "Redirect URI (Single-page application)", value: { enter: "{redirectUris}" } },
          ],
        },
        {
          step: "B2",
          by: "stack",
          text: "Expose an API.",
          fields: [
            { label: "Application ID URI", value: { enter: "{identifierUri}" } },
            { label: "Scope", value: { enter: "{exposedScopes}" } },
          ],
        },
        { step: "B3", by: "stack", text: "Enable the following mobile and desktop flows: Yes." },
        { step: "B4", by: "stack", text: "Make a certificate and add its public part to the application." },
        { step: "P1", by: "stack", text: "Add the delegated permission User.Read and grant admin consent." },
      ],
    },
    {
      title: "Restore Portal settings",
      when: "set-up",
      onPage: false,
      steps: [
        {
          step: "V1",
          by: backupAdministrator,
          text: "In the settings of the Restore Portal, give it the application and its certificate.",
          fields: [
            { label: "Application ID", value: { enter: "{clientId}" } },
            {
              label: "Certificate",
              value: { enter: "{privateKey}" },
              note: "The file veeam-portal.pfx of the command",
            },
            { label: "Restore Portal web address", value: { enter: "{redirectUris}" } },
          ],
          advice: "The labels may be worded otherwise.",
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
          by: backupAdministrator,
          text: "In the settings of the Restore Portal, replace the certificate.",
          fields: [
            {
              label: "Certificate",
              value: { enter: "{privateKey}" },
              note: "The file veeam-portal.pfx of the command",
            },
          ],
          advice: "Sign in to the portal once, and report the day; only then may the old one go.",
        },
      ],
    },
  ],
} as const satisfies VendorDefinition;
