/**
 * MAILGATES Σ filters the mail of the tenant and imports its user list, so that it knows whether a recipient exists.
 * Source: CyberSolutions, 「【Microsoft 365】 OAuth 2.0 クライアントID設定」, as of 2021/09.
 * The page numbers each of its three parts from 1: S is OAuth クライアントID作成手順, I the import, R the renewal.
 */
import type { Field, VendorDefinition } from "../definition.ts";

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
  serves:
    "The mail gateway imports the tenant's user list, to tell whether the recipient of an incoming mail exists in Microsoft 365.",
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
  actsAs: [
    {
      who: domainAdministrator, // I2, I6, R6, R10
      role: "MailGates のドメイン管理者。Microsoft 365 と同じユーザ名・パスワードでログインします",
      does: "OAuth 認証設定へ値を入力し、「認証」「接続」「承諾」の順に実行します",
    },
  ],
  places: ["MailGates: 管理者モード > ユーザ・グループ設定 > OAuth 認証設定"], // I3, R7
  breaksWhenExpired: "有効期限を過ぎると、メールを受信できなくなる可能性があります。", // the notes
  proof: {
    shows: "[OAuth 認証設定]へリダイレクトされ、ユーザリストインポートの成功が表示されること(手順8)", // I8, R12
    expected: [
      "OAuth 同意画面(手順7)が表示されないことがあります。必要な同意は付与済みのためで、問題ありません。",
      "「Sign in with Microsoft」(手順2)により、提供元のアプリが「エンタープライズ アプリケーション」にもう1つ現れることがあります。",
    ],
  },
  undo: [
    "先にメールの配送経路(MX レコード等)を MAILGATES Σ から切り替えます。切り替え前に連携を止めると、メールを受信できなくなります。",
    "MailGates の[OAuth 認証設定]から、アプリケーションIDとクライアントシークレットを削除します。",
    "設定ファイルでこの連携を suspended、次に leaving とし、その後に行を削除します。変更は1つずつ分けて適用します。",
    "「Sign in with Microsoft」で作成された提供元のエンタープライズ アプリケーションがあれば、それも削除します。",
  ],
  demands: [
    { rule: "client-secret", step: "S11", reason: "The form takes a client secret and nothing else (I4)." },
    {
      rule: "secret-lifetime",
      step: "S12",
      reason: "The page has 「24か月」 chosen as 「有効期限」, and the renewal is laid out for every two years.",
    },
    {
      rule: "implicit-grant",
      step: "S7",
      reason: "The page has both boxes of the implicit flow ticked, access tokens and ID tokens.",
    },
    {
      rule: "mailbox-scope",
      of: "Mail.Read",
      step: "S15",
      reason:
        "The page lists Mail.Read as an application permission and wants its consent shown green (S17); a scope in Exchange would need that consent absent.",
    },
    {
      rule: "mailbox-scope",
      of: "Mail.ReadBasic",
      step: "S15",
      reason:
        "The page lists Mail.ReadBasic as an application permission and wants its consent shown green (S17); a scope in Exchange would need that consent absent.",
    },
    {
      rule: "mailbox-scope",
      of: "Mail.ReadBasic.All",
      step: "S15",
      reason:
        "The page lists Mail.ReadBasic.All as an application permission and wants its consent shown green (S17); a scope in Exchange would need that consent absent.",
    },
    {
      rule: "redundant-permission",
      of: "Mail.ReadBasic",
      step: "S15",
      reason: "The page lists Mail.ReadBasic beside Mail.Read, which includes it.",
    },
    {
      rule: "redundant-permission",
      of: "Mail.ReadBasic.All",
      step: "S15",
      reason: "The page lists Mail.ReadBasic.All beside Mail.Read, which includes it.",
    },
    {
      rule: "risky-permission",
      of: "Mail.Read",
      step: "S15",
      reason: "The page lists Mail.Read among the permissions that the user list import needs.",
    },
    {
      rule: "risky-permission",
      of: "User.Read.All",
      step: "S15",
      reason: "The page lists User.Read.All among the permissions that the user list import needs.",
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
          text: "管理者権限を持つアカウントでMicrosoft Azure へアクセスします。 https://portal.azure.com/",
        },
        {
          step: "2",
          by: "stack",
          text: "[Azure Active Directory]-[アプリの登録]-[新規登録]の順にクリックします。",
        },
        {
          step: "3",
          by: "stack",
          text: "「名前」に任意の名前を入力、「この組織ディレクトリのみに含まれるアカウント」を選択し、「登録」をクリックします。",
          fields: [
            { label: "名前", value: { enter: "{displayName}" } },
            {
              label: "サポートされているアカウントの種類", // the portal's own heading; the page prints only the choice
              value: { choose: "この組織ディレクトリのみに含まれるアカウント" },
            },
          ],
        },
        { step: "4", by: "stack", text: "登録したアプリの「概要」にて「リダイレクトURIを追加する」をクリックします。" },
        { step: "5", by: "stack", text: "「プラットフォームを追加」より「Web」を選択します。" },
        {
          step: "6",
          by: "stack",
          text: "「リダイレクト URI」に開通通知書に記載の1つ目のURIを入力します。",
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
          text: "「アクセス トークン (暗黙的なフローに使用)」「ID トークン (暗黙的およびハイブリッド フローに使用)」のチェックを有効にし、「構成」をクリックします。",
          fields: [
            { label: "アクセス トークン (暗黙的なフローに使用)", value: { tick: true } },
            { label: "ID トークン (暗黙的およびハイブリッド フローに使用)", value: { tick: true } },
          ],
        },
        { step: "8", by: "stack", text: "「URI の追加」より開通通知書に記載の2つ目のURIを追加します。" },
        { step: "9", by: "stack", text: "「保存」をクリックします。" },
        {
          step: "10",
          by: "stack",
          text: "「概要」に戻り、「アプリケーション (クライアント) ID」をコピーして控えます。",
          fields: [{ label: "アプリケーション (クライアント) ID", value: { enter: "{clientId}" } }],
        },
        {
          step: "11",
          by: "stack",
          text: "「証明書とシークレット」へ移動し「新しいクライアント シークレット」をクリックします。",
        },
        {
          step: "12",
          by: "stack",
          text: "「説明」に任意の内容を入力し、「有効期限」に「24か月」を選択して「追加」をクリックします。 ※24か月ごとに更新作業が必要です。",
          fields: [
            { label: "説明", value: { enter: "{credentialName}" } },
            { label: "有効期限", value: { choose: "24か月" }, note: "最終有効日(UTC): {lastValidDay}" },
          ],
        },
        {
          step: "13",
          by: "stack",
          text: "作成したクライアントシークレットの「値」をコピーし控えます。",
          fields: [{ label: "値", value: { enter: "{secret}" } }],
        },
        { step: "14", by: "stack", text: "「API のアクセス許可」へ移動し「アクセス許可の追加」をクリックします。" },
        {
          step: "15",
          by: "stack",
          text: "以下のAPIのアクセス許可を有効化します。 Microsoft Graph: User.Read(委任)、Group.Read.All、Mail.Read、Mail.ReadBasic、Mail.ReadBasic.All、User.Read.All(アプリケーション)",
        },
        { step: "16", by: "stack", text: "「管理者の同意を与えます」をクリックします。" },
        {
          step: "17",
          by: "stack",
          text: "必要なアクセス許可の状態が緑のチェックになっていることを確認します。",
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
          text: "「Sign in with Microsoft」よりドメイン管理者でログインします。 ※Microsoft 365へログインする時と同じユーザ名・パスワードを指定します。",
        },
        {
          step: "3",
          by: domainAdministrator,
          text: "管理者モード > ユーザ・グループ設定 > OAuth 認証設定 へ移動します。",
        },
        {
          step: "4",
          by: domainAdministrator,
          text: "アプリケーションID、クライアントシークレットを入力し「認証」をクリックします。",
          fields: [
            {
              label: "アプリケーションID",
              value: { enter: "{clientId}" },
              note: "OAuth クライアントID作成手順の手順10でコピーした値",
            },
            {
              label: "クライアントシークレット",
              value: { enter: "{secret}" },
              note: "OAuth クライアントID作成手順の手順13でコピーした値。シークレット ID ではありません",
            },
          ],
        },
        { step: "5", by: domainAdministrator, text: "「接続」をクリックします。" },
        {
          step: "6",
          by: domainAdministrator,
          text: "Microsoft 365のログイン画面が表示されるので、ドメイン管理者アカウントでログインします。",
        },
        {
          step: "7",
          by: domainAdministrator,
          text: "MailGates がMicrosoft 365 から情報を取得することに関するOAuth 同意画面が表示されます。内容を確認のうえ、「承諾」を押下します。",
          advice: "「組織の代理として同意する」にはチェックを入れません。必要な同意は付与済みです。",
        },
        {
          step: "8",
          by: domainAdministrator,
          text: "[OAuth 同意画面]からMailGates の[OAuth 認証設定]へリダイレクトされます。",
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
          text: "管理者権限を持つアカウントでMicrosoft Azure へアクセスします。 https://portal.azure.com/",
        },
        {
          step: "2",
          by: "stack",
          text: "[Azure Active Directory]-[アプリの登録]にて、MAILGATES Σ用に作成したアプリを検索してクリックします。",
        },
        {
          step: "3",
          by: "stack",
          text: "「証明書とシークレット」へ移動し「新しいクライアント シークレット」をクリックします。",
        },
        {
          step: "4",
          by: "stack",
          text: "「説明」に任意の内容を入力し、「有効期限」に「24か月」を選択して「追加」をクリックします。 ※24か月ごとに更新作業が必要です。",
        },
        { step: "5", by: "stack", text: "作成したクライアントシークレットの「値」をコピーし控えます。" },
        {
          step: "6",
          by: domainAdministrator,
          text: "MailGatesへドメイン管理者でログインします。",
          fields: [loginPage],
        },
        {
          step: "7",
          by: domainAdministrator,
          text: "管理者モード > ユーザ・グループ設定 > OAuth 認証設定 へ移動します。",
        },
        {
          step: "8",
          by: domainAdministrator,
          text: "クライアントシークレットを手順5でコピーした値で上書きし、「保存」をクリックします。",
          fields: [{ label: "クライアントシークレット", value: { enter: "{secret}" } }],
        },
        {
          step: "9",
          by: domainAdministrator,
          text: "「認証」「接続」ボタンを順番にクリックします。",
          advice: "これが成功するまで、古いシークレットは有効なまま残します。",
        },
        {
          step: "10",
          by: domainAdministrator,
          text: "Microsoft 365のログイン画面が表示されるので、ドメイン管理者アカウントでログインします。",
        },
        {
          step: "11",
          by: domainAdministrator,
          text: "MailGates がMicrosoft 365 から情報を取得することに関するOAuth 同意画面が表示されます。内容を確認のうえ、「承諾」を押下します。",
        },
        {
          step: "12",
          by: domainAdministrator,
          text: "[OAuth 同意画面]からMailGates の[OAuth 認証設定]へリダイレクトされます。",
          expect: "ユーザリストインポートに成功した旨が表示されます。",
        },
      ],
    },
  ],
} as const satisfies VendorDefinition;
