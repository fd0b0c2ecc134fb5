/** What ends a sign-in of the application itself, in the order of a sheet. */
import type { ErrorCode } from "./code.ts";

export const applicationCodes = [
  {
    code: "AADSTS7000215",
    where: "application",
    meets: ["secret"],
    means: {
      en: "the secret is not one of the application's",
      ja: "シークレットがこのアプリケーションのものではありません",
    },
    mends: {
      en: "Type the secret's Value again, whole and without blanks; not its Secret ID. A secret made less than a minute ago may not work yet: wait, then try again.",
      ja: "シークレットの「値」を、前後に空白を入れずに入力し直してください。シークレット ID ではありません。発行から 1 分以内は使えないことがあります。少し待ってやり直してください。",
    },
  },
  {
    code: "AADSTS7000222",
    where: "application",
    meets: ["secret"],
    means: { en: "the secret has ended", ja: "シークレットの有効期限が切れています" },
    mends: {
      en: "This sheet's is refused from {expires} on. Before that day an older one is still typed in somewhere: replace it. After it, ask {contact} for a new one.",
      ja: "このシートのシークレットは {expires} に失効します。それより前なら、どこかに古いものが入力されたままです。入れ替えてください。過ぎている場合は、{contact}に新しいものを依頼してください。",
    },
  },
  {
    code: "AADSTS700027",
    where: "application",
    meets: ["certificate", "types-thumbprint"],
    means: {
      en: "the certificate is not one of the application's",
      ja: "証明書がこのアプリケーションのものではありません",
    },
    mends: {
      en: "Compare the thumbprint with this sheet's, in the form that the field asks for: Base64 of the bytes is not the hexadecimal text, nor Base64 of that text. Key and certificate must be of one pair.",
      ja: "拇印を、項目が求める形式でこのシートと照合してください。バイト列の Base64 は、16 進の文字列でも、その文字列を Base64 にしたものでもありません。鍵と証明書は同じ組である必要があります。",
    },
  },
  {
    code: "AADSTS700027",
    where: "application",
    meets: ["certificate", "thumbprint-by-product"],
    means: {
      en: "the certificate is not one of the application's",
      ja: "証明書がこのアプリケーションのものではありません",
    },
    mends: {
      en: "Give the product this sheet's certificate with its own key, and take an older one out: they must be of one pair.",
      ja: "このシートの証明書をその鍵とともに製品に設定し、古いものを外してください。証明書と鍵は同じ組である必要があります。",
    },
  },
  {
    code: "AADSTS1000502",
    where: "application",
    meets: ["certificate"],
    means: { en: "the certificate has ended", ja: "証明書の有効期限が切れています" },
    mends: {
      en: "This sheet's is refused from {expires} on, whatever the certificate itself says. Before that day an older one is still in use: replace it. After it, ask {contact} for a new one.",
      ja: "証明書自体の日付にかかわらず、このシートの証明書は {expires} に失効します。それより前なら、古いものが使われています。入れ替えてください。過ぎている場合は、{contact}に新しいものを依頼してください。",
    },
  },
  {
    code: "AADSTS50027",
    where: "application",
    meets: ["certificate", "types-thumbprint"],
    means: {
      en: "the signed assertion is malformed, or its header names no thumbprint",
      ja: "署名されたアサーションの形式が不正か、ヘッダーに拇印がありません",
    },
    mends: {
      en: "Fill in the field for the thumbprint (x5t) or the key id.",
      ja: "拇印(x5t)またはキー ID の項目を入力してください。",
    },
  },
  {
    code: "AADSTS700023",
    where: "application",
    meets: ["certificate", "types-assertion"],
    means: {
      en: "the assertion's audience is not this tenant's token endpoint",
      ja: "アサーションの対象(aud)がこのテナントのトークン エンドポイントではありません",
    },
    mends: {
      en: "The audience (aud) must hold the tenant's id {tenantId} and end as this sheet prints it.",
      ja: "対象(aud)にはテナントの ID {tenantId} を含め、このシートのとおりに入力してください。",
    },
  },
  {
    code: "AADSTS700021",
    where: "application",
    meets: ["certificate", "types-assertion"],
    means: {
      en: "the assertion names another application as its issuer or subject",
      ja: "アサーションの発行者(iss)またはサブジェクト(sub)が別のアプリケーションです",
    },
    mends: {
      en: "Issuer (iss) and subject (sub) are both the client id {clientId}.",
      ja: "発行者(iss)とサブジェクト(sub)は、どちらもクライアント ID {clientId} です。",
    },
  },
  {
    code: "AADSTS700030",
    where: "application",
    meets: ["certificate"],
    means: {
      en: "the product sends the certificate's chain (x5c) and asks to be known by its name, which holds for a few issuers alone",
      ja: "製品が証明書チェーン(x5c)を送り、サブジェクト名による確認を求めていますが、これは一部の発行者に限られます",
    },
    mends: {
      en: "Switch off “subject name and issuer” or “send x5c”: this application is known by the certificate's thumbprint.",
      ja: "「サブジェクト名と発行者」または「x5c の送信」を無効にしてください。このアプリケーションは拇印で確認されます。",
    },
  },
  {
    code: "AADSTS700024",
    where: "application",
    meets: ["certificate"],
    means: {
      en: "the assertion is not within its time range",
      ja: "アサーションの有効時間の範囲外です",
    },
    mends: {
      en: "Set the clock of the product's machine right (NTP), and keep the assertion's life to ten minutes.",
      ja: "製品が動く機器の時計を合わせ(NTP)、アサーションの有効時間は 10 分以内にしてください。",
    },
  },
  {
    code: "AADSTS70021",
    where: "application",
    meets: ["federated"],
    means: {
      en: "nothing that the application trusts fits the token that vouches",
      ja: "提示されたトークンに合う信頼の設定がアプリケーションにありません",
    },
    mends: {
      en: "Compare issuer, subject and audience with this sheet's, letter by letter. One that was set up a few minutes ago may not work yet.",
      ja: "発行者、サブジェクト、対象(aud)をこのシートと一字ずつ照合してください。設定から数分間は使えないことがあります。",
    },
  },
  {
    code: "AADSTS700213",
    where: "application",
    meets: ["federated"],
    means: {
      en: "the token that vouches is for another subject than the application trusts",
      ja: "提示されたトークンのサブジェクトが、アプリケーションの信頼するものと一致しません",
    },
    mends: {
      en: "Compare it letter by letter, upper and lower case included; the answer shows the subject that was sent. Tell {contact} if that one is right.",
      ja: "大文字と小文字まで一字ずつ照合してください。送られたサブジェクトは応答に表示されます。そちらが正しければ、{contact}へお知らせください。",
    },
  },
  {
    code: "AADSTS700211",
    where: "application",
    meets: ["federated"],
    means: {
      en: "the token that vouches comes from another issuer than the application trusts",
      ja: "提示されたトークンの発行者が、アプリケーションの信頼するものと一致しません",
    },
    mends: {
      en: "The answer shows the issuer that was sent: tell {contact}, slash at the end included.",
      ja: "送られた発行者は応答に表示されます。末尾の / も含めて、{contact}へお知らせください。",
    },
  },
  {
    code: "AADSTS700212",
    where: "application",
    meets: ["federated"],
    means: {
      en: "the token that vouches is meant for another audience",
      ja: "提示されたトークンの対象(aud)が一致しません",
    },
    mends: {
      en: "Set the audience to api://AzureADTokenExchange, or to what this sheet prints.",
      ja: "対象(aud)を api://AzureADTokenExchange、またはこのシートの値にしてください。",
    },
  },
  {
    code: "AADSTS700016",
    where: "application",
    meets: ["own-token"],
    means: {
      en: "the tenant has no application with this client id",
      ja: "テナントにこのクライアント ID のアプリケーションがありません",
    },
    mends: {
      en: "The client id is {clientId}, the tenant's id {tenantId}: one of them was mistyped, or the object id taken for it.",
      ja: "クライアント ID は {clientId}、テナントの ID は {tenantId} です。入力の誤りか、オブジェクト ID との取り違えです。",
    },
  },
  {
    code: "AADSTS90002",
    where: "application",
    meets: ["own-token"],
    means: { en: "there is no such tenant", ja: "テナントが見つかりません" },
    mends: {
      en: "The tenant's id is {tenantId}.",
      ja: "テナントの ID は {tenantId} です。",
    },
  },
  {
    code: "AADSTS900023",
    where: "application",
    meets: ["own-token"],
    means: {
      en: "what stands where the tenant belongs is no tenant's name",
      ja: "テナントの位置にある文字列がテナントの名前ではありません",
    },
    mends: {
      en: "Put the tenant's id {tenantId} there, without braces or blanks.",
      ja: "かっこや空白なしで、テナントの ID {tenantId} を入力してください。",
    },
  },
  {
    code: "AADSTS50059",
    where: "application",
    meets: ["app-only", "types-token-url"],
    means: {
      en: "an application must name its tenant: common and organizations are for people",
      ja: "アプリケーションはテナントを指定する必要があります(common と organizations は人のサインイン用です)",
    },
    mends: {
      en: "Put the tenant's id {tenantId} into the token URL.",
      ja: "トークンの URL にテナントの ID {tenantId} を入れてください。",
    },
  },
  {
    code: "AADSTS1002012",
    where: "application",
    meets: ["app-only", "types-scope"],
    means: {
      en: "an application asks for everything it was granted: its scope ends in /.default",
      ja: "アプリケーションのスコープは、付与されたすべてを表す /.default で終わる必要があります",
    },
    mends: {
      en: "As scope enter the API's address with /.default behind it, and nothing else.",
      ja: "スコープには API のアドレスに /.default を付けたものだけを入力してください。",
    },
  },
  {
    code: "AADSTS500011",
    where: "application",
    meets: ["own-token", "types-scope"],
    means: {
      en: "the API is not in this tenant, or its address is mistyped",
      ja: "API がこのテナントにないか、アドレスの入力に誤りがあります",
    },
    mends: {
      en: "Compare the scope or resource, letter by letter. If it is right, the tenant lacks the licence of that service: tell {contact}.",
      ja: "スコープまたはリソースを一字ずつ照合してください。正しければ、そのサービスのライセンスがテナントにありません。{contact}へお知らせください。",
    },
  },
  {
    code: "AADSTS500011",
    where: "application",
    meets: ["own-token", "scope-by-product"],
    means: { en: "the API is not in this tenant", ja: "API がこのテナントにありません" },
    mends: {
      en: "The tenant lacks the licence of that service, or nobody has used it yet: tell {contact} which one the text names.",
      ja: "そのサービスのライセンスがテナントにないか、まだ使われていません。本文にある API を{contact}へお知らせください。",
    },
  },
  {
    code: "AADSTS500014",
    where: "application",
    meets: ["own-token"],
    means: {
      en: "the API is switched off in this tenant: its subscription ended, or somebody disabled it",
      ja: "API がこのテナントで無効です(サブスクリプションの終了、または無効化)",
    },
    mends: {
      en: "Nothing on your side mends it: tell {contact} which API it names.",
      ja: "入力側では直せません。表示された API を{contact}へお知らせください。",
    },
  },
  {
    code: "AADSTS501051",
    where: "application",
    meets: ["app-only"],
    means: {
      en: "the API admits only applications that hold one of its permissions",
      ja: "API は、そのアクセス許可を持つアプリケーションだけを受け付けます",
    },
    mends: {
      en: "A consent is missing: tell {contact} which API the text names.",
      ja: "同意が不足しています。本文にある API を{contact}へお知らせください。",
    },
  },
  {
    code: "AADSTS28000",
    where: "application",
    meets: ["app-only", "types-scope"],
    means: { en: "the scope names more than one API", ja: "スコープに複数の API が指定されています" },
    mends: {
      en: "Ask for one API in each request: its address with /.default behind it.",
      ja: "要求ごとに 1 つの API を、アドレスに /.default を付けて指定してください。",
    },
  },
  {
    code: "AADSTS53003",
    where: "application",
    meets: ["app-only"],
    means: {
      en: "Conditional Access refused the application: a policy for workload identities",
      ja: "条件付きアクセス(ワークロード ID のポリシー)がアプリケーションを拒否しました",
    },
    mends: {
      en: "Tell {contact} the address from which the product calls the internet: the policy may admit some places only.",
      ja: "製品がインターネットへ接続する IP アドレスを{contact}へお知らせください。許可された場所に限るポリシーのことがあります。",
    },
  },
  {
    code: "AADSTS1002016",
    where: "application",
    meets: ["own-token"],
    means: { en: "the product speaks TLS 1.0 or 1.1", ja: "製品が TLS 1.0 または 1.1 で接続しています" },
    mends: {
      en: "Entra takes TLS 1.2 or newer: update the product, its Java or .NET, or its operating system.",
      ja: "Entra は TLS 1.2 以降だけを受け付けます。製品、Java や .NET、OS を更新してください。",
    },
  },
  {
    code: "AADSTS900144",
    where: "application",
    meets: ["own-token"],
    means: {
      en: "a field of the request is empty; the text names it",
      ja: "要求の項目が空です(名前は本文に表示されます)",
    },
    mends: {
      en: "Fill in the field of the form that belongs to it.",
      ja: "対応する入力欄を埋めてください。",
    },
  },
  {
    code: "AADSTS900561",
    where: "application",
    meets: ["own-token", "types-token-url", "types-authorize-url"],
    means: {
      en: "the token URL was opened like a page",
      ja: "トークンの URL がページとして開かれています",
    },
    mends: {
      en: "The token URL (…/token) stands where the authorization URL (…/authorize) belongs: exchange the two.",
      ja: "承認 URL の欄(…/authorize)に、トークンの URL の値(…/token)が入っています。入れ替えてください。",
    },
  },
  {
    code: "AADSTS7000112",
    where: "application",
    meets: ["own-token"],
    means: { en: "the application is switched off", ja: "アプリケーションが無効になっています" },
    mends: {
      en: "Nothing on your side mends it: ask {contact} whether it was suspended.",
      ja: "入力側では直せません。停止中かどうか、{contact}にお問い合わせください。",
    },
  },
  {
    code: "AADSTS7000229",
    where: "application",
    meets: ["own-token"],
    means: {
      en: "the application has no enterprise application in the tenant",
      ja: "テナントにエンタープライズ アプリケーションがありません",
    },
    mends: {
      en: "Somebody deleted it: tell {contact}, who can restore it for 30 days.",
      ja: "削除されています。30 日以内なら復元できますので、{contact}へお知らせください。",
    },
  },
  {
    code: "AADSTS7000216",
    where: "application",
    meets: ["app-only"],
    means: {
      en: "the request proves nothing: neither a secret nor an assertion is in it",
      ja: "要求にシークレットもアサーションも含まれていません",
    },
    mends: {
      en: "Fill in the field for the credential.",
      ja: "資格情報の欄を入力してください。",
    },
  },
  {
    code: "AADSTS7000218",
    where: "application",
    meets: ["own-token", "delegated"],
    means: {
      en: "what redeems a code or a refresh token proves nothing: neither a secret nor an assertion is in the request",
      ja: "コードまたは更新トークンの引き換えに、シークレットもアサーションも含まれていません",
    },
    mends: {
      en: "Fill in the field for the credential; a product set to “public client” sends none.",
      ja: "資格情報の欄を入力してください。「パブリック クライアント」の設定では送信されません。",
    },
  },
] as const satisfies readonly ErrorCode[];
