/** What the tenant must have, on the sheet: with what shows it and what sees to it. */
import { expect, test } from "vitest";
import { type Permissions, resolvePermissions } from "../../components/permissions.ts";
import { sheetInMarkdown } from "../../operate/handover/in-markdown.ts";
import { madeSheet } from "./made-sheet.ts";

/** The section of a sheet whose integration asks for these; empty where it has none. */
function needed(asked: Permissions, language: "en" | "ja" = "en"): string {
  const resolved = { permissions: resolvePermissions(asked) };
  const text = sheetInMarkdown(madeSheet("live-platform", { resolved, language }));
  return (
    text.split(/^(?=## )/m).find((part) => /^## (?:What the tenant must have|テナントに必要なもの)\n/.test(part)) ?? ""
  );
}

test("auditing, with the command that shows it and the one that switches it on", () => {
  expect(
    needed({ "Office 365 Management APIs": { application: ["ActivityFeed.Read", "ActivityFeed.ReadDlp"] } }),
  ).toBe(`## What the tenant must have

\`ActivityFeed.ReadDlp\`, \`ActivityFeed.Read\`: need auditing switched on in the tenant (Microsoft Purview portal > Audit). Without it no event arrives, or the API answers that the tenant does not exist.

\`\`\`powershell
Connect-ExchangeOnline
# shows it
Get-AdminAuditLogConfig | Format-List UnifiedAuditLogIngestionEnabled
# sees to it
Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true
\`\`\`

`);
});

test("the role group of Purview, with the application's own ids", () => {
  const text = needed({ "Microsoft Graph": { application: ["eDiscovery.Read.All"] } });
  expect(text).toContain(
    "New-ServicePrincipal -AppId 'cccccccc-0000-4000-8000-000000000001' -ObjectId 'bbbbbbbb-0000-4000-8000-000000000003' -DisplayName 'Live Platform'",
  );
  expect(text).toContain(
    "Add-RoleGroupMember -Identity eDiscoveryManager -Member 'bbbbbbbb-0000-4000-8000-000000000003'",
  );
});

test("a licence has a place and no command, in the sheet's language", () => {
  const asked: Permissions = { "Microsoft Graph": { application: ["AuditLog.Read.All"] } };
  expect(needed(asked, "ja")).toBe(
    "## テナントに必要なもの\n\n`AuditLog.Read.All`: サインインと最終利用日時については、Entra ID P1が必要です(Microsoft 365 管理センター > 課金情報 > ライセンス)。ない場合、それらは拒否され、ディレクトリの変更だけが届きます。\n\n",
  );
});

test("no section where the permissions ask nothing of the tenant", () => {
  expect(needed({ "Microsoft Graph": { application: ["Organization.Read.All"] } })).toBe("");
});
