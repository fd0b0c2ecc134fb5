/**
 * Which world a tenant's file belongs to: the sandbox on this machine, or a real tenant. The file alone decides, never
 * the shell's variables.
 */
import { issueDay } from "./dates.ts";
import type { Tenant } from "./settings.ts";

/** `sandbox`: the simulated tenant on this machine. `real`: any other. */
export type World = "sandbox" | "real";

/** Id of the simulated tenant. No tenant of Entra has such an id: it is no RFC 9562 UUID. */
export const sandboxTenantId = "11111111-1111-1111-1111-111111111111";

/** The play stack: `make up` takes it where no other is named. */
export const playStack = "dev";

/** Published on purpose: it encrypts the state and the vault of a sandbox whose secrets open nothing. Pulumi.dev.yaml holds the state's salt. */
export const sandboxPassphrase = "simulated-tenant";

/** The world of a tenant. */
export function worldOf({ id }: Pick<Tenant, "id">): World {
  return id.toLowerCase() === sandboxTenantId ? "sandbox" : "real";
}

/** The newest day on which a credential of the file is issued; undefined where the file has no credential. */
function newestIssue({ integrations }: Pick<Tenant, "integrations">): string | undefined {
  const days = Object.values(integrations).flatMap(({ credentials }) =>
    (credentials ?? []).map(({ issued }) => issueDay(issued)),
  );
  return days.sort().at(-1);
}

/**
 * Today in the tenant's world. A real tenant's is the machine's; the sandbox's is its file's newest `issued`, so that
 * its credentials are as young in any year as on the day they were written.
 * @param machineDay the machine's day in UTC, `YYYY-MM-DD`
 */
export function todayIn(tenant: Pick<Tenant, "id" | "integrations">, machineDay: string): string {
  return worldOf(tenant) === "real" ? machineDay : (newestIssue(tenant) ?? machineDay);
}
