/** App roles and delegated scopes that an application or service principal declares: between Graph and the provider. */
import { orderedBy } from "../../../components/order.ts";
import { texts } from "../kind.ts";
import { isObject, type Properties, type Value } from "../properties.ts";

function objects(value: Value | undefined): Properties[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Graph's `appRoles` from the inputs. */
export function appRolesToGraph(roles: Value | undefined): Value[] {
  return objects(roles).map((role) => ({
    allowedMemberTypes: texts(role.allowedMemberTypes),
    description: role.description ?? "",
    displayName: role.displayName ?? "",
    id: role.id ?? "",
    isEnabled: role.enabled ?? true,
    value: role.value ?? null,
  }));
}

/** The `appRoles` output. */
export function appRolesFromGraph(roles: Value | undefined): Value[] {
  return objects(roles).map((role) => ({
    allowedMemberTypes: texts(role.allowedMemberTypes),
    description: role.description ?? "",
    displayName: role.displayName ?? "",
    enabled: role.isEnabled ?? false,
    id: role.id ?? "",
    value: role.value ?? "",
  }));
}

/** Graph's `oauth2PermissionScopes` from the inputs; unset texts travel as "". */
export function scopesToGraph(scopes: Value | undefined): Value[] {
  return objects(scopes).map((scope) => ({
    adminConsentDescription: scope.adminConsentDescription ?? "",
    adminConsentDisplayName: scope.adminConsentDisplayName ?? "",
    id: scope.id ?? "",
    isEnabled: scope.enabled ?? true,
    type: scope.type ?? "User",
    userConsentDescription: scope.userConsentDescription ?? "",
    userConsentDisplayName: scope.userConsentDisplayName ?? "",
    value: scope.value ?? "",
  }));
}

/** The `oauth2PermissionScopes` output. */
export function scopesFromGraph(scopes: Value | undefined): Value[] {
  return objects(scopes).map((scope) => ({
    adminConsentDescription: scope.adminConsentDescription ?? "",
    adminConsentDisplayName: scope.adminConsentDisplayName ?? "",
    enabled: scope.isEnabled ?? false,
    id: scope.id ?? "",
    type: scope.type ?? "",
    userConsentDescription: scope.userConsentDescription ?? "",
    userConsentDisplayName: scope.userConsentDisplayName ?? "",
    value: scope.value ?? "",
  }));
}

/** Names to ids: the `appRoleIds` and `oauth2PermissionScopeIds` outputs. Those without a value are left out. */
export function idsByValue(permissions: Value | undefined): Properties {
  return Object.fromEntries(
    objects(permissions).flatMap((permission) => {
      const { value, id } = permission;
      return typeof value === "string" && value !== "" && typeof id === "string" ? [[value, id]] : [];
    }),
  );
}

/**
 * The present list with everything switched off that the wanted list drops or edits: Graph changes a permission only
 * once it is disabled. `undefined` when nothing has to be.
 */
export function disabledFirst(present: Value | undefined, wanted: readonly Value[]): Value[] | undefined {
  const kept = new Set(wanted.map((permission) => JSON.stringify(sorted(permission))));
  let changed = false;
  const result = objects(present).map((permission) => {
    if (permission.isEnabled !== true || kept.has(JSON.stringify(sorted(permission)))) return permission;
    changed = true;
    return { ...permission, isEnabled: false };
  });
  return changed ? result : undefined;
}

function sorted(value: Value): Value {
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([name]) => name !== "origin")
          .sort(orderedBy(([key]) => key)),
      )
    : value;
}
