/** What tells whose a password is that the state does not know: when the dead run ran, and which copies name its key id. */
import { z } from "zod";
import { types } from "./declared.ts";

/** The time in which whatever began was begun by the run that died. Milliseconds since 1970. */
export interface DeadRun {
  readonly since: number;
  readonly until: number;
}

/** What a run that died left about itself. */
export interface Traces {
  /** Undefined where nothing tells. */
  readonly deadRun: DeadRun | undefined;
  /** Key ids that copies of the state from before name; undefined where they cannot be read. */
  readonly inBackups: ReadonlySet<string> | undefined;
}

/** Nothing is known. */
export const noTraces: Traces = { deadRun: undefined, inBackups: undefined };

const exported = z.object({
  deployment: z
    .object({
      manifest: z.object({ time: z.string() }).nullish(),
      resources: z.array(z.object({ type: z.string(), created: z.string().optional() })).nullish(),
      pending_operations: z.array(z.object({ type: z.string(), resource: z.object({ type: z.string() }) })).nullish(),
    })
    .nullish(),
});

/** True where the state says that a password was being made: only then do traces decide anything. */
export function passwordWasBegun(exportText: string): boolean {
  if (exportText.trim() === "") return false;
  const pending = exported.parse(JSON.parse(exportText)).deployment?.pending_operations ?? [];
  return pending.some(({ type, resource }) => type === "creating" && resource.type === types.password);
}

const history = z.array(z.object({ version: z.number().optional(), endTime: z.string().optional() }));

/** The versions that a backend numbers, newest first, of `pulumi stack history --json`; a file's or a blob's says 0 for each. */
export function versionsIn(historyText: string): number[] {
  return history.parse(JSON.parse(historyText)).flatMap(({ version }) => (version ? [version] : []));
}

/** What a request that was sent before the engine's last write may still take: the provider gives a password 15 minutes. */
const slack = 15 * 60_000;

/**
 * When the dead run ran. It began after the last run that ended (a killed one is not in the history), or, where none
 * ended, with the stack; it wrote its state last shortly before it died.
 * @param exportText of `pulumi stack export`
 * @param historyText of `pulumi stack history --json`
 */
export function deadRunIn(exportText: string, historyText: string): DeadRun | undefined {
  const { deployment } = exported.parse(JSON.parse(exportText));
  const ended = history.parse(JSON.parse(historyText)).flatMap(({ endTime }) => endTime ?? []);
  const begun = (deployment?.resources ?? []).find(({ type }) => type === "pulumi:pulumi:Stack")?.created;
  const since = ended.length > 0 ? Math.max(...ended.map((time) => Date.parse(time))) : Date.parse(begun ?? "");
  const until = Date.parse(deployment?.manifest?.time ?? "") + slack;
  return Number.isNaN(since) || Number.isNaN(until) ? undefined : { since, until };
}

/** The key ids of the passwords that a copy of the state names, in lower case. */
export function keyIdsIn(copy: string): string[] {
  return [...copy.matchAll(/\/password\/([0-9a-f-]{36})/gi)].map(([, keyId]) => String(keyId).toLowerCase());
}
