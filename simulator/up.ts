/**
 * `make up`: the dev tenant's integrations on the simulated tenant, by the real engine. What a person sees is written
 * here; the engine's own output goes to a log that is named on failure.
 */
import { globSync, mkdirSync, rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { SettingsError } from "../components/faults.ts";
import type { IntegrationsOutput } from "../components/outputs.ts";
import type { IntegrationPlan } from "../components/plan.ts";
import { readTenant, type Tenant } from "../components/settings.ts";
import { planTenant } from "../components/tenant.ts";
import { homeFolders, type Plugins } from "../engine/environment.ts";
import { foldersWith } from "../engine/install.ts";
import type { Outcome } from "../engine/pulumi.ts";
import { keptNameAdvice } from "../operate/kept-name.ts";
import { writeSheets } from "../operate/sheets.ts";
import { lockFolder } from "./lock.ts";
import { say, summary, watch } from "./screen.ts";
import { type Session, startSession } from "./session.ts";

const root = resolve(import.meta.dirname, "..");
const stack = "dev";
const tenantFile = `tenants/${stack}.yaml`;
/** The engine's state and the tenant, between two runs. */
const folder = join(root, ".simulated");
const log = join(root, "out", "up.log");
const shownLog = relative(process.cwd(), log);

function report(outcome: Outcome, plans: readonly IntegrationPlan[] = []): void {
  for (const { urn, message, severity } of outcome.diagnostics) {
    if (severity !== "error") continue;
    const advice = keptNameAdvice(message, plans);
    process.stderr.write(`${urn ? `${urn.split("::").at(-1)}: ` : ""}${message}\n${advice ? `${advice}\n` : ""}`);
  }
  process.stderr.write(`\nThe run failed; the engine's whole log is ${shownLog}\n`);
}

async function outputsOf(session: Session): Promise<IntegrationsOutput> {
  const { code, stdout, stderr } = await session.pulumi(["stack", "output", "integrations", "--json"]);
  if (code !== 0) throw new Error(`the stack's outputs could not be read: ${stderr.trim()}`);
  return JSON.parse(stdout) as IntegrationsOutput;
}

/** The tenant's file, or its faults on stderr. Checked here first, so that nothing starts for a file that is wrong. */
function settings(): Tenant | undefined {
  try {
    return readTenant(join(relative(process.cwd(), root), tenantFile));
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return undefined;
  }
}

/** Real plugins are wanted: without them on PATH the engine would take the stand-ins without a word. */
function missingPlugins(plugins: Plugins): string[] {
  if (plugins === "stand-in") return [];
  return ["pulumi-resource-azuread", "pulumi-resource-tls"].filter(
    (name) => foldersWith(name, process.env.PATH ?? "", root).length === 0,
  );
}

/** True if the engine's state holds a lock (file backend: `.pulumi/locks/…/<id>.json`). */
function holdsEngineLock(): boolean {
  return globSync("**/*.json", { cwd: join(homeFolders(folder).state, ".pulumi", "locks") }).length > 0;
}

/** `make destroy`: the tenant is as empty afterwards as before the first `make up`. */
async function destroy(session: Session): Promise<number> {
  const outcome = await session.pulumi(["destroy", "--yes"], { onProgress: watch().onProgress });
  if (outcome.code !== 0) {
    report(outcome);
    return 1;
  }
  rmSync(join(root, "out", "handover"), { recursive: true, force: true });
  say(`${outcome.steps.length} resources deleted; the simulated tenant is empty`);
  return 0;
}

async function up(session: Session, tenantSettings: Tenant, started: bigint): Promise<number> {
  const { standing, onProgress } = watch();
  const outcome = await session.pulumi(["up", "--yes"], { onProgress });
  if (outcome.code !== 0) {
    report(outcome, planTenant(tenantSettings));
    return 1;
  }
  const sheets = join(root, "out", "handover");
  for (const line of summary(planTenant(tenantSettings), outcome.steps, standing)) say(line);
  writeSheets(tenantSettings, await outputsOf(session), sheets, { stack, tenantFile });
  const writes = session.tenant.log.filter(({ write }) => write).length;
  const seconds = Number((process.hrtime.bigint() - started) / 1_000_000n) / 1000;
  const count = Object.entries(outcome.changes).reduce((sum, [op, n]) => (op === "same" ? sum : sum + n), 0);
  const changed = count === 0 ? "No changes" : `${count} resources changed`;
  say(`\n${changed}; ${writes} writes to the tenant; ${seconds.toFixed(1)} s`);
  say(`Sheets for the vendors' administrators: ${relative(process.cwd(), sheets)}/`);
  say(`The engine's log: ${shownLog}`);
  return 0;
}

async function main(plugins: Plugins, run: "up" | "destroy"): Promise<number> {
  const tenantSettings = settings();
  if (!tenantSettings) return 1;
  const missing = missingPlugins(plugins);
  if (missing.length > 0) {
    process.stderr.write(
      `PLUGINS=real needs ${missing.join(" and ")} on PATH. Install them with \`pulumi plugin install\` and add their folder, or leave PLUGINS out to take the stand-ins.\n`,
    );
    return 1;
  }
  const started = process.hrtime.bigint();
  const unlock = lockFolder(folder);
  rmSync(log, { force: true });
  mkdirSync(join(root, "out"), { recursive: true });
  const session = await startSession({
    root,
    folder,
    stack,
    plugins,
    inherited: process.env,
    say,
    log,
  });
  let code = 1;
  try {
    say(`Pulumi ${session.engine.version} (${session.engine.kind}), ${plugins} plugins`);
    say(`Tenant ${tenantSettings.domain} (${tenantSettings.id}), simulated on this machine: nothing leaves it\n`);
    // A run that was killed leaves its lock behind; this folder has no other runs.
    if (holdsEngineLock()) await session.pulumi(["cancel", "--yes"]);
    code = run === "destroy" ? await destroy(session) : await up(session, tenantSettings, started);
  } finally {
    await session.close();
    unlock();
  }
  // The vault keeps deleted names for 90 days, as Azure does; a play tenant starts afresh instead.
  if (run === "destroy" && code === 0) rmSync(folder, { recursive: true, force: true });
  return code;
}

try {
  process.exitCode = await main(
    process.env.PLUGINS === "real" ? "real" : "stand-in",
    process.argv.includes("--destroy") ? "destroy" : "up",
  );
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
