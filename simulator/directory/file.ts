/** Where a tenant is kept between two runs: one JSON file, replaced as a whole. It holds hashes, no secrets. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, relative } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { type Directory, emptyDirectory } from "./directory.ts";

/**
 * Raised when the file's shape changes. 2 adds the tenant's identity and its time, a file of 1 is taken without them; 3 adds
 * the audit log, 4 how people sign in and who belongs to which group; an older file is taken with none of them.
 */
const currentSchema = 4;
const formerSchemas: readonly unknown[] = [1, 2, 3];

/** Collections that an older file lacks, by the schema that brought them. */
const addedIn: Readonly<Record<string, number>> = { audits: 3, signIns: 4, memberships: 4 };

/** What the file tells of the tenant beside its directory. */
export interface Head {
  /** Tells this tenant from every other; the engine's state names it (kinship.ts). */
  readonly identity: string;
  /** The last instant that the tenant has known, ISO. */
  readonly now: string;
}

/** A tenant as its file keeps it. An older version wrote no identity; its time is then when it wrote. */
export interface Kept {
  readonly directory: Directory;
  readonly identity: Head["identity"] | undefined;
  readonly now: Head["now"];
}

/** The directory as plain JSON: each collection as its rows. */
function serialised(directory: Directory, head: Head): string {
  const collections = Object.entries(directory).map(([name, rows]: [string, Map<string, unknown>]) => [
    name,
    [...rows],
  ]);
  return JSON.stringify({ schema: currentSchema, ...head, ...Object.fromEntries(collections) });
}

/**
 * What is wrong with a tenant's file, and the next step. Never "delete the file": the engine's state would then describe
 * what no longer exists.
 */
export function unusable(path: string, why: string): Error {
  const shown = (file: string) => relative(process.cwd(), file) || file;
  const both = shown(dirname(dirname(path)));
  return new Error(
    `${shown(path)} ${why}. The tenant and the engine's state belong together: put the file back, or begin afresh with \`rm -r ${both}\`, which removes both.`,
  );
}

/** Reads a tenant's file. @returns undefined if there is none. @throws naming the file if it cannot be used. */
export function readKept(path: string): Kept | undefined {
  if (!existsSync(path)) return undefined;
  const refuse = (why: string) => unusable(path, why);
  let kept: Record<string, unknown>;
  try {
    kept = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  } catch {
    throw refuse("is no JSON");
  }
  const schema = kept?.schema;
  if (schema !== currentSchema && !formerSchemas.includes(schema))
    throw refuse(`was written by another version (schema ${String(schema)}, not ${currentSchema})`);
  const directory = emptyDirectory();
  for (const [name, rows] of Object.entries(directory) as [string, Map<string, unknown>][]) {
    const entries = kept[name] ?? (Number(schema) < (addedIn[name] ?? 0) ? [] : undefined);
    if (!Array.isArray(entries)) throw refuse(`has no list '${name}'`);
    for (const [id, row] of entries as [string, unknown][]) rows.set(id, row);
  }
  if (schema === 1) return { directory, identity: undefined, now: statSync(path).mtime.toISOString() };
  const { identity, now } = kept;
  if (typeof identity !== "string" || identity === "") throw refuse("has no identity");
  if (typeof now !== "string" || Number.isNaN(Date.parse(now))) throw refuse("has no time");
  return { directory, identity, now };
}

/** Keeps a directory in its file. */
export interface Persistence {
  /** Says that the directory changed; it is written soon, many changes at once. */
  changed(): void;
  /** Writes what is not written yet, and the time that it is. */
  flush(): Promise<void>;
}

/** Milliseconds between a change and its writing: at least this, and long enough that writing stays a tenth of the work. */
const waitMs = 50;

/** Replaces the file as a whole each time, one after the other: a reader never meets half a tenant. */
export function persistence(path: string, directory: Directory, head: () => Head): Persistence {
  let timer: NodeJS.Timeout | undefined;
  let wait = waitMs;
  const write = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const started = performance.now();
    const text = serialised(directory, head());
    wait = Math.max(waitMs, 10 * (performance.now() - started));
    return writeFileAtomic(path, text, { mode: 0o600 });
  };
  return {
    changed: () => {
      timer ??= setTimeout(() => void write().catch(() => undefined), wait);
    },
    flush: write,
  };
}
