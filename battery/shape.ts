/** Requests without the ids that one tenant gives: what two tenants built alike share. Pure. */
import type { Sent } from "./fault.ts";

/** A text without ids, however long. */
export function withoutIds(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "<id>")
    .replaceAll(/\/(appRoleAssignedTo|oauth2PermissionGrants|roleAssignments)\/[\w-]+/g, "/$1/<id>");
}

/** Method and path, without query and ids: `PATCH /graph/v1.0/applications/<id>`. */
export function shapeOf({ method, path }: Pick<Sent, "method" | "path">): string {
  return withoutIds(`${method} ${path.replace(/\?.*$/, "")}`);
}
