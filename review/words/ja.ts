/** The report in Japanese: the readers of some vendors' pages work in it. */
import { sentencesJa } from "./sentences-ja.ts";
import type { Words } from "./words.ts";

const ownerKinds = { user: "人", servicePrincipal: "サービス プリンシパル", unknown: "種類は不明" } as const;

/** Graph's values of `signInAudience`. */
const audiences: Readonly<Record<string, string>> = {
  AzureADMyOrg: "このテナントのみ (AzureADMyOrg)",
  AzureADMultipleOrgs: "任意の組織 (AzureADMultipleOrgs)",
  AzureADandPersonalMicrosoftAccount: "任意の組織と個人アカウント (AzureADandPersonalMicrosoftAccount)",
  PersonalMicrosoftAccount: "個人アカウントのみ (PersonalMicrosoftAccount)",
};

/** The words of a Japanese report. Names, and what a person wrote, stay in their own language. */
export const ja: Words = {
  language: "ja",
  gap: "",
  verdict: { broadened: "権限の拡大", narrowed: "権限の縮小", changed: "変更", unchanged: "変更なし" },
  refused: (count, by) => `却下: ${count} 件の指摘${by.length > 0 ? `: ${by.join("、")}` : ""}`,
  passes: (accepted) =>
    `却下理由となる指摘はありません${accepted.length > 0 ? `。ファイルで承認: ${accepted.join("、")}` : ""}`,
  integrations: (count) => `連携 ${count} 件`,
  about: ({ purpose, contact, ticket, partOf, together, permissionSet, page }) => {
    const written = [
      purpose && `目的: ${purpose}`,
      contact && `連絡先: ${contact}`,
      ticket && `チケット: ${ticket}`,
      partOf && `${partOf} の一部(${together ? `ほかに ${together.others.join("、")}` : "ほかのアプリケーションなし"})`,
      permissionSet && `アクセス許可のセット: ${permissionSet.ja}`,
    ].filter(Boolean);
    const asOf = page?.asOf === undefined ? "" : `(${page.asOf} 時点)`;
    return [
      ...(written.length > 0 ? [`${written.join("。")}。`] : []),
      ...(together?.reach ? [`${partOf} のすべてのアプリケーションを合わせると: ${together.reach.ja}`] : []),
      ...(page ? [`提供元の手順書: ${page.publisher}「${page.title}」${asOf}。`] : []),
    ];
  },
  compared: ({ file, base, judgedBy, now, sameCode }) =>
    `${file} を ${now} の時点で ${base.revision}${base.state === "absent" ? "(比較できるものなし)" : ""} と比較。${sameCode ? "コードは前後で同じ。" : ""}判定の規則: ${judgedBy === "base" ? base.revision : "作業ツリー"}。`,
  deployedBy: ({ deployer }) =>
    deployer
      ? `デプロイする所有者: ${deployer.name === undefined ? deployer.id : `${deployer.name}、${deployer.id}`}(${ownerKinds[deployer.kind]})。`
      : "",
  refusedBy: "却下の理由",
  outside: "どの連携にも属さないもの",
  effect: { broadened: "広がるもの", narrowed: "狭まるもの", changed: "その他の変更" },
  aspect: sentencesJa.aspect,
  value: ({ ja: text }, aspect) => (aspect === "audience" ? (audiences[text] ?? text) : text),
  from: (before) => `以前: ${before}`,
  fromTo: (before, after) => `${before} → ${after}`,
  newIdentity: "提供元が持っている値は使えなくなります。すべての場所で入力し直しが必要です。",
  onceDone: (what) => `人が行った後に有効になります: ${what}。`,
  refusedByProtect: "この削除は `protect` により拒否されます。先に `leaving: true` を書いて適用してください。",
  risk: { low: "リスク: 低", medium: "リスク: 中", high: "リスク: 高", critical: "リスク: 最高" },
  permission: ({ risk, tenantWide, kind, allows, riskReason }, inFull) => {
    const scope = tenantWide
      ? "テナント全体、ユーザー不要"
      : kind === "delegated"
        ? "ユーザーの権限の範囲"
        : "開放されたメールボックスのみ";
    const rated = inFull && risk !== "low" ? `。根拠: ${riskReason.ja}` : "";
    return `${ja.risk[risk]}(${scope}${rated}): ${allows.ja}。`;
  },
  narrower: (narrower) => `より狭い方法: ${narrower.ja}。`,
  together: "組み合わせ",
  findings: "指摘",
  elsewhere: "その他の指摘",
  mark: { blocks: "却下", warns: "注意", accepted: "承認済み", standing: "既存" },
  line: (file, line) => (line === undefined ? "" : `${file}:${line}`),
  accepted: (until, reason) => `${until} まで承認: ${reason}`,
  notAccepted: "未承認",
  byHand: "人がまだ行うこと",
  said: (sentence) => sentence.ja,
  differing: (count) => `差分 ${count} 件`,
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
  moreByRisk: (count, risks) => {
    const counts = risks.map(([risk, of]) => `${ja.risk[risk]} ${of} 件`);
    return `… ほか ${count} 件${counts.length > 0 ? `(${counts.join("、")})` : ""}`;
  },
  standingAs: {
    open: (count) => `未承認(${count} 件)`,
    warned: (count) => `注意(${count} 件)`,
    accepted: (count) => `承認済み(${count} 件)`,
  },
  folded: (integrations, findings) =>
    `長さの制限により省略: 変更された連携 ${integrations} 件、指摘 ${findings} 件。却下の件数は冒頭にすべて数えています。全体はチェックアウトで \`make review\`、または \`--format json\` で確認できます。`,
  inShort: (integrations) => `以下は 1 行ずつ: 残りの連携 ${integrations} 件。全体は --format json で確認できます。`,
  graph: "変更の図",
  graphFolded: (count) => `図ではほかの変更 ${count} 件を省略しています。`,
  graphKey: "太線: 広がるもの。点線: 狭まるもの。",
};
