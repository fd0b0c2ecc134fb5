/**
 * App Connect reads and writes mail, calendars and contacts of the user who authorized it, in its integration flows.
 * Source: IBM, "Obtaining connection values for Microsoft Exchange". Steps 4 and 5 are for BASIC OAUTH alone.
 */
import type { VendorDefinition } from "../definition.ts";
import { actor, leaveTheFile, m365Administrator } from "../leaving.ts";

const mailboxUser = "user of the mailbox";
const appConnectUser = "App Connect user";
const entraAdministrator = "Entra administrator";

/** IBM App Connect: the Microsoft Exchange connector, by its page. */
export const appConnect = {
  vendor: "app-connect",
  product: "App Connect",
  page: {
    publisher: "IBM",
    title: "Obtaining connection values for Microsoft Exchange",
    language: "en",
  },
  serves: {
    en: "Integration flows of App Connect use Microsoft Exchange on behalf of the user who authorized them.",
    ja: "App Connect の統合フローが、承認したユーザーに代わって Microsoft Exchange を使います。",
  },
  audience: "AzureADMultipleOrgs", // S1.4: Accounts in any organizational directory (Any Azure AD directory - Multitenant)
  narrowerAudience: "AzureADMyOrg",
  redirectUris: { from: "redirectUris", platform: "web", min: 0, max: 1 }, // S1.4: defaults, so none; one for S4.1
  implicitGrant: [], // S1.4: default values
  permissions: {
    // S3.1
    "Microsoft Graph": {
      delegated: [
        "Calendars.ReadWrite",
        "Contacts.ReadWrite",
        "Mail.ReadWrite",
        "Mail.Send",
        "offline_access",
        "User.Read",
      ],
    },
  },
  // S3.1, the note: "Group.ReadWrite.All requires admin consent.", although the table does not list it.
  addable: { only: { "Microsoft Graph": { delegated: ["Group.ReadWrite.All"] } } },
  credential: { kind: "secret" }, // S2.3: "select an expiry period"
  authorization: { by: "operator", steps: ["4", "5"], for: "BASIC OAUTH" },
  actsAs: [
    {
      who: mailboxUser, // S4
      role: "The user whose mailbox, calendar and contacts App Connect is to use",
      does: "Only for BASIC OAUTH: opens the authorization URL, signs in, accepts, and hands over the code.",
    },
    {
      who: appConnectUser, // S1.6, S2.5, S5
      role: "Not on the page: someone who may create accounts in App Connect",
      does: "Creates the account in App Connect with the connection values; for BASIC OAUTH exchanges the code for the tokens first.",
    },
    {
      who: entraAdministrator, // not on the page: what goes with a multi-tenant application
      role: "Not on the page: an owner of the application or an Application Administrator",
      does: "Locks the application's properties in other tenants (L1).",
    },
  ],
  places: ["App Connect: the account of the Microsoft Exchange connector, client secret"], // S2.5
  breaksWhenExpired: {
    en: "Calls of the flows fail as soon as the access token at hand ends, at most an hour later.",
    ja: "手元のアクセス トークンが切れ次第(遅くとも 1 時間後)、フローの呼び出しが失敗します。",
  },
  proof: {
    shows:
      "With BASIC OAUTH: step 5 returns an access token and a refresh token. Otherwise: the first call of a flow through the account succeeds.",
    expected: [
      {
        text: "Sent to the redirect URI (step 4.3) the browser may show an error page; the code stands in its address all the same.",
        appliesTo: "redirectUri",
      },
      "AADSTS7000215 in the first seconds after a new client secret was made.",
    ],
  },
  undo: [
    {
      by: actor(appConnectUser),
      en: "Delete the account of the Microsoft Exchange connector in App Connect.",
      ja: "App Connect で Microsoft Exchange コネクターのアカウントを削除します。",
    },
    {
      by: m365Administrator,
      en: "Revoke the refresh tokens of the user who authorized it (revokeSignInSessions): they survive a change of the password.",
      ja: "承認したユーザーの更新トークンを取り消します(revokeSignInSessions)。パスワードを変更しても残るためです。",
      appliesTo: "redirectUri",
    },
    leaveTheFile,
  ],
  demands: [
    {
      rule: "multi-tenant",
      step: "S1.4",
      reason: {
        en: "The page selects Accounts in any organizational directory (Any Azure AD directory - Multitenant).",
        ja: "ページの手順は「Accounts in any organizational directory (Any Azure AD directory - Multitenant)」を選びます。",
      },
    },
    {
      rule: "client-secret",
      step: "S2.2",
      reason: {
        en: "The connection value of the page is a client secret.",
        ja: "ページの接続値がクライアント シークレットです。",
      },
    },
    {
      rule: "risky-permission",
      subject: "Mail.ReadWrite",
      step: "S3.1",
      reason: {
        en: "The page lists Mail.ReadWrite among the delegated permissions that App Connect needs.",
        ja: "App Connect に必要な委任されたアクセス許可として、ページが Mail.ReadWrite を挙げています。",
      },
    },
    {
      rule: "risky-permission",
      subject: "Mail.Send",
      step: "S3.1",
      reason: {
        en: "The page lists Mail.Send among the delegated permissions that App Connect needs.",
        ja: "App Connect に必要な委任されたアクセス許可として、ページが Mail.Send を挙げています。",
      },
    },
    {
      rule: "consent-breadth",
      step: "S3.2",
      reason: {
        en: "The page grants admin consent for the whole domain; signsIn narrows it to the users who authorize.",
        ja: "ページの手順はドメイン全体に管理者の同意を与えます。signsIn を書くと、承認するユーザーだけに絞れます。",
      },
    },
    {
      rule: "redirect-https",
      subject: "http://localhost/myapps/",
      step: "S4.1",
      reason: {
        en: "The page's sample request sends the code to http on localhost. Only if the operator picks it.",
        ja: "ページの要求例は localhost の http にコードを送ります。運用者がこれを選んだ場合だけです。",
      },
    },
    {
      rule: "native-redirect",
      subject: "https://login.microsoftonline.com/common/oauth2/nativeclient",
      step: "S4.1",
      reason: {
        en: "The page names it for native and mobile apps. Only if the operator picks it.",
        ja: "ページがネイティブ アプリとモバイル アプリ向けに挙げています。運用者がこれを選んだ場合だけです。",
      },
    },
    {
      rule: "public-client",
      subject: "https://login.microsoftonline.com/common/oauth2/nativeclient",
      step: "S4.1",
      reason: {
        en: "The page names it for native and mobile apps and has the code redeemed with a client secret (S5). Only if the operator picks it.",
        ja: "ページがネイティブ アプリとモバイル アプリ向けに挙げ、コードはクライアント シークレットで引き換えさせます (S5)。運用者がこれを選んだ場合だけです。",
      },
    },
  ],
  notOnPage: [
    "A value for tenant and tenantID, which stand in braces in the two URLs: the tenant id serves one customer.",
    "The redirect URI: step 1.4 leaves it empty, step 4.1 needs one. An input, for BASIC OAUTH alone.",
    "Which expiry period to select, and when to renew the client secret.",
    "The labels of App Connect's own form for the account.",
    "What Group.ReadWrite.All is for: only a note names it, so it is not granted unless the settings add it.",
    "Whether the tokens of BASIC OAUTH go on working when the client secret changes.",
    "What happens when the client secret ends, and how to leave.",
  ],
  procedures: [
    {
      title: "1. To register an application with Microsoft Azure, for use with App Connect",
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "1.1",
          by: "stack",
          text: "Azure portal, App registrations.",
        },
        {
          step: "1.2",
          by: "stack",
          text: "Directories + subscriptions: this tenant.",
        },
        { step: "1.3", by: "stack", text: "New registration." },
        {
          step: "1.4",
          by: "stack",
          text: "Register an application: the name {displayName}; defaults for the rest.",
          fields: [
            {
              label: "Supported account types",
              value: { choose: "Accounts in any organizational directory (Any Azure AD directory - Multitenant)" },
              appliesTo: "multiTenant",
            },
            {
              label: "Supported account types",
              value: { choose: "Accounts in this organizational directory only" },
              note: "Narrower than the page's choice, as the settings say",
              appliesTo: "singleTenant",
            },
          ],
        },
        { step: "1.5", by: "stack", text: "Register." },
        {
          step: "1.6",
          by: "stack",
          text: "The Application (client) ID, a connection value of App Connect's account.",
          fields: [{ label: "Application (client) ID", value: { enter: "{clientId}" } }],
        },
      ],
    },
    {
      title: "2. To generate a client secret for your registered application",
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "2.1",
          by: "stack",
          text: "Overview, Client credentials: Add a certificate or secret.",
        },
        { step: "2.2", by: "stack", text: "Click New client secret" },
        {
          step: "2.3",
          by: "stack",
          text: "Add a client secret: the description {credentialName}; last valid day (UTC) {lastValidDay}.",
        },
        {
          step: "2.4",
          by: "stack",
          text: "Add.",
        },
        {
          step: "2.5",
          by: "stack",
          text: "The value of the client secret, a connection value of App Connect's account. The portal shows it only once.",
          fields: [{ label: "client secret", value: { enter: "{secret}" } }],
        },
      ],
    },
    {
      title: "3. Configure the permissions that App Connect needs",
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "3.1",
          by: "stack",
          text: "API permissions, Add a permission > Microsoft Graph > Delegated permissions: Calendars.ReadWrite, Contacts.ReadWrite, Mail.ReadWrite, Mail.Send, offline_access, User.Read. Group.ReadWrite.All, which only a note of the page names, is added where the settings name it.",
        },
        {
          step: "3.2",
          by: "stack",
          text: "Grant admin consent for {domain}: every status reads Granted for {domain}.",
        },
      ],
    },
    {
      // The azuread provider cannot set it; the portal does it for what is registered there.
      title: "Lock the multi-tenant application (Microsoft, security best practices for application registration)",
      when: "set-up",
      onPage: false,
      appliesTo: "multiTenant",
      steps: [
        {
          step: "L1",
          by: entraAdministrator,
          text: "App registrations > {displayName} > Authentication > App instance property lock, Configure.",
          fields: [
            { label: "Enable property lock", value: { tick: true } },
            { label: "All properties", value: { tick: true } },
          ],
          advice:
            "Without the lock an administrator of another tenant could add a credential to the application's principal there.",
        },
      ],
    },
    {
      title: "4. If you want to connect by using BASIC OAUTH authorization: authorize the application",
      when: "set-up",
      onPage: true,
      appliesTo: "redirectUri",
      folded: "Only for BASIC OAUTH",
      steps: [
        {
          step: "4.1",
          by: mailboxUser,
          text: "Open the Request URL below in a browser, with a value of your own after state=.",
          fields: [
            {
              label: "Request URL",
              value: {
                enter:
                  "https://login.microsoftonline.com/{tenantId}/oauth2/v2.0/authorize?client_id={clientId}&response_type=code&redirect_uri={redirectUri.urlEncoded}&response_mode=query&scope={scopes.urlEncoded}&state=",
              },
              note: "Generated. The page's sample URL is malformed (redirect_uri=http%3A%2F%2Flocalhost%2myapps%2F: %2m stands for %2Fm), and its scope mail.read is not among the permissions of step 3.",
            },
            { label: "client_id", value: { enter: "{clientId}" } },
            { label: "response_type", value: { enter: "code" } },
            {
              label: "redirect_uri",
              value: { enter: "{redirectUris}" },
              note: "Must exactly match the registered redirect URI; within the Request URL it must be URL encoded",
            },
            {
              label: "scope",
              value: { enter: "{scopes}" },
              note: "Separated by spaces; without offline_access there is no refresh token",
            },
            {
              label: "response_mode",
              value: { enter: "query" },
              note: "Valid values are query or form_post; step 4.4 reads the code from the URL",
            },
            {
              label: "state",
              value: {
                decide:
                  "A unique value that nobody can guess, appended to the Request URL: it tells your answer from a forged one.",
              },
            },
          ],
        },
        {
          step: "4.2",
          by: mailboxUser,
          text: "Sign in with your Microsoft account.",
        },
        {
          step: "4.3",
          by: mailboxUser,
          text: "Read the window Permissions requested and click Accept.",
          expect:
            "The browser is redirected to the configured redirect URI, with code, state and session_state behind it. Where consent has been granted already, the pop-up window may not appear.",
          advice: "Check that state is the value you set. Do not tick consent on behalf of your organization.",
        },
        {
          step: "4.4",
          by: mailboxUser,
          text: "From the address that the browser was sent to, copy the value of code.",
          advice: "The code works once and for some minutes only. Treat it like a password until then.",
        },
      ],
    },
    {
      title: "5. To generate an access token and a refresh token",
      when: "set-up",
      onPage: true,
      appliesTo: "redirectUri",
      folded: "Only for BASIC OAUTH",
      steps: [
        {
          step: "5",
          by: appConnectUser,
          text: "Send a POST request to the token endpoint with the parameters below in its body. Content-Type: application/x-www-form-urlencoded",
          fields: [
            {
              label: "Token endpoint URL",
              value: { enter: "https://login.microsoftonline.com/{tenantId}/oauth2/v2.0/token" },
              note: "The parameters below travel in the body of the request, never in this URL",
            },
            { label: "client_id", value: { enter: "{clientId}" } },
            { label: "scope", value: { enter: "{scopes}" } },
            { label: "grant_type", value: { enter: "authorization_code" } },
            { label: "client_secret", value: { enter: "{secret}" } },
            { label: "code", value: { decide: "The code of step 4." } },
            { label: "redirect_uri", value: { enter: "{redirectUris}" }, note: "The same redirect URI as in step 4" },
          ],
          expect: "An answer with an access token and a refresh token.",
          advice:
            'With a redirect URI of the kind "public client" Entra refuses the secret (AADSTS700025); this stack registers it as "web".',
        },
        {
          step: "5.1", // the example using Postman, 5.1 to 5.4
          by: appConnectUser,
          text: "With Postman, for example: a new POST request to the token endpoint URL.",
        },
        {
          step: "5.2",
          by: appConnectUser,
          text: "Body tab: x-www-form-urlencoded, which also sets the Content-Type.",
        },
        { step: "5.3", by: appConnectUser, text: "Enter the parameters of step 5." },
        {
          step: "5.4",
          by: appConnectUser,
          text: "Send. Keep both tokens of the answer for the account in App Connect: the access token lives 1 hour, the refresh token until it has not been used for 90 days.",
          advice:
            "Use a tool that keeps its history on this machine: the request holds the client secret, the answer the tokens.",
        },
      ],
    },
    {
      title: "Creating the account in App Connect (presupposed by steps 1.6, 2.5 and 5.4; its form is not on the page)",
      when: "set-up",
      onPage: false,
      steps: [
        {
          step: "C1",
          by: appConnectUser,
          text: "Create the account of the Microsoft Exchange connector in App Connect and specify the connection values.",
          fields: [
            { label: "Application (client) ID", value: { enter: "{clientId}" } },
            { label: "client secret", value: { enter: "{secret}" } },
            {
              label: "access token",
              value: { decide: "Only for BASIC OAUTH: the access token that step 5 returned." },
              appliesTo: "redirectUri",
            },
            {
              label: "refresh token",
              value: { decide: "Only for BASIC OAUTH: the refresh token that step 5 returned." },
              appliesTo: "redirectUri",
            },
          ],
        },
      ],
    },
    {
      title: "Renewal of the client secret (not on the page; derived from its step 2)",
      when: "renewal",
      onPage: false,
      steps: [
        { step: "R1", by: "stack", text: "A new client secret is added beside the old one, which goes on working." },
        {
          step: "R2",
          by: appConnectUser,
          text: "Overwrite the client secret in the account of the Microsoft Exchange connector in App Connect.",
          fields: [{ label: "client secret", value: { enter: "{secret}" } }],
          expect: "The next call of a flow through the account succeeds.",
          advice:
            "With BASIC OAUTH and an error at the next call, repeat steps 4 and 5 with the new secret. Report the day on which the calls work; only then may the old secret go.",
        },
      ],
    },
  ],
} as const satisfies VendorDefinition;
