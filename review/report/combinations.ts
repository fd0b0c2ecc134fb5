/** Permissions that together are more than each alone. */
import { riskOf } from "../../catalog/risk.ts";
import type { Coded } from "../../components/worded.ts";
import { isPerMailbox, ratedPermission } from "../permission.ts";
import type { RecordedGrant, RecordedIntegration } from "../recording.ts";

const mail = /^(?:Mail|MailboxSettings|Calendars|Contacts|IMAP|POP|SMTP|EWS|full_access_as_app)(?:[._]|$)/;
const directory = /^(?:User|Group|Directory|GroupMember|Member)\..*Read/;

/** What combines, and what its sentence names. */
export interface CombinationValues {
  readonly "mail-by-secret": { readonly permissions: readonly string[] };
  readonly "mail-offline": { readonly permissions: readonly string[] };
  readonly "grants-itself": { readonly permissions: readonly string[] };
  readonly "people-own": { readonly owners: readonly string[]; readonly powers: readonly string[] };
}

/** One combination. */
export type Combination = Coded<CombinationValues>;

function named(
  code: "mail-by-secret" | "mail-offline" | "grants-itself",
  grants: readonly RecordedGrant[],
): Combination[] {
  return grants.length > 0 ? [{ code, permissions: grants.map(({ name }) => name) }] : [];
}

function powerful(grant: RecordedGrant): boolean {
  return grant.kind === "application" && ["high", "critical"].includes(ratedPermission(grant).risk);
}

/** True for what can make credentials, grants or role assignments, for itself too. */
function escalates({ appId, kind, name }: RecordedGrant): boolean {
  const caution = riskOf(appId, kind, name)?.caution;
  return kind === "application" && caution !== undefined && caution !== "broad-directory-access";
}

/** What combines in one integration. */
export function combinationsOf(integration: RecordedIntegration): Combination[] {
  const { granted, credentials, owners, directoryRoles } = integration;
  const roles = granted.filter(({ kind }) => kind === "application");
  const scopes = granted.filter(({ kind }) => kind === "delegated");
  const outside = credentials.kind === "secret" && Object.keys(credentials.registeredEnds).length > 0;
  const offline = scopes.some(({ name }) => name === "offline_access");
  const people = owners.application.filter(({ kind }) => kind !== "servicePrincipal").map(({ id }) => id);
  const strong = [...roles.filter(powerful).map(({ name }) => name), ...directoryRoles.map(({ name }) => name)];
  return [
    ...named(
      "mail-by-secret",
      outside ? roles.filter((role) => (mail.test(role.name) && !isPerMailbox(role)) || directory.test(role.name)) : [],
    ),
    ...named("mail-offline", offline ? scopes.filter(({ name }) => mail.test(name)) : []),
    ...named("grants-itself", roles.filter(escalates)),
    ...(people.length > 0 && strong.length > 0
      ? [{ code: "people-own", owners: people, powers: strong } as const]
      : []),
  ];
}
