/**
 * Entra's directory roles, as catalog/roles.json lists them (sources: SOURCES.md).
 */
import { readFileSync } from "node:fs";

/** One directory role. A key that is absent means false or not applicable. */
export interface DirectoryRole {
  /** The name as Graph gives it. */
  readonly displayName: string;
  /** The same in every tenant; what a role assignment names. */
  readonly templateId: string;
  /** Microsoft marks it as privileged. */
  readonly isPrivileged: boolean;
  /** Enterprise Access Model: 0 control plane, 1 management plane, 2 user access. */
  readonly eam?: 0 | 1 | 2;
  /** The name in Microsoft's documentation, where it differs. */
  readonly docsName?: string;
  readonly hidden?: true;
  readonly deprecated?: true;
  /** False: every user holds it by nature; it cannot be assigned. */
  readonly assignable?: false;
  readonly undocumented?: true;
}

const file: { readonly roles: readonly DirectoryRole[] } = JSON.parse(
  readFileSync(new URL("roles.json", import.meta.url), "utf8"),
);

/** Every role of the catalog, those that cannot be assigned too; sorted by name. */
export const directoryRoles: readonly DirectoryRole[] = file.roles;
