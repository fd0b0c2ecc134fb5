/**
 * The sheet's own words, in the languages of the vendors' pages. What comes from a page is in its definition.
 */
import type { Language } from "../../components/definition.ts";
import type { Where } from "../error-codes/code.ts";

/** People who may sign in. */
export interface NamedPeople {
  /** The product's own role that they have; absent where it has none. */
  readonly role?: string;
  readonly users: number;
  readonly groups: readonly string[];
}

/** Headings, labels and sentences of a sheet. Arguments are Markdown already. */
export interface SheetWords {
  /** IANA name of the time zone that readers of this language most likely live in; absent: no single one. */
  readonly timeZone?: string;
  readonly title: string;
  readonly facts: {
    readonly integration: string;
    readonly purpose: string;
    readonly contact: string;
    readonly ticket: string;
    readonly secretReader: string;
    /** Who may sign in: users and groups by how many, everyone left out. */
    readonly partOf: string;
    readonly signsIn: string;
    readonly serviceReference: string;
    readonly page: string;
    readonly tenant: string;
    readonly permissionSet: string;
    readonly directoryRoles: string;
    readonly application: string;
    readonly clientId: string;
    readonly identifierUri: string;
    readonly exposedScopes: string;
    readonly credential: string;
    readonly lastValidDay: string;
  };
  readonly secretKind: string;
  readonly certificateKind: string;
  readonly federatedKind: string;
  readonly sandbox: string;
  readonly suspended: (since: string, reason: string) => string;
  readonly leaving: string;
  /** @param stillOpen everyone else still may, too */
  /** One of several linked applications: the entry, and the others, each with a sheet of its own. */
  readonly partOf: (entry: string, others: readonly string[]) => string;
  /** Each has so many users, and groups; by the role where the product has roles of its own. */
  readonly signsIn: (people: readonly NamedPeople[], stillOpen: boolean) => string;
  readonly replaces: (older: string) => string;
  /** Whom the reader tells; `sender` where the file names no contact. */
  readonly contact: string;
  readonly sender: string;
  readonly who: { readonly heading: string; readonly who: string; readonly role: string; readonly does: string };
  readonly acts: (who: string) => string;
  readonly done: { readonly heading: string; readonly summary: (count: number) => string };
  readonly credential: {
    readonly heading: string;
    readonly secret: string;
    readonly privateKey: string;
    /** What the person does who reads it. */
    readonly readsSecret: (who: string) => string;
    readonly readsKey: (who: string) => string;
    readonly whoeverMay: string;
    readonly nobody: (path: string, file: string) => string;
    readonly inVault: (vault: string, name: string) => string;
    readonly inState: string;
    readonly onScreen: string;
    /** After the commands that write key.pem and cert.pem. */
    readonly files: (thumbprint: string, contact: string) => string;
    /** Before the project's own command, which does what the commands above do. */
    readonly shorter: string;
    /** The same where it makes the vendor's key store. */
    readonly keyStore: (format: string, step: string) => string;
    /** @param kind where the integration has several, of which this is one */
    readonly pointer: (kind: string) => string;
    readonly below: string;
    /** Of a key that was made elsewhere. */
    readonly elsewhere: (holder: string) => string;
    readonly unnamedHolder: string;
    readonly sameCertificate: (thumbprint: string, contact: string) => string;
  };
  /** Another issuer's word in place of a secret. */
  readonly trust: {
    readonly heading: string;
    readonly intro: string;
    readonly name: string;
    readonly issuer: string;
    readonly subject: string;
    readonly audience: string;
  };
  readonly steps: string;
  readonly byStack: (steps: string) => string;
  readonly notOnPage: string;
  readonly form: { readonly label: string; readonly value: string; readonly note: string };
  readonly or: (one: string, other: string) => string;
  readonly choose: (entry: string) => string;
  readonly tick: string;
  readonly noTick: string;
  readonly blank: string;
  readonly expect: string;
  readonly advice: string;
  readonly exchange: {
    readonly heading: string;
    readonly intro: string;
    /** Where Exchange gives roles for the mailboxes in the place of a grant in Entra. */
    readonly limited: (roles: string, mailboxes: string) => string;
  };
  /** What a person opens outside of Entra; `names` are the permissions. */
  readonly opened: {
    readonly heading: string;
    readonly sites: (names: string) => string;
    readonly meetings: (names: string) => string;
    readonly roleGroup: (names: string) => string;
  };
  /** What the tenant must have; the words before the two commands are comments of PowerShell. */
  readonly tenantNeeds: { readonly heading: string; readonly shows: string; readonly opens: string };
  readonly proof: { readonly heading: string; readonly expected: string };
  readonly errors: {
    readonly heading: string;
    readonly intro: string;
    readonly where: Readonly<Record<Where, string>>;
    readonly head: readonly [code: string, means: string, mends: string];
    /** What ends a sentence. */
    readonly stop: string;
  };
  readonly places: {
    readonly heading: string;
    readonly intro: string;
    readonly confirm: (contact: string, path: string, file: string) => string;
    readonly confirmed: (day: string) => string;
  };
  readonly validity: {
    readonly heading: string;
    readonly lastValidDay: string;
    readonly firstDeadDay: string;
    readonly renewBy: string;
    readonly monthsBefore: (day: string, months: number, expires: string) => string;
    readonly breaks: string;
    readonly certificate: string;
    /** The same of a certificate whose key was made elsewhere. */
    readonly elsewhere: string;
  };
  readonly renewal: {
    readonly heading: string;
    readonly intro: string;
    /** For whoever writes the tenant's file. */
    readonly exception: (entry: string) => string;
  };
  /** Of the vendor's own application, of which this side holds no credential. */
  readonly vendorsOwnApplication: {
    /** In place of the credential's kind and name. */
    readonly credential: string;
    /** A fact: who has made the application. */
    readonly application: (name: string) => string;
    readonly heading: string;
    /** Before what is granted; `none` where nothing is. */
    readonly granted: string;
    readonly none: string;
    readonly delegated: string;
    readonly forApplication: string;
    readonly untilWhen: string;
    readonly stops: string;
    readonly suspend: (path: string, file: string) => string;
  };
  readonly undo: {
    readonly heading: string;
    readonly intro: string;
    readonly exchange: string;
    /** Who takes a step, before it. */
    readonly by: (who: string, step: string) => string;
  };
  /** What nobody wrote of a vendor whose definition is a file. @param file where it stands */
  readonly unsaid: { readonly heading: string; readonly intro: (file: string) => string };
  /** What the sheet says of the vendor's own words, where they are in another language than the sheet's. */
  readonly vendorsOwn: string;
  /** Above a sheet that shows the secret itself. */
  readonly revealed: string;
  /** Words of the HTML page alone. */
  readonly page: {
    readonly contents: string;
    readonly copy: string;
    readonly copied: string;
    readonly ticked: (count: string, of: string) => string;
    readonly reset: string;
  };
}

const en: SheetWords = {
  title: "hand-over sheet",
  facts: {
    integration: "Integration",
    purpose: "What it is for",
    contact: "Contact",
    ticket: "Ticket",
    secretReader: "Reads the credential",
    partOf: "Linked applications",
    signsIn: "May sign in",
    serviceReference: "Entry in the register of services",
    page: "Vendor's page",
    tenant: "Tenant",
    permissionSet: "Permission set",
    directoryRoles: "Directory roles",
    application: "Application",
    clientId: "Application (client) ID",
    identifierUri: "Application ID URI (Expose an API)",
    exposedScopes: "Scopes defined by this API",
    credential: "Credential",
    lastValidDay: "Last valid day",
  },
  secretKind: "client secret",
  certificateKind: "certificate",
  federatedKind: "federated credential",
  sandbox:
    "**Sandbox:** this tenant is simulated on one machine. The sheet is an example: its commands for Azure and Exchange Online find nothing, and no vendor knows its values.",
  partOf: (entry, others) =>
    others.length === 0 ? entry : `${entry}: this one, and with a sheet of their own ${others.join(", ")}`,
  signsIn: (people, stillOpen) =>
    [
      ...people.map(({ role, users, groups }) => {
        const named = [
          ...(users > 0 ? [users === 1 ? "1 named user" : `${users} named users`] : []),
          ...(groups.length > 0
            ? [`the direct members of ${groups.join(", ")} (Entra ID P1; members of a group inside it do not count)`]
            : []),
        ].join(" and ");
        return role === undefined ? named : `${role}: ${named}`;
      }),
      ...(stillOpen ? ["everyone else too, until a later change"] : ["anybody else is refused (AADSTS50105)"]),
    ].join("; "),
  suspended: (since, reason) =>
    `**Suspended since ${since}** (${reason}): Entra gives out no new tokens. No step below will succeed.`,
  leaving: "**Leaving:** this integration is about to be removed. Go to “How to leave”.",
  replaces: (older) =>
    `**Renewal:** this credential replaces ${older}, which stays valid meanwhile. Go to “How to renew”.`,
  contact: "the contact named above",
  sender: "whoever gave you this sheet",
  who: { heading: "Who acts", who: "Who", role: "Role", does: "Does" },
  acts: (who) => `*${who}:*`,
  done: {
    heading: "What the stack has done",
    summary: (count) => `${count === 1 ? "1 step" : `${count} steps`}, nothing left to do`,
  },
  credential: {
    heading: "The credential",
    secret: "The secret is not on this sheet.",
    privateKey: "The private key is not on this sheet.",
    readsSecret: (who) =>
      `${who} reads it with the command below and hands it over separately, never together with this sheet.`,
    readsKey: (who) => `${who} reads it with the commands below.`,
    whoeverMay: "Whoever may read it",
    nobody: (path, file) => `**Nobody is named who may read it:** ${path} is missing in ${file}.`,
    inVault: (vault, name) =>
      `Key Vault ${vault} keeps it as the secret ${name}. With the Azure CLI, signed in by \`az login\` as somebody who may read secrets there (role Key Vault Secrets User):`,
    inState:
      "The stack's state keeps it. In the project's folder, with access to the state and to the stack's secrets provider:",
    onScreen:
      "The secret appears on the screen: run the command where nobody looks on and nothing is recorded, and clear the screen afterwards.",
    files: (thumbprint, contact) =>
      `The commands write key.pem and cert.pem into a new folder that only you can read, print its name and stay in it. The last line must end with ${thumbprint}; otherwise it is another certificate: stop and tell ${contact}.`,
    shorter: "Where the project is checked out, one command does the same and says who has read it:",
    keyStore: (format, step) =>
      `Where the project is checked out, one command makes the key store (${format}) of step ${step} itself, without openssl and keytool. Store and key then have one password, and the certificate is checked:`,
    pointer: (kind) => `see “The credential${kind && `: ${kind}`}”`,
    below: "below",
    elsewhere: (holder) =>
      `Nothing is handed over. ${holder} made the private key, keeps it, and makes the next one; neither the stack's state nor a vault has it. Entra knows the certificate below. Whoever installs the key first makes sure that it is this one's:`,
    unnamedHolder: "Whoever made the certificate (the file does not name them: `keyHolder`)",
    sameCertificate: (thumbprint, contact) =>
      `The line must end with ${thumbprint}; otherwise it is another certificate, and Entra refuses it (AADSTS700027): stop and tell ${contact}.`,
  },
  trust: {
    heading: "Who signs in without a secret",
    intro:
      "No secret is handed over and none ends. Entra believes a token of this issuer for this subject, letter by letter: whoever can get one signs in as the application.",
    name: "Name",
    issuer: "Issuer (`iss`)",
    subject: "Subject (`sub`)",
    audience: "Audience (`aud`)",
  },
  steps: "Steps",
  byStack: (steps) => `Done by the stack: ${steps}.`,
  notOnPage: "The vendor's page presupposes this part or leaves it out.",
  form: { label: "Field", value: "Value", note: "Note" },
  or: (one, other) => `${one}<br>or ${other}`,
  choose: (entry) => `choose ${entry}`,
  tick: "tick",
  noTick: "leave unticked",
  blank: "leave blank",
  expect: "You will see",
  advice: "Our advice",
  exchange: {
    heading: "Exchange Online script",
    intro:
      "Comes before the steps. An Exchange administrator runs it once in PowerShell, and again when a mailbox is added. It gives the service principal its rights on these mailboxes and no others.",
    limited: (roles, mailboxes) =>
      `In Entra the application is not granted these: it has the roles ${roles} in Exchange Online, on ${mailboxes} alone. Whoever runs the script is a member of Organization Management. Nothing reaches a mailbox before; a role takes effect within two hours, and the script's last table tells at once whether each is in scope.`,
  },
  opened: {
    heading: "What a person opens",
    sites: (names) =>
      `${names}: the consent opens no site by itself. A SharePoint administrator grants each one, with the least role that the vendor needs (read, write, owner, fullcontrol):`,
    meetings: (names) =>
      `${names}: the consent opens nobody's meetings by itself. A Teams administrator names the application in a policy and grants it to each organiser:`,
    roleGroup: (names) =>
      `${names}: the permission opens nothing until the application has a role. An Exchange administrator puts it into a role group that holds only what the vendor needs:`,
  },
  tenantNeeds: { heading: "What the tenant must have", shows: "shows it", opens: "sees to it" },
  proof: { heading: "What proves success", expected: "Expected on the way, no fault:" },
  errors: {
    heading: "If an error appears",
    intro: "Look for the code in the message or in the product's log.",
    where: {
      application: "When the product signs in",
      person: "When a person signs in",
      call: "In a call to Microsoft 365",
      mail: "At the mail server",
    },
    head: ["Code", "What it means", "What to do"],
    stop: ".",
  },
  places: {
    heading: "Where the credential is typed",
    intro: "Tick each place once the new credential is saved there:",
    confirm: (contact, path, file) =>
      `When all are ticked and success is shown, tell ${contact}: \`confirmed: <the day>\` then goes to ${path} in ${file}. Only then may an older credential go.`,
    confirmed: (day) => `Confirmed on ${day}.`,
  },
  validity: {
    heading: "Until when",
    lastValidDay: "Last valid day (UTC)",
    firstDeadDay: "Refused from",
    renewBy: "Renewed by, at the latest",
    monthsBefore: (day, months, expires) =>
      `${day} (${months === 1 ? "1 month" : `${months} months`} before ${expires}, as the vendor's page asks)`,
    breaks: "What breaks then",
    certificate: "The certificate itself names a later end. Entra goes by the date above.",
    elsewhere: "Entra goes by the date above, whatever end the certificate itself names.",
  },
  renewal: {
    heading: "How to renew",
    intro:
      "A new credential comes with a change of the tenant's file and a new sheet. The old one stays valid until every place is ticked.",
    exception: (entry) =>
      `For whoever writes that change: the page's lifetime is longer than the rules allow, and an exception holds for one credential only. The new line needs its own under \`exceptions\`: ${entry}.`,
  },
  vendorsOwnApplication: {
    credential: "none here: the vendor signs in with its own application",
    application: (name) => `${name} (the vendor's own)`,
    heading: "What is granted, and until when",
    granted: "Consented to in this tenant. Where a page of Entra ID asks for more than this, stop and ask first:",
    none: "Nothing is consented to.",
    delegated: "on behalf of whoever signs in",
    forApplication: "without any user present",
    untilWhen:
      "It has no end: there is no credential on this side that would run out, be renewed or be withdrawn. The vendor looks after its own.",
    stops: "What stops when it may no longer sign in",
    suspend: (path, file) => `What ends its access at once is ${path} in ${file}.`,
  },
  undo: {
    heading: "How to leave",
    intro: "In this order:",
    exchange: "To take back the rights on the mailboxes:",
    by: (who, step) => `**${who}:** ${step}`,
  },
  unsaid: {
    heading: "What the definition does not say",
    intro: (file) => `The definition of this product (${file}) was written by your own people. It leaves open:`,
  },
  vendorsOwn: "The vendor's labels and steps are in Japanese, as on its page and its screens.",
  revealed:
    "**This sheet shows the secret in the clear.** Pass it on to nobody but the person who types it in, and delete it then.",
  page: {
    contents: "On this sheet",
    copy: "Copy",
    copied: "Copied",
    ticked: (count, of) => `${count} of ${of} ticked`,
    reset: "Clear ticks",
  },
};

const ja: SheetWords = {
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

/** The words of a language. */
export const sheetWords: Readonly<Record<Language, SheetWords>> = { en, ja };
