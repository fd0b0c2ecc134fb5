/** What stands in the tenant of what the stack declares or its state knows: as few reads as tell it, batched. */
import { type PlacedUri, platforms } from "../components/asked.ts";
import { orderedBy } from "../components/order.ts";
import { type DeclaredIntegration, types } from "./declared.ts";
import type { Graph, GraphObject, VaultEntry, Vaults } from "./graph.ts";
import { rowsOf, textIn } from "./properties.ts";
import type { State } from "./state.ts";

/** A password of an application, without its secret. */
export interface LivePassword {
  readonly keyId: string;
  readonly displayName: string;
  /** ISO times. */
  readonly start: string;
  readonly end: string;
}

/** A certificate of an application. */
export interface LiveCertificate extends LivePassword {
  /** SHA-1 in upper-case hex; undefined where Graph holds another value there. */
  readonly thumbprint: string | undefined;
}

/** A consent or a user's assignment. */
export interface LiveAssignment {
  readonly id: string;
  readonly principalId: string;
  readonly resourceId: string;
  readonly appRoleId: string;
  /** Display names, as Graph shows them beside the ids. */
  readonly principal: string;
  readonly resource: string;
}

/** Consent to delegated scopes, for everybody or for one user. */
export interface LiveGrant {
  readonly id: string;
  readonly resourceId: string;
  /** Undefined: everybody. */
  readonly user: string | undefined;
  readonly scopes: readonly string[];
}

/** A directory role that a principal holds. */
export interface LiveRole {
  readonly id: string;
  readonly roleDefinitionId: string;
  /** `/`: the whole tenant. */
  readonly scope: string;
}

/** An owner, or a group: an object of the directory with its name. */
export interface LiveObject {
  readonly id: string;
  readonly displayName: string;
}

/** The service principal of an application, with what was granted to it. */
export interface LivePrincipal {
  readonly id: string;
  /** False: nobody gets a token. */
  readonly accountEnabled: boolean;
  readonly tags: readonly string[];
  readonly assignments: readonly LiveAssignment[];
  /** Who may sign in to it. */
  readonly assigned: readonly LiveAssignment[];
  readonly grants: readonly LiveGrant[];
  readonly roles: readonly LiveRole[];
  /** Of its own, which no credential of the stack is. */
  readonly passwords: readonly LivePassword[];
  readonly certificates: readonly LiveCertificate[];
  /** As Graph shows it: every property of {@link selectPrincipal}. */
  readonly shown: GraphObject;
  /** Read only where everything is ({@link Depth}). */
  readonly owners: readonly LiveObject[] | undefined;
  /** The groups that it is a direct member of; read only where everything is. */
  readonly groups: readonly LiveObject[] | undefined;
}

/** A trust in another issuer's tokens. */
export interface LiveFederatedCredential {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
}

/** An application of the tenant. */
export interface LiveApplication {
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
  readonly created: string;
  readonly tags: readonly string[];
  readonly owners: readonly string[];
  /** The same owners with their names. */
  readonly ownerNames: readonly LiveObject[];
  /** Of every platform. */
  readonly redirectUris: readonly PlacedUri[];
  /** By which others ask for its tokens. */
  readonly identifierUris: readonly string[];
  readonly passwords: readonly LivePassword[];
  readonly certificates: readonly LiveCertificate[];
  /** Read only where everything is ({@link Depth}), or the stack declares one. */
  readonly federated: readonly LiveFederatedCredential[] | undefined;
  /** As Graph shows it: every property of {@link selectApplication}. */
  readonly shown: GraphObject;
  readonly principal: LivePrincipal | undefined;
}

/**
 * How much is read of each integration. `ours`: what recovery decides by. `all`: whatever somebody may have added beside
 * it, too, with directory roles where the stack gives none.
 */
export type Depth = "ours" | "all";

/** The tenant, as far as it concerns the stack. */
export interface Tenant {
  readonly applications: readonly LiveApplication[];
  /** Vendors' own applications of which the tenant has a principal: nothing of them but that is here. */
  readonly vendors: readonly LiveApplication[];
  /** Object ids of the APIs' own principals, by client id. */
  readonly apis: ReadonlyMap<string, string>;
  /** Live entries, by the vault's resource id. */
  readonly vaults: ReadonlyMap<string, readonly VaultEntry[]>;
}

/** The name that the azuread provider gives a new application for a moment (application_resource.go). */
export const probeName = /^TERRAFORM_UPDATE_/;

const selectApplication = [
  "id",
  "appId",
  "displayName",
  "createdDateTime",
  "tags",
  "web",
  "spa",
  "publicClient",
  "passwordCredentials",
  "keyCredentials",
  "notes",
  "description",
  "signInAudience",
  "requiredResourceAccess",
  "api",
  "appRoles",
  "identifierUris",
  "optionalClaims",
  "groupMembershipClaims",
  "info",
  "isFallbackPublicClient",
  "isDeviceOnlyAuthSupported",
  "serviceManagementReference",
  "servicePrincipalLockConfiguration",
  "disabledByMicrosoftStatus",
].join(",");

const selectPrincipal = [
  "id",
  "appId",
  "displayName",
  "appOwnerOrganizationId",
  "accountEnabled",
  "tags",
  "appRoleAssignmentRequired",
  "notes",
  "description",
  "loginUrl",
  "replyUrls",
  "alternativeNames",
  "notificationEmailAddresses",
  "preferredSingleSignOnMode",
  "passwordCredentials",
  "keyCredentials",
].join(",");

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

function quoted(literal: string): string {
  return encodeURIComponent(`'${literal.replaceAll("'", "''")}'`);
}

/** Graph shows a certificate's SHA-1 as hex or as Base64 of its bytes. */
function thumbprintIn(identifier: string): string | undefined {
  if (/^[0-9a-f]{40}$/i.test(identifier)) return identifier.toUpperCase();
  const bytes = Buffer.from(identifier, "base64");
  return bytes.length === 20 ? bytes.toString("hex").toUpperCase() : undefined;
}

function passwordOf(row: GraphObject): LivePassword {
  return {
    keyId: textIn(row, "keyId").toLowerCase(),
    displayName: textIn(row, "displayName"),
    start: textIn(row, "startDateTime"),
    end: textIn(row, "endDateTime"),
  };
}

function redirectUrisOf(row: GraphObject): PlacedUri[] {
  return platforms.flatMap((platform) =>
    texts((row[platform] as GraphObject | null | undefined)?.redirectUris)
      .map((uri) => ({ platform, uri }))
      .sort(orderedBy(({ uri }) => uri)),
  );
}

function certificateOf(row: GraphObject): LiveCertificate {
  return { ...passwordOf(row), thumbprint: thumbprintIn(textIn(row, "customKeyIdentifier")) };
}

function assignmentOf(row: GraphObject): LiveAssignment {
  return {
    id: textIn(row, "id"),
    principalId: textIn(row, "principalId"),
    resourceId: textIn(row, "resourceId"),
    appRoleId: textIn(row, "appRoleId"),
    principal: textIn(row, "principalDisplayName"),
    resource: textIn(row, "resourceDisplayName"),
  };
}

function objectOf(row: GraphObject): LiveObject {
  return { id: textIn(row, "id"), displayName: textIn(row, "displayName") };
}

function federatedOf(row: GraphObject): LiveFederatedCredential {
  return {
    id: textIn(row, "id"),
    name: textIn(row, "name"),
    issuer: textIn(row, "issuer"),
    subject: textIn(row, "subject"),
    audiences: texts(row.audiences),
  };
}

/** True where the state knows the integration's application, under its name of today or a former one. */
function isKnown({ resources, formerly }: DeclaredIntegration, state: State): boolean {
  const [urn = ""] = resources.filter(({ type }) => type === types.application).map((one) => one.urn);
  return [urn, ...(formerly.get(urn) ?? [])].some((candidate) => state.resources.get(candidate)?.id !== undefined);
}

/** Object ids of the applications that the state knows. */
function knownApplications(state: State): string[] {
  return [...state.resources.values()]
    .filter(({ type }) => type === types.application)
    .flatMap(({ id }) => id?.replace("/applications/", "") ?? []);
}

/**
 * Applications that bear a marker of ours, that the state knows, or that have the name of one that the state does not know:
 * the provider refuses to make a second of that name.
 */
async function applicationRows(
  graph: Graph,
  declared: readonly DeclaredIntegration[],
  state: State,
): Promise<readonly GraphObject[]> {
  const select = `$select=${selectApplication}`;
  // Of the vendor's own application the tenant has a principal alone.
  const own = declared.filter(({ resolved }) => resolved.registration === undefined);
  const markers = own.flatMap(({ marker, stacklessMarker }) => [marker, stacklessMarker]);
  const names = own.filter((one) => !isKnown(one, state)).map(({ resolved }) => resolved.displayName);
  const filters = [
    ...markers.map((tag) => `tags/any(t:t eq ${quoted(tag)})`),
    ...names.map((name) => `displayName eq ${quoted(name)}`),
  ];
  const listed = await graph.lists(filters.map((filter) => `/applications?$filter=${filter}&${select}`));
  const found = new Map(listed.flat().map((row) => [textIn(row, "id"), row]));
  const others = knownApplications(state).filter((id) => !found.has(id));
  const known = await graph.objects(others.map((id) => `/applications/${id}?${select}`));
  return [...found.values(), ...known.filter((row) => row !== undefined)];
}

async function apisOf(graph: Graph, declared: readonly DeclaredIntegration[]): Promise<ReadonlyMap<string, string>> {
  const appIds = [...new Set(declared.flatMap(({ resolved }) => resolved.permissions.map(({ appId }) => appId)))];
  const found = await graph.lists(
    appIds.map((appId) => `/servicePrincipals?$filter=appId eq ${quoted(appId)}&$select=id,appId`),
  );
  return new Map(found.flat().map((row) => [textIn(row, "appId"), textIn(row, "id")]));
}

async function vaultsOf(
  vaults: Pick<Vaults, "entries">,
  declared: readonly DeclaredIntegration[],
): Promise<ReadonlyMap<string, readonly VaultEntry[]>> {
  const ids = [...new Set(declared.flatMap(({ resolved }) => resolved.vault ?? []))];
  return new Map(await Promise.all(ids.map(async (id) => [id, await vaults.entries(id)] as const)));
}

/** Values that one filter takes with `in` (https://learn.microsoft.com/graph/filter-query-parameter). */
const valuesInFilter = 15;

/** The principals of applications by client id. */
async function principalRows(graph: Graph, appIds: readonly string[]): Promise<ReadonlyMap<string, GraphObject>> {
  const parts = Array.from({ length: Math.ceil(appIds.length / valuesInFilter) }, (_, index) =>
    appIds.slice(index * valuesInFilter, (index + 1) * valuesInFilter),
  );
  const found = await graph.lists(
    parts.map(
      (part) => `/servicePrincipals?$filter=appId in (${part.map(quoted).join(",")})&$select=${selectPrincipal}`,
    ),
  );
  return new Map(found.flat().map((row) => [textIn(row, "appId"), row]));
}

/**
 * The principals of applications, in their order.
 * @param withRoles directory roles take a permission of their own to read
 */
async function principalsOf(
  graph: Graph,
  appIds: readonly string[],
  depth: Depth,
  withRoles: boolean,
): Promise<readonly (LivePrincipal | undefined)[]> {
  const found = await principalRows(graph, appIds);
  const principals = appIds.map((appId) => found.get(appId));
  const ids = principals.flatMap((row) => (row === undefined ? [] : [textIn(row, "id")]));
  const all = depth === "all";
  const of = (path: string) => ids.map((id) => `/servicePrincipals/${id}/${path}`);
  const [assignments, assigned, grants, roles, owners, groups] = await Promise.all([
    graph.lists(of("appRoleAssignments")),
    graph.lists(of("appRoleAssignedTo")),
    graph.lists(of("oauth2PermissionGrants")),
    withRoles
      ? graph.lists(ids.map((id) => `/roleManagement/directory/roleAssignments?$filter=principalId eq ${quoted(id)}`))
      : [],
    all ? graph.lists(of("owners?$select=id,displayName")) : [],
    all ? graph.lists(of("memberOf?$select=id,displayName")) : [],
  ]);
  const at = new Map(ids.map((id, index) => [id, index]));
  return principals.map((row): LivePrincipal | undefined => {
    if (row === undefined) return undefined;
    const id = textIn(row, "id");
    const index = at.get(id) ?? -1;
    return {
      id,
      accountEnabled: row.accountEnabled !== false,
      tags: texts(row.tags),
      assignments: (assignments[index] ?? []).map(assignmentOf),
      assigned: (assigned[index] ?? []).map(assignmentOf),
      grants: (grants[index] ?? []).map((grant) => ({
        id: textIn(grant, "id"),
        resourceId: textIn(grant, "resourceId"),
        user: typeof grant.principalId === "string" ? grant.principalId : undefined,
        scopes: textIn(grant, "scope").split(" ").filter(Boolean),
      })),
      roles: (roles[index] ?? []).map((role) => ({
        id: textIn(role, "id"),
        roleDefinitionId: textIn(role, "roleDefinitionId"),
        scope: textIn(role, "directoryScopeId"),
      })),
      passwords: rowsOf(row.passwordCredentials).map(passwordOf),
      certificates: rowsOf(row.keyCredentials).map(certificateOf),
      shown: row,
      owners: owners[index]?.map(objectOf),
      groups: groups[index]?.map(objectOf),
    };
  });
}

/** Client ids of the vendors' own applications that the file names, or the state has a principal of. */
function vendorsIds(declared: readonly DeclaredIntegration[], state: State): string[] {
  const known = [...state.resources.values()];
  const registering = new Set(known.filter(({ type }) => type === types.application).map(({ parent }) => parent));
  const inState = known
    .filter(({ type, parent }) => type === types.principal && !registering.has(parent))
    .map(({ outputs }) => textIn(outputs, "clientId"));
  const named = declared.flatMap(({ resolved }) => resolved.registration?.clientId ?? []);
  return [...new Set([...named, ...inState])].filter(Boolean);
}

function vendorsApplication(principal: LivePrincipal, depth: Depth): LiveApplication {
  const { shown, tags } = principal;
  return {
    id: "",
    appId: textIn(shown, "appId"),
    displayName: textIn(shown, "displayName"),
    created: "",
    tags,
    owners: [],
    ownerNames: [],
    redirectUris: [],
    identifierUris: [],
    passwords: [],
    certificates: [],
    federated: depth === "all" ? [] : undefined,
    shown: {},
    principal,
  };
}

/** Reads the tenant. @throws what Graph or the vault refuses */
export async function readTenant(
  graph: Graph,
  vaults: Pick<Vaults, "entries">,
  declared: readonly DeclaredIntegration[],
  state: State,
  depth: Depth = "ours",
): Promise<Tenant> {
  const [found, apis, entries] = await Promise.all([
    applicationRows(graph, declared, state),
    apisOf(graph, declared),
    vaultsOf(vaults, declared),
  ]);
  const all = depth === "all";
  const withRoles = all || declared.some(({ resolved }) => resolved.directoryRoles.length > 0);
  const withTrusts = all || declared.some(({ resolved }) => resolved.credential.federated !== undefined);
  const of = (path: string) => found.map((row) => `/applications/${textIn(row, "id")}/${path}`);
  const [owners, federated, principals, vendorsPrincipals] = await Promise.all([
    graph.lists(of("owners?$select=id,displayName")),
    withTrusts ? graph.lists(of("federatedIdentityCredentials")) : [],
    principalsOf(
      graph,
      found.map((row) => textIn(row, "appId")),
      depth,
      withRoles,
    ),
    principalsOf(graph, vendorsIds(declared, state), depth, withRoles),
  ]);
  const vendors = vendorsPrincipals.flatMap((principal) =>
    principal === undefined ? [] : [vendorsApplication(principal, depth)],
  );
  const applications = found.map(
    (row, index): LiveApplication => ({
      id: textIn(row, "id"),
      appId: textIn(row, "appId"),
      displayName: textIn(row, "displayName"),
      created: textIn(row, "createdDateTime"),
      tags: texts(row.tags),
      owners: (owners[index] ?? []).map((owner) => textIn(owner, "id")),
      ownerNames: (owners[index] ?? []).map(objectOf),
      redirectUris: redirectUrisOf(row),
      identifierUris: texts(row.identifierUris),
      passwords: rowsOf(row.passwordCredentials).map(passwordOf),
      certificates: rowsOf(row.keyCredentials).map(certificateOf),
      federated: federated[index]?.map(federatedOf),
      shown: row,
      principal: principals[index],
    }),
  );
  return { applications, vendors, apis, vaults: entries };
}
