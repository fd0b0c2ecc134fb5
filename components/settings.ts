/**
 * The tenant's file: the one reader of settings. It returns checked plain data or throws once, with every fault.
 * Nothing else opens that file.
 */
import { readFileSync, statSync } from "node:fs";
import type { z } from "zod";
import { type Fault, SettingsError, shown } from "./faults.ts";
import type { Owner } from "./owner.ts";
import type { Permissions } from "./permissions.ts";
import { faultsOf, knownKeys } from "./settings-faults.ts";
import { crossFaults, splitEntries } from "./settings-rules.ts";
import { tenantSchema } from "./settings-schema.ts";
import { colonWords, decoded, type Mended, mendPasted, mendWritten, removed } from "./settings-text.ts";
import { locate, parseYaml, writtenAt } from "./settings-yaml.ts";

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

/** What came of one reading of a text. */
interface Attempt {
  readonly data: unknown;
  readonly faults: readonly Fault[];
  readonly tenant?: Tenant;
  /** False where YAML could not read it. */
  readonly readable: boolean;
  /** Nothing of the text explains more. */
  readonly refused?: true;
}

function tenantOf({ tenant, vault, integrations }: z.output<typeof tenantSchema>): Tenant {
  return {
    ...tenant,
    disposable: tenant.disposable ?? false,
    ...(vault !== undefined && { vault }),
    // The schema has checked every permission name against the catalog, which is what the narrower type says.
    integrations: integrations as Readonly<Record<string, IntegrationSettings>>,
  };
}

/** True for a fault of an entry that was written as two: of the second, or of the one before, which lacks what it has. */
function isOfSplit(path: Fault["path"], second: Fault["path"]): boolean {
  const at = Number(second.at(-1));
  const list = second.slice(0, -1);
  return list.every((key, index) => path[index] === key) && [at, at - 1].includes(Number(path[list.length]));
}

function attempt(text: string): Attempt {
  const { data, document, lines, faults, refused } = parseYaml(text);
  if (data === undefined) return { data, faults, readable: false, ...(refused && { refused }) };
  const checked = tenantSchema.safeParse(data);
  const written = (path: Fault["path"]) => writtenAt(document, path);
  const split = splitEntries(data);
  const found = [
    ...(checked.success ? [] : faultsOf(checked.error, data, { schema: tenantSchema, more: [], written })),
    ...crossFaults(data),
  ]
    .filter((fault) => !split.some((one) => isOfSplit(fault.path, one.path)))
    // Of what stands twice YAML keeps the second, which may well be half of it.
    .filter(
      ({ path }) => !faults.some((twice) => twice.path.length > 0 && twice.path.every((key, at) => path[at] === key)),
    );
  const placed = [...split, ...found].map((fault) => ({ ...fault, line: locate(document, lines, fault.path) }));
  const ofYaml = new Set(faults.filter(({ path }) => path.length === 0).map(({ line }) => line));
  const all = [...faults, ...placed.filter(({ line }) => line === undefined || !ofYaml.has(line))];
  const tenant = checked.success && all.length === 0 ? tenantOf(checked.data) : undefined;
  return { data, faults: all, readable: true, ...(tenant && { tenant }) };
}

/** Whether a fault is about a value or a key that was a secret, of which everything has been said. */
function isOfSecret({ path }: Fault, data: unknown): boolean {
  const [last = "", ...above] = [...path].reverse();
  const holder = above
    .reverse()
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], data);
  const value = (holder as Record<string, unknown> | undefined)?.[last];
  return String(last).includes(removed) || (typeof value === "string" && value.includes(removed));
}

/** The widths that editors give a tab. */
const tabWidths = [2, 4, 8];

/** Every fault of a text that cannot be taken as it is: first what explains the others. */
function explained(text: string, outer: readonly Fault[]): Fault[] {
  const readings = tabWidths.slice(0, text.includes("\t") ? tabWidths.length : 1).map((width) => {
    const pasted = mendPasted(text, width);
    const first = attempt(pasted.text);
    if (first.faults.length === 0 || first.refused)
      return { faults: [...pasted.faults, ...first.faults], readable: true };
    const written = mendWritten(pasted.text, knownKeys());
    if (written.faults.length === 0)
      return { faults: [...pasted.faults, ...restOf(first, pasted.faults)], readable: first.readable };
    const second = attempt(written.text);
    const found = [...pasted.faults, ...written.faults.filter((fault) => !isOfValue(fault, second))];
    return { faults: [...found, ...restOf(second, found)], readable: second.readable };
  });
  const best = readings.find(({ readable }) => readable) ?? readings[0];
  const within = integrationOf(text);
  return [...outer, ...(best?.faults ?? [])]
    .map((fault) =>
      fault.path.length === 0 && fault.line !== undefined ? { ...fault, path: within(fault.line) } : fault,
    )
    .sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

/** The integration in which a line stands, read from the text: YAML may not have been able to. */
function integrationOf(text: string): (line: number) => Fault["path"] {
  const lines = text.split(/\r\n|\r|\n/);
  const begin = lines.findIndex((line) => /^integrations\s*[:：]/.test(line));
  const nameOf = (line: string) =>
    /^(?:[\s\u00a0\u3000]{0,4}(?:-\s+)?)["']?([a-z][a-z0-9-]*)["']?\s*[:：]\s*(?:#.*)?$/i.exec(line)?.[1];
  return (number) => {
    // The end of a document and a directive are the file's.
    if (begin < 0 || number <= begin + 1 || /^(?:---|\.\.\.|%)/.test(lines[number - 1] ?? "")) return [];
    const name = lines
      .slice(begin + 1, number)
      .reverse()
      .map((line) =>
        /^[\s\u00a0\u3000]{4}/.test(line) && knownKeys().has(nameOf(line) ?? "") ? undefined : nameOf(line),
      )
      .find((found) => found !== undefined);
    return name === undefined ? [] : ["integrations", name];
  };
}

/** Of a text with a colon that was none to be quoted (\`SMTP: name@domain\`), the value's own fault says more. */
function isOfValue({ line, message }: Fault, { faults, readable }: Attempt): boolean {
  return readable && message.startsWith(colonWords) && faults.some((other) => other.line === line);
}

/** What is left once everything above has been mended. Where YAML still cannot read it, that follows from what was said. */
function restOf({ data, faults, readable }: Attempt, said: readonly Fault[]): readonly Fault[] {
  if (!readable) return said.length > 0 ? [] : faults;
  return faults.filter((fault) => !isOfSecret(fault, data));
}

/** Checks the text of a tenant's file. @returns frozen data @throws SettingsError with every fault. */
export function parseTenant(text: string, file: string): Tenant {
  // The mark of UTF-8 is no part of the text.
  return parse({ text: text.replace(/^\ufeff/, ""), faults: [] }, file);
}

function parse({ text, faults }: Mended, file: string): Tenant {
  const pasted = mendPasted(text, 2);
  const { tenant } = faults.length + pasted.faults.length > 0 ? {} : attempt(pasted.text);
  if (tenant === undefined) throw new SettingsError(file, explained(text, faults));
  const read = frozen(tenant);
  asRead.add(read);
  return read;
}

/** Why a file cannot be read, by the system's code. */
export function unreadableFile(file: string, error: unknown): SettingsError {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "EACCES" || code === "EPERM")
    return new SettingsError(file, [
      { path: [], message: `may not be read by you; give yourself the right: chmod u+r ${file}` },
    ]);
  if (code !== "ENOENT" && code !== "ENOTDIR")
    return new SettingsError(file, [
      { path: [], message: `cannot be read (${code}); look at the file and its folder` },
    ]);
  const message =
    "does not exist; copy tenants/dev.yaml to it, or name another file with `./integrations pulumi config set m365-integrations:tenant <file>`";
  return new SettingsError(file, [{ path: [], message }]);
}

function readBytes(file: string): Buffer {
  let bytes: number;
  try {
    const stat = statSync(file);
    if (stat.isDirectory())
      throw new SettingsError(file, [{ path: [], message: "is a folder; name the tenant's file" }]);
    bytes = stat.size;
  } catch (error) {
    throw error instanceof SettingsError ? error : unreadableFile(file, error);
  }
  if (bytes > largestFile)
    throw new SettingsError(file, [
      {
        path: [],
        message: `has ${shown(bytes)} bytes; a tenant's file has at most ${largestFile}. Split the tenant into two stacks`,
      },
    ]);
  try {
    return readFileSync(file);
  } catch (error) {
    throw unreadableFile(file, error);
  }
}

/**
 * Reads and checks a tenant's file.
 * @param file path, relative to the current directory or absolute
 * @throws SettingsError with every fault of the file at once
 */
export function readTenant(file: string): Tenant {
  return parse(decoded(readBytes(file)), file);
}
