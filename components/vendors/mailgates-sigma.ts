/**
 * MAILGATES Σ filters the mail of the tenant and imports its user list, so that it knows whether a recipient exists.
 * Source: CyberSolutions, 「【Microsoft 365】 OAuth 2.0 クライアントID設定」, as of 2021/09.
 * The page numbers each of its three parts from 1: S is OAuth クライアントID作成手順, I the import, R the renewal.
 */
import type { Field, VendorDefinition } from "../definition.ts";
import { actor, leaveTheFile, m365Administrator, mailAdministrator } from "../leaving.ts";

const domainAdministrator = "ドメイン管理者";

/** I1 prints https://***-mgf.cybermail.jp; the redirect URIs of the 開通通知書 stand on the same host. */
const loginPage = {
  label: "URL",
  value: { enter: "{redirectUris.origins}" },
  note: "設定ファイルのリダイレクト URI から求めたホスト。開通通知書と異なるときは開通通知書に従います",
} as const satisfies Field;

/** MAILGATES Σ: the import of the user list, by its page. */
export const mailgatesSigma = {
  vendor: "mailgates-sigma",
  product: "MAILGATES Σ",
  page: {
    publisher: "CyberSolutions",
    title: "【Microsoft 365】 OAuth 2.0 クライアントID設定",
    language: "ja",
    asOf: "2021-09",
  },
  serves: {
    en: "The mail gateway imports the tenant's user list, to tell whether the recipient of an incoming mail exists in Microsoft 365.",
    ja: "受信メールの宛先が Microsoft 365 に存在するかを判定するため、メール ゲートウェイがテナントのユーザー一覧を取り込みます。",
  },
  audience: "AzureADMyOrg", // S3: この組織ディレクトリのみに含まれるアカウント
  redirectUris: { from: "redirectUris", platform: "web", min: 2, max: 2 }, // S5, S6, S8: both from the customer's 開通通知書
  implicitGrant: ["accessToken", "idToken"], // S7
  permissions: {
    // S15; the page prints the kind アプリケーション once, for the five rows from Group.Read.All on
    "Microsoft Graph": {
      delegated: ["User.Read"],
      application: ["Group.Read.All", "Mail.Read", "Mail.ReadBasic", "Mail.ReadBasic.All", "User.Read.All"],
    },
  },
  // S12, R4: 24か月. The notes: 2年を過ぎる1~2ヶ月前までに; the earlier of the two.
  credential: { kind: "secret", lifetime: "24 months", renewBefore: "2 months" },
  authorization: {
    by: "vendor",
    procedure: "Microsoft 365のユーザリストをMAILGATES Σへインポート",
    step: "5",
    button: "接続",
    where: "管理者モード > ユーザ・グループ設定 > OAuth 認証設定",
  },
  actsAs: [
    {
      who: domainAdministrator, // I2, I6, R6, R10
      role: "MailGates のドメイン管理者。Microsoft 365 と同じユーザ名・パスワードでログインします",
      does: "OAuth 認証設定へ値を入力し、「認証」「接続」「承諾」の順に実行します",
    },
  ],
  places: ["MailGates: 管理者モード > ユーザ・グループ設定 > OAuth 認証設定"], // I3, R7
  breaksWhenExpired: { en: "Mail may no longer be received.", ja: "メールの受信が止まるおそれがあります。" }, // the notes
  proof: {
    shows: "[OAuth 認証設定]へリダイレクトされ、ユーザリストインポートの成功が表示されること(手順8)", // I8, R12
    expected: [
      "OAuth 同意画面(手順7)が表示されないことがあります。必要な同意は付与済みのためで、問題ありません。",
      "「Sign in with Microsoft」(手順2)により、提供元のアプリが「エンタープライズ アプリケーション」にもう1つ現れることがあります。",
    ],
  },
  undo: [
    {
      by: mailAdministrator,
      en: "First move the mail route (such as the MX records) away from MAILGATES Σ. Suspended before that, no mail can be received.",
      ja: "先にメールの配送経路(MX レコード等)を MAILGATES Σ から切り替えます。切り替え前に連携を止めると、メールを受信できなくなります。",
    },
    {
      by: actor(domainAdministrator),
      en: "Delete the application ID and the client secret on MailGates' [OAuth 認証設定] page.",
      ja: "MailGates の[OAuth 認証設定]から、アプリケーションIDとクライアントシークレットを削除します。",
    },
    leaveTheFile,
    {
      by: m365Administrator,
      en: "Delete the enterprise application that 「Sign in with Microsoft」 made for the vendor, if there is one.",
      ja: "「Sign in with Microsoft」で作成された提供元のエンタープライズ アプリケーションがあれば、それも削除します。",
    },
  ],
  demands: [
    {
      rule: "client-secret",
      step: "S11",
      reason: {
        en: "The form takes a client secret and nothing else (I4).",
        ja: "画面が受け付けるのはクライアント シークレットだけです (I4)。",
      },
    },
    {
      rule: "secret-lifetime",
      step: "S12",
      reason: {
        en: "The page has 「24か月」 chosen as 「有効期限」, and the renewal is laid out for every two years.",
        ja: "ページの手順は「有効期限」に「24か月」を選び、更新は 2 年ごとを前提にしています。",
      },
    },
    {
      rule: "implicit-grant",
      step: "S7",
      reason: {
        en: "The page has both boxes of the implicit flow ticked, access tokens and ID tokens.",
        ja: "ページの手順は、暗黙的な許可の両方のチェック(アクセス トークンと ID トークン)を入れます。",
      },
    },
    {
      rule: "mailbox-scope",
      subject: "Mail.Read",
      step: "S15",
      reason: {
        en: "The page lists Mail.Read as an application permission and wants its consent shown green (S17); a scope in Exchange would need that consent absent.",
        ja: "ページがアプリケーションのアクセス許可として Mail.Read を挙げ、その同意が緑で表示されることを求めています (S17)。Exchange で範囲を絞るには、この同意がないことが必要です。",
      },
    },
    {
      rule: "mailbox-scope",
      subject: "Mail.ReadBasic",
      step: "S15",
      reason: {
        en: "The page lists Mail.ReadBasic as an application permission and wants its consent shown green (S17); a scope in Exchange would need that consent absent.",
        ja: "ページがアプリケーションのアクセス許可として Mail.ReadBasic を挙げ、その同意が緑で表示されることを求めています (S17)。Exchange で範囲を絞るには、この同意がないことが必要です。",
      },
    },
    {
      rule: "mailbox-scope",
      subject: "Mail.ReadBasic.All",
      step: "S15",
      reason: {
        en: "The page lists Mail.ReadBasic.All as an application permission and wants its consent shown green (S17); a scope in Exchange would need that consent absent.",
        ja: "ページがアプリケーションのアクセス許可として Mail.ReadBasic.All を挙げ、その同意が緑で表示されることを求めています (S17)。Exchange で範囲を絞るには、この同意がないことが必要です。",
      },
    },
    {
      rule: "redundant-permission",
      subject: "Mail.ReadBasic",
      step: "S15",
      reason: {
        en: "The page lists Mail.ReadBasic beside Mail.Read, which includes it.",
        ja: "ページが、Mail.ReadBasic を含む Mail.Read とあわせて Mail.ReadBasic も挙げています。",
      },
    },
    {
      rule: "redundant-permission",
      subject: "Mail.ReadBasic.All",
      step: "S15",
      reason: {
        en: "The page lists Mail.ReadBasic.All beside Mail.Read, which includes it.",
        ja: "ページが、Mail.ReadBasic.All を含む Mail.Read とあわせて Mail.ReadBasic.All も挙げています。",
      },
    },
    {
      rule: "risky-permission",
      subject: "Mail.Read",
      step: "S15",
      reason: {
        en: "The page lists Mail.Read among the permissions that the user list import needs.",
        ja: "ユーザリストインポートに必要なアクセス許可として、ページが Mail.Read を挙げています。",
      },
    },
    {
      rule: "risky-permission",
      subject: "User.Read.All",
      step: "S15",
      reason: {
        en: "The page lists User.Read.All among the permissions that the user list import needs.",
        ja: "ユーザリストインポートに必要なアクセス許可として、ページが User.Read.All を挙げています。",
      },
    },
  ],
  notOnPage: [
    "The two redirect URIs: they stand in the customer's 開通通知書 alone, so they are a setting.",
    "What the delegated User.Read serves.",
    "Why an import of users needs to read mail, and whether it works with the mail permissions scoped in Exchange.",
    "When the old secret may be deleted: no step of the renewal deletes it. It stays until a person has seen R9 succeed.",
    "The tenant id: no field of the form asks for it.",
    "Which application 「Sign in with Microsoft」 (I2) signs in to; our client id is typed only at I4.",
    "How to leave.",
  ],
  procedures: [
    {
      title: "OAuth クライアントID作成手順",
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "1",
          by: "stack",
          text: "Azure ポータルに管理者でサインイン",
        },
        {
          step: "2",
          by: "stack",
          text: "[Azure Active Directory]-[アプリの登録]-[新規登録]で新しいアプリを登録",
        },
        {
          step: "3",
          by: "stack",
          text: "名前とアカウントの種類を指定して「登録」",
          fields: [
            { label: "名前", value: { enter: "{displayName}" } },
            {
              label: "サポートされているアカウントの種類", // the portal's own heading; the page prints only the choice
              value: { choose: "この組織ディレクトリのみに含まれるアカウント" },
            },
          ],
        },
        { step: "4", by: "stack", text: "アプリの「概要」の「リダイレクトURIを追加する」" },
        { step: "5", by: "stack", text: "プラットフォームは「Web」" },
        {
          step: "6",
          by: "stack",
          text: "開通通知書にある1つ目の URI を登録",
          fields: [
            {
              label: "リダイレクト URI",
              value: { enter: "{redirectUris}" },
              note: "2つ目は手順8。順序に意味はありません",
            },
          ],
        },
        {
          step: "7",
          by: "stack",
          text: "暗黙的フローの2項目を有効にして「構成」",
          fields: [
            { label: "アクセス トークン (暗黙的なフローに使用)", value: { tick: true } },
            { label: "ID トークン (暗黙的およびハイブリッド フローに使用)", value: { tick: true } },
          ],
        },
        { step: "8", by: "stack", text: "「URI の追加」で開通通知書にある2つ目の URI を登録" },
        { step: "9", by: "stack", text: "「保存」" },
        {
          step: "10",
          by: "stack",
          text: "「概要」の「アプリケーション (クライアント) ID」を取得",
          fields: [{ label: "アプリケーション (クライアント) ID", value: { enter: "{clientId}" } }],
        },
        {
          step: "11",
          by: "stack",
          text: "「証明書とシークレット」の「新しいクライアント シークレット」",
        },
        {
          step: "12",
          by: "stack",
          text: "説明と有効期限を指定して「追加」(24か月ごとに更新が必要)",
          fields: [
            { label: "説明", value: { enter: "{credentialName}" } },
            { label: "有効期限", value: { choose: "24か月" }, note: "最終有効日(UTC): {lastValidDay}" },
          ],
        },
        {
          step: "13",
          by: "stack",
          text: "クライアントシークレットの「値」を取得",
          fields: [{ label: "値", value: { enter: "{secret}" } }],
        },
        { step: "14", by: "stack", text: "「API のアクセス許可」の「アクセス許可の追加」" },
        {
          step: "15",
          by: "stack",
          text: "Microsoft Graph のアクセス許可を追加: User.Read(委任)、Group.Read.All、Mail.Read、Mail.ReadBasic、Mail.ReadBasic.All、User.Read.All(アプリケーション)",
        },
        { step: "16", by: "stack", text: "「管理者の同意を与えます」" },
        {
          step: "17",
          by: "stack",
          text: "すべての状態が緑のチェックであることを確認",
        },
      ],
    },
    {
      title: "Microsoft 365のユーザリストをMAILGATES Σへインポート",
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "1",
          by: domainAdministrator,
          text: "お客様専用のログイン画面を開きます。",
          fields: [loginPage],
        },
        {
          step: "2",
          by: domainAdministrator,
          text: "「Sign in with Microsoft」を押し、ドメイン管理者の Microsoft 365 アカウントでログインします。",
        },
        {
          step: "3",
          by: domainAdministrator,
          text: "管理者モード > ユーザ・グループ設定 > OAuth 認証設定 を開きます。",
        },
        {
          step: "4",
          by: domainAdministrator,
          text: "次の2つの値を入力し、「認証」をクリックします。",
          fields: [
            {
              label: "アプリケーションID",
              value: { enter: "{clientId}" },
              note: "作成手順10の値",
            },
            {
              label: "クライアントシークレット",
              value: { enter: "{secret}" },
              note: "作成手順13の「値」。シークレット ID ではありません",
            },
          ],
        },
        { step: "5", by: domainAdministrator, text: "「接続」をクリックします。" },
        {
          step: "6",
          by: domainAdministrator,
          text: "Microsoft 365 のログイン画面で、ドメイン管理者としてログインします。",
        },
        {
          step: "7",
          by: domainAdministrator,
          text: "OAuth 同意画面の内容を確かめ、「承諾」をクリックします。",
          advice: "「組織の代理として同意する」にはチェックを入れません。必要な同意は付与済みです。",
        },
        {
          step: "8",
          by: domainAdministrator,
          text: "MailGates の[OAuth 認証設定]に戻ります。",
          expect: "ユーザリストインポートに成功した旨が表示されます。",
        },
      ],
    },
    {
      title: "クライアントシークレット更新手順(2年毎)",
      when: "renewal",
      onPage: true,
      steps: [
        {
          step: "1",
          by: "stack",
          text: "Azure ポータルに管理者でサインイン",
        },
        {
          step: "2",
          by: "stack",
          text: "[アプリの登録]で MAILGATES Σ 用のアプリを開く",
        },
        {
          step: "3",
          by: "stack",
          text: "「証明書とシークレット」の「新しいクライアント シークレット」",
        },
        {
          step: "4",
          by: "stack",
          text: "説明と有効期限を指定して「追加」(24か月ごとに更新が必要)",
        },
        { step: "5", by: "stack", text: "クライアントシークレットの「値」を取得" },
        {
          step: "6",
          by: domainAdministrator,
          text: "ドメイン管理者として MailGates にログインします。",
          fields: [loginPage],
        },
        {
          step: "7",
          by: domainAdministrator,
          text: "管理者モード > ユーザ・グループ設定 > OAuth 認証設定 を開きます。",
        },
        {
          step: "8",
          by: domainAdministrator,
          text: "新しい値をクライアントシークレットに上書きし、「保存」をクリックします。",
          fields: [{ label: "クライアントシークレット", value: { enter: "{secret}" } }],
        },
        {
          step: "9",
          by: domainAdministrator,
          text: "「認証」、続いて「接続」をクリックします。",
          advice: "これが成功するまで、古いシークレットは有効なまま残します。",
        },
        {
          step: "10",
          by: domainAdministrator,
          text: "Microsoft 365 のログイン画面で、ドメイン管理者としてログインします。",
        },
        {
          step: "11",
          by: domainAdministrator,
          text: "OAuth 同意画面の内容を確かめ、「承諾」をクリックします。",
        },
        {
          step: "12",
          by: domainAdministrator,
          text: "MailGates の[OAuth 認証設定]に戻ります。",
          expect: "ユーザリストインポートに成功した旨が表示されます。",
        },
      ],
    },
  ],
} as const satisfies VendorDefinition;
