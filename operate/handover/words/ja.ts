/** A sheet in Japanese. */
import type { SheetWords } from "./sheet-words.ts";

export const ja: SheetWords = {
  timeZone: "Asia/Tokyo",
  title: "引き渡しシート",
  facts: {
    integration: "連携名",
    purpose: "用途",
    contact: "連絡先",
    ticket: "チケット",
    secretReader: "資格情報の取得者",
    partOf: "関連するアプリケーション",
    signsIn: "サインインできる人",
    serviceReference: "サービス台帳の項目",
    page: "提供元の手順書",
    tenant: "テナント",
    permissionSet: "アクセス許可のセット",
    directoryRoles: "ディレクトリ ロール",
    application: "アプリケーション",
    clientId: "アプリケーション (クライアント) ID",
    identifierUri: "アプリケーション ID の URI(API の公開)",
    exposedScopes: "この API で定義されたスコープ",
    credential: "資格情報",
    lastValidDay: "最終有効日",
  },
  secretKind: "クライアント シークレット",
  certificateKind: "証明書",
  federatedKind: "フェデレーション資格情報",
  sandbox:
    "**サンドボックス:** このテナントは1台のコンピューター上で模擬されています。このシートは見本であり、Azure や Exchange Online のコマンドは実行しても何も見つからず、値を提供元で使うことはできません。",
  partOf: (entry, others) =>
    others.length === 0 ? entry : `${entry}: このアプリケーションと、別のシートがある ${others.join("、")}`,
  signsIn: (people, stillOpen) =>
    [
      ...people.flatMap(({ role, users, groups }) => {
        const named = [
          ...(users > 0 ? [`指定されたユーザー ${users} 人`] : []),
          ...(groups.length > 0
            ? [`${groups.join("、")} の直接のメンバー(Entra ID P1 が必要。グループ内のグループのメンバーは対象外)`]
            : []),
        ];
        return role === undefined ? named : [`ロール ${role}: ${named.join("、")}`];
      }),
      ...(stillOpen ? ["後の変更までは、ほかの全員も可"] : ["ほかの人は拒否されます(AADSTS50105)"]),
    ].join("。"),
  suspended: (since, reason) =>
    `**${since} から停止中**(${reason}): 新しいトークンは発行されません。以下の手順は成功しません。`,
  leaving: "**終了予定:** この連携はまもなく削除されます。「利用を終了するとき」をご覧ください。",
  replaces: (older) =>
    `**更新:** この資格情報は ${older} に代わるものです。それまで古い方も有効です。「更新手順」をご覧ください。`,
  contact: "上記の連絡先",
  sender: "このシートの送り主",
  who: { heading: "作業者", who: "作業者", role: "権限", does: "作業内容" },
  acts: (who) => `*作業者: ${who}*`,
  done: { heading: "実施済みの手順", summary: (count) => `${count} 手順は自動で実施済みです。作業は不要です` },
  credential: {
    heading: "資格情報の受け取り",
    secret: "シークレットの値はこのシートには記載していません。",
    privateKey: "秘密鍵はこのシートには記載していません。",
    readsSecret: (who) => `${who} が次のコマンドで取得し、このシートとは別の経路で渡します。`,
    readsKey: (who) => `${who} が次のコマンドで取得します。`,
    whoeverMay: "閲覧権限を持つ担当者",
    nobody: (path, file) => `**取得する担当者が指定されていません:** ${file} に ${path} がありません。`,
    inVault: (vault, name) =>
      `Key Vault ${vault} にシークレット ${name} として保管されています。閲覧権限(ロール Key Vault Secrets User)を持つアカウントで \`az login\` した Azure CLI で実行します:`,
    inState:
      "スタックの状態に保管されています。状態とシークレット プロバイダーにアクセスできる担当者が、プロジェクトのフォルダーで実行します:",
    onScreen:
      "値は画面に表示されます。他人に見られない、録画されていない環境で実行し、終わったら画面を消去してください。",
    files: (thumbprint, contact) =>
      `実行した本人だけが読める新しいフォルダーに key.pem と cert.pem が作成され、フォルダー名が表示されます。最後の行の末尾が ${thumbprint} でない場合は別の証明書です。中止して${contact}へお知らせください。`,
    shorter: "プロジェクトのフォルダーでは、次の 1 つのコマンドで取得でき、取得の記録も表示されます:",
    keyStore: (format, step) =>
      `プロジェクトのフォルダーでは、次の 1 つのコマンドで手順 ${step} のキー ストア(${format})を openssl や keytool なしで作成できます。ストアと鍵のパスワードは同じになり、証明書も照合されます:`,
    pointer: (kind) => `「資格情報の受け取り${kind && `: ${kind}`}」を参照`,
    below: "下記",
    elsewhere: (holder) =>
      `お渡しするものはありません。${holder} が秘密鍵を作成、保管し、次の鍵も作成します。スタックの状態にもキー コンテナーにも秘密鍵はありません。Entra には下記の証明書が登録されています。鍵を設定する前に、この証明書の鍵であることを確認してください:`,
    unnamedHolder: "証明書の作成者(設定ファイルに `keyHolder` の記載なし)",
    sameCertificate: (thumbprint, contact) =>
      `末尾が ${thumbprint} でない場合は別の証明書で、Entra に拒否されます(AADSTS700027)。中止して${contact}へお知らせください。`,
  },
  trust: {
    heading: "シークレットなしのサインイン",
    intro:
      "お渡しするシークレットはなく、有効期限もありません。Entra は、この発行者がこのサブジェクトに発行したトークンを一字一句照合して信頼します。そのトークンを取得できる者は、アプリケーションとしてサインインできます。",
    name: "名前",
    issuer: "発行者 (`iss`)",
    subject: "サブジェクト (`sub`)",
    audience: "対象ユーザー (`aud`)",
  },
  steps: "手順",
  byStack: (steps) => `自動で実施される手順: ${steps}`,
  notOnPage: "提供元の手順書には記載のない手順です。",
  form: { label: "項目", value: "値", note: "備考" },
  or: (one, other) => `${one}<br>または ${other}`,
  choose: (entry) => `${entry} を選択`,
  tick: "チェックを入れる",
  noTick: "チェックを入れない",
  blank: "空欄のまま",
  expect: "表示",
  advice: "補足(手順書にはありません)",
  exchange: {
    heading: "Exchange Online スクリプト",
    intro:
      "手順より先に行います。Exchange 管理者が PowerShell で一度実行します。メールボックスを追加したときは再度実行します。下記のメールボックスに限り、サービス プリンシパルに権限を与えます。",
    limited: (roles, mailboxes) =>
      `これらは Entra では付与されません。${mailboxes} に限り、Exchange Online のロール ${roles} を与えます。実行できるのは Organization Management のメンバーです。実行するまでどのメールボックスにも届きません。ロールは 2 時間以内に有効になり、スクリプトの最後の表で、それぞれが範囲内かどうかをすぐに確認できます。`,
  },
  opened: {
    heading: "担当者が開放するもの",
    sites: (names) =>
      `${names}: 同意だけではどのサイトも開きません。SharePoint 管理者が、提供元に必要な最小の役割(read、write、owner、fullcontrol)でサイトごとに付与します:`,
    meetings: (names) =>
      `${names}: 同意だけでは誰の会議も開きません。Teams 管理者がポリシーにアプリケーションを指定し、開催者ごとに割り当てます:`,
    roleGroup: (names) =>
      `${names}: アプリケーションにロールがなければ何も開きません。Exchange 管理者が、提供元に必要な役割だけを持つ役割グループに追加します:`,
  },
  tenantNeeds: { heading: "テナントに必要なもの", shows: "確認", opens: "設定" },
  proof: { heading: "成功の確認", expected: "途中で次のようになることがありますが、異常ではありません。" },
  errors: {
    heading: "エラーが表示されたとき",
    intro: "メッセージまたは製品のログにあるコードを探してください。",
    where: {
      application: "製品がサインインするとき",
      person: "人がサインインするとき",
      call: "Microsoft 365 の呼び出し",
      mail: "メール サーバー",
    },
    head: ["コード", "意味", "対処"],
    stop: "。",
  },
  places: {
    heading: "資格情報の入力箇所",
    intro: "新しい資格情報を保存した箇所にチェックを入れてください。",
    confirm: (contact, path, file) =>
      `すべてにチェックが入り、成功を確認できたら、${contact}へお知らせください。その後、${file} の ${path} に \`confirmed: <確認日>\` が記入されます。古い資格情報を削除できるのはその後です。`,
    confirmed: (day) => `${day} に確認済みです。`,
  },
  validity: {
    heading: "有効期限",
    lastValidDay: "最終有効日(UTC)",
    firstDeadDay: "失効日時",
    renewBy: "更新の期限",
    monthsBefore: (day, months, expires) => `${day}(提供元の手順書により、失効日 ${expires} の${months}か月前)`,
    breaks: "失効した場合",
    certificate: "証明書自体にはこれより後の日付が記載されていますが、Entra では上記の日付で失効します。",
    elsewhere: "証明書自体の日付にかかわらず、Entra では上記の日付で失効します。",
  },
  renewal: {
    heading: "更新手順",
    intro:
      "新しい資格情報は、設定ファイルの変更により発行され、新しいシートでお渡しします。すべての入力箇所にチェックが入るまで、古い資格情報も有効です。",
    exception: (entry) =>
      `設定ファイルの担当者へ: 手順書の有効期間は規則より長く、承認は資格情報1つごとに必要です。新しい行とともに \`exceptions\` へ ${entry} を追記します。`,
  },
  vendorsOwnApplication: {
    credential: "こちらにはありません。提供元が自社のアプリケーションでサインインします",
    application: (name) => `${name}(提供元のアプリケーション)`,
    heading: "許可の内容と期間",
    granted:
      "このテナントで同意済みのアクセス許可は次のとおりです。Entra ID の画面でこれ以外を求められたら、承諾せずにお問い合わせください。",
    none: "同意済みのアクセス許可はありません。",
    delegated: "サインインした人に代わって",
    forApplication: "ユーザーのサインインなしで",
    untilWhen:
      "期限はありません。失効、更新、回収の対象になる資格情報はこちらになく、提供元が自社の資格情報を管理しています。",
    stops: "サインインできなくなった場合",
    suspend: (path, file) => `直ちに止めるには、${file} に ${path} を書きます。`,
  },
  undo: {
    heading: "利用を終了するとき",
    intro: "次の順に行います。",
    exchange: "メールボックスの権限を取り消すスクリプト:",
    by: (who, step) => `**${who}:** ${step}`,
  },
  unsaid: {
    heading: "定義に記載のないこと",
    intro: (file) => `この製品の定義 (${file}) は自組織で作成したものです。次のことは決まっていません:`,
  },
  vendorsOwn: "提供元の項目名と手順は、提供元のページと画面のとおり英語で記載しています。",
  revealed:
    "**このシートにはシークレットの値がそのまま記載されています。** 入力する本人以外には渡さず、入力後は削除してください。",
  page: {
    contents: "目次",
    copy: "コピー",
    copied: "コピーしました",
    ticked: (count, of) => `${of} 件中 ${count} 件完了`,
    reset: "チェックを消去",
  },
};
