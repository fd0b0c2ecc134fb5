/**
 * What must stand beside a granted permission for it to open anything. What Graph tells is checked; the rest is listed with
 * the command by which a person sees it.
 */
import { isExchangeRole } from "../../components/exchange-roles.ts";
import type { ApiPermissions } from "../../components/permissions.ts";
import { directoryRoleName } from "../../components/roles.ts";
import type { Remedy } from "./remedy.ts";
import { none, type Row } from "./row.ts";
import { row, unlessUnread, type WithPrincipal } from "./subject.ts";

const exchange = "00000002-0000-0ff1-ce00-000000000000";
const sharePoint = "00000003-0000-0ff1-ce00-000000000000";

type Kind = "application" | "delegated";

function holds(permissions: readonly ApiPermissions[], kind: Kind, names: RegExp, appId?: string): string[] {
  return permissions
    .filter((one) => appId === undefined || one.appId === appId)
    .flatMap((one) => one[kind].map(({ name }) => name))
    .filter((name) => names.test(name));
}

/** Something that only a person sees, with the command that shows it. */
interface Elsewhere {
  readonly check: string;
  readonly needs: string;
  readonly place: string;
  readonly command: string;
}

/** https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth */
function mailboxes({ declared, naming, principal }: WithPrincipal): Elsewhere[] {
  const { permissions, mailboxes: all, name } = declared.resolved;
  const fetches = holds(permissions, "application", /^(?:IMAP|POP)\.AccessAsApp$/, exchange).length > 0;
  const sends = holds(permissions, "application", /^SMTP\.SendAsApp$/, exchange).length > 0;
  const probe = `${naming.verify} ${name} --probe --mailbox`;
  return all.flatMap(({ address, rights }): Elsewhere[] => [
    ...(fetches || sends
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
function selected({ declared }: WithPrincipal): Elsewhere[] {
  const names = holds(declared.resolved.permissions, "application", /(?:^Sites|\.SelectedOperations)\.Selected$/);
  return names.map((permission) => ({
    check: `what ${permission} reaches`,
    needs: "a grant of its own on each site, list or file: consent alone opens none",
    place: "SharePoint, by a site's owner or an administrator",
    command: "GET https://graph.microsoft.com/v1.0/sites/<site id>/permissions",
  }));
}

/** https://learn.microsoft.com/graph/cloud-communication-online-meeting-application-access-policy */
function meetings({ declared, live }: WithPrincipal): Elsewhere[] {
  const names = holds(
    declared.resolved.permissions,
    "application",
    /^OnlineMeeting(?:s|Artifact|Transcript|Recording|AiInsight)/,
  );
  return names.length === 0
    ? []
    : [
        {
          check: "application access policy of Teams",
          needs: `one that names the client id, granted to the organisers (${names.join(", ")})`,
          place: "Microsoft Teams PowerShell",
          command: `Get-CsApplicationAccessPolicy | Where-Object AppIds -Contains ${live.appId}`,
        },
      ];
}

/** Exchange's and Teams' cmdlets take an application only with a directory role beside the permission. */
function roleRows(subject: WithPrincipal): readonly Row[] {
  const { declared, principal, naming } = subject;
  const { permissions, name } = declared.resolved;
  const needing = holds(permissions, "application", /^Exchange\.ManageAsApp$/, exchange);
  return needing.flatMap((permission) => {
    const about = { check: `a directory role for ${permission}`, property: "roleManagement.directory.roleAssignments" };
    const remedy: Remedy = {
      by: "command",
      command: naming.up,
      does: `after integrations.${name}.directoryRoles of ${naming.file} names one, as Exchange Administrator: the permission alone opens nothing`,
    };
    return unlessUnread(subject, about, "roles", principal.id, () => {
      const held = principal.roles.map(
        ({ roleDefinitionId }) => directoryRoleName(roleDefinitionId) ?? roleDefinitionId,
      );
      return held.length > 0
        ? [row(subject, about, "same", "at least one", held.join(", "))]
        : [row(subject, about, "different", "at least one", none, remedy)];
    });
  });
}

/** https://learn.microsoft.com/sharepoint/dev/solution-guidance/security-apponly-azuread */
function sharePointRows(subject: WithPrincipal): readonly Row[] {
  const { declared } = subject;
  const { permissions, credential, vendor } = declared.resolved;
  const needing = holds(permissions, "application", /./, sharePoint);
  if (needing.length === 0) return [];
  const about = { check: "a certificate for SharePoint", property: "application.keyCredentials" };
  if (credential.kind === "certificate") return [row(subject, about, "same", "certificate", "certificate")];
  const remedy: Remedy = {
    by: "hand",
    place: `components/vendors/${vendor}.ts, credential`,
    does: "SharePoint refuses a token that a secret bought; take a certificate",
  };
  return [row(subject, about, "different", "certificate", "secret", remedy)];
}

/** Everything that the integration's permissions need beside themselves. */
export function preconditionRows(subject: WithPrincipal): Row[] {
  const seen = [...mailboxes(subject), ...selected(subject), ...meetings(subject)].map(
    ({ check, needs, place, command }) =>
      row(subject, { check, property: place }, "elsewhere", needs, "not told by Graph", {
        by: "hand",
        place,
        does: "look",
        command,
      }),
  );
  return [...roleRows(subject), ...sharePointRows(subject), ...seen];
}
