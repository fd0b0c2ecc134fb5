/** One integration, from its component and its children. */
import { directoryRoles } from "../../catalog/directory-roles.ts";
import { administersProduct } from "../../components/app-roles.ts";
import { placedUris } from "../../components/asked.ts";
import { midnight } from "../../components/dates.ts";
import type { Audience } from "../../components/definition.ts";
import { defaultAccess } from "../../components/fixed-names.ts";
import { orderedBy } from "../../components/order.ts";
import { deployerOf, type Owner, ownerId } from "../../components/owner.ts";
import type { ResolvedIntegration } from "../../components/resolved-integration.ts";
import { grantedFor } from "../../components/sign-in.ts";
import type { Registration } from "../evaluate/index.ts";
import type {
  PlannedIntegration,
  RecordedInRole,
  RecordedIntegration,
  RecordedOwner,
  RecordedPermission,
  RecordedRole,
} from "../recording.ts";
import { tokens } from "../tokens.ts";
import { credentialsOf } from "./credentials.ts";
import { type Inputs, map, maps, text, texts } from "./inputs.ts";
import { grantedOf, requestedOf } from "./permissions.ts";

const roleNames = new Map(directoryRoles.map(({ templateId, displayName }) => [templateId, displayName]));

/** The object id that known-outputs.ts answers for a principal. */
export function objectIdOf(registration: Registration | undefined): string {
  return registration ? `object:${registration.name}` : "";
}

/** An owner as the settings write it; a plain id does not tell its kind. */
function settingsOwner(owner: Owner): RecordedOwner {
  const kind = typeof owner === "string" ? "unknown" : "user" in owner ? "user" : "servicePrincipal";
  const name = typeof owner === "string" ? undefined : owner.name;
  return { id: ownerId(owner), kind, ...(name !== undefined && { name }) };
}

function ownersOf(inputs: Inputs, resolved: ResolvedIntegration): RecordedOwner[] {
  const named = new Map(resolved.owners.map(settingsOwner).map((owner) => [owner.id, owner]));
  return texts(inputs, "owners").map((id) => named.get(id) ?? { id, kind: "unknown" });
}

function redirectUrisOf(application: Inputs): RecordedIntegration["redirectUris"] {
  const platforms = [
    ["web", "web"],
    ["spa", "singlePageApplication"],
    ["publicClient", "publicClient"],
  ] as const;
  return platforms.flatMap(([platform, key]) =>
    texts(map(application, key), "redirectUris").map((uri) => ({ platform, uri })),
  );
}

function rolesOf(children: readonly Registration[], principal: string): RecordedRole[] {
  return children
    .filter(({ type, inputs }) => type === tokens.directoryRole && text(inputs, "principalObjectId") === principal)
    .map(({ inputs }) => {
      const templateId = text(inputs, "roleId");
      const scope = text(inputs, "directoryScopeId") || text(inputs, "appScopeId") || "/";
      return { name: roleNames.get(templateId) ?? templateId, templateId, scope };
    })
    .sort(orderedBy(({ name, scope }) => `${name} ${scope}`));
}

/** Assignments of people to the integration's own principal. */
function assignmentsTo(children: readonly Registration[], principal: string): readonly Registration[] {
  return children.filter(
    ({ type, inputs }) => type === tokens.roleAssignment && text(inputs, "resourceObjectId") === principal,
  );
}

function assignedOf(assignments: readonly Registration[]): string[] {
  return [...new Set(assignments.map(({ inputs }) => text(inputs, "principalObjectId")))].sort();
}

/** Users and groups that are assigned to roles of the product's own, by the roles that the application registers. */
function inRolesOf(
  resolved: ResolvedIntegration,
  asks: Inputs,
  assignments: readonly Registration[],
): RecordedInRole[] {
  const roles = new Map(maps(asks, "appRoles").map((role) => [text(role, "id"), role]));
  return assignments
    .filter(({ inputs }) => text(inputs, "appRoleId") !== defaultAccess)
    .map(({ inputs }): RecordedInRole => {
      const id = text(inputs, "principalObjectId");
      const registered = roles.get(text(inputs, "appRoleId"));
      const value = registered === undefined ? text(inputs, "appRoleId") : text(registered, "value");
      return {
        id,
        role: value,
        // What no role of the application explains may be anything.
        administers: registered === undefined || administers(resolved, value, text(registered, "displayName")),
        group: resolved.signsInGroups?.includes(id) === true,
      };
    })
    .sort(orderedBy(({ id, role }) => `${id} ${role}`));
}

function administers({ appRoles = [] }: ResolvedIntegration, value: string, name: string): boolean {
  const asked = appRoles.find((role) => role.value === value);
  return administersProduct({ value, name, ...(asked?.administers && { administers: true }) });
}

/** The same as the settings say it. */
function plannedInRoles(resolved: ResolvedIntegration): RecordedInRole[] {
  return (resolved.inRoles ?? []).flatMap(({ role, users, groups }) => {
    const name = resolved.appRoles?.find(({ value }) => value === role)?.name ?? "";
    const of = (ids: readonly string[], group: boolean) =>
      ids.map((id): RecordedInRole => ({ id, role, administers: administers(resolved, role, name), group }));
    return [...of(users, false), ...of(groups, true)];
  });
}

/** The Integration's registered inputs. What code of another revision leaves out reads as empty. */
export function resolvedOf({ name, inputs }: Pick<Registration, "name" | "inputs">): ResolvedIntegration {
  const empty = {
    vendor: "",
    product: "",
    displayName: "",
    tenantId: "",
    identity: name,
    notes: "",
    audience: "AzureADMyOrg",
  } as const;
  const nothing = {
    owners: [],
    redirectUris: [],
    permissions: [],
    directoryRoles: [],
    instances: [],
    mailboxes: [],
    formerly: [],
    exceptions: [],
  };
  return {
    name,
    ...empty,
    ...nothing,
    implicitGrant: { accessToken: false, idToken: false },
    credential: { kind: "secret", schedule: [] },
    signsIn: "everyone",
    leaving: false,
    protect: false,
    ...inputs,
  };
}

/** What only the Integration's own inputs say. */
function wordsOf(resolved: ResolvedIntegration, component: Registration) {
  const deployer = deployerOf(resolved.owners);
  return {
    name: component.name,
    vendor: resolved.vendor,
    product: resolved.product,
    purpose: resolved.purpose ?? "",
    contact: resolved.contact ?? "",
    ticket: resolved.ticket ?? "",
    secretReader: resolved.secretReader ?? "",
    formerly: resolved.formerly.filter((name) => component.formerNames.includes(name)),
    identity: resolved.identity,
    mailboxes: [...resolved.mailboxes].sort(orderedBy(({ address }) => address)),
    instances: [...resolved.instances].sort(),
    signsIn: resolved.signsIn === "everyone" ? resolved.signsIn : [...resolved.signsIn].sort(),
    ...(resolved.signsInGroups && { signsInGroups: [...resolved.signsInGroups].sort() }),
    ...(resolved.stillOpen && { stillOpen: resolved.stillOpen }),
    ...(resolved.partOf !== undefined && { partOf: resolved.partOf }),
    ...(resolved.permissionSet && { permissionSet: resolved.permissionSet.label }),
    ...(resolved.suspended && { suspended: resolved.suspended }),
    leaving: resolved.leaving,
    protectionRequested: resolved.protect,
    vault: resolved.vault ?? "",
    exceptions: resolved.exceptions,
    ...(resolved.emergency && { emergency: resolved.emergency }),
    ...(deployer !== undefined && { deployer }),
  };
}

/** Reads one integration. Of two applications or principals the first counts; unanalyzable.ts says that there are two. */
export function integrationOf(component: Registration, children: readonly Registration[]): RecordedIntegration {
  const resolved = resolvedOf(component);
  const application = children.find(({ type }) => type === tokens.application);
  const principal = children.find(({ type }) => type === tokens.principal);
  const [asks, holds] = [application?.inputs ?? {}, principal?.inputs ?? {}];
  const implicit = map(map(asks, "web"), "implicitGrant");
  const redirectUris = redirectUrisOf(asks);
  const assignments = assignmentsTo(children, objectIdOf(principal));
  const inRoles = inRolesOf(resolved, asks, assignments);
  return {
    ...wordsOf(resolved, component),
    ...(resolved.registration && { registration: { clientId: text(holds, "clientId") } }),
    displayName: text(asks, "displayName") || resolved.displayName,
    // Graph's default where the input is absent.
    audience: (text(asks, "signInAudience") ||
      (resolved.registration ? resolved.audience : "AzureADMyOrg")) as Audience,
    redirectUris,
    implicitGrant: {
      accessToken: implicit.accessTokenIssuanceEnabled === true,
      idToken: implicit.idTokenIssuanceEnabled === true,
    },
    publicClient:
      asks.fallbackPublicClientEnabled === true || redirectUris.some(({ platform }) => platform === "publicClient"),
    // What the vendor's own application asks for stands in the vendor's tenant: the file's word for it counts.
    requested: resolved.registration ? permissionsOf(resolved) : requestedOf(asks),
    granted: grantedOf(children, objectIdOf(principal)),
    credentials: credentialsOf(resolved, children),
    directoryRoles: rolesOf(children, objectIdOf(principal)),
    owners: {
      application: ownersOf(resolved.registration ? holds : asks, resolved),
      principal: ownersOf(holds, resolved),
    },
    assignmentRequired: holds.appRoleAssignmentRequired === true,
    assigned: assignedOf(assignments),
    ...(inRoles.length > 0 && { inRoles }),
    enabled: holds.accountEnabled !== false,
    protected: (resolved.registration ? [principal] : [application, principal]).every(
      (registration) => registration?.protect ?? false,
    ),
    resources: children,
    resolved,
  };
}

function permissionsOf({ permissions }: ResolvedIntegration): RecordedPermission[] {
  return permissions.flatMap(({ api, appId, application, delegated }) => [
    ...application.map((named) => ({ api, appId, kind: "application" as const, ...named })),
    ...delegated.map((named) => ({ api, appId, kind: "delegated" as const, ...named })),
  ]);
}

/** Reads what an Integration's registered inputs say will be made; none of its resources needs to be there yet. */
export function plannedIntegration(resolved: ResolvedIntegration): PlannedIntegration {
  const { name, vendor, audience, implicitGrant, instances, signsIn, leaving, exceptions, suspended } = resolved;
  const { signsInGroups, stillOpen } = resolved;
  const { everyone, users } = grantedFor(resolved);
  const requested = permissionsOf(resolved);
  const owners = resolved.owners.map(settingsOwner);
  const { schedule, kind, federated } = resolved.credential;
  const inRoles = plannedInRoles(resolved);
  return {
    name,
    vendor,
    audience,
    redirectUris: placedUris(resolved),
    implicitGrant,
    requested,
    granted: requested.map((permission) => ({ ...permission, for: everyone ? "everyone" : users })),
    credentials: {
      kind,
      schedule,
      ...(federated && { federated }),
      registeredEnds: Object.fromEntries(schedule.map(({ issued, expires }) => [issued, midnight(expires)])),
    },
    directoryRoles: resolved.directoryRoles.map((role) => ({ ...role, scope: "/" })),
    owners: { application: owners, principal: owners },
    instances,
    signsIn,
    leaving,
    exceptions,
    ...(signsInGroups && { signsInGroups }),
    ...(inRoles.length > 0 && { inRoles }),
    ...(stillOpen && { stillOpen }),
    ...(suspended && { suspended }),
  };
}
