/** What the lists of the tenant's file hold twice, or hold that belongs into another list. */

import { redirectsAsked, typedOn } from "./asked.ts";
import type { Definitions } from "./definition.ts";
import { type Fault, shown } from "./faults.ts";
import { isMap, type Raw } from "./raw.ts";
import { shownUri } from "./redirect-uri.ts";

/** A value of a list, where it stands, and the form in which two are the same. */
interface Listed {
  readonly key: string;
  readonly path: Fault["path"];
  readonly value: string;
}

export function listed(list: unknown, path: Fault["path"], read: (entry: unknown) => unknown, keyOf = lower): Listed[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown, index) => {
    const value = read(entry);
    return typeof value === "string" ? [{ key: keyOf(value), path: [...path, index], value }] : [];
  });
}

export function lower(text: string): string {
  return text.toLowerCase();
}

export function itself(entry: unknown): unknown {
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
export function listFaults(name: string, settings: Raw): Fault[] {
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
export function uriTwins(
  name: string,
  { vendor, redirectUris, redirectUrisOn }: Raw,
  definitionOf: Definitions,
): Fault[] {
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
export function idFaults({ tenant, integrations }: Raw): Fault[] {
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
