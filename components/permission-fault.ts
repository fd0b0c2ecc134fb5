/**
 * Why a permission cannot be asked for, in one sentence for the person who wrote it.
 */
import { apis, type CatalogApi, type CatalogPermission, type Kind, mayBeAsked } from "../catalog/apis.ts";
import { shown } from "./faults.ts";
import { nearest } from "./nearest.ts";

interface Entry {
  readonly api: CatalogApi;
  readonly kind: Kind;
  readonly permission: CatalogPermission;
}

const entries: readonly Entry[] = apis.flatMap((api) =>
  (["delegated", "application"] as const).flatMap((kind) => api[kind].map((permission) => ({ api, kind, permission }))),
);

const current = apis.filter(({ deprecated }) => !deprecated);

/** "a delegated permission", "an application permission": the portal's words for a kind. */
function one(kind: Kind): string {
  return kind === "delegated" ? "a delegated permission" : "an application permission";
}

function askable({ api, permission }: Entry): boolean {
  return mayBeAsked(api, permission);
}

/** The names that may be asked for on an API, as one kind. */
function namesOf(api: CatalogApi, kind: Kind): string[] {
  return api[kind].filter((permission) => mayBeAsked(api, permission)).map(({ value }) => value);
}

/** Where to ask instead of a place that is no longer one: Microsoft Graph, by name if it has that permission. */
function insteadOnGraph(kind: Kind, name: string): string {
  const graph = current.find(({ displayName }) => displayName === "Microsoft Graph");
  const same = graph && namesOf(graph, kind).includes(name);
  return same ? `ask for ${name} on Microsoft Graph` : "ask on Microsoft Graph";
}

/** Whether this is another name by which people look the API up: an older one, its ids, the provider's key. */
function isOtherName(name: string, { aliases = [], azureadName, appId, resourceUri }: CatalogApi): boolean {
  const plain = (text: string) => text.trim().replace(/\/$/, "").toLowerCase();
  return [...aliases, appId, resourceUri, ...(azureadName ? [azureadName] : [])].map(plain).includes(plain(name));
}

function unknownApi(name: string): string {
  const alias = current.find((api) => isOtherName(name, api));
  if (alias) return `${shown(name)} is another name of ${alias.displayName}: write ${alias.displayName}`;
  const known = current.map(({ displayName }) => displayName);
  const byAlias = current.find(({ aliases = [] }) => nearest(name, aliases) !== undefined);
  const meant = nearest(name, known) ?? byAlias?.displayName;
  const hint = meant ? `did you mean ${meant}?` : `known are ${known.join(", ")}`;
  return `${shown(name)} is not an API of the catalog: ${hint}`;
}

function retiredApi(api: CatalogApi, kind: Kind, name: string): string {
  const [alias] = api.aliases ?? [];
  return `${api.displayName}${alias ? ` (${alias})` : ""} is retired: ${insteadOnGraph(kind, name)} instead`;
}

/** A permission that exists, and why it may not be asked for nevertheless. */
function unaskable({ api, kind, permission }: Entry): string {
  const { value, retires, removed, deprecated, replacedBy } = permission;
  if (api.deprecated) return retiredApi(api, kind, value);
  // Exchange Web Services is the one protocol that retires (Microsoft's message MC1227454).
  if (retires !== undefined)
    return `${value} of ${api.displayName} works through Exchange Web Services, which Microsoft blocks from ${retires} unless the tenant keeps a list of allowed apps, and removes on ${removed}: ask on Microsoft Graph for what the vendor needs of the ${kind} permissions Mail.*, Calendars.*, Contacts.* and MailboxSettings.*`;
  if (deprecated)
    return `${value} of ${api.displayName} is deprecated: ${replacedBy ? `ask for ${replacedBy} instead` : "leave it out"}`;
  if (permission.ambiguousValue)
    return `${value} stands for two different ids as ${one(kind)} of ${api.displayName}, so nobody can tell which is meant: ${insteadOnGraph(kind, value)} instead`;
  return `${value} of ${api.displayName} exists, but Microsoft has switched it off and nobody can be granted it: leave it out`;
}

function onlyOtherKind(api: CatalogApi, kind: Kind, name: string): string {
  if (kind === "application")
    return `${name} exists on ${api.displayName} only as a delegated permission: it acts for a signed-in user and is listed under "delegated"`;
  // Never the other way round: an application permission of a shorter name reaches further.
  const narrower = namesOf(api, "delegated").findLast((candidate) => name.startsWith(`${candidate}.`));
  const hint = narrower ? `; the delegated permission nearest to it is ${narrower}` : "";
  return `${name} exists on ${api.displayName} only as an application permission: it acts without a signed-in user and is listed under "application"${hint}`;
}

/** The name exists on other APIs alone: tells of one, of the kind that was meant if there is one. */
function elsewhere(found: readonly Entry[], api: CatalogApi, kind: Kind): string | undefined {
  const living = found.filter((entry) => !entry.api.deprecated);
  const best = living.find((entry) => entry.kind === kind) ?? living[0];
  if (!best) return undefined;
  if (!askable(best)) return unaskable(best);
  return `${best.permission.value} is ${one(best.kind)} of ${best.api.displayName}, not of ${api.displayName}: list it under that API`;
}

/** The name exists somewhere, in this letter case or another. */
function existing(api: CatalogApi, kind: Kind, name: string): string | undefined {
  const lower = name.toLowerCase();
  const found = entries.filter(({ permission }) => permission.value.toLowerCase() === lower);
  const onApi = found.filter((entry) => entry.api === api);
  const here = onApi.find((entry) => entry.kind === kind) ?? onApi[0];
  if (!here) return elsewhere(found, api, kind);
  if (!askable(here)) return unaskable(here);
  const { value } = here.permission;
  return here.kind === kind
    ? `${shown(name)} is not written as Microsoft writes it: write ${value}`
    : onlyOtherKind(api, kind, value);
}

/** Something that is no permission's name but stands for one: an id, a scope's address, a Teams app's own permission. */
function notAName(api: CatalogApi, kind: Kind, name: string): string | undefined {
  if (name === ".default") return `".default" stands for whatever has been granted already: name each permission`;
  const lower = name.toLowerCase();
  const byId = api[kind].find(({ id }) => id === lower);
  if (byId) return `${shown(name)} is the id of ${byId.value}: write the name`;
  const bare = /^https:\/\/[^/]+\/(.+)$/.exec(name)?.[1];
  if (bare !== undefined) {
    return permissionFault(api.displayName, kind, bare) ?? `${shown(name)} is the address of ${bare}: write ${bare}`;
  }
  if (/\.(Group|Chat|Team)$/.test(name))
    return `${shown(name)} looks like a resource-specific permission: a Teams app asks for it in its manifest, an application registration cannot`;
  return undefined;
}

function misspelt(api: CatalogApi, kind: Kind, name: string): string {
  const no = `${shown(name)} is not ${one(kind)} of ${api.displayName}`;
  const meant = nearest(name, namesOf(api, kind));
  if (meant !== undefined) return `${no}: did you mean ${meant}?`;
  const other = kind === "delegated" ? "application" : "delegated";
  const others = current.filter((candidate) => candidate !== api).map((candidate) => [candidate, kind] as const);
  for (const [place, as] of [[api, other] as const, ...others]) {
    const near = nearest(name, namesOf(place, as));
    if (near !== undefined) return `${no}: did you mean ${near}, ${one(as)} of ${place.displayName}?`;
  }
  return `${no}: the names that exist stand in catalog/permissions.json`;
}

/**
 * Checks one permission as a person wrote it.
 * @param api the API's display name
 * @returns undefined if the name exists as that kind on that API and may be asked for; else one sentence that says what
 * is wrong and which is meant
 */
export function permissionFault(api: string, kind: Kind, name: string): string | undefined {
  const known = apis.find(({ displayName }) => displayName === api);
  const retired = known?.deprecated ? known : apis.find((other) => other.deprecated && isOtherName(api, other));
  if (retired) return retiredApi(retired, kind, name);
  if (!known) return unknownApi(api);
  const permission = known[kind].find(({ value }) => value === name);
  if (permission && mayBeAsked(known, permission)) return undefined;
  return existing(known, kind, name) ?? notAName(known, kind, name) ?? misspelt(known, kind, name);
}
