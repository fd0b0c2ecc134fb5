/** Roles of a product's own, and who is assigned to them by code. */
import type { AppRoleAsked, VendorDefinition } from "./definition.ts";

/** Users and groups in one role, as the file writes them. */
export interface RoleMembers {
  readonly users?: readonly string[] | undefined;
  readonly groups?: readonly string[] | undefined;
}

/** The roles to which people may be assigned; the file says whom (`appRoles`). */
export function rolesOfPeople({ appRoles = [] }: Pick<VendorDefinition, "appRoles">): readonly AppRoleAsked[] {
  return appRoles.filter((role) => role.for.includes("users"));
}

/** True for a role whose holders administer the product: by the definition's word, or by the role's own name. */
export function administersProduct({
  value,
  name,
  administers,
}: Pick<AppRoleAsked, "value" | "name" | "administers">): boolean {
  return administers === true || /admin|owner|root|superuser|管理|所有者/i.test(`${value} ${name}`);
}

/** How the people of a role are written. */
export const membersForm = "write { users: [<object id>, …] }, { groups: [<object id>, …] } or both";
