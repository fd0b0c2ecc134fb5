/** Every clause in Japanese, as it stands within the sentences of rules-ja.ts and of a change. */
import { issueDay } from "../../components/dates.ts";
import type { PermissionFaultValues } from "../../components/permission-fault.ts";
import type { Kind } from "../../components/permissions.ts";
import type { RedirectUriFaultValues } from "../../components/redirect-uri.ts";
import type { ScheduleFaultValues } from "../../components/schedule.ts";
import type { WordsOf } from "../../components/worded.ts";
import { type ClauseValues, everyProperty, everyResource, type OwnedObject } from "../clause.ts";
import { listedNamesJa } from "./list-ja.ts";
import { programPartJa } from "./program.ts";
import { woven } from "./woven.ts";

const objects = { application: "アプリケーション", principal: "サービス プリンシパル" } as const;

function named(of: readonly OwnedObject[]): string {
  return of.map((object) => objects[object]).join("と");
}

const kinds = { delegated: "委任", application: "アプリケーション" } as const;

/** 委任されたアクセス許可 and アプリケーションの許可, the portal's words for a kind. */
function permissionOf(kind: Kind): string {
  return kind === "delegated" ? "委任されたアクセス許可" : "アプリケーションの許可";
}

function onGraph(same: string | undefined): string {
  return same === undefined
    ? "代わりに Microsoft Graph のアクセス許可を求めてください"
    : `代わりに Microsoft Graph の ${same} を求めてください`;
}

const permissionFaults: WordsOf<PermissionFaultValues> = {
  "api-alias": ({ written, api }) => `「${written}」は ${api} の別名です。${api} と書いてください`,
  "api-unknown": ({ written, meant, known }) =>
    `API「${written}」はカタログにありません。${meant ? `${meant} ではありませんか` : `カタログにあるもの: ${known.join("、")}`}`,
  "api-retired": ({ api, alias, same }) => `${api}${alias ? `(${alias})` : ""}は提供が終了しています。${onGraph(same)}`,
  "exchange-web-services": ({ name, api, kind, blockedFrom, removedOn }) =>
    `${api} の ${name} は Exchange Web Services で動作します。Microsoft は ${blockedFrom} から、許可するアプリの一覧がないテナントでこれを止め、${removedOn} に廃止します。必要な操作に応じて、Microsoft Graph の${permissionOf(kind)}の Mail.*、Calendars.*、Contacts.*、MailboxSettings.* から選んでください`,
  "permission-deprecated": ({ name, api, replacedBy }) =>
    `${api} の ${name} は非推奨です。${replacedBy ? `代わりに ${replacedBy} を求めてください` : "外してください"}`,
  "permission-ambiguous": ({ name, api, kind, same }) =>
    `${api} の${permissionOf(kind)} ${name} には ID が 2 つあり、どちらを指すのか決められません。${onGraph(same)}`,
  "permission-switched-off": ({ name, api }) =>
    `${api} の ${name} は存在しますが、Microsoft が無効にしているため付与できません。外してください`,
  "delegated-only": ({ name, api }) =>
    `${api} の ${name} は委任されたアクセス許可だけです。サインインしたユーザーとして動作するため、delegated の一覧に書いてください`,
  "application-only": ({ name, api, near }) =>
    `${api} の ${name} はアプリケーションの許可だけです。ユーザーのサインインなしに動作するため、application の一覧に書いてください${near ? `。最も近い委任されたアクセス許可は ${near} です` : ""}`,
  "of-another-api": ({ name, kind, api, asked }) =>
    `${name} は ${asked} ではなく ${api} の${permissionOf(kind)}です。その API の一覧に書いてください`,
  "other-width": ({ written, name }) => `「${written}」は全角などで書かれています。${name} と書いてください`,
  "display-name": ({ written, name }) => `「${written}」はポータルの表示名です。${name} と書いてください`,
  several: ({ written, names }) =>
    `「${written}」に複数の名前があります。1 つずつ一覧に書いてください: ${names.join("、")}`,
  "letter-case": ({ written, name }) => `「${written}」は Microsoft の表記と異なります。${name} と書いてください`,
  "default-scope": () =>
    "「.default」はすでに付与されているものすべてを指します。アクセス許可を 1 つずつ書いてください",
  "permission-wildcard": ({ written }) =>
    `「${written}」にワイルドカードがあります。アクセス許可を 1 つずつ書いてください`,
  "permission-id": ({ written, name }) => `「${written}」は ${name} の ID です。名前を書いてください`,
  "permission-id-elsewhere": ({ written, name, kind, api }) =>
    `「${written}」は ${api} の${permissionOf(kind)} ${name} の ID です。そこに名前で書いてください`,
  "permission-address": ({ written, name }) => `「${written}」は ${name} のアドレスです。${name} と書いてください`,
  "resource-specific": ({ written }) =>
    `「${written}」はリソース固有のアクセス許可のようです。Teams アプリがマニフェストで求めるもので、アプリの登録では求められません`,
  misspelt: ({ written, api, kind, meant }) => {
    const no = `「${written}」は ${api} の${permissionOf(kind)}にありません`;
    if (meant === undefined) return `${no}。存在する名前は catalog/permissions.json にあります`;
    const { name, elsewhere } = meant;
    return `${no}。${elsewhere ? `${elsewhere.api} の${permissionOf(elsewhere.kind)} ` : ""}${name} ではありませんか`;
  },
};

const redirectUriFaults: WordsOf<RedirectUriFaultValues> = {
  "uri-too-long": ({ length }) => `${length} 文字あります(Entra の上限は 256 文字)`,
  "uri-wildcard": () => "ワイルドカードがあります(URI をすべて書き出してください)",
  "uri-placeholder": ({ placeholder }) => `プレースホルダー ${placeholder} が残っています(実際の値を書いてください)`,
  "uri-of-mail-filter": ({ behind }) =>
    `メール製品などが書き換えたリンクで、ベンダーのアドレスではありません${behind === undefined ? "(ベンダー自身のアドレスを書いてください)" : `(${behind} と書いてください)`}`,
  "uri-several": ({ uris }) => `URI が ${uris.length} 個あります(1 つずつ一覧に書いてください)`,
  "uri-wrapped": ({ inner }) => `かっこや引用符が付いたままです(${inner} と書いてください)`,
  "uri-without-scheme": ({ whole }) => `スキームがありません(${whole} と書いてください)`,
  "uri-slashes": ({ whole }) => `スキームの後のスラッシュが正しくありません(${whole} と書いてください)`,
  "uri-user": ({ without }) =>
    `ホストの前にユーザーがあります。リダイレクト URI の一部ではありません(${without} と書き、パスワードであれば変更してください)`,
  "uri-token": ({ names, without }) =>
    `だれかのサインインから複写された ${names.join("、")} がクエリにあります(${without} と書き、その値を失効させてください)`,
  "uri-host-letters": ({ letters, ascii }) =>
    `ホストに見た目と異なる文字があります(${letters.map((letter) => letter.replace(" is ", " = ")).join("、")}。ブラウザーには ${ascii})。英数字で入力し直すか、意図したものなら xn-- の形で書いてください`,
  "uri-host-dot": () => "ホストがドットで終わっています(Entra は一字一句比較するため、外してください)",
  "uri-ip": ({ address }) =>
    `ホスト名の代わりに IP アドレス ${address} があります(証明書のあるホスト名を書いてください)`,
  "uri-letters": ({ letters, encoded }) =>
    `URI に使えない文字があります(${letters.map((letter) => letter.replace(" is ", " = ")).join("、")})。ブラウザーが送る形で書いてください: ${encoded}`,
  "uri-dot-segments": () => "パスに . または .. があります(ブラウザーは送りません。たどり着く先のパスを書いてください)",
  "uri-meant": ({ meant }) => `リダイレクト URI の書き方ではありません(${meant} と書いてください)`,
  "uri-port": ({ port }) => `ポート ${port} はありません(65535 までです)`,
  "uri-host-part": () => "ホストに点が続いています(ベンダーの表記どおりに書いてください)",
  "uri-leads-on": ({ inner }) => `別のアドレスへ転送します(ベンダーのものであれば ${inner} だけを書いてください)`,
  "uri-of-microsoft": ({ host, behind }) =>
    `Microsoft のアドレス (${host}) で、製品が戻る先ではありません(${behind ?? "ベンダー自身のアドレス"} を書いてください)`,
  "uri-left-over": ({ names, without }) =>
    `サインインの応答に付いた ${names.join("、")} が残っています(${without} と書いてください)`,
  "uri-relative": () => "絶対 URI ではありません(https://ホスト/パス の形で書いてください)",
  "uri-scheme": ({ scheme }) => `${scheme} で始まっています(使えるのは https://、localhost に限り http://)`,
  "uri-ipv6-loopback": () => "[::1] を指しています(127.0.0.1 と書いてください)",
  "uri-fragment": () => "フラグメント (#) があります(外してください)",
  "uri-escape": () => "エスケープが不完全です(% の後に 16 進数が 2 桁ありません)",
  "uri-character": ({ character }) => `Entra が受け付けない文字 ${JSON.stringify(character)} があります`,
  "uri-without-path": () => "パスがありません(Entra は一字一句比較するため、/ かパスで終えてください)",
  "uri-script": ({ scheme }) => `${scheme} で始まっています(アプリではなく、内容がそのまま実行または表示されます)`,
  "uri-without-host": ({ scheme }) =>
    `${scheme} の後にホストにあたる部分がありません(${scheme}//auth のように、または提供元のページのとおりに書いてください)`,
};

const scheduleFaults: WordsOf<ScheduleFaultValues> = {
  "issued-twice": ({ issued }) =>
    `発行日 ${issued} が 2 回あります(同じ日の 2 つ目には文字を付けます: ${issueDay(issued)}b)`,
  "not-oldest-first": ({ issued, before }) =>
    `発行日 ${issued} が ${before} より後に書かれています(古い順に書いてください)`,
  "too-many-alive": ({ count, on }) =>
    `${on} に有効な資格情報が ${count} つになります(2 つまで)。先に最も古いものを単独の変更で廃止してください`,
  "longer-than-page": ({ issued, expires, lifetime, product, until }) =>
    `期限 ${expires} が発行日 ${issued} から ${Number.parseInt(lifetime, 10)} か月を超えています(${product} の手順書で認められるのは ${until} まで)`,
};

function resourceName(name: string): string {
  return name === everyResource ? "すべてのリソース" : name;
}

const inputs = { endDate: "期限", startDate: "開始", displayName: "名前", keyId: "キー ID" } as const;
const levels = { low: "低", medium: "中", high: "高", critical: "最高" } as const;
const reference = "Microsoft のアクセス許可リファレンス";
const ownerKinds = {
  user: "人",
  servicePrincipal: "サービス プリンシパル",
  unknown: "人またはサービス プリンシパル",
} as const;
const settings = {
  "display name": "表示名",
  purpose: "目的",
  contact: "連絡先",
  ticket: "チケット",
  "secret reader": "シークレットの取得者",
  instances: "インスタンス",
} as const;

const tokenWords = { idTokens: "ID トークン", accessTokens: "アクセス トークン", saml2Tokens: "SAML トークン" };

/** The words of the clauses in Japanese. */
export const clausesJa: WordsOf<ClauseValues> = {
  ...permissionFaults,
  ...redirectUriFaults,
  ...scheduleFaults,
  endless: () => "期限なし",
  "endless-off-schedule": () => "期限なし、credentials に記載なし",
  until: ({ until }) => `失効日 ${until}`,
  "until-off-schedule": ({ until }) => `失効日 ${until}、credentials に記載なし`,
  "key-elsewhere": ({ until, certificate, thumbprint, ends, holder }) =>
    `失効日 ${until}。証明書 ${certificate}、SHA-1 拇印 ${thumbprint}、証明書自体の期限 ${ends}。その秘密鍵を持つ者がサインインできます(${holder === undefined ? "設定ファイルに keyHolder の記載なし" : `設定ファイルによると ${holder}`})`,
  unregistered: ({ until }) => `未登録、失効日 ${until}`,
  "client-secret": () => "クライアント シークレット",
  "self-signed-certificate": () => "自己署名証明書",
  lifetime: ({ days, until }) => `${days} 日間(失効日 ${until})`,
  "live-credentials": ({ issued }) => `有効な資格情報が ${issued.length} つ(${issued.join("、")})`,
  "shared-credential": ({ instances }) =>
    `${instances.length} 個のインスタンス(${instances.join("、")})に共通の資格情報が 1 つ`,
  "not-assigned": ({ user }) => `${user} は指定されていますが割り当てられていません`,
  "granted-for-others": ({ permission }) => `${permission} はほかのユーザーにも付与されています`,
  "assignment-not-required": () => "割り当てが必須でないため、誰でもサインインできます",
  "still-open": () => "`stillOpen` を外す変更までは、まだ誰でもサインインできます",
  "key-bits": ({ bits }) => `${bits} ビットです`,
  "key-algorithm": ({ algorithm }) =>
    algorithm === undefined ? "アルゴリズムが書かれていません" : `アルゴリズムが ${algorithm} です`,
  "key-signature": ({ algorithm }) => `${algorithm} で署名されています`,
  "certificate-unreadable": () => "証明書として読めません",
  "deployer-no-owner": ({ deployer, of }) => `デプロイする ${deployer} が${named(of)}の所有者ではありません`,
  "deployer-exchanged": ({ former, of, next }) =>
    next === undefined
      ? `これまでデプロイしていた ${former} が${named(of)}の所有者でなくなります`
      : `これまでデプロイしていた ${former} が${named(of)}の所有者でなくなり、これからデプロイする ${next} はまだ所有者ではありませんでした`,
  "no-owner-stays": ({ of }) => `これまでの${named(of)}の所有者が誰も残らないため、デプロイする者も外れます`,
  objects: ({ objects: of }) => named(of),
  "subject-not-exact": () => "サブジェクトを 1 つに特定していません",
  "audience-not-alone": ({ audience }) => `対象ユーザーが ${audience} だけになっていません`,
  "issuer-not-https": () => "発行者が https ではありません",
  "repository-without-ids": () => "リポジトリを ID なしの名前だけで示しています(名前は別の所有者に渡ることがあります)",
  "requested-not-granted": () => "要求されていますが付与されていません",
  "granted-not-requested": () => "付与されていますが要求されていません",
  "not-the-client-id": () =>
    "クライアント ID を含まないため、空けば別のアプリケーションがこの名前を使い、このアプリケーション宛てのものを受け取ることができます",
  "of-another-application": () => "別のアプリケーションの ID を含んでいます",
  "tokens-not-version-2": () =>
    "アクセス トークンがバージョン 1 で、対象ユーザーがクライアント ID ではなくこの URI になります",
  person: () => "人",
  "maybe-person": () => "人である可能性があります",
  "access-tokens": () => "アクセス トークン",
  "id-tokens": () => "ID トークン",
  kind: ({ kind }) => kinds[kind],
  risk: ({ level }) => levels[level],
  "the-application": () => "アプリケーション",
  "whole-tenant": () => "テナント全体",
  "public-client-switch": () => "パブリック クライアント フローの設定",
  "two-platforms": () => "2 つのプラットフォームに登録されています",
  "alike-for-entra": ({ other }) => `${other} との違いが大文字・小文字か localhost のポートだけです`,
  "too-many-uris": ({ count, most }) => `URI が ${count} 個あります(Entra の上限は ${most} 個)`,
  "query-beside-personal": () =>
    "クエリがあります(個人アカウントを許可するアプリケーションでは Entra が受け付けません)",
  "permission-of-no-api": ({ name, api }) => `${name} は ${api} にありません`,
  "exchange-role": ({ role }) =>
    `指定したメールボックスに限った Exchange のロール「${role}」(Entra では同意を与えない)`,
  "some-exchange-role": () => "指定したメールボックスに限った Exchange Online のロール",
  "registered-nothing": () => "登録されるものがなく",
  "registered-endless": () => "期限なしで登録され",
  "registered-until": ({ until }) => `期限 ${until} で登録され`,
  "scheduled-none": () => "に記載がありません",
  "scheduled-until": ({ until }) => `の期限は ${until} です`,
  "other-credential-kind": () => "別の種類の資格情報になります",
  "credential-differs": ({ input, from = "なし", to }) =>
    woven(["", "が ", " から ", " に変わります"], [inputs[input], from, to]),
  "certificate-differs": ({ from = "ここで作られたもの", to = "ここで作られたもの" }) =>
    woven(["証明書が ", " から ", " に変わります"], [from, to]),
  "gone-unsuspended": () => "連携が削除されますが、以前の変更で停止されていません",
  "no-newer-credential": () => "より新しい有効な資格情報がありません",
  unconfirmed: ({ issued }) => `提供元がすべての場所で ${issued} を使っていることを誰も確認していません`,
  "overlap-too-short": ({ issued, days, overlap }) =>
    `両方を並べて ${overlap} 日使う必要がありますが、${issued} の発行からまだ ${days} 日です`,
  "no-such-day": ({ issued, expires }) => `発行日 ${issued} か期限 ${expires} が存在しない日付です`,
  "ends-before-issue": ({ issued, expires }) => `期限 ${expires} が発行日 ${issued} より後ではありません`,
  "issued-ahead": ({ issued, now }) => `発行日 ${issued} が今日 (${now}) より 1 日を超えて先です`,
  "due-since": ({ day }) => `の時期です(${day} から)`,
  "overdue-since": ({ day }) => `の期限 (${day}) を過ぎています`,
  "ends-in": ({ on, days }) => `${on} に期限が切れます(あと ${days} 日)`,
  ended: ({ on }) => `${on} に期限が切れました`,
  "half-protected": () => "アプリケーションとサービス プリンシパルの片方しか保護されていません",
  unprotected: () => "使い捨て (disposable) ではないテナントなのに、保護されていません",
  "unprotected-without-leaving": () => "`leaving` なしに保護が外れます",
  "leaving-unsuspended": () => "`leaving` になりますが、以前の変更で停止されていません",
  "may-be-made-twice": () => "同じ名前で 2 つ作れます(`preventDuplicateNames` がありません)",
  "without-marker": () =>
    "タグ m365-integrations/<プロジェクト>/<スタック>/<名前> がないため、ステートにないものを監査で見つけられません",
  "no-exception-here": () => "この指摘に例外は認められません",
  "only-the-page": () => "提供元の手順書だけが根拠になりますが、それを求める手順はありません",
  "given-before": () => "これが現れる前に与えられた承認です",
  "claimed-by-change": () =>
    "提供元の手順書がこれを求めるというのはこの変更自身の主張で、比較元に入るまでは根拠になりません",
  "claimed-by-file": ({ file }) =>
    `提供元の手順書がこれを求めるというのは ${file} の主張ですが、このファイルはアクセスを求める側が書いたものなので、根拠になりません`,
  "own-reason": () => "承認の行に理由を書いてください。",
  "read-against-page": () =>
    "この行を削除してください。根拠になるのは、提供元の手順書と照合済みの、コードになっている定義だけです。",
  "vendor-first": () =>
    "提供元の定義を先に単独の変更として入れ、コード所有者が手順書と照合してから、承認してください。",
  "remove-line": () => "その行と、承認しようとしたものを取り除いてください。",
  "accept-anew": () => "新しい `until` か `reason` を書き、今の内容について改めて承認を受けてください。",
  demanded: ({ reason, step }) => `${reason.ja}(手順 ${step})`,
  "no-value": () => "なし",
  places: ({ places, more }) => `${places.join("、")}${more > 0 ? `、ほか ${more} 件` : ""}`,
  "files-by-part": ({ parts }) =>
    parts
      .map(
        ({ part, files, more }) => `${programPartJa[part]}(${files.join("、")}${more > 0 ? `、ほか ${more} 件` : ""})`,
      )
      .join("、"),
  "part-late": ({ seconds }) => `${seconds} 秒以内に終わらないため停止されました`,
  "part-memory": ({ megabytes }) => `${megabytes} MB を超えるメモリを必要としました`,
  "part-denied": () => "レビューでは許可されない、ファイルへの書き込みかプロセスの起動をしようとしました",
  "part-without-answer": ({ signal, exitCode }) =>
    `応答せずに終了しました(${signal ? `シグナル ${signal}` : `終了コード ${exitCode}`})`,
  "part-not-started": ({ error }) => `起動できませんでした (${error})`,
  "other-protocol": ({ version }) =>
    version === undefined
      ? "プロトコルの別のバージョンを使っています"
      : `プロトコルのバージョン ${version} を使っています`,
  resources: ({ names }) => listedNamesJa(names.map(resourceName)),
  names: ({ names }) => listedNamesJa(names),
  hidden: ({ what, name }) => `${what} (${resourceName(name)})`,
  "transformed-after": () => "記録した後に transform が変更します",
  "hook-beside": () => "フックが別のコードを実行します",
  "provider-is-code": () => "プロバイダーがこのプログラムのコードです",
  "runs-command": () => "コマンドを実行します",
  "reads-stack": () => "別のスタックを読み取ります",
  "reads-undescribed": () => "このプログラムに書かれていないものを読み取ります",
  "code-in-engine": () => "エンジンの中でリソースを変更します",
  "answer-of-tenant": () => "答えはテナントにしかわかりません",
  "unknown-before-run": ({ path }) => `${path} の値はエンジンを実行するまでわかりません`,
  "changes-ignored": ({ paths }) => `${paths.join("、")} の変更が適用されません`,
  "old-goes-first": () => "新しいものが使える前に古いものが削除されます",
  "stays-in-tenant": () => "ここで削除してもテナントに残ります",
  "second-application": () => "1 つの連携のアプリケーションとサービス プリンシパルは 1 つずつです",
  "not-its-own": ({ input }) => `${input} がこの連携のものではありません`,
  "api-not-in-catalog": ({ input }) => `${input} の API がカタログになく、アクセス許可の名前がわかりません`,
  "provider-not-pinned": () => "プロバイダーがファイルのテナントに固定されていません",
  "secret-in-plain": ({ path }) => `シークレットが ${path} に平文で書かれ、ステートとすべてのログに表示されます`,
  "secret-sent": ({ path }) => `シークレットが ${path} に送られ、テナントの誰もが読めます`,
  "never-registered": ({ error }) =>
    error === ""
      ? "入力の値がここでは決まらないため、何が登録されるのか誰にもわかりません"
      : `入力の評価がここでは失敗するため(「${error}」)、何が登録されるのか誰にもわかりません`,
  "code-unrun": ({ error }) =>
    error === ""
      ? "エンジンを実行するまでわからない出力を待つコードがあり、何をするのか誰にもわかりません"
      : `出力を待つコードがここでは失敗するため(「${error}」)、何をするのか誰にもわかりません`,
  "property-unanswered": ({ property }) =>
    property === everyProperty
      ? "プログラムがテナントの答えのすべてを読み取ります"
      : `プログラムが答えの ${property} を読み取りますが、その値はテナントにしかわかりません`,
  "still-running": ({ kinds }) => `プログラムが終わっても動き続けるものがあります(${kinds.join("、")})`,
  "made-by-package": () => "別のパッケージがエンジンの中でリソースを作ります",
  "goes-with": ({ resource }) => `単独では削除されず、${resource} とともに消えたものとみなされます`,
  "other-plugin": ({ option }) =>
    `${option} が、インストール済みのパッケージとは別のプロバイダー プログラムを指しています`,
  "options-unread": ({ names }) => `オプション ${names.join("、")} を読むルールがありません`,
  "takes-over": ({ resource }) => `${resource} のステートを取り込みます`,
  "provider-told": ({ input }) => `${input} により、作る場所や作る主体が決まります`,
  "provider-unread": () => "このパッケージのプロバイダーを読むルールがありません",
  "shown-secret": ({ outputs }) => `出力 ${outputs.join("、")} がシークレットとして扱われません`,
  "certificate-from-elsewhere": ({ fingerprint }) =>
    `証明書 ${fingerprint} の鍵はここで作られたものではなく、作った者がそれでサインインできます`,
  "key-from-elsewhere": () => "鍵がここで作られたものではなく、作った者がそれでサインインできます",
  "manages-credentials": () => `自身や他者の資格情報を作成できる(${reference})`,
  "grants-authorization": () => `自身や他者により多くの権限を付与できる(${reference})`,
  "tenant-admin-equivalent": () => `テナントの管理者と同じことができる(${reference})`,
  "broad-directory-access": () => `ディレクトリ全体を読み取れる(${reference})`,
  scuba: ({ level }) => `CISA ScubaGear の評価が ${level}`,
  "control-plane": () => "テナントのコントロール プレーンに属する (tier 0)",
  "sensitive-data": () => "テナント全体の機密データにアクセスできる (tier 1)",
  "rights-of-the-person": () => "サインインしたユーザーの権限で動作する",
  "user-plane": () => "コントロール プレーンにも、テナント全体の機密データにもアクセスできない (tier 2)",
  "as-its-role": () => "それ自体の評価はなく、ディレクトリ ロールが開くものを開く",
  "reads-by-name": () => "評価した出典はなく、名前からテナント全体のデータの読み取りとみなす",
  "changes-by-name": () => "評価した出典はなく、名前からテナント全体のデータの変更とみなす",
  uncatalogued: () => "カタログにないため最高のリスクとみなす",
  permission: ({ api, kind, name }) => `${api} ${kinds[kind]} ${name}`,
  "permission-state": ({ granted, requested, kind }) => {
    const whom = { once: "付与", everyone: "すべてのユーザーに付与" };
    const state =
      granted === undefined
        ? ["要求", "付与なし"]
        : [
            typeof granted === "string" ? whom[granted] : `${granted.join("、")} に付与`,
            ...(requested ? [] : ["要求なし"]),
          ];
    return [...(kind ? [kinds[kind]] : []), ...state].join("、");
  },
  setting: ({ setting }) => settings[setting],
  "which-deploys": () => "(デプロイする者)",
  "name-of": ({ id }) => `(ファイルが ${id} に付ける名前)`,
  owner: ({ kind, name, of }) => `${name === undefined ? "" : `${name}、`}${ownerKinds[kind]}、${named(of)}の所有者`,
  everyone: () => "すべてのユーザー",
  only: ({ users }) => (users.length > 0 ? `${users.join("、")} のみ` : "割り当てられたユーザーのみ(割り当てなし)"),
  "assigned-while-open": () => "割り当て済み(誰でもサインインできる間)",
  "one-key": () => "1 つの鍵",
  "one-subject": ({ issuer, subject }) => `${issuer} が ${subject} に発行するトークン`,
  "a-user": () => "ユーザー",
  "a-group": () => "グループ",
  "in-roles": ({ roles, administers }) => `ロール ${roles.join("、")}${administers ? "(製品を管理できる)" : ""}`,
  within: ({ scope }) => (scope === "/" ? "テナント全体" : `${scope} の範囲`),
  "mailbox-right": ({ right, address }) => `${address} の ${right}`,
  "mailbox-use": ({ receive, sendAs }) =>
    [receive && "メールを取得", sendAs && "そのアドレスとして送信"].filter(Boolean).join("、") || "用途の記載なし",
  "exchange-script": () => "ファイルのメールボックスから生じない Exchange スクリプトの行",
  step: ({ procedure, step }) => `「${procedure}」の手順 ${step}`,
  field: ({ procedure, step, label }) => `「${procedure}」の手順 ${step} の欄「${label}」`,
  "place-typed": () => "資格情報を入力する場所",
  "definition-key": ({ key }) => `提供元のファイルの ${key}`,
  "definition-entry": ({ key }) => `提供元のファイルの ${key} の項目`,
  "undo-step": ({ number }) => `利用終了の手順 ${number}`,
  "removal-commands": () => "Exchange スクリプトの削除コマンド",
  confirmed: ({ on }) => `${on} に使用を確認`,
  "not-confirmed": () => "使用は未確認",
  "credential-anew": () => "削除され、別の名前で作り直し",
  "credential-kind": ({ kind }) =>
    ({ secret: "クライアント シークレット", certificate: "証明書", federated: "フェデレーション資格情報" })[kind],
  claim: ({ name, token }) => `${tokenWords[token]}のクレーム ${name}`,
  "group-claims": ({ groups }) =>
    groups === "ApplicationGroup"
      ? "トークン内の、アプリケーションに割り当てられたグループ"
      : `トークン内のユーザーのグループ (${groups})`,
  "app-role": ({ value }) => `アプリケーション独自のロール ${value}`,
  "scope-exposed": ({ value }) => `ほかのアプリケーションが要求できるスコープ ${value}`,
  "token-version": () => "アクセス トークンのバージョン",
  trust: ({ issuer, subject, audience }) =>
    `${issuer} から ${subject} のトークンを取得できる者(対象ユーザー ${audience})`,
  "suspended-since": ({ since, reason }) => `${since} から: ${reason}`,
  protection: ({ protection }) =>
    ({ protected: "保護あり", leaving: "離脱予定 (leaving)", "not protected": "保護なし" })[protection],
  exception: ({ rule, subject }) => (subject === undefined ? rule : `${rule}(${subject})`),
  "exception-until": ({ until, reason }) => (reason ? `${until} まで: ${reason}` : `${until} まで`),
  vendor: ({ product, vendor }) => `${product}(${vendor})`,
  "integration-comes": ({ product, vendor, suspended, replaces }) =>
    `${product}(${vendor})${suspended ? "、停止中" : ""}${replaces === undefined ? "" : `、${replaces} に代わる新しいクライアント ID(\`formerly\` がないため別のアプリケーション)`}`,
  "integration-goes": ({ product, vendor, successor }) =>
    `${product}(${vendor})${successor === undefined ? "" : `。${successor} が新しいクライアント ID で追加`}`,
  "same-application": ({ name }) => `${name}、同じアプリケーションとクライアント ID`,
  "vendors-application": ({ clientId }) => `提供元のアプリケーション ${clientId}`,
  "own-application": () => "このテナントのアプリケーション",
  "application-anew": () => "アプリケーションが削除され、新しいクライアント ID で作り直し",
  receiver: ({ receiver, former, other }) => {
    const what = { host: "別のホスト", port: "同じホストの別のポート" }[other];
    return former.length === 0
      ? `認可コードとトークンの送り先: ${receiver}`
      : `認可コードとトークンが${what} ${receiver} に送られます(これまで: ${former.join("、")})`;
  },
  "other-path-of-receiver": () => "認可コードとトークンをすでに受け取っているホストの別のパス",
  "other-path": () => "同じホストの別のパス",
  "other-client": ({ platform }) =>
    ({
      web: "そこに送られる認可コードは、資格情報を持つサーバーがトークンと引き換えます",
      spa: "そこに送られる認可コードは、ブラウザー内のページが資格情報なしでトークンと引き換えます",
      publicClient: "そこに送られる認可コードは、端末上のアプリが資格情報なしでトークンと引き換えます",
    })[platform],
  "resource-part": ({ resource, part }) => `${resource}: ${{ options: "オプション", import: "インポート" }[part]}`,
  options: ({ ignoreChanges, deleteBeforeReplace, retainOnDelete }) =>
    [
      ignoreChanges.length > 0 && `${ignoreChanges.join("、")} の変更を無視`,
      deleteBeforeReplace && "削除してから作り直し",
      retainOnDelete && "ここで削除してもテナントに残る",
    ]
      .filter(Boolean)
      .join("、"),
  provider: ({ provider, input }) => `プロバイダー ${provider} の ${input}`,
  "provider-of": ({ from, to }) => `プロバイダー ${to}(変更前は ${from})`,
  "made-by": ({ resources }) => `既存のリソース ${resources} 個を作成`,
  "public-output": ({ path }) => `公開のスタック出力 ${path}`,
  "secret-text": () => "シークレットの文字列",
  "other-secret-text": () => "別のシークレットの文字列",
  adopts: ({ id }) => `テナントにある ${id} を取り込み`,
};
