/** What the mail servers of Exchange Online answer, in the order of a sheet. */
import type { ErrorCode } from "./code.ts";

export const mailCodes = [
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
