import { expect, test } from "vitest";
import { smtpAuth } from "../../../review/rules/smtp-auth.ts";
import { holding } from "../recordings.ts";
import { judged, permission, role, scope } from "./judged.ts";

test("whatever sends over SMTP, as an application and for a user", () => {
  const app = permission("Office 365 Exchange Online", "application", "SMTP.SendAsApp");
  expect(judged(smtpAuth, holding(app, scope("SMTP.Send")))).toEqual([
    "accept [SMTP.SendAsApp] SMTP.SendAsApp needs SMTP AUTH on the mailboxes that send, a protocol that is to be off for the organisation.",
    "accept [SMTP.Send] SMTP.Send needs SMTP AUTH on the mailboxes that send, a protocol that is to be off for the organisation.",
  ]);
});

test("sending through Graph does not need it", () => {
  expect(judged(smtpAuth, holding(role("Mail.Send")))).toEqual([]);
});
