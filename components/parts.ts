/**
 * Several linked applications of one product: one entry of the tenant's file with `parts`, each of which is an integration
 * `<entry>-<part>` with an application, a schedule and a sheet of its own. What stands beside `parts` is each part's too.
 */
import { type Fault, shown } from "./faults.ts";
import { isMap, type Raw } from "./raw.ts";
import { knownDefinition } from "./vendors/index.ts";

/** Where an integration that is a part stands in the file. */
interface Origin {
  readonly entry: string;
  readonly part: string;
  /** Keys of the part itself; the others are the entry's. */
  readonly own: ReadonlySet<string>;
  readonly shared: ReadonlySet<string>;
}

/** The file's data with every part as an integration. */
export interface ExpandedParts {
  readonly data: unknown;
  readonly faults: readonly Fault[];
  /** The entry that an integration is a part of, by the integration's name; empty where there are none. */
  readonly partOf: Readonly<Record<string, string>>;
  /** Where the file has what stands at a path of `data`. */
  readonly writtenAt: (path: Fault["path"]) => Fault["path"];
}

/** What each part has for itself alone. */
export const keysOfAPart: readonly string[] = ["credentials", "federated", "exceptions", "formerly"];

/** The name of the integration that a part is. */
function nameOf(entry: string, part: string): string {
  return `${entry}-${part}`;
}

/** Names by which people tell the applications apart in the portal; a name of its own stays. */
function displayNameOf(shared: Raw, own: Raw, part: string): Raw {
  if (own.displayName !== undefined) return {};
  const product = shared.displayName ?? knownDefinition(own.vendor ?? shared.vendor)?.product;
  return typeof product === "string" ? { displayName: `${product} (${part})` } : {};
}

function faultsOf(entry: string, settings: Raw): Fault[] {
  const { parts } = settings;
  const path = ["integrations", entry];
  if (!isMap(parts) || Object.keys(parts).length === 0)
    return [
      {
        path: [...path, "parts"],
        message: `${parts === null ? "nothing" : shown(parts)} stands where the parts are expected; write each by its name: \`exchange:\` and below it its credentials`,
      },
    ];
  const beside = keysOfAPart
    .filter((key) => key in settings)
    .map((key) => ({
      path: [...path, key],
      message: `stands beside \`parts\`, and each part has its own; move it below ${Object.keys(parts).join(" and ")}`,
    }));
  const empty = Object.entries(parts)
    .filter(([, own]) => !isMap(own))
    .map(([part]) => ({
      path: [...path, "parts", part],
      message: "has nothing below it; write its credentials, and what else is its own",
    }));
  return [...beside, ...empty];
}

/** Makes an integration of each part. What is no entry with parts stays as it is. */
export function expandParts(data: unknown): ExpandedParts {
  const integrations = isMap(data) ? data.integrations : undefined;
  const same = { data, faults: [], partOf: {}, writtenAt: (path: Fault["path"]) => path };
  if (!isMap(data) || !isMap(integrations)) return same;
  if (!Object.values(integrations).some((settings) => isMap(settings) && "parts" in settings)) return same;
  const origins = new Map<string, Origin>();
  const faults: Fault[] = [];
  const expanded = Object.entries(integrations).flatMap(([entry, settings]): [string, unknown][] => {
    if (!isMap(settings) || !("parts" in settings)) return [[entry, settings]];
    faults.push(...faultsOf(entry, settings));
    const { parts, ...beside } = settings;
    const shared = Object.fromEntries(Object.entries(beside).filter(([key]) => !keysOfAPart.includes(key)));
    return Object.entries(isMap(parts) ? parts : {}).flatMap(([part, own]): [string, unknown][] => {
      if (!isMap(own)) return [];
      const name = nameOf(entry, part);
      if (Object.hasOwn(integrations, name)) {
        const message = `is the integration ${name}, which stands in the file besides; give one of them another name`;
        faults.push({ path: ["integrations", entry, "parts", part], message });
        return [];
      }
      origins.set(name, { entry, part, own: new Set(Object.keys(own)), shared: new Set(Object.keys(shared)) });
      return [[name, { ...shared, ...displayNameOf(shared, own, part), ...own }]];
    });
  });
  return {
    data: { ...data, integrations: Object.fromEntries(expanded) },
    faults,
    partOf: Object.fromEntries([...origins].map(([name, { entry }]) => [name, entry])),
    writtenAt: ([section, name, key, ...rest]) => {
      const origin = section === "integrations" ? origins.get(String(name)) : undefined;
      if (!origin) return [section, name, key, ...rest].filter((one) => one !== undefined);
      const place = ["integrations", origin.entry];
      if (key === undefined) return [...place, "parts", origin.part];
      const isShared = !origin.own.has(String(key)) && origin.shared.has(String(key));
      return isShared ? [...place, key, ...rest] : [...place, "parts", origin.part, key, ...rest];
    },
  };
}

/** The same for a reader, of an integration that has been read: `integrations.netwrix.parts.exchange`. */
export function writtenPlace({ name, partOf }: { readonly name: string; readonly partOf?: string }): string {
  return partOf === undefined
    ? `integrations.${name}`
    : `integrations.${partOf}.parts.${name.slice(nameOf(partOf, "").length)}`;
}

/**
 * Where an integration stands in the file.
 * @param has whether the file has anything at a path
 * @returns its keys from the root; as if it stood there by its name, where it stands nowhere
 */
export function placeOfIntegration(name: string, has: (path: readonly string[]) => boolean): readonly string[] {
  const whole = ["integrations", name];
  if (has(whole)) return whole;
  const words = name.split("-");
  const places = words.slice(1).map((_, at) => {
    const [entry, part] = [words.slice(0, at + 1).join("-"), words.slice(at + 1).join("-")];
    return ["integrations", entry, "parts", part];
  });
  return places.find(has) ?? whole;
}
