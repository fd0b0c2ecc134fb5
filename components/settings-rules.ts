/**
 * Rules of the tenant's file that look at several places at once. They read the raw data and pass over what the schema
 * has already refused, so that one report holds all faults.
 */
import { addMonths, isDay, issueDay } from "./dates.ts";
import type { VendorDefinition } from "./definition.ts";
import { type Fault, shown } from "./faults.ts";
import { type VendorName, vendors } from "./vendors/index.ts";

type Raw = Readonly<Record<string, unknown>>;

function isMap(value: unknown): value is Raw {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The definition behind a vendor's word; undefined where the word is none, which the schema reports. */
type Definitions = (vendor: unknown) => VendorDefinition | undefined;

function definitionOf(vendor: unknown): VendorDefinition | undefined {
  return typeof vendor === "string" && Object.hasOwn(vendors, vendor) ? vendors[vendor as VendorName] : undefined;
}

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

interface RawGeneration {
  readonly issued: string;
  readonly expires: string;
}

function isGeneration(value: unknown): value is RawGeneration {
  return (
    isMap(value) &&
    typeof value.issued === "string" &&
    typeof value.expires === "string" &&
    isDay(issueDay(value.issued)) &&
    isDay(value.expires)
  );
}

/** The schedule: oldest first, no day twice, never more than two alive at once, none longer than the page allows. */
function scheduleFaults(name: string, settings: Raw, definitionOf: Definitions): Fault[] {
  const credentials = settings.credentials;
  if (!Array.isArray(credentials)) return [];
  const definition = definitionOf(settings.vendor);
  const schedule = credentials.filter(isGeneration);
  return credentials.flatMap((entry: unknown, index) => {
    if (!isGeneration(entry)) return [];
    const path = ["integrations", name, "credentials", index];
    const before = schedule[schedule.indexOf(entry) - 1];
    const faults: Fault[] = [];
    if (before && before.issued === entry.issued)
      faults.push({
        path,
        message: `issued ${entry.issued} stands twice; a second credential on one day gets a letter (${issueDay(entry.issued)}b)`,
      });
    else if (before && before.issued > entry.issued)
      faults.push({
        path,
        message: `issued ${entry.issued} stands after ${before.issued}; write the oldest credential first`,
      });
    const alive = schedule.filter(
      (other) => issueDay(other.issued) <= issueDay(entry.issued) && issueDay(entry.issued) < other.expires,
    );
    if (alive.length > 2 && alive.at(-1) === entry)
      faults.push({
        path,
        message: `${alive.length} credentials would be alive on ${issueDay(entry.issued)}; at most 2. Retire the oldest in a change of its own first`,
      });
    const months = definition?.credential.lifetime && Number.parseInt(definition.credential.lifetime, 10);
    const last = months ? addMonths(issueDay(entry.issued), months) : undefined;
    if (definition && last !== undefined && entry.expires > last)
      faults.push({
        path: [...path, "expires"],
        message: `expires ${entry.expires} is more than ${definition.credential.lifetime} after issued ${entry.issued}; ${definition.product}'s page allows until ${last}`,
      });
    return faults;
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
export function crossFaults(data: unknown, definitions: Definitions = definitionOf): Fault[] {
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
    ...displayNameFaults(integrations, definitions),
    ...renameFaults(integrations),
    ...integrations.flatMap(([name, settings]) => [
      ...endingFaults(name, settings, definitions),
      ...scheduleFaults(name, settings, definitions),
    ]),
  ];
}
