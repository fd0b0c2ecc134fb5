/** Directory objects of every type, as references and lists of owners show them. */
import type { Tenant } from "./directory.ts";
import { principalName } from "./principal.ts";

/** An object as a list of owners shows it. The azuread provider reads the type. */
export interface DirectoryObject {
  readonly "@odata.type": string;
  readonly id: string;
  readonly displayName: string;
  readonly [property: string]: unknown;
}

/** The user, service principal, group or application with this id; undefined if there is none. */
export function directoryObject(tenant: Tenant, id: string): DirectoryObject | undefined {
  const { users, servicePrincipals, groups, applications } = tenant.directory;
  const user = users.get(id);
  if (user) return { "@odata.type": "#microsoft.graph.user", ...user };
  const principal = servicePrincipals.get(id)?.entity;
  if (principal) {
    const { appId, accountEnabled } = principal;
    const displayName = principalName(tenant, appId);
    return { "@odata.type": "#microsoft.graph.servicePrincipal", id, appId, accountEnabled, displayName };
  }
  const group = groups.get(id)?.entity;
  if (group) return { "@odata.type": "#microsoft.graph.group", ...group };
  const application = applications.get(id)?.entity;
  if (application) {
    const { appId, displayName } = application;
    return { "@odata.type": "#microsoft.graph.application", id, appId, displayName };
  }
  return undefined;
}
