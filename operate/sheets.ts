/**
 * Writes the hand-over sheets of a stack: one file an integration, and none for what is gone.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { IntegrationsOutput } from "../components/outputs.ts";
import type { Tenant } from "../components/settings.ts";
import { planTenant } from "../components/tenant.ts";
import { definitionOf, type VendorName } from "../components/vendors/index.ts";
import { OperationError } from "./errors.ts";
import { renderSheet } from "./handover.ts";

/**
 * Renders the sheets into `folder`.
 * @param only one integration's; the others' sheets then stay as they are
 * @returns the paths of what was written, by integration
 * @throws OperationError where an integration is not in the outputs; nothing is written then
 */
export function writeSheets(
  tenant: Tenant,
  outputs: IntegrationsOutput,
  folder: string,
  named: { readonly stack: string; readonly tenantFile: string },
  only?: string,
): ReadonlyMap<string, string> {
  const plans = planTenant(tenant).filter(({ name }) => only === undefined || name === only);
  const absent = plans.filter(({ name }) => !outputs[name]).map(({ name }) => name);
  if (absent.length > 0)
    throw new OperationError(
      `not in the outputs of the stack ${named.stack}: ${absent.join(", ")}. The file has moved on: apply it first (pulumi up)`,
    );
  const sheets = plans.flatMap((plan) => {
    const facts = outputs[plan.name];
    if (!facts) return [];
    const sheet = renderSheet(definitionOf(plan.vendor as VendorName), plan, facts, {
      domain: tenant.domain,
      ...named,
    });
    return [[plan.name, sheet] as const];
  });
  mkdirSync(folder, { recursive: true });
  const kept = new Set(sheets.map(([name]) => `${name}.md`));
  const gone = readdirSync(folder).filter((file) => only === undefined && file.endsWith(".md") && !kept.has(file));
  for (const file of gone) rmSync(join(folder, file));
  return new Map(
    sheets.map(([name, text]) => {
      const path = join(folder, `${name}.md`);
      writeFileSync(path, text);
      return [name, path];
    }),
  );
}
