/**
 * Writes the hand-over sheets of a stack: one file an integration, and none for what is gone.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { IntegrationsOutput } from "../components/outputs.ts";
import type { Tenant } from "../components/settings.ts";
import { planTenant } from "../components/tenant.ts";
import { definitionOf, type VendorName } from "../components/vendors/index.ts";
import { renderSheet } from "./handover.ts";

/** Renders every integration's sheet into `folder`; answers the paths, by integration. */
export function writeSheets(
  tenant: Tenant,
  outputs: IntegrationsOutput,
  folder: string,
  named: { readonly stack: string; readonly tenantFile: string },
): ReadonlyMap<string, string> {
  const sheets = planTenant(tenant).map((plan) => {
    const facts = outputs[plan.name];
    if (!facts) throw new Error(`${plan.name}: not in the stack's outputs; run \`pulumi up\` first`);
    return [
      plan.name,
      renderSheet(definitionOf(plan.vendor as VendorName), plan, facts, { domain: tenant.domain, ...named }),
    ] as const;
  });
  mkdirSync(folder, { recursive: true });
  const kept = new Set(sheets.map(([name]) => `${name}.md`));
  for (const file of readdirSync(folder)) if (file.endsWith(".md") && !kept.has(file)) rmSync(join(folder, file));
  return new Map(
    sheets.map(([name, text]) => {
      const path = join(folder, `${name}.md`);
      writeFileSync(path, text);
      return [name, path];
    }),
  );
}
