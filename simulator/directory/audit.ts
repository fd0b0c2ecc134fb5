/** The directory's audit log (https://learn.microsoft.com/graph/api/resources/directoryaudit): what was taken away, by whom. */
import { graphTime, removeWhere, type Tenant } from "./directory.ts";
import type { DirectoryAudit } from "./entity.ts";
import { directoryObject } from "./object.ts";
import { principalName } from "./principal.ts";

/** Days that a tenant with Entra ID P1 or P2 keeps its log; a free one keeps 7. */
const keptDays = 30;

/** The activities that are written down, in Entra's words. */
export type Activity =
  | "Delete application"
  | "Hard Delete application"
  | "Restore application"
  | "Remove service principal"
  | "Hard delete service principal"
  | "Restore service principal"
  | "Update application – Certificates and secrets management "
  | "Remove delegated permission grant"
  | "Remove app role assignment from service principal";

/** The application or principal of an entry as it is now, or as it was before its deletion. */
export function auditTarget(tenant: Tenant, id: string): DirectoryAudit["target"] {
  const { applications, servicePrincipals, deleted } = tenant.directory;
  const bin = deleted.get(id);
  const application = applications.get(id)?.entity ?? (bin?.kind === "application" ? bin.item.entity : undefined);
  if (application) return { id, type: "Application", displayName: application.displayName };
  const principal = servicePrincipals.get(id) ?? (bin?.kind === "servicePrincipal" ? bin.item : undefined);
  return { id, type: "ServicePrincipal", displayName: principal ? principalName(tenant, principal.entity.appId) : id };
}

/** Writes one entry. @param actorId the user or service principal that did it */
export function recordActivity(
  tenant: Tenant,
  actorId: string,
  activityDisplayName: Activity,
  target: DirectoryAudit["target"],
): void {
  const { audits } = tenant.directory;
  const now = tenant.clock();
  const oldest = now.getTime() - keptDays * 24 * 3600 * 1000;
  removeWhere(audits, ({ activityDateTime }) => Date.parse(activityDateTime) <= oldest);
  const id = `Directory_${tenant.uuid()}`;
  const actorName = directoryObject(tenant, actorId)?.displayName ?? actorId;
  audits.set(id, { id, activityDisplayName, activityDateTime: graphTime(now), actorId, actorName, target });
}

/** An entry as Graph shows it. */
export function toGraphAudit(tenant: Tenant, { actorId, actorName, target, ...entry }: DirectoryAudit) {
  const user = tenant.directory.users.get(actorId);
  return {
    ...entry,
    category: "ApplicationManagement",
    correlationId: entry.id.replace("Directory_", ""),
    loggedByService: "Core Directory",
    operationType: entry.activityDisplayName.startsWith("Update") ? "Update" : "Delete",
    result: "success",
    resultReason: "",
    additionalDetails: [],
    initiatedBy: user
      ? {
          app: null,
          user: { id: user.id, displayName: null, userPrincipalName: user.userPrincipalName, ipAddress: null },
        }
      : {
          app: { appId: null, displayName: actorName, servicePrincipalId: actorId, servicePrincipalName: null },
          user: null,
        },
    targetResources: [{ ...target, groupType: null, userPrincipalName: null, modifiedProperties: [] }],
  };
}
