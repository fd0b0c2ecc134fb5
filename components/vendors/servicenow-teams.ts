/**
 * ServiceNow's Microsoft Teams connector opens teams, channels and messages for incidents, as the person who authorizes it.
 * Source: ServiceNow, "Establish a connection using certificates", release Australia, 2026-03-12 (steps S1 to S13).
 * That page starts from an application and a certificate that exist: P0 to P7 come from the pages before it, named in that procedure's title.
 */
import type { VendorDefinition } from "../definition.ts";
import { actor, leaveTheFile, m365Administrator } from "../leaving.ts";

const admin = "ServiceNow admin";
const operator = "Stack operator";

/** The ServiceNow Microsoft Teams connector with certificates, by its page. */
export const servicenowTeams = {
  vendor: "servicenow-teams",
  product: "ServiceNow Microsoft Teams connector",
  page: {
    publisher: "ServiceNow",
    title: "Establish a connection using certificates",
    language: "en",
    asOf: "2026-03-12",
  },
  serves: {
    en: "ServiceNow opens teams and channels, manages their members and exchanges messages, for incident work in Teams.",
    ja: "ServiceNow が Teams でのインシデント対応のために、チームとチャネルを作成し、メンバーを管理し、メッセージをやり取りします。",
  },
  audience: "AzureADMyOrg", // P0: "Accounts in this organizational directory only"; the page itself is silent
  redirectUris: {
    from: "instances",
    platform: "web",
    template: "https://{instance}.service-now.com/oauth_redirect.do", // P0; the page's form has no such field
  },
  implicitGrant: [],
  permissions: {
    // S3, S13: the page shows its list only as a picture. ServiceNow's text names the first two ("Activate Microsoft Teams Chat
    // Connector for existing users"); the token needs the other two. The rest is the setting `permissions`.
    "Microsoft Graph": {
      delegated: ["ChannelMember.ReadWrite.All", "TeamMember.ReadWrite.All", "User.Read", "offline_access"],
    },
  },
  addable: { any: [{ api: "Microsoft Graph", kinds: ["delegated"] }] },
  credential: { kind: "certificate", thumbprint: "sha1Base64" }, // S4 (note), S7; no lifetime on the page
  keyStore: { format: "jks", file: "msteams.jks", alias: "msteams", step: "P2" }, // P2, P5
  authorization: {
    by: "vendor",
    procedure: "Establish a connection using certificates",
    step: "13",
    button: "Get OAuth Token",
    where: "Connections & Credentials > Credentials > MSIM Microsoft Teams Connector Credential > Related Links",
  },
  actsAs: [
    {
      who: operator,
      role: "whoever reads the credential: see “The credential”",
      does: "makes the key store and hands it over with its two passwords (P2)",
    },
    { who: admin, role: "admin of the ServiceNow instance", does: "P5 to P7 and every step of the page" },
    {
      who: "Authorizing account",
      role: "a Microsoft 365 service account with a Teams licence; not a person who may leave",
      does: "signs in in the window that step 13 opens; ServiceNow then acts with this account's rights",
    },
  ],
  places: [
    "https://{instance}.service-now.com: System Definition > Certificates > Microsoft Teams Connector Certificate (P5)",
    "https://{instance}.service-now.com: System OAuth > JWT Keys > Microsoft Teams Connector JWT (P6)",
    "https://{instance}.service-now.com: Encoded Certificate Thumbprint of the connection (step 7)",
  ],
  breaksWhenExpired: {
    en: "Teams messages stop reaching ServiceNow within the hour: the subscriptions live 60 minutes and need a new token.",
    ja: "Teams のメッセージが 1 時間以内に ServiceNow に届かなくなります。サブスクリプションは 60 分で切れ、更新に新しいトークンが必要なためです。",
  },
  proof: {
    shows: "Get OAuth Token (step 13) ends without an error, on every instance.",
    expected: ["Step 5 shows an error, 401- unauthorised: the thumbprint follows only at step 7. Go on."],
  },
  undo: [
    {
      by: actor(admin),
      en: "On every instance, delete the connection and the credential records of the Microsoft Teams Spoke alias.",
      ja: "すべてのインスタンスで、エイリアス Microsoft Teams Spoke の接続と資格情報のレコードを削除します。",
    },
    {
      by: actor(admin),
      en: "On every instance, remove the key store from Microsoft Teams Connector Certificate and the password from Microsoft Teams Connector JWT, and the claims from MS Teams Connector JWT Provider.",
      ja: "すべてのインスタンスで、Microsoft Teams Connector Certificate からキー ストアを、Microsoft Teams Connector JWT からパスワードを、MS Teams Connector JWT Provider からクレームを削除します。",
    },
    {
      by: m365Administrator,
      en: "In Microsoft 365, revoke the sign-in sessions of the authorizing account.",
      ja: "Microsoft 365 で、承認したアカウントのサインイン セッションを取り消します。",
    },
    leaveTheFile,
  ],
  demands: [
    {
      rule: "legacy-thumbprint",
      step: "S7",
      reason: {
        en: "The field takes the portal's thumbprint, which is SHA-1, in Base64.",
        ja: "欄が受け付けるのは、ポータルの拇印 (SHA-1) を Base64 にしたものです。",
      },
    },
    {
      rule: "private-key-in-state",
      step: "P2",
      reason: {
        en: "ServiceNow signs with a private key that is uploaded in a key store (P5), so the key must be handed over.",
        ja: "ServiceNow はキー ストアでアップロードした秘密鍵で署名するため (P5)、鍵を引き渡す必要があります。",
      },
    },
    {
      rule: "client-secret",
      step: "P1",
      reason: {
        en: "The manual takes a self-signed certificate or one of a CA; the stack makes a self-signed one.",
        ja: "マニュアルは自己署名証明書と認証局の証明書のどちらも認めており、スタックは自己署名証明書を作ります。",
      },
    },
    {
      rule: "consent-breadth",
      step: "S13",
      reason: {
        en: "One account authorizes, but the page's consent is for the whole organisation; `signsIn` narrows it.",
        ja: "承認するのは 1 つのアカウントですが、ページの手順は組織全体に同意を与えます。`signsIn` を書くと絞れます。",
      },
    },
  ],
  notOnPage: [
    "The registration: audience, redirect URIs, implicit grant. They follow ServiceNow's registration page (P0).",
    "The list of permissions in text. Step 13 shows it as a picture; after it, read back what was granted and settle the settings' `permissions`.",
    "How long the certificate may live, and how it is renewed. The renewal below follows from the steps.",
    "Which account authorizes at step 13.",
    "Whether the JWT's audience is the v1 or the v2 token endpoint: the manual prints v1 (P7), while the page's Token URL is v2.",
    "How to leave.",
  ],
  procedures: [
    {
      title:
        "Before the page (ServiceNow, release Australia: “Register an application at Azure portal for Microsoft Teams connections”, “Using Certificates for authentication” and the three pages below it)",
      when: "set-up",
      onPage: false,
      steps: [
        {
          step: "P0",
          by: "stack",
          text: "Register an application: Accounts in this organizational directory only (Single tenant), platform Web, one redirect URI for each instance. Add the delegated permissions of Microsoft Graph and Grant admin consent.",
          fields: [
            { label: "Name", value: { enter: "{displayName}" } },
            { label: "Redirect URI", value: { enter: "{redirectUris}" } },
            { label: "API permissions", value: { enter: "{scopes}" } },
          ],
        },
        {
          step: "P1",
          by: "stack",
          text: "Create a self-signed certificate (RSA 2048).",
          fields: [{ label: "Subject", value: { enter: "CN={credentialName}" } }],
        },
        {
          step: "P2",
          by: operator,
          text: `Make the key store (JKS). The commands under “The credential” have made key.pem and cert.pem; in their folder, run:
$ umask 077
$ openssl pkcs12 -export -inkey key.pem -in cert.pem -name msteams -out msteams.pfx
$ keytool -importkeystore -srckeystore msteams.pfx -srcstoretype PKCS12 -destkeystore msteams.jks -deststoretype JKS
openssl asks for a new password: the PFX password, which P6 wants. keytool asks for a new one for the key store, which P5 wants, then for the PFX password. Hand over msteams.jks and, by another channel, both passwords. Then delete the folder with all that is in it.`,
          fields: [
            { label: "key.pem", value: { enter: "{privateKey}" } },
            { label: "cert.pem", value: { enter: "{certificatePem}" } },
          ],
          advice:
            "keytool recommends PKCS12 instead of JKS: ServiceNow wants JKS. Do not give -destkeypass: the key then keeps the PFX password.",
        },
        {
          step: "P3",
          by: "stack",
          text: "Certificates & secrets: Upload certificate, the .CER file.",
        },
        {
          step: "P4",
          by: "stack",
          text: "Copy the Thumbprint and encode it to Base64.",
          fields: [
            { label: "Thumbprint", value: { enter: "{thumbprint.sha1Hex}" }, note: "as the portal shows it" },
            {
              label: "Base64",
              value: { enter: "{thumbprint.sha1Base64}" },
              note: "of the 20 bytes, not of the hexadecimal text",
            },
          ],
        },
        {
          step: "P5",
          by: admin,
          each: "instances",
          text: "On https://{instance}.service-now.com navigate to System Definition > Certificates. Open the record Microsoft Teams Connector Certificate; use this default record only. Enter the Key store password, attach the JKS file, click Validate Stores/Certificates, then Update.",
          fields: [
            {
              label: "Key store password",
              value: { decide: "The key store's password, chosen at P2." },
            },
            { label: "Attachment", value: { decide: "msteams.jks, made at P2." } },
          ],
        },
        {
          step: "P6",
          by: admin,
          each: "instances",
          text: "Navigate to System OAuth > JWT Keys. Open the record Microsoft Teams Connector JWT. Enter the Signing Key Password and click Update.",
          fields: [{ label: "Signing Key Password", value: { decide: "The PFX password, chosen at P2." } }],
        },
        {
          step: "P7",
          by: admin,
          each: "instances",
          text: "Navigate to System OAuth > JWT Providers. Open the record MS Teams Connector JWT Provider. Enter values for iss, sub, and aud in the Standard Claims related list.",
          fields: [
            {
              label: "aud",
              value: {
                enter: "https://login.microsoftonline.com/{tenantId}/oauth2/token",
                or: "https://login.microsoftonline.com/{tenantId}/oauth2/v2.0/token",
              },
              note: "the first is the v1 endpoint, as ServiceNow prints it; the second, v2, only if step 13 is refused because of the audience (AADSTS700023)",
            },
            { label: "iss", value: { enter: "{clientId}" } },
            { label: "sub", value: { enter: "{clientId}" } },
          ],
        },
      ],
    },
    {
      title: "Establish a connection using certificates",
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "1",
          by: admin,
          each: "instances",
          text: "Open Connections & Credentials > Connections & Credentials Aliases.",
        },
        { step: "2", by: admin, each: "instances", text: "Open Microsoft Teams Spoke." },
        {
          step: "3",
          by: admin,
          each: "instances",
          text: "Set Configuration Template, which holds the delegated permissions, and save the form.",
          fields: [
            {
              label: "Configuration Template",
              value: { choose: "MSIM Microsoft Teams ConnectorAuthorization Code Template" },
              note: "printed without a blank before “Authorization”; take the entry that the instance shows",
            },
          ],
        },
        {
          step: "4",
          by: admin,
          each: "instances",
          text: "Under Related Links, click Create New Connection & Credential.",
          fields: [
            { label: "Name", value: { decide: "Any unique Name." } },
            { label: "Connection URL", value: { enter: "https://graph.microsoft.com" } },
            { label: "API Version", value: { enter: "v1.0" } },
            {
              label: "Authorization URL",
              value: { enter: "https://login.microsoftonline.com/{tenantId}/oauth2/v2.0/authorize" },
            },
            { label: "Token URL", value: { enter: "https://login.microsoftonline.com/{tenantId}/oauth2/v2.0/token" } },
            {
              label: "Token Revocation URL",
              value: { enter: "https://login.microsoftonline.com/{tenantId}/oauth2/v2.0/revoke" },
              note: "only the form wants it; Entra has no such endpoint",
            },
            { label: "OAuth Client ID", value: { enter: "{clientId}" } },
            {
              label: "OAuth Client Secret",
              value: { enter: "not-used" }, // a constant, never a credential
              note: "any text will do: the certificate proves the identity, not this",
            },
          ],
        },
        {
          step: "5",
          by: admin,
          each: "instances",
          text: "Click Create and Get Oauth Token.",
          expect: "An error, 401- unauthorised. It belongs here: go on.",
        },
        {
          step: "6",
          by: admin,
          each: "instances",
          text: "Reload the form; in the related list Connections, open the record.",
        },
        {
          step: "7",
          by: admin,
          each: "instances",
          text: "Under Attributes, fill in Encoded Certificate Thumbprint.",
          fields: [
            {
              label: "Encoded Certificate Thumbprint",
              value: { enter: "{thumbprint.sha1Base64}" },
              note: "already encoded; hexadecimal {thumbprint.sha1Hex}",
            },
          ],
        },
        { step: "8", by: admin, each: "instances", text: "Open System OAuth > Application Registry." },
        {
          step: "9",
          by: admin,
          each: "instances",
          text: "Open the record MSIM Microsoft Teams Connector Authorization Code.",
        },
        {
          step: "10",
          by: admin,
          each: "instances",
          text: "Set OAuth API Script and save.",
          fields: [{ label: "OAuth API Script", value: { choose: "OAuthUtilJWTMSTeamsConnector" } }],
        },
        { step: "11", by: admin, each: "instances", text: "Open Connections & Credentials > Credentials." },
        {
          step: "12",
          by: admin,
          each: "instances",
          text: "Open the record MSIM Microsoft Teams Connector Credential.",
        },
        {
          step: "13",
          by: admin,
          each: "instances",
          text: "Under Related Links, click Get OAuth Token.",
          expect:
            "A window to sign in, then no error. The page has the permissions added to the application at this point; here they are granted already.",
          advice:
            "Sign in as the authorizing account. If a consent is asked for all the same, do not consent on behalf of the organisation, and report what it lists.",
        },
      ],
    },
    {
      title: "Renew the certificate (follows from the steps; the page has no renewal)",
      when: "renewal",
      onPage: false,
      steps: [
        {
          step: "P1",
          by: "stack",
          text: "A new credential stands in the tenant's file: a new key and certificate, beside the old one, which stays valid.",
        },
        { step: "P3", by: "stack", text: "The new certificate is uploaded to the application." },
        {
          step: "P2",
          by: operator,
          text: "Make a new key store from the new key and certificate, as at P2 of the set-up, and hand it over with its two passwords.",
        },
        {
          step: "P5",
          by: admin,
          each: "instances",
          text: "On https://{instance}.service-now.com, Microsoft Teams Connector Certificate: replace the attached JKS file, enter its Key store password, click Validate Stores/Certificates, then Update.",
        },
        {
          step: "P6",
          by: admin,
          each: "instances",
          text: "Microsoft Teams Connector JWT: enter the new Signing Key Password and click Update.",
        },
        {
          step: "7",
          by: admin,
          each: "instances",
          text: "Open the connection of Microsoft Teams Spoke. Under Attributes, put the new value into Encoded Certificate Thumbprint.",
          fields: [{ label: "Encoded Certificate Thumbprint", value: { enter: "{thumbprint.sha1Base64}" } }],
        },
        {
          step: "13",
          by: admin,
          each: "instances",
          text: "Open the record MSIM Microsoft Teams Connector Credential. Under Related Links, click Get OAuth Token.",
          expect: "No error.",
          advice:
            "Do P5, P6 and step 7 of one instance without a long pause: between them ServiceNow cannot get a new token.",
        },
      ],
    },
  ],
} as const satisfies VendorDefinition;
