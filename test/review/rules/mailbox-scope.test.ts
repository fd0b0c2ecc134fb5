import { describe, expect, test } from "vitest";
import { mailboxScope } from "../../../review/rules/mailbox-scope.ts";
import { holding } from "../recordings.ts";
import { judged, permission, role, scope } from "./judged.ts";

const exchange = "Office 365 Exchange Online";

describe("mailbox-scope", () => {
  test("every app role that opens mailboxes, on Graph and on Exchange", () => {
    const roles = [
      role("Mail.Read"),
      role("Mail.ReadBasic.All"),
      role("Calendars.ReadWrite"),
      role("Contacts.Read"),
      role("MailboxSettings.Read"),
      role("MailboxItem.ImportExport.All"),
      role("MailTips.ReadBasic.All"),
      role("Calendars.ReadBasic.All"),
      permission(exchange, "application", "Mail.Read"),
      permission(exchange, "application", "full_access_as_app"),
    ];
    const said = judged(mailboxScope, holding(...roles));
    expect(said).toHaveLength(roles.length);
    expect(said[0]).toBe(
      "accept [Mail.Read] Mail.Read (Microsoft Graph) reaches every mailbox of the tenant, not only those that the vendor works with.",
    );
    expect(said.filter((line) => line.includes("[Mail.Read] Mail.Read (Office 365 Exchange Online)"))).toHaveLength(1);
  });

  test("not a scope, nor what reaches only the mailboxes that are opened for it", () => {
    expect(
      judged(
        mailboxScope,
        holding(
          scope("Mail.ReadWrite"),
          permission(exchange, "application", "IMAP.AccessAsApp"),
          permission(exchange, "application", "SMTP.SendAsApp"),
          role("User.Read.All"),
        ),
      ),
    ).toEqual([]);
  });
});
