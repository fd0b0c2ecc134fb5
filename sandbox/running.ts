/**
 * The tenant that `make tenant` runs: the file by which others find it, and what they ask of it. Whether it runs is told by
 * the folder's lock alone; the file of one that was killed is nobody's.
 */
import { randomBytes } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import * as z from "zod";
import type { Standing } from "../simulator/control.ts";
import type { Rule } from "../simulator/faults/rule.ts";
import type { Entry } from "../simulator/history.ts";
import type { ReachableTenant } from "../simulator/server.ts";

/** Below the sandbox's folder, its user's alone. */
export const runningName = "running.json";
/** The same secret as curl takes it (`curl -K`), so that it stands on no command line. */
export const controlName = "control";

const identity = z.strictObject({ clientId: z.string(), clientSecret: z.string() });

const file = z.strictObject({
  version: z.literal(1),
  process: z.int().positive(),
  /** When it was started, by the machine's clock (ISO). */
  started: z.iso.datetime(),
  /** The secret of its controls, for `Authorization: Bearer …`. */
  control: z.string(),
  /** Where its controls are. */
  controlUrl: z.string(),
  tenantId: z.string(),
  metadataHost: z.string(),
  graphUrl: z.string(),
  loginUrl: z.string(),
  armUrl: z.string(),
  vaultUrls: z.record(z.string(), z.string()),
  certificateFile: z.string(),
  deployer: z.strictObject({ ...identity.shape, objectId: z.string() }),
  reader: identity,
  people: z.array(z.string()),
});

/** A tenant that another process runs, as its file tells of it. */
export type RunningTenant = z.infer<typeof file>;

/** A secret for the controls of one process. */
export function newControlSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** Says where the tenant of this process is. @returns what was written */
export function announce(folder: string, tenant: ReachableTenant, control: string, started: Date): RunningTenant {
  const { tenantId, metadataHost, graphUrl, loginUrl, armUrl, vaultUrls, certificateFile, deployer, reader, people } =
    tenant;
  const running: RunningTenant = {
    version: 1,
    process: process.pid,
    started: started.toISOString(),
    control,
    controlUrl: `${loginUrl}/simulator`,
    tenantId,
    metadataHost,
    graphUrl,
    loginUrl,
    armUrl,
    vaultUrls: { ...vaultUrls },
    certificateFile,
    deployer,
    reader,
    people: [...people],
  };
  writeFileAtomic.sync(join(folder, controlName), `header = "Authorization: Bearer ${control}"\n`, { mode: 0o600 });
  writeFileAtomic.sync(join(folder, runningName), `${JSON.stringify(running, null, 2)}\n`, { mode: 0o600 });
  return running;
}

/** Takes away what {@link announce} wrote, in this process or in one that is dead. */
export function withdraw(folder: string): void {
  for (const name of [runningName, controlName]) rmSync(join(folder, name), { force: true });
}

/** What the folder's file tells; undefined where there is none, `foreign` where another version wrote it. */
export function announced(folder: string): RunningTenant | "foreign" | undefined {
  let text: string;
  try {
    text = readFileSync(join(folder, runningName), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  try {
    return file.parse(JSON.parse(text));
  } catch {
    return "foreign";
  }
}

async function ask(
  { control, controlUrl }: RunningTenant,
  patience: number,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const response = await fetch(`${controlUrl}${path}`, {
    method,
    headers: { Authorization: `Bearer ${control}`, "Content-Type": "application/json" },
    signal: AbortSignal.timeout(patience),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as { readonly error?: { readonly message?: string } };
  if (response.ok) return answer;
  throw new Error(`the running tenant refuses ${method} ${path}: ${answer.error?.message ?? response.status}`);
}

/**
 * The controls of a running tenant. Each throws what keeps it from answering.
 * @param patience milliseconds after which one that does not answer is given up
 */
export function controlsOf(running: RunningTenant, patience: number) {
  const asked = (method: string, path: string, body?: unknown) => ask(running, patience, method, path, body);
  return {
    standing: async () => (await asked("GET", "")) as Standing,
    history: async () => ((await asked("GET", "/history")) as { readonly requests: readonly Entry[] }).requests,
    fastForward: async (milliseconds: number): Promise<Date> => {
      const { now } = (await asked("POST", "/clock", { fastForward: milliseconds })) as { now: string };
      return new Date(now);
    },
    setFaults: async (rules: readonly Rule[]) => void (await asked("POST", "/faults", rules)),
    reset: async (now: Date) => void (await asked("POST", "/reset", { now: now.toISOString() })),
  };
}
