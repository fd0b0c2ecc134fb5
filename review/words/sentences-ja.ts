/** The sentences of a report in Japanese: the readers of some vendors' pages work in it. */
import { conditionSentence } from "../../components/conditions.ts";
import type { Aspect, Change } from "../change.ts";
import type { Holder, LastDay, OwnReach, ReachWithPeople } from "../report/reach.ts";
import { holderJa } from "./holder.ts";
import { listedJa, listedNamesJa as names, sentenceOf } from "./list-ja.ts";
import { newsJa } from "./news-ja.ts";
import { sayJa } from "./say.ts";
import { namesItsKind, namesSubject, type Sentences, whose } from "./sentences.ts";
import { woven } from "./woven.ts";

const aspect: Readonly<Record<Aspect, string>> = {
  tenant: "テナント",
  integration: "連携",
  permission: "アクセス許可",
  "permission-set": "アクセス許可のセット",
  "redirect-uri": "リダイレクト URI",
  audience: "サポートされているアカウントの種類",
  "implicit-grant": "暗黙的な許可で発行されるもの",
  "public-client": "パブリック クライアント フロー(資格情報なし)",
  owner: "所有者",
  "directory-role": "ディレクトリ ロール",
  mailbox: "メールボックス",
  "mailbox-right": "メールボックスのアクセス許可",
  "hand-off": "人が行う作業",
  definition: "シートの記載か、テナントのファイルで求められるもの",
  "signs-in": "サインインできるユーザーかグループ",
  assignment: "サインインできるユーザー",
  "app-role": "製品のロールを持つユーザーかグループ",
  credential: "資格情報",
  "credential-end": "資格情報の期限",
  "credential-kind": "資格情報の種類",
  federated: "フェデレーション資格情報",
  token: "トークンとロール",
  "identifier-uri": "アプリケーション ID の URI",
  suspension: "停止",
  protection: "削除の保護",
  vault: "資格情報を保管するキー コンテナー",
  name: "名前",
  notes: "メモ",
  exception: "例外の承認",
  emergency: "緊急対応",
  resource: "リソース",
  unjudgeable: "判定できないもの",
};

/** As the verdict names them, before を追加, を削除 or を変更. */
const inShort: Readonly<Record<Aspect, string>> = {
  ...aspect,
  definition: "提供元のファイル",
  "implicit-grant": "暗黙的な許可",
  "public-client": "パブリック クライアント フロー",
  vault: "キー コンテナー",
};

const titles = {
  broadened: "権限の拡大",
  narrowed: "権限の縮小",
  changed: "変更(権限の範囲は同じ)",
  unchanged: "変更なし",
} as const;

const hows = { added: "追加", removed: "削除", changed: "変更" } as const;

/** `mailgates: アクセス許可 Microsoft Graph アプリケーション Mail.Read を追加`. */
function changeInShort(change: Change): string {
  if (change.newReceiver !== undefined)
    return `${whose(change)}認可コードとトークンが別のホスト ${change.newReceiver} に送られます`;
  const what = namesItsKind(change)
    ? sayJa(change.subject)
    : namesSubject(change)
      ? `${inShort[change.aspect]} ${sayJa(change.subject)}`
      : inShort[change.aspect];
  return `${whose(change)}${woven(["", " を"], [what])}${hows[change.how]}`;
}

function more(count: number): string {
  return count > 0 ? `、ほか ${count} 件の変更` : "";
}

/** 2027-05-14 まで、 between who can do it and what. */
function until(last: LastDay): string {
  if (last === undefined) return "、";
  return last === "endless" ? "期限なしに、" : ` ${last} まで、`;
}

function ending(stops: OwnReach["stops"]): string {
  return stops ? `期限が切れると、${sentenceOf(stops.ja)}` : "";
}

function holder(who: Holder): string {
  if (who.is === "nobody") return "今後資格情報を持つ者(今は誰もいません)";
  return holderJa(who);
}

function alone({ holder: who, directoryRoles, abilities, opened, last, stops }: OwnReach): string {
  const does = [...directoryRoles.map((name) => `${name} ロールでの操作`), ...abilities.map(({ ja }) => `${ja}こと`)];
  const mailboxes = opened.length > 0 ? `(開放済み: ${listedJa(opened)})` : "";
  return `ユーザーのサインインなしに、${holder(who)}は${until(last)}${listedJa(does)}${mailboxes}ができます。${ending(stops)}`;
}

function withPeople({ nobody, users, stays, abilities, last, stops }: ReachWithPeople, product: string): string {
  if (nobody)
    return `${product} には誰もサインインしません。サインインしたユーザーがいれば、その権限で${until(last)}${listedJa(abilities.map(({ ja }) => `${ja}こと`))}ができます。${ending(stops)}`;
  const whom = users === undefined ? "サインインするすべてのユーザー" : `指定された ${users} 人のユーザー`;
  const left = stays ? "(ユーザーの不在時も)" : "";
  return `${whom}の権限で${left}、${product} は${until(last)}${listedJa(abilities.map(({ ja }) => `${ja}こと`))}ができます。${ending(stops)}`;
}

/** Of a vendor's own application. */
function holdsNone(stops: OwnReach["stops"]): string {
  return `アプリケーションは提供元のもので、こちらに鍵はなく、失効、更新、回収の対象もありません。提供元の鍵は確認できません。アクセスを終わらせるのは \`suspended\` か利用終了です。${stops ? `そのとき、${sentenceOf(stops.ja)}` : ""}`;
}

const outside = {
  tenant: "このファイルのすべてが別のテナントに作られ、以前のテナントにあるものはそのまま残ります。",
  provider: "このファイルの内容を別の ID が作成または付与します。その ID がテナントで持つ権限がすべて使われます。",
  resources: "これらのリソースを説明する定義がないため、何ができるようになるかはここではわかりません。",
} as const;

/** The sentences of a Japanese report. */
export const sentencesJa: Sentences = {
  aspect,
  because: ({ verdict, first, others, onceDone, receiver }) => {
    if (!first) return `${titles[verdict]}: 提供元にできることは同じです`;
    const once = onceDone ? "(削除コマンドの実行後)" : "";
    const host = receiver ? `。${changeInShort(receiver.change)}${more(receiver.others)}` : "";
    return `${titles[verdict]}${once}: ${changeInShort(first)}${more(others)}${host}`;
  },
  reach: (reach) => {
    if (reach.state === "outside") return outside[reach.what];
    if (reach.state === "gone" && reach.vendorsOwn)
      return "以後は何もできません: ここで付与されたものはすべて削除されます。サービス プリンシパルは最後の変更のままテナントに残ります。";
    if (reach.state === "gone") return "以後は何もできません: アプリケーションと付与されたものはすべて削除されます。";
    const { product, suspended, vendorsOwn } = reach;
    const does = [
      ...(reach.alone ? [alone(reach.alone)] : []),
      ...(reach.withPeople ? [withPeople(reach.withPeople, product)] : []),
      ...(vendorsOwn ? [holdsNone(vendorsOwn.stops)] : []),
    ];
    return [
      ...(suspended ? ["停止中: 新しいトークンは発行されず、発行済みのものも約 1 時間で切れます。再開後:"] : []),
      ...(does.length > 0 ? does : [`${product} には何も付与されていません。`]),
    ].join("");
  },
  news: newsJa,
  combination: {
    "mail-by-secret": ({ permissions }) =>
      `${names(permissions)}(アプリケーション)をテナント外のシークレットだけで使えます: その文字列の写しがあれば、多要素認証なしにどこからでも読み取れます。`,
    "mail-offline": ({ permissions }) =>
      `${names(permissions)} と offline_access: 一度サインインしたすべてのユーザーのメールに、取り消すまで継続してアクセスできます。`,
    "grants-itself": ({ permissions }) =>
      `${names(permissions)}: 保持者は、ここに挙げた以上の権限を自分に付与できます。`,
    "people-own": ({ owners, powers }) =>
      `${names(owners)} は ${names(powers)} を持つアプリケーションの所有者です: 人である所有者は、資格情報を作成して使えます。`,
  },
  manualStep: {
    "follow-sheet": () => "引き渡しシートに従い、提供元の画面に入力する。",
    "open-by-person": (given) =>
      `${names(given.names)}: 同意だけでは何も開かない。引き渡しシートのコマンドで、サイトまたはポリシーごとに付与する。`,
    "see-to": (given) => `${names(given.names)}: ${conditionSentence(given.condition, given.names.length).ja}`,
    "open-mailboxes": () => "引き渡しシートの Exchange スクリプトを実行し、メールボックスを開放する。",
    "close-mailboxes": () =>
      "Exchange スクリプトの削除コマンドを実行する。それまでメールボックスのアクセス許可は残る。",
    "type-anew": ({ places }) =>
      `新しい ID と資格情報をすべての場所に入力し直す: ${places.join("、") || "提供元の画面"}。`,
    "hand-over": ({ places }) =>
      `新しい資格情報を引き渡し、すべての場所に入力する: ${places.join("、") || "提供元の画面"}。その後 \`confirmed\` を書く。`,
    "run-command": ({ by, step, command }) =>
      `承認の前に、提供元のファイルの手順 ${step} で「${by}」が実行するコマンドを確認する(規則では判定されない): ${command}`,
    undo: ({ step }) => step.ja,
  },
};
