/**
 * Who may sign in, and what follows from it. Entra asks for an assignment only where the principal requires one, and
 * every assignment depends on that principal: one run of the engine always closes before it assigns. So a running
 * integration is closed by two changes, and `stillOpen` stands between them.
 */
import { defaultAccess } from "./fixed-names.ts";
import type { ResolvedIntegration } from "./resolved-integration.ts";

/** What an integration says of it. `stillOpen`: everyone may still sign in, while the assignments are being made. */
export type SignIn = Pick<ResolvedIntegration, "signsIn" | "signsInGroups" | "inRoles" | "stillOpen">;

/** True where the principal requires an assignment. */
export function isClosed({ signsIn, stillOpen }: SignIn): boolean {
  return signsIn !== "everyone" && stillOpen !== true;
}

/** Object ids of everybody who is assigned: users, then groups. */
export function assignedTo({ signsIn, signsInGroups = [] }: SignIn): readonly string[] {
  return signsIn === "everyone" ? [] : [...signsIn, ...signsInGroups];
}

/** One user or group who is assigned, and the role: the product's own, or the one that stands for "may sign in". */
export interface Assigned {
  readonly id: string;
  readonly appRoleId: string;
  /** The product's own role by its value; absent where it has none. */
  readonly role?: string;
}

/** Every assignment of users and groups: one a role where the product has roles of its own. */
export function assignmentsOf(signIn: SignIn): readonly Assigned[] {
  if (signIn.inRoles === undefined) return assignedTo(signIn).map((id) => ({ id, appRoleId: defaultAccess }));
  return signIn.inRoles.flatMap(({ role, roleId, users, groups }) =>
    [...users, ...groups].map((id) => ({ id, appRoleId: roleId, role })),
  );
}

/**
 * For whom delegated scopes are granted. A grant is for one user or for everyone: Entra knows none for a group, so with
 * one it stays for everyone and the assignment alone says who signs in.
 */
export function grantedFor({ signsIn, signsInGroups = [], stillOpen }: SignIn): {
  readonly everyone: boolean;
  readonly users: readonly string[];
} {
  if (signsIn === "everyone" || signsInGroups.length > 0) return { everyone: true, users: [] };
  return { everyone: stillOpen === true, users: signsIn };
}
