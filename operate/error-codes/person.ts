/** What ends a person's sign-in, in the order of a sheet. */
import type { ErrorCode } from "./code.ts";

export const personCodes = [
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
] as const satisfies readonly ErrorCode[];
