/** The report in Japanese: the readers of some vendors' pages work in it. */
import type { Change } from "../change.ts";
import type { JudgedFinding } from "../finding.ts";
import { clauseJa } from "./clauses-ja.ts";
import { rulesJa } from "./rules-ja.ts";
import type { Words } from "./words.ts";

const kinds = { delegated: "委任", application: "アプリケーション" } as const;

const ownerKinds = { user: "人", servicePrincipal: "サービス プリンシパル", unknown: "種類は不明" } as const;

/** English forms of values (review/compare) and theirs in Japanese; `$1` is data. */
const values: readonly (readonly [form: RegExp, ja: string])[] = [
  [/^AzureADMyOrg$/, "このテナントのみ (AzureADMyOrg)"],
  [/^AzureADMultipleOrgs$/, "任意の組織 (AzureADMultipleOrgs)"],
  [/^AzureADandPersonalMicrosoftAccount$/, "任意の組織と個人アカウント (AzureADandPersonalMicrosoftAccount)"],
  [/^PersonalMicrosoftAccount$/, "個人アカウントのみ (PersonalMicrosoftAccount)"],
  [/^everyone$/, "すべてのユーザー"],
  [/^only who is assigned, and nobody is$/, "割り当てられたユーザーのみ(割り当てなし)"],
  [/^only (.+)$/, "$1 のみ"],
  [/^for the whole tenant$/, "テナント全体"],
  [/^within (.+)$/, "$1 の範囲"],
  [/^until (\S+): (.+)$/, "$1 まで: $2"],
  [/^until (\S+)$/, "$1 まで"],
  [/^until (\S+), in no line of the schedule$/, "$1 まで、台帳に行なし"],
  [/^without an end$/, "期限なし"],
  [/^without an end, in no line of the schedule$/, "期限なし、台帳に行なし"],
  [/^not registered, until (\S+)$/, "未登録、$1 まで"],
  [/^confirmed (\S+)$/, "$1 に使用を確認"],
  [/^not confirmed$/, "使用は未確認"],
  [/^deleted and made anew under another name$/, "削除され、別の名前で作り直し"],
  [/^since (\S+): (.+)$/, "$1 から: $2"],
  [/^protected$/, "保護あり"],
  [/^not protected$/, "保護なし"],
  [/^leaving$/, "離脱予定 (leaving)"],
  [/^fetches mail$/, "メールを取得"],
  [/^sends as its own address$/, "そのアドレスとして送信"],
  [/^fetches mail, sends as its own address$/, "メールを取得、そのアドレスとして送信"],
  [/^no use named$/, "用途の記載なし"],
  [/^secret$/, "クライアント シークレット"],
  [/^certificate$/, "証明書"],
  [
    /^its application is deleted and made anew, with a new client id$/,
    "アプリケーションが削除され、新しいクライアント ID で作り直し",
  ],
  [/^(.+), the same application and client id$/, "$1、同じアプリケーションとクライアント ID"],
  [
    /^(.+), with a new client id in place of (\S+): without `formerly` it is another application$/,
    "$1、$2 に代わる新しいクライアント ID(`formerly` がないため別のアプリケーション)",
  ],
  [/^(.+); (\S+) comes with a new client id$/, "$1。$2 が新しいクライアント ID で追加"],
  [/^another path of the same host$/, "同じホストの別のパス"],
  [
    /^another path of a host that receives codes and tokens already$/,
    "コードとトークンをすでに受け取っているホストの別のパス",
  ],
  [
    /^authorization codes and tokens go to another host, (\S+) \(until now: (.+)\)$/,
    "認可コードとトークンが別のホスト $1 に送られます(これまで: $2)",
  ],
  [
    /^authorization codes and tokens go to another port of the same host, (\S+) \(until now: (.+)\)$/,
    "認可コードとトークンが同じホストの別のポート $1 に送られます(これまで: $2)",
  ],
  [/^authorization codes and tokens go to (\S+)$/, "認可コードとトークンの送り先: $1"],
  [/^adopts (.+), which exists in the tenant$/, "テナントにある $1 を引き取る"],
];

/** The parts of `a service principal, owner of the application and the principal`, and of a permission's state. */
const parts: Readonly<Record<string, string>> = {
  "a person": "人",
  "a service principal": "サービス プリンシパル",
  "a person or a service principal": "人またはサービス プリンシパル",
  "owner of the application": "アプリケーションの所有者",
  "owner of the principal": "サービス プリンシパルの所有者",
  "owner of the application and the principal": "アプリケーションとサービス プリンシパルの所有者",
  granted: "付与",
  "granted for everyone": "すべてのユーザーについて付与",
  requested: "要求",
  "not asked": "要求なし",
  "not granted": "付与なし",
  delegated: "委任",
  application: "アプリケーション",
};

function partsJa(text: string): string {
  const words = text.split(", ").map((part) => parts[part] ?? part.replace(/^granted for (.+)$/, "$1 について付与"));
  return words.join("、");
}

/** Notes, names and raw inputs are data and stay as they are. */
const raw: readonly Change["aspect"][] = ["notes", "name", "resource", "vault", "emergency", "tenant"];

function valueJa(text: string, aspect: Change["aspect"]): string {
  if (aspect === "permission" || aspect === "owner") return partsJa(text);
  if (raw.includes(aspect)) return text;
  const known = values.find(([form]) => form.test(text));
  return known ? text.replace(known[0], known[1]) : text;
}

const notes: Readonly<Record<string, string>> = {
  "display name": "表示名",
  purpose: "目的",
  contact: "連絡先",
  ticket: "チケット",
  "secret reader": "シークレットの取得者",
  instances: "インスタンス",
  "access tokens": "アクセス トークン",
  "ID tokens": "ID トークン",
  "which deploys": "(デプロイする者)",
};

/** A rule's sentence with the finding's values; undefined where it asks for one that the finding does not bring. */
function filled(sentence: string | undefined, { integration, subject, values: given }: JudgedFinding) {
  const all = new Map(Object.entries({ integration, ...given, subject }));
  const requested = (sentence ?? "{}").matchAll(/\{(\w*)\}/g);
  if ([...requested].some(([, name = ""]) => !all.has(name))) return undefined;
  return sentence?.replaceAll(/\{(\w+)\}/g, (_, name: string) => clauseJa(all.get(name) ?? ""));
}

/** The words of a Japanese report. What a vendor's page or a person wrote stays in its own language. */
export const ja: Words = {
  language: "ja",
  verdict: { broadened: "権限の拡大", narrowed: "権限の縮小", changed: "変更", unchanged: "変更なし" },
  refused: (count) => `却下: ${count} 件の指摘`,
  passes: "却下する指摘はありません",
  because: ({ becauseJa }) => becauseJa,
  compared: ({ file, base, judgedBy, now }) =>
    `${file} を ${now} の時点で ${base.revision}${base.state === "absent" ? "(比較できるものなし)" : ""} と比較。判定の規則: ${judgedBy === "base" ? base.revision : "作業ツリー"}。`,
  deployedBy: ({ deployer }) => (deployer ? `デプロイする所有者: ${deployer.id}(${ownerKinds[deployer.kind]})。` : ""),
  refusedBy: "却下の理由",
  outside: "どの連携にも属さないもの",
  reach: ({ reachJa }) => reachJa,
  effect: { broadened: "広がるもの", narrowed: "狭まるもの", changed: "その他の変更" },
  aspect: {
    tenant: "テナント",
    integration: "連携",
    permission: "アクセス許可",
    "redirect-uri": "リダイレクト URI",
    audience: "サポートされているアカウントの種類",
    "implicit-grant": "暗黙的な許可で発行されるもの",
    "public-client": "パブリック クライアント フロー(資格情報なし)",
    owner: "所有者",
    "directory-role": "ディレクトリ ロール",
    mailbox: "メールボックス",
    "mailbox-right": "メールボックスの権利",
    "signs-in": "サインインできるユーザー",
    assignment: "サインインできるユーザー",
    credential: "資格情報",
    "credential-end": "資格情報の期限",
    "credential-kind": "資格情報の種類",
    suspension: "停止",
    protection: "削除の保護",
    vault: "資格情報を保管するキー コンテナー",
    name: "名前",
    notes: "メモ",
    exception: "例外の承認",
    emergency: "緊急対応",
    resource: "リソース",
    unjudgeable: "判定できないもの",
  },
  subject: ({ subject, aspect }, permission) => {
    if (permission && aspect === "permission") return `${permission.api} ${kinds[permission.kind]} ${permission.name}`;
    return aspect === "notes" || aspect === "name" || aspect === "implicit-grant" || aspect === "owner"
      ? (notes[subject] ?? subject)
      : subject;
  },
  value: valueJa,
  from: (before) => `以前: ${before}`,
  fromTo: (before, after) => `${before} → ${after}`,
  newIdentity: "連携先が持っている値は使えなくなります。すべての場所で入力し直しが必要です。",
  onceDone: (what) =>
    `人が行った後に有効になります: ${what === "the removal commands of the Exchange script" ? "Exchange スクリプトの削除コマンド" : what}。`,
  refusedByProtect: "この削除は `protect` により拒否されます。先に `leaving: true` を書いて適用してください。",
  risk: { low: "リスク: 低", medium: "リスク: 中", high: "リスク: 高", critical: "リスク: 最高" },
  permission: ({ risk, tenantWide, kind, allowsJa, riskReason }, inFull) => {
    const scope = tenantWide
      ? "テナント全体、ユーザー不要"
      : kind === "delegated"
        ? "ユーザーの権利の範囲"
        : "開放されたメールボックスのみ";
    const rated = inFull && risk !== "low" ? `。根拠: ${clauseJa(riskReason)}` : "";
    return `${ja.risk[risk]}(${scope}${rated}): ${allowsJa}。`;
  },
  narrower: ({ narrower = "" }) => `より狭い方法: ${clauseJa(narrower)}。`,
  together: "組み合わせ",
  findings: "指摘",
  elsewhere: "その他の指摘",
  mark: { blocks: "却下", warns: "注意", accepted: "承認済み", standing: "既存" },
  line: (file, line) => (line === undefined ? "" : `${file}:${line}`),
  message: (finding) => filled(rulesJa[finding.rule]?.sentence, finding) ?? finding.message,
  remedy: (finding) => filled(rulesJa[finding.rule]?.remedy, finding) ?? finding.remedy,
  accepted: ({ until, reason }) => `${until} まで承認: ${reason}`,
  notAccepted: "未承認",
  byHand: "人がまだ行うこと",
  said: (sentence) => sentence.ja,
  standing: (count) => `この変更より前からある指摘(判定には影響しない): ${count} 件`,
  unchanged: (count) => `変更のない連携: ${count} 件`,
  nothingChanged: "登録内容に違いはありません。",
  stack: (stack, file) => `${stack}(${file})`,
  notEvaluated: "評価できません",
  noStackDiffers: (revision) =>
    `変更なし: テナントのファイル、スタックの設定、プログラムのいずれも ${revision} と同じです。`,
  unchangedStacks: (stacks) => `変更のないスタック: ${stacks.length} 件(${stacks.join(", ")})`,
  refusedStacks: (refused, all) => `却下: ${all} 件のスタックのうち ${refused} 件`,
  foldedStacks: (count) => `長さの制限により省略: スタック ${count} 件。冒頭の一覧にはすべてあります。`,
  more: (count) => `… ほか ${count} 件`,
  folded: (integrations, findings) =>
    `長さの制限により省略: 変更された連携 ${integrations} 件、指摘 ${findings} 件。却下の件数は冒頭にすべて数えています。全体はチェックアウトで \`make review\`、または \`--format json\` で確認できます。`,
  graph: "変更の図",
  graphFolded: (count) => `図ではほかの変更 ${count} 件を省略しています。`,
  graphKey: "太線: 広がるもの。点線: 狭まるもの。",
};
