/**
 * GitHub Enterprise Managed Users sign in through Entra ID (OIDC), with an application of GitHub's own.
 * Source: GitHub Docs, "Configuring OIDC for Enterprise Managed Users"; the application's id: "Finding the object ID for your
 * Entra OIDC application". The steps bear their numbers on the page, where the screens between them count.
 */
import type { VendorDefinition } from "../definition.ts";
import { actor, leaveTheVendors } from "../leaving.ts";

const setupUser = "Setup user (SHORT-CODE_admin)";
const administrator = "Entra administrator";

/** GitHub Enterprise Managed Users with OIDC, by its page. */
export const githubEmu = {
  vendor: "github-emu",
  product: "GitHub Enterprise Managed Users",
  page: {
    publisher: "GitHub",
    title: "Configuring OIDC for Enterprise Managed Users",
    language: "en",
    url: "https://docs.github.com/en/enterprise-cloud@latest/admin/managing-iam/configuring-authentication-for-enterprise-managed-users/configuring-oidc-for-enterprise-managed-users",
  },
  serves: {
    en: "Members of the GitHub enterprise sign in with their accounts of this tenant, under its Conditional Access.",
    ja: "GitHub エンタープライズのメンバーが、このテナントのアカウントでサインインし、条件付きアクセスの対象になります。",
  },
  registration: {
    by: "vendor",
    name: "GitHub Enterprise Managed User (OIDC)",
    clientId: "12f6db80-0741-4a7e-b9c5-b85d737b3a31",
  },
  audience: "AzureADMultipleOrgs",
  redirectUris: { from: "nowhere" }, // GitHub's own
  implicitGrant: [], // GitHub's own
  permissions: {}, // not on the page: the consent screen shows them, so they are an input
  addable: { any: [{ api: "Microsoft Graph", kinds: ["delegated", "application"] }] },
  credential: { kind: "none" },
  actsAs: [
    {
      who: setupUser, // 1
      role: "The enterprise's setup user on GitHub, whose name ends in _admin",
      does: "Enables the configuration and keeps the recovery codes.",
    },
    {
      who: administrator, // 6
      role: "Global Administrator in Entra ID",
      does: "Signs in when GitHub sends the browser to Entra ID, reads what is asked and accepts it for the organization.",
    },
  ],
  places: [],
  breaksWhenExpired: {
    en: "Nobody of the enterprise signs in to GitHub any more but the setup user with a recovery code.",
    ja: "リカバリー コードを持つセットアップ ユーザー以外、エンタープライズの誰も GitHub にサインインできなくなります。",
  },
  proof: {
    shows:
      "A member signs in to GitHub through Entra ID. In Entra ID, Sign-in logs > User sign-ins (interactive) shows it under GitHub Enterprise Managed User (OIDC).",
    expected: [],
  },
  undo: [
    {
      by: actor(setupUser),
      en: "Sign in with a recovery code and turn OIDC single sign-on off, or give the enterprise another way to sign in first: without one nobody gets in.",
      ja: "リカバリー コードでサインインし、OIDC シングル サインオンを無効にするか、先に別のサインイン方法を設定します。ほかの方法がないと誰も入れません。",
    },
    leaveTheVendors,
  ],
  demands: [],
  notOnPage: [
    "The permissions that are asked: the consent screen shows them, so they are an input. Whatever stands there and not in the file is listed by verify.",
    "A check that shows success, and how to leave.",
    "Who may sign in: the page speaks of the enterprise's members; provisioning (SCIM) is an application of its own.",
  ],
  procedures: [
    {
      title: "Before the first step", // unnumbered
      when: "set-up",
      onPage: false,
      steps: [
        {
          step: "A1",
          by: "stack",
          text: "The enterprise application {displayName} stands in this tenant, and what the tenant's file names is consented to. A tenant takes one such integration.",
        },
      ],
    },
    {
      title: "Configuring OIDC for Enterprise Managed Users",
      when: "set-up",
      onPage: true,
      steps: [
        { step: "1", by: setupUser, text: "Sign in to GitHub as the enterprise's setup user." },
        {
          step: "2", // 2 to 4: the enterprise, its tab, the part of the page
          by: setupUser,
          text: "Open the enterprise, then Identity provider > Single sign-on configuration.",
        },
        {
          step: "5",
          by: setupUser,
          text: "Under OIDC single sign-on tick the box and save; the browser goes on to Entra ID.",
          fields: [{ label: "Enable OIDC configuration", value: { tick: true }, note: "Then Save." }],
        },
        {
          step: "7",
          by: administrator,
          text: "Sign in to Entra ID. Where it asks for consent, compare what it asks with the permissions of the tenant's file before you accept.",
          fields: [{ label: "Consent on behalf of your organization", value: { tick: true }, note: "Then Accept." }],
          expect: "Where everything has been consented to already, Entra ID may not ask.",
          advice:
            "Is more asked than the file names: stop, and have the file changed and reviewed first. What is accepted here beside it, verify lists.",
        },
        {
          step: "8",
          by: setupUser,
          text: "Download the recovery codes and keep them where the enterprise keeps such things: they are the only way in when Entra ID refuses.",
        },
        { step: "9", by: setupUser, text: "Select Enable OIDC Authentication." },
      ],
    },
  ],
} as const satisfies VendorDefinition;
