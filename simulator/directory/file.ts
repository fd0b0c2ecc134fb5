/**
 * Where a tenant is kept: one JSON file, replaced as a whole, and beside it a journal with what has changed since, a line a
 * request, so that an answered write outlives the process. Both hold hashes and sealed values, no secret in the clear.
 */
import { appendFileSync, existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { type Directory, emptyDirectory } from "./directory.ts";
import type { Change } from "./journal.ts";

/**
 * Raised when the file's shape changes. 2 adds the tenant's identity and its time, a file of 1 is taken without them; 3 adds
 * the audit log, 4 how people sign in and who belongs to which group; an older file is taken with none of them. 5 keeps the
 * values of a vault's secrets, of which an older file has hashes alone, 6 when credentials bought tokens, 7 the policies on
 * applications.
 */
const currentSchema = 7;
const formerSchemas: readonly unknown[] = [1, 2, 3, 4, 5, 6];

/** Collections that an older file lacks, by the schema that brought them. */
const addedIn: Readonly<Record<string, number>> = {
  audits: 3,
  signIns: 4,
  memberships: 4,
  credentialUses: 6,
  appManagement: 7,
};

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

/** A line of the journal: the rows that a request touched, as they stand when it is answered; null where there is none. */
interface Line extends Head {
  readonly rows: readonly (readonly [collection: string, id: string, row: unknown])[];
}

/** The journal of a tenant's file. */
function journalOf(path: string): string {
  return join(dirname(path), "directory.journal");
}

/** The lines that belong to the tenant. What a killed process left of its last line was not answered. */
function readLines(path: string, identity: string): readonly Line[] {
  if (!existsSync(path)) return [];
  const whole = readFileSync(path, "utf8").split("\n").slice(0, -1);
  try {
    return whole.map((line) => JSON.parse(line) as Line).filter((line) => line.identity === identity);
  } catch {
    throw unusable(path, "is damaged");
  }
}

/** Brings a directory to where its journal ends. Rows stand in it as a whole: what the file has already changes nothing. */
function replay(path: string, directory: Directory, { identity, now }: Head): Kept {
  const lines = readLines(path, identity);
  for (const [name, id, row] of lines.flatMap(({ rows }) => rows)) {
    const collection = (directory as unknown as Record<string, Map<string, unknown> | undefined>)[name];
    if (!collection) throw unusable(path, `was written by another version: it has a list '${name}'`);
    if (row === null) collection.delete(id);
    else collection.set(id, row);
  }
  return { directory, identity, now: lines.at(-1)?.now ?? now };
}

/** Reads a tenant's file and its journal. @returns undefined if there is none. @throws naming the file if it cannot be used. */
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
  return replay(journalOf(path), directory, { identity, now });
}

/** Keeps a directory in its file. */
export interface Persistence {
  /** Keeps what a request changed before it is answered; the file itself is written soon, many changes at once. */
  changed(changes: readonly Change[]): void;
  /** Writes what is not in the file yet, and the time that it is. */
  flush(): Promise<void>;
}

/** Milliseconds between a change and its writing: at least this, and long enough that writing stays a tenth of the work. */
const waitMs = 50;

const ownersAlone = { mode: 0o600 };

/** Replaces the file as a whole each time: a reader never meets half a tenant. */
export function persistence(path: string, directory: Directory, head: () => Head): Persistence {
  const journal = journalOf(path);
  let timer: NodeJS.Timeout | undefined;
  let wait = waitMs;
  /** The journal's lines that no written file contains yet, and how many came before them. */
  let lines: string[] = [];
  let folded = 0;
  const write = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const started = performance.now();
    const text = serialised(directory, head());
    const contained = folded + lines.length;
    wait = Math.max(waitMs, 10 * (performance.now() - started));
    await writeFileAtomic(path, text, ownersAlone);
    lines = lines.slice(Math.max(0, contained - folded));
    folded = Math.max(folded, contained);
    if (lines.length === 0) rmSync(journal, { force: true });
    else writeFileAtomic.sync(journal, lines.join(""), { ...ownersAlone, fsync: false });
  };
  const lineOf = (changes: readonly Change[]): string => {
    // The row as it stands: of two requests at once the one that changed it last need not be the last to end.
    const row = ({ collection, id }: Change) => (directory[collection] as Map<string, unknown>).get(id) ?? null;
    const rows = changes.map((change) => [change.collection, change.id, row(change)] as const);
    return `${JSON.stringify({ ...head(), rows } satisfies Line)}\n`;
  };
  return {
    changed: (changes) => {
      const line = lineOf(changes);
      lines.push(line);
      try {
        appendFileSync(journal, line, ownersAlone);
      } catch {
        // A full disk: half a line may stand there now. Whoever closes the tenant learns of it (flush).
        rmSync(journal, { force: true });
      }
      timer ??= setTimeout(() => void write().catch(() => undefined), wait);
    },
    flush: write,
  };
}
