import { expect, test } from "vitest";
import { retiringPermission } from "../../../review/rules/retiring-permission.ts";
import { holding } from "../recordings.ts";
import { judged, permission, role } from "./judged.ts";

test("what has a future", () => {
  expect(judged(retiringPermission, holding(role("Mail.Read")))).toEqual([]);
});

test("Exchange Web Services, as both kinds", () => {
  const ews = [
    permission("Office 365 Exchange Online", "application", "full_access_as_app"),
    permission("Office 365 Exchange Online", "delegated", "EWS.AccessAsUser.All"),
  ];
  const said = judged(retiringPermission, holding(...ews));
  expect(said).toHaveLength(2);
  expect(said[0]).toBe(
    "block [full_access_as_app] mailgates asks for what has no future: full_access_as_app of Office 365 Exchange Online works through Exchange Web Services, which Microsoft blocks from 2026-10-01 unless the tenant keeps a list of allowed apps, and removes on 2027-04-01: ask on Microsoft Graph for what the vendor needs of the application permissions Mail.*, Calendars.*, Contacts.* and MailboxSettings.*.",
  );
});

test("a retired API", () => {
  const azureAdGraph = permission("Windows Azure Active Directory", "application", "Directory.Read.All");
  expect(judged(retiringPermission, holding(azureAdGraph))[0]?.startsWith("block [Directory.Read.All] ")).toBe(true);
});
