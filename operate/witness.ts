/** Asks the engine's backend what it kept of a run that died, and of the state before. */
import { globSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import {
  type DeadRun,
  deadRunIn,
  keyIdsIn,
  noTraces,
  passwordWasBegun,
  type Traces,
  versionsIn,
} from "../recovery/evidence.ts";

/** How many copies of the state are looked into, where the backend numbers them. */
const copies = 5;

/** Where the engine keeps the stack. */
export interface Backend {
  /** Undefined where it is no folder. */
  readonly folder: string | undefined;
  readonly stack: string;
  /** The engine goes by the machine's clock, and passwords by the tenant's. */
  readonly inTenantTime: (run: DeadRun) => DeadRun;
}

/** The sandbox's clock stands still between two runs, so it was ahead by at least as much as now when a run died. */
export function sandboxTime(tenantNow: number, machineNow: number): Backend["inTenantTime"] {
  return ({ since }) => ({ since: since + tenantNow - machineNow, until: tenantNow });
}

type Read = (args: readonly string[]) => Promise<string>;

/** The folder of a file's backend (`file://…`); undefined for a backend of another kind. */
export function backendFolder(url: string | undefined): string | undefined {
  if (url === undefined || !url.startsWith("file://")) return undefined;
  const [path = ""] = url.slice("file://".length).split("?");
  return path.replace(/^~(?=\/|$)/, homedir());
}

/** A file's backend keeps a copy of the state at the end of each run, beside its history and, where that is on, as a backup. */
function copiesIn(folder: string, stack: string): string[] {
  const kept = join(folder, ".pulumi");
  return [`backups/**/${stack}/*.json`, `history/**/${stack}/*.checkpoint.json`]
    .flatMap((pattern) => globSync(pattern, { cwd: kept }))
    .map((path) => readFileSync(join(kept, path), "utf8"));
}

async function numberedCopies(read: Read, history: string): Promise<string[] | undefined> {
  const versions = versionsIn(history).slice(0, copies);
  if (versions.length === 0) return undefined;
  return Promise.all(versions.map((version) => read(["stack", "export", "--version", String(version)])));
}

/**
 * What a run that died left about itself. Anything that the backend refuses is unknown.
 * @param read runs a command of the CLI on the stack
 */
export async function tracesOf(
  read: Read,
  exportText: string,
  { folder, stack, inTenantTime }: Backend,
): Promise<Traces> {
  if (!passwordWasBegun(exportText)) return noTraces;
  try {
    const history = await read(["stack", "history", "--json"]);
    const run = deadRunIn(exportText, history.trim() === "" ? "[]" : history);
    const found = folder === undefined ? await numberedCopies(read, history) : copiesIn(folder, stack);
    return {
      deadRun: run && inTenantTime(run),
      inBackups: found && new Set(found.flatMap(keyIdsIn)),
    };
  } catch {
    return noTraces;
  }
}
