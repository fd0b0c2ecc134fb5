/**
 * What must stand beside a granted permission for it to open anything. What Graph tells is checked; the rest is listed with
 * the command by which a person sees it.
 */
import { administrations } from "../../components/administration.ts";
import { kindsUsed } from "../../components/asked-credential.ts";
import { conditionOf } from "../../components/conditions.ts";
import { isExchangeRole } from "../../components/exchange-roles.ts";
import { writtenPlace } from "../../components/parts.ts";
import { conditionsOf, needing, needsOf, type PermissionRef, permissionRefs } from "../../components/preconditions.ts";
import { directoryRoleName, directoryRoleNames } from "../../components/roles.ts";
import { powershellString } from "../handover/quoting.ts";
import type { Remedy } from "./remedy.ts";
import { none, type Row } from "./row.ts";
import { row, unlessUnread, type WithPrincipal } from "./subject.ts";

function asked({ declared }: WithPrincipal): readonly PermissionRef[] {
  return permissionRefs(declared.resolved.permissions);
}

function namesNeeding(subject: WithPrincipal, need: Parameters<typeof needing>[1]): readonly string[] {
  return needing(asked(subject), need).map(({ name }) => name);
}

/** Something that only a person sees, with the command that shows it. */
interface Elsewhere {
  readonly check: string;
  readonly needs: string;
  /** What stands for what was found; absent: Graph does not tell it. */
  readonly found?: string;
  readonly place: string;
  /** Absent: the place shows it. */
  readonly command?: string;
}

/** https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth */
function mailboxes(subject: WithPrincipal): Elsewhere[] {
  const { declared, naming, principal } = subject;
  const { mailboxes: all, name } = declared.resolved;
  const opening = namesNeeding(subject, "mailbox-right");
  const sends = opening.some((permission) => permission.startsWith("SMTP."));
  const probe = `${naming.verify} ${name} --probe --mailbox`;
  return all.flatMap(({ address, rights }): Elsewhere[] => [
    ...(opening.length > 0
      ? [
          {
            check: `mailbox ${address}`,
            needs: `${rights.join(" and ")} of the enterprise application in Exchange Online`,
            place: "Exchange Online PowerShell",
            command: `Get-MailboxPermission -Identity ${address}; or ${probe} ${address}`,
          },
        ]
      : []),
    ...(rights.some(isExchangeRole)
      ? [
          {
            check: `roles on ${address}`,
            needs: `${rights.filter(isExchangeRole).join(" and ")} of the enterprise application, in scope`,
            place: "Exchange Online PowerShell",
            command: `Test-ServicePrincipalAuthorization -Identity ${principal.id} -Resource ${address}`,
          },
        ]
      : []),
    ...(sends
      ? [
          {
            check: `SMTP AUTH of ${address}`,
            needs: "on for this mailbox, off for the organisation",
            place: "Exchange Online PowerShell",
            command: `Get-CASMailbox -Identity ${address} | Format-List SmtpClientAuthenticationDisabled; or ${probe} ${address}`,
          },
        ]
      : []),
  ]);
}

/** https://learn.microsoft.com/graph/permissions-selected-overview */
function selected(subject: WithPrincipal): Elsewhere[] {
  return namesNeeding(subject, "site-grant").map((permission) => ({
    check: `what ${permission} reaches`,
    needs: "a grant of its own on each site, list or file: consent alone opens none",
    place: "SharePoint, by a site's owner or an administrator",
    command: "GET https://graph.microsoft.com/v1.0/sites/<site id>/permissions",
  }));
}

/** https://learn.microsoft.com/graph/cloud-communication-online-meeting-application-access-policy */
function meetings(subject: WithPrincipal): Elsewhere[] {
  const names = namesNeeding(subject, "meeting-policy");
  return names.length === 0
    ? []
    : [
        {
          check: "application access policy of Teams",
          needs: `one that names the client id, granted to the organisers (${names.join(", ")})`,
          place: "Microsoft Teams PowerShell",
          command: `Get-CsApplicationAccessPolicy | Where-Object AppIds -Contains ${subject.live.appId}`,
        },
      ];
}

/** What no service that `verify` asks tells of the tenant; the table's own sources. */
function tenantNeeds(subject: WithPrincipal): Elsewhere[] {
  return conditionsOf(asked(subject)).map(({ condition, permissions }) => {
    const { needs, place, shows } = conditionOf(condition);
    return {
      check: `what ${[...new Set(permissions.map(({ name }) => name))].join(", ")} needs of the tenant`,
      needs: needs.en,
      found: "not read here",
      place: place.en,
      ...(shows !== undefined && { command: shows }),
    };
  });
}

/** Where a person sees the role groups of Exchange Online that an application is a member of. */
function roleGroup({ declared }: WithPrincipal): Remedy {
  const name = powershellString(declared.resolved.displayName);
  return {
    by: "hand",
    place: "Exchange Online PowerShell",
    does: "look",
    command: `Get-RoleGroup | Where-Object { (Get-RoleGroupMember $_.Name).DisplayName -contains ${name} }`,
  };
}

/** Exchange's and Teams' cmdlets take an application only with a directory role beside the permission. */
function roleRows(subject: WithPrincipal): readonly Row[] {
  const { declared, principal, naming } = subject;
  return asked(subject).flatMap((permission) =>
    needsOf(permission).flatMap((need) => {
      if (need.is !== "directory-role") return [];
      const { admits, advised, narrower } = administrations[need.service];
      const about = {
        check: `a directory role for ${permission.name}`,
        property: "roleManagement.directory.roleAssignments",
      };
      const remedy: Remedy = {
        by: "command",
        command: naming.up,
        does: `after ${writtenPlace(declared.resolved)}.directoryRoles of ${naming.file} names one, as ${advised}: the permission alone opens nothing`,
      };
      const expected = `one that ${need.service} admits`;
      return unlessUnread(subject, about, "roles", principal.id, () => {
        const held = principal.roles.map(
          ({ roleDefinitionId }) => directoryRoleName(roleDefinitionId) ?? roleDefinitionId,
        );
        const shown = held.join(", ") || none;
        // One that the tenant made itself is known by its id alone: what it opens is not told.
        const admitted = held.some((role) => admits.includes(role) || !directoryRoleNames().includes(role));
        if (admitted) return [row(subject, about, "same", expected, shown)];
        // A role group gives the same and Graph does not tell of it; a directory role that is not admitted is one too many.
        if (narrower !== undefined && held.length === 0)
          return [row(subject, about, "elsewhere", `${expected}, or a role group`, shown, roleGroup(subject))];
        return [row(subject, about, "different", expected, shown, remedy)];
      });
    }),
  );
}

/** https://learn.microsoft.com/sharepoint/dev/solution-guidance/security-apponly-azuread */
function sharePointRows(subject: WithPrincipal): readonly Row[] {
  const { declared } = subject;
  const { credential, vendor } = declared.resolved;
  // How a vendor proves itself with its own application is the vendor's.
  if (credential.kind === "none" || namesNeeding(subject, "certificate").length === 0) return [];
  const about = { check: "a certificate for SharePoint", property: "application.keyCredentials" };
  const kinds = kindsUsed(credential);
  if (kinds.some((kind) => kind !== "secret")) return [row(subject, about, "same", "certificate", kinds.join(", "))];
  const remedy: Remedy = {
    by: "hand",
    place: `the definition of ${vendor}, credential`,
    does: "SharePoint refuses a token that a secret bought; take a certificate",
  };
  return [row(subject, about, "different", "certificate", "secret", remedy)];
}

/** Everything that the integration's permissions need beside themselves. */
export function preconditionRows(subject: WithPrincipal): Row[] {
  const seen = [...mailboxes(subject), ...selected(subject), ...meetings(subject), ...tenantNeeds(subject)].map(
    ({ check, needs, found = "not told by Graph", place, command }) =>
      row(subject, { check, property: place }, "elsewhere", needs, found, {
        by: "hand",
        place,
        does: "look",
        ...(command !== undefined && { command }),
      }),
  );
  return [...roleRows(subject), ...sharePointRows(subject), ...seen];
}
