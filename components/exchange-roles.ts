/**
 * Roles of Exchange Online that give an application a permission on some mailboxes alone (RBAC for Applications).
 * Source: learn.microsoft.com, /exchange/permissions-exo/application-rbac, supported application roles.
 */
import type { ApiName, Permissions } from "./permissions.ts";

/** A role by its name in Exchange Online. */
export type ExchangeRole = `Application ${string}`;

/** Permissions whose role is not called "Application " and the permission's name. */
const otherwise: Readonly<Record<string, ExchangeRole>> = {
  full_access_as_app: "Application EWS.AccessAsApp",
  "MailboxFolder.Read.All": "Application MailboxFolder.Read",
  "MailboxFolder.ReadWrite.All": "Application MailboxFolder.ReadWrite",
  "MailboxItem.Export.All": "Application MailboxItem.Export",
  "MailboxItem.ImportExport.All": "Application MailboxItem.ImportExport",
  "MailboxItem.Read.All": "Application MailboxItem.Read",
  "MailboxItem.ReadWrite.All": "Application MailboxItem.ReadWrite",
};

/** The role that gives an application permission for some mailboxes. */
function exchangeRoleOf(permission: string): ExchangeRole {
  return otherwise[permission] ?? `Application ${permission}`;
}

/** True for a role, among the rights on a mailbox. */
export function isExchangeRole(right: string): right is ExchangeRole {
  return right.startsWith("Application ");
}

/** The application permission that a role gives. */
export function permissionOfExchangeRole(role: ExchangeRole): string {
  const found = Object.entries(otherwise).find(([, name]) => name === role);
  return found?.[0] ?? role.replace(/^Application /, "");
}

/** The roles for a list of application permissions, sorted. */
export function exchangeRoles(permissions: Permissions): ExchangeRole[] {
  return (Object.keys(permissions) as ApiName[])
    .flatMap((api) => [...((permissions[api]?.application ?? []) as readonly string[])])
    .map(exchangeRoleOf)
    .sort();
}
