/** What a check finds in one file, a tenant's or a vendor's. */
import { basename, dirname, resolve } from "node:path";
import type { VendorDefinition } from "../../components/definition.ts";
import { type Fault, faultReport, SettingsError } from "../../components/faults.ts";
import { parseVendor, readVendor } from "../../components/own-vendors.ts";
import { plural } from "../../components/plural.ts";
import { preconditionNotes } from "../../components/precondition-notes.ts";
import { resolveIntegration } from "../../components/resolved-integration.ts";
import { definitionIn, parseTenant, readTenant, type Tenant } from "../../components/settings.ts";
import { todayIn } from "../../components/world.ts";
import { dueLine } from "../status/table.ts";

/** What a good file asks for that cannot work as it stands. */
export interface Note {
  readonly integration: string;
  /** The entry of the file: another name where the integration is a part of several linked applications. */
  readonly entry: string;
  readonly message: string;
}

/** A file that was checked. */
export interface Checked {
  readonly file: string;
  readonly integrations: number;
  readonly faults: readonly Fault[];
  readonly notes: readonly Note[];
  /** One line for a good file, the whole report for a bad one. */
  readonly text: string;
}

function notesOf(tenant: Tenant): readonly Note[] {
  return Object.keys(tenant.integrations).flatMap((integration) => {
    const definition = definitionIn(tenant, integration);
    const resolved = resolveIntegration(tenant, integration, definition);
    const entry = tenant.partOf?.[integration] ?? integration;
    return preconditionNotes(resolved, definition).map((message) => ({ integration, entry, message }));
  });
}

/** What is wrong with a file, and with those that it names. */
function refused({ file, faults, others }: SettingsError): readonly Checked[] {
  return [{ file, integrations: 0, faults, notes: [], text: faultReport(file, faults) }, ...others.flatMap(refused)];
}

/** What `read` makes of a file, or the faults for which it refuses it. */
function checkedBy(read: () => Checked): readonly Checked[] {
  try {
    return [read()];
  } catch (error) {
    if (error instanceof SettingsError) return refused(error);
    throw error;
  }
}

/** True for a file in the place of a vendor's. */
export function isVendors(file: string): boolean {
  return basename(dirname(resolve(file))) === "vendors";
}

function goodVendor(file: string, { product }: VendorDefinition): Checked {
  return { file, integrations: 0, faults: [], notes: [], text: `${file}: ${product}, no faults` };
}

function goodTenant(file: string, tenant: Tenant, machineDay: string): Checked {
  const integrations = Object.keys(tenant.integrations).length;
  const due = dueLine(tenant, todayIn(tenant, machineDay));
  const notes = notesOf(tenant);
  const text = [
    `${file}: ${plural(integrations, "integration")}, no faults`,
    ...notes.map(({ integration, message }) => `  ${integration}\n    ${message}`),
    ...(due === undefined ? [] : [due]),
  ].join("\n");
  return { file, integrations, faults: [], notes, text };
}

/**
 * Checks one file.
 * @param machineDay the day on which no sandbox is asked for one of its own
 * @returns it and the files that it names where those have faults
 */
export function checkedFile(file: string, machineDay: string): readonly Checked[] {
  return checkedBy(() =>
    isVendors(file) ? goodVendor(file, readVendor(file)) : goodTenant(file, readTenant(file), machineDay),
  );
}

/** The same of a text that is to be the file's. */
export function checkedText(text: string, file: string, machineDay: string): readonly Checked[] {
  return checkedBy(() =>
    isVendors(file) ? goodVendor(file, parseVendor(text, file)) : goodTenant(file, parseTenant(text, file), machineDay),
  );
}

/** Checks files; one that is named both in itself and by another one is told once. */
export function checkedFiles(files: readonly string[], machineDay: string): readonly Checked[] {
  const all = files.flatMap((file) => checkedFile(file, machineDay));
  return all.filter(({ file }, at) => all.findIndex((other) => other.file === file) === at);
}
