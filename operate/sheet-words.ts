/**
 * The sheet's own words, in the languages of the vendors' pages. What comes from a page stands in its definition.
 */
import type { Language } from "../components/definition.ts";

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
    readonly page: string;
    readonly tenant: string;
    readonly application: string;
    readonly clientId: string;
    readonly credential: string;
    readonly lastValidDay: string;
  };
  readonly secretKind: string;
  readonly certificateKind: string;
  readonly suspended: (since: string, reason: string) => string;
  readonly leaving: string;
  readonly replaces: (older: string) => string;
  readonly who: { readonly heading: string; readonly who: string; readonly role: string; readonly does: string };
  readonly acts: (who: string) => string;
  readonly done: { readonly heading: string; readonly summary: (count: number) => string };
  readonly credential: {
    readonly heading: string;
    readonly secret: string;
    readonly privateKey: string;
    readonly inVault: (entry: string) => string;
    readonly inState: string;
    readonly pointer: string;
    readonly below: string;
  };
  readonly steps: string;
  readonly byStack: (steps: string) => string;
  readonly notOnPage: string;
  readonly form: { readonly label: string; readonly value: string; readonly note: string };
  readonly choose: (entry: string) => string;
  readonly tick: string;
  readonly noTick: string;
  readonly blank: string;
  readonly expect: string;
  readonly advice: string;
  readonly exchange: { readonly heading: string; readonly intro: string };
  readonly proof: { readonly heading: string; readonly expected: string };
  readonly places: {
    readonly heading: string;
    readonly intro: string;
    readonly confirm: (path: string, file: string) => string;
    readonly confirmed: (day: string) => string;
  };
  readonly validity: {
    readonly heading: string;
    readonly lastValidDay: string;
    readonly firstDeadDay: string;
    readonly renewBy: string;
    readonly breaks: string;
    readonly certificate: string;
  };
  readonly renewal: { readonly heading: string; readonly intro: string };
  readonly undo: { readonly heading: string; readonly intro: string; readonly exchange: string };
}

const en: SheetWords = {
  title: "hand-over sheet",
  facts: {
    integration: "Integration",
    purpose: "What it is for",
    contact: "Contact",
    ticket: "Ticket",
    page: "Vendor's page",
    tenant: "Tenant",
    application: "Application",
    clientId: "Application (client) ID",
    credential: "Credential",
    lastValidDay: "Last valid day",
  },
  secretKind: "client secret",
  certificateKind: "certificate",
  suspended: (since, reason) =>
    `**Suspended since ${since}** (${reason}): Entra gives out no new tokens. No step below will succeed.`,
  leaving: "**Leaving:** this integration is about to be removed. Go to “How to leave”.",
  replaces: (older) =>
    `**Renewal:** this credential replaces ${older}, which stays valid meanwhile. Go to “How to renew”.`,
  who: { heading: "Who acts", who: "Who", role: "Role", does: "Does" },
  acts: (who) => `*${who}:*`,
  done: {
    heading: "What the stack has done",
    summary: (count) => `${count === 1 ? "1 step" : `${count} steps`}, nothing left to do`,
  },
  credential: {
    heading: "The credential",
    secret:
      "The secret is not on this sheet. A person who may read this stack's secrets reads it and hands it over separately, never together with this sheet.",
    privateKey: "The private key is not on this sheet. A person who may read this stack's secrets reads it.",
    inVault: (entry) => `It is kept in Key Vault: ${entry}`,
    inState: "It stands in the stack's outputs. This prints it and nothing else:",
    pointer: "see “The credential”",
    below: "below",
  },
  steps: "Steps",
  byStack: (steps) => `Done by the stack: ${steps}.`,
  notOnPage: "The vendor's page presupposes this part or leaves it out.",
  form: { label: "Field", value: "Value", note: "Note" },
  choose: (entry) => `choose ${entry}`,
  tick: "tick",
  noTick: "leave unticked",
  blank: "leave blank",
  expect: "You will see",
  advice: "Our advice",
  exchange: {
    heading: "Exchange Online script",
    intro:
      "To be run once by an Exchange administrator in PowerShell, and again when a mailbox is added. It gives the service principal its rights on these mailboxes and no others.",
  },
  proof: { heading: "What proves success", expected: "Expected on the way, no fault:" },
  places: {
    heading: "Where the credential is typed",
    intro: "Tick each place once the new credential is saved there:",
    confirm: (path, file) =>
      `When all are ticked and success is shown, tell the contact named above, who writes \`confirmed: <the day>\` to ${path} in ${file}. Only then may an older credential go.`,
    confirmed: (day) => `Confirmed on ${day}.`,
  },
  validity: {
    heading: "Until when",
    lastValidDay: "Last valid day (UTC)",
    firstDeadDay: "Refused from",
    renewBy: "Renewed by, at the latest",
    breaks: "What breaks then",
    certificate: "The certificate itself names a later end. Entra goes by the date above.",
  },
  renewal: {
    heading: "How to renew",
    intro:
      "A new credential comes with a change of the tenant's file and a new sheet. The old one stays valid until every place is ticked.",
  },
  undo: { heading: "How to leave", intro: "In this order:", exchange: "To take back the rights on the mailboxes:" },
};

const ja: SheetWords = {
  timeZone: "Asia/Tokyo",
  title: "引き渡しシート",
  facts: {
    integration: "連携名",
    purpose: "用途",
    contact: "連絡先",
    ticket: "チケット",
    page: "提供元の手順書",
    tenant: "テナント",
    application: "アプリケーション",
    clientId: "アプリケーション (クライアント) ID",
    credential: "資格情報",
    lastValidDay: "最終有効日",
  },
  secretKind: "クライアント シークレット",
  certificateKind: "証明書",
  suspended: (since, reason) =>
    `**${since} から停止中**(${reason}): 新しいトークンは発行されません。以下の手順は成功しません。`,
  leaving: "**終了予定:** この連携はまもなく削除されます。「利用を終了するとき」をご覧ください。",
  replaces: (older) =>
    `**更新:** この資格情報は ${older} に代わるものです。それまで古い方も有効です。「更新手順」をご覧ください。`,
  who: { heading: "作業者", who: "作業者", role: "権限", does: "作業内容" },
  acts: (who) => `*作業者: ${who}*`,
  done: { heading: "実施済みの手順", summary: (count) => `${count} 手順は自動で実施済みです。作業は不要です` },
  credential: {
    heading: "資格情報の受け取り",
    secret:
      "シークレットの値はこのシートには記載していません。スタックの秘密情報を読める担当者が取得し、このシートとは別の経路で渡します。",
    privateKey: "秘密鍵はこのシートには記載していません。スタックの秘密情報を読める担当者が取得します。",
    inVault: (entry) => `Key Vault に保管されています: ${entry}`,
    inState: "スタックの出力に保管されています。次のコマンドはその値だけを表示します:",
    pointer: "「資格情報の受け取り」を参照",
    below: "下記",
  },
  steps: "手順",
  byStack: (steps) => `自動で実施される手順: ${steps}`,
  notOnPage: "提供元の手順書には記載のない手順です。",
  form: { label: "項目", value: "値", note: "備考" },
  choose: (entry) => `${entry} を選択`,
  tick: "チェックを入れる",
  noTick: "チェックを入れない",
  blank: "空欄のまま",
  expect: "表示",
  advice: "補足(手順書にはありません)",
  exchange: {
    heading: "Exchange Online スクリプト",
    intro:
      "Exchange 管理者が PowerShell で一度実行します。メールボックスを追加したときは再度実行します。下記のメールボックスに限り、サービス プリンシパルに権限を与えます。",
  },
  proof: { heading: "成功の確認", expected: "途中で次のようになることがありますが、異常ではありません。" },
  places: {
    heading: "資格情報の入力箇所",
    intro: "新しい資格情報を保存した箇所にチェックを入れてください。",
    confirm: (path, file) =>
      `すべてにチェックが入り、成功を確認できたら、上記の連絡先へお知らせください。連絡先の担当者が ${file} の ${path} に \`confirmed: <確認日>\` を記入します。古い資格情報を削除できるのはその後です。`,
    confirmed: (day) => `${day} に確認済みです。`,
  },
  validity: {
    heading: "有効期限",
    lastValidDay: "最終有効日(UTC)",
    firstDeadDay: "失効日時",
    renewBy: "更新の期限",
    breaks: "失効した場合",
    certificate: "証明書自体にはこれより後の日付が記載されていますが、Entra では上記の日付で失効します。",
  },
  renewal: {
    heading: "更新手順",
    intro:
      "新しい資格情報は、設定ファイルの変更により発行され、新しいシートでお渡しします。すべての入力箇所にチェックが入るまで、古い資格情報も有効です。",
  },
  undo: {
    heading: "利用を終了するとき",
    intro: "次の順に行います。",
    exchange: "メールボックスの権限を取り消すスクリプト:",
  },
};

/** The words of a language. */
export const sheetWords: Readonly<Record<Language, SheetWords>> = { en, ja };
