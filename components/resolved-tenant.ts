/** All integrations of a tenant as plain data, without the providers' packages. */
import { type ResolvedIntegration, resolveIntegration } from "./resolved-integration.ts";
import { definitionIn, type Tenant } from "./settings.ts";

/** Every integration of a tenant, decided. */
export function resolveTenant(tenant: Tenant): ResolvedIntegration[] {
  return Object.keys(tenant.integrations).map((name) => resolveIntegration(tenant, name, definitionIn(tenant, name)));
}
