/**
 * desknet's NEO fetches each user's mail from Exchange Online by IMAP or POP, as that user.
 * Source: ネオジャパン, 「Microsoft 365の設定方法」 (OAuth認可サーバーの利用方法). The page numbers its parts 1 to 4; 2-3 is here the third
 * thing to do in part 2. What the sheet says of versions is of the FAQ NEO-T0710.
 */
import type { VendorDefinition } from "../definition.ts";
import { actor, leaveTheFile, m365Administrator } from "../leaving.ts";

const neoAdministrator = "desknet's NEOの管理者";
const mailUser = "メールを使う利用者";

/** desknet's NEO: mail of Microsoft 365 by OAuth, by its page. */
export const desknetsNeo = {
  vendor: "desknets-neo",
  product: "desknet's NEO",
  page: {
    publisher: "ネオジャパン",
    title: "Microsoft 365の設定方法(OAuth認可サーバー)",
    language: "ja",
    url: "https://www.desknets.com/neo/download/doc/oauth/microsoft365.html",
  },
  serves: {
    en: "desknet's NEO fetches its users' mail from Exchange Online, each with that user's rights.",
    ja: "desknet's NEO が、利用者それぞれの権限で Exchange Online のメールを受信します。",
  },
  audience: "AzureADMyOrg", // 2-3: この組織ディレクトリのみに含まれるアカウント
  redirectUris: {
    from: "instances", // 2-3: the server's host, whatever its domain
    platform: "web",
    template: "https://{instance}/dneores/dneo/html/dnoauth.html",
    instance: "host",
  },
  implicitGrant: [], // not on the page
  permissions: {
    // 3-4
    "Microsoft Graph": { delegated: ["offline_access", "IMAP.AccessAsUser.All", "POP.AccessAsUser.All"] },
  },
  omittable: { "Microsoft Graph": { delegated: ["IMAP.AccessAsUser.All", "POP.AccessAsUser.All"] } }, // one of them serves
  // FAQ NEO-T0710: sending from V7.1 R1.0; the page does not list its scope.
  addable: { only: { "Microsoft Graph": { delegated: ["SMTP.Send"] } } },
  credential: { kind: "secret" }, // 2-6: no lifetime on the page
  actsAs: [
    {
      who: neoAdministrator, // 4-1
      role: "desknet's NEOのシステム管理者",
      does: "「OAuth認可サーバー設定」にクライアントIDとクライアントシークレットを登録します",
    },
    {
      who: mailUser,
      role: "desknet's NEOのメールで Microsoft 365 のメールボックスを使う利用者(ページには記載なし)",
      does: "desknet's NEOのメールアカウントで一度サインインし、アクセスを承諾します",
    },
  ],
  places: ["desknet's NEO: 管理者設定 > システム設定 > OAuth認可サーバー設定"], // 4-1
  breaksWhenExpired: {
    en: "desknet's NEO gets no new tokens, and mail of Microsoft 365 is no longer fetched.",
    ja: "desknet's NEO が新しいトークンを取得できず、Microsoft 365 のメールを受信できなくなります。",
  },
  proof: {
    shows: "利用者がメールアカウントで承諾したあと、desknet's NEO でメールを受信できること(ページには記載なし)",
    expected: [],
  },
  undo: [
    {
      by: actor(neoAdministrator),
      en: "Delete the entry under 管理者設定 > システム設定 > OAuth認可サーバー設定.",
      ja: "「管理者設定 > システム設定 > OAuth認可サーバー設定」から認可サーバーを削除します。",
    },
    {
      by: m365Administrator,
      en: "Revoke the refresh tokens of the users who accepted (revokeSignInSessions).",
      ja: "承諾した利用者の更新トークンを取り消します(revokeSignInSessions)。",
    },
    leaveTheFile,
  ],
  demands: [
    {
      rule: "client-secret",
      step: "2-6",
      reason: {
        en: "OAuth認可サーバー設定 takes クライアントシークレット and nothing else.",
        ja: "「OAuth認可サーバー設定」が受け付けるのはクライアントシークレットだけです。",
      },
    },
    {
      rule: "risky-permission",
      subject: "IMAP.AccessAsUser.All",
      step: "3-4",
      reason: {
        en: "The page has it ticked; the settings may leave it out where mail is fetched by POP.",
        ja: "ページの手順でチェックを入れます。POP で受信するときは設定で外せます。",
      },
    },
    {
      rule: "risky-permission",
      subject: "POP.AccessAsUser.All",
      step: "3-4",
      reason: {
        en: "The page has it ticked; the settings may leave it out where mail is fetched by IMAP.",
        ja: "ページの手順でチェックを入れます。IMAP で受信するときは設定で外せます。",
      },
    },
  ],
  notOnPage: [
    "管理者の同意が必要かどうか(このスタックは同意まで行います)。",
    "テナントIDを入力する欄があるかどうか。第4章の画面は、クライアントIDとクライアントシークレットのほかは確認できていません。",
    "送信に使う SMTP.Send(NEO-T0710: V7.1 R1.0 以降で送信に対応)。必要なときは設定の permissions に書きます。",
    "クライアントシークレットの有効期限と更新の時期。",
    "メールアカウント側の設定、確認の方法、利用を終了するときの手順。",
    "予定表とシングルサインオンの「Microsoft 365連携」(NEO-T0501)は、別のアプリの登録です。",
  ],
  procedures: [
    {
      title: "はじめに(NEO-T0710)",
      when: "set-up",
      onPage: false,
      steps: [
        {
          step: "0-1",
          by: neoAdministrator,
          text: "desknet's NEO のバージョンが V6.1 R1.0 以上(送信にも使うときは V7.1 R1.0 以上)で、サーバーが https で応答することを確認します。",
        },
      ],
    },
    {
      title: "2. アプリを登録します。",
      when: "set-up",
      onPage: true,
      steps: [
        { step: "2-1", by: "stack", text: "「アプリの登録」。" },
        { step: "2-2", by: "stack", text: "「新規登録」。" },
        {
          step: "2-3",
          by: "stack",
          text: "名前、アカウントの種類、リダイレクト URI。",
          fields: [
            { label: "名前", value: { enter: "{displayName}" } },
            {
              label: "サポートされているアカウントの種類",
              value: { choose: "この組織ディレクトリのみに含まれるアカウント" },
            },
            { label: "リダイレクト URI(Web)", value: { enter: "{redirectUris}" } },
          ],
        },
        { step: "2-4", by: "stack", text: "「アプリケーション(クライアント)ID」。手順 4-1 に記入済みです。" },
        { step: "2-5", by: "stack", text: "「証明書とシークレット」、「新しいクライアント シークレット」。" },
        {
          step: "2-6",
          by: "stack",
          text: "クライアントシークレット。手順 4-1 で入力します。",
          fields: [{ label: "説明", value: { enter: "{credentialName}" }, note: "最終有効日 (UTC): {lastValidDay}" }],
        },
      ],
    },
    {
      title: "3. APIのアクセスを許可にします。",
      when: "set-up",
      onPage: true,
      steps: [
        { step: "3-1", by: "stack", text: "「APIのアクセス許可」、「アクセス許可の追加」。" },
        { step: "3-2", by: "stack", text: "「Microsoft Graph」。" },
        { step: "3-3", by: "stack", text: "「委任されたアクセス許可」。" },
        {
          step: "3-4",
          by: "stack",
          text: "「offline_access」、「IMAP.AccessAsUser.All」、「POP.AccessAsUser.All」(設定で外したものを除く)、「アクセス許可の追加」。",
        },
      ],
    },
    {
      title: "4. OAuth2.0 のクライアントID、クライアントシークレットをdesknet's NEOに設定する",
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "4-1",
          by: neoAdministrator,
          each: "instances",
          text: "https://{instance} の desknet's NEO で「管理者設定 > システム設定 > OAuth認可サーバー設定 > 認可サーバーの追加」を開き、次の値を入力して登録します。",
          fields: [
            { label: "クライアントID", value: { enter: "{clientId}" } },
            {
              label: "クライアントシークレット",
              value: { enter: "{secret}" },
              note: "「値」の文字列です(「シークレット ID」ではありません)。最終有効日 (UTC): {lastValidDay}",
            },
          ],
        },
      ],
    },
    {
      title: "メールアカウントでの承諾(ページには記載なし)",
      when: "set-up",
      onPage: false,
      steps: [
        {
          step: "U1",
          by: mailUser,
          text: "desknet's NEO のメールアカウントの設定で、登録した認可サーバーを選び、サインインして承諾します。",
          advice:
            "signsIn に利用者を書いている場合、それ以外の人は AADSTS50105 で拒否されます。承諾後も受信できないときは、メールボックスで IMAP または POP が有効かを確認してください。",
        },
      ],
    },
    {
      title: "クライアントシークレットの更新(ページには記載なし。手順 2-6 と 4-1 によります)",
      when: "renewal",
      onPage: false,
      steps: [
        { step: "R1", by: "stack", text: "新しいクライアントシークレットを追加します。古いものも引き続き使えます。" },
        {
          step: "R2",
          by: neoAdministrator,
          each: "instances",
          text: "https://{instance} の desknet's NEO で「管理者設定 > システム設定 > OAuth認可サーバー設定」を開き、クライアントシークレットを新しいものに変更します。",
          fields: [{ label: "クライアントシークレット", value: { enter: "{secret}" } }],
          advice:
            "変更後もメールを受信できることを確認した日を連絡してください。古いものを削除できるのはそのあとです。",
        },
      ],
    },
  ],
} as const satisfies VendorDefinition;
