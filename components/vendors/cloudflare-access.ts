/**
 * Cloudflare Access has its users sign in with Entra ID and reads the groups that they are in.
 * Source: Cloudflare, Cloudflare One documentation, "Microsoft Entra ID". Each of its parts numbers its own steps: 1.6 is
 * step 6 of part 1.
 */
import type { VendorDefinition } from "../definition.ts";
import { actor, leaveTheFile } from "../leaving.ts";

const cloudflareAdministrator = "Cloudflare administrator";

/** Cloudflare Access: Entra ID as its identity provider, by its page. */
export const cloudflareAccess = {
  vendor: "cloudflare-access",
  product: "Cloudflare Access",
  page: {
    publisher: "Cloudflare",
    title: "Microsoft Entra ID (Cloudflare One, identity providers)",
    language: "en",
    url: "https://developers.cloudflare.com/cloudflare-one/integrations/identity-providers/entra-id/",
  },
  serves: {
    en: "Users sign in to Cloudflare Access with Entra ID; its policies go by user and by group.",
    ja: "ユーザーが Entra ID で Cloudflare Access にサインインし、ユーザーとグループによるポリシーが適用されます。",
  },
  audience: "AzureADMyOrg", // not on the page
  redirectUris: {
    from: "instances", // 1.6: the team's name
    platform: "web",
    template: "https://{instance}.cloudflareaccess.com/cdn-cgi/access/callback",
  },
  implicitGrant: [], // not on the page
  permissions: {
    // 2.4
    "Microsoft Graph": {
      delegated: [
        "email",
        "offline_access",
        "openid",
        "profile",
        "User.Read",
        "Directory.Read.All",
        "GroupMember.Read.All",
      ],
    },
  },
  // The note to 2.4: narrower ones may be used; the seven are those that Cloudflare tests and supports.
  omittable: { "Microsoft Graph": { delegated: ["Directory.Read.All", "GroupMember.Read.All"] } },
  credential: { kind: "secret" }, // 1.11: "choose an expiration period"
  actsAs: [
    {
      who: cloudflareAdministrator,
      role: "Not on the page: a member of the Cloudflare account who may change Zero Trust settings",
      does: "Adds Entra ID as an identity provider and tests it.",
    },
  ],
  places: ["Cloudflare One: Integrations > Identity providers > Azure AD, Client secret"], // 3.4
  breaksWhenExpired: {
    en: "Users cannot log in through Access.", // the note to 1.11
    ja: "ユーザーが Access からログインできなくなります。",
  },
  proof: {
    shows: "Test (step 3.6) shows that the connection works.",
    expected: ["Invalid client secret (AADSTS7000215) in the first seconds after a new secret was made."],
  },
  undo: [
    {
      by: actor(cloudflareAdministrator),
      en: "Take Azure AD out of the Access applications' and device policies' login methods, then delete it under Integrations > Identity providers.",
      ja: "Access のアプリケーションとデバイスのポリシーのログイン方法から Azure AD を外し、Integrations > Identity providers で削除します。",
    },
    leaveTheFile,
  ],
  demands: [
    {
      rule: "client-secret",
      step: "1.10",
      reason: {
        en: "The identity provider takes a Client secret and nothing else.",
        ja: "ID プロバイダーの設定が受け付けるのは Client secret だけです。",
      },
    },
    {
      rule: "risky-permission",
      subject: "Directory.Read.All",
      step: "2.4",
      reason: {
        en: "The page lists it among the seven permissions that Cloudflare tests and supports; the settings may leave it out.",
        ja: "Cloudflare が検証し対応している 7 つのアクセス許可として、ページが挙げています。設定で外すこともできます。",
      },
    },
  ],
  notOnPage: [
    "The supported account types: read as this tenant alone.",
    "How far narrower permissions go: without GroupMember.Read.All and Directory.Read.All leave Support Groups off (our reading).",
    "SCIM: a second enterprise application, whose secret is Cloudflare's; another part of the page.",
    "A claim for e-mail where user names and addresses differ (Token configuration): an optional claim, which this definition does not set.",
    "How to renew the secret, and how to leave.",
  ],
  procedures: [
    {
      title: "1. Obtain Entra ID settings",
      when: "set-up",
      onPage: true,
      steps: [
        { step: "1.1", by: "stack", text: "Microsoft Entra admin center." },
        { step: "1.2", by: "stack", text: "Applications > Enterprise applications." },
        { step: "1.3", by: "stack", text: "New application, Create your own application." },
        { step: "1.4", by: "stack", text: "Its name.", fields: [{ label: "Name", value: { enter: "{displayName}" } }] },
        {
          step: "1.5",
          by: "stack",
          text: "Register an application to integrate with Microsoft Entra ID (App you're developing), Create.",
        },
        {
          step: "1.6",
          by: "stack",
          text: "Redirect URI, one for each team.",
          fields: [{ label: "Redirect URI (Web)", value: { enter: "{redirectUris}" } }],
        },
        { step: "1.7", by: "stack", text: "Register." },
        { step: "1.8", by: "stack", text: "Applications > App registrations." },
        { step: "1.9", by: "stack", text: "Application (client) ID and Directory (tenant) ID: filled in at step 3.4." },
        { step: "1.10", by: "stack", text: "Add a certificate or secret, New client secret." },
        {
          step: "1.11",
          by: "stack",
          text: "Name and expiration of the secret.",
          fields: [
            {
              label: "Description",
              value: { enter: "{credentialName}" },
              note: "Last valid day (UTC): {lastValidDay}",
            },
          ],
        },
        { step: "1.12", by: "stack", text: "Its Value, filled in at step 3.4." },
      ],
    },
    {
      title: "2. Configure API permissions in Entra ID",
      when: "set-up",
      onPage: true,
      steps: [
        { step: "2.1", by: "stack", text: "API permissions." },
        { step: "2.2", by: "stack", text: "Add a permission." },
        { step: "2.3", by: "stack", text: "Microsoft Graph." },
        {
          step: "2.4",
          by: "stack",
          text: "Delegated permissions: the page's seven, those that the settings leave out aside.",
        },
        { step: "2.5", by: "stack", text: "Add permissions." },
        { step: "2.6", by: "stack", text: "Grant admin consent." },
      ],
    },
    {
      title: "3. Add Entra ID as an identity provider",
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "3.1",
          by: cloudflareAdministrator,
          each: "instances",
          text: "In Cloudflare One, in the account of the team {instance}, open Integrations > Identity providers.",
        },
        { step: "3.2", by: cloudflareAdministrator, each: "instances", text: "Select Add new identity provider." },
        { step: "3.3", by: cloudflareAdministrator, each: "instances", text: "Select Azure AD." },
        {
          step: "3.4",
          by: cloudflareAdministrator,
          each: "instances",
          text: "Fill in the form.",
          fields: [
            { label: "Application (client) ID", value: { enter: "{clientId}" } },
            {
              label: "Client secret",
              value: { enter: "{secret}" },
              note: "The secret's Value, not its Secret ID. Last valid day (UTC): {lastValidDay}",
            },
            { label: "Directory (tenant) ID", value: { enter: "{tenantId}" } },
          ],
        },
        { step: "3.5", by: cloudflareAdministrator, each: "instances", text: "Select Save." },
        {
          step: "3.6",
          by: cloudflareAdministrator,
          each: "instances",
          text: "Select Test and sign in.",
          expect: "Your connection works.",
          advice: "AADSTS50105: the integration's signsIn names others than whoever pressed it.",
        },
        {
          step: "3.7",
          by: cloudflareAdministrator,
          each: "instances",
          text: "As wanted: Proof Key for Code Exchange, Support Groups, Entra ID Policy Sync, Enable SCIM, Email claim, OIDC Claims.",
          advice: "Switch Proof Key for Code Exchange on. Support Groups needs the directory permissions of step 2.4.",
        },
      ],
    },
    {
      title: "Renewal of the client secret (not on the page; derived from its steps 1.11 and 3.4)",
      when: "renewal",
      onPage: false,
      steps: [
        { step: "R1", by: "stack", text: "A new client secret is added beside the old one, which goes on working." },
        {
          step: "R2",
          by: cloudflareAdministrator,
          each: "instances",
          text: "In the account of the team {instance} open Integrations > Identity providers, Azure AD > Edit; enter the new secret, Save, then Test.",
          fields: [{ label: "Client secret", value: { enter: "{secret}" } }],
          expect: "Your connection works.",
          advice: "Report the day on which Test succeeds with the new secret; only then may the old one go.",
        },
      ],
    },
  ],
} as const satisfies VendorDefinition;
