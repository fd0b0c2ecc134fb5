/** Ids that nothing has, in every form; refused: the real provider's importer does not take the form and asks nobody. */
import { type } from "./types.ts";

const guid = "aaaaaaaa-0000-4000-8000-000000000001";
const { application, principal, password, certificate, identifierUri, grant, role, directoryRole } = type;

export const importIds: readonly (readonly [type: string, id: string, refused: boolean])[] = [
  [application, `/applications/${guid}`, false],
  [application, "/applications/not-a-guid", false],
  [application, guid, true],
  [application, `/Applications/${guid}`, true],
  [application, `/applications/${guid}/x`, true],
  [application, "/applications/", true],
  [principal, `/servicePrincipals/${guid}`, false],
  [principal, guid, true],
  [principal, `/serviceprincipals/${guid}`, true],
  [principal, `/applications/${guid}`, true],
  [password, `${guid}/password/${guid}`, true],
  [certificate, `${guid}/certificate/${guid}`, false],
  [certificate, `${guid}/password/${guid}`, true],
  [certificate, `${guid}/${guid}`, true],
  [certificate, `/applications/${guid}/certificate/${guid}`, true],
  [certificate, `x/certificate/${guid}`, true],
  [certificate, `${guid}/certificate/x`, true],
  [identifierUri, `/applications/${guid}/identifierUris/YXBpOi8veA==`, false],
  [identifierUri, `/applications/${guid}/identifierUri/YXBpOi8veA==`, true],
  [identifierUri, `${guid}/identifierUris/YXBpOi8veA==`, true],
  [identifierUri, `/applications/${guid}`, true],
  [grant, "/oauth2PermissionGrants/abc", false],
  [grant, "abc", true],
  [grant, "/oauth2permissiongrants/abc", true],
  [grant, "/oauth2PermissionGrants/abc/d", true],
  [role, `/servicePrincipals/${guid}/appRoleAssignedTo/abc`, false],
  [role, "/servicePrincipals/x/appRoleAssignedTo/abc", false],
  [role, "abc", true],
  [role, `${guid}/appRoleAssignment/abc`, true],
  [directoryRole, "/roleManagement/directory/roleAssignments/abc", false],
  [directoryRole, "abc", true],
  [directoryRole, "/rolemanagement/directory/roleAssignments/abc", true],
];
