/**
 * What a person gives outside of Entra before a consent opens anything: on each site, for each organiser, in a role group. The
 * commands are PowerShell for whoever may; no Azure resource covers them.
 */
import { worksOf } from "../../components/precondition-notes.ts";
import { needing, permissionRefs, withoutEffect } from "../../components/preconditions.ts";
import { type Block, codeOf, paragraphOf, under } from "./document.ts";
import { code } from "./markdown.ts";
import type { Given } from "./placeholders.ts";
import { powershellString as quoted } from "./quoting.ts";
import type { Sheet } from "./steps.ts";

/** Where Graph takes the grant of each of these permissions, below the site. */
const grantedAt: readonly { readonly names: RegExp; readonly path: string }[] = [
  { names: /^Sites\.Selected$/, path: "" },
  { names: /^Lists\./, path: "/lists/<list id>" },
  { names: /^ListItems\./, path: "/lists/<list id>/items/<item id>" },
  { names: /^Files\./, path: "/drive/items/<file id>" },
];

/** The host of the tenant's sites; its first word stands for whatever it is where the domain does not tell. */
function siteHost(domain: string): string {
  return `${/^([^.]+)\.onmicrosoft\.com$/i.exec(domain)?.[1] ?? "<tenant>"}.sharepoint.com`;
}

function siteScript({ resolved, outputs, domain }: Given, names: readonly string[]): string {
  const application = `@{ id = ${quoted(outputs.clientId)}; displayName = ${quoted(resolved.displayName)} }`;
  const paths = [...new Set(names.map((name) => grantedAt.find((row) => row.names.test(name))?.path ?? ""))];
  return [
    `Connect-MgGraph -TenantId ${quoted(resolved.tenantId)} -Scopes Sites.FullControl.All`,
    `$site = (Invoke-MgGraphRequest -Method GET -Uri 'https://graph.microsoft.com/v1.0/sites/${siteHost(domain)}:/sites/<site>').id`,
    `$body = @{ roles = @('read'); grantedToIdentities = @(@{ application = ${application} }) } | ConvertTo-Json -Depth 5`,
    ...paths.map(
      (path) =>
        `Invoke-MgGraphRequest -Method POST -Uri "https://graph.microsoft.com/v1.0/sites/$site${path}/permissions" -Body $body -ContentType 'application/json'`,
    ),
  ].join("\n");
}

function meetingScript({ resolved, outputs }: Given): string {
  const policy = quoted(resolved.name);
  return [
    `Connect-MicrosoftTeams -TenantId ${quoted(resolved.tenantId)}`,
    `New-CsApplicationAccessPolicy -Identity ${policy} -AppIds ${quoted(outputs.clientId)} -Description ${quoted(resolved.displayName)}`,
    `Grant-CsApplicationAccessPolicy -PolicyName ${policy} -Identity '<organiser>'`,
  ].join("\n");
}

function roleGroupScript({ resolved, outputs }: Given): string {
  return [
    "Connect-ExchangeOnline",
    `New-ServicePrincipal -AppId ${quoted(outputs.clientId)} -ObjectId ${quoted(outputs.servicePrincipalObjectId)} -DisplayName ${quoted(resolved.displayName)}`,
    `Add-RoleGroupMember -Identity '<role group>' -Member ${quoted(outputs.servicePrincipalObjectId)}`,
  ].join("\n");
}

/** The section; empty where consent is enough. */
export function openedByPerson({ given, words }: Sheet): Block[] {
  const { resolved, definition } = given;
  const permissions = permissionRefs(resolved.permissions);
  const said = words.opened;
  const part = (need: "site-grant" | "meeting-policy", text: (names: string) => string, script: string) => {
    const names = needing(permissions, need).map(({ name }) => code(name));
    return names.length === 0 ? [] : [...paragraphOf(text(names.join(", "))), ...codeOf(script, "powershell")];
  };
  const roleless = withoutEffect(worksOf(resolved, definition)).filter(
    ({ need }) => need.is === "directory-role" && need.service === "Exchange Online",
  );
  const sites = needing(permissions, "site-grant").map(({ name }) => name);
  return under(2, said.heading, [
    ...part("site-grant", said.sites, siteScript(given, sites)),
    ...part("meeting-policy", said.meetings, meetingScript(given)),
    ...(roleless.length === 0
      ? []
      : [
          ...paragraphOf(said.roleGroup(roleless.map(({ permission }) => code(permission.name)).join(", "))),
          ...codeOf(roleGroupScript(given), "powershell"),
        ]),
  ]);
}
