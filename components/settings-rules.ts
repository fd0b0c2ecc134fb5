/**
 * Rules of the tenant's file that look at several places at once. They read the raw data and pass over what the schema
 * has already refused, so that one report holds all faults.
 */
import { addDays, dayNumber, isDay, issueDay } from "./dates.ts";
import type { VendorDefinition } from "./definition.ts";
import { type Fault, shown } from "./faults.ts";
import { faultsOfSchedule, scheduleFaultWords } from "./schedule.ts";
import { knownDefinition } from "./vendors/index.ts";
import { worded } from "./worded.ts";

type Raw = Readonly<Record<string, unknown>>;

function isMap(value: unknown): value is Raw {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The definition behind a vendor's word; undefined where the word is none, which the schema reports. */
type Definitions = (vendor: unknown) => VendorDefinition | undefined;

/** The name of an integration begins the name of every resource, for ever. Undefined if it may be used. */
export function integrationNameFault(name: string): string | undefined {
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) && name.length <= 40) return undefined;
  return `${shown(name)} is not a name; use lower-case words joined by hyphens, at most 40 characters (mailgates, live-platform)`;
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
    const display = settings.displayName ?? definitionOf(settings.vendor)?.product;
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

/**
 * Only an integration that is on its way out, or stopped, does without a credential. In which change each step comes
 * is for the review, which sees both sides.
 */
function endingFaults(
  name: string,
  { vendor, credentials, suspended, leaving }: Raw,
  definitionOf: Definitions,
): Fault[] {
  const none = credentials === undefined || (Array.isArray(credentials) && credentials.length === 0);
  if (!none || definitionOf(vendor) === undefined || suspended !== undefined || leaving !== undefined) return [];
  const what = credentials === undefined ? "is missing" : "is empty";
  return [
    {
      path: ["integrations", name, "credentials"],
      message: `${what}; an integration in use needs a credential ({ issued, expires }). To end it, write \`suspended: { since, reason }\` first, in a change of its own (docs/leaving.md)`,
    },
  ];
}

/** The word between two changes says nothing where everyone may sign in anyway. */
function openFaults(name: string, { signsIn, signsInGroups, stillOpen }: Raw): Fault[] {
  if (stillOpen === undefined || signsIn !== undefined || signsInGroups !== undefined) return [];
  const message =
    "stands without `signsIn` or `signsInGroups`, so everyone may sign in as it is; name who will, or remove it";
  return [{ path: ["integrations", name, "stillOpen"], message }];
}

/** Nobody is assigned twice: the second assignment would be refused. Ids differ in no letter's case. */
function signInDuplicates(name: string, settings: Raw): Fault[] {
  const ids = ["signsIn", "signsInGroups"].flatMap((key) => {
    const list: unknown = settings[key];
    if (!Array.isArray(list)) return [];
    return list.flatMap((id: unknown, index) =>
      typeof id === "string" ? [{ key: id.toLowerCase(), path: ["integrations", name, key, index], who: key }] : [],
    );
  });
  return duplicates(ids, (id, first) => `${id} stands in \`${first}\` already; remove one of them`);
}

function scheduleFaults(name: string, { vendor, credentials }: Raw, definitionOf: Definitions): Fault[] {
  return faultsOfSchedule(definitionOf(vendor), credentials).map(({ index, fault }) => ({
    path: ["integrations", name, "credentials", index, ...(fault.code === "longer-than-page" ? ["expires"] : [])],
    message: worded(scheduleFaultWords, fault),
  }));
}

/** Client secrets that the tenant's own policy would refuse, after application and principal have been made. */
function policyFaults(
  { tenant }: Raw,
  integrations: readonly (readonly [string, Raw])[],
  definitionOf: Definitions,
): Fault[] {
  const limit = isMap(tenant) && isMap(tenant.longestSecret) ? tenant.longestSecret : {};
  const { days, since = "" } = limit;
  if (typeof days !== "number" || typeof since !== "string") return [];
  return integrations.flatMap(([name, { vendor, credentials }]) => {
    if (definitionOf(vendor)?.credential.kind !== "secret" || !Array.isArray(credentials)) return [];
    return credentials.flatMap((entry: unknown, index) => {
      if (!isMap(entry) || typeof entry.issued !== "string" || typeof entry.expires !== "string") return [];
      const issued = issueDay(entry.issued);
      if (!isDay(issued) || !isDay(entry.expires) || issued < since) return [];
      const life = dayNumber(entry.expires) - dayNumber(issued);
      if (life <= days) return [];
      const message = `expires ${entry.expires} is ${life} days after issued ${entry.issued}; the tenant takes client secrets of at most ${days} days (tenant.longestSecret): write ${addDays(issued, days)} or earlier`;
      return [{ path: ["integrations", name, "credentials", index, "expires"], message }];
    });
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
 * @param definitions where a vendor's word leads; the project's own vendors unless it says otherwise
 */
export function crossFaults(data: unknown, definitions: Definitions = knownDefinition): Fault[] {
  if (!isMap(data)) return [];
  return [...deployerFaults(data), ...integrationFaults(data, definitions)];
}

function integrationFaults(data: Raw, definitions: Definitions): Fault[] {
  if (!isMap(data.integrations)) return [];
  const integrations = Object.entries(data.integrations).flatMap(([name, settings]) =>
    isMap(settings) ? [[name, settings] as const] : [],
  );
  return [
    ...nameFaults(integrations),
    ...policyFaults(data, integrations, definitions),
    ...displayNameFaults(integrations, definitions),
    ...renameFaults(integrations),
    ...integrations.flatMap(([name, settings]) => [
      ...endingFaults(name, settings, definitions),
      ...openFaults(name, settings),
      ...signInDuplicates(name, settings),
      ...scheduleFaults(name, settings, definitions),
    ]),
  ];
}
