/** What is new, in Japanese. */
import type { WordsOf } from "../../components/worded.ts";
import type { RecordedOwner } from "../recording.ts";
import type { Deed } from "../report/deed.ts";
import type { NewsValues } from "../report/news-values.ts";
import type { OpenedMailboxes } from "../report/opened-mailboxes.ts";
import type { Holder, LastDay } from "../report/reach.ts";
import { holderJa } from "./holder.ts";
import { listedJa, listedNamesJa as names, sentenceOf } from "./list-ja.ts";
import { sayJa } from "./say.ts";
import { woven } from "./woven.ts";

function deeds(all: readonly Deed[]): string {
  return listedJa(all.map((what) => ("role" in what ? `${what.role} ロールでの操作` : `${what.ja}こと`)));
}

function holder(who: Holder): string {
  if (who.is === "nobody") return "今後資格情報を持つ者(今は誰もいません)";
  return holderJa(who);
}

/** 2027-05-14 まで、 between who can do it and what. */
function until(last: LastDay): string {
  if (last === undefined) return "、";
  return last === "endless" ? "期限なしに、" : ` ${last} まで、`;
}

function before(all: readonly Deed[] | undefined, nothing: string): string {
  if (all === undefined) return "(変更前: 連携なし)";
  return `(変更前: ${all.length > 0 ? deeds(all) : nothing})`;
}

function opened({ full, sendAs, limited }: OpenedMailboxes): string {
  return [
    ...(limited.length > 0 ? [deeds(limited)] : []),
    ...(full.length > 0 ? [`${names(full)} の内容をすべて読み取り、変更、削除すること (FullAccess)`] : []),
    ...(sendAs.length > 0 ? [`${names(sendAs)} としてメールを送信すること (SendAs)`] : []),
  ].join("、");
}

const kinds = { user: "ユーザー", servicePrincipal: "サービス プリンシパル", unknown: "種類は不明" };

function owner({ id, name, kind }: RecordedOwner): string {
  return name === undefined ? `所有者 ${id}(${kinds[kind]})` : `所有者 ${name}(${kinds[kind]}、${id})`;
}

/** MAILGATES Σ の、 and of how many others. */
function of(product: string, others: number): string {
  return others > 0 ? `${product}(ほか連携 ${others} 件も)の` : `${product} の`;
}

const suspendedYet = "停止中。再開後: ";

const audiences: Readonly<Record<string, string>> = {
  AzureADMyOrg: "このテナントのユーザーのみ",
  AzureADMultipleOrgs: "任意の組織のユーザー",
  AzureADandPersonalMicrosoftAccount: "任意の組織のユーザーと個人アカウント",
  PersonalMicrosoftAccount: "個人アカウントのみ",
};

function audience(value: string): string {
  return audiences[value] ?? value;
}

function covers(covered: NewsValues["no-longer"]["covered"]): string {
  return covered.map(({ name, by }) => `${name} の範囲は ${by} に含まれます`).join("、");
}

/** The sentences in Japanese. */
export const newsJa: WordsOf<NewsValues> = {
  "by-itself": ({ holder: who, suspended, now, before: former, last }) =>
    `${suspended ? suspendedYet : ""}ユーザーのサインインなしに、${holder(who)}は${until(last)}新たに${woven(["", "ができるようになります"], [deeds(now)])}${before(former, "ユーザーなしでは何もできない")}。`,
  "with-people": ({ product, suspended, users, stays, now, before: former, usersBefore, last }) => {
    const whom = users === undefined ? "サインインするすべてのユーザー" : `指定された ${users} 人のユーザー`;
    const was =
      usersBefore === undefined
        ? before(former, "ユーザーの権限では何もできない")
        : `(変更前: 指定された ${usersBefore} 人のユーザーのみ)`;
    return `${suspended ? suspendedYet : ""}${whom}の権限で${stays ? "(ユーザーの不在時も)" : ""}、${product} は${until(last)}新たに${deeds(now)}ができるようになります${was}。`;
  },
  "mailboxes-open": ({ holder: who, now, before: former, last }) =>
    `Exchange スクリプトの実行後、ユーザーのサインインなしに、${holder(who)}は${until(last)}新たに ${opened(now)}ができるようになります(変更前に開放済み: ${former.length > 0 ? names(former) : "なし"})。`,
  "comes-with-nothing": ({ product }) => `${product} のアプリケーションが作成されますが、何も付与されません。`,
  "mailboxes-close": ({ product, gone, left }) =>
    `削除コマンドの実行後、${product} は ${opened(gone)}ができなくなります(引き続き開放: ${left.length > 0 ? names(left) : "なし"})。`,
  script: ({ product, lines, how }) =>
    how === "removed"
      ? `${product} のために人が実行する Exchange スクリプトからなくなる行: ${lines.join(" · ")}`
      : `${product} のために人が実行する Exchange スクリプトに、ファイルのメールボックスから生じない行が加わります: ${lines.join(" · ")}(変更前: なし)`,
  audience: ({ product, now, before: former }) =>
    `${product} にサインインできる人が変わります: ${audience(now)}(変更前: ${audience(former)})。`,
  "public-client": ({ product, on }) =>
    on
      ? `秘密ではない ${product} のクライアント ID を知る者は誰でも、サインインするユーザーのトークンを取得できるようになります(変更前: 資格情報が必要)。`
      : `${product} のトークンは、資格情報なしでは取得できなくなります。`,
  receiver: ({ product, receiver, before: former }) =>
    `${product} にサインインするすべての人の認可コードとトークンが、新たに ${receiver} の運営者に送られます(変更前: ${former.length > 0 ? names(former) : "なし"})。`,
  "another-path": ({ product, now, before: former }) =>
    `${product} の認可コードとトークンは ${now} に送られます(変更前: ${former}。同じホストの別のパス)。`,
  "implicit-grant": ({ product, what, on }) =>
    on
      ? woven(
          ["サインイン画面が ", " の", "を、アドレスの一部としてブラウザーに渡すようになります(変更前: 渡さない)。"],
          [product, sayJa(what)],
        )
      : woven(["サインイン画面は ", " の", "をブラウザーに渡さなくなります。"], [product, sayJa(what)]),
  "owner-comes": ({ owner: who, product, others, now }) =>
    `${owner(who)}は、新たに ${of(product, others)}資格情報を作成し、それを使って${now.length > 0 ? woven(["", "ができるようになります"], [deeds(now)]) : ` ${product} として操作できるようになります`}(変更前: 所有者ではない)。`,
  "owner-goes": ({ owner: who, product, others }) =>
    `${owner(who)}は、${of(product, others)}資格情報を作成できなくなります(変更前: 所有者)。`,
  "tenant-changes": ({ before: former, after }) =>
    `このファイルのすべてが、テナント ${after} に作られるようになります(変更前: ${former})。以前のテナントにあるものは権限とともに残り、どのファイルにも書かれていない状態になります。`,
  "acts-as": ({ before: former, after, resources }) =>
    `${resources > 0 ? `アクセス許可とロールの付与 ${resources} 件` : "アクセス許可とロールの付与"}を、${after ? `アプリケーション ${after}` : "デプロイする者"} が行うようになります(変更前: ${former ? `アプリケーション ${former}` : "デプロイする者"})。`,
  unreadable: ({ names: all }) =>
    `プログラムが、実行するまで誰にもわからないことを行うようになります: ${names(all)}(変更前: なし)。`,
  "resources-come": ({ names: all }) =>
    `プログラムが、定義では説明できないものを作るようになります。それによって何ができるかはここではわかりません: ${names(all)}(変更前: なし)。`,
  "anyone-signs-in": ({ product, before: former }) =>
    `テナントの誰もが ${product} にサインインできるようになります(変更前: ${sayJa(former)})。`,
  "users-sign-in": ({ product, users, comes }) =>
    `${names(users)} は ${product} にサインイン${comes ? "できるようになります" : "できなくなります"}。`,
  "app-roles": ({ product, people, roles, administers, comes, before: former }) => {
    const who = names(people);
    const as = `ロール ${roles.join("、")} `;
    const what = administers ? `${as}で ${product} を管理` : `${as}で ${product} にサインイン`;
    const was = former.length > 0 ? `ロール ${former.join("、")}` : "ロールなし";
    return comes ? `${who} が${what}できるようになります(これまで: ${was})。` : `${who} は${what}できなくなります。`;
  },
  resumed: ({ product }) => `${product} は、付与されているすべての権限で再び動作します(変更前: 停止中でトークンなし)。`,
  suspended: ({ product, stops }) =>
    `${product} に今後トークンは発行されません。${stops ? `停止の影響: ${sentenceOf(stops.ja)}` : ""}`,
  "key-elsewhere": ({ product, holder: who, thumbprint, ends, now, last }) =>
    `${holder(who)}は${until(last)}${product} のアプリケーションとしてサインイン${now.length > 0 ? `し、${deeds(now)}が` : "することが"}できます(SHA-1 拇印 ${thumbprint}、証明書自体の期限 ${ends})。鍵はここで作られたものではなく、誰が持っているかをここでは確認できません。`,
  trust: ({ product, issuer, subject, before: former, now }) =>
    `${issuer} から ${subject} のトークンを取得できる者は、シークレットなしで ${product} のアプリケーションとしてサインインできます${now.length > 0 ? `。可能になること: ${deeds(now)}` : ""}${former === undefined ? "" : `(変更前: ${former.issuer} の ${former.subject})`}。`,
  "trust-goes": ({ product, issuer, subject }) =>
    `${issuer} から ${subject} のトークンを取得できる者は、${product} のアプリケーションとしてサインインできなくなります。`,
  "identifier-uri": ({ product, uri, before: former, takenFrom }) =>
    `${product} のトークンは今後 ${uri} という名前で要求されます(変更前: ${former === undefined ? "クライアント ID のみ" : `${former}。この名前ではトークンを取得できなくなります`})。${takenFrom.length > 0 ? `この名前はこれまで ${names(takenFrom)} のものでした。引き続きこの名前で要求する者には、代わりに ${product} のトークンが発行されます。` : ""}`,
  "identifier-uri-goes": ({ product, uri }) =>
    `${product} のトークンは ${uri} という名前では取得できなくなります。クライアント ID では引き続き要求でき、この名前は別のアプリケーションが使えるようになります。`,
  "works-longer": ({ holder: who, now, before: former, last }) =>
    `${holder(who)}は${until(last)}${now.length > 0 ? `${deeds(now)}が` : "アプリケーションとしてサインインすることが"}できるようになります(変更前の期限: ${sayJa(former)})。`,
  "no-longer": ({ product, gone, covered, left }) =>
    covered.length > 0 && covered.length >= gone.length
      ? `${product} にできることは変わりません: ${covers(covered)}。`
      : `${product} は、${woven(["", "ができなくなります"], [deeds(gone)])}(引き続きできること: ${left.length > 0 ? deeds(left) : "なし"})。${covered.length > 0 ? `${covers(covered)}。` : ""}`,
  removed: ({ product, before: former, stops, leavingFirst }) =>
    `${product} は何もできなくなります${before(former, "なし")}。${stops ? `停止の影響: ${sentenceOf(stops.ja)}` : ""}${leavingFirst ? "先に、別の変更で `leaving: true` が必要です。" : ""}`,
  "another-vendor": ({ product, former, now, last }) =>
    `${former} のアプリケーションが ${product} のものになるため、${former} の有効な資格情報を持つ者が${until(last)}${now.length > 0 ? `${deeds(now)}が` : `${product} としての操作が`}できるようになります(変更前: ${former} としての操作)。`,
  overlap: ({ product, old, next, days }) =>
    `${product} の資格情報が 2 つになります: ${old.issued} 発行のものは ${old.last} まで、${next.issued} 発行のものは ${next.last} まで。${days} 日間は両方が使えます。`,
  "credential-goes": ({ product, issued, before: former, left, stops }) =>
    `${product} の ${issued} 発行の資格情報は使えなくなります(変更前の期限: ${former})。${left === undefined ? `ほかに使える資格情報はありません。${stops ? `停止の影響: ${sentenceOf(stops.ja)}` : ""}` : left === "endless" ? "もう 1 つは期限なしに使えます。" : `もう 1 つは ${left} まで使えます。`}`,
  "vault-goes": ({ integrations, vault }) =>
    `連携 ${integrations} 件の資格情報が、スタックのステートだけに保存されるようになります(変更前: キー コンテナー ${vault.split("/").at(-1)})。`,
  "vault-changes": ({ integrations, before: former, after }) =>
    `連携 ${integrations} 件の資格情報が、キー コンテナー ${after.split("/").at(-1)} に保存され、そこのシークレットを読み取れる人が読み取れるようになります(変更前: ${former.split("/").at(-1)})。`,
  deploys: ({ before: former, after }) =>
    `\`pulumi up\` を実行する所有者${after === "" ? "がファイルに書かれなくなります" : `は ${after} になります`}(変更前: ${former === "" ? "記載なし" : former})。`,
  "works-shorter": ({ product, before: former, last }) =>
    `${product} の資格情報の期限が変わります: ${last ?? "なし"}(変更前: ${former ?? "なし"})。`,
  renamed: ({ before: former, after }) =>
    `${former} の名前が ${after} に変わります。アプリケーションとクライアント ID は同じです。`,
  other: ({ integration, change: { subject, before: former, after } }) => {
    const what = [integration, sayJa(subject)].filter(Boolean).join(": ");
    const values = [
      after === undefined ? "" : ` → ${sayJa(after)}`,
      former === undefined ? "" : `(変更前: ${sayJa(former)})`,
    ].join("");
    return `${what}${values}。`;
  },
};
