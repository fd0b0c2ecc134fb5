/**
 * Writes the hand-over sheets of a stack: one file an integration, and none for what is gone.
 */
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import type { IntegrationOutputs, IntegrationsOutput } from "../../components/outputs.ts";
import type { ResolvedIntegration } from "../../components/resolved-integration.ts";
import { resolveTenant } from "../../components/resolved-tenant.ts";
import type { Tenant } from "../../components/settings.ts";
import { definitionOf, type VendorName } from "../../components/vendors/index.ts";
import { OperationError } from "../errors.ts";
import { renderSheet } from "./sheet.ts";

/** What keeps a sheet from being written: the stack does not hold yet what the file asks for. */
function behind({ name, credential }: ResolvedIntegration, outputs: IntegrationOutputs | undefined): string[] {
  const newest = credential.schedule.at(-1)?.issued;
  if (outputs === undefined) return [`${name} is not in the outputs`];
  const there = outputs.credentials.at(-1)?.issued;
  if (newest === there) return [];
  return [`${name}: the file's newest credential is ${newest ?? "none"}, the outputs' ${there ?? "none"}`];
}

/**
 * Renders the sheets into `folder`.
 * @param only one integration's; the others' sheets then stay as they are
 * @returns the paths of what was written, by integration
 * @throws OperationError with everything that the outputs lack; nothing is written then
 */
export function writeSheets(
  tenant: Tenant,
  outputs: IntegrationsOutput,
  folder: string,
  named: { readonly stack: string; readonly tenantFile: string },
  only?: string,
): ReadonlyMap<string, string> {
  const resolvedIntegrations = resolveTenant(tenant).filter(({ name }) => only === undefined || name === only);
  const faults = resolvedIntegrations.flatMap((resolved) => behind(resolved, outputs[resolved.name]));
  if (faults.length > 0)
    throw new OperationError(
      [`The outputs of the stack ${named.stack} are not those of ${named.tenantFile}; apply it first:`, ...faults].join(
        "\n  ",
      ),
    );
  const sheets = resolvedIntegrations.flatMap((resolved) => {
    const facts = outputs[resolved.name];
    if (!facts) return [];
    const sheet = renderSheet(definitionOf(resolved.vendor as VendorName), resolved, facts, {
      domain: tenant.domain,
      ...named,
    });
    return [[resolved.name, sheet] as const];
  });
  mkdirSync(folder, { recursive: true });
  const kept = new Set(sheets.map(([name]) => `${name}.md`));
  const gone = readdirSync(folder).filter((file) => only === undefined && file.endsWith(".md") && !kept.has(file));
  for (const file of gone) rmSync(join(folder, file));
  return new Map(
    sheets.map(([name, text]) => {
      const path = join(folder, `${name}.md`);
      writeFileAtomic.sync(path, text);
      return [name, path];
    }),
  );
}
