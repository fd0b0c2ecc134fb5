/**
 * A stack on its simulated tenant: engine, tenant and environment together, for `make up` and for the tests.
 */
import { globSync, readdirSync, rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { Progress } from "../engine/events.ts";
import { type Guard, guardFolder, runLock, tenantLock } from "../engine/guard.ts";
import { type Engine, engineFor, type Say } from "../engine/install.ts";
import { type Outcome, runAttached, runPulumi } from "../engine/pulumi.ts";
import { type PendingOperation, type StackState, stackState, UnreadableState } from "../engine/state-file.ts";
import type { VendorsApplication } from "../simulator/directory/vendors-application.ts";
import type { Rule } from "../simulator/faults/rule.ts";
import { privateFolder } from "../simulator/folder.ts";
import type { SimulatedTenant } from "../simulator/server.ts";
import { homeFolders, type Plugins, simulatedEnvironment } from "./environment.ts";
import { otherStacks } from "./folder.ts";
import { introduce } from "./kinship.ts";
import { type Hold, ownTenant, runningOrOwn, type TenantInUse, type Wanted } from "./tenant-in-use.ts";

/** Where a session keeps everything, and what it runs. */
export interface SessionOptions {
  /** The checkout. */
  readonly root: string;
  /** The folder with Pulumi.yaml, where it is not the checkout itself. */
  readonly project?: string;
  /** Folder for the engine's state and the tenant; it survives between two sessions. */
  readonly folder: string;
  readonly stack: string;
  /** The sandbox's day, `YYYY-MM-DD` (components/world.ts: todayIn); it goes on from a later one that the tenant has known. */
  readonly today: string;
  readonly plugins: Plugins;
  /** The faults that the run's requests meet; none, when left out. */
  readonly faults?: readonly Rule[];
  /** Vendors' own applications that the tenant's file names; none, when left out. */
  readonly vendorsApplications?: readonly VendorsApplication[];
  /** The person's shell; only an allow-list of it is read. */
  readonly inherited: Readonly<Record<string, string | undefined>>;
  readonly say: Say;
  /** The engine's log. Left out: none is written. */
  readonly log?: string;
}

/** A running session. */
export interface Session<Tenant extends TenantInUse = TenantInUse>
  extends Pick<Hold<Tenant>, "tenant" | "process" | "writes" | "history" | "objects"> {
  readonly engine: Engine;
  readonly env: Readonly<Record<string, string>>;
  /** True where the last session in this folder was killed, or could not write its end: state and tenant may differ. */
  readonly cutOff: boolean;
  /** What the engine began and never saw end. */
  readonly pending: readonly PendingOperation[];
  /** Says that state and tenant have been compared after a session that was cut off. */
  settle(): void;
  /** Runs one command of the CLI on the stack. */
  pulumi(
    args: readonly string[],
    more?: {
      confidential?: boolean;
      onProgress?: (progress: Progress) => void;
      env?: Readonly<Record<string, string>>;
      input?: string;
    },
  ): Promise<Outcome>;
  /**
   * Runs `pulumi <args>` untouched on this process's terminal, on the stack where they name none. Answers its exit code.
   * @param more variables beside those of the session
   */
  attached(args: readonly string[], more?: Readonly<Record<string, string>>): Promise<number>;
  close(): Promise<void>;
  /** Closes, and removes all that the folder keeps: the next session begins afresh. */
  discard(): Promise<void>;
}

/** The state of the stack, or what to do where the disk was full when it was written. */
function readableState(folder: string, stack: string): StackState {
  try {
    return stackState(homeFolders(folder).state, stack);
  } catch (error) {
    if (!(error instanceof UnreadableState)) throw error;
    const shown = (path: string) => relative(process.cwd(), path) || path;
    throw new Error(
      `${shown(error.path)} is cut off or damaged, as a full disk leaves it. Put a whole copy in its place (the engine's last one is ${shown(error.path)}.bak), or begin afresh with \`rm -r ${shown(folder)}\`, which removes state and tenant.`,
    );
  }
}

/** True if the engine's state holds a lock (file backend: `.pulumi/locks/…/<id>.json`). */
function holdsEngineLock(state: string): boolean {
  return globSync("**/*.json", { cwd: join(state, ".pulumi", "locks") }).length > 0;
}

/** Milliseconds in which a running tenant answers, unless something is wrong with it. */
const patience = 5000;

type Obtain<Tenant extends TenantInUse> = (guard: Guard, wanted: Wanted) => Promise<Hold<Tenant>>;

async function opened<Tenant extends TenantInUse>(
  options: SessionOptions,
  obtain: Obtain<Tenant>,
): Promise<Session<Tenant>> {
  const root = resolve(options.root);
  const folder = resolve(options.folder);
  const engine = await engineFor(root, options.inherited.PATH ?? "", options.say);
  privateFolder(folder);
  const guard = await guardFolder(folder);
  try {
    const folders = homeFolders(folder);
    for (const path of Object.values(folders)) privateFolder(path);
    const { today, faults = [], vendorsApplications = [], say } = options;
    // Before the tenant starts: one that is left running would keep the process from ending.
    const { pending } = readableState(folder, options.stack);
    const hold = await obtain(guard, {
      folder,
      today,
      faults,
      vendorsApplications,
      absentApis: options.inherited.SIMULATOR_ABSENT_APIS,
      say,
    });
    const { tenant, process, writes, history, objects } = hold;
    introduce(folders.state, tenant.identity);
    const now = () => tenant.clock.now().toISOString();
    const { metadataHost, tenantId, certificateFile, deployer } = tenant;
    const { clientId, clientSecret } = deployer;
    const env = simulatedEnvironment({
      inherited: options.inherited,
      root,
      home: folder,
      engine,
      plugins: options.plugins,
      tenant: { metadataHost, tenantId, certificateFile, clientId, clientSecret },
      now: now(),
    });
    const cwd = options.project ?? root;
    // Also a session that only looks hands the mark on.
    let settled = !guard.cutOff;
    const close = async (): Promise<void> => {
      let kept = false;
      try {
        await hold.close();
        kept = true;
      } finally {
        await guard.release(kept && settled ? undefined : "unfinished");
      }
    };
    const session: Session<Tenant> = {
      engine,
      tenant,
      process,
      writes,
      history,
      objects,
      env,
      cutOff: guard.cutOff,
      pending,
      settle: () => {
        settled = true;
      },
      pulumi: (args, more = {}) =>
        runPulumi([...args, "--stack", options.stack], {
          cwd,
          env: { ...env, SIMULATED_NOW: now(), ...more.env },
          guard,
          ...(options.log !== undefined && { log: options.log }),
          ...(more.confidential && { confidential: true }),
          ...(more.onProgress && { onProgress: more.onProgress }),
          ...(more.input !== undefined && { input: more.input }),
        }),
      attached: (args, more = {}) =>
        runAttached(args, { cwd, env: { ...env, PULUMI_STACK: options.stack, SIMULATED_NOW: now(), ...more }, guard }),
      close,
      discard: async () => {
        const kept = [runLock.file, tenantLock.file, otherStacks, ...(await hold.empty())];
        for (const name of readdirSync(folder))
          if (!kept.includes(name)) rmSync(join(folder, name), { recursive: true, force: true });
        await guard.release();
      },
    };
    // The lock of an engine that was killed; the guard knows that no engine of this folder runs.
    if (holdsEngineLock(folders.state)) await session.pulumi(["cancel", "--yes"]);
    return session;
  } catch (error) {
    await guard.release(guard.cutOff ? "unfinished" : undefined);
    throw error;
  }
}

/**
 * Takes the folder, on the tenant that `make tenant` runs in it; where none does, the session starts one of its own. Runs
 * no command.
 * @throws if another session has the folder, state and tenant do not belong together, the running tenant cannot be used, or
 * the engine cannot be built
 */
export function openSession(options: SessionOptions): Promise<Session> {
  return opened(options, (guard, wanted) => runningOrOwn(guard, wanted, patience));
}

/** The same on a tenant of its own, which the caller may look into. @throws where another process runs the tenant */
export function openOwnSession(options: SessionOptions): Promise<Session<SimulatedTenant>> {
  return opened(options, async (guard, wanted) => {
    if (await guard.also(tenantLock)) return ownTenant(wanted);
    throw new Error(`the tenant of ${wanted.folder} runs already`);
  });
}

/**
 * {@link openSession}, and selects the stack, creating it where it is not there yet.
 * @throws as openSession, and if the stack cannot be created
 */
export function startSession(options: SessionOptions): Promise<Session> {
  return selected(options, openSession(options));
}

/** {@link openOwnSession}, and selects the stack. */
export function startOwnSession(options: SessionOptions): Promise<Session<SimulatedTenant>> {
  return selected(options, openOwnSession(options));
}

async function selected<Tenant extends TenantInUse>(
  options: SessionOptions,
  opening: Promise<Session<Tenant>>,
): Promise<Session<Tenant>> {
  const session = await opening;
  const { code, stderr } = await session.pulumi(["stack", "select", "--create"]);
  if (code === 0) return session;
  await session.close();
  const where = options.log === undefined ? "" : ` (log: ${options.log})`;
  throw new Error(`the stack ${options.stack} could not be selected: ${stderr.trim()}${where}`);
}
