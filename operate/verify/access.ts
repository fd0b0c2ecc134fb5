/** What an integration may do: what it asks for, what was granted, who may sign in, which roles and groups it has. */
import { called } from "../../components/called.ts";
import { defaultAccess } from "../../components/fixed-names.ts";
import { openIdScopes } from "../../components/openid-scopes.ts";
import { apiIdOf, apiName, permissionName } from "../../components/permissions.ts";
import type { ResolvedIntegration } from "../../components/resolved-integration.ts";
import { directoryRoleName } from "../../components/roles.ts";
import { assignmentsOf, grantedFor } from "../../components/sign-in.ts";
import type { LiveAssignment, LiveGrant } from "../../recovery/tenant.ts";
import { enterprise, registration } from "./places.ts";
import { byRefresh, byUp, type Remedy } from "./remedy.ts";
import type { Row } from "./row.ts";
import { listRows, type Member, row, type Subject, unlessUnread, type WithPrincipal } from "./subject.ts";

const graphUrl = "https://graph.microsoft.com/v1.0";

function deletion(path: string): string {
  return `az rest --method DELETE --url ${graphUrl}${path}`;
}

const kindOf = { Role: "application", Scope: "delegated" } as const;

function permission(appId: string, kind: "application" | "delegated", id: string): string {
  return `${apiName(appId) ?? appId} ${kind} ${permissionName(appId, kind, id) ?? id}`;
}

/** `requiredResourceAccess`: what the registration asks for. */
export function requiredRows(subject: Subject): readonly Row[] {
  const { declared, live, naming } = subject;
  const member = (appId: string, kind: "application" | "delegated", id: string): Member => ({
    key: `${appId}/${kind}/${id}`,
    shown: permission(appId, kind, id),
  });
  const expected = declared.resolved.permissions.flatMap(({ appId, application, delegated }) => [
    ...application.map(({ id }) => member(appId, "application", id)),
    ...delegated.map(({ id }) => member(appId, "delegated", id)),
  ]);
  const asked = live.shown.requiredResourceAccess as
    | readonly {
        readonly resourceAppId: string;
        readonly resourceAccess: readonly { readonly id: string; readonly type: "Role" | "Scope" }[];
      }[]
    | undefined;
  const found = (asked ?? []).flatMap(({ resourceAppId, resourceAccess }) =>
    resourceAccess.map(({ id, type }) => member(resourceAppId, kindOf[type], id)),
  );
  const remedy = () => byRefresh(naming, registration(live.displayName, "API permissions"));
  const about = { check: "permission asked for", property: "application.requiredResourceAccess" };
  return listRows(subject, about, expected, found, { missing: remedy, extra: remedy });
}

interface Held extends Member {
  readonly live: LiveAssignment;
}

function assignmentRows(subject: WithPrincipal): readonly Row[] {
  const { declared, live, principal, tenant, naming } = subject;
  const place = enterprise(live.displayName, "Permissions");
  const expected = declared.resolved.permissions.flatMap(({ appId, application }) =>
    application.map(({ id }) => ({
      key: `${tenant.apis.get(appId) ?? appId}/${id}`,
      shown: permission(appId, "application", id),
    })),
  );
  const appIdOf = new Map([...tenant.apis].map(([appId, objectId]) => [objectId, appId]));
  const found = principal.assignments.map((one): Held => {
    const appId = appIdOf.get(one.resourceId);
    const shown = appId === undefined ? undefined : permission(appId, "application", one.appRoleId);
    return { key: `${one.resourceId}/${one.appRoleId}`, shown: shown ?? byName(one), live: one };
  });
  const about = { check: "consent, application", property: "servicePrincipal.appRoleAssignments" };
  return listRows(subject, about, expected, found, {
    missing: () => byUp(naming, `grants it again (${place})`),
    extra: (one) => ({
      by: "hand",
      place,
      does: "revoke it",
      command: deletion(`/servicePrincipals/${principal.id}/appRoleAssignments/${one.live.id}`),
    }),
  });
}

/** A role of an API that the file asks nothing of: an assignment tells the API's name alone. */
function byName({ resource, appRoleId }: LiveAssignment): string {
  return `${resource} application ${permissionName(apiIdOf(resource) ?? "", "application", appRoleId) ?? appRoleId}`;
}

/** Scopes for one holder on one API. */
interface Expected {
  readonly api: string;
  readonly resourceId: string;
  /** Undefined: everybody. */
  readonly user: string | undefined;
  readonly scopes: readonly string[];
}

const holder = (user: string | undefined) => (user === undefined ? "for everybody" : `for the user ${user}`);

function grantRowsOf(subject: WithPrincipal, expected: Expected, found: LiveGrant | undefined): Row[] {
  const { live, naming, state } = subject;
  const place = enterprise(live.displayName, "Permissions");
  const about = { check: "consent, delegated", property: "servicePrincipal.oauth2PermissionGrants" };
  const named = (scopes: readonly string[]) =>
    `${expected.api} ${[...scopes].sort().join(" ")} ${holder(expected.user)}`;
  if (found === undefined)
    return [
      row(subject, about, "different", named(expected.scopes), "none", byUp(naming, `grants it again (${place})`)),
    ];
  const known = [...state.resources.values()].some(({ id }) => id === `/oauth2PermissionGrants/${found.id}`);
  const missing = expected.scopes.filter((scope) => !found.scopes.includes(scope));
  const extra = found.scopes.filter((scope) => !expected.scopes.includes(scope) && !openIdScopes.includes(scope));
  const mended: Remedy = known
    ? byRefresh(naming, place)
    : { by: "hand", place, does: "revoke it", command: deletion(`/oauth2PermissionGrants/${found.id}`) };
  if (missing.length + extra.length === 0)
    return [
      row(
        subject,
        about,
        "same",
        named(expected.scopes),
        named(found.scopes.filter((one) => !openIdScopes.includes(one) || expected.scopes.includes(one))),
      ),
    ];
  return [
    ...(missing.length > 0
      ? [row(subject, about, "different", named(expected.scopes), named(found.scopes), mended)]
      : []),
    ...(extra.length > 0 ? [row(subject, about, "undeclared", "none", named(extra), mended)] : []),
  ];
}

function grantRows(subject: WithPrincipal): readonly Row[] {
  const { declared, live, principal, tenant } = subject;
  const { resolved } = declared;
  const { everyone, users } = grantedFor(resolved);
  const expected = resolved.permissions
    .filter(({ delegated }) => delegated.length > 0)
    .flatMap(({ api, appId, delegated }): Expected[] =>
      [...(everyone ? [undefined] : []), ...users].map((user) => ({
        api,
        resourceId: tenant.apis.get(appId) ?? appId,
        user,
        scopes: delegated.map(({ name }) => name),
      })),
    );
  const foundFor = ({ resourceId, user }: Expected) =>
    principal.grants.find(
      (one) => one.resourceId === resourceId && (one.user ?? "").toLowerCase() === (user ?? "").toLowerCase(),
    );
  const taken = new Set(expected.flatMap((one) => foundFor(one)?.id ?? []));
  const place = enterprise(live.displayName, "Permissions");
  const about = { check: "consent, delegated", property: "servicePrincipal.oauth2PermissionGrants" };
  const appIdOf = new Map([...tenant.apis].map(([appId, objectId]) => [objectId, appId]));
  const others = principal.grants
    .filter(({ id, scopes }) => !taken.has(id) && scopes.some((scope) => !openIdScopes.includes(scope)))
    .map((one) => {
      const api = apiName(appIdOf.get(one.resourceId) ?? "") ?? `API ${one.resourceId}`;
      const shown = `${api} ${[...one.scopes].sort().join(" ")} ${holder(one.user)}`;
      const command = deletion(`/oauth2PermissionGrants/${one.id}`);
      return row(subject, about, "undeclared", "none", shown, { by: "hand", place, does: "revoke it", command });
    });
  return [...expected.flatMap((one) => grantRowsOf(subject, one, foundFor(one))), ...others];
}

/** The role of an assignment, by its value where the application has it. */
function roleIn({ appRoles = [] }: ResolvedIntegration, id: string): string {
  if (id === defaultAccess) return "";
  return ` in role ${appRoles.find((role) => role.id === id.toLowerCase())?.value ?? id}`;
}

function signInRows(subject: WithPrincipal): readonly Row[] {
  const { declared, live, principal, naming } = subject;
  const named = (id: string) => roleIn(declared.resolved, id);
  const expected = assignmentsOf(declared.resolved).map(({ id, appRoleId }) => ({
    key: `${id}/${appRoleId}`.toLowerCase(),
    shown: `${called(declared.resolved, id)}${named(appRoleId)}`,
  }));
  const found = principal.assigned.map(
    (one): Held => ({
      key: `${one.principalId}/${one.appRoleId}`.toLowerCase(),
      shown: `${one.principal} (${one.principalId})${named(one.appRoleId)}`,
      live: one,
    }),
  );
  const place = enterprise(live.displayName, "Users and groups");
  const about = { check: "who may sign in", property: "servicePrincipal.appRoleAssignedTo" };
  return listRows(subject, about, expected, found, {
    missing: () => byUp(naming, `assigns it again (${place})`),
    extra: (one) => ({
      by: "hand",
      place,
      does: "remove the assignment",
      command: deletion(`/servicePrincipals/${principal.id}/appRoleAssignedTo/${one.live.id}`),
    }),
  });
}

function roleRows(subject: WithPrincipal): readonly Row[] {
  const { declared, live, principal, naming } = subject;
  const place = enterprise(live.displayName, "Roles and administrators");
  const expected = declared.resolved.directoryRoles.map(({ name, templateId }) => ({
    key: `${templateId}/`,
    shown: name,
  }));
  const found = principal.roles.map((one) => ({
    key: `${one.roleDefinitionId}${one.scope}`,
    shown: `${directoryRoleName(one.roleDefinitionId) ?? one.roleDefinitionId}${one.scope === "/" ? "" : ` over ${one.scope}`}`,
    live: one,
  }));
  const about = { check: "directory role", property: "roleManagement.directory.roleAssignments" };
  return listRows(subject, about, expected, found, {
    missing: () => byUp(naming, `assigns it again (${place})`),
    extra: ({ live: { id } }) => ({
      by: "hand",
      place,
      does: "remove the role",
      command: deletion(`/roleManagement/directory/roleAssignments/${id}`),
    }),
  });
}

function groupRows(subject: WithPrincipal): readonly Row[] {
  const { principal } = subject;
  const about = { check: "group", property: "servicePrincipal.memberOf" };
  const found = (principal.groups ?? []).map(({ id, displayName }) => ({ key: id, shown: `${displayName} (${id})` }));
  const extra = ({ key, shown }: Member): Remedy => ({
    by: "hand",
    place: `Groups > ${shown} > Members`,
    does: "take the enterprise application out",
    command: `az ad group member remove --group ${key} --member-id ${principal.id}`,
  });
  return listRows(subject, about, [], found, { missing: extra, extra });
}

/** Everything that the enterprise application holds. */
export function accessRows(subject: WithPrincipal): Row[] {
  const { id } = subject.principal;
  const of = (name: string, check: string) => ({ check, property: `servicePrincipal.${name}` });
  return [
    ...unlessUnread(subject, of("appRoleAssignments", "consent, application"), "assignments", id, () =>
      assignmentRows(subject),
    ),
    ...unlessUnread(subject, of("oauth2PermissionGrants", "consent, delegated"), "grants", id, () =>
      grantRows(subject),
    ),
    ...unlessUnread(subject, of("appRoleAssignedTo", "who may sign in"), "assigned", id, () => signInRows(subject)),
    ...unlessUnread(
      subject,
      { check: "directory role", property: "roleManagement.directory.roleAssignments" },
      "roles",
      id,
      () => roleRows(subject),
    ),
    ...unlessUnread(subject, of("memberOf", "group"), "groups", id, () => groupRows(subject)),
  ];
}
