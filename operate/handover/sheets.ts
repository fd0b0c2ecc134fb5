/**
 * The hand-over sheets of a stack, and their files: one an integration, and none for what is gone.
 */
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import type { IntegrationOutputs, IntegrationsOutput } from "../../components/outputs.ts";
import type { ResolvedIntegration } from "../../components/resolved-integration.ts";
import { resolveTenant } from "../../components/resolved-tenant.ts";
import { definitionIn, type Tenant } from "../../components/settings.ts";
import { OperationError } from "../errors.ts";
import type { SheetDocument } from "./document.ts";
import { sheetInMarkdown } from "./in-markdown.ts";
import { sheetPage } from "./page.ts";
import { type SheetOptions, sheetOf } from "./sheet.ts";

/** Forms of a sheet that are kept in a file. */
export const fileForms = {
  markdown: { extension: ".md", render: sheetInMarkdown },
  html: { extension: ".html", render: sheetPage },
} as const;

/** What keeps a sheet from being written: the stack does not hold yet what the file asks for. */
function behind({ name, credential }: ResolvedIntegration, outputs: IntegrationOutputs | undefined): string[] {
  const newest = credential.schedule.at(-1)?.issued;
  if (outputs === undefined) return [`${name} is not in the outputs`];
  const there = outputs.credentials.at(-1)?.issued;
  if (newest === there) return [];
  return [`${name}: the file's newest credential is ${newest ?? "none"}, the outputs' ${there ?? "none"}`];
}

/** Which integrations' sheets cannot be written yet, with what the outputs lack of each, where others' can. */
export function lateIn(tenant: Tenant, outputs: IntegrationsOutput): ReadonlyMap<string, string> {
  const all = resolveTenant(tenant);
  const late = all.flatMap((resolved) =>
    behind(resolved, outputs[resolved.name]).map((line) => [resolved.name, line] as const),
  );
  return new Map(late.length < all.length ? late : []);
}

/** The tenant's file without some integrations. */
export function tenantWithout(tenant: Tenant, names: readonly string[]): Tenant {
  const others = Object.entries(tenant.integrations).filter(([name]) => !names.includes(name));
  return { ...tenant, integrations: Object.fromEntries(others) };
}

/**
 * The sheets, by integration.
 * @param only one integration's
 * @throws OperationError with everything that the outputs lack
 */
export function sheetsOf(
  tenant: Tenant,
  outputs: IntegrationsOutput,
  options: Omit<SheetOptions, "domain">,
  only?: readonly string[],
): ReadonlyMap<string, SheetDocument> {
  const all = resolveTenant(tenant);
  const resolvedIntegrations = all.filter(({ name }) => only === undefined || only.includes(name));
  const faults = resolvedIntegrations.flatMap((resolved) => behind(resolved, outputs[resolved.name]));
  if (faults.length > 0)
    throw new OperationError(
      [
        `The outputs of the stack ${options.stack} are not those of ${options.tenantFile}; apply it first:`,
        ...faults,
      ].join("\n  "),
    );
  return new Map(
    resolvedIntegrations.flatMap((resolved) => {
      const facts = outputs[resolved.name];
      if (!facts) return [];
      const definition = definitionIn(tenant, resolved.name);
      const { name, partOf } = resolved;
      const others = all.filter((one) => partOf !== undefined && one.partOf === partOf && one.name !== name);
      const given = { ...options, domain: tenant.domain, others: others.map((one) => one.name) };
      return [[name, sheetOf(definition, resolved, facts, given)]];
    }),
  );
}

/**
 * Writes sheets into `folder`.
 * @param all true: what else the folder holds of this form is of integrations that are gone, and goes
 * @param untouched names whose sheets stay as they are
 * @returns the paths of what was written, by integration
 */
export function writeAll(
  sheets: ReadonlyMap<string, SheetDocument>,
  folder: string,
  form: keyof typeof fileForms,
  all: boolean,
  untouched: readonly string[] = [],
): ReadonlyMap<string, string> {
  const { extension, render } = fileForms[form];
  mkdirSync(folder, { recursive: true });
  const kept = new Set([...sheets.keys(), ...untouched].map((name) => `${name}${extension}`));
  const gone = readdirSync(folder).filter((file) => all && file.endsWith(extension) && !kept.has(file));
  for (const file of gone) rmSync(join(folder, file));
  return new Map(
    [...sheets].map(([name, sheet]) => {
      const path = join(folder, `${name}${extension}`);
      writeFileAtomic.sync(path, render(sheet));
      return [name, path];
    }),
  );
}

/**
 * Writes the Markdown sheets of a stack's outputs, as `make up` does. What the run left out keeps the sheet that it has.
 * @returns the paths of what was written, by integration
 * @throws OperationError with everything that the outputs lack; nothing is written then
 */
export function writeSheets(
  tenant: Tenant,
  outputs: IntegrationsOutput,
  folder: string,
  {
    leftOut = [],
    ...named
  }: { readonly stack: string; readonly tenantFile: string; readonly leftOut?: readonly string[] },
): ReadonlyMap<string, string> {
  const sheets = sheetsOf(tenantWithout(tenant, leftOut), outputs, named);
  return writeAll(sheets, folder, "markdown", true, leftOut);
}
