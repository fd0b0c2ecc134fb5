/** Which key somebody meant who wrote another: misspelt, in another language, or in the words of the portal and of other tools. */
import { nearest } from "./nearest.ts";

/** Keys that had another name before the file was used by anybody. */
export const formerKeys: Readonly<Record<string, string>> = { accepts: "exceptions", of: "subject" };

/** What people call a key in other languages, in the portal and in other tools: by the word without blanks and case. */
const otherWords: Readonly<Record<string, readonly string[]>> = {
  vendor: ["ベンダー", "提供元", "製品", "hersteller", "anbieter", "supplier", "product"],
  purpose: ["description", "beschreibung", "zweck", "用途", "目的", "説明", "notes", "memo"],
  contact: ["ansprechpartner", "kontakt", "担当者", "連絡先", "responsible"],
  ticket: ["チケット", "申請番号", "変更番号", "request", "change", "changenumber"],
  secretReader: ["受領者"],
  redirectUris: [
    "replyurls",
    "replyurl",
    "callbackurls",
    "callbackurl",
    "リダイレクトuri",
    "umleitungsuris",
    "umleitungsuri",
  ],
  credentials: ["資格情報", "anmeldeinformationen", "certificates"],
  permissions: ["apipermissions", "アクセス許可", "berechtigungen", "scopes"],
  exceptions: ["例外", "ausnahmen", "acceptances"],
  directoryRoles: ["roles", "entraroles", "ロール", "rollen"],
  mailboxes: ["mailbox", "メールボックス", "postfächer", "sharedmailboxes"],
  issued: ["発行日", "ausgestellt", "start", "startdate", "notbefore", "validfrom"],
  expires: ["有効期限", "gültigbis", "end", "enddate", "expiry", "expirydate", "notafter", "validto", "validuntil"],
  until: ["期限", "bis", "expires", "expiry", "enddate"],
  reason: ["理由", "begründung", "grund", "justification"],
  rule: ["規則", "regel", "finding"],
  address: ["mail", "email", "mailaddress", "メールアドレス", "adresse", "smtp"],
  sendAs: ["send", "送信", "senden"],
  receive: ["read", "受信", "empfangen"],
  signsIn: ["users", "allowedusers", "ユーザー"],
  signsInGroups: ["groups", "allowedgroups", "グループ"],
  displayName: ["表示名", "anzeigename"],
  suspended: ["disabled", "停止", "deaktiviert"],
  audience: ["multitenant", "signinaudience", "supportedaccounttypes"],
  tenant: ["テナント", "mandant", "directory"],
  integrations: ["連携", "integrationen", "applications", "apps"],
  domain: ["ドメイン", "domäne", "primarydomain"],
  owners: ["所有者", "besitzer"],
  id: ["tenantid", "テナントid", "directoryid", "mandantenid"],
  vault: ["keyvault", "キーコンテナー"],
};

/** The same for the keys of a vendor's file, some of which the tenant's has for something else. */
export const otherWordsOfDefinition: Readonly<Record<string, readonly string[]>> = {
  ...otherWords,
  product: ["produkt", "製品", "製品名", "produit", "producto"],
  page: ["seite", "ページ", "手順書", "anleitung", "documentation", "document"],
  publisher: ["herausgeber", "発行元", "提供元", "author", "hersteller"],
  title: ["titel", "タイトル", "題名", "titre"],
  language: ["sprache", "言語", "lang", "locale"],
  url: ["link", "リンク", "href", "adresse"],
  asOf: ["date", "datum", "日付", "stand", "version"],
  serves: ["purpose", "zweck", "用途", "目的", "説明", "description", "beschreibung"],
  credential: ["資格情報", "anmeldeinformation", "authentication", "認証"],
  breaksWhenExpired: ["whatbreaks", "breaks", "impact", "影響", "auswirkung"],
  places: ["orte", "入力場所", "locations", "wheretyped"],
  actsAs: ["actors", "people", "担当者", "akteure"],
  who: ["name", "担当者", "wer"],
  role: ["rolle", "ロール", "役割"],
  does: ["task", "作業", "aufgabe"],
  procedures: ["steps", "手順", "schritte", "verfahren"],
  steps: ["手順", "schritte"],
  step: ["number", "番号", "schritt", "nr"],
  by: ["who", "担当者", "wer", "actor"],
  text: ["本文", "description", "beschreibung", "instructions", "内容"],
  fields: ["felder", "項目", "values"],
  label: ["name", "ラベル", "項目名", "beschriftung"],
  value: ["値", "wert", "enter"],
  choose: ["select", "選択"],
  proof: ["nachweis", "確認", "verification", "test"],
  undo: ["rückbau", "解除", "removal", "offboarding", "rollback", "uninstall"],
  demands: ["requirements", "exceptions"],
  kind: ["type", "種類", "art", "typ"],
  lifetime: ["有効期間", "laufzeit", "gültigkeit", "validity", "expires"],
  platform: ["type", "プラットフォーム", "plattform"],
  name: ["displayname", "表示名", "anzeigename"],
  for: ["allowedmembertypes", "対象"],
  consent: ["type", "whocanconsent", "同意"],
  scopes: ["スコープ", "bereiche", "oauth2permissionscopes"],
  identifierUri: ["applicationiduri", "appiduri", "identifieruris", "アプリケーションiduri"],
  exposes: ["exposeanapi", "apiの公開", "api"],
  claims: ["optionalclaims", "クレーム", "ansprüche"],
  publicClientFlows: ["allowpublicclient", "isfallbackpublicclient"],
};

/** The key that was meant, of those that may stand there: misspelt, or in other words. */
export function meantKey(key: string, known: readonly string[], words = otherWords): string | undefined {
  const near = nearest(key.normalize("NFKC"), known);
  if (near !== undefined) return near;
  const word = key
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_.-]/g, "");
  return known.find((candidate) => words[candidate]?.includes(word));
}

/** Keys under which people hand over a credential. */
export const secretKey =
  /^(?:.*secret(?:s|value|text|key)?|.*passw(?:or)?[dt]|pwd|passphrase|kennwort|.*(?:api|access|private|account|shared)[_-]?key|.*token|thumbprint[_-]?key|pfx|pem)$/i;

/** What the portal calls the two kinds of permission. */
const kindWords: Readonly<Record<string, RegExp>> = {
  application:
    /^(?:applications?|app(?:[ _-]?roles?)?|roles?|アプリケーション(?:の(?:アクセス)?許可)?|application permissions?)$/i,
  delegated: /^(?:delegated?|scopes?|委任(?:された|済み)?(?:の?アクセス許可)?|delegated permissions?)$/i,
};

/** The kind of permission that a key is a word for. */
export function kindMeant(key: string): string | undefined {
  return Object.entries(kindWords).find(([, word]) => word.test(key.normalize("NFKC")))?.[0];
}
