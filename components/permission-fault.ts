/**
 * Why a permission cannot be asked for, in one sentence for the person who wrote it.
 */
import { apis, type CatalogApi, type CatalogPermission, type Kind, mayBeAsked } from "../catalog/apis.ts";
import { shown } from "./faults.ts";
import { nearest } from "./nearest.ts";
import { permissionByDisplayName } from "./portal-names.ts";
import { severalIn, severalWords } from "./several.ts";
import { type Coded, type WordsOf, worded } from "./worded.ts";

/** Where to ask instead of a place that is no longer one: Microsoft Graph, by name (`same`) if it has that permission. */
interface Instead {
  readonly same: string | undefined;
}

/** Why a permission cannot be asked for: the fault, and what its sentence names. */
export interface PermissionFaultValues {
  readonly "api-alias": { readonly written: string; readonly api: string };
  readonly "api-unknown": {
    readonly written: string;
    readonly meant: string | undefined;
    readonly known: readonly string[];
  };
  readonly "api-retired": { readonly api: string; readonly alias: string | undefined } & Instead;
  readonly "exchange-web-services": {
    readonly name: string;
    readonly api: string;
    readonly kind: Kind;
    readonly blockedFrom: string;
    readonly removedOn: string | undefined;
  };
  readonly "permission-deprecated": {
    readonly name: string;
    readonly api: string;
    readonly replacedBy: string | undefined;
  };
  readonly "permission-ambiguous": { readonly name: string; readonly api: string; readonly kind: Kind } & Instead;
  readonly "permission-switched-off": { readonly name: string; readonly api: string };
  readonly "delegated-only": { readonly name: string; readonly api: string };
  readonly "application-only": { readonly name: string; readonly api: string; readonly near: string | undefined };
  readonly "of-another-api": {
    readonly name: string;
    readonly kind: Kind;
    readonly api: string;
    readonly asked: string;
  };
  /** The same name in full-width letters, or with what stood beside it on the page. */
  readonly "other-width": { readonly written: string; readonly name: string };
  /** What the portal calls it, in English or Japanese. */
  readonly "display-name": { readonly written: string; readonly name: string };
  readonly several: { readonly written: string; readonly names: readonly string[] };
  readonly "letter-case": { readonly written: string; readonly name: string };
  readonly "default-scope": object;
  readonly "permission-wildcard": { readonly written: string };
  readonly "permission-id": { readonly written: string; readonly name: string };
  /** The id of a permission of another kind or API. */
  readonly "permission-id-elsewhere": {
    readonly written: string;
    readonly name: string;
    readonly kind: Kind;
    readonly api: string;
  };
  readonly "permission-address": { readonly written: string; readonly name: string };
  readonly "resource-specific": { readonly written: string };
  readonly misspelt: {
    readonly written: string;
    readonly api: string;
    readonly kind: Kind;
    readonly meant?: { readonly name: string; readonly elsewhere?: { readonly kind: Kind; readonly api: string } };
  };
}

/** One fault of a permission. */
export type PermissionFault = Coded<PermissionFaultValues>;

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

function onGraph({ same }: Instead): string {
  return same === undefined ? "ask on Microsoft Graph" : `ask for ${same} on Microsoft Graph`;
}

/** The faults in English, a sentence each without its full stop. */
export const permissionFaultWords: WordsOf<PermissionFaultValues> = {
  "api-alias": ({ written, api }) => `${shown(written)} is another name of ${api}: write ${api}`,
  "api-unknown": ({ written, meant, known }) =>
    `${shown(written)} is not an API of the catalog: ${meant ? `did you mean ${meant}?` : `known are ${known.join(", ")}`}`,
  "api-retired": ({ api, alias, same }) =>
    `${api}${alias ? ` (${alias})` : ""} is retired: ${onGraph({ same })} instead`,
  "exchange-web-services": ({ name, api, kind, blockedFrom, removedOn }) =>
    `${name} of ${api} works through Exchange Web Services, which Microsoft blocks from ${blockedFrom} unless the tenant keeps a list of allowed apps, and removes on ${removedOn}: ask on Microsoft Graph for what the vendor needs of the ${kind} permissions Mail.*, Calendars.*, Contacts.* and MailboxSettings.*`,
  "permission-deprecated": ({ name, api, replacedBy }) =>
    `${name} of ${api} is deprecated: ${replacedBy ? `ask for ${replacedBy} instead` : "leave it out"}`,
  "permission-ambiguous": ({ name, api, kind, same }) =>
    `${name} stands for two different ids as ${one(kind)} of ${api}, so nobody can tell which is meant: ${onGraph({ same })} instead`,
  "permission-switched-off": ({ name, api }) =>
    `${name} of ${api} exists, but Microsoft has switched it off and nobody can be granted it: leave it out`,
  "delegated-only": ({ name, api }) =>
    `${name} exists on ${api} only as a delegated permission: it acts for a signed-in user and is listed under "delegated"`,
  "application-only": ({ name, api, near }) =>
    `${name} exists on ${api} only as an application permission: it acts without a signed-in user and is listed under "application"${near ? `; the delegated permission nearest to it is ${near}` : ""}`,
  "of-another-api": ({ name, kind, api, asked }) =>
    `${name} is ${one(kind)} of ${api}, not of ${asked}: list it under that API`,
  "other-width": ({ written, name }) => `${shown(written)} is not the name alone in plain letters: write ${name}`,
  "display-name": ({ written, name }) => `${shown(written)} is what the portal calls ${name}: write ${name}`,
  several: ({ written, names }) => `${shown(written)} holds several names; write ${severalWords(names)}`,
  "letter-case": ({ written, name }) => `${shown(written)} is not written as Microsoft writes it: write ${name}`,
  "default-scope": () => `".default" stands for whatever has been granted already: name each permission`,
  "permission-wildcard": ({ written }) => `${shown(written)} has a wildcard: name each permission`,
  "permission-id": ({ written, name }) => `${shown(written)} is the id of ${name}: write the name`,
  "permission-id-elsewhere": ({ written, name, kind, api }) =>
    `${shown(written)} is the id of ${name}, ${one(kind)} of ${api}: list it there, by its name`,
  "permission-address": ({ written, name }) => `${shown(written)} is the address of ${name}: write ${name}`,
  "resource-specific": ({ written }) =>
    `${shown(written)} looks like a resource-specific permission: a Teams app asks for it in its manifest, an application registration cannot`,
  misspelt: ({ written, api, kind, meant }) => {
    const no = `${shown(written)} is not ${one(kind)} of ${api}`;
    if (meant === undefined)
      return `${no}: ${/\s|[^\x21-\x7e]/.test(written.trim()) ? "write the name that the portal's first column shows (API / Permissions name), " : ""}the names that exist stand in catalog/permissions.json`;
    const { name, elsewhere: other } = meant;
    return `${no}: did you mean ${name}${other ? `, ${one(other.kind)} of ${other.api}` : ""}?`;
  },
};

function askable({ api, permission }: Entry): boolean {
  return mayBeAsked(api, permission);
}

/** The names that may be asked for on an API, as one kind. */
function namesOf(api: CatalogApi, kind: Kind): string[] {
  return api[kind].filter((permission) => mayBeAsked(api, permission)).map(({ value }) => value);
}

/** The name itself where Microsoft Graph has it as this kind. */
function sameOnGraph(kind: Kind, name: string): string | undefined {
  const graph = current.find(({ displayName }) => displayName === "Microsoft Graph");
  return graph && namesOf(graph, kind).includes(name) ? name : undefined;
}

/** Whether this is another name by which people look the API up: an older one, its ids, the provider's key. */
function isOtherName(name: string, { aliases = [], azureadName, appId, resourceUri }: CatalogApi): boolean {
  const plain = (text: string) => text.trim().replace(/\/$/, "").toLowerCase();
  return [...aliases, appId, resourceUri, ...(azureadName ? [azureadName] : [])].map(plain).includes(plain(name));
}

function unknownApi(of: string): PermissionFault {
  // The portal counts behind an API's name: Microsoft Graph (3).
  const written = of.replace(/\s*[(（]\d+[)）]\s*$/, "");
  const alias = current.find((api) => isOtherName(written, api));
  if (alias) return { code: "api-alias", written, api: alias.displayName };
  const known = current.map(({ displayName }) => displayName);
  const byAlias = current.find(({ aliases = [] }) => nearest(written, aliases) !== undefined);
  return { code: "api-unknown", written, meant: nearest(written, known) ?? byAlias?.displayName, known };
}

function retiredApi({ displayName, aliases }: CatalogApi, kind: Kind, name: string): PermissionFault {
  return { code: "api-retired", api: displayName, alias: aliases?.[0], same: sameOnGraph(kind, name) };
}

/** A permission that exists, and why it may not be asked for nevertheless. */
function unaskable({ api, kind, permission }: Entry): PermissionFault {
  const { value: name, retires, removed, deprecated, replacedBy } = permission;
  const which = { name, api: api.displayName };
  if (api.deprecated) return retiredApi(api, kind, name);
  // Exchange Web Services is the one protocol that retires (Microsoft's message MC1227454).
  if (retires !== undefined)
    return { code: "exchange-web-services", ...which, kind, blockedFrom: retires, removedOn: removed };
  if (deprecated) return { code: "permission-deprecated", ...which, replacedBy };
  if (permission.ambiguousValue) return { code: "permission-ambiguous", ...which, kind, same: sameOnGraph(kind, name) };
  return { code: "permission-switched-off", ...which };
}

function onlyOtherKind(api: CatalogApi, kind: Kind, name: string): PermissionFault {
  const which = { name, api: api.displayName };
  if (kind === "application") return { code: "delegated-only", ...which };
  // Never the other way round: an application permission of a shorter name reaches further.
  const near = namesOf(api, "delegated").findLast((candidate) => name.startsWith(`${candidate}.`));
  return { code: "application-only", ...which, near };
}

/** The name exists on other APIs alone: tells of one, of the kind that was meant if there is one. */
function elsewhere(found: readonly Entry[], api: CatalogApi, kind: Kind): PermissionFault | undefined {
  const living = found.filter((entry) => !entry.api.deprecated);
  const best = living.find((entry) => entry.kind === kind) ?? living[0];
  if (!best) return undefined;
  if (!askable(best)) return unaskable(best);
  const { kind: as, permission } = best;
  return {
    code: "of-another-api",
    name: permission.value,
    kind: as,
    api: best.api.displayName,
    asked: api.displayName,
  };
}

/** The name exists somewhere, in this letter case or another. */
function existing(api: CatalogApi, kind: Kind, written: string): PermissionFault | undefined {
  const lower = written.toLowerCase();
  const found = entries.filter(({ permission }) => permission.value.toLowerCase() === lower);
  const onApi = found.filter((entry) => entry.api === api);
  const here = onApi.find((entry) => entry.kind === kind) ?? onApi[0];
  if (!here) return elsewhere(found, api, kind);
  if (!askable(here)) return unaskable(here);
  const { value: name } = here.permission;
  return here.kind === kind ? { code: "letter-case", written, name } : onlyOtherKind(api, kind, name);
}

/** Something that is no permission's name but stands for one: an id, a scope's address, a Teams app's own permission. */
function notAName(api: CatalogApi, kind: Kind, written: string): PermissionFault | undefined {
  if (written === ".default") return { code: "default-scope" };
  if (written.includes("*")) return { code: "permission-wildcard", written };
  // With the word that the Azure CLI puts behind it.
  const lower = written.toLowerCase().replace(/=(?:role|scope)$/, "");
  const byId = api[kind].find(({ id }) => id === lower);
  if (byId) return { code: "permission-id", written, name: byId.value };
  const other = entries.find((entry) => entry.permission.id === lower && !entry.api.deprecated);
  if (other)
    return {
      code: "permission-id-elsewhere",
      written,
      name: other.permission.value,
      kind: other.kind,
      api: other.api.displayName,
    };
  const name = /^https:\/\/[^/]+\/(.+)$/.exec(written)?.[1];
  if (name !== undefined)
    return faultOfPermission(api.displayName, kind, name) ?? { code: "permission-address", written, name };
  return /\.(Group|Chat|Team)$/.test(written) ? { code: "resource-specific", written } : undefined;
}

/** The same name by other letters: full-width ones, quotation marks, `(Application)` and the API beside it. */
function plainName(written: string): string {
  return written
    .normalize("NFKC")
    .replace(/^.*?(?:\/|>|:|\s-\s)\s*(?=[A-Z][\w-]*\.)/, "")
    .replace(/\s*\(.*\)\s*$|\s+-?\s*(?:application|delegated|role|scope|アプリケーション|委任(?:済み|された)?)$/i, "")
    .replace(/[^\w.-]+$|^[^\w]+/g, "");
}

/** A row of the portal's table, whose first word is the name: `Mail.Read Application Read mail in all mailboxes Yes`. */
function nameOfRow(written: string): string | undefined {
  const [, name] =
    /^([A-Z][\w-]*(?:\.[\w-]+)+|openid|profile|email|offline_access)\s+\S/.exec(written.normalize("NFKC").trim()) ?? [];
  return name;
}

/** What the portal cut off at the edge of a column: the one name that begins so. */
function cutOff(api: CatalogApi, kind: Kind, written: string): string | undefined {
  const [, begin = ""] = /^([A-Z][\w.-]{3,}?)\.*(?:…|\.\.\.)$/.exec(written.trim()) ?? [];
  const all = begin === "" ? [] : namesOf(api, kind).filter((name) => name.startsWith(begin));
  return all.length === 1 ? all[0] : undefined;
}

/** What only looks like another text than a name: several, the portal's name of one, a name in other letters. */
function inOtherWords(api: CatalogApi, kind: Kind, written: string): PermissionFault | undefined {
  const names = severalIn(written, (part) => /^[A-Z][\w-]*(?:\.[\w-]+)+$/.test(part));
  const isNames = names?.every(
    (part) => /^\s*["']?[\w.-]+["']?\s*$/.test(part) && (part.includes(".") || isKnown(part)),
  );
  if (names !== undefined && isNames) return { code: "several", written, names };
  const named = permissionByDisplayName(api.displayName, kind, written);
  if (named !== undefined) return { code: "display-name", written, name: named };
  const elsewhere = calledElsewhere(api, kind, written);
  if (elsewhere !== undefined) return elsewhere;
  const cut = cutOff(api, kind, written);
  if (cut !== undefined) return { code: "misspelt", written, api: api.displayName, kind, meant: { name: cut } };
  const plain = nameOfRow(written) ?? plainName(written);
  if (plain === written || plain === "") return undefined;
  const fault = faultOfPermission(api.displayName, kind, plain);
  if (fault === undefined) return { code: "other-width", written, name: plain };
  return fault.code === "misspelt" && fault.meant === undefined ? undefined : fault;
}

function isKnown(name: string): boolean {
  return entries.some(({ permission }) => permission.value === name);
}

/** What the portal calls a permission of the other kind, or of another API. */
function calledElsewhere(api: CatalogApi, kind: Kind, written: string): PermissionFault | undefined {
  const other = kind === "delegated" ? "application" : "delegated";
  const places = [[api, other] as const, ...current.flatMap((one) => [[one, kind] as const, [one, other] as const])];
  for (const [place, as] of places) {
    const name = permissionByDisplayName(place.displayName, as, written);
    if (name !== undefined)
      return {
        code: "misspelt",
        written,
        api: api.displayName,
        kind,
        meant: { name, elsewhere: { kind: as, api: place.displayName } },
      };
  }
  return undefined;
}

function misspelt(api: CatalogApi, kind: Kind, written: string): PermissionFault {
  const fault = { code: "misspelt", written, api: api.displayName, kind } as const;
  const meant = nearest(written, namesOf(api, kind));
  if (meant !== undefined) return { ...fault, meant: { name: meant } };
  const other = kind === "delegated" ? "application" : "delegated";
  const others = current.filter((candidate) => candidate !== api).map((candidate) => [candidate, kind] as const);
  for (const [place, as] of [[api, other] as const, ...others]) {
    const near = nearest(written, namesOf(place, as));
    if (near !== undefined) return { ...fault, meant: { name: near, elsewhere: { kind: as, api: place.displayName } } };
  }
  return fault;
}

/**
 * Checks one permission as a person wrote it.
 * @param api the API's display name
 * @returns undefined if the name exists as that kind on that API and may be asked for; else what is wrong, and which is
 * meant
 */
export function faultOfPermission(api: string, kind: Kind, name: string): PermissionFault | undefined {
  const known = apis.find(({ displayName }) => displayName === api);
  const retired = known?.deprecated ? known : apis.find((other) => other.deprecated && isOtherName(api, other));
  if (retired) return retiredApi(retired, kind, name);
  if (!known) return unknownApi(api);
  const permission = known[kind].find(({ value }) => value === name);
  if (permission && mayBeAsked(known, permission)) return undefined;
  return (
    existing(known, kind, name) ??
    notAName(known, kind, name) ??
    inOtherWords(known, kind, name) ??
    misspelt(known, kind, name)
  );
}

/** The same in one English sentence, for the person who wrote it. */
export function permissionFault(api: string, kind: Kind, name: string): string | undefined {
  const fault = faultOfPermission(api, kind, name);
  return fault && worded(permissionFaultWords, fault);
}
