/** The rules' sentences in Japanese, by rule name; braces as in the rule's own sentence. */

/** Sentence and remedy of one rule. */
export interface RuleWords {
  readonly sentence: string;
  readonly remedy: string;
}

/** Every rule by its name. */
export const rulesJa = {
  "beyond-inputs": {
    sentence: "{subject}({type})は、{integration} の登録済みの入力にないもの({what})を与えます。",
    remedy: "テナントのファイルに書いてください。入力もリソースもそこから作られます。",
  },
  "vault-entry": {
    sentence:
      "{subject} は、ファイルが {integration} の資格情報の置き場所としていない {place} にシークレットを置きます。",
    remedy: "資格情報は 1 つずつ、`vault` のキー コンテナーに、コンポーネントが付ける名前で置いてください。",
  },
  "client-secret": {
    sentence:
      "{integration} は {credential} で身元を証明します。フェデレーション資格情報や認証局の証明書より弱い方法です。",
    remedy:
      "提供元が受け付けるなら、フェデレーション資格情報か証明書を使ってください(その場合、シークレットには承認が必要です)。受け付けないなら、有効期間を短くして更新を続けてください。",
  },
  "secret-lifetime": {
    sentence: "{subject} のクライアント シークレットの有効期間は{life}です。180 日未満にする必要があります。",
    remedy:
      "発行から 175 日で終わるようにしてください。366 日までは承認できます。それを超える場合、承認できるのは提供元の手順書が求めるものだけです。期限のないものは却下されます。",
  },
  "certificate-lifetime": {
    sentence: "{subject} の証明書の有効期間は{life}です。180 日以下にする必要があります。",
    remedy: "発行から 175 日で終わるようにしてください。365 日を超えるものと期限のないものは却下されます。",
  },
  "certificate-key": {
    sentence: "{subject} の鍵では {integration} の身元を証明できません: {fault}。",
    remedy: "2048 ビット以上の RSA と、SHA-256、SHA-384、SHA-512 のいずれかで署名された証明書を使ってください。",
  },
  "legacy-thumbprint": {
    sentence: "{integration} は証明書を SHA-1 の拇印で示します。Microsoft 自身のアサーションではもう使われていません。",
    remedy: "提供元の画面が受け付けるようになり次第、SHA-256 の拇印(x5t#S256 と PS256)を渡してください。",
  },
  "credential-on-principal": {
    sentence:
      "{subject}({type})は資格情報をサービス プリンシパルに置きます。アプリケーション自身の一覧には表示されません。",
    remedy: "`credentials` の 1 行として、アプリケーションに発行してください。",
  },
  "credential-count": {
    sentence: "{integration} には{count}あります。更新に必要な有効な資格情報は、使用者 1 つにつき 2 つまでです。",
    remedy:
      "先に最も古いものを単独の変更で廃止し、その後に追加してください。ほかと同時に止まってはならないインスタンスは、別の連携にしてください。",
  },
  "shared-key": {
    sentence: "{integration} は {subject} と{what}を共有しています。それを持つ者は、そのすべてになれます。",
    remedy: "アプリケーションごとに別の鍵か、発行元での別のサブジェクトを用意してください。",
  },
  "embedded-password": {
    sentence:
      "{application} にクライアント シークレットが埋め込まれています。`credentials` に載らず、プロバイダーは次を作る前にこれを削除します。",
    remedy: "アプリケーションの `password` を外し、`credentials` に 1 行を書いてください。",
  },
  "public-client": {
    sentence: "{what} により、{integration} のクライアント ID を知る者は誰でも資格情報なしでトークンを要求できます。",
    remedy: "パブリック クライアント フローを無効にし、URI は Web として登録してください。",
  },
  "private-key-in-state": {
    sentence: "{integration} の秘密鍵はここで作られるため、スタックのステートに(ステートの鍵で暗号化されて)残ります。",
    remedy:
      "提供元かキー コンテナーで鍵を作り、証明書だけを受け取る方が安全です。その場合は `credentials` の行に `certificate: <パス>.pem` を書いてください。",
  },
  "vault-removed": {
    sentence:
      "{integration} の資格情報はキー コンテナーから外れ、そこから削除されます。以後はスタックのステートだけに残ります。",
    remedy:
      "`vault` を残すか、別のキー コンテナーを指定してください。置かない場合は、ステートの保存先とその鍵を、キー コンテナーと同じように守ってください。",
  },
  "former-vendor-credential": {
    sentence:
      "{former} のアプリケーションが資格情報 {subject} を残したまま {product} のものになるため、{former} のためにそれを受け取った者は、以後 {product} にできることができます。",
    remedy:
      "{product} には `formerly` なしで独自の連携を作り、別のアプリケーションと資格情報を使ってください。{former} は別に終了させてください。",
  },
  "federated-subject": {
    sentence: "フェデレーション資格情報 {subject}({named})に問題があります: {fault}。",
    remedy:
      "発行者、サブジェクト、対象ユーザー api://AzureADTokenExchange を正確に書いてください。GitHub では repo:<owner>@<id>/<repository>@<id>:environment:<name> です。",
  },
  "password-grant-possible": {
    sentence:
      "クライアント シークレットとユーザーのパスワードだけで {scopes} を使えます。提供元の手順書は多要素認証を無効にさせ、パスワード付与を禁じるものはほかにありません。",
    remedy: "委任されたアクセス許可を外し(`omits`)、多要素認証を有効のままにしてください。",
  },
  "schedule-registered": {
    sentence: "資格情報 {subject} は Entra に{registered}ますが、`credentials`{schedule}。",
    remedy: "`credentials` の各行が、その行の期限で資格情報を 1 つ発行し、ほかからは発行しないようにしてください。",
  },
  "schedule-order": {
    sentence: "{integration} の `credentials` に誤りがあります: {fault}。",
    remedy: "1 行に 1 つの資格情報を、古い順に、発行する日付で書いてください。",
  },
  "schedule-add-and-retire": {
    sentence:
      "{integration} で {added} の追加と {retired} の廃止が 1 つの変更にあります。実行が途中で止まると、何も動かなくなります。",
    remedy: "先に追加してください。廃止は、提供元がすべての場所で新しい方を使ってから、別の変更で行います。",
  },
  "schedule-dates-changed": {
    sentence: "{subject} の使用中の資格情報が削除され、作り直されます: {difference}。",
    remedy: "発行済みのものは変えずに、新しい資格情報を追加してください。",
  },
  "schedule-retired-early": {
    sentence: "{integration} の {subject} の廃止は早すぎます: {gap}。まだ使っている提供元は接続できなくなります。",
    remedy:
      "新しい資格情報の使用が確認され、発行から 45 日たつか、古い資格情報の期限が切れるまで待ってください。連携を削除する前には停止してください。漏えい後は、この変更に限り `emergency: { reason: … }` を書いてください。",
  },
  "renewal-due": {
    sentence: "{subject} の更新{due}: {left}。",
    remedy:
      "単独の変更で `credentials` に 1 行を追加し、新しい資格情報を引き渡し、提供元が使い始めた日を `confirmed` に書いてください。",
  },
  "redirect-https": {
    sentence: "{subject} は https ではありません。経路上やその端末にいる者が、送られるコードやトークンを読めます。",
    remedy:
      "https を使ってください。localhost への http とアプリ独自のスキームには承認が必要です。それ以外は却下されます。",
  },
  "redirect-form": {
    sentence: "{subject} は使えません: {fault}。",
    remedy: "提供元が送るとおりに、一字一句同じ URI を書いてください。",
  },
  "redirect-host": {
    sentence: "{subject} のホストは、提供元の手順書に書かれた形({template})ではありません。",
    remedy: "ホストを直してください。正しい場合は、提供元に書面で確認してください。",
  },
  "implicit-grant": {
    sentence: "暗黙的な許可では {tokens} がブラウザーのアドレスに載り、ページ、拡張機能、ログから読めます。",
    remedy: "暗黙的な許可の両方のチェックを外してください。認可コード フローには不要です。",
  },
  "principal-reply-urls": {
    sentence: "{subject} はサービス プリンシパルのリダイレクト URI で、アプリケーションの一覧には表示されません。",
    remedy: "リダイレクト URI はアプリケーションだけに登録してください。",
  },
  "native-redirect": {
    sentence: "{subject} は端末上のアプリのためのものですが、{integration} は自身の資格情報を持っています。",
    remedy: "代わりに、提供元の Web のアドレスを登録してください。",
  },
  "multi-tenant": {
    sentence:
      "任意の組織のアカウントが {integration} にサインインでき、どのテナントもそのサービス プリンシパルを持てます({audience})。",
    remedy:
      "提供元が対応するなら、このテナントだけにしてください(`audience: single`)。対応しないなら、アプリ インスタンスのすべてのプロパティを手動でロックしてください。個人アカウントは却下されます。",
  },
  "unique-name": {
    sentence: "{application} の名前か目印に問題があります: {fault}。",
    remedy: "`preventDuplicateNames` を設定し、目印のタグを残してください。",
  },
  owners: {
    sentence: "{integration} の{on}の所有者は {count} 人です。所有者がいなくならないよう、2 人以上が必要です。",
    remedy: "`tenant.owners` に、デプロイする者を含めて 2 人の所有者を書いてください。1 人もいなければ却下されます。",
  },
  "deployer-named": {
    sentence: "どの所有者がデプロイするかがファイルに書かれていないため、その所有者を締め出す変更を見分けられません。",
    remedy: "その所有者に `deploys: true` を書いてください: `{ servicePrincipal: <オブジェクト ID>, deploys: true }`。",
  },
  "deployer-locked-out": {
    sentence: "締め出し: {fault}。以後、{integration} をここから変更、更新、削除できなくなります。",
    remedy:
      "デプロイする所有者を `tenant.owners` に残してください。別の所有者に替えるには、追加、`deploys: true` の移動、以前の所有者の削除を、1 つずつ別の変更で行います。",
  },
  "human-owner-of-powerful-app": {
    sentence: "{subject}({who})は所有者として {integration} の資格情報を作り、{powers} を使うことができます。",
    remedy:
      "サービス プリンシパルを所有者にする(`servicePrincipal: <オブジェクト ID>`)か、この所有者を承認してください。",
  },
  "assignment-required": {
    sentence: "設定では指定した人だけが {integration} にサインインできますが、{gap}。",
    remedy:
      "サービス プリンシパルで割り当てを必須にし(`stillOpen` を外す)、`signsIn` と `signsInGroups` のすべてを割り当て、その人たちだけにスコープを付与してください。グループがあるときは、スコープの付与は全員のままです。",
  },
  "sign-in-closed-at-once": {
    sentence:
      "1 つの変更で {integration} をほかの全員に閉じ、同時に初めて {assigned} を割り当てます。割り当ての必須化が先に書き込まれるため、その間は誰もサインインできず、実行がそこで止まると閉じたままになります。",
    remedy:
      "2 つの変更に分けてください。まずサインインする人の行とともに `stillOpen: true` を書くと、誰でもサインインできるまま割り当てが行われます。次の変更でその行を外してください。",
  },
  "product-administrator": {
    sentence: "{kind} {subject} は、ロール {role} により {integration} の製品を管理できます。",
    remedy:
      "人数を絞り、管理専用のアカウントを割り当ててください。グループの場合は、メンバーを変更できる人を確認してください。その人がほかの人を管理者にできます。",
  },
  "group-assigned": {
    sentence:
      "グループ {subject} が {integration} にサインインできます。Entra ID P1 が必要で、グループ内のグループのメンバーは対象にならず、スコープの付与は全員のままです。",
    remedy:
      "サインインする人を全員、直接のメンバーにし、グループのメンバーを変更できる人を確認してください。Entra ID P1 がない場合は、ユーザーを `signsIn` に書いてください。",
  },
  "suspension-registered": {
    sentence: "設定では {integration} は {since} から停止中ですが、サービス プリンシパルは有効のままです。",
    remedy: "`suspended` によりサービス プリンシパルの accountEnabled が false になるようにしてください。",
  },
  "identifier-uri": {
    sentence: "{integration} のトークンは {subject} という名前で要求されます: {fault}。",
    remedy:
      "スコープを要求する者がいない場合は、アプリケーション ID の URI を外してください。必要な場合は api://<クライアント ID> とバージョン 2 のアクセス トークン(対象ユーザーはクライアント ID)を使ってください。別のアプリケーションの ID を含むものは承認できません。",
  },
  "directory-role": {
    sentence: "{integration} は、誰もサインインしていなくても常に{scope}の {subject} です。",
    remedy:
      "ロールを外すか、必要なことだけができるアクセス許可を求めてください。特権ロール(全体管理者など)と、カタログにないロールは承認できません。",
  },
  "wider-role": {
    sentence: "{integration} は {subject} です。提供元のページは {narrower} でもよいとしています。",
    remedy: "提供元が書面で理由を示さない限り、代わりに {narrower} を書いてください。",
  },
  "first-party-principal": {
    sentence:
      "{subject} は Microsoft 自身の {api} のサービス プリンシパルを管理しようとします。外すと、Entra にその削除を求めます。",
    remedy: "Microsoft のサービス プリンシパルは参照(getServicePrincipal)だけにし、登録しないでください。",
  },
  protect: {
    sentence: "{integration} の削除の保護に問題があります: {fault}。",
    remedy: "`suspended`、次に `leaving`、その後に連携の削除と、1 つずつ別の変更で進めてください。",
  },
  "known-permission": {
    sentence: "{integration} が求めるものはカタログにありません: {fault}。",
    remedy: "アクセス許可を直すか、出典とともにカタログへ、単独の変更で追加してください。",
  },
  "tier-0": {
    sentence:
      "{subject}({api})により、{integration} はテナントを乗っ取るか、ある種類のデータすべてを変更できます: {reason}。",
    remedy: "より狭いアクセス許可を求めてください。承認できるのは、提供元の手順書が求めるものだけです。",
  },
  "risky-permission": {
    sentence: "{subject}({kind}、{api})のリスクは「{risk}」です: {reason}。",
    remedy: "何のために必要かをプル リクエストに書くか、より狭いものを求めてください。",
  },
  "delegated-first": {
    sentence:
      "{subject} はユーザーのサインインなしに動作します。提供元は、ユーザーの権限を超えない {scope} にも対応しています。",
    remedy: "提供元が使えるなら、委任されたアクセス許可を選んでください。",
  },
  "mailbox-scope": {
    sentence:
      "{subject}({api})は、提供元が使うメールボックスだけでなく、テナントのすべてのメールボックスにアクセスできます。",
    remedy: "Entra の同意を外し、代わりに次のものを与えてください: {instead}。",
  },
  "access-policy": {
    sentence:
      "{integration} の手順は New-ApplicationAccessPolicy を実行します。Microsoft は今後使わないよう求めています。",
    remedy: "Exchange の RBAC for Applications のロールでアクセス許可を絞ってください。",
  },
  "granted-equals-required": {
    sentence: "{subject}({kind}、{api})は{difference}。",
    remedy: "要求と同意を 1 つの一覧から作ってください。",
  },
  "sorted-access": {
    sentence: "{application} の要求の並び順が決まった順ではありません。1 つの変更がすべての変更に見えます。",
    remedy:
      "`requiredResourceAccesses` を API 順に、その中を ID 順に並べてください(components/permissions.ts が行います)。",
  },
  "redundant-permission": {
    sentence: "{subject}({kind}、{api})は、すでにある {wider} に含まれています。",
    remedy: "{subject} を外してください。{subject} で足りるなら {wider} を外してください。",
  },
  "retiring-permission": {
    sentence: "{integration} は今後なくなるものを求めています: {fault}。",
    remedy: "今後も使える方法を提供元に求めてください。",
  },
  "consent-breadth": {
    sentence: "{integration} を承認するのは 1 つのアカウントですが、サインインする全員の権限で動作できます: {scopes}。",
    remedy: "承認するアカウントを `signsIn` に書いてください。",
  },
  "without-effect": {
    sentence: "{subject}({kind}、{api})は {integration} では何も開きません: {why}。",
    remedy: "同意のほかに必要なもの: {mends}。",
  },
  "role-too-small": {
    sentence: "{integration} は {service} を管理するための連携ですが、{held}。",
    remedy: "directoryRoles に {wanted} を書くか、ここで使わない機能を外してください。",
  },
  "scope-without-sign-in": {
    sentence:
      "{integration} にはリダイレクト URI がなく、誰もサインインできないため、次の委任されたアクセス許可は何も与えません: {scopes}。トークンに入るのはアプリケーションのアクセス許可だけです。",
    remedy: "提供元がユーザーなしで動作するなら `application` に書き、そうでなければ外してください。",
  },
  "smtp-auth": {
    sentence: "{subject} には、送信するメールボックスの SMTP AUTH が必要です。組織では無効にすべきプロトコルです。",
    remedy: "組織では無効のままにし、送信するメールボックスだけで有効にするか、提供元に Graph で送信させてください。",
  },
  "weakens-tenant": {
    sentence: "提供元の手順書の手順 {step} により、テナントの安全性が下がります。{reason}",
    remedy:
      "その手順は行わないでください。ほかに方法がないと提供元が確認した場合だけ、手順書が許す最も狭い範囲で行ってください。",
  },
  "outside-integration": {
    sentence: "{subject}({type})はどの連携にも属していません。提供元も、所有者も、期限も書かれていません。",
    remedy: "テナントのファイルの連携として書いてください。",
  },
  "unread-resource": {
    sentence: "{subject} は、どの規則も読まない種類({type})です。何を与えるのか誰にもわかりません。",
    remedy: "外すか、記録と規則がその種類を読めるように、単独の変更で直してください。",
  },
  "exception-unknown": {
    sentence: "承認 {subject} は存在しない規則を指しています。",
    remedy: "docs/rules.md にある規則を書くか、その行を削除してください。",
  },
  "exception-without-reason": {
    sentence: "承認 {subject} は無効です。理由がなく、提供元の手順書もそれを求めていません。",
    remedy: "`reason` を書いてください。",
  },
  "exception-refused": {
    sentence: "承認 {subject} は無効です: {fault}。",
    remedy: "{step}",
  },
  "exception-unused": {
    sentence: "承認 {subject} の対象となる指摘がありません。",
    remedy: "その行を削除するか、`rule` と `subject` を直してください。後から現れるものは対象になりません。",
  },
  "exception-expired": {
    sentence: "承認 {subject} は {until} に終了し、無効です。",
    remedy: "承認の対象をなくすか、改めて承認を受けてください。",
  },
  "exception-ending": {
    sentence: "承認 {subject} は {until} に終了します。",
    remedy: "それまでに、対象を残すかどうかを決めてください。",
  },
  unjudgeable: {
    sentence: "{resources}: 判定できません({subject}): {detail}。",
    remedy: "エンジンの実行前に値がわかる、Integration の通常のリソースとして書いてください。",
  },
  "rule-failed": {
    sentence: "規則 {subject} が失敗し、ここでは何も判定していません: {detail}。",
    remedy: "review/rules/{subject}.ts を単独の変更で直し、この変更を改めてレビューしてください。",
  },
  "program-changed": {
    sentence:
      "この変更は、実行されるもの、または判定するものを変えています: {files}。評価でわかるのはここでの動作だけで、エンジンの中では別の動作をするかもしれません。",
    remedy:
      "これらのファイルの差分を目で読んでください。例外では許可できません。最新のプッシュに対するコード所有者のレビューで許可されます(docs/review.md)。",
  },
  "program-uses": {
    sentence:
      "{places}: プログラムが新たに {subject} を使っています。これにより、ここでは行わないことをエンジンの中で行ったり、リソースの登録以外のことを行ったりできます。",
    remedy:
      "プログラムを構成するパッケージで、テナントのファイルにあるものだけを登録してください。モジュールが使えるものは review/program/lint.ts にあります。",
  },
  "tenant-exchanged": {
    sentence:
      "このスタックのすべてが、テナント {from} ではなく {subject} に作られるようになります。以前のテナントにあるものは権限と資格情報とともに残り、それを適用するものはなくなります。",
    remedy: "元の ID のままにし、別のテナントには別のスタックとファイルを作ってください: tenants/<スタック>.yaml。",
  },
  "engine-setting": {
    sentence:
      "Pulumi の設定 {subject} が {from} から {to} に変わります。エンジンが起動するプログラム、ステートの場所、またはそれを読める相手が、ここで評価したものと異なります。",
    remedy:
      "元のままにしてください。変える場合は、それだけの変更にし、CODEOWNERS にある所有者が内容を確認して手で適用してください。",
  },
  "judge-failed": {
    sentence: "比較元の判定プログラムは{fault}。代わりに作業ツリーの規則で判定しました。",
    remedy:
      "ブランチを比較元に合わせて更新し、改めてレビューしてください。比較元の判定プログラムが壊れているか、この変更でプロトコルのバージョンが変わる場合は、CODEOWNERS にある所有者の承認を得てください。",
  },
} as const satisfies Readonly<Record<string, RuleWords>>;

/** The name of a rule: one without words in Japanese does not compile. */
export type RuleName = keyof typeof rulesJa;
