/**
 * A stack on its simulated tenant: engine, tenant and environment together, for `make up` and for the tests.
 */
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { homeFolders, type Plugins, simulatedEnvironment } from "../engine/environment.ts";
import type { Progress } from "../engine/events.ts";
import { type Engine, engineFor, type Say } from "../engine/install.ts";
import { type Outcome, runPulumi } from "../engine/pulumi.ts";
import { type SimulatedTenant, startTenant } from "./server.ts";

/** Where a session keeps everything, and what it runs. */
export interface SessionOptions {
  /** The checkout. */
  readonly root: string;
  /** The folder with Pulumi.yaml, where it is not the checkout itself. */
  readonly project?: string;
  /** Folder for the engine's state and the tenant; it survives between two sessions. */
  readonly folder: string;
  readonly stack: string;
  readonly plugins: Plugins;
  /** The person's shell; only an allow-list of it is read. */
  readonly inherited: Readonly<Record<string, string | undefined>>;
  readonly say: Say;
  readonly log: string;
}

/** A running session. */
export interface Session {
  readonly engine: Engine;
  readonly tenant: SimulatedTenant;
  readonly env: Readonly<Record<string, string>>;
  /** Runs one command of the CLI on the stack. */
  pulumi(
    args: readonly string[],
    more?: { confidential?: boolean; onProgress?: (progress: Progress) => void; env?: Record<string, string> },
  ): Promise<Outcome>;
  close(): Promise<void>;
}

/**
 * Starts the tenant and selects the stack, creating it where it is not there yet.
 * @throws if the engine cannot be built or the stack not be created
 */
export async function startSession(options: SessionOptions): Promise<Session> {
  const root = resolve(options.root);
  const folder = resolve(options.folder);
  const engine = await engineFor(root, options.inherited.PATH ?? "", options.say);
  for (const path of Object.values(homeFolders(folder))) mkdirSync(path, { recursive: true });
  const tenant = await startTenant({ folder: join(folder, "tenant") });
  const { metadataHost, tenantId, certificateFile, deployer } = tenant;
  const env = simulatedEnvironment({
    inherited: options.inherited,
    root,
    home: folder,
    engine,
    plugins: options.plugins,
    tenant: {
      metadataHost,
      tenantId,
      certificateFile,
      clientId: deployer.clientId,
      clientSecret: deployer.clientSecret,
    },
  });
  const session: Session = {
    engine,
    tenant,
    env,
    pulumi: (args, more = {}) =>
      runPulumi([...args, "--stack", options.stack], {
        cwd: options.project ?? root,
        env: { ...env, ...more.env },
        log: options.log,
        ...(more.confidential && { confidential: true }),
        ...(more.onProgress && { onProgress: more.onProgress }),
      }),
    close: () => tenant.close(),
  };
  const selected = await session.pulumi(["stack", "select", "--create"]);
  if (selected.code !== 0) {
    await tenant.close();
    throw new Error(
      `the stack ${options.stack} could not be selected: ${selected.stderr.trim()} (log: ${options.log})`,
    );
  }
  return session;
}
