/**
 * Proself sends mail through Exchange Online's SMTP server as somebody who signed in.
 * Source: ノースグリッド, FAQ 481 「[V5] OAuthを利用してExchange Online…のSMTPサーバーをProselfで使用する際の設定ポイント」, part
 * 「Exchange Online側の設定」, read to the middle of its step 8; Proself's own side (P) was not read.
 */
import type { VendorDefinition } from "../definition.ts";
import { actor, leaveTheFile, m365Administrator } from "../leaving.ts";

const proselfAdministrator = "Proselfの管理者";

/** Proself V5: mail through Exchange Online by OAuth, by its FAQ. */
export const proselfMail = {
  vendor: "proself-mail",
  product: "Proself",
  page: {
    publisher: "ノースグリッド",
    title: "[V5] OAuthを利用してExchange OnlineのSMTPサーバーをProselfで使用する際の設定ポイント",
    language: "ja",
    url: "https://www.proself.jp/support/faq481",
    asOf: "V5",
  },
  serves: {
    en: "Proself sends its notifications through Exchange Online, with the rights of the account that signed in.",
    ja: "Proself が、サインインしたアカウントの権限で Exchange Online から通知メールを送信します。",
  },
  audience: "AzureADMyOrg", // 2: the page offers both; one organization's server needs no other
  redirectUris: { from: "redirectUris", platform: "web", min: 1, max: 1 }, // 8
  implicitGrant: [], // not on the page
  permissions: { "Office 365 Exchange Online": { delegated: ["Mail.Send"] } }, // 5, 6
  exposes: { identifierUri: { from: "clientId" } }, // 3: 追加, saved as the portal proposes it
  credential: { kind: "secret" }, // after what was read
  actsAs: [
    {
      who: proselfAdministrator,
      role: "Proselfのシステム管理者(ページには記載なし)",
      does: "メールサーバーの設定に値を入力し、送信に使うアカウントで一度サインインします",
    },
  ],
  places: ["Proself: メールサーバー(SMTP)の設定"],
  breaksWhenExpired: {
    en: "Proself gets no new tokens, and its notifications are no longer sent.",
    ja: "Proself が新しいトークンを取得できず、通知メールを送信できなくなります。",
  },
  proof: {
    shows: "Proself から送信した通知メールが届くこと(ページには記載なし)",
    expected: [],
  },
  undo: [
    {
      by: actor(proselfAdministrator),
      en: "Set another mail server in Proself.",
      ja: "Proself のメールサーバーを別のものに変更します。",
    },
    {
      by: m365Administrator,
      en: "Revoke the refresh tokens of the account that signed in (revokeSignInSessions).",
      ja: "サインインしたアカウントの更新トークンを取り消します(revokeSignInSessions)。",
    },
    leaveTheFile,
  ],
  demands: [
    {
      rule: "identifier-uri",
      step: "3",
      reason: {
        en: "The page has the Application ID URI added as the portal proposes it, and says nothing of the tokens' version.",
        ja: "ページの手順は、ポータルが提示するアプリケーション ID の URI を追加します。トークンのバージョンには触れていません。",
      },
    },
  ],
  notOnPage: [
    "手順 8 の途中から先(リダイレクト URI の値、クライアント シークレット、Proself 側の設定)は確認できていません。リダイレクト URI は設定の redirectUris に書きます。",
    "サポートされているアカウントの種類: ページはシングルテナントとマルチテナントの両方を挙げています。ここではこの組織のみです。",
    "アプリケーション ID の URI を使う場面: スコープは公開されず、要求する者は確認できていません。",
    "Mail.Send のほかに SMTP.Send が要るかどうか。Microsoft の SMTP の説明は SMTP.Send を挙げています。",
    "送信に使うメールボックスで SMTP AUTH を有効にすること。",
    "クライアント シークレットの有効期限と更新の時期、確認の方法、利用を終了するときの手順。",
  ],
  procedures: [
    {
      title: "Exchange Online側の設定",
      when: "set-up",
      onPage: true,
      steps: [
        { step: "1", by: "stack", text: "「アプリの登録」。" },
        {
          step: "2",
          by: "stack",
          text: "「新規登録」。",
          fields: [
            { label: "名前", value: { enter: "{displayName}" } },
            {
              label: "サポートされているアカウントの種類",
              value: { choose: "この組織ディレクトリのみに含まれるアカウント" },
            },
          ],
        },
        {
          step: "3",
          by: "stack",
          text: "「APIの公開」、「アプリケーション ID の URI」の「追加」。",
          fields: [{ label: "アプリケーション ID の URI", value: { enter: "{identifierUri}" } }],
        },
        { step: "4", by: "stack", text: "「API のアクセス許可」、「アクセス許可の追加」。" },
        {
          step: "5",
          by: "stack",
          text: "「所属する組織で使用している API」、「Office 365 Exchange Online」。",
        },
        { step: "6", by: "stack", text: "「委任されたアクセス許可」、「Mail.Send」、「アクセス許可の追加」。" },
        { step: "7", by: "stack", text: "管理者の同意。" },
        {
          step: "8",
          by: "stack",
          text: "「Authentication (Preview)」、「リダイレクトURIの構成」。",
          fields: [{ label: "リダイレクト URI(Web)", value: { enter: "{redirectUris}" } }],
        },
      ],
    },
    {
      title: "Proself側の設定(ページのこの部分は確認できていません)",
      when: "set-up",
      onPage: false,
      steps: [
        {
          step: "P1",
          by: proselfAdministrator,
          text: "Proself の管理画面で、メールサーバー(SMTP)の OAuth の設定に次の値を入力します。",
          fields: [
            { label: "テナントID", value: { enter: "{tenantId}" } },
            { label: "クライアントID", value: { enter: "{clientId}" } },
            {
              label: "クライアントシークレット",
              value: { enter: "{secret}" },
              note: "「値」の文字列です(「シークレット ID」ではありません)。最終有効日 (UTC): {lastValidDay}",
            },
          ],
          advice:
            "欄の名前は異なることがあります。アプリケーション ID の URI を尋ねられたら {identifierUri} を入力します。",
        },
        {
          step: "P2",
          by: proselfAdministrator,
          text: "送信に使うアカウントで一度サインインし、テストメールを送信します。",
          advice:
            "送信できないときは、そのメールボックスで SMTP AUTH が有効かを確認してください。signsIn に利用者を書いている場合、それ以外の人は AADSTS50105 で拒否されます。",
        },
      ],
    },
    {
      title: "クライアントシークレットの更新(ページには記載なし)",
      when: "renewal",
      onPage: false,
      steps: [
        { step: "R1", by: "stack", text: "新しいクライアントシークレットを追加します。古いものも引き続き使えます。" },
        {
          step: "R2",
          by: proselfAdministrator,
          text: "Proself のメールサーバーの設定で、クライアントシークレットを新しいものに変更します。",
          fields: [{ label: "クライアントシークレット", value: { enter: "{secret}" } }],
          advice: "変更後も送信できることを確認した日を連絡してください。古いものを削除できるのはそのあとです。",
        },
      ],
    },
  ],
} as const satisfies VendorDefinition;
