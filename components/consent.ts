/**
 * Admin consent: what is asked (`requiredResourceAccess`) and what is granted come from the same list, because asking
 * alone grants nothing in Entra.
 */
import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import { apiPrincipal } from "./api-principal.ts";
import { namesInCapitals, resourceNames } from "./fixed-names.ts";
import { orderedBy } from "./order.ts";
import type { ApiPermissions } from "./permissions.ts";
import type { ResolvedIntegration } from "./resolved-integration.ts";
import { assignmentsOf, grantedFor } from "./sign-in.ts";

/** The application's list of permissions, in the plan's order. */
export function requiredAccess(
  permissions: readonly ApiPermissions[],
): azuread.types.input.ApplicationRequiredResourceAccess[] {
  return permissions.map(({ appId, application, delegated }) => ({
    resourceAppId: appId,
    resourceAccesses: [
      ...application.map(({ id }) => ({ id, type: "Role" })),
      ...delegated.map(({ id }) => ({ id, type: "Scope" })),
    ].sort(orderedBy(({ id }) => id)),
  }));
}

/** Keeps what stands under the same name in capital letters. */
function aliased(name: string, opts: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions {
  const before = namesInCapitals(name);
  return before.length === 0 ? opts : { ...opts, aliases: before.map((former) => ({ name: former })) };
}

/**
 * Grants every permission of the plan and nothing else: an app role assignment for each application permission, one
 * grant an API for its delegated scopes (one for each user where users alone are named).
 * @param checked an API's application id, once the tenant is known to have its principal
 * @param reader the provider that looks up the APIs' principals
 */
export function grantConsent(
  resolved: ResolvedIntegration,
  principal: azuread.ServicePrincipal,
  checked: (appId: string) => string | Promise<string>,
  reader: pulumi.ProviderResource,
  opts: pulumi.CustomResourceOptions,
): void {
  for (const permissions of resolved.permissions) {
    const resourceObjectId = pulumi.output(checked(permissions.appId)).apply((appId) => apiPrincipal(appId, reader));
    for (const { name, id } of permissions.application)
      new azuread.AppRoleAssignment(
        resourceNames.assignment(resolved.name, permissions.api, name),
        { appRoleId: id, principalObjectId: principal.objectId, resourceObjectId },
        opts,
      );
    if (permissions.delegated.length === 0) continue;
    const grant = {
      servicePrincipalObjectId: principal.objectId,
      resourceServicePrincipalObjectId: resourceObjectId,
      claimValues: permissions.delegated.map(({ name }) => name).sort(),
    };
    const { everyone, users } = grantedFor(resolved);
    if (everyone)
      new azuread.ServicePrincipalDelegatedPermissionGrant(
        resourceNames.grant(resolved.name, permissions.api),
        grant,
        opts,
      );
    for (const userObjectId of users) {
      const name = resourceNames.grant(resolved.name, permissions.api, userObjectId);
      new azuread.ServicePrincipalDelegatedPermissionGrant(name, { ...grant, userObjectId }, aliased(name, opts));
    }
  }
}

/** Assigns the users and groups that the file names, to roles of the product's own where it has some. */
export function assignPeople(
  resolved: ResolvedIntegration,
  principal: azuread.ServicePrincipal,
  opts: pulumi.CustomResourceOptions,
): void {
  for (const { id, appRoleId, role } of assignmentsOf(resolved)) {
    const name = resourceNames.signsIn(resolved.name, id, role);
    const assignment = { appRoleId, principalObjectId: id, resourceObjectId: principal.objectId };
    new azuread.AppRoleAssignment(name, assignment, aliased(name, opts));
  }
}

/** Entra directory roles of the service principal, for the whole tenant. */
export function assignDirectoryRoles(
  resolved: ResolvedIntegration,
  principal: azuread.ServicePrincipal,
  opts: pulumi.CustomResourceOptions,
): void {
  for (const { name, templateId } of resolved.directoryRoles)
    new azuread.DirectoryRoleAssignment(
      resourceNames.directoryRole(resolved.name, name),
      { roleId: templateId, principalObjectId: principal.objectId },
      opts,
    );
}
