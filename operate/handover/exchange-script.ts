/**
 * The Exchange Online PowerShell for an integration that works through named mailboxes. A person runs it: no Azure
 * resource covers it. Parameter names of today: `-ObjectId` where older pages print `-ServiceId`
 * (learn.microsoft.com, New-ServicePrincipal), and it is the enterprise application's object id.
 */
import type { IntegrationOutputs } from "../../components/outputs.ts";
import type { Mailbox, ResolvedIntegration } from "../../components/resolved-integration.ts";
import { powershellString as quoted } from "./quoting.ts";

/** A mailbox that fetches nothing, or that another From address is sent for, is there to send. */
export function sends({ receive, sendAs }: Mailbox): boolean {
  return sendAs || !receive;
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
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
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
  return script(connect(resolved), registerPrincipal(resolved, outputs), ...resolved.mailboxes.map(openMailbox), show);
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
  return script(connect(resolved), find, ...resolved.mailboxes.map(closeMailbox), remove);
}
