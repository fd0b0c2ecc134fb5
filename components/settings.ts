/**
 * The tenant's file: the one reader of settings. It returns checked plain data or throws once, with every fault.
 * Nothing else opens that file.
 */
import type { z } from "zod";
import type { RoleMembers } from "./app-roles.ts";
import type { UrisByPlatform } from "./asked.ts";
import { type CertificateReader, certificatesBeside } from "./certificate-file.ts";
import type { VendorDefinition } from "./definition.ts";
import type { Fault, SettingsError } from "./faults.ts";
import { asWritten, misspeltRoots, renamed } from "./misspelt-keys.ts";
import { type OwnVendors, ownVendorsOf, writtenVendor } from "./own-vendors.ts";
import type { Owner } from "./owner.ts";
import { expandParts } from "./parts.ts";
import type { ApiName, Permissions } from "./permissions.ts";
import { knownKeys } from "./schema-keys.ts";
import { splitEntries } from "./settings-dashes.ts";
import { readOn, vendorFault } from "./settings-faults.ts";
import { type FileKind, parseFile, readFileOf, unreadable } from "./settings-file.ts";
import { crossFaults } from "./settings-rules.ts";
import { type tenantSchema, tenantSchemaWith } from "./settings-schema.ts";
import { needed, writtenAt } from "./settings-yaml.ts";
import type { TenantPolicy } from "./tenant-policy.ts";
import { definitionOf, knownDefinition, type VendorName } from "./vendors/index.ts";

/** A finding of the review that is accepted until a day, bound to its subject. */
export interface ExceptionEntry {
  readonly rule: string;
  readonly subject?: string | undefined;
  readonly reason?: string | undefined;
  readonly until: string;
}

/** Where somebody saw a credential in use. */
export interface Confirmation {
  /** One of the vendor's places, as the sheet prints it. */
  readonly place: string;
  readonly on: string;
  readonly by: string;
}

/** One credential as the file writes it. */
export interface CredentialEntry {
  readonly issued: string;
  readonly expires: string;
  /** The day on which the last of the vendor's places was seen to use it. */
  readonly confirmed?: string | undefined;
  readonly confirmations?: readonly Confirmation[] | undefined;
  /** Only where the vendor's page takes several kinds. */
  readonly kind?: "secret" | "certificate" | undefined;
  /** The public certificate in PEM, as the file that the line names holds it. */
  readonly certificate?: string | undefined;
  readonly keyHolder?: string | undefined;
}

/** One federated credential as the file writes it. */
export interface FederatedEntry {
  readonly name: string;
  /** Only where the vendor's page leaves it open. */
  readonly issuer?: string | undefined;
  readonly subject: string;
}

/** One integration as the file writes it. Which of the optional keys a vendor takes follows from its definition. */
export interface IntegrationSettings {
  readonly vendor: string;
  /** Application id of the vendor's own application, where its page prints none. */
  readonly clientId?: string | undefined;
  readonly displayName?: string | undefined;
  readonly purpose?: string | undefined;
  readonly contact?: string | undefined;
  readonly ticket?: string | undefined;
  readonly secretReader?: string | undefined;
  readonly signsIn?: readonly string[] | undefined;
  readonly signsInGroups?: readonly string[] | undefined;
  readonly stillOpen?: true | undefined;
  /** Who has which role of the product's own, by the role's value. */
  readonly appRoles?: Readonly<Record<string, RoleMembers | undefined>> | undefined;
  readonly suspended?: { readonly since: string; readonly reason: string } | undefined;
  readonly leaving?: true | undefined;
  readonly formerly?: readonly string[] | undefined;
  readonly emergency?: { readonly reason: string } | undefined;
  /** Absent or empty only where the integration is suspended or leaving, or the application is the vendor's own. */
  readonly credentials?: readonly CredentialEntry[] | undefined;
  /** Other issuers that vouch for the application. */
  readonly federated?: readonly FederatedEntry[] | undefined;
  /** `federated` and `credentials` work side by side, while the vendor moves from one to the other. */
  readonly bothAlive?: true | undefined;
  /** The application's entry in the organization's register of services; the tenant's where absent. */
  readonly serviceManagementReference?: string | undefined;
  readonly exceptions?: readonly ExceptionEntry[] | undefined;
  readonly instances?: readonly string[] | undefined;
  readonly redirectUris?: readonly string[] | undefined;
  /** The same by their platform, where the page has the customer type some for several. */
  readonly redirectUrisOn?: UrisByPlatform | undefined;
  /** The application's ID URI, `{clientId}` and `{tenantId}` where these ids stand. */
  readonly identifierUri?: string | undefined;
  /** One of the definition's `permissionSets`, by its word. */
  readonly permissionSet?: string | undefined;
  /** One of the ways of running the product for which the page prints redirect URIs. */
  readonly redirectVariant?: string | undefined;
  readonly permissions?: Permissions | undefined;
  readonly omits?: Permissions | undefined;
  /** By the address alone where Exchange gives the vendor roles on them. */
  readonly mailboxes?:
    | readonly {
        readonly address: string;
        readonly receive?: boolean | undefined;
        readonly sendAs?: boolean | undefined;
      }[]
    | undefined;
  readonly directoryRoles?: readonly string[] | undefined;
  readonly audience?: "single" | "multiple" | undefined;
}

/** A checked tenant's file. */
export interface Tenant {
  /** The entry of every application that names none of its own. */
  readonly serviceManagementReference?: string | undefined;
  readonly id: string;
  readonly domain: string;
  readonly owners: readonly Owner[];
  /** What the tenant's own policy allows. */
  readonly policy?: TenantPolicy | undefined;
  /** Who the object ids of users and groups are, by id. */
  readonly names?: Readonly<Record<string, string>> | undefined;
  /** APIs that the tenant has no licence for. */
  readonly absentApis?: readonly ApiName[] | undefined;
  readonly disposable: boolean;
  /** Resource id of the Key Vault that keeps the credentials. */
  readonly vault?: string | undefined;
  readonly integrations: Readonly<Record<string, IntegrationSettings>>;
  /** The entry that an integration is a part of, by the integration's name; absent where no entry has parts. */
  readonly partOf?: Readonly<Record<string, string>>;
  /** Definitions that are files and no code, by the name of the integration; absent where there are none. */
  readonly ownDefinitions?: Readonly<Record<string, VendorDefinition>>;
}

/** What the vendor of an integration asks for. */
export function definitionIn(
  { integrations, ownDefinitions = {} }: Omit<Tenant, "domain">,
  name: string,
): VendorDefinition {
  const own = Object.hasOwn(ownDefinitions, name) ? ownDefinitions[name] : undefined;
  return own ?? definitionOf(integrations[name]?.vendor as VendorName);
}

const asRead = new WeakSet<Tenant>();

/** True for a tenant as its file's reader answered it: checked, and frozen since. */
export function isAsRead(tenant: Tenant): boolean {
  return asRead.has(tenant);
}

/** The settings with each certificate itself where they name its file. */
export function withCertificates(settings: IntegrationSettings, certificates: CertificateReader): IntegrationSettings {
  const { credentials } = settings;
  if (!credentials?.some(({ certificate }) => certificate !== undefined)) return settings;
  return {
    ...settings,
    credentials: credentials.map((line) => {
      const read = line.certificate === undefined ? undefined : certificates(line.certificate);
      return typeof read === "object" ? { ...line, certificate: read.pem } : line;
    }),
  };
}

function tenantOf(
  { tenant, vault, integrations }: z.output<typeof tenantSchema>,
  { byIntegration }: Pick<OwnVendors, "byIntegration">,
  certificates: CertificateReader,
  partOf: Readonly<Record<string, string>>,
): Tenant {
  // The schema has checked every permission name against the catalog, which is what the narrower type says.
  const checked = integrations as Readonly<Record<string, IntegrationSettings>>;
  const written = ([name, settings]: readonly [string, IntegrationSettings]) => [
    name,
    withCertificates(
      Object.hasOwn(byIntegration, name) ? { ...settings, vendor: writtenVendor(settings.vendor) } : settings,
      certificates,
    ),
  ];
  return {
    ...tenant,
    disposable: tenant.disposable ?? false,
    ...(vault !== undefined && { vault }),
    integrations: Object.fromEntries(Object.entries(checked).map(written)) as Readonly<
      Record<string, IntegrationSettings>
    >,
    ...(Object.keys(partOf).length > 0 && { partOf }),
    ...(Object.keys(byIntegration).length > 0 && { ownDefinitions: byIntegration }),
  };
}

const words = {
  empty: needed,
  missing:
    "does not exist; copy tenants/dev.yaml to it, or name another file with `./integrations pulumi config set m365-integrations:tenant <file>`",
  tooLarge: (most) => `a tenant's file has at most ${most}. Split the tenant into two stacks`,
  called: "the tenant's file",
  keys: knownKeys,
} as const satisfies Omit<FileKind<Tenant>, "check">;

/** What several parts have of their entry is said once. */
function withoutTwins(faults: readonly Fault[]): readonly Fault[] {
  const told = new Set<string>();
  return faults.filter(({ path, message }) => {
    const key = JSON.stringify([path, message]);
    return told.size < told.add(key).size;
  });
}

/** Empty for whatever is no map. */
function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** Integrations of a vendor that nobody knows: the rest of what they say is checked all the same. */
function ofStrangers(data: unknown, { definitions, known }: OwnVendors) {
  const { integrations } = mapOf(data);
  return Object.entries(mapOf(integrations)).flatMap(([name, settings]) => {
    const { vendor } = mapOf(settings);
    if (typeof vendor !== "string" || definitions.has(vendor) || knownDefinition(vendor) !== undefined) return [];
    return [{ vendor, fault: { path: ["integrations", name, "vendor"], message: vendorFault(vendor, known) } }];
  });
}

/** @param file the tenant's file, beside which certificates and vendors of its own stand that it names */
function kindAt(file: string): FileKind<Tenant> {
  return {
    ...words,
    check(written, document) {
      const certificates = certificatesBeside(file);
      const roots = misspeltRoots(written);
      const parts = expandParts(renamed(written, roots));
      const vendors = ownVendorsOf(parts.data, file);
      const { definitions, known } = vendors;
      const strangers = ofStrangers(vendors.data, vendors);
      const schema = tenantSchemaWith(
        new Map([...definitions, ...strangers.map(({ vendor }) => [vendor, undefined] as const)]),
      );
      const own = (vendor: unknown) => definitions.get(String(vendor));
      const inFile = (path: Fault["path"]) => asWritten(parts.writtenAt(path), roots);
      const within = {
        own,
        more: [],
        ownVendors: known,
        written: (path: Fault["path"]) => writtenAt(document, inFile(path)),
      };
      const { checked, data, keys, faults: ofSchema } = readOn(schema, vendors.data, within);
      const placed = (fault: Fault) => ({ ...fault, path: inFile(asWritten(fault.path, keys)) });
      const found = [
        ...parts.faults.map((fault) => ({ ...fault, path: asWritten(fault.path, roots) })),
        ...roots.map((root) => ({
          path: asWritten(
            [...root.path, root.to].map((key) => (typeof key === "number" ? key : String(key))),
            roots,
          ),
          message: `is not a key here; did you mean ${root.to}?`,
        })),
        ...[...vendors.faults, ...strangers.map(({ fault }) => fault), ...ofSchema].map((fault) => ({
          ...fault,
          path: inFile(fault.path),
        })),
        ...crossFaults(data, certificates, (vendor) => own(vendor) ?? knownDefinition(vendor)).map(placed),
      ];
      return {
        faults: withoutTwins(found),
        split: splitEntries(data).map(placed),
        others: vendors.others,
        ...(checked.success &&
          strangers.length === 0 &&
          roots.length + keys.length === 0 &&
          parts.faults.length === 0 && { value: tenantOf(checked.data, vendors, certificates, parts.partOf) }),
      };
    },
  };
}

function read(tenant: Tenant): Tenant {
  asRead.add(tenant);
  return tenant;
}

/** Checks the text of a tenant's file. @returns frozen data @throws SettingsError with every fault. */
export function parseTenant(text: string, file: string): Tenant {
  return read(parseFile(text, file, kindAt(file)));
}

/** Why a tenant's file cannot be read, by the system's code. */
export function unreadableFile(file: string, error: unknown): SettingsError {
  return unreadable(file, error, words.missing);
}

/**
 * Reads and checks a tenant's file.
 * @param file path, relative to the current directory or absolute
 * @throws SettingsError with every fault of the file at once
 */
export function readTenant(file: string): Tenant {
  return read(readFileOf(file, kindAt(file)));
}
