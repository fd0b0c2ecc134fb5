/**
 * TeamConnect sends and fetches mail through Exchange Online mailboxes: notices go out, approvals come back by e-mail.
 * Source: Mitratech, "TeamConnect 8.0 Microsoft Exchange oAuth 2.0 Configuration" (version 8.0 and later).
 * S is the page's list of nine steps; E (connecting) and N (service principal) are its two lists for Exchange Online.
 */
import type { Field, VendorDefinition } from "../definition.ts";
import { actor, leaveTheFile } from "../leaving.ts";

const teamConnectAdmin = "TeamConnect Admin";
const exchangeAdministrator = "Exchange administrator";
const mailboxAdministrator = "administrator of the mailbox accounts";

/** The right column of both pages (S5, S6), filled from S7, S8 and S9. */
const oauthFields = [
  {
    label: "Enable OAuth",
    value: { choose: "Microsoft Exchange" },
    note: "The other choice is No – No authentication required.",
  },
  {
    label: "Application Client ID", // S7 calls the same field "Exchange Application Client ID"
    value: { enter: "{clientId}" },
    note: 'Step 7, where the page calls it "Exchange Application Client ID"',
  },
  {
    label: "Application Client Secret", // S8: the Value, not the Secret ID
    value: { enter: "{secret}" },
    note: "Step 8: the Value, not the Secret ID",
  },
  {
    label: "Authority URL", // S9: OAuth 2.0 token endpoint (v2)
    value: { enter: "https://login.microsoftonline.com/{tenantId}/oauth2/v2.0/token" },
    note: "Step 9: the OAuth 2.0 token endpoint (v2), whole",
  },
] as const satisfies readonly Field[];

const testConnection =
  "Then select Test Connection, which saves nothing, and only after Success click Update, which overwrites the values of before.";

const testResult =
  "Success next to Test Connection. At Failure, check whether the Exchange Online script has run, then the values, and try again.";

const scriptDoesIt = "Nothing to type: the Exchange Online script above does all of it, with today's parameter names";

const updateLast =
  "The Exchange Online script above comes first, and its mailbox permissions take a while to spread: until then Test Connection may show Failure.";

/** TeamConnect 8.0: incoming and outgoing mail, by its page. */
export const teamconnect = {
  vendor: "teamconnect",
  product: "TeamConnect",
  page: {
    publisher: "Mitratech",
    title: "TeamConnect 8.0 Microsoft Exchange oAuth 2.0 Configuration",
    language: "en",
  },
  serves: {
    en: "TeamConnect sends its mail through, and fetches mail from, named mailboxes of Exchange Online.",
    ja: "TeamConnect が、Exchange Online の決められたメールボックスからメールを送信し、メールを取得します。",
  },
  audience: "AzureADMyOrg", // S3: Accounts in this organizational directory only (single tenant)
  redirectUris: { from: "nowhere" }, // the page asks for none
  implicitGrant: [], // the page asks for none
  permissions: {
    // S4
    "Microsoft Graph": {
      delegated: ["IMAP.AccessAsUser.All"], // printed "IMAP.Access.AsUser.All", which does not exist
      application: ["Mail.Read"],
    },
    "Office 365 Exchange Online": {
      application: ["IMAP.AccessAsApp", "SMTP.SendAsApp"],
    },
  },
  // Only the Resource Owner Password Credential Flow of the prerequisites signs in as a user.
  omittable: { "Microsoft Graph": { delegated: ["IMAP.AccessAsUser.All"] } },
  credential: { kind: "secret" }, // S8; no lifetime, no renewal on the page
  mailboxes: true, // S5, S6: Username; N3
  actsAs: [
    {
      who: teamConnectAdmin, // S5, S6
      role: "Admin of the TeamConnect instance",
      does: "Fills in the Outgoing and the Incoming Email Server Settings, tests both, starts an email approval workflow.",
    },
    {
      who: exchangeAdministrator, // E, N
      role: "Not on the page: Exchange Administrator, or the Exchange roles Role Management (N1) and Mail Recipients (N3)",
      does: "Registers the service principal in Exchange Online and gives it the named mailboxes: the Exchange Online script, before the TeamConnect Admin begins.",
    },
    {
      who: mailboxAdministrator, // P1, P2
      role: "Not on the page",
      does: "Nothing, unless Mitratech confirms that your TeamConnect signs in by the Resource Owner Password Credential Flow.",
    },
  ],
  places: [
    "Admin → Admin Settings → Email → Outgoing Email Server Settings: Application Client Secret, then Update", // S5
    "Admin → Admin Settings → Email → Incoming Email Server Settings: Application Client Secret, then Update", // S6
  ],
  breaksWhenExpired: {
    en: "TeamConnect neither sends nor fetches mail, so approvals by e-mail stand still.",
    ja: "TeamConnect がメールを送信も取得もできなくなり、メールによる承認が止まります。",
  },
  proof: {
    shows:
      "Success next to the Test Connection button on both pages, and an email approval workflow that goes out and comes back.", // S5, S6, T1
    expected: [
      "Failure at Test Connection until the Exchange Online script has run and its mailbox permissions have spread.",
      "Failure at Test Connection in the first seconds after a new client secret was made.",
    ],
  },
  undo: [
    {
      by: actor(teamConnectAdmin),
      en: "On both pages (Outgoing and Incoming Email Server Settings) set Enable OAuth to No, or point them to another mail server, and click Update.",
      ja: "両方の画面 (Outgoing Email Server Settings と Incoming Email Server Settings) で Enable OAuth を No にするか、別のメール サーバーを指定して、Update をクリックします。",
    },
    {
      by: actor(exchangeAdministrator),
      en: "Run the removal script below: it takes back SendAs and FullAccess on each mailbox and removes the service principal from Exchange Online.",
      ja: "引き渡しシートの削除スクリプトを実行します。各メールボックスの SendAs と FullAccess を取り消し、Exchange Online からサービス プリンシパルを削除します。",
    },
    leaveTheFile,
  ],
  demands: [
    {
      rule: "client-secret",
      step: "S8",
      reason: {
        en: "Both pages of settings take an Application Client Secret and nothing else.",
        ja: "どちらの設定画面も、受け付けるのは Application Client Secret だけです。",
      },
    },
    {
      rule: "mailbox-scope",
      subject: "Mail.Read",
      step: "S4",
      reason: {
        en: "The page lists Mail.Read of Microsoft Graph as an application permission, granted by admin consent.",
        ja: "ページが Microsoft Graph の Mail.Read を、管理者の同意によるアプリケーションのアクセス許可として挙げています。",
      },
    },
    {
      rule: "delegated-first",
      subject: "IMAP.AccessAsApp",
      step: "S4",
      reason: {
        en: "The page asks for IMAP as an application beside the delegated scope; FullAccess then reaches the mailboxes of N3 alone.",
        ja: "ページは委任されたスコープに加え、アプリケーションとしての IMAP も求めています。FullAccess でアクセスできるのは N3 のメールボックスだけです。",
      },
    },
    {
      rule: "risky-permission",
      subject: "Mail.Read",
      step: "S4",
      reason: {
        en: "The page lists Mail.Read under Application Permissions of Microsoft Graph.",
        ja: "ページが Microsoft Graph の Application Permissions に Mail.Read を挙げています。",
      },
    },
    {
      rule: "risky-permission",
      subject: "IMAP.AccessAsUser.All",
      step: "S4",
      reason: {
        en: "The page lists it under Delegated Permissions of Microsoft Graph; the settings may leave it out.",
        ja: "ページが Microsoft Graph の Delegated Permissions に挙げています。設定で外すこともできます。",
      },
    },
    {
      rule: "risky-permission",
      subject: "IMAP.AccessAsApp",
      step: "S4",
      reason: {
        en: "The page lists it for incoming mail; it reaches only the mailboxes that N3 opens.",
        ja: "ページが受信メール用に挙げています。アクセスできるのは N3 で開放したメールボックスだけです。",
      },
    },
    {
      rule: "risky-permission",
      subject: "SMTP.SendAsApp",
      step: "S4",
      reason: {
        en: "The page lists it for outgoing mail; it sends only from the mailboxes that N3 opens.",
        ja: "ページが送信メール用に挙げています。送信できるのは N3 で開放したメールボックスからだけです。",
      },
    },
    {
      rule: "smtp-auth",
      subject: "SMTP.SendAsApp",
      step: "S4",
      reason: {
        en: "Outgoing mail goes by SMTP to smtp.office365.com (S5), so each sending mailbox needs SMTP AUTH.",
        ja: "送信メールは SMTP で smtp.office365.com に渡すため (S5)、送信するメールボックスごとに SMTP AUTH が必要です。",
      },
    },
    {
      rule: "weakens-tenant",
      step: "P1",
      reason: {
        en: "The page has multi-factor authentication disabled for the mailbox, and the Authenticator removed for the Resource Owner Password Credential Flow (P2).",
        ja: "ページの手順は、メールボックスの多要素認証を無効にし、Resource Owner Password Credential Flow のために Authenticator を外します (P2)。",
      },
    },
    {
      rule: "password-grant-possible",
      step: "P1",
      reason: {
        en: "A client secret, the delegated IMAP scope (S4) and multi-factor authentication switched off together let a password be exchanged for a token.",
        ja: "クライアント シークレット、委任された IMAP のスコープ (S4)、多要素認証の無効化がそろうと、パスワードだけでトークンを取得できます。",
      },
    },
  ],
  notOnPage: [
    'Where multi-factor authentication is to be disabled: the two places after "in both:" are missing.',
    "Whether TeamConnect signs in by client credentials or by the Resource Owner Password Credential Flow.",
    "How long the client secret lives and when to renew it.",
    "Which of None, Use SSL and Use TLS Exchange Online takes: its submission takes STARTTLS on port 587, so Use TLS.",
    "That SMTP AUTH must be on for the sending mailbox, IMAP for the receiving one, and SendAs given where the From address differs (N4 to N6).",
    "Which role may run the Exchange Online commands.",
    "What Mail.Read of Microsoft Graph is used for, and whether it works when scoped in Exchange Online.",
    "How to leave.",
    "TeamConnect 7.2 and earlier: another page.",
  ],
  procedures: [
    {
      title: "Prerequisites", // unnumbered on the page: P1, P2
      when: "set-up",
      onPage: true,
      appliesTo: "delegatedPermission", // the Resource Owner Password flow acts with it; without it nothing of this helps
      folded: "Only if Mitratech confirms the Resource Owner Password Credential Flow: otherwise leave MFA on",
      steps: [
        {
          step: "P1",
          by: mailboxAdministrator,
          text: "Switch multi-factor authentication (MFA) off for the mailbox accounts, in two places that the page does not name.",
          advice:
            "Leave MFA on: client credentials do not need this step; do it only if the vendor confirms the Resource Owner Password flow.",
        },
        {
          step: "P2",
          by: mailboxAdministrator,
          text: "Take Microsoft Push/Microsoft Authenticator off the mailbox account.",
          advice:
            "Leave it in place: client credentials do not need this step; do it only if the vendor confirms the Resource Owner Password flow.",
        },
      ],
    },
    {
      title: "Configuring TeamConnect with M365 Exchange Services",
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "1",
          by: "stack",
          text: "Azure portal, Azure Active Directory, App registrations.",
        },
        { step: "2", by: "stack", text: "+ New registration." },
        {
          step: "3",
          by: "stack",
          text: "Name and account type, then Register.",
          fields: [
            { label: "Name", value: { enter: "{displayName}" } },
            {
              label: "Supported account types",
              value: { choose: "Accounts in this organizational directory only (single tenant)" },
            },
          ],
        },
        {
          step: "4",
          by: "stack",
          text: "API permissions → + Add a permission. Microsoft Graph: Delegated Permissions → IMAP.Access.AsUser.All (a misprint: it is IMAP.AccessAsUser.All; left out where the settings say so, as only the Resource Owner Password flow needs it); Application Permissions → Mail.Read. APIs my organization uses → Office 365 Exchange Online → Application Permissions → IMAP.AccessAsApp, SMTP.SendAsApp. Then Grant admin consent.",
        },
        {
          step: "5",
          by: teamConnectAdmin,
          text: `Outgoing mail: as Admin of the instance, open Admin → Admin Settings → Email → Outgoing Email Server Settings and fill in the form. ${testConnection}`,
          fields: [
            { label: "Outgoing Mail Server", value: { enter: "smtp.office365.com" } },
            {
              label: "Reply-To Address",
              value: { decide: "The address that answers go to." },
            },
            {
              label: "Security/Encryption",
              value: { choose: "Use TLS" },
              note: "The page leaves the choice open (default None; Use SSL sets port 465). Exchange Online takes STARTTLS on port 587.",
            },
            { label: "Port", value: { enter: "587" }, note: "Set automatically by Use TLS" },
            {
              label: "Outgoing Server Requires Authentication",
              value: { tick: true },
            },
            {
              label: "Username",
              value: { enter: "{sendingMailboxes}" },
              note: "The mailbox that sends; of several, the one that this instance uses. In the Exchange Online script its line for SMTP AUTH must not be a comment",
            },
            {
              label: "Password",
              value: { leaveBlank: true },
              note: "Not required with Microsoft Exchange",
            },
            ...oauthFields,
          ],
          expect: testResult,
          advice: updateLast,
        },
        {
          step: "6",
          by: teamConnectAdmin,
          text: `Incoming mail: open Admin → Admin Settings → Email → Incoming Email Server Settings and fill in the form. ${testConnection}`,
          fields: [
            { label: "Use SSL", value: { tick: true } },
            { label: "Incoming Mail Server", value: { enter: "outlook.office365.com" } },
            {
              label: "Username",
              value: { enter: "{receivingMailboxes}" },
              note: "The mailbox that is fetched; of several, the one that this instance uses",
            },
            {
              label: "Password",
              value: { leaveBlank: true },
              note: "Not required with Microsoft Exchange",
            },
            ...oauthFields,
          ],
          expect: testResult,
          advice: updateLast,
        },
        {
          step: "U1", // the unnumbered note after S6
          by: teamConnectAdmin,
          text: "Only after an upgrade to TeamConnect 8.0 from a version where “Enable Exchange oAuth” was on: select “Microsoft Exchange” from Enable oAuth again, or mail is no longer fetched.",
        },
        {
          step: "7",
          by: "stack",
          text: 'Application (client) ID, for the field "Exchange Application Client ID": filled in at steps 5 and 6.',
        },
        {
          step: "8",
          by: "stack",
          text: 'Certificates & secrets, + New client secret: its Value is for the field "Application Client Secret" of steps 5 and 6.',
          fields: [
            {
              label: "Description",
              value: { enter: "{credentialName}" },
              note: "Last valid day (UTC): {lastValidDay}",
            },
          ],
        },
        {
          step: "9",
          by: "stack",
          text: 'Endpoints, OAuth 2.0 token endpoint (v2), for the field "Authority URL": filled in at steps 5 and 6.',
        },
        {
          step: "T1", // the sentence after S9
          by: teamConnectAdmin,
          text: "Start an email approval workflow, to see mail go out and come back.",
        },
      ],
    },
    {
      title: "Creating Service Principals in Azure Directory for M365 Exchange: Connecting to Exchange Online",
      when: "set-up",
      onPage: true,
      folded: scriptDoesIt,
      steps: [
        {
          step: "E1",
          by: exchangeAdministrator,
          text: "Open the newest PowerShell on Windows, as Administrator.",
        },
        {
          step: "E2",
          by: exchangeAdministrator,
          text: "Install the module; answer every question with Y:\nPS> Install-Module -Name ExchangeOnlineManagement -RequiredVersion 3.4.0",
          advice: "The page pins module 3.4.0; the script takes the current one, whose parameters it uses.",
        },
        {
          step: "E3",
          by: exchangeAdministrator,
          text: "Import it:\nPS> Import-Module ExchangeOnlineManagement",
        },
        {
          step: "E4",
          by: exchangeAdministrator,
          text: "Connect, under your own address:\nPS> Connect-ExchangeOnline -UserPrincipalName [USEREMAIL]",
        },
      ],
    },
    {
      title: "Creating Service Principals in Azure Directory for M365 Exchange: Creating a Service Principal",
      when: "set-up",
      onPage: true,
      folded: scriptDoesIt,
      steps: [
        {
          step: "N1",
          by: exchangeAdministrator,
          text: "Register the service principal (both ids are filled in):\nPS> New-ServicePrincipal -AppId {clientId} -ServiceId {servicePrincipalObjectId}",
          advice:
            "Current modules call the second parameter -ObjectId; -ServiceId is on its way out. The id is the object ID of the enterprise application, never that of the app registration; an entry with the wrong one must be removed and made again.",
        },
        {
          step: "N2",
          by: exchangeAdministrator,
          text: "Look up its Service Principal ID:\nPS> Get-ServicePrincipal | fl",
          expect:
            "An entry whose AppId is {clientId} and whose ObjectId (ServiceId in older modules) is {servicePrincipalObjectId}.",
        },
        {
          step: "N3",
          by: exchangeAdministrator,
          each: "mailboxes",
          text: "Open the mailbox to it; [SERVICE PRINCIPAL ID] is the one that N2 shows:\nPS> Add-MailboxPermission -Identity {mailbox} -User [SERVICE PRINCIPAL ID] -AccessRights FullAccess",
        },
      ],
    },
    {
      title:
        'What a mailbox may need beyond the page (Microsoft, "How to authenticate an IMAP, POP or SMTP application by using OAuth")',
      when: "set-up",
      onPage: false,
      folded: scriptDoesIt,
      steps: [
        {
          step: "N4",
          by: exchangeAdministrator,
          appliesTo: "sendsAs",
          text: "Where mail is sent from an address that differs from the mailbox that signs in:\nPS> Add-RecipientPermission [MAILBOX] -Trustee [SERVICE PRINCIPAL ID] -AccessRights SendAs",
          advice: "The Exchange Online script has the line for each mailbox that the settings mark with sendAs.",
        },
        {
          step: "N5",
          by: exchangeAdministrator,
          appliesTo: "receives",
          text: "Where mail is fetched:\nPS> Set-CASMailbox -Identity [MAILBOX] -ImapEnabled $true",
          advice: "The Exchange Online script has the line for each mailbox that the settings mark with receive.",
        },
        {
          step: "N6",
          by: exchangeAdministrator,
          text: "Where mail is sent and SMTP AUTH is off:\nPS> Set-CASMailbox -Identity [MAILBOX] -SmtpClientAuthenticationDisabled $false",
          advice: "An exception for this mailbox alone; SMTP AUTH stays off for the organization.",
        },
      ],
    },
    {
      title: "Renewal of the client secret (not on the page; derived from its steps 5, 6 and 8)",
      when: "renewal",
      onPage: false,
      steps: [
        { step: "R1", by: "stack", text: "A new client secret is added beside the old one, which goes on working." }, // S8
        {
          step: "R2", // S5
          by: teamConnectAdmin,
          text: "Open Admin → Admin Settings → Email → Outgoing Email Server Settings. Enter the new Application Client Secret, select Test Connection, then click Update.",
          fields: [{ label: "Application Client Secret", value: { enter: "{secret}" } }],
          expect: "A Success message next to the Test Connection button.",
        },
        {
          step: "R3", // S6
          by: teamConnectAdmin,
          text: "Open Admin → Admin Settings → Email → Incoming Email Server Settings. Enter the new Application Client Secret, select Test Connection, then click Update.",
          fields: [{ label: "Application Client Secret", value: { enter: "{secret}" } }],
          expect: "A Success message next to the Test Connection button.",
        },
        {
          step: "R4", // T1
          by: teamConnectAdmin,
          text: "Start an email approval workflow to test the connection.",
          advice: "Report the day on which both pages use the new secret; only then may the old one go.",
        },
      ],
    },
  ],
} as const satisfies VendorDefinition;
