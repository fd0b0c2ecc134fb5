/** App roles and delegated scopes that an application offers: one name and one id each, and never changed while enabled. */
import { isDeepStrictEqual } from "node:util";
import { badRequest, Rejection } from "../errors.ts";
import type { Application, AppRole, Scope } from "./entity.ts";

type Entitlement = AppRole | Scope;

/** An enabled role or scope may be added, never edited or removed: it has to be disabled first. Compares content. */
function assertDisabledFirst(before: readonly Entitlement[], after: readonly Entitlement[]): void {
  for (const old of before) {
    if (!old.isEnabled) continue;
    const now = after.find((entitlement) => entitlement.id === old.id);
    const justDisabled = now && isDeepStrictEqual({ ...now, isEnabled: true }, { ...old, isEnabled: true });
    if (!justDisabled) {
      const message = "Permission (scope or role) cannot be deleted or updated unless disabled first.";
      throw new Rejection(400, "CannotDeleteOrUpdateEnabledEntitlement", message);
    }
  }
}

/** Roles and scopes share one namespace of ids and values, except a role and a scope that are the same permission. */
function assertUnique(roles: readonly AppRole[], scopes: readonly Scope[]): void {
  for (const list of [roles, scopes]) {
    const ids = list.map((entitlement) => entitlement.id);
    const values = list.map((entitlement) => entitlement.value).filter(Boolean);
    const twice = (names: readonly unknown[]) => names.find((name, index) => names.indexOf(name) !== index);
    const found = twice(ids) ?? twice(values);
    if (found) throw badRequest(`Permission (scope or role) '${found}' stands twice in the list.`);
  }
  for (const role of roles) {
    const clash = scopes.find((scope) => role.value && scope.value === role.value && scope.id !== role.id);
    if (clash) throw badRequest(`The value '${role.value}' is used by an app role and by a scope.`);
  }
}

/** Checks what a write would make of an application's roles and scopes. `before` is undefined for a new one. */
export function assertEntitlements(before: Application | undefined, after: Application): void {
  assertUnique(after.appRoles, after.api.oauth2PermissionScopes);
  if (!before) return;
  assertDisabledFirst(before.appRoles, after.appRoles);
  assertDisabledFirst(before.api.oauth2PermissionScopes, after.api.oauth2PermissionScopes);
}
