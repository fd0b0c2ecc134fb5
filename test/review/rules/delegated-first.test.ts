import { expect, test } from "vitest";
import { teamconnect } from "../../../components/vendors/teamconnect.ts";
import { delegatedFirst } from "../../../review/rules/delegated-first.ts";
import { holding } from "../recordings.ts";
import { judged, permission, role, scope } from "./judged.ts";

const imap = permission("Office 365 Exchange Online", "application", "IMAP.AccessAsApp");
const said =
  "warn [IMAP.AccessAsApp] IMAP.AccessAsApp acts with no user signed in, though the vendor also supports IMAP.AccessAsUser.All, which no user's rights exceed.";

test("the vendor's page asks for both, or the settings do", () => {
  expect(judged(delegatedFirst, holding(imap), { definition: teamconnect })).toEqual([said]);
  expect(judged(delegatedFirst, holding(imap, scope("IMAP.AccessAsUser.All")))).toEqual([said]);
  expect(judged(delegatedFirst, holding(role("Mail.Read"), scope("Mail.Read")))).toEqual([
    "warn [Mail.Read] Mail.Read acts with no user signed in, though the vendor also supports Mail.Read, which no user's rights exceed.",
  ]);
});

test("only one of both is supported", () => {
  expect(judged(delegatedFirst, holding(imap))).toEqual([]);
  expect(judged(delegatedFirst, holding(scope("IMAP.AccessAsUser.All")), { definition: teamconnect })).toEqual([]);
  expect(judged(delegatedFirst, holding(role("User.Read.All"), scope("User.Read")))).toEqual([]);
});
