/** What the portal calls a permission, in English or Japanese, as the name that the file wants. */
import { apis, type Kind, mayBeAsked } from "../catalog/apis.ts";
import { permissionsCalled } from "../catalog/portal-names.ts";

/** The permission of this API and kind that the portal calls so; undefined where it calls none so, or several. */
export function permissionByDisplayName(api: string, kind: Kind, displayName: string): string | undefined {
  const known = apis.find((candidate) => candidate.displayName === api);
  const names = permissionsCalled(displayName).filter((name) =>
    known?.[kind].some((permission) => permission.value === name && mayBeAsked(known, permission)),
  );
  return names.length === 1 ? names[0] : undefined;
}
