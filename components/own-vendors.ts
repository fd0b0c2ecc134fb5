/**
 * Vendors of one's own: definitions that are files and no code. `vendors/<name>.yaml` beside the folder `tenants/` (beside
 * the tenant's file itself where that stands elsewhere), or with `vendor: custom` in the tenant's file.
 */
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { VendorDefinition } from "./definition.ts";
import { definitionFaults, splitDefinition } from "./definition-rules.ts";
import { definitionSchema, type WrittenDefinition } from "./definition-schema.ts";
import { type Fault, SettingsError, shown } from "./faults.ts";
import { integrationNameFault } from "./integration-name.ts";
import { asWritten } from "./misspelt-keys.ts";
import { definitionFrom } from "./own-definition.ts";
import { isMap, type Raw } from "./raw.ts";
import { collectKeys, knownKeys } from "./schema-keys.ts";
import { readOn } from "./settings-faults.ts";
import { type FileKind, parseFile, readFileOf } from "./settings-file.ts";
import { writtenAt } from "./settings-yaml.ts";
import { vendorsFolder } from "./vendor-files.ts";
import { knownDefinition } from "./vendors/index.ts";

/** The word in `vendor` for a definition that stands beside it. */
export const inlineVendor = "custom";

/** Every fault of a definition's data, with what it comes to where there is none. */
function checkedDefinition(
  data: unknown,
  written?: (path: Fault["path"]) => string | undefined,
): { readonly faults: readonly Fault[]; readonly split: readonly Fault[]; readonly definition?: WrittenDefinition } {
  const within = { more: [], ofDefinition: true, ...(written && { written }) } as const;
  const { checked, data: read, keys, faults: ofSchema } = readOn(definitionSchema, data, within);
  const across = definitionFaults(read).map((fault) => ({ ...fault, path: asWritten(fault.path, keys) }));
  const faults = [...ofSchema, ...across];
  const split = splitDefinition(read).map((fault) => ({ ...fault, path: asWritten(fault.path, keys) }));
  return { faults, split, ...(checked.success && faults.length === 0 && { definition: checked.data }) };
}

let every: ReadonlySet<string> | undefined;

/** Every key that some place of a definition takes, and those of the tenant's file that people write there. */
function definitionKeys(): ReadonlySet<string> {
  if (every === undefined) {
    const keys = new Set(knownKeys());
    collectKeys(definitionSchema, keys);
    every = keys;
  }
  return every;
}

/** What a vendor's file is named, which is the word in the settings' `vendor`. Undefined if it may be used. */
export function vendorNameFault(name: string): string | undefined {
  if (knownDefinition(name) !== undefined)
    return `${name} is a vendor of the project, whose definition is code; give yours a name of its own`;
  if (name === inlineVendor) return `${name} stands for a definition in the tenant's file; give yours another name`;
  return integrationNameFault(name);
}

/** A definition's file as the reader takes it. */
function kindOf(vendor: string): FileKind<VendorDefinition> {
  return {
    empty: "is empty; ./integrations vendor writes one to begin from (docs/own-vendor.md)",
    missing: `does not exist; ./integrations vendor ${vendor} writes one to begin from (docs/own-vendor.md)`,
    tooLarge: (most) => `a vendor's file has at most ${most}`,
    called: "the vendor's file",
    keys: definitionKeys,
    check(data, document) {
      if (isMap(data) && isMap(data.tenant) && data.integrations !== undefined && data.product === undefined)
        return {
          faults: [{ path: [], message: "is a tenant's file; it stands in tenants/, and here the vendors' files" }],
        };
      const { faults, split, definition } = checkedDefinition(data, (path) => writtenAt(document, path));
      return {
        faults,
        split,
        ...(definition && { value: definitionFrom(vendor, `vendors/${vendor}.yaml`, definition) }),
      };
    },
  };
}

function kindAt(file: string): FileKind<VendorDefinition> {
  const vendor = basename(file, ".yaml");
  const named = vendorNameFault(vendor);
  if (named !== undefined) throw new SettingsError(file, [{ path: [], message: named }]);
  return kindOf(vendor);
}

/**
 * Reads and checks a vendor's file.
 * @throws SettingsError with every fault of the file at once
 */
export function readVendor(file: string): VendorDefinition {
  return readFileOf(file, kindAt(file));
}

/** Checks the text of a vendor's file. @throws SettingsError with every fault */
export function parseVendor(text: string, file: string): VendorDefinition {
  return parseFile(text, file, kindAt(file));
}

/** The files of a folder, by the vendor that each defines; none where there is no folder. */
function filesIn(folder: string): ReadonlyMap<string, string> {
  try {
    const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
    return new Map(files.sort().map((name) => [basename(name, ".yaml"), join(folder, name)]));
  } catch {
    return new Map();
  }
}

/** What the vendors of one's own come to that a tenant's file names. */
export interface OwnVendors {
  /** The file's data, in which each of them has a word that is its own. */
  readonly data: unknown;
  /** By that word; undefined where the definition has faults. */
  readonly definitions: ReadonlyMap<string, VendorDefinition | undefined>;
  /** By the name of the integration. */
  readonly byIntegration: Readonly<Record<string, VendorDefinition>>;
  /** Words of every file that could be named. */
  readonly known: readonly string[];
  /** In the tenant's file. */
  readonly faults: readonly Fault[];
  /** Of the vendors' files. */
  readonly others: readonly SettingsError[];
}

/** Files that are named as a vendor of the project: which of the two is meant, no reader could tell. */
function namesakes(files: ReadonlyMap<string, string>): SettingsError[] {
  return [...files].flatMap(([vendor, file]) =>
    knownDefinition(vendor) === undefined && vendor !== inlineVendor
      ? []
      : [new SettingsError(file, [{ path: [], message: vendorNameFault(vendor) ?? "" }])],
  );
}

/** The first name that an integration ever had: it stays when the integration is renamed. */
function firstName(name: string, { formerly }: Raw): string {
  const [first] = [formerly].flat();
  return typeof first === "string" ? first : name;
}

function inline(
  name: string,
  settings: Raw,
): { readonly faults: readonly Fault[]; readonly definition?: VendorDefinition } {
  const path = ["integrations", name, "definition"];
  const { definition: data } = settings;
  if (data === undefined)
    return {
      faults: [
        {
          path,
          message: `is missing; with \`vendor: ${inlineVendor}\` it says what the vendor asks for (docs/own-vendor.md)`,
        },
      ],
    };
  if (!isMap(data))
    return {
      faults: [
        {
          path,
          message: `${data === null ? "nothing" : shown(data)} stands where the definition is expected; write its keys below it (docs/own-vendor.md)`,
        },
      ],
    };
  const { faults, definition } = checkedDefinition(data);
  const word = `${inlineVendor}:${firstName(name, settings)}`;
  return {
    faults: faults.map((fault) => ({ ...fault, path: [...path, ...fault.path] })),
    ...(definition && { definition: definitionFrom(word, `integrations.${name}.definition`, definition) }),
  };
}

function read(file: string): { readonly definition?: VendorDefinition; readonly error?: SettingsError } {
  try {
    return { definition: readVendor(file) };
  } catch (error) {
    if (error instanceof SettingsError) return { error };
    throw error;
  }
}

/** Reads what a tenant's file names beside the project's vendors. @param file where it stands */
export function ownVendorsOf(data: unknown, file: string): OwnVendors {
  const files = filesIn(vendorsFolder(file));
  const definitions = new Map<string, VendorDefinition | undefined>();
  const byIntegration: Record<string, VendorDefinition> = {};
  const faults: Fault[] = [];
  const others = namesakes(files);
  const known = [...files.keys()].filter((vendor) => vendorNameFault(vendor) === undefined);
  if (!isMap(data) || !isMap(data.integrations)) return { data, definitions, byIntegration, known, faults, others };
  const integrations = Object.entries(data.integrations).map(([name, settings]): [string, unknown] => {
    if (!isMap(settings)) return [name, settings];
    const { vendor } = settings;
    if (vendor === inlineVendor) {
      const own = inline(name, settings);
      const word = `${inlineVendor}:${firstName(name, settings)}`;
      definitions.set(word, own.definition);
      if (own.definition) byIntegration[name] = own.definition;
      faults.push(...own.faults);
      const { definition: _, ...rest } = settings;
      return [name, { ...rest, vendor: word }];
    }
    const path = typeof vendor === "string" && knownDefinition(vendor) === undefined ? files.get(vendor) : undefined;
    if (path === undefined || typeof vendor !== "string") return [name, settings];
    if (!definitions.has(vendor)) {
      const { definition, error } = read(path);
      definitions.set(vendor, definition);
      if (error) others.push(error);
    }
    if (definitions.get(vendor) === undefined)
      faults.push({
        path: ["integrations", name, "vendor"],
        message: `${shown(vendor)} has a definition with faults: mend ${path} first`,
      });
    const definition = definitions.get(vendor);
    if (definition) byIntegration[name] = definition;
    return [name, settings];
  });
  const marked = definitions.size === 0 ? data : { ...data, integrations: Object.fromEntries(integrations) };
  return { data: marked, definitions, byIntegration, known, faults, others };
}

/** The word that a person wrote for a vendor. */
export function writtenVendor(word: string): string {
  return word.startsWith(`${inlineVendor}:`) ? inlineVendor : word;
}
