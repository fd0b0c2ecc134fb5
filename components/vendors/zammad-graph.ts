/**
 * Zammad turns mail into tickets and sends their answers, as the mailbox's user who authorized it.
 * Source: Zammad, administration manual, "Microsoft 365 Graph Email". The page has headings and no numbers: F is First
 * Steps, C Create App, S Create Secret, P Configure API Permissions, M the shared mailboxes, A App Configuration, B Add Account.
 */
import type { VendorDefinition } from "../definition.ts";
import { actor, leaveTheFile, m365Administrator } from "../leaving.ts";

const zammadAdmin = "Zammad admin";
const mailboxUser = "user of the mailbox";
const exchangeAdministrator = "Exchange administrator";

/** Zammad's channel Microsoft 365 Graph Email, by its page. */
export const zammadGraph = {
  vendor: "zammad-graph",
  product: "Zammad Microsoft 365 Graph Email",
  page: {
    publisher: "Zammad",
    title: "Microsoft 365 Graph Email",
    language: "en",
    asOf: "2026-07-24",
  },
  serves: {
    en: "Zammad fetches mail as tickets and sends their answers, with the rights of the mailbox's user who authorized it.",
    ja: "Zammad が、承認したメールボックスのユーザーの権限でメールをチケットとして取り込み、返信を送信します。",
  },
  audience: "AzureADMyOrg", // C2: single tenant, or multitenant
  redirectUris: { from: "redirectUris", platform: "web", min: 1, max: 1 }, // F2, C3: the callback URL that Zammad shows
  implicitGrant: [], // not on the page
  permissions: {
    // P3
    "Microsoft Graph": {
      delegated: [
        "offline_access",
        "openid",
        "profile",
        "Mail.ReadWrite",
        "Mail.Send",
        "Mail.ReadWrite.Shared",
        "Mail.Send.Shared",
      ],
    },
  },
  // An earlier edition gives the first two for user mailboxes, the others for shared ones.
  omittable: {
    "Microsoft Graph": { delegated: ["Mail.ReadWrite", "Mail.Send", "Mail.ReadWrite.Shared", "Mail.Send.Shared"] },
  },
  credential: { kind: "secret" }, // S2: "set an expiry duration"
  authorization: {
    by: "vendor",
    procedure: "Add Account",
    step: "B2",
    button: "Authenticate",
    where: "Channels > Microsoft 365 Graph Email > Add account",
  },
  actsAs: [
    {
      who: zammadAdmin,
      role: "admin of Zammad",
      does: "Fills in the app's details and adds the account.",
    },
    {
      who: mailboxUser, // B2
      role: "the user whose mailbox Zammad works with; for a shared mailbox, a user who may open it and send as it",
      does: "Signs in and accepts, in the window that Authenticate opens.",
    },
    {
      who: exchangeAdministrator, // M1
      role: "Exchange Administrator",
      does: "Only for a shared mailbox: lets that user open it and send as it.",
    },
  ],
  places: ["Zammad: Channels > Microsoft 365 Graph Email > Configure App, Client Secret"], // A1
  breaksWhenExpired: {
    en: "Zammad neither fetches nor sends mail; its page shows only “500: We're sorry, but something went wrong.”",
    ja: "Zammad がメールの取り込みも送信もできなくなり、画面には「500: We're sorry, but something went wrong.」とだけ表示されます。",
  },
  proof: {
    shows: "The account is listed without an error, and a mail to it becomes a ticket.",
    expected: [],
  },
  undo: [
    {
      by: actor(zammadAdmin),
      en: "Delete the account under Channels > Microsoft 365 Graph Email.",
      ja: "Channels > Microsoft 365 Graph Email でアカウントを削除します。",
    },
    {
      by: m365Administrator,
      en: "Revoke the refresh tokens of the user who authorized it (revokeSignInSessions), and take Send as and Full Access on a shared mailbox off that user.",
      ja: "承認したユーザーの更新トークンを取り消し(revokeSignInSessions)、共有メールボックスの「メールボックス所有者として送信する」と「フル アクセス許可」をそのユーザーから外します。",
    },
    leaveTheFile,
  ],
  demands: [
    {
      rule: "client-secret",
      step: "S3",
      reason: {
        en: "The app's details are a Client ID and a Client Secret and nothing else.",
        ja: "アプリの詳細に入力するのは Client ID と Client Secret だけです。",
      },
    },
    {
      rule: "consent-breadth",
      step: "B2",
      reason: {
        en: "One user authorizes for each account; signsIn narrows the consent to those users.",
        ja: "アカウントごとに 1 人のユーザーが承認します。signsIn を書くと、同意をそのユーザーだけに絞れます。",
      },
    },
    ...(["Mail.ReadWrite", "Mail.Send", "Mail.ReadWrite.Shared", "Mail.Send.Shared"] as const).map(
      (subject) =>
        ({
          rule: "risky-permission",
          subject,
          step: "P3",
          reason: {
            en: `The page lists ${subject} among the delegated permissions; the settings may leave it out where its kind of mailbox is not used.`,
            ja: `ページが委任されたアクセス許可として ${subject} を挙げています。その種類のメールボックスを使わないときは設定で外せます。`,
          },
        }) as const,
    ),
  ],
  notOnPage: [
    "The callback URL in text: Zammad shows it for each installation, so it is an input.",
    "Which of the two account types: read as this tenant alone.",
    "Which permissions a user mailbox or a shared one needs: an earlier edition of the page says so, and the settings may leave the others out.",
    "The error codes in full: the page prints AADSTS00016 and AADSTS0023.",
    "The order of a renewal, and how to leave.",
    "Assignment of users: on the IMAP page alone, as a choice.",
  ],
  procedures: [
    {
      title: "First Steps",
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "F1",
          by: zammadAdmin,
          text: "See that Settings > System > Fully Qualified Domain Name is right: the callback URL follows from it.",
        },
        {
          step: "F2",
          by: zammadAdmin,
          text: "Open Channels > Microsoft 365 Graph Email and click Connect Microsoft 365 App.",
          expect: "The callback URL that Zammad shows is this one: {redirectUris}",
        },
      ],
    },
    {
      title: "Create App",
      when: "set-up",
      onPage: true,
      steps: [
        { step: "C1", by: "stack", text: "App registrations, New registration." },
        {
          step: "C2",
          by: "stack",
          text: "Name and account type.",
          fields: [
            { label: "Name", value: { enter: "{displayName}" } },
            {
              label: "Supported account types",
              value: { choose: "Accounts in this organizational directory only (Single tenant)" },
            },
          ],
        },
        {
          step: "C3",
          by: "stack",
          text: "Redirect URI, then Register.",
          fields: [{ label: "Redirect URI (Web)", value: { enter: "{redirectUris}" } }],
        },
        { step: "C4", by: "stack", text: "Application (client) ID and Directory (tenant) ID: filled in at step A1." },
      ],
    },
    {
      title: "Create Secret",
      when: "set-up",
      onPage: true,
      steps: [
        { step: "S1", by: "stack", text: "Certificates & secrets, New client secret." },
        {
          step: "S2",
          by: "stack",
          text: "Description and expiry, Add.",
          fields: [
            {
              label: "Description",
              value: { enter: "{credentialName}" },
              note: "Last valid day (UTC): {lastValidDay}",
            },
          ],
        },
        { step: "S3", by: "stack", text: "The string under Value, filled in at step A1." },
      ],
    },
    {
      title: "Configure API Permissions",
      when: "set-up",
      onPage: true,
      steps: [
        { step: "P1", by: "stack", text: "API permissions, Add a permission." },
        { step: "P2", by: "stack", text: "Microsoft Graph, Delegated permissions." },
        {
          step: "P3",
          by: "stack",
          text: "The permissions of the page, those that the settings leave out aside, with consent.",
        },
      ],
    },
    {
      title: "Additional Steps for Shared Mailboxes",
      when: "set-up",
      onPage: true,
      folded: "Only where Zammad fetches from a shared mailbox",
      steps: [
        {
          step: "M1",
          by: exchangeAdministrator,
          text: "In the Exchange admin center open Recipients > Mailboxes, select the mailbox, then Mailboxes delegation. Under Send as click Edit and Add members, and add the user who will sign in at step B2.",
        },
        { step: "M2", by: exchangeAdministrator, text: "Do the same under Read and manage (Full Access)." },
      ],
    },
    {
      title: "App Configuration",
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "A1",
          by: zammadAdmin,
          text: "In the dialog of step F2 (later: Configure App) enter the app's details, then Submit.",
          fields: [
            { label: "Client ID", value: { enter: "{clientId}" } },
            {
              label: "Client Secret",
              value: { enter: "{secret}" },
              note: "The secret's Value, not its Secret ID. Last valid day (UTC): {lastValidDay}",
            },
            { label: "Tenant UUID/Name", value: { enter: "{tenantId}" } },
          ],
        },
      ],
    },
    {
      title: "Add Account",
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "B1",
          by: zammadAdmin,
          text: "Click Add account, select the kind of mailbox; for a shared one enter its address.",
        },
        {
          step: "B2",
          by: mailboxUser,
          text: "Click Authenticate, sign in, and click Accept.",
          advice:
            "AADSTS700016: the Client ID is wrong. AADSTS90002 or AADSTS900023: the Tenant UUID/Name is wrong. AADSTS50105: signsIn names others. ErrorItemNotFound: no delegation on the shared mailbox (M1, M2). MailboxNotEnabledForRESTAPI: the user has no access to the mailbox.",
        },
        {
          step: "B3",
          by: zammadAdmin,
          text: "Select the destination group, and whether its mails go out from this address. Name a folder only if mail is routed there. Choose whether fetched mails stay on the server.",
        },
      ],
    },
    {
      title: "Renewal of the client secret (not on the page; derived from its App Configuration)",
      when: "renewal",
      onPage: false,
      steps: [
        { step: "R1", by: "stack", text: "A new client secret is added beside the old one, which goes on working." },
        {
          step: "R2",
          by: zammadAdmin,
          text: "Open Channels > Microsoft 365 Graph Email > Configure App, enter the new secret and click Submit.",
          fields: [{ label: "Client Secret", value: { enter: "{secret}" } }],
          advice:
            "The user need not sign in again. Report the day on which mail is still fetched an hour later; only then may the old secret go.",
        },
      ],
    },
  ],
} as const satisfies VendorDefinition;
