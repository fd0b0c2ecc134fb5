/** Clauses that findings bring along as values, in Japanese. A clause that is not here stays in English. */

/** English forms and theirs in Japanese; `$1` is data. */
const clauses: readonly (readonly [form: RegExp, ja: string])[] = [
  [/^a client secret$/, "クライアント シークレット"],
  [/^a self-signed certificate$/, "自己署名証明書"],
  [/^the whole tenant$/, "テナント全体"],
  [/^access tokens$/, "アクセス トークン"],
  [/^ID tokens$/, "ID トークン"],
  [/^delegated$/, "委任"],
  [/^application$/, "アプリケーション"],
  [/^service principal$/, "サービス プリンシパル"],
  [/^low$/, "低"],
  [/^medium$/, "中"],
  [/^high$/, "高"],
  [/^critical$/, "最高"],
  [/^the application$/, "アプリケーション"],
  [/^the service principal$/, "サービス プリンシパル"],
  [/^the application and the service principal$/, "アプリケーションとサービス プリンシパル"],
  // review/rules/lifetime.ts, credential-count.ts
  [/^(\d+) days, until (\S+)$/, " $1 日間、$2 まで"],
  [/^without an end$/, "期限なし"],
  [/^(\d+) live credentials \((.+)\)$/, "有効な資格情報が $1 つ($2)"],
  [/^one credential for (\d+) instances \((.+)\)$/, " $1 個のインスタンス($2)に 1 つの資格情報"],
  [/^no end$/, "期限なし"],
  [/^a person$/, "人"],
  [/^who may be a person$/, "人である可能性があります"],
  [/^The switch for public client flows$/, "パブリック クライアント フローの設定"],
  [/^working tree$/, "作業ツリー"],
  [/^base$/, "比較元"],
  // review/judge/exception.ts
  [/^no exception is made here$/, "ここに例外は認められません"],
  [
    /^only a step of the vendor's own page could carry it, and none demands it$/,
    "連携先のページの手順だけが根拠になりますが、それを求める手順はありません",
  ],
  [/^it was given before this was there$/, "これが現れる前に与えられた承認です"],
  [/^Remove the line and what it was to accept\.$/, "その行と、承認しようとしたものを取り除いてください。"],
  [
    /^Let it be accepted for what it is now: with a new `until` or `reason`\.$/,
    "新しい `until` か `reason` で、今の内容について改めて承認を受けてください。",
  ],
  // review/rules/assignment-required.ts
  [/^(\S+) is named and not assigned$/, "$1 は指定されていますが割り当てられていません"],
  [/^(\S+) is granted for others too$/, "$1 はほかの人についても付与されています"],
  // review/rules/certificate-key.ts
  [/^it has (\d+) bits$/, "$1 ビットです"],
  [/^its algorithm is (.+)$/, "アルゴリズムが $1 です"],
  [/^it is signed with (.+)$/, "$1 で署名されています"],
  [/^it is no certificate that can be read$/, "証明書として読めません"],
  // review/rules/deployer-locked-out.ts
  [
    /^(\S+), which deploys, is no owner of the application$/,
    "デプロイする $1 がアプリケーションの所有者ではありません",
  ],
  [
    /^(\S+), which deploys, is no owner of the service principal$/,
    "デプロイする $1 がサービス プリンシパルの所有者ではありません",
  ],
  [
    /^(\S+), which deploys, is no owner of the application and the service principal$/,
    "デプロイする $1 がアプリケーションとサービス プリンシパルの所有者ではありません",
  ],
  [
    /^(\S+), which deployed until now, is no owner of (?:.+) any more$/,
    "これまでデプロイしていた $1 が所有者でなくなります",
  ],
  [
    /^(\S+), which deployed until now, is no owner of (?:.+) any more, and (\S+), which deploys from now on, was none before$/,
    "これまでデプロイしていた $1 が所有者でなくなり、これからデプロイする $2 はまだ所有者ではありませんでした",
  ],
  [
    /^none of the owners of (?:.+) stays, so whoever deploys goes$/,
    "これまでの所有者が誰も残らないため、デプロイする者も外れます",
  ],
  // review/rules/federated-subject.ts
  [/^does not name one subject exactly$/, "サブジェクトを 1 つに特定していません"],
  [/^is not bound to the audience (\S+) alone$/, "対象ユーザー $1 だけに限られていません"],
  [/^names no issuer over https$/, "https の発行者を示していません"],
  [
    /^names a repository without its ids, and a name may pass to another owner$/,
    "リポジトリを ID なしで示しています(名前は別の所有者に渡ることがあります)",
  ],
  // review/rules/granted-equals-required.ts
  [/^requested and not granted$/, "要求されていますが付与されていません"],
  [/^granted and not requested$/, "付与されていますが要求されていません"],
  // review/rules/identifier-uri.ts
  [/^it is not api:\/\/<client id>$/, "api://<クライアント ID> ではありません"],
  [/^its tokens are not of version 2$/, "トークンがバージョン 2 ではありません"],
  // review/rules/schedule-*.ts
  [/^it becomes a credential of another kind$/, "別の種類の資格情報になります"],
  [/^its end changes from (\S+) to (\S+)$/, "期限が $1 から $2 に変わります"],
  [/^its start changes from (\S+) to (\S+)$/, "開始が $1 から $2 に変わります"],
  [/^its name changes from (.+) to (.+)$/, "名前が $1 から $2 に変わります"],
  [/^its key id changes from (\S+) to (\S+)$/, "キー ID が $1 から $2 に変わります"],
  [
    /^the integration goes, and no earlier change suspended it$/,
    "連携が削除されますが、以前の変更で停止されていません",
  ],
  [/^no newer one is alive$/, "有効な新しい世代がありません"],
  [
    /^nobody has confirmed that the vendor uses (\S+) everywhere$/,
    "連携先がすべての場所で $1 を使っていることを誰も確認していません",
  ],
  [
    /^(\S+) has been there for (\d+) of the (\d+) days that both are to live$/,
    "$1 は、両方が有効であるべき $3 日のうち $2 日しかたっていません",
  ],
  [/^issued (\S+) is more than one day after today, (\S+)$/, "発行日 $1 が今日($2)より 1 日を超えて先です"],
  [/^expires (\S+) is not after issued (\S+)$/, "期限 $1 が発行日 $2 より後ではありません"],
  [/^nothing$/, "なし"],
  [/^a credential without an end$/, "期限のない資格情報"],
  [/^a credential until (\S+)$/, "$1 までの資格情報"],
  [/^names none$/, "なし"],
  [/^says (\S+)$/, "$1"],
  // review/rules/renewal-due.ts
  [/^is overdue since (\S+)$/, "の期限を $1 から過ぎています"],
  [/^is due since (\S+)$/, "の時期です($1 から)"],
  [/^it ends on (\S+), in (\d+) days$/, "$1 に終了します(あと $2 日)"],
  [/^it ended on (\S+)$/, "$1 に終了しました"],
  // review/rules/mailbox-scope.ts, review/permission.ts
  [
    /^the Exchange role "(.+)" for named mailboxes, with no consent in Entra$/,
    "指定したメールボックスのみへの Exchange のロール「$1」(Entra では同意しない)",
  ],
  [
    /^a role of Exchange Online that is limited to named mailboxes$/,
    "指定したメールボックスに限られた Exchange Online のロール",
  ],
  // review/rules/assignment-required.ts
  [/^everyone may: no assignment is required$/, "割り当てが必須でないため、誰でもサインインできます"],
  // review/rules/protect.ts
  [
    /^is protected on only one of application and service principal$/,
    "アプリケーションとサービス プリンシパルの片方しか保護されていません",
  ],
  [
    /^is not protected, though its tenant is not disposable$/,
    "使い捨て (disposable) ではないテナントなのに、保護されていません",
  ],
  [/^loses its protection without `leaving`$/, "`leaving` なしに保護が外れます"],
  [/^is leaving, but no earlier change suspended it$/, "離脱しますが、以前の変更で停止されていません"],
  // review/rules/redirect-form.ts
  [/^stands on two platforms$/, "2 つのプラットフォームに登録されています"],
  [
    /^differs from (\S+) only by letter case or by the port of localhost$/,
    "$1 との違いが大文字・小文字か localhost のポートだけです",
  ],
  // review/rules/unique-name.ts
  [
    /^may be made twice: `preventDuplicateNames` is not set$/,
    "同じ名前で 2 つ作れます(`preventDuplicateNames` がありません)",
  ],
  [
    /^has no tag m365-integrations\/<name>, by which an audit finds what no state knows$/,
    "タグ m365-integrations/<名前> がなく、監査で見つけられません",
  ],
  // review/reading/unjudgeable.ts, secrets.ts
  [/^a transform changes it after it was recorded$/, "記録した後に transform が変更します"],
  [/^a hook runs code beside it$/, "フックが別のコードを実行します"],
  [/^its provider is code of the program$/, "プロバイダーがこのプログラムのコードです"],
  [/^it runs a command$/, "コマンドを実行します"],
  [/^it reads another stack$/, "別のスタックを読みます"],
  [/^it reads what this program does not describe$/, "このプログラムに書かれていないものを読みます"],
  [/^code of the program runs inside the engine$/, "プログラムのコードがエンジンの中で動きます"],
  [/^its answer is known to the tenant alone$/, "答えはテナントにしかわかりません"],
  [/^(\S+) is not known before the engine runs$/, "$1 の値はエンジンを実行するまでわかりません"],
  [/^changes of (.+) are not applied$/, "$1 の変更が適用されません"],
  [/^the old one goes before the new one works$/, "新しいものが使える前に古いものが消えます"],
  [/^removing it here leaves it in the tenant$/, "ここで外してもテナントに残ります"],
  [/^an integration has one application and one principal$/, "連携のアプリケーションとプリンシパルは 1 つずつです"],
  [/^(\S+) is not the integration's own$/, "$1 がこの連携のものではありません"],
  [
    /^(\S+) is no API of the catalog, so the permission has no name$/,
    "$1 の API がカタログになく、アクセス許可の名前がわかりません",
  ],
  [/^its provider is not pinned to the tenant of the file$/, "プロバイダーがファイルのテナントに固定されていません"],
  [
    /^a secret stands in plain in (\S+), where the state and every log show it$/,
    "秘密が $1 に平文で書かれ、ステートとログに表示されます",
  ],
  // review/permission.ts
  [/^(Low|Medium|High|Critical) in CISA's ScubaGear$/, "CISA ScubaGear の評価が $1"],
  [/^it belongs to the control plane of the tenant \(tier 0\)$/, "テナントの制御プレーンに属する (tier 0)"],
  [/^it reaches sensitive data of the whole tenant \(tier 1\)$/, "テナント全体の機微なデータに届く (tier 1)"],
  [/^it acts with the rights of the person who signed in$/, "サインインした人の権利で動作する"],
  [
    /^it can make credentials for itself or others \(Microsoft's permissions reference\)$/,
    "自身や他者の資格情報を作れる(Microsoft のアクセス許可リファレンス)",
  ],
  [
    /^it can grant itself or others more \(Microsoft's permissions reference\)$/,
    "自身や他者により多くを付与できる(Microsoft のアクセス許可リファレンス)",
  ],
  [
    /^its holder can do what an administrator of the tenant can \(Microsoft's permissions reference\)$/,
    "テナント管理者と同じことができる(Microsoft のアクセス許可リファレンス)",
  ],
  [
    /^it reads the whole directory \(Microsoft's permissions reference\)$/,
    "ディレクトリ全体を読める(Microsoft のアクセス許可リファレンス)",
  ],
  [/^no source rates it as a risk$/, "リスクとする出典がない"],
  [/^the catalog does not know it, so it is judged as the worst$/, "カタログにないため最高のリスクとみなす"],
];

function single(text: string): string | undefined {
  const known = clauses.find(([form]) => form.test(text));
  return known && text.replace(known[0], known[1]);
}

/** A clause in Japanese; several, parted by semicolons, one by one. */
export function clauseJa(text: string): string {
  return (
    single(text) ??
    text
      .split("; ")
      .map((part) => single(part) ?? part)
      .join("、")
  );
}
