/**
 * The tenant's file: the one reader of settings. It returns checked plain data or throws once, with every fault.
 * Nothing else opens that file.
 */
import { readFileSync, statSync } from "node:fs";
import { type Fault, SettingsError, shown } from "./faults.ts";
import type { Owner } from "./owner.ts";
import type { Permissions } from "./permissions.ts";
import { crossFaults } from "./settings-rules.ts";
import { faultsOf, tenantSchema } from "./settings-schema.ts";
import { locate, parseYaml } from "./settings-yaml.ts";

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
}

/** One integration as the file writes it. Which of the optional keys a vendor takes follows from its definition. */
export interface IntegrationSettings {
  readonly vendor: string;
  readonly displayName?: string | undefined;
  readonly purpose?: string | undefined;
  readonly contact?: string | undefined;
  readonly ticket?: string | undefined;
  readonly secretReader?: string | undefined;
  readonly signsIn?: readonly string[] | undefined;
  readonly signsInGroups?: readonly string[] | undefined;
  readonly stillOpen?: true | undefined;
  readonly suspended?: { readonly since: string; readonly reason: string } | undefined;
  readonly leaving?: true | undefined;
  readonly formerly?: readonly string[] | undefined;
  readonly emergency?: { readonly reason: string } | undefined;
  /** Absent or empty only where the integration is suspended or leaving. */
  readonly credentials?: readonly CredentialEntry[] | undefined;
  readonly exceptions?: readonly ExceptionEntry[] | undefined;
  readonly instances?: readonly string[] | undefined;
  readonly redirectUris?: readonly string[] | undefined;
  readonly permissions?: Permissions | undefined;
  readonly omits?: Permissions | undefined;
  readonly mailboxes?:
    | readonly { readonly address: string; readonly receive: boolean; readonly sendAs: boolean }[]
    | undefined;
  readonly directoryRoles?: readonly string[] | undefined;
  readonly audience?: "single" | "multiple" | undefined;
}

/** A checked tenant's file. */
export interface Tenant {
  readonly id: string;
  readonly domain: string;
  readonly owners: readonly Owner[];
  /** The tenant's own limit of a client secret's life; `since` is the first `issued` that it binds. */
  readonly longestSecret?: { readonly days: number; readonly since?: string | undefined } | undefined;
  readonly disposable: boolean;
  /** Resource id of the Key Vault that keeps the credentials. */
  readonly vault?: string | undefined;
  readonly integrations: Readonly<Record<string, IntegrationSettings>>;
}

/** A thousand integrations take about one MiB. */
const largestFile = 4 * 1024 * 1024;

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

const asRead = new WeakSet<Tenant>();

/** True for a tenant as its file's reader answered it: checked, and frozen since. */
export function isAsRead(tenant: Tenant): boolean {
  return asRead.has(tenant);
}

/** Checks the text of a tenant's file. @returns frozen data @throws SettingsError with every fault. */
export function parseTenant(text: string, file: string): Tenant {
  const { data, document, lines, faults } = parseYaml(text);
  if (faults.length > 0) throw new SettingsError(file, faults);
  const checked = tenantSchema.safeParse(data);
  const found: Fault[] = [...(checked.success ? [] : faultsOf(checked.error, data)), ...crossFaults(data)];
  if (!checked.success || found.length > 0)
    throw new SettingsError(
      file,
      found
        .map((fault) => ({ ...fault, line: locate(document, lines, fault.path) }))
        .sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    );
  const { tenant, vault, integrations } = checked.data;
  const read: Tenant = frozen({
    ...tenant,
    disposable: tenant.disposable ?? false,
    ...(vault !== undefined && { vault }),
    // The schema has checked every permission name against the catalog, which is what the narrower type says.
    integrations: integrations as Readonly<Record<string, IntegrationSettings>>,
  });
  asRead.add(read);
  return read;
}

function readText(file: string): string {
  let bytes: number;
  try {
    const stat = statSync(file);
    if (stat.isDirectory())
      throw new SettingsError(file, [{ path: [], message: "is a folder; name the tenant's file" }]);
    bytes = stat.size;
  } catch (error) {
    if (error instanceof SettingsError) throw error;
    const message =
      "does not exist; copy tenants/dev.yaml to it, or name another file with `./integrations pulumi config set m365-integrations:tenant <file>`";
    throw new SettingsError(file, [{ path: [], message }]);
  }
  if (bytes > largestFile)
    throw new SettingsError(file, [
      {
        path: [],
        message: `has ${shown(bytes)} bytes; a tenant's file has at most ${largestFile}. Split the tenant into two stacks`,
      },
    ]);
  return readFileSync(file, "utf8");
}

/**
 * Reads and checks a tenant's file.
 * @param file path, relative to the current directory or absolute
 * @throws SettingsError with every fault of the file at once
 */
export function readTenant(file: string): Tenant {
  return parseTenant(readText(file), file);
}
