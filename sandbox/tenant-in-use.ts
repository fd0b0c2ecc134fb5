/** The tenant that a session works on: one of its own, or the one that `make tenant` runs. */
import { basename, join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Guard, holderOf, isAlive, tenantLock } from "../engine/guard.ts";
import type { Clock } from "../simulator/clock.ts";
import { readKept, unusable } from "../simulator/directory/file.ts";
import { holdsObjects, neededPermissions } from "../simulator/directory/seed.ts";
import { besideStack } from "../simulator/directory/snapshot.ts";
import type { VendorsApplication } from "../simulator/directory/vendors-application.ts";
import type { Rule } from "../simulator/faults/rule.ts";
import type { Entry } from "../simulator/history.ts";
import { type ReachableTenant, type SimulatedTenant, startTenant, type TenantOptions } from "../simulator/server.ts";
import { sandboxClock, stopwatch } from "./clock.ts";
import { homeFolders } from "./environment.ts";
import { kinship, stateSide } from "./kinship.ts";
import { announced, controlName, controlsOf, type RunningTenant, runningName, withdraw } from "./running.ts";

/** A tenant as a session uses it, wherever it runs. */
export interface TenantInUse extends ReachableTenant {
  readonly identity: string;
  readonly clock: Pick<Clock, "now">;
}

/** A session's hold on its tenant. */
export interface Hold<Tenant extends TenantInUse> {
  readonly tenant: Tenant;
  /** The process that runs it, where it is not this one. */
  readonly process: number | undefined;
  /** Requests since the session began that could change the tenant. */
  writes(): Promise<number>;
  /** The newest requests that it answered, newest last (simulator/history.ts). */
  history(): Promise<readonly Entry[]>;
  /** What stands in it beyond its seed, one line an object. */
  objects(): Promise<readonly string[]>;
  /** Lets go of it: one of its own ends. */
  close(): Promise<void>;
  /** Lets go of it, and nothing of it is kept. @returns names in the sandbox's folder that must stay */
  empty(): Promise<readonly string[]>;
}

/** What a session asks of its tenant. */
export interface Wanted {
  readonly folder: string;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly faults: readonly Rule[];
  /** Vendors' own applications that the file names. */
  readonly vendorsApplications?: readonly VendorsApplication[];
  /** Display names of APIs that a tenant of one's own lacks, joined by commas. */
  readonly absentApis?: string | undefined;
  readonly say: (line: string) => void;
}

/**
 * What a tenant is started with for them. Whoever makes the principal of another organisation's application needs more than
 * the deployer of one's own (README.md, "A real tenant"), and has it here where the file needs it.
 */
export function forVendors(
  vendorsApplications: readonly VendorsApplication[],
): Pick<TenantOptions, "vendorsApplications" | "deployerPermissions"> {
  if (vendorsApplications.length === 0) return {};
  return { vendorsApplications, deployerPermissions: [...neededPermissions, "Application.ReadWrite.All"] };
}

/** Where a folder keeps its tenant. */
export function tenantFolder(folder: string): string {
  return join(folder, "tenant");
}

/** The tenant that the folder keeps beside the state. @throws where they do not belong together */
export function keptBesideState(folder: string): ReturnType<typeof readKept> {
  const path = join(tenantFolder(folder), "directory.json");
  const kept = readKept(path);
  const tenant = kept && { identity: kept.identity, objects: holdsObjects(kept.directory) };
  const found = kinship(stateSide(homeFolders(folder).state), tenant);
  if (found.kind === "strangers") throw unusable(path, found.why);
  return kept;
}

/** A tenant of this process, as the folder keeps it. */
export async function ownTenant({
  folder,
  today,
  faults,
  vendorsApplications = [],
  absentApis,
}: Wanted): Promise<Hold<SimulatedTenant>> {
  const kept = keptBesideState(folder);
  const tenant = await startTenant({
    folder: tenantFolder(folder),
    clock: sandboxClock(today, kept?.now, stopwatch()),
    faults,
    absentApis,
    ...forVendors(vendorsApplications),
  });
  return {
    tenant,
    process: undefined,
    writes: async () => tenant.counts.writes,
    history: async () => tenant.history,
    objects: async () => besideStack(tenant.snapshot()),
    close: () => tenant.close(),
    empty: async () => {
      await tenant.close();
      return [];
    },
  };
}

function shown(folder: string): string {
  return relative(process.cwd(), folder) || folder;
}

/** What a person does about a running tenant that cannot be used. */
function endIt(folder: string, pid: number | undefined, why: string): Error {
  const which = pid === undefined ? "" : ` (process ${pid})`;
  const how = pid === undefined ? "with Ctrl-C" : `with Ctrl-C, or \`kill ${pid}\``;
  return new Error(`the tenant that runs in ${shown(folder)}${which} ${why}. End it ${how}, then run again.`);
}

/** A tenant of another process, once it is known to answer and to be the state's. */
async function joined(
  running: RunningTenant,
  { folder, today, faults, say }: Wanted,
  patience: number,
): Promise<Hold<TenantInUse>> {
  const controls = controlsOf(running, patience);
  const began = await controls.standing().catch((error: unknown) => {
    throw endIt(folder, running.process, `does not answer (${error instanceof Error ? error.message : error})`);
  });
  const found = kinship(stateSide(homeFolders(folder).state), {
    identity: began.identity,
    objects: began.used,
  });
  if (found.kind === "strangers")
    throw endIt(folder, running.process, `${found.why}; \`rm -r ${shown(folder)}\` then begins both afresh`);
  const behind = Date.parse(`${today}T00:00:00Z`) - Date.parse(began.now);
  if (behind > 0) say(`The running tenant's clock goes forward to ${today}, the file's newest day of issue.`);
  const now = behind > 0 ? await controls.fastForward(behind) : new Date(began.now);
  if (faults.length > 0) await controls.setFaults(faults);
  const elapsed = stopwatch();
  const { version: _, process, started: __, control: ___, controlUrl: ____, ...reachable } = running;
  const leave = async (): Promise<void> => {
    // The faults of one that has ended ended with it.
    if (faults.length > 0) await controls.setFaults([]).catch(() => undefined);
  };
  return {
    tenant: {
      ...reachable,
      identity: began.identity,
      clock: { now: () => new Date(now.getTime() + elapsed()) },
    },
    process,
    writes: async () => (await controls.standing()).counts.writes - began.counts.writes,
    history: controls.history,
    objects: async () => (await controls.standing()).objects,
    close: leave,
    empty: async () => {
      await controls.reset(new Date(`${today}T00:00:00Z`));
      return [basename(tenantFolder(folder)), runningName, controlName, tenantLock.mark];
    },
  };
}

const everyMs = 50;
const maximumTries = 200;

/**
 * The tenant that runs in the folder; where none does, one of this process, which then holds the tenant's lock.
 * @param patience milliseconds after which one that does not answer is given up
 * @throws with the next step, where the one that runs cannot be used
 */
export async function runningOrOwn(guard: Guard, wanted: Wanted, patience: number): Promise<Hold<TenantInUse>> {
  const { folder } = wanted;
  for (let tries = 0; ; tries += 1) {
    if (await guard.also(tenantLock)) {
      // Of a tenant that was killed.
      withdraw(folder);
      return ownTenant(wanted);
    }
    const pid = holderOf(folder, tenantLock);
    const running = announced(folder);
    if (running === "foreign") throw endIt(folder, pid, "is of another version of this project");
    // It is beginning, or has been killed and its lock is about to be free.
    if (running === undefined || running.process !== pid || !isAlive(running.process)) {
      if (tries === maximumTries) throw endIt(folder, pid, "does not say where it is");
      await sleep(everyMs);
      continue;
    }
    try {
      return await joined(running, wanted, patience);
    } catch (error) {
      // It may just have ended.
      if (isAlive(running.process)) throw error;
    }
  }
}
