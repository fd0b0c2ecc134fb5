/** All integrations of a tenant as plain data, without the providers' packages. */
import { type ResolvedIntegration, resolveIntegration } from "./resolved-integration.ts";
import type { Tenant } from "./settings.ts";
import { definitionOf, type VendorName } from "./vendors/index.ts";

/** Every integration of a tenant, decided. */
export function resolveTenant(tenant: Tenant): ResolvedIntegration[] {
  return Object.entries(tenant.integrations).map(([name, { vendor }]) =>
    resolveIntegration(tenant, name, definitionOf(vendor as VendorName)),
  );
}
