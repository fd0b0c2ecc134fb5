/**
 * The whole review in one word, and one line that says why.
 */
import type { Aspect, Change, Verdict } from "../change.ts";

/** A verdict with its reason in the languages of the readers. */
export interface JudgedVerdict {
  readonly verdict: Verdict;
  readonly because: string;
  readonly becauseJa: string;
}

/** Aspects in the order in which a reader should hear of them, with the words for them. */
const aspects: Readonly<Record<Aspect, readonly [en: string, ja: string]>> = {
  tenant: ["the tenant", "テナント"],
  integration: ["integration", "連携"],
  permission: ["permission", "アクセス許可"],
  "directory-role": ["directory role", "ディレクトリ ロール"],
  mailbox: ["mailbox", "メールボックス"],
  "mailbox-right": ["mailbox right", "メールボックスの権利"],
  audience: ["audience", "サポートされているアカウントの種類"],
  "public-client": ["public client flows", "パブリック クライアント フロー"],
  "redirect-uri": ["redirect URI", "リダイレクト URI"],
  "implicit-grant": ["implicit grant of", "暗黙的な許可"],
  owner: ["owner", "所有者"],
  resource: ["resource", "リソース"],
  unjudgeable: ["what cannot be judged", "判定できないもの"],
  assignment: ["who may sign in", "サインインできる人"],
  "signs-in": ["user who may sign in", "サインインできるユーザー"],
  suspension: ["suspension", "停止"],
  "credential-end": ["end of the credential", "資格情報の期限"],
  "credential-kind": ["kind of credential", "資格情報の種類"],
  credential: ["credential", "資格情報"],
  protection: ["protection", "削除の保護"],
  vault: ["vault", "キー コンテナー"],
  name: ["name", "名前"],
  notes: ["notes", "メモ"],
  exception: ["exception", "例外の承認"],
  emergency: ["emergency", "緊急対応"],
};

const order = Object.keys(aspects);
const hows = { added: ["added", "追加"], removed: ["removed", "削除"], changed: ["changed", "変更"] } as const;

/** `mailgates: permission Microsoft Graph application Mail.Read added`, and the same in Japanese. */
function changeInShort(change: Change): readonly [en: string, ja: string] {
  const { integration, aspect, how, subject, newReceiver } = change;
  const [en, ja] = aspects[aspect];
  const whose = integration === "" ? ["", ""] : [`${integration}: `, `${integration}: `];
  if (newReceiver !== undefined)
    return [
      `${whose[0]}authorization codes and tokens go to another host, ${newReceiver}`,
      `${whose[1]}認可コードとトークンが別のホスト ${newReceiver} に送られます`,
    ];
  // An integration is its own subject.
  const what = aspect === "integration" || subject === "" ? "" : ` ${subject}`;
  return [`${whose[0]}${en}${what} ${hows[how][0]}`, `${whose[1]}${ja}${what} を${hows[how][1]}`];
}

function verdictWord(changes: readonly Change[]): Verdict {
  const effects = new Set(changes.map(({ effect }) => effect));
  if (effects.has("broadened")) return "broadened";
  if (effects.has("narrowed")) return "narrowed";
  return effects.size > 0 ? "changed" : "unchanged";
}

/** Changes that decide the verdict, the weightiest first; a whole integration before its parts. */
function deciding(changes: readonly Change[], verdict: Verdict): Change[] {
  const decisive = changes.filter(({ effect }) => effect === verdict);
  const told = ({ newReceiver }: Change) => Number(newReceiver === undefined);
  return decisive.sort((a, b) => order.indexOf(a.aspect) - order.indexOf(b.aspect) || told(a) - told(b));
}

function more(count: number): readonly [en: string, ja: string] {
  return count > 0 ? [`, and ${count} more`, `、ほか ${count} 件`] : ["", ""];
}

const titles: Readonly<Record<Verdict, readonly [en: string, ja: string]>> = {
  broadened: ["Broadened", "権限の拡大"],
  narrowed: ["Narrowed", "権限の縮小"],
  changed: ["Changed, reach as before", "変更(権限の範囲は同じ)"],
  unchanged: ["Unchanged", "変更なし"],
};

/** Another receiver of codes and tokens is named, however many changes come before it. */
function receivers(changes: readonly Change[]): readonly [en: string, ja: string] {
  const [first, ...others] = changes.filter(({ newReceiver }) => newReceiver !== undefined);
  if (!first) return ["", ""];
  const [[en, ja], [moreEn, moreJa]] = [changeInShort(first), more(others.length)];
  return [`; ${en}${moreEn}`, `。${ja}${moreJa}`];
}

/** What must be done by a person before the vendor's reach is narrower. */
function onceDone(changes: readonly Change[]): readonly [en: string, ja: string] {
  const waits = changes.some((change) => change.onceDone !== undefined);
  return waits ? [" once its removal command has run", "(削除コマンドの実行後)"] : ["", ""];
}

/** Judges changes: mixed is broadened; narrower and otherwise different is narrowed. */
export function verdictOf(changes: readonly Change[]): JudgedVerdict {
  const verdict = verdictWord(changes);
  const [en, ja] = titles[verdict];
  const [first, ...others] = deciding(changes, verdict);
  if (!first)
    return {
      verdict,
      because: `${en}: nothing that a vendor can do is different`,
      becauseJa: `${ja}: 連携先にできることは同じです`,
    };
  const [firstEn, firstJa] = changeInShort(first);
  const [moreEn, moreJa] = more(others.length);
  const [onceEn, onceJa] = verdict === "narrowed" ? onceDone([first, ...others]) : ["", ""];
  const [hostEn, hostJa] = first.newReceiver === undefined ? receivers(others) : ["", ""];
  return {
    verdict,
    because: `${en}${onceEn}: ${firstEn}${moreEn}${hostEn}`,
    becauseJa: `${ja}${onceJa}: ${firstJa}${moreJa}${hostJa}`,
  };
}
