/**
 * `make up` and `make destroy`: the integrations of the sandbox's file on the simulated tenant, by the real engine. What a
 * person sees is written here; the engine's own output goes to a log that is named on failure.
 */
import { mkdirSync, rmSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { SettingsError } from "../components/faults.ts";
import type { IntegrationsOutput } from "../components/outputs.ts";
import type { ResolvedIntegration } from "../components/resolved-integration.ts";
import { resolveTenant } from "../components/resolved-tenant.ts";
import { readTenant, type Tenant } from "../components/settings.ts";
import { nameIn } from "../components/urn.ts";
import { vendorsApplicationsOf } from "../components/vendors-applications.ts";
import { sandboxTenantId, todayIn, worldOf } from "../components/world.ts";
import type { Step } from "../engine/events.ts";
import { isAlive } from "../engine/guard.ts";
import { foldersWith } from "../engine/install.ts";
import type { Outcome } from "../engine/pulumi.ts";
import { type PendingOperation, stackState } from "../engine/state-file.ts";
import { lagOf } from "../simulator/faults/classes.ts";
import { diskFull } from "../simulator/folder.ts";
import { dayOf } from "./clock.ts";
import { homeFolders, type Plugins } from "./environment.ts";
import { display, summary, type Watch, watch } from "./screen.ts";
import { type Session, startSession } from "./session.ts";

/** What healing came to. */
export interface Healed {
  /** What was found and what became of it, for a person. */
  readonly words: readonly string[];
  /** True where the run must not go on before somebody has decided. */
  readonly waits: boolean;
  /** After a run that went well: removes what it made useless. */
  readonly finish: () => Promise<void>;
}

/** Integrations that a run leaves out, because the tenant stands against them. */
export interface LeaveOut {
  readonly names: readonly string[];
  /** Which and why, for a person. */
  readonly words: readonly string[];
  /** What the run ends with. */
  readonly last: string;
  /** By which the engine and the program leave them out. */
  readonly args: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

const nobody: LeaveOut = { names: [], words: [], last: "", args: [], variables: {} };

/** What a run works on, and where it prints. Paths are absolute. */
export interface Run {
  /** The checkout. */
  readonly root: string;
  /** The folder with Pulumi.yaml. */
  readonly project: string;
  readonly stack: string;
  /** The tenant's file, relative to the project unless its path is absolute. */
  readonly tenantFile: string;
  /** The engine's state and the tenant, between two runs. */
  readonly folder: string;
  /** Takes the sheets (`handover/`) and the engine's log (`up.log`). */
  readonly out: string;
  readonly plugins: Plugins;
  /** The person's shell; `SIMULATOR_LAG` is read of it beside what a run takes over (environment.ts). */
  readonly inherited: Readonly<Record<string, string | undefined>>;
  /** The machine's day in UTC, `YYYY-MM-DD`. */
  readonly machineDay: string;
  /** Writes the sheets of the stack's outputs into a folder. */
  readonly writeSheets: (
    tenant: Tenant,
    outputs: IntegrationsOutput,
    folder: string,
    named: { readonly stack: string; readonly tenantFile: string; readonly leftOut: readonly string[] },
  ) => void;
  /** Asks the tenant which integrations cannot be applied. Left out: nobody asks, and the program refuses the run for them. */
  readonly leaveOut?: (session: Session, tenant: Tenant) => Promise<LeaveOut>;
  /**
   * Compares declared, state and tenant, and takes up what a run that died left; recovery is not this folder's. What the
   * run leaves out stays as it is.
   */
  readonly heal: (session: Session, tenant: Tenant, leftOut: readonly string[]) => Promise<Healed>;
  /** Looks at the tenant after a run, and says in lines what is not as the file declares. Left out: nobody looks. */
  readonly verify?: (session: Session, tenant: Tenant) => Promise<readonly string[]>;
  /** The next step after a provider's error, where one is known. */
  readonly advice: (message: string, resolvedIntegrations: readonly ResolvedIntegration[]) => string | undefined;
  /** One line where a credential is to be renewed or handed over on the day; undefined: nothing is due. */
  readonly due: (tenant: Tenant, today: string) => string | undefined;
  readonly say: (line: string) => void;
  readonly warn: (line: string) => void;
}

function shown(path: string): string {
  return relative(process.cwd(), path) || path;
}
function logOf({ out }: Run): string {
  return join(out, "up.log");
}

/** The tenant's file, or what is wrong with it. Checked here first, so that nothing starts for a file that is wrong. */
function settings(run: Run): Tenant | undefined {
  const path = shown(resolve(run.project, run.tenantFile));
  try {
    const tenant = readTenant(path);
    if (worldOf(tenant) === "sandbox") return tenant;
    run.warn(
      `${path} is of the tenant ${tenant.id}; this works on the sandbox alone (tenant.id ${sandboxTenantId}). A real tenant is deployed with ./integrations pulumi up --stack ${run.stack}, see README.md.`,
    );
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    run.warn(error.message);
  }
  return undefined;
}

/** The real plugins that are missing on PATH: where one is, the engine would silently take the stand-in. */
function missingPlugins({ plugins, inherited, root }: Run): string[] {
  if (plugins === "stand-in") return [];
  return ["pulumi-resource-azuread", "pulumi-resource-tls"].filter(
    (name) => foldersWith(name, inherited.PATH ?? "", root).length === 0,
  );
}

function report(run: Run, outcome: Outcome, resolvedIntegrations: readonly ResolvedIntegration[] = []): void {
  const errors = outcome.diagnostics.filter(({ severity }) => severity === "error");
  const full = errors.some(({ message }) => message.includes("no space left on device"));
  if (full) run.warn(diskFull(shown(run.folder)));
  else
    for (const { urn, message } of errors) {
      run.warn(`${urn ? `${nameIn(urn)}: ` : ""}${message}`);
      const advice = run.advice(message, resolvedIntegrations);
      if (advice !== undefined) run.warn(advice);
    }
  run.warn(`\nThe run failed; the engine's whole log is ${shown(logOf(run))}`);
}

async function outputsOf(session: Session): Promise<IntegrationsOutput> {
  const { code, stdout, stderr } = await session.pulumi(["stack", "output", "integrations", "--json"]);
  if (code !== 0) throw new Error(`the stack's outputs could not be read: ${stderr.trim()}`);
  return JSON.parse(stdout) as IntegrationsOutput;
}

/** What a person should know after a run that was cut off. */
export function cutOffLine(pending: readonly Pick<PendingOperation, "type" | "urn">[]): string {
  const open = pending.map(({ type, urn }) => `${type} ${nameIn(urn)}`).join(", ");
  return `The last run was cut off${open && ` while ${open}`}: comparing its state with the tenant first.`;
}

/** State and tenant may differ, above all after a run that was cut off. Undefined where somebody has to decide first. */
async function healed(
  run: Run,
  session: Session,
  tenant: Tenant,
  what: "up" | "destroy",
  leftOut: readonly string[],
): Promise<Healed | undefined> {
  const { pending, cutOff } = session;
  if (cutOff || pending.length > 0) run.say(`${cutOffLine(pending)}\n`);
  const found = await run.heal(session, tenant, leftOut);
  const waits = found.waits && what === "up";
  for (const line of found.words) (waits ? run.warn : run.say)(line);
  if (found.words.length > 0) run.say("");
  if (waits) return undefined;
  session.settle();
  return found;
}

/** A stack that stands is previewed by itself first: where nothing is to be done, the run ends there, in half the time. */
async function applied(
  run: Run,
  session: Session,
  { tally, onProgress }: Watch,
  { args, variables: env }: LeaveOut,
): Promise<Outcome> {
  const { ids, pending } = stackState(homeFolders(run.folder).state, run.stack);
  if (ids.length === 0 || pending.length > 0) return session.pulumi(["up", "--yes", ...args], { env, onProgress });
  const seen: Step[] = [];
  const preview = await session.pulumi(["preview", ...args], {
    env,
    onProgress: (progress) => {
      onProgress(progress);
      if (progress.kind === "done") seen.push(progress.step);
    },
  });
  if (preview.code !== 0) return preview;
  if (!preview.unmoved) return session.pulumi(["up", "--yes", "--skip-preview", ...args], { env, onProgress });
  for (const step of seen) tally.add(step);
  return preview;
}

async function up(
  run: Run,
  session: Session,
  tenant: Tenant,
  started: bigint,
  found: Healed,
  out: LeaveOut,
): Promise<number> {
  const { stack, tenantFile, say } = run;
  const resolvedIntegrations = resolveTenant(tenant);
  say(`Comparing ${resolvedIntegrations.length - out.names.length} integrations with what stands in the tenant.`);
  const watched = watch();
  const { tally } = watched;
  const outcome = await applied(run, session, watched, out);
  if (outcome.code !== 0) {
    report(run, outcome, resolvedIntegrations);
    return 1;
  }
  await found.finish();
  const sheets = join(run.out, "handover", stack);
  say("");
  for (const line of summary(resolvedIntegrations, tally, display.columns, out.names)) say(line);
  run.writeSheets(tenant, await outputsOf(session), sheets, { stack, tenantFile, leftOut: out.names });
  const seconds = Number((process.hrtime.bigint() - started) / 1_000_000n) / 1000;
  const count = tally.changes().length;
  const changed = count === 0 ? "No changes" : `${count} resources changed`;
  say(`\n${changed}; ${await session.writes()} writes to the tenant; ${seconds.toFixed(1)} s`);
  say(`Sheets for the vendors' administrators: ${shown(sheets)}/`);
  say(`The engine's log: ${shown(logOf(run))}`);
  const due = run.due(tenant, dayOf(session.tenant.clock.now()));
  if (due !== undefined) say(due);
  for (const line of await looked(run, session, tenant)) say(line);
  if (out.names.length === 0) return 0;
  run.warn(out.last);
  return 1;
}

/** What somebody may have changed beside the program. The run itself went well, whatever comes of looking. */
async function looked(run: Run, session: Session, tenant: Tenant): Promise<readonly string[]> {
  try {
    return (await run.verify?.(session, tenant)) ?? [];
  } catch (error) {
    return [`The tenant could not be looked at: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** Destroys the stack; the tenant is then as empty as before the first `make up`. */
async function destroy(run: Run, session: Session, tenant: Tenant): Promise<number> {
  const { tally, onProgress } = watch();
  const outcome = await session.pulumi(["destroy", "--yes"], { onProgress });
  if (outcome.code !== 0) {
    report(run, outcome);
    return 1;
  }
  rmSync(join(run.out, "handover", run.stack), { recursive: true, force: true });
  for (const line of summary(resolveTenant(tenant), tally, display.columns)) run.say(line);
  const beside = await session.objects();
  run.say(`\n${tally.changes().length} resources deleted`);
  if (beside.length === 0) run.say("Nothing stood in the simulated tenant beside them.");
  else {
    run.say("Beside them stood what the stack did not make; it is gone with the simulated tenant:");
    for (const line of beside) run.say(`  ${line}`);
  }
  return 0;
}

/** Runs `up` or `destroy`. @returns the exit code @throws for a fault of the machine, with a message for a person */
export async function runSandbox(run: Run, what: "up" | "destroy"): Promise<number> {
  const { say, warn, plugins } = run;
  const started = process.hrtime.bigint();
  const tenant = settings(run);
  if (!tenant) return 1;
  const missing = missingPlugins(run);
  if (missing.length > 0) {
    warn(
      `PLUGINS=real needs ${missing.join(" and ")} on PATH. Install them with \`pulumi plugin install\` and add their folder, or leave PLUGINS out to take the stand-ins.`,
    );
    return 1;
  }
  const faults = lagOf(run.inherited.SIMULATOR_LAG);
  // Before anything starts: whoever waits sees at once what is being done.
  say(`Tenant ${tenant.domain} (${tenant.id}), simulated on this machine: nothing leaves it`);
  const log = logOf(run);
  mkdirSync(dirname(log), { recursive: true });
  const { machineDay } = run;
  const today = todayIn(tenant, machineDay);
  const session = await startSession({
    ...run,
    today,
    log,
    faults,
    vendorsApplications: vendorsApplicationsOf(resolveTenant(tenant)),
  });
  let code = 1;
  try {
    const day = dayOf(session.tenant.clock.now());
    say(`Pulumi ${session.engine.version} (${session.engine.kind}), ${plugins} plugins; sandbox's today: ${day}`);
    if (session.process !== undefined) say(`On the tenant that make tenant runs (process ${session.process}).`);
    if (plugins === "real" && day !== machineDay)
      say(
        `Real providers go by the machine's clock (${machineDay}), not by the sandbox's: a certificate that they issue begins on that day.`,
      );
    if (faults.length > 0) say(`Reads lag ${run.inherited.SIMULATOR_LAG} requests behind the writes (SIMULATOR_LAG).`);
    say("");
    const out = what === "up" ? ((await run.leaveOut?.(session, tenant)) ?? nobody) : nobody;
    for (const line of out.words) warn(line);
    const found = await healed(run, session, tenant, what, out.names);
    if (found !== undefined) {
      code =
        what === "destroy" ? await destroy(run, session, tenant) : await up(run, session, tenant, started, found, out);
    }
    if (code !== 0 && session.process !== undefined && !isAlive(session.process))
      warn(
        "The tenant that make tenant ran has ended meanwhile. What it answered is kept: run again, and it is compared.",
      );
  } finally {
    // The vault keeps deleted names for 90 days, as Azure does; a sandbox starts afresh instead.
    await (what === "destroy" && code === 0 ? session.discard() : session.close());
  }
  return code;
}
