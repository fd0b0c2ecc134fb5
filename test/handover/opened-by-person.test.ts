/** What a person opens outside of Entra, on the sheet: with the request to make. */
import { expect, test } from "vitest";
import { type Permissions, resolvePermissions } from "../../components/permissions.ts";
import { directoryRoleId } from "../../components/roles.ts";
import { sheetInMarkdown } from "../../operate/handover/in-markdown.ts";
import { madeSheet } from "./made-sheet.ts";

/** The section of a sheet whose integration asks for these; empty where it has none. */
function opened(asked: Permissions, language: "en" | "ja" = "en", roles: readonly string[] = []): string {
  const directoryRoles = roles.map((name) => ({ name, templateId: directoryRoleId(name) }));
  const resolved = { permissions: resolvePermissions(asked), directoryRoles };
  const text = sheetInMarkdown(madeSheet("live-platform", { resolved, language }));
  return text.split(/^(?=## )/m).find((part) => /^## (?:What a person opens|担当者が開放するもの)\n/.test(part)) ?? "";
}

test("Sites.Selected: a grant a site, as the request that makes it", () => {
  expect(opened({ "Microsoft Graph": { application: ["Sites.Selected"] } })).toBe(`## What a person opens

\`Sites.Selected\`: the consent opens no site by itself. A SharePoint administrator grants each one, with the least role that the vendor needs (read, write, owner, fullcontrol):

\`\`\`powershell
Connect-MgGraph -TenantId '11111111-1111-1111-1111-111111111111' -Scopes Sites.FullControl.All
$site = (Invoke-MgGraphRequest -Method GET -Uri 'https://graph.microsoft.com/v1.0/sites/contoso.sharepoint.com:/sites/<site>').id
$body = @{ roles = @('read'); grantedToIdentities = @(@{ application = @{ id = 'cccccccc-0000-4000-8000-000000000001'; displayName = 'Live Platform' } }) } | ConvertTo-Json -Depth 5
Invoke-MgGraphRequest -Method POST -Uri "https://graph.microsoft.com/v1.0/sites/$site/permissions" -Body $body -ContentType 'application/json'
\`\`\`

`);
});

test("a selected list, item or file is granted at its own address", () => {
  const text = opened({
    "Microsoft Graph": { application: ["Lists.SelectedOperations.Selected", "Files.SelectedOperations.Selected"] },
  });
  expect(text).toContain("/sites/$site/lists/<list id>/permissions");
  expect(text).toContain("/sites/$site/drive/items/<file id>/permissions");
  expect(text).not.toContain("/sites/$site/permissions");
});

test("online meetings: the policy of Teams that names the application, in the sheet's language", () => {
  const asked: Permissions = { "Microsoft Graph": { application: ["OnlineMeetings.Read.All"] } };
  expect(opened(asked)).toContain(
    "New-CsApplicationAccessPolicy -Identity 'live-platform' -AppIds 'cccccccc-0000-4000-8000-000000000001' -Description 'Live Platform'",
  );
  expect(opened(asked, "ja")).toContain(
    "## 担当者が開放するもの\n\n`OnlineMeetings.Read.All`: 同意だけでは誰の会議も開きません。",
  );
});

test("Exchange.ManageAsApp: a role group where the file gives no directory role, nothing where it does", () => {
  const asked: Permissions = { "Office 365 Exchange Online": { application: ["Exchange.ManageAsApp"] } };
  expect(opened(asked)).toContain(
    "Add-RoleGroupMember -Identity '<role group>' -Member 'bbbbbbbb-0000-4000-8000-000000000003'",
  );
  expect(opened(asked, "en", ["Exchange Administrator"])).toBe("");
});

test("no section where consent is enough", () => {
  expect(opened({ "Microsoft Graph": { application: ["Organization.Read.All", "Sites.Read.All"] } })).toBe("");
});
