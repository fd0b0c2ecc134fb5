/** How each of the services behind Graph words its 403: Exchange, SharePoint and Teams have codes and texts of their own. */
import { Rejection } from "../errors.ts";
import { type Caller, holds } from "../token/access-token.ts";

/** Exchange: mail, calendars, contacts. */
export function assertMail(caller: Caller, permissions: readonly string[]): void {
  if (!holds(caller, permissions))
    throw new Rejection(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
}

/** SharePoint: sites, lists, files. */
export function assertSites(caller: Caller, permissions: readonly string[]): void {
  if (!holds(caller, permissions)) throw new Rejection(403, "accessDenied", "Access denied");
}

/** Teams and presence: they say which permission would have done, and which there were. */
export function assertTeams(caller: Caller, permissions: readonly string[]): void {
  if (holds(caller, permissions)) return;
  const kind = caller.scopes ? "scope" : "role";
  const had = caller.scopes ?? caller.roles;
  const message = `Missing ${kind} permissions on the request. API requires one of '${permissions.join(", ")}'. ${kind === "scope" ? "Scopes" : "Roles"} on the request '${had.join(", ")}'.`;
  throw new Rejection(403, "Forbidden", message);
}
