/**
 * The Exchange Online PowerShell for an integration that works through named mailboxes. A person runs it: no Azure
 * resource covers it. Rights on the mailboxes themselves are given one by one; roles of Exchange (RBAC for Applications)
 * once, for a management scope that names the mailboxes. No line says how many mailboxes there are, so that a review
 * tells the code's own lines from them. Parameter names of today: `-ObjectId` where older pages print `-ServiceId`
 * (learn.microsoft.com, New-ServicePrincipal), and it is the enterprise application's object id.
 */
import { type ExchangeRole, isExchangeRole } from "../../components/exchange-roles.ts";
import type { IntegrationOutputs } from "../../components/outputs.ts";
import type { Mailbox, ResolvedIntegration } from "../../components/resolved-integration.ts";
import { powershellString as quoted } from "./quoting.ts";

/** A mailbox that fetches nothing, or that another From address is sent for, is there to send. */
export function sends({ receive, sendAs, rights }: Mailbox): boolean {
  return sendAs || (rights.includes("FullAccess") && !receive);
}

function connect(resolved: ResolvedIntegration): string[] {
  return [
    "$ErrorActionPreference = 'Stop'",
    "Install-Module -Name ExchangeOnlineManagement -Scope CurrentUser",
    "Import-Module ExchangeOnlineManagement",
    "Connect-ExchangeOnline",
    `if ((Get-ConnectionInformation | Select-Object -Last 1).TenantID -ne ${quoted(resolved.tenantId)}) {`,
    "  Disconnect-ExchangeOnline -Confirm:$false",
    `  throw ${quoted(`This is another tenant than ${resolved.tenantId}: nothing was changed.`)}`,
    "}",
  ];
}

function findPrincipal({ clientId }: IntegrationOutputs): string {
  return `$principal = Get-ServicePrincipal | Where-Object { $_.AppId -eq ${quoted(clientId)} }`;
}

/** A principal entered with a wrong object id cannot be mended, only removed and made again. */
function registerPrincipal(resolved: ResolvedIntegration, outputs: IntegrationOutputs): string[] {
  const objectId = quoted(outputs.servicePrincipalObjectId);
  return [
    "# The object id is the enterprise application's, not the one on the Overview of the app registration.",
    findPrincipal(outputs),
    `if ($principal -and $principal.ObjectId -ne ${objectId}) {`,
    "  Remove-ServicePrincipal -Identity $principal.Identity -Confirm:$false",
    "  $principal = $null",
    "}",
    "if (-not $principal) {",
    `  $principal = New-ServicePrincipal -AppId ${quoted(outputs.clientId)} -ObjectId ${objectId} -DisplayName ${quoted(resolved.displayName)}`,
    "}",
  ];
}

function openMailbox(mailbox: Mailbox): string[] {
  const identity = quoted(mailbox.address);
  const smtp = `Set-CASMailbox -Identity ${identity} -SmtpClientAuthenticationDisabled $false`;
  return [
    ...(mailbox.rights.includes("FullAccess")
      ? [`Add-MailboxPermission -Identity ${identity} -User $principal.Identity -AccessRights FullAccess`]
      : []),
    ...(mailbox.rights.includes("SendAs")
      ? [`Add-RecipientPermission ${identity} -Trustee $principal.Identity -AccessRights SendAs -Confirm:$false`]
      : []),
    ...(mailbox.receive ? [`Set-CASMailbox -Identity ${identity} -ImapEnabled $true`] : []),
    // The organisation's own switch stays off; only this mailbox is excepted.
    ...(sends(mailbox) ? [smtp] : ["# Only if mail is sent through this mailbox, too:", `# ${smtp}`]),
  ];
}

/** True where the vendor has a right on the mailbox itself. */
function isOpened({ rights }: Mailbox): boolean {
  return rights.some((right) => !isExchangeRole(right));
}

/** The roles that Exchange gives for some of the mailboxes, and which these are. */
export function limitedOf({ mailboxes }: Pick<ResolvedIntegration, "mailboxes">) {
  const limited = mailboxes.filter(({ rights }) => rights.some(isExchangeRole));
  const roles = [...new Set(limited.flatMap(({ rights }) => rights.filter(isExchangeRole)))].sort();
  return { addresses: limited.map(({ address }) => address), roles };
}

/** The management scope's name: at most 64 characters, as Exchange takes it, and the same after a rename. */
function scopeName({ identity }: ResolvedIntegration): string {
  return `m365-integrations ${identity}`;
}

function assignRole(role: ExchangeRole): string {
  const name = quoted(role);
  return `if (-not (Get-ManagementRoleAssignment -Role ${name} | Where-Object { $_.CustomResourceScope -eq $scope })) { New-ManagementRoleAssignment -App $principal.AppId -Role ${name} -CustomResourceScope $scope | Out-Null }`;
}

/**
 * Roles on the named mailboxes and on no other. A role that the file no longer gives goes, so that a rerun leaves what
 * the file says.
 * Source: learn.microsoft.com, /exchange/permissions-exo/application-rbac.
 */
function limitToMailboxes(resolved: ResolvedIntegration): string[] {
  const { addresses, roles } = limitedOf(resolved);
  if (roles.length === 0) return [];
  return [
    "# Roles that reach these mailboxes alone. Entra must not grant the same for every mailbox: the two add up.",
    `$scope = ${quoted(scopeName(resolved))}`,
    "$mailboxes = @()",
    ...addresses.map((address) => `$mailboxes += (Get-Mailbox -Identity ${quoted(address)}).PrimarySmtpAddress`),
    "$filter = ($mailboxes | ForEach-Object { \"PrimarySmtpAddress -eq '$($_ -replace \"'\", \"''\")'\" }) -join ' -or '",
    "if (Get-ManagementScope | Where-Object { $_.Name -eq $scope }) {",
    "  Set-ManagementScope -Identity $scope -RecipientRestrictionFilter $filter",
    "} else {",
    "  New-ManagementScope -Name $scope -RecipientRestrictionFilter $filter | Out-Null",
    "}",
    "$roles = @()",
    ...roles.map((role) => `$roles += ${quoted(role)}`),
    "Get-ManagementRoleAssignment | Where-Object { $_.CustomResourceScope -eq $scope -and $_.Role -notin $roles } | Remove-ManagementRoleAssignment -Confirm:$false",
    ...roles.map(assignRole),
    "# InScope is True for each of them; the assignments take effect within two hours.",
    "$mailboxes | ForEach-Object { Test-ServicePrincipalAuthorization -Identity $principal.ObjectId -Resource $_ } | Format-Table",
  ];
}

function removeRoles(resolved: ResolvedIntegration): string[] {
  if (limitedOf(resolved).roles.length === 0) return [];
  return [
    `$scope = ${quoted(scopeName(resolved))}`,
    "Get-ManagementRoleAssignment | Where-Object { $_.CustomResourceScope -eq $scope } | Remove-ManagementRoleAssignment -Confirm:$false",
    "Get-ManagementScope | Where-Object { $_.Name -eq $scope } | Remove-ManagementScope -Confirm:$false",
  ];
}

function closeMailbox(mailbox: Mailbox): string[] {
  const identity = quoted(mailbox.address);
  return [
    ...(mailbox.rights.includes("SendAs")
      ? [`Remove-RecipientPermission ${identity} -Trustee $principal.Identity -AccessRights SendAs -Confirm:$false`]
      : []),
    ...(mailbox.rights.includes("FullAccess")
      ? [
          `Remove-MailboxPermission -Identity ${identity} -User $principal.Identity -AccessRights FullAccess -Confirm:$false`,
        ]
      : []),
    ...(sends(mailbox)
      ? [
          "# Leave this line out if anything else sends through this mailbox by SMTP.",
          `Set-CASMailbox -Identity ${identity} -SmtpClientAuthenticationDisabled $true`,
        ]
      : []),
  ];
}

function script(...parts: readonly (readonly string[])[]): string {
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/**
 * The script that opens the plan's mailboxes to the service principal. It may be run again.
 * @returns PowerShell; empty without mailboxes. No secret is in it
 */
export function exchangeScript(resolved: ResolvedIntegration, outputs: IntegrationOutputs): string {
  if (resolved.mailboxes.length === 0) return "";
  const show = [
    "Get-ServicePrincipal -Identity $principal.Identity | Format-List",
    "Disconnect-ExchangeOnline -Confirm:$false",
  ];
  return script(
    connect(resolved),
    registerPrincipal(resolved, outputs),
    ...resolved.mailboxes.filter(isOpened).map(openMailbox),
    limitToMailboxes(resolved),
    show,
  );
}

/** The script that takes back what `exchangeScript` gave. @returns PowerShell; empty without mailboxes */
export function exchangeRemovalScript(resolved: ResolvedIntegration, outputs: IntegrationOutputs): string {
  if (resolved.mailboxes.length === 0) return "";
  const find = [
    findPrincipal(outputs),
    `if (-not $principal) { throw ${quoted("Exchange Online does not know this service principal: nothing is left to remove.")} }`,
  ];
  const remove = [
    "Remove-ServicePrincipal -Identity $principal.Identity -Confirm:$false",
    "Disconnect-ExchangeOnline -Confirm:$false",
  ];
  return script(
    connect(resolved),
    find,
    ...resolved.mailboxes.filter(isOpened).map(closeMailbox),
    removeRoles(resolved),
    remove,
  );
}
