/**
 * The objects that a killed run created without recording them: they exist in the tenant, while the engine's state knows
 * only that their creation was begun. A second creation would be refused, so these objects are removed before the next
 * run. In a real tenant a person has to import or delete them.
 */
import type { PendingOperation } from "../engine/state-file.ts";
import { type Directory, removeWhere } from "../simulator/directory/directory.ts";

/** The name the azuread provider gives a new application for a moment (plugins/azuread/application.ts). */
const passingName = /^TERRAFORM_UPDATE_/;

type Inputs = PendingOperation["inputs"];

/** How the object of a type is found again by what it was to be made from. `known`: the state has its id. */
const removals: Readonly<
  Record<string, (directory: Directory, inputs: Inputs, known: (id: string) => boolean) => void>
> = {
  "azuread:index/application:Application": ({ applications }, inputs, known) =>
    removeWhere(applications, ({ entity: { id, displayName } }) => {
      const same = displayName === inputs.displayName || passingName.test(displayName);
      return same && !known(`/applications/${id}`);
    }),
  "azuread:index/servicePrincipal:ServicePrincipal": ({ servicePrincipals }, inputs, known) =>
    removeWhere(
      servicePrincipals,
      ({ entity: { id, appId } }) => appId === inputs.clientId && !known(`/servicePrincipals/${id}`),
    ),
  "azuread:index/applicationPassword:ApplicationPassword": ({ applications }, inputs, known) => {
    const owned = applications.get(String(inputs.applicationId).replace("/applications/", ""));
    if (!owned) return;
    const { entity } = owned;
    const passwordCredentials = entity.passwordCredentials.filter(
      ({ keyId, displayName }) => displayName !== inputs.displayName || known(`${entity.id}/password/${keyId}`),
    );
    applications.set(entity.id, { ...owned, entity: { ...entity, passwordCredentials } });
  },
  "azuread:index/applicationCertificate:ApplicationCertificate": ({ applications }, inputs, known) => {
    const owned = applications.get(String(inputs.applicationId).replace("/applications/", ""));
    if (!owned) return;
    const { entity } = owned;
    const keyCredentials = entity.keyCredentials.filter(({ keyId }) => known(`${entity.id}/certificate/${keyId}`));
    applications.set(entity.id, { ...owned, entity: { ...entity, keyCredentials } });
  },
  "azuread:index/appRoleAssignment:AppRoleAssignment": ({ appRoleAssignments }, inputs, known) =>
    removeWhere(
      appRoleAssignments,
      ({ id, principalId, resourceId, appRoleId }) =>
        principalId === inputs.principalObjectId &&
        resourceId === inputs.resourceObjectId &&
        appRoleId === inputs.appRoleId &&
        !known(`/servicePrincipals/${resourceId}/appRoleAssignedTo/${id}`),
    ),
  "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant": (
    { delegatedGrants },
    inputs,
    known,
  ) =>
    removeWhere(
      delegatedGrants,
      ({ id, clientId, resourceId }) =>
        clientId === inputs.servicePrincipalObjectId &&
        resourceId === inputs.resourceServicePrincipalObjectId &&
        !known(`/oauth2PermissionGrants/${id}`),
    ),
  "azuread:index/directoryRoleAssignment:DirectoryRoleAssignment": ({ roleAssignments }, inputs, known) =>
    removeWhere(
      roleAssignments,
      ({ id, principalId, roleDefinitionId }) =>
        principalId === inputs.principalObjectId &&
        roleDefinitionId === inputs.roleId &&
        !known(id) && // a state of before
        !known(`/roleManagement/directory/roleAssignments/${id}`),
    ),
  "azure-native:keyvault:Secret": ({ vaultSecrets }, inputs, known) => {
    const end = `/vaults/${inputs.vaultName}/${inputs.secretName}`.toLowerCase();
    removeWhere(
      vaultSecrets,
      ({ id }) => id.endsWith(end) && !known(id.replace(/\/([^/]*)$/, "/secrets/$1").toLowerCase()),
    );
  },
};

/**
 * Removes from the directory what the pending creations made.
 * @param ids the ids of all resources in the state
 */
export function removeOrphans(
  directory: Directory,
  pending: readonly PendingOperation[],
  ids: readonly string[],
): void {
  const known = new Set(ids.flatMap((id) => [id, id.toLowerCase()]));
  for (const { type, resourceType, inputs } of pending)
    if (type === "creating") removals[resourceType]?.(directory, inputs, (id) => known.has(id));
}
