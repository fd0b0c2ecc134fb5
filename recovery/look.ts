/** Looks what is missing, twice where anything is: one stale answer of Entra is no deletion. */
import type { DeclaredIntegration } from "./declared.ts";
import type { Graph } from "./graph.ts";
import { type Missing, missingIn, stops } from "./missing.ts";
import { type Deleted, deletedOf } from "./recycle-bin.ts";
import type { State } from "./state.ts";
import type { Tenant } from "./tenant.ts";

/** What is missing of all integrations. */
export interface Looked {
  readonly missing: readonly Missing[];
  /** Of these a person decides before anything is applied. */
  readonly deleted: readonly Deleted[];
  readonly tenant: Tenant;
}

/** What tells two lists of what is missing apart. */
function print(missing: readonly Missing[]): string {
  return JSON.stringify(
    missing.map(({ declared: _, known: __, application, principal, ...rest }) => ({
      ...rest,
      application: application?.urn,
      principal: principal?.urn,
    })),
  );
}

/** Readings until two in a row agree; Entra's copies lag behind each other for seconds. */
const readings = 6;

/** Where and when it is looked. */
export interface Sight {
  readonly graph: Graph;
  readonly state: State;
  readonly declared: readonly DeclaredIntegration[];
  /** Reads the tenant anew. */
  readonly read: () => Promise<Tenant>;
  /** The tenant's present. */
  readonly now: Date;
  /** Waits between two readings. */
  readonly pause: () => Promise<void>;
}

/**
 * @throws what Graph refuses; an Error where the tenant does not come to rest
 */
export async function look({ graph, state, declared, read, now, pause }: Sight): Promise<Looked> {
  let tenant = await read();
  let missing = missingIn(state, tenant, declared);
  for (let reading = 1; missing.length > 0; reading += 1) {
    if (reading === readings)
      throw new Error(
        "Entra answers differently each time it is asked what is there: wait some minutes, then run again",
      );
    await pause();
    const before = print(missing);
    tenant = await read();
    missing = missingIn(state, tenant, declared);
    if (print(missing) === before) break;
  }
  const stopping = missing.filter((one) => stops(one) && one.declared !== undefined);
  return { missing, tenant, deleted: await Promise.all(stopping.map((one) => deletedOf(graph, one, now))) };
}
