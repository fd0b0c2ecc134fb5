/**
 * Rules of the tenant's file that look at several places at once. They read the raw data and pass over what the schema
 * has already refused, so that one report holds all faults.
 */
import { membersForm, rolesOfPeople } from "./app-roles.ts";
import {
  addableOf,
  type Chosen,
  omittableOf,
  permissionsAsked,
  redirectsAsked,
  redirectUrisAsked,
  rolesAsked,
  setOf,
  typedOn,
  variantsOf,
} from "./asked.ts";
import { askedAs, scheduledWays, waysOf } from "./asked-credential.ts";
import type { CertificateReader } from "./certificate-file.ts";
import { isDay } from "./dates.ts";
import type { VendorDefinition } from "./definition.ts";
import type { EditorHints } from "./editor-hint.ts";
import { type Fault, shown } from "./faults.ts";
import { clientIdHere, identifierUriAsked, identifierUriFault, idsWrittenIn, takesAnyName } from "./identifier-uri.ts";
import { nearest } from "./nearest.ts";
import { idFault } from "./object-id.ts";
import { apiIdOf } from "./permissions.ts";
import { policyFaults } from "./policy-faults.ts";
import { effectFaults } from "./preconditions.ts";
import { isMap, type Raw } from "./raw.ts";
import { shownUri } from "./redirect-uri.ts";
import { directoryRoleFault } from "./roles.ts";
import { faultsOfSchedule, scheduleFaultWords } from "./schedule.ts";
import { isUnpublished } from "./settings-conditions.ts";
import { credentialFaults } from "./settings-credentials.ts";
import { knownDefinition } from "./vendors/index.ts";
import { worded } from "./worded.ts";
import { daysIn } from "./written-day.ts";

/** The definition behind a vendor's word; undefined where the word is none, which the schema reports. */
type Definitions = (vendor: unknown) => VendorDefinition | undefined;

/** The form of an integration's name for an editor. */
export const integrationNameHints: EditorHints = {
  name: "Integration's name",
  hints: [
    {
      not: "^(?:true|false|null|yes|no|on|off|constructor|prototype|con|prn|aux|nul|com\\d|lpt\\d)$",
      say: "A word that YAML, JavaScript or Windows keeps for itself; use another",
    },
    {
      is: "(?=.{1,40}$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*",
      say: "Not a name; use words of a to z and 0 to 9 joined by hyphens, a letter first, at most 40 characters (mailgates, live-platform)",
    },
  ],
};

/** Sheets are files by these names, and data has them for keys. */
const unusable = /^(?:true|false|null|yes|no|on|off|constructor|prototype|__proto__|con|prn|aux|nul|com\d|lpt\d)$/i;

/** The name of an integration begins the name of every resource, for ever. Undefined if it may be used. */
export function integrationNameFault(name: string): string | undefined {
  const form = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
  if (unusable.test(name))
    return `${shown(name)} is a word that YAML, JavaScript or Windows keeps for itself; use another (mailgates, live-platform)`;
  if (form.test(name) && name.length <= 40) return undefined;
  const meant = name
    .normalize("NFKC")
    .replace(/([a-z0-9])(?=[A-Z][a-z])/g, "$1-")
    .toLowerCase()
    .replace(/[\s_./:-]+/g, "-")
    .replace(/^-+|-+$/g, "");
  const hint = meant !== name && form.test(meant) && meant.length <= 40 ? ` For this one: ${meant}` : "";
  return `${shown(name)} is not a name; use words of a to z and 0 to 9 joined by hyphens, a letter first, at most 40 characters (mailgates, live-platform)${hint}`;
}

function nameFaults(integrations: readonly (readonly [string, Raw])[]): Fault[] {
  return integrations.flatMap(([name]) => {
    const message = integrationNameFault(name);
    return message === undefined ? [] : [{ path: ["integrations", name], message }];
  });
}

/** Two things that share what must be one's own: the second is at fault and names the first. */
function duplicates(
  entries: readonly { key: string; path: (string | number)[]; who: string }[],
  message: (key: string, first: string) => string,
): Fault[] {
  const first = new Map<string, string>();
  return entries.flatMap(({ key, path, who }) => {
    const earlier = first.get(key);
    if (earlier !== undefined) return [{ path, message: message(key, earlier) }];
    first.set(key, who);
    return [];
  });
}

/** The display name is how a person finds the application, and what `preventDuplicateNames` compares. */
function displayNameFaults(integrations: readonly (readonly [string, Raw])[], definitionOf: Definitions): Fault[] {
  const named = integrations.flatMap(([name, settings]) => {
    const definition = definitionOf(settings.vendor);
    // The vendor's own application is none of this tenant's, and its name compared with none.
    if (definition?.registration !== undefined) return [];
    const display = settings.displayName ?? definition?.product;
    return typeof display === "string"
      ? [{ key: display.toLowerCase(), display, path: ["integrations", name, "displayName"], who: name }]
      : [];
  });
  return duplicates(named, (key, first) => {
    const display = named.find((entry) => entry.key === key)?.display;
    return `${shown(display)} is the display name of ${first} already; give one of them a \`displayName\` of its own`;
  });
}

function renameFaults(integrations: readonly (readonly [string, Raw])[]): Fault[] {
  const former = integrations.flatMap(([name, { formerly }]) =>
    [formerly]
      .flat()
      .flatMap((old) =>
        typeof old === "string" ? [{ key: old, path: ["integrations", name, "formerly"], who: name }] : [],
      ),
  );
  const present = new Set(integrations.map(([name]) => name));
  const stillThere = former
    .filter(({ key }) => present.has(key))
    .map(({ key, path }) => ({
      path,
      message: `${shown(key)} is still an integration of this file; a former name belongs to one integration alone`,
    }));
  return [...stillThere, ...duplicates(former, (key, first) => `${shown(key)} is a former name of ${first} already`)];
}

/** The vendor's principal stays when its lines go: what keeps the vendor out then is that it may not sign in. */
function vendorsEndingFaults(name: string, { suspended, leaving }: Raw): Fault[] {
  if (leaving === undefined || suspended !== undefined) return [];
  const message =
    "stands without `suspended`; the vendor's principal stays in the tenant when its lines are removed, and what keeps the vendor out is that it may not sign in. Write `suspended: { since, reason }` first, in a change of its own (docs/leaving.md)";
  return [{ path: ["integrations", name, "leaving"], message }];
}

/** Each application has one principal in a tenant, and so one integration. */
function clientIdFaults(
  { tenant }: Raw,
  integrations: readonly (readonly [string, Raw])[],
  definitionOf: Definitions,
): Fault[] {
  const named = integrations.flatMap(([name, settings]) => {
    const { registration } = definitionOf(settings.vendor) ?? {};
    const clientId = registration && (registration.clientId ?? settings.clientId);
    const key = registration?.clientId === undefined ? "clientId" : "vendor";
    return typeof clientId === "string"
      ? [{ key: lower(clientId), path: ["integrations", name, key], who: name, typed: key === "clientId" }]
      : [];
  });
  const wrong = named.flatMap(({ key, path, typed }): Fault[] => {
    const isTenant = typed && isMap(tenant) && typeof tenant.id === "string" && lower(tenant.id) === key;
    return isTenant ? [{ path, message: `${key} is the tenant's id; write the id of the vendor's application` }] : [];
  });
  return [
    ...wrong,
    ...duplicates(
      named,
      (key, first) =>
        `${first} has the application ${key} already, and a tenant has one principal of it; write both needs into one integration`,
    ),
  ];
}

/** What the file or a page writes as ID URIs, in the form in which two are the same. */
function identifierUris({ tenant }: Raw, integrations: readonly (readonly [string, Raw])[], definitionOf: Definitions) {
  const tenantId = isMap(tenant) && typeof tenant.id === "string" ? lower(tenant.id) : "";
  return integrations.flatMap(([name, settings]) => {
    const asked = definitionOf(settings.vendor)?.exposes?.identifierUri;
    const written = typeof settings.identifierUri === "string" ? settings.identifierUri : undefined;
    const uri = identifierUriAsked(asked, tenantId, { identifierUri: written });
    const key = asked?.from === "identifierUri" ? "identifierUri" : "vendor";
    return uri === undefined ? [] : [{ uri, key: lower(uri), path: ["integrations", name, key], who: name, tenantId }];
  });
}

/** An ID URI is one application's in the whole tenant, and an id in it the application's or the tenant's. */
function identifierUriFaults(
  data: Raw,
  integrations: readonly (readonly [string, Raw])[],
  definitionOf: Definitions,
): Fault[] {
  const uris = identifierUris(data, integrations, definitionOf);
  const foreign = uris.flatMap(({ uri, path, tenantId }): Fault[] => {
    const other = idsWrittenIn(uri).find((id) => id !== tenantId);
    if (other === undefined || tenantId === "") return [];
    return [
      {
        path,
        message: `${shown(uri)} holds the id ${other}, which is not the tenant's; write ${clientIdHere} where the application's own id stands`,
      },
    ];
  });
  const free = integrations.flatMap(([name, settings]): Fault[] => {
    const { exposes, audience, narrowerAudience } = definitionOf(settings.vendor) ?? {};
    if (audience === undefined || narrowerAudience === undefined || settings.audience === "single") return [];
    if (exposes?.identifierUri?.from !== "identifierUri" || typeof settings.identifierUri !== "string") return [];
    const place = { writtenIn: "tenant", anyName: takesAnyName(exposes.accessTokenVersion, audience) } as const;
    const narrower = { ...place, anyName: takesAnyName(exposes.accessTokenVersion, narrowerAudience) };
    const message = identifierUriFault(settings.identifierUri, place);
    // What no audience takes is the schema's.
    if (message === undefined || identifierUriFault(settings.identifierUri, narrower) !== undefined) return [];
    return [{ path: ["integrations", name, "identifierUri"], message: `${message}; or write audience: single` }];
  });
  const taken = uris.filter(({ uri }) => !uri.includes(clientIdHere));
  return [
    ...foreign,
    ...free,
    ...duplicates(
      taken,
      (key, first) =>
        `${first} has the Application ID URI ${key} already, and a tenant has one application of it; give one of them another, or one with ${clientIdHere} in it`,
    ),
  ];
}

/**
 * Only an integration that is on its way out, or stopped, does without a credential. In which change each step comes
 * is for the review, which sees both sides.
 */
function endingFaults(
  name: string,
  { vendor, credentials, federated, suspended, leaving }: Raw,
  definitionOf: Definitions,
): Fault[] {
  const definition = definitionOf(vendor);
  const none = credentials === undefined || (Array.isArray(credentials) && credentials.length === 0);
  if (definition?.registration !== undefined) return vendorsEndingFaults(name, { suspended, leaving });
  if (!none || definition === undefined || suspended !== undefined || leaving !== undefined) return [];
  const trusts = askedAs(definition, "federated");
  // A public client proves itself by nothing.
  if ((trusts && federated !== undefined) || askedAs(definition, "none")) return [];
  const what = credentials === undefined ? "is missing" : "is empty";
  const forms = [
    ...(scheduledWays(definition).length > 0 ? ["{ issued, expires }"] : []),
    ...(trusts ? [`in \`federated\`: { name, ${trusts.issuer === undefined ? "issuer, " : ""}subject }`] : []),
  ];
  return [
    {
      path: ["integrations", name, scheduledWays(definition).length > 0 ? "credentials" : "federated"],
      message: `${what}; an integration in use needs a credential (${forms.join(", or ")}). To end it, write \`suspended: { since, reason }\` first, in a change of its own (docs/leaving.md)`,
    },
  ];
}

/** The word between two changes says nothing where everyone may sign in anyway. */
function openFaults(
  name: string,
  { vendor, signsIn, signsInGroups, appRoles, stillOpen }: Raw,
  definitionOf: Definitions,
): Fault[] {
  const named = [signsIn, signsInGroups, appRoles].some((one) => one !== undefined);
  if (stillOpen === undefined || named) return [];
  const byRole = rolesOfPeople(definitionOf(vendor) ?? {}).length > 0;
  const message = `stands without ${byRole ? "`appRoles`" : "`signsIn` or `signsInGroups`"}, so everyone may sign in as it is; name who will, or remove it`;
  return [{ path: ["integrations", name, "stillOpen"], message }];
}

/** A role without anybody, and roles without any. */
function emptyRoleFaults(name: string, { appRoles }: Raw): Fault[] {
  const path = ["integrations", name, "appRoles"];
  if (!isMap(appRoles)) return [];
  if (Object.keys(appRoles).length === 0)
    return [{ path, message: "names no role; write one with its people, or leave the key out" }];
  return Object.entries(appRoles)
    .filter(([, members]) => isMap(members) && Object.keys(members).length === 0)
    .map(([role]) => ({ path: [...path, role], message: `names nobody; ${membersForm}` }));
}

/**
 * People who are named to an application with roles of its own: it would take them for none of the roles, and Graph takes
 * the assignment without a role only where the application has none
 * (learn.microsoft.com, /graph/api/resources/approleassignment).
 */
function ownRoleFaults(name: string, settings: Raw, definitionOf: Definitions): Fault[] {
  const definition = definitionOf(settings.vendor);
  const { product, appRoles = [] } = definition ?? {};
  if (definition === undefined || appRoles.length === 0) return [];
  const roles = rolesOfPeople(definition).map(({ value }) => value);
  return (["signsIn", "signsInGroups"] as const)
    .filter((key) => settings[key] !== undefined)
    .map((key) => ({
      path: ["integrations", name, key],
      message:
        roles.length > 0
          ? `assigns people to the application, and ${product} takes them by a role of its own (${roles.join(", ")}): write them by their role, appRoles: { ${roles[0]}: { ${key === "signsIn" ? "users" : "groups"}: […] } }`
          : `assigns people to the application, and the roles of ${product} are for applications alone; remove it`,
    }));
}

/** A value of a list, where it stands, and the form in which two are the same. */
interface Listed {
  readonly key: string;
  readonly path: Fault["path"];
  readonly value: string;
}

function listed(list: unknown, path: Fault["path"], read: (entry: unknown) => unknown, keyOf = lower): Listed[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown, index) => {
    const value = read(entry);
    return typeof value === "string" ? [{ key: keyOf(value), path: [...path, index], value }] : [];
  });
}

function lower(text: string): string {
  return text.toLowerCase();
}

function itself(entry: unknown): unknown {
  return entry;
}

function keyed(...keys: readonly string[]) {
  return (entry: unknown): unknown =>
    isMap(entry) ? keys.map((key) => entry[key]).find((value) => value !== undefined) : entry;
}

/** What stands twice in a list, whatever its letters' case: the directory knows one, and refuses or forgets the second. */
function twins(entries: readonly Listed[]): Fault[] {
  const first = new Map<string, Listed>();
  return entries.flatMap(({ key, path, value }) => {
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, { key, path, value });
      return [];
    }
    const cased = earlier.value === value ? "" : `, there as ${shown(earlier.value)}`;
    const inOther = earlier.path.at(-2) === path.at(-2) ? "" : ` (in \`${String(earlier.path.at(-2))}\`)`;
    return [{ path, message: `${shown(value)} stands twice${inOther}${cased}; remove one of them` }];
  });
}

/** The people of each role of the product's own: one may have several roles, and each of them once. */
function membersOf({ appRoles }: Raw, at: Fault["path"]): Listed[][] {
  if (!isMap(appRoles)) return [];
  return Object.entries(appRoles).map(([role, members]) =>
    isMap(members)
      ? ["users", "groups"].flatMap((key) => listed(members[key], [...at, "appRoles", role, key], itself))
      : [],
  );
}

/** No list of an integration holds a thing twice. */
function listFaults(name: string, settings: Raw): Fault[] {
  const at = (...keys: readonly (string | number)[]) => ["integrations", name, ...keys];
  const permissionLists = ["permissions", "omits"].flatMap((section) => {
    const asked = settings[section];
    if (!isMap(asked)) return [];
    return Object.entries(asked).flatMap(([api, kinds]) =>
      isMap(kinds)
        ? Object.entries(kinds).map(([kind, names]) => listed(names, at(section, api, kind), itself, (text) => text))
        : [],
    );
  });
  return [
    listed(settings.instances, at("instances"), itself),
    listed(settings.directoryRoles, at("directoryRoles"), itself),
    listed(settings.mailboxes, at("mailboxes"), keyed("address")),
    ["signsIn", "signsInGroups"].flatMap((key) => listed(settings[key], at(key), itself)),
    ...membersOf(settings, at()),
    listed(settings.exceptions, at("exceptions"), (entry) =>
      isMap(entry) && typeof entry.rule === "string"
        ? [entry.rule, entry.subject].filter((part) => typeof part === "string").join(" ")
        : undefined,
    ),
    ...permissionLists,
  ].flatMap(twins);
}

/**
 * Entra compares URIs to the letter in their paths and not in their hosts: two that differ in case alone are a mistake.
 * A URI is registered on one platform, which says how its code is redeemed.
 */
function uriTwins(name: string, { vendor, redirectUris, redirectUrisOn }: Raw, definitionOf: Definitions): Fault[] {
  const at = ["integrations", name];
  const keyOf = (uri: string) => uri.toLowerCase().replace(/\/$/, "");
  const typed = isMap(redirectUrisOn)
    ? Object.entries(redirectUrisOn).flatMap(([platform, uris]) =>
        listed(uris, [...at, "redirectUrisOn", platform], itself, keyOf),
      )
    : [];
  const uris = [...listed(redirectUris, [...at, "redirectUris"], itself, keyOf), ...typed];
  const asked = definitionOf(vendor)?.redirectUris ?? { from: "nowhere" };
  // Of a page that has the customer type none the schema says so.
  const printed =
    typedOn(asked).length === 0 ? [] : redirectsAsked(asked).flatMap((one) => (one.from === "page" ? one.uris : []));
  const first = new Map<string, { readonly value: string; readonly platform: unknown }>(
    printed.map((uri) => [keyOf(uri), { value: uri, platform: undefined }]),
  );
  return uris.flatMap(({ key, path, value }) => {
    const earlier = first.get(key);
    const platform = path.at(-2);
    if (earlier === undefined) {
      first.set(key, { value, platform });
      return [];
    }
    const message =
      earlier.platform === undefined
        ? `${shownUri(value)} is registered without being written, as the page prints it; remove it`
        : earlier.platform !== platform
          ? `${shownUri(value)} stands on ${String(earlier.platform)} already, and Entra takes a URI on one platform; keep it where the vendor's page has it`
          : earlier.value === value
            ? `${shownUri(value)} stands twice; remove one of them`
            : `${shownUri(value)} differs from ${shownUri(earlier.value)} in letter case or a last slash alone; keep the one that the vendor sends, to the letter`;
    return [{ path, message }];
  });
}

/** Ids that are of another thing than where they stand: the tenant, a service principal among people. */
function idFaults({ tenant, integrations }: Raw): Fault[] {
  const tenantId = isMap(tenant) && typeof tenant.id === "string" ? lower(tenant.id) : undefined;
  const owners = isMap(tenant) ? listed(tenant.owners, ["tenant", "owners"], keyed("servicePrincipal", "user")) : [];
  const principals = new Set(
    (isMap(tenant) && Array.isArray(tenant.owners) ? (tenant.owners as readonly unknown[]) : []).flatMap((owner) =>
      isMap(owner) && typeof owner.servicePrincipal === "string" ? [lower(owner.servicePrincipal)] : [],
    ),
  );
  const people = isMap(integrations)
    ? Object.entries(integrations).flatMap(([name, settings]) =>
        isMap(settings)
          ? [
              ...["signsIn", "signsInGroups"].flatMap((key) =>
                listed(settings[key], ["integrations", name, key], itself),
              ),
              ...membersOf(settings, ["integrations", name]).flat(),
            ]
          : [],
      )
    : [];
  const tenants = [...owners, ...people]
    .filter(({ key }) => key === tenantId)
    .map(({ path, value }) => ({ path, message: `${value} is the tenant's id; write the object id of who is meant` }));
  const applications = people
    .filter(({ key }) => principals.has(key))
    .map(({ path, value }) => ({
      path,
      message: `${value} is a service principal (tenant.owners names it so), and only people sign in; write a user's object id`,
    }));
  return [...tenants, ...applications, ...twins(owners)];
}

/** The lists whose entries are maps, with what each entry needs. */
const entryLists: Readonly<Record<string, readonly string[]>> = {
  credentials: ["issued", "expires"],
  mailboxes: ["address", "receive", "sendAs"],
  exceptions: ["rule", "until"],
};

/** Two neighbours that are one entry: a dash was written before each of its keys. */
function splitAt(list: unknown, needed: readonly string[]): number[] {
  if (!Array.isArray(list)) return [];
  const maps = list as readonly unknown[];
  const lacks = (entry: unknown) => isMap(entry) && needed.some((key) => !(key in entry));
  return [...maps.keys()].filter((at) => {
    const [before, entry] = [maps[at - 1], maps[at]];
    if (!isMap(entry) || !isMap(before) || !lacks(entry) || !lacks(before)) return false;
    return Object.keys(entry).length < needed.length && Object.keys(entry).every((key) => !(key in before));
  });
}

/** Lists in which one entry was written with several dashes. */
export function splitEntries(data: unknown): Fault[] {
  if (!isMap(data)) return [];
  const lists = isMap(data.integrations)
    ? Object.entries(data.integrations).flatMap(([name, settings]) =>
        isMap(settings)
          ? Object.entries(entryLists).map(([key, needed]) => ({
              path: ["integrations", name, key],
              list: settings[key],
              needed,
            }))
          : [],
      )
    : [];
  const owners =
    isMap(data.tenant) && Array.isArray(data.tenant.owners) ? (data.tenant.owners as readonly unknown[]) : [];
  const ownerSplit = [...owners.keys()].filter((at) => {
    const owner = owners[at];
    return (
      at > 0 &&
      isMap(owner) &&
      Object.keys(owner).length > 0 &&
      Object.keys(owner).every((key) => ["name", "deploys"].includes(key))
    );
  });
  return [
    ...lists.flatMap(({ path, list, needed }) =>
      splitAt(list, needed).map((at) => ({
        path: [...path, at],
        message: `begins a second entry with a dash of its own; one dash for both: - { ${needed.map((key) => `${key}: …`).join(", ")} }`,
      })),
    ),
    ...ownerSplit.map((at) => ({
      path: ["tenant", "owners", at],
      message:
        "begins a second entry with a dash of its own; one dash for both: - { servicePrincipal: …, deploys: true }",
    })),
  ];
}

/** What the settings choose, as far as it is text. */
function chosenOf({ permissionSet, redirectVariant }: Raw): Chosen {
  return {
    ...(typeof permissionSet === "string" && { permissionSet }),
    ...(typeof redirectVariant === "string" && { redirectVariant }),
  };
}

type Kinds = Readonly<Record<string, unknown>>;

/** True where one of the lists that a page leaves open holds a permission. */
function isOpen(definition: VendorDefinition, chosen: Chosen, api: string, kind: string, name: string): boolean {
  return addableOf(definition, chosen).some((addable) =>
    "only" in addable
      ? has(addable.only, api, kind, name)
      : addable.any.some((open) => open.api === api && (open.kinds as readonly string[]).includes(kind)),
  );
}

function has(permissions: object, api: string, kind: string, name: string): boolean {
  const names = (permissions as Readonly<Record<string, Kinds>>)[api]?.[kind];
  return Array.isArray(names) && names.includes(name);
}

/** What another permission set than the chosen one would let the settings add or leave out. */
function setFaults(name: string, settings: Raw, definitionOf: Definitions): Fault[] {
  const definition = definitionOf(settings.vendor);
  const chosen = chosenOf(settings);
  // A word that is none of the sets is the schema's.
  if (!definition?.permissionSets || !setOf(definition, chosen)) return [];
  const others = Object.keys(definition.permissionSets).filter((set) => set !== chosen.permissionSet);
  const sections = {
    permissions: (of: Chosen, api: string, kind: string, one: string) => isOpen(definition, of, api, kind, one),
    omits: (of: Chosen, api: string, kind: string, one: string) => has(omittableOf(definition, of), api, kind, one),
  } as const;
  return Object.entries(sections).flatMap(([section, takes]) => {
    const asked = settings[section];
    if (!isMap(asked)) return [];
    return Object.entries(asked).flatMap(([api, kinds]) =>
      Object.entries(isMap(kinds) ? kinds : {}).flatMap(([kind, names]) =>
        listed(names, ["integrations", name, section, api, kind], itself).flatMap(({ value, path }) => {
          if (takes(chosen, api, kind, value)) return [];
          const taking = others.filter((permissionSet) => takes({ ...chosen, permissionSet }, api, kind, value));
          // What no set takes is the schema's.
          if (taking.length === 0) return [];
          const what =
            section === "omits" && !has(permissionsAsked(definition, chosen), api, kind, value)
              ? "is not asked by"
              : section === "omits"
                ? "cannot be left out of"
                : "cannot be added to";
          const message = `${shown(value)} ${what} the permission set ${chosen.permissionSet}, only ${section === "omits" ? "of" : "to"} ${taking.join(", ")}: remove it, or choose that set`;
          return [{ path, message }];
        }),
      ),
    );
  });
}

/** The directory roles that a page names: one of each choice, and none beside them. */
function roleFaults(name: string, settings: Raw, definitionOf: Definitions): Fault[] {
  const definition = definitionOf(settings.vendor);
  if (!definition || definition.directoryRoles === undefined || definition.directoryRoles === true) return [];
  const chosen = chosenOf(settings);
  if (definition.permissionSets && !setOf(definition, chosen)) return [];
  const { choices, optional } = rolesAsked(definition, chosen);
  const offered = [...choices, ...optional.map(({ roles }) => roles)];
  const path = ["integrations", name, "directoryRoles"];
  if (settings.directoryRoles === undefined && offered.length > 0) {
    const asked = choices.map(
      ([narrowest = "", ...wider]) =>
        `${definition.product}'s page asks for ${[narrowest, ...wider].join(" or ")}, of which ${narrowest} can do least: write [${narrowest}]`,
    );
    const decided = optional.map(({ roles, when }) => `write [${roles.join(" or ")}] ${when.en}, [] otherwise`);
    return [{ path, message: `is missing; ${[...asked, ...decided].join("; ")}` }];
  }
  const written = listed(settings.directoryRoles, path, itself);
  const known = new Set(offered.flat());
  const missing = choices
    .filter((choice) => !written.some(({ value }) => choice.includes(value)))
    .map((choice) => ({
      path,
      message: `names none of ${choice.join(", ")}, of which ${definition.product}'s page asks for one; ${choice[0]} can do least`,
    }));
  const twice = offered.flatMap((choice) =>
    written
      .filter(({ value }) => choice.includes(value))
      .slice(1)
      .filter(({ value }, index, all) => all.findIndex((other) => other.value === value) === index)
      .filter(({ value }) => value !== written.find((first) => choice.includes(first.value))?.value)
      .map(({ value, path: at }) => ({
        path: at,
        message: `${shown(value)} stands beside another of ${choice.join(", ")}, of which one is enough; remove it, ${choice[0]} can do least`,
      })),
  );
  const sets = Object.entries(definition.permissionSets ?? {});
  const beside = written
    .filter(({ value }) => !known.has(value))
    .flatMap(({ value, path: at }) => {
      const taking = sets.flatMap(([permissionSet]) => {
        const asked = rolesAsked(definition, { permissionSet });
        const all = [...asked.choices, ...asked.optional.map(({ roles }) => roles)].flat();
        return all.includes(value) ? [permissionSet] : [];
      });
      if (taking.length === 0) return [];
      const message = `${shown(value)} is not needed with the permission set ${chosen.permissionSet}, only with ${taking.join(", ")}; remove it`;
      return [{ path: at, message }];
    });
  return [...missing, ...twice, ...beside];
}

/** Instances, where only some ways of running the product have any. */
function variantFaults(name: string, settings: Raw, definitionOf: Definitions): Fault[] {
  const asked = definitionOf(settings.vendor)?.redirectUris ?? { from: "nowhere" };
  const { redirectVariant = "" } = chosenOf(settings);
  const variants = variantsOf(asked);
  if (!Object.hasOwn(variants, redirectVariant)) return [];
  // Those that have instances of their own whichever variant is chosen, the schema asks for.
  if (redirectsAsked(asked).some(({ from }) => from === "instances")) return [];
  const uris = variants[redirectVariant]?.uris ?? [];
  const needs = uris.some((uri) => uri.includes("{instance}"));
  const path = ["integrations", name, "instances"];
  if (needs && settings.instances === undefined)
    return [{ path, message: `is missing; with ${redirectVariant} each gives ${uris.join(" and ")}` }];
  if (!needs && settings.instances !== undefined)
    return [{ path, message: `stands with ${redirectVariant}, whose redirect URIs name no instance; remove it` }];
  return [];
}

/** The exception's subject, where it is nearly one that the integration has. */
function subjectFaults(name: string, settings: Raw, definitionOf: Definitions): Fault[] {
  if (!Array.isArray(settings.exceptions)) return [];
  const definition = definitionOf(settings.vendor);
  const chosen = chosenOf(settings);
  const page = definition && permissionsAsked(definition, chosen);
  const asked = [page, settings.permissions].flatMap((permissions) =>
    isMap(permissions)
      ? Object.values(permissions).flatMap((kinds) =>
          isMap(kinds) ? Object.values(kinds).flatMap((names) => (Array.isArray(names) ? names : [])) : [],
        )
      : [],
  );
  const onPage = definition
    ? [
        ...rolesAsked(definition, chosen).fixed,
        ...Object.values(redirectUrisAsked(definition.redirectUris, chosen)).flat(),
      ]
    : [];
  const typed = isMap(settings.redirectUrisOn) ? Object.values(settings.redirectUrisOn) : [];
  const others = [settings.directoryRoles, settings.redirectUris, ...typed, onPage].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  const known = [...asked, ...others].filter((one): one is string => typeof one === "string");
  // A word that is wrong where it stands is nobody's meaning.
  const right = known.filter(
    (one) => /^[a-z][a-z0-9+.-]*:/i.test(one) || directoryRoleFault(one) === undefined || isName(one),
  );
  return settings.exceptions.flatMap((entry: unknown, index) => {
    if (!isMap(entry)) return [];
    const { subject } = entry;
    const message = typeof subject === "string" ? subjectFault(subject, known, right) : undefined;
    return message === undefined ? [] : [{ path: ["integrations", name, "exceptions", index, "subject"], message }];
  });
}

/** True for a permission that one of Microsoft's APIs has. */
function isName(text: string): boolean {
  return /^[\w-]+(?:\.[\w-]+)*$/.test(text) && !isUnpublished(text);
}

/**
 * @param known what the integration has, as it is written
 * @param right the same without what is wrong where it stands
 */
function subjectFault(subject: string, known: readonly string[], right: readonly string[]): string | undefined {
  if (subject === "*")
    return '"*" stands for no finding; write an exception for each subject, or leave `subject` out where the rule finds one thing';
  const [day, other] = isDay(subject.slice(0, 10)) ? [] : daysIn(subject);
  if (day !== undefined && other === undefined)
    return `${shown(subject)} is not written as the credential is; write ${day}`;
  const cased = right.find((one) => one.toLowerCase() === subject.toLowerCase());
  if (cased !== undefined && cased !== subject && !known.includes(subject))
    return `${shown(subject)} is not written as this integration has it; write ${cased}`;
  if (
    !/^[A-Z][\w-]*(?:\.[\w-]+)+$|^[A-Z][a-z]+(?: [\w-]+)+$|^https:/.test(subject) ||
    known.some((one) => one.toLowerCase().includes(subject.toLowerCase()))
  )
    return undefined;
  const meant = nearest(subject, right);
  if (meant !== undefined) return `${shown(subject)} is nothing that this integration has; did you mean ${meant}?`;
  return isUnpublished(subject)
    ? `${shown(subject)} is a permission of none of Microsoft's APIs; write what the review names, to the letter`
    : undefined;
}

function scheduleFaults(name: string, { vendor, credentials }: Raw, definitionOf: Definitions): Fault[] {
  return faultsOfSchedule(definitionOf(vendor), credentials).map(({ index, fault }) => ({
    path: ["integrations", name, "credentials", index, ...(fault.code === "longer-than-page" ? ["expires"] : [])],
    message: worded(scheduleFaultWords, fault),
  }));
}

/** APIs that an integration asks and the tenant does not have: Entra would know no principal of theirs. */
function absentFaults({ tenant }: Raw, name: string, settings: Raw, definitionOf: Definitions): Fault[] {
  const absent = isMap(tenant) && Array.isArray(tenant.absentApis) ? (tenant.absentApis as readonly unknown[]) : [];
  const definition = definitionOf(settings.vendor);
  if (absent.length === 0 || definition === undefined) return [];
  const written = isMap(settings.permissions) ? Object.keys(settings.permissions) : [];
  const left = isMap(settings.omits) ? Object.keys(settings.omits) : [];
  const ofPage = Object.keys(permissionsAsked(definition, settings)).filter((api) => !left.includes(api));
  const why = "and this tenant has no licence for it (tenant.absentApis)";
  return [...new Set([...written, ...ofPage])]
    .filter((api) => absent.includes(api))
    .map((api) =>
      written.includes(api)
        ? {
            path: ["integrations", name, "permissions", api],
            message: `is asked for permissions, ${why}: leave it out, or remove it there once it is licensed`,
          }
        : {
            path: ["integrations", name, "vendor"],
            message: `${definition.product}'s page asks permissions of ${api}, ${why}: buy the licence and remove it there, or give the integration up`,
          },
    );
}

/** What Entra would grant and the API then refuse, whatever anybody does beside it. */
function uselessFaults(name: string, { vendor, permissions, credentials }: Raw, definitionOf: Definitions): Fault[] {
  const definition = definitionOf(vendor);
  if (definition === undefined || !isMap(permissions)) return [];
  const lines = Array.isArray(credentials) ? (credentials as readonly unknown[]) : [];
  const ways = waysOf(definition).map(({ kind }) => kind);
  const written = ways.filter((way) => lines.some((line) => isMap(line) && line.kind === way));
  // A page that takes several is no fault of the file until a line says which.
  const used = ways.length === 1 || written.length === 0 ? ways : written;
  return Object.entries(permissions).flatMap(([api, kinds]) => {
    const appId = apiIdOf(api);
    if (appId === undefined || !isMap(kinds)) return [];
    return (["application", "delegated"] as const).flatMap((kind) =>
      listed(kinds[kind], ["integrations", name, "permissions", api, kind], itself).flatMap(({ value, path }) =>
        effectFaults({ api, appId, kind, name: value }, used, path),
      ),
    );
  });
}

/** The keys of `names`, which are object ids. */
function namesFaults({ tenant }: Raw): Fault[] {
  const names = isMap(tenant) && isMap(tenant.names) ? Object.keys(tenant.names) : [];
  return names.flatMap((id) => {
    const message = idFault(id, "the object id of a user or a group, and beside it who it is");
    return message === undefined ? [] : [{ path: ["tenant", "names", id], message }];
  });
}

/** One identity runs `pulumi up`; the review watches over that one. */
function deployerFaults({ tenant }: Raw): Fault[] {
  const owners = isMap(tenant) && Array.isArray(tenant.owners) ? (tenant.owners as readonly unknown[]) : [];
  const deployers = [...owners.entries()].filter(([, owner]) => isMap(owner) && owner.deploys === true);
  return deployers.slice(1).map(([index]) => ({
    path: ["tenant", "owners", index, "deploys"],
    message: "is written a second time; one owner deploys. Remove it from the others",
  }));
}

/**
 * Every fault that needs more than one place of the file.
 * @param certificates reads what a line of `credentials` names as its certificate
 * @param definitions where a vendor's word leads; the project's own vendors unless it says otherwise
 */
export function crossFaults(
  data: unknown,
  certificates: CertificateReader,
  definitions: Definitions = knownDefinition,
): Fault[] {
  if (!isMap(data)) return [];
  return [
    ...deployerFaults(data),
    ...namesFaults(data),
    ...idFaults(data),
    ...integrationFaults(data, definitions, certificates),
  ];
}

function integrationFaults(data: Raw, definitions: Definitions, certificates: CertificateReader): Fault[] {
  if (!isMap(data.integrations)) return [];
  const integrations = Object.entries(data.integrations).flatMap(([name, settings]) =>
    isMap(settings) ? [[name, settings] as const] : [],
  );
  return [
    ...nameFaults(integrations),
    ...policyFaults(data, integrations, definitions, certificates),
    ...displayNameFaults(integrations, definitions),
    ...clientIdFaults(data, integrations, definitions),
    ...identifierUriFaults(data, integrations, definitions),
    ...renameFaults(integrations),
    ...credentialFaults(integrations, definitions, certificates),
    ...integrations.flatMap(([name, settings]) => [
      ...endingFaults(name, settings, definitions),
      ...openFaults(name, settings, definitions),
      ...ownRoleFaults(name, settings, definitions),
      ...emptyRoleFaults(name, settings),
      ...listFaults(name, settings),
      ...uriTwins(name, settings, definitions),
      ...subjectFaults(name, settings, definitions),
      ...setFaults(name, settings, definitions),
      ...roleFaults(name, settings, definitions),
      ...variantFaults(name, settings, definitions),
      ...uselessFaults(name, settings, definitions),
      ...absentFaults(data, name, settings, definitions),
      ...scheduleFaults(name, settings, definitions),
    ]),
  ];
}
