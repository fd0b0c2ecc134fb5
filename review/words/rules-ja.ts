/** The rules' sentences in Japanese, by rule name; braces as in the rule's own sentence. */

/** Sentence and remedy of one rule. */
export interface RuleWords {
  readonly sentence: string;
  readonly remedy: string;
}

/** Every rule by its name. */
export const rulesJa: Readonly<Record<string, RuleWords>> = {
  "client-secret": {
    sentence:
      "{integration} は {credential} で身元を証明します。フェデレーション資格情報や認証局の証明書より弱い方法です。",
    remedy:
      "連携先が受け付けるなら、フェデレーション資格情報か証明書を使ってください(その場合、シークレットには承認が必要です)。受け付けないなら、有効期間を短くして更新を続けてください。",
  },
  "secret-lifetime": {
    sentence: "{subject} のクライアント シークレットの有効期間は{life}です。規則は 180 日未満です。",
    remedy:
      "発行から 175 日で終わるようにしてください。366 日までは承認できます。それを超える場合、承認できるのは連携先のページの手順が求めるものだけです。期限のないものは却下されます。",
  },
  "certificate-lifetime": {
    sentence: "{subject} の証明書の有効期間は{life}です。規則は 180 日以下です。",
    remedy: "発行から 175 日で終わるようにしてください。365 日を超えるものと期限のないものは却下されます。",
  },
  "certificate-key": {
    sentence: "{subject} の鍵では {integration} の身元を証明できません: {fault}。",
    remedy: "2048 ビット以上の RSA と、SHA-256、SHA-384、SHA-512 のいずれかで署名された証明書を使ってください。",
  },
  "legacy-thumbprint": {
    sentence: "{integration} は証明書を SHA-1 の拇印で示します。Microsoft 自身のアサーションではもう使われていません。",
    remedy: "連携先の画面が受け付けるようになり次第、SHA-256 の拇印(x5t#S256 と PS256)を渡してください。",
  },
  "credential-on-principal": {
    sentence:
      "{subject}({type})は資格情報をサービス プリンシパルに置きます。アプリケーション自身の一覧には表示されません。",
    remedy: "`credentials` の 1 行として、アプリケーションに発行してください。",
  },
  "credential-count": {
    sentence: "{integration} には{count}があります。更新に必要な有効な資格情報は、1 つの持ち主につき 2 つです。",
    remedy:
      "先に最も古いものを単独の変更で廃止し、その後に追加してください。ほかと同時に止まってはならないインスタンスは、別の連携にしてください。",
  },
  "shared-key": {
    sentence: "{integration} は {subject} と 1 つの鍵を共有しています。鍵を持つ者は、そのすべてになれます。",
    remedy: "アプリケーションごとに別の鍵を用意してください。",
  },
  "embedded-password": {
    sentence:
      "{application} にクライアント シークレットが埋め込まれています。台帳に載らず、プロバイダーは次を作る前にこれを削除します。",
    remedy: "アプリケーションの `password` を外し、`credentials` に 1 行を書いてください。",
  },
  "public-client": {
    sentence: "{what} により、{integration} のクライアント ID を知る者は誰でも資格情報なしでトークンを要求できます。",
    remedy: "パブリック クライアント フローを無効にし、URI は Web として登録してください。",
  },
  "private-key-in-state": {
    sentence: "{integration} の秘密鍵はここで作られるため、スタックのステートに(ステートの鍵で暗号化されて)残ります。",
    remedy: "連携先かキー コンテナーで鍵を作り、証明書だけを受け取る方が安全です。",
  },
  "vault-removed": {
    sentence:
      "{integration} の資格情報はキー コンテナーから外れ、そこから削除されます。以後はスタックのステートだけに残ります。",
    remedy:
      "`vault` を残すか、別のキー コンテナーを指定してください。置かない場合は、ステートの保存先とその鍵を、キー コンテナーと同じように守ってください。",
  },
  "federated-subject": {
    sentence: "フェデレーション資格情報 {subject}({named})は{fault}。",
    remedy:
      "発行者、サブジェクト、対象ユーザー api://AzureADTokenExchange を正確に書いてください。GitHub では repo:<owner>@<id>/<repository>@<id>:environment:<name> です。",
  },
  "password-grant-possible": {
    sentence:
      "クライアント シークレットとユーザーのパスワードだけで {scopes} を使えます。連携先のページは多要素認証を無効にさせ、パスワード付与を禁じるものはほかにありません。",
    remedy: "委任されたアクセス許可を外し(`omits`)、多要素認証を有効のままにしてください。",
  },
  "schedule-registered": {
    sentence: "{subject} について、Entra に登録されるのは {registered}、台帳の記載は {schedule} です。",
    remedy: "`credentials` の各行が、その行の期限で資格情報を 1 つ発行し、ほかからは発行しないようにしてください。",
  },
  "schedule-order": {
    sentence: "{integration} の台帳の並びが正しくありません: {fault}。",
    remedy: "1 行に 1 世代、古い順に、発行する日付で書いてください。",
  },
  "schedule-add-and-retire": {
    sentence:
      "{integration} で {added} の追加と {retired} の廃止が 1 つの変更にあります。実行が途中で止まると、何も動かなくなります。",
    remedy: "先に追加してください。廃止は、連携先がすべての場所で新しい方を使ってから、別の変更で行います。",
  },
  "schedule-dates-changed": {
    sentence: "{subject} の使用中の資格情報が削除され、作り直されます: {difference}。",
    remedy: "発行済みのものは変えずに、新しい世代を追加してください。",
  },
  "schedule-retired-early": {
    sentence: "{integration} の {subject} の廃止は早すぎます: {gap}。まだ使っている連携先は接続できなくなります。",
    remedy:
      "新しい世代の使用が確認されて 45 日たつか、古い世代の期限が切れるまで待ってください。漏えい後は、この変更に限り `emergency: { reason: … }` を書いてください。",
  },
  "renewal-due": {
    sentence: "{subject} の更新{due}: {left}。",
    remedy:
      "単独の変更で `credentials` に 1 行を追加し、新しい資格情報を引き渡し、連携先が使い始めた日を `confirmed` に書いてください。",
  },
  "redirect-https": {
    sentence: "{subject} は https ではありません。経路上やその端末にいる者が、送られるコードやトークンを読めます。",
    remedy:
      "https を使ってください。localhost への http とアプリ独自のスキームには承認が必要です。それ以外は却下されます。",
  },
  "redirect-form": {
    sentence: "{subject} は正しい形ではありません: {fault}。",
    remedy: "連携先が送るとおりに、一字一句同じ URI を書いてください。",
  },
  "redirect-host": {
    sentence: "{subject} のホストは、連携先のページに書かれた形({template})ではありません。",
    remedy: "ホストを直してください。正しい場合は、連携先に書面で確認してください。",
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
    remedy: "代わりに、連携先の Web のアドレスを登録してください。",
  },
  "multi-tenant": {
    sentence:
      "任意の組織のアカウントが {integration} にサインインでき、どのテナントもそのプリンシパルを持てます({audience})。",
    remedy:
      "連携先が対応するなら、このテナントだけにしてください(`audience: single`)。対応しないなら、アプリ インスタンスのすべてのプロパティを手動でロックしてください。個人アカウントは却下されます。",
  },
  "unique-name": {
    sentence: "{application} の名前か目印に問題があります: {fault}。",
    remedy: "`preventDuplicateNames` を設定し、目印のタグを残してください。",
  },
  owners: {
    sentence: "{integration} の所有者は {on} で {count} つです。誰かの手に残るよう、2 つが必要です。",
    remedy: "`tenant.owners` に、デプロイする者を含めて 2 つの所有者を書いてください。1 つもなければ却下されます。",
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
      "プリンシパルで割り当てを必須にし、`signsIn` の各人を割り当て、その人たちだけにスコープを付与してください。",
  },
  "suspension-registered": {
    sentence: "設定では {integration} は {since} から停止中ですが、サービス プリンシパルは有効のままです。",
    remedy: "`suspended` によりプリンシパルの accountEnabled が false になるようにしてください。",
  },
  "identifier-uri": {
    sentence: "{subject} は {integration} を API として示します: {fault}。",
    remedy:
      "識別子 URI は書かないでください。必要な場合は api://<クライアント ID> とバージョン 2 のアクセス トークンを使ってください。",
  },
  "directory-role": {
    sentence: "{integration} は、誰もサインインしていなくても、常に {scope} の {subject} です。",
    remedy:
      "ロールを外すか、必要なことだけができるアクセス許可を求めてください。特権ロール(全体管理者など)と、カタログにないロールは承認できません。",
  },
  "first-party-principal": {
    sentence:
      "{subject} は Microsoft 自身の {api} のプリンシパルを管理しようとします。外すと、Entra にその削除を求めます。",
    remedy: "Microsoft のプリンシパルは参照(getServicePrincipal)だけにし、登録しないでください。",
  },
  protect: {
    sentence: "{integration} の削除の保護に問題があります: {fault}。",
    remedy: "`suspended`、次に `leaving`、その後に連携の削除と、1 つずつ別の変更で進めてください。",
  },
  "known-permission": {
    sentence: "{integration} が求めるものがカタログにありません: {fault}。",
    remedy: "アクセス許可を直すか、出典とともにカタログへ、単独の変更で追加してください。",
  },
  "tier-0": {
    sentence:
      "{subject}({api})により、{integration} はテナントを乗っ取るか、ある種類のデータすべてを変更できます: {reason}。",
    remedy: "より狭いアクセス許可を求めてください。承認できるのは、連携先のページの手順が求めるものだけです。",
  },
  "risky-permission": {
    sentence: "{subject}({kind}、{api})のリスクは「{risk}」です: {reason}。",
    remedy: "何のために必要かをプル リクエストに書くか、より狭いものを求めてください。",
  },
  "delegated-first": {
    sentence:
      "{subject} はユーザーのサインインなしに動作します。連携先は、ユーザーの権利を超えない {scope} にも対応しています。",
    remedy: "連携先が使えるなら、委任されたアクセス許可を選んでください。",
  },
  "mailbox-scope": {
    sentence: "{subject}({api})は、連携先が使うメールボックスだけでなく、テナントのすべてのメールボックスに届きます。",
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
    remedy: "今後も使える方法を連携先に求めてください。",
  },
  "consent-breadth": {
    sentence: "{integration} を承認するのは 1 つのアカウントですが、サインインする全員の権利で動作できます: {scopes}。",
    remedy: "承認するアカウントを `signsIn` に書いてください。",
  },
  "smtp-auth": {
    sentence: "{subject} には、送信するメールボックスの SMTP AUTH が必要です。組織では無効にすべきプロトコルです。",
    remedy: "組織では無効のままにし、送信するメールボックスだけで有効にするか、連携先に Graph で送信させてください。",
  },
  "weakens-tenant": {
    sentence: "連携先のページの手順 {step} はテナントを弱めます。{reason}",
    remedy:
      "その手順は行わないでください。ほかに方法がないと連携先が確認した場合だけ、ページが許す最も狭い範囲で行ってください。",
  },
  "outside-integration": {
    sentence: "{subject}({type})はどの連携にも属していません。連携先も、所有者も、期限も書かれていません。",
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
    sentence: "承認 {subject} は無効です。理由がなく、連携先のページの手順もそれを求めていません。",
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
  "reviewer-changed": {
    sentence: "{subject} は変更を判定するものの一部で、この変更はそれに触れています({files})。判定した規則: {judge}。",
    remedy: "これらのファイルの差分を目で読み、CODEOWNERS にある所有者の承認を得てください。",
  },
};
