/** What ends a call that brings a token, in the order of a sheet. */
import type { ErrorCode } from "./code.ts";

export const callCodes = [
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
] as const satisfies readonly ErrorCode[];
