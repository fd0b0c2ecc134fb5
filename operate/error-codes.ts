/**
 * The codes that people meet where an integration does not work, with what each means and what mends it: for the sheet
 * (those that this integration can meet), and wherever a verb names one. Microsoft's codes and short texts are facts
 * (https://learn.microsoft.com/entra/identity-platform/reference-error-codes, https://login.microsoftonline.com/error, Graph's
 * and Exchange Online's own answers); the words are ours.
 */
import type { VendorDefinition } from "../components/definition.ts";
import type { LocalizedText } from "../components/localized-text.ts";
import type { ResolvedIntegration } from "../components/resolved-integration.ts";
import { type Use, usesOf } from "./error-uses.ts";

/** Where the code is met: as the application signs in, as a person does, in a call, at a mail server. */
export type Where = "application" | "person" | "call" | "mail";

/** One code. Texts may hold the sheet's placeholders, and `{contact}` for whoever is told. */
export interface ErrorCode {
  /** As the answer shows it, for people who search for it. */
  readonly code: string;
  readonly where: Where;
  /** All of these, for the integration to meet it. */
  readonly meets: readonly Use[];
  /** What is the matter: a clause without a full stop. */
  readonly means: LocalizedText;
  /** What to do; sentences. Absent: only verbs name it, with a next step of their own. */
  readonly mends: LocalizedText;
}

/** The table, in the order in which a sheet lists it. */
export const errorCodes = [
  // The application's own sign-in.
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
  // A person's sign-in.
  {
    code: "AADSTS50011",
    where: "person",
    meets: ["redirect"],
    means: {
      en: "the redirect URI that was sent is not one of those registered",
      ja: "送信されたリダイレクト URI が登録されていません",
    },
    mends: {
      en: "Compare it with this sheet's to the letter: https, upper and lower case, the slash at the end. If the product sends another one, tell {contact}.",
      ja: "https、大文字と小文字、末尾の / まで、このシートと一字ずつ照合してください。製品が別の URI を送る場合は、{contact}へお知らせください。",
    },
  },
  {
    code: "AADSTS500112",
    where: "person",
    meets: ["redirect", "code-by-hand"],
    means: {
      en: "the code was asked for another redirect URI",
      ja: "コードは別のリダイレクト URI で要求されたものです",
    },
    mends: {
      en: "Use one redirect URI in both requests, and begin again.",
      ja: "両方の要求で同じリダイレクト URI を使い、最初からやり直してください。",
    },
  },
  {
    code: "AADSTS500113",
    where: "person",
    meets: ["redirect"],
    means: {
      en: "the application has no redirect URI in the tenant",
      ja: "テナントのアプリケーションにリダイレクト URI がありません",
    },
    mends: {
      en: "Somebody removed it: tell {contact}.",
      ja: "削除されています。{contact}へお知らせください。",
    },
  },
  {
    code: "AADSTS700025",
    where: "person",
    meets: ["redirect-web", "secret"],
    means: {
      en: "the redirect URI is registered for a public client, which takes no secret",
      ja: "リダイレクト URI が、シークレットを受け付けないパブリック クライアント用に登録されています",
    },
    mends: {
      en: "It belongs under Web, where the stack registers it: somebody moved it. Tell {contact}.",
      ja: "Web として登録されるべきものが移されています。{contact}へお知らせください。",
    },
  },
  {
    code: "AADSTS9002326",
    where: "person",
    meets: ["redirect-web", "forms-unknown"],
    means: {
      en: "a page in a browser redeemed the code, and the redirect URI is registered for a server",
      ja: "コードがブラウザーで引き換えられましたが、リダイレクト URI はサーバー用です",
    },
    mends: {
      en: "Use the product's server, as its page says. One that runs in the browser alone needs another registration: tell {contact}.",
      ja: "手順書のとおり製品のサーバーを使ってください。ブラウザーだけで動くものには別の登録が必要です。{contact}へお知らせください。",
    },
  },
  {
    code: "AADSTS9002325",
    where: "person",
    meets: ["redirect-spa"],
    means: { en: "the page sends no code challenge (PKCE)", ja: "ページがコード チャレンジ(PKCE)を送っていません" },
    mends: {
      en: "Update the product: older ones do not send it.",
      ja: "古い製品は送りません。製品を更新してください。",
    },
  },
  {
    code: "AADSTS700084",
    where: "person",
    meets: ["redirect-spa"],
    means: {
      en: "the sign-in of a page in a browser ends after 24 hours",
      ja: "ブラウザーのページのサインインは 24 時間で終わります",
    },
    mends: {
      en: "Sign in again; nothing is broken.",
      ja: "もう一度サインインしてください。異常ではありません。",
    },
  },
  {
    code: "AADSTS50058",
    where: "person",
    meets: ["redirect-spa"],
    means: {
      en: "the browser hides the sign-in from the page, or nobody is signed in",
      ja: "ブラウザーがサインインをページに渡さないか、サインインしていません",
    },
    mends: {
      en: "Sign in on the page itself; let the browser keep cookies of login.microsoftonline.com.",
      ja: "ページ上でサインインし、login.microsoftonline.com の Cookie をブラウザーで許可してください。",
    },
  },
  {
    code: "AADSTS9002327",
    where: "person",
    meets: ["redirect-spa"],
    means: {
      en: "the redirect URI is registered for a page in a browser, and something else redeemed the code",
      ja: "リダイレクト URI がシングルページ アプリケーション用で、ブラウザー以外がコードを引き換えました",
    },
    mends: {
      en: "Use the product in a browser, as its page says. A server needs another registration: tell {contact}.",
      ja: "手順書のとおりブラウザーで使ってください。サーバーで使うには別の登録が必要です。{contact}へお知らせください。",
    },
  },
  {
    code: "AADSTS7000218",
    where: "person",
    meets: ["public-client"],
    means: {
      en: "the application may not sign in without a credential: its public client flows are switched off",
      ja: "パブリック クライアント フローが無効で、資格情報なしではサインインできません",
    },
    mends: {
      en: "The stack switches them on: somebody took it back. Tell {contact}.",
      ja: "有効のはずが戻されています。{contact}へお知らせください。",
    },
  },
  {
    code: "AADSTS70020",
    where: "person",
    meets: ["device-code"],
    means: {
      en: "the code that the device shows is too old: it lives 15 minutes",
      ja: "デバイスに表示されたコードの有効時間(15 分)が過ぎています",
    },
    mends: { en: "Let the product show a new one.", ja: "製品で新しいコードを表示してください。" },
  },
  {
    code: "AADSTS65001",
    where: "person",
    meets: ["delegated"],
    means: {
      en: "consent to a permission is missing in the tenant",
      ja: "アクセス許可への同意がテナントにありません",
    },
    mends: {
      en: "What the page asks for is granted already: the product asks for more. Set its scopes to this sheet's, or tell {contact} which one it names.",
      ja: "手順書のアクセス許可には同意済みで、製品がそれ以上を要求しています。スコープをこのシートに合わせるか、表示された名前を{contact}へお知らせください。",
    },
  },
  {
    code: "AADSTS65004",
    where: "person",
    meets: ["delegated"],
    means: {
      en: "the person who signed in declined the consent",
      ja: "サインインした人が同意を拒否しました",
    },
    mends: { en: "Sign in again and click Accept.", ja: "もう一度サインインし、「承諾」を選んでください。" },
  },
  {
    code: "AADSTS90094",
    where: "person",
    meets: ["delegated", "own-token"],
    means: {
      en: "a permission is asked that only an administrator may consent to",
      ja: "管理者だけが同意できるアクセス許可が要求されています",
    },
    mends: {
      en: "The product asks for more than the page does: tell {contact} the scope, and let nobody consent on this page.",
      ja: "製品が手順書より多くを要求しています。スコープを{contact}へ知らせ、この画面では誰も同意しないでください。",
    },
  },
  {
    code: "AADSTS90095",
    where: "person",
    meets: ["delegated", "own-token"],
    means: {
      en: "the tenant has consent approved by an administrator first",
      ja: "テナントでは先に管理者の承認が必要です",
    },
    mends: {
      en: "As for AADSTS90094: request nothing on this page.",
      ja: "AADSTS90094 と同じです。この画面では申請しないでください。",
    },
  },
  {
    code: "AADSTS90094",
    where: "person",
    meets: ["vendors-application"],
    means: {
      en: "only an administrator may consent to this application",
      ja: "このアプリケーションに同意できるのは管理者だけです",
    },
    mends: {
      en: "A person without a role sees this, and an administrator whose role is not activated (Privileged Identity Management): activate it first, or send the link to {contact}.",
      ja: "ロールのない人と、ロールを有効化していない管理者(Privileged Identity Management)に表示されます。先に有効化するか、リンクを{contact}へ送ってください。",
    },
  },
  {
    code: "AADSTS70011",
    where: "person",
    meets: ["delegated", "types-scope"],
    means: { en: "the scope is not written as Entra takes it", ja: "スコープの書き方が正しくありません" },
    mends: {
      en: "One API in each request, its scopes with a blank between them; .default stands alone.",
      ja: "要求ごとに 1 つの API を指定し、スコープは半角の空白で区切ってください。.default は単独で使います。",
    },
  },
  {
    code: "AADSTS650057",
    where: "person",
    meets: ["delegated", "own-token"],
    means: {
      en: "an API is asked that the application does not list",
      ja: "アプリケーションに登録されていない API が要求されています",
    },
    mends: {
      en: "Compare the scope or resource with this sheet's APIs; tell {contact} the resource that the text names.",
      ja: "スコープまたはリソースをこのシートの API と照合し、本文にあるリソースを{contact}へお知らせください。",
    },
  },
  {
    code: "AADSTS500011",
    where: "person",
    meets: ["own-scopes"],
    means: {
      en: "no application of this tenant has the name that was asked for",
      ja: "要求された名前のアプリケーションがこのテナントにありません",
    },
    mends: {
      en: "Ask for the scope as this sheet prints it, letter by letter and without a slash behind the URI. If it is right, somebody took the Application ID URI away: tell {contact}.",
      ja: "スコープをこのシートのとおりに、一字ずつ、URI の末尾にスラッシュを付けずに要求してください。正しければアプリケーション ID の URI が削除されています。{contact}へお知らせください。",
    },
  },
  {
    // github.com/Softeria/ms-365-mcp-server pull request 508; Azure-Samples/ms-identity-msal-java-samples 43.
    code: "AADSTS90009",
    where: "person",
    meets: ["own-scopes"],
    means: {
      en: "the application asks for a token of itself by its URI, often first when a token is renewed after an hour",
      ja: "アプリケーションが自分自身のトークンを URI で要求しています。1 時間後のトークンの更新で初めて現れることがあります",
    },
    mends: {
      en: "Where one application is both the product and its API, the scope begins with the client id, {clientId}, in place of the URI.",
      ja: "製品とその API が同じアプリケーションの場合、スコープは URI の代わりにクライアント ID {clientId} で始めます。",
    },
  },
  {
    code: "AADSTS650053",
    where: "person",
    meets: ["delegated", "types-scope"],
    means: { en: "a scope is asked that the API does not have", ja: "API にないスコープが要求されています" },
    mends: {
      en: "Compare the scopes with this sheet's; a blank parts two of them.",
      ja: "スコープをこのシートと照合してください。区切りは半角の空白です。",
    },
  },
  {
    code: "AADSTS50105",
    where: "person",
    meets: ["assignment"],
    means: {
      en: "whoever signed in is not among those who may",
      ja: "サインインした人は許可された人に含まれていません",
    },
    mends: {
      en: "Sign in as somebody who may (above), or ask {contact} to add this person.",
      ja: "許可された人(上記)でサインインするか、{contact}に追加を依頼してください。",
    },
  },
  {
    code: "AADSTS50194",
    where: "person",
    meets: ["delegated", "single-tenant"],
    means: {
      en: "the application is for this tenant alone, and the sign-in went to common",
      ja: "このテナント専用のアプリケーションですが、サインインが common に送られました",
    },
    mends: {
      en: "Put the tenant's id {tenantId} in place of common.",
      ja: "common の代わりにテナントの ID {tenantId} を入れてください。",
    },
  },
  {
    code: "AADSTS50020",
    where: "person",
    meets: ["delegated"],
    means: { en: "the account belongs to another tenant", ja: "別のテナントのアカウントです" },
    mends: {
      en: "Sign out, then sign in with an account of this tenant ({domain}).",
      ja: "サインアウトし、このテナント({domain})のアカウントでサインインしてください。",
    },
  },
  {
    code: "AADSTS50034",
    where: "person",
    meets: ["password"],
    means: { en: "the tenant has no such account", ja: "テナントにこのアカウントがありません" },
    mends: {
      en: "Sign in as somebody of this tenant ({domain}).",
      ja: "このテナント({domain})のアカウントでサインインしてください。",
    },
  },
  {
    code: "AADSTS500021",
    where: "person",
    meets: ["delegated"],
    means: {
      en: "the network of whoever signs in lets them into some tenants only",
      ja: "サインインする人のネットワークで、アクセスできるテナントが制限されています",
    },
    mends: {
      en: "Their proxy's administrator admits this tenant ({domain}).",
      ja: "プロキシの管理者に、このテナント({domain})の許可を依頼してください。",
    },
  },
  {
    code: "AADSTS50057",
    where: "person",
    meets: ["keeps-sign-in"],
    means: { en: "the account is switched off", ja: "アカウントが無効です" },
    mends: {
      en: "Sign in as somebody else, or tell {contact}: a product that acts for this person stands still.",
      ja: "別の人でサインインするか、{contact}へお知らせください。この人として動く製品は止まります。",
    },
  },
  {
    code: "AADSTS50126",
    where: "person",
    meets: ["password"],
    means: { en: "name or password were wrong", ja: "ユーザー名またはパスワードが違います" },
    mends: { en: "Type them again.", ja: "入力し直してください。" },
  },
  {
    code: "AADSTS50076",
    where: "person",
    meets: ["delegated"],
    means: { en: "a second factor is asked for", ja: "多要素認証が必要です" },
    mends: {
      en: "Sign in on a page where it can be answered; a product that keeps a password cannot.",
      ja: "多要素認証に応答できる画面でサインインしてください。パスワードを保存する製品では応答できません。",
    },
  },
  {
    code: "AADSTS50079",
    where: "person",
    meets: ["delegated"],
    means: {
      en: "the account has no second factor yet, and one is asked for",
      ja: "多要素認証が必要ですが、アカウントに登録されていません",
    },
    mends: {
      en: "Sign in once in a browser (https://aka.ms/mfasetup) and register one.",
      ja: "ブラウザーで一度サインイン(https://aka.ms/mfasetup)し、登録してください。",
    },
  },
  {
    code: "AADSTS53000",
    where: "person",
    meets: ["delegated"],
    means: {
      en: "Conditional Access admits managed devices only",
      ja: "条件付きアクセスにより、管理対象のデバイスだけが許可されています",
    },
    mends: {
      en: "Sign in from one. A product's server is none: tell {contact}.",
      ja: "管理対象のデバイスでサインインしてください。製品のサーバーは対象になりません。{contact}へお知らせください。",
    },
  },
  {
    code: "AADSTS53003",
    where: "person",
    meets: ["delegated"],
    means: { en: "Conditional Access refused the sign-in", ja: "条件付きアクセスがサインインを拒否しました" },
    mends: {
      en: "The tenant's administrator sees in the sign-in log which policy it was.",
      ja: "どのポリシーかは、テナントの管理者がサインイン ログで確認できます。",
    },
  },
  {
    code: "AADSTS700082",
    where: "person",
    meets: ["keeps-sign-in"],
    means: {
      en: "the refresh token has ended, because nobody used it for 90 days",
      ja: "更新トークンが 90 日間使われず、失効しました",
    },
    mends: { en: "Let the person sign in once more.", ja: "もう一度サインインしてください。" },
  },
  {
    code: "AADSTS70043",
    where: "person",
    meets: ["keeps-sign-in"],
    means: {
      en: "Conditional Access asks for a new sign-in after a time",
      ja: "条件付きアクセスにより、一定時間後の再サインインが必要です",
    },
    mends: {
      en: "Let the person sign in once more; if the product must run on its own, tell {contact}: the policy ends it each time.",
      ja: "もう一度サインインしてください。無人で動かす製品では毎回止まるため、{contact}へお知らせください。",
    },
  },
  {
    code: "AADSTS50173",
    where: "person",
    meets: ["keeps-sign-in"],
    means: {
      en: "the sign-in was revoked: the password changed, or an administrator revoked it",
      ja: "パスワードの変更、または管理者の操作により、サインインが取り消されました",
    },
    mends: { en: "Let the person sign in once more.", ja: "もう一度サインインしてください。" },
  },
  {
    code: "AADSTS70008",
    where: "person",
    meets: ["code-by-hand"],
    means: { en: "the code is too old: it lives ten minutes", ja: "コードの有効時間(10 分)が過ぎています" },
    mends: { en: "Begin again, and finish in one go.", ja: "最初から続けてやり直してください。" },
  },
  {
    code: "AADSTS54005",
    where: "person",
    meets: ["code-by-hand"],
    means: { en: "the code was redeemed already: it works once", ja: "コードは使用済みです(1 回だけ使えます)" },
    mends: { en: "Begin again for a new one.", ja: "最初からやり直し、新しいコードを取得してください。" },
  },
  {
    code: "AADSTS9002313",
    where: "person",
    meets: ["code-by-hand"],
    means: {
      en: "the code is none, or was not copied whole",
      ja: "コードではないか、途中までしかコピーされていません",
    },
    mends: {
      en: "Copy everything between code= and the next &.",
      ja: "code= から次の & の前までをすべてコピーしてください。",
    },
  },
  {
    code: "AADSTS70000",
    where: "person",
    meets: ["code-by-hand"],
    means: { en: "the code belongs to another application", ja: "コードは別のアプリケーションのものです" },
    mends: {
      en: "Use one client id in both requests: {clientId}.",
      ja: "両方の要求で同じクライアント ID {clientId} を使ってください。",
    },
  },
  {
    code: "AADSTS700051",
    where: "person",
    meets: ["implicit"],
    means: {
      en: "access tokens straight from the sign-in page (implicit grant) are switched off",
      ja: "暗黙的な許可のアクセス トークンが無効になっています",
    },
    mends: {
      en: "The stack switches it on: somebody took it back. Tell {contact}.",
      ja: "有効のはずが戻されています。{contact}へお知らせください。",
    },
  },
  {
    code: "AADSTS700054",
    where: "person",
    meets: ["implicit"],
    means: {
      en: "id tokens straight from the sign-in page (implicit grant) are switched off",
      ja: "暗黙的な許可の ID トークンが無効になっています",
    },
    mends: {
      en: "The stack switches it on: somebody took it back. Tell {contact}.",
      ja: "有効のはずが戻されています。{contact}へお知らせください。",
    },
  },
  {
    code: "AADSTS650052",
    where: "person",
    meets: ["vendors-application"],
    means: {
      en: "the tenant lacks a service that the application asks for",
      ja: "アプリケーションが要求するサービスがテナントにありません",
    },
    mends: {
      en: "Its licence is missing, or nobody has used it yet: tell {contact}.",
      ja: "ライセンスがないか、まだ使われていません。{contact}へお知らせください。",
    },
  },
  // Calls with a token.
  {
    code: "403 Authorization_RequestDenied",
    where: "call",
    meets: ["graph"],
    means: {
      en: "the token lacks the permission that this call needs",
      ja: "この呼び出しに必要なアクセス許可がトークンにありません",
    },
    mends: {
      en: "A consent reaches new tokens within minutes, at the latest within an hour: wait, let the product get a new token, try again. Then tell {contact} which call it was.",
      ja: "同意は数分、遅くとも 1 時間で新しいトークンに反映されます。待ってからトークンを取り直してください。直らなければ、どの呼び出しかを{contact}へお知らせください。",
    },
  },
  {
    code: "401 InvalidAuthenticationToken",
    where: "call",
    meets: ["graph", "own-token"],
    means: {
      en: "the token has ended, or is one of another API",
      ja: "トークンの期限が切れているか、別の API のものです",
    },
    mends: {
      en: "The scope must be that of Microsoft Graph; a token lives about an hour.",
      ja: "スコープは Microsoft Graph のものにしてください。トークンの有効時間は約 1 時間です。",
    },
  },
  {
    code: "403 Authentication_RequestFromNonPremiumTenantOrB2CTenant",
    where: "call",
    meets: ["entra-p1"],
    means: {
      en: "the tenant has no Entra ID P1, without which sign-ins are not told",
      ja: "テナントに Entra ID P1 がなく、サインインの情報は得られません",
    },
    mends: {
      en: "Leave sign-ins out in the product, or tell {contact}.",
      ja: "製品でサインインの取得を外すか、{contact}へお知らせください。",
    },
  },
  {
    code: "400 Request not applicable to target tenant",
    where: "call",
    meets: ["intune"],
    means: { en: "the tenant has no Intune", ja: "テナントに Intune がありません" },
    mends: {
      en: "Leave devices out in the product, or tell {contact}.",
      ja: "製品でデバイスの取得を外すか、{contact}へお知らせください。",
    },
  },
  {
    code: "400 Tenant … does not exist",
    where: "call",
    meets: ["auditing"],
    means: { en: "auditing is switched off in the tenant", ja: "テナントの監査が無効です" },
    mends: {
      en: "See “What the tenant must have”; after it is switched on, wait some hours and start the product again.",
      ja: "「テナントに必要なもの」を確認してください。有効化の数時間後に製品を再起動します。",
    },
  },
  {
    code: "AF20024",
    where: "call",
    meets: ["auditing"],
    means: {
      en: "the subscription is there already: no fault",
      ja: "サブスクリプションは開始済みです(異常ではありません)",
    },
    mends: {
      en: "Go on: the product reads it.",
      ja: "そのまま進めてください。製品が読み取ります。",
    },
  },
  {
    code: "401 Unauthorized",
    where: "call",
    meets: ["message-trace-principal"],
    means: { en: "message trace does not know the tenant yet", ja: "メッセージ追跡がまだテナントで使えません" },
    mends: {
      en: "See “What the tenant must have”; a new service principal takes some hours.",
      ja: "「テナントに必要なもの」を確認してください。作成から数時間かかります。",
    },
  },
  {
    code: "400 Tenant does not have a SPO license",
    where: "call",
    meets: ["files"],
    means: {
      en: "the tenant, or this person, has no SharePoint",
      ja: "テナントまたはこの人に SharePoint のライセンスがありません",
    },
    mends: {
      en: "Name somebody with a licence, or tell {contact}.",
      ja: "ライセンスのある人を指定するか、{contact}へお知らせください。",
    },
  },
  {
    code: "403 Failed to get license information for the user",
    where: "call",
    meets: ["teams"],
    means: { en: "the person has no licence of Teams", ja: "この人に Teams のライセンスがありません" },
    mends: {
      en: "Name or sign in as somebody with one.",
      ja: "ライセンスのある人を指定するか、その人でサインインしてください。",
    },
  },
  {
    code: "403 ErrorSendAsDenied",
    where: "call",
    meets: ["mail-send-as-person"],
    means: {
      en: "whoever signed in may not send from this address",
      ja: "サインインした人には、このアドレスから送信する権限がありません",
    },
    mends: {
      en: "Send from their own address, or have an Exchange administrator give them Send As on the shared mailbox.",
      ja: "本人のアドレスから送信するか、共有メールボックスの「メールボックス所有者として送信する」の権限を Exchange 管理者に依頼してください。",
    },
  },
  {
    code: "403 ErrorAccessDenied",
    where: "call",
    meets: ["mail"],
    means: {
      en: "this mailbox is not open to the application",
      ja: "このメールボックスはアプリケーションに開放されていません",
    },
    mends: {
      en: "Exchange may leave it out on purpose; a change there takes up to two hours. Otherwise tell {contact}.",
      ja: "Exchange で意図的に除外されていることがあり、変更の反映には最大 2 時間かかります。それ以外は{contact}へお知らせください。",
    },
  },
  {
    code: "404 MailboxNotEnabledForRESTAPI",
    where: "call",
    meets: ["mail"],
    means: {
      en: "the mailbox is not in Exchange Online, or has no licence",
      ja: "メールボックスが Exchange Online にないか、ライセンスがありません",
    },
    mends: {
      en: "Name a mailbox that is in Exchange Online.",
      ja: "Exchange Online にあるメールボックスを指定してください。",
    },
  },
  {
    code: "429 TooManyRequests",
    where: "call",
    meets: ["graph", "own-token"],
    means: { en: "too many calls in a short time", ja: "短時間の呼び出しが多すぎます" },
    mends: {
      en: "Let the product call less often; Retry-After says in how many seconds.",
      ja: "呼び出しの間隔を広げてください。秒数は Retry-After に示されます。",
    },
  },
  {
    code: "401 Unsupported app only token",
    where: "call",
    meets: ["sharepoint"],
    means: {
      en: "SharePoint takes a token for the application alone only with a certificate",
      ja: "SharePoint のアプリ専用トークンには証明書が必要です",
    },
    mends: {
      en: "Set the product to sign in with the certificate, not with a secret.",
      ja: "シークレットではなく証明書でサインインする設定にしてください。",
    },
  },
  {
    code: "403 accessDenied",
    where: "call",
    meets: ["site-grant"],
    means: {
      en: "this site was not granted to the application",
      ja: "このサイトはアプリケーションに付与されていません",
    },
    mends: {
      en: "Each site is granted by itself: the request stands under “What a person opens”.",
      ja: "サイトごとに付与が必要です。要求は「担当者が開放するもの」にあります。",
    },
  },
  {
    code: "403 No application access policy found for this app",
    where: "call",
    meets: ["meeting-policy"],
    means: {
      en: "no policy of Teams opens this person's meetings to the application",
      ja: "この人の会議をアプリケーションに開放する Teams のポリシーがありません",
    },
    mends: {
      en: "The commands stand under “What a person opens”; a new policy takes up to 30 minutes.",
      ja: "コマンドは「担当者が開放するもの」にあります。反映には最大 30 分かかります。",
    },
  },
  {
    code: "The role assigned to application … isn't supported in this scenario",
    where: "call",
    meets: ["exchange-role"],
    means: {
      en: "the application has no role with which Exchange Online takes it",
      ja: "Exchange Online が受け付けるロールがアプリケーションにありません",
    },
    mends: {
      en: "Tell {contact}: a directory role, or a role group of Exchange Online, is missing; a new one takes up to half an hour.",
      ja: "ディレクトリ ロールまたは Exchange Online の役割グループが不足しています。{contact}へお知らせください。反映には最大 30 分かかります。",
    },
  },
  {
    code: "403 Access Denied (Get-Cs…)",
    where: "call",
    meets: ["teams-role"],
    means: {
      en: "the application's directory role does not administer Microsoft Teams",
      ja: "アプリケーションのディレクトリ ロールでは Microsoft Teams を管理できません",
    },
    mends: {
      en: "Tell {contact}, who sees in the tenant's file which roles it has; a new one takes up to an hour.",
      ja: "どのロールがあるかは{contact}が設定ファイルで確認できます。お知らせください。変更の反映には最大 1 時間かかります。",
    },
  },
  // Mail servers.
  {
    code: "NO AUTHENTICATE failed",
    where: "mail",
    meets: ["imap"],
    means: {
      en: "Exchange Online does not know the application, or it may not open this mailbox",
      ja: "Exchange Online にアプリケーションが登録されていないか、このメールボックスを開く権限がありません",
    },
    mends: {
      en: "Run the Exchange script again; its rights take up to an hour. The user name is the mailbox's address, the scope https://outlook.office365.com/.default.",
      ja: "Exchange のスクリプトをもう一度実行してください。反映には最大 1 時間かかります。ユーザー名はメールボックスのアドレス、スコープは https://outlook.office365.com/.default です。",
    },
  },
  {
    code: "BAD User is authenticated but not connected",
    where: "mail",
    meets: ["imap"],
    means: {
      en: "the sign-in is right, but IMAP is off for this mailbox, or another mailbox was named",
      ja: "サインインは成功しましたが、このメールボックスの IMAP が無効か、別のメールボックスが指定されています",
    },
    mends: {
      en: "The Exchange script switches IMAP on (ImapEnabled); compare the address.",
      ja: "Exchange のスクリプトで IMAP を有効(ImapEnabled)にし、アドレスを照合してください。",
    },
  },
  {
    code: "535 5.7.3 Authentication unsuccessful",
    where: "mail",
    meets: ["smtp"],
    means: {
      en: "Exchange Online does not know the application, or it may not send through this mailbox",
      ja: "Exchange Online にアプリケーションが登録されていないか、このメールボックスから送信する権限がありません",
    },
    mends: {
      en: "As for IMAP: the Exchange script, the mailbox's address as user name, the right scope.",
      ja: "IMAP と同じく、Exchange のスクリプト、ユーザー名のアドレス、スコープを確認してください。",
    },
  },
  {
    code: "NO AUTHENTICATE failed",
    where: "mail",
    meets: ["imap-as-person"],
    means: {
      en: "the user name is not the mailbox of whoever signed in, or the token is one of another API",
      ja: "ユーザー名がサインインした人のメールボックスでないか、トークンが別の API のものです",
    },
    mends: {
      en: "The user name is that person's address, the scope https://outlook.office.com/IMAP.AccessAsUser.All; IMAP must be on for the mailbox.",
      ja: "ユーザー名はその人のアドレス、スコープは https://outlook.office.com/IMAP.AccessAsUser.All です。メールボックスの IMAP が有効である必要があります。",
    },
  },
  {
    code: "535 5.7.3 Authentication unsuccessful",
    where: "mail",
    meets: ["smtp-as-person"],
    means: {
      en: "the user name is not the mailbox of whoever signed in, or the token is one of another API",
      ja: "ユーザー名がサインインした人のメールボックスでないか、トークンが別の API のものです",
    },
    mends: {
      en: "The user name is that person's address, the scope https://outlook.office.com/SMTP.Send.",
      ja: "ユーザー名はその人のアドレス、スコープは https://outlook.office.com/SMTP.Send です。",
    },
  },
  {
    code: "535 5.7.139 SmtpClientAuthentication is disabled for the Mailbox / the Tenant",
    where: "mail",
    meets: ["smtp-at-all"],
    means: { en: "SMTP AUTH is off for this mailbox", ja: "このメールボックスの SMTP AUTH が無効です" },
    mends: {
      en: "An Exchange administrator switches it on for this mailbox alone (Set-CASMailbox, SmtpClientAuthenticationDisabled); the tenant's own switch stays off.",
      ja: "Exchange 管理者がこのメールボックスだけ有効にします(Set-CASMailbox の SmtpClientAuthenticationDisabled)。テナント全体の設定は変えません。",
    },
  },
  {
    code: "535 5.7.139 … basic authentication is disabled",
    where: "mail",
    meets: ["smtp-at-all"],
    means: {
      en: "the product sends a password in place of a token",
      ja: "製品がトークンではなくパスワードを送っています",
    },
    mends: {
      en: "Choose OAuth 2.0 (XOAUTH2) in the product; Microsoft switches passwords off for SMTP at the end of December 2026.",
      ja: "製品で OAuth 2.0(XOAUTH2)を選んでください。SMTP のパスワード認証は 2026 年 12 月末に既定で無効になります。",
    },
  },
  {
    code: "NO LOGIN failed",
    where: "mail",
    meets: ["imap-at-all"],
    means: {
      en: "the product sends a password in place of a token",
      ja: "製品がトークンではなくパスワードを送っています",
    },
    mends: {
      en: "Choose OAuth 2.0 (XOAUTH2) in the product: Exchange Online takes no password over IMAP.",
      ja: "製品で OAuth 2.0(XOAUTH2)を選んでください。Exchange Online の IMAP ではパスワードを使えません。",
    },
  },
  {
    code: "554 5.2.252 SendAsDenied",
    where: "mail",
    meets: ["smtp"],
    means: {
      en: "the From address is not the mailbox that signed in",
      ja: "差出人のアドレスがサインインしたメールボックスと異なります",
    },
    mends: {
      en: "Send as the mailbox itself, or ask {contact} for sendAs on it.",
      ja: "メールボックス自身のアドレスで送信するか、{contact}に sendAs を依頼してください。",
    },
  },
] as const satisfies readonly ErrorCode[];

/**
 * What an AADSTS code means, as a clause; undefined for one that the table does not know.
 * @param where whose sign-in it ends: some mean one thing of an application and another of a person
 */
export function meaningOf(aadsts: number | string, where: Where): LocalizedText | undefined {
  const code = `AADSTS${aadsts}`;
  const rows: readonly ErrorCode[] = errorCodes.filter((entry) => entry.code === code);
  return (rows.find((row) => row.where === where) ?? rows[0])?.means;
}

/** The codes that this integration's people meet, in the table's order. */
export function codesFor(resolved: ResolvedIntegration, definition: VendorDefinition): readonly ErrorCode[] {
  const uses = usesOf(resolved, definition);
  return errorCodes.filter(({ meets }) => meets.every((use) => uses.has(use)));
}
