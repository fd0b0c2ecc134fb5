/** Where a tenant is kept between two runs: one JSON file, replaced as a whole. It holds hashes, no secrets. */
import { existsSync, readFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { type Directory, emptyDirectory } from "./directory.ts";

/** Raised when the file's shape changes; an older file is then refused. */
const SCHEMA = 1;

/** The directory as plain JSON: each collection as its rows. */
function serialised(directory: Directory): string {
  const collections = Object.entries(directory).map(([name, rows]: [string, Map<string, unknown>]) => [
    name,
    [...rows],
  ]);
  return JSON.stringify({ schema: SCHEMA, ...Object.fromEntries(collections) });
}

/** Reads a tenant's file. @returns undefined if there is none. @throws naming the file if it cannot be used. */
export function readDirectory(path: string): Directory | undefined {
  if (!existsSync(path)) return undefined;
  const refuse = (why: string) => new Error(`${path}: ${why}. Delete the file to begin with a fresh simulated tenant.`);
  let kept: Record<string, unknown>;
  try {
    kept = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  } catch {
    throw refuse("is no JSON");
  }
  if (kept.schema !== SCHEMA)
    throw refuse(`was written by another version (schema ${String(kept.schema)}, not ${SCHEMA})`);
  const directory = emptyDirectory();
  for (const [name, rows] of Object.entries(directory) as [string, Map<string, unknown>][]) {
    const entries = kept[name];
    if (!Array.isArray(entries)) throw refuse(`has no list '${name}'`);
    for (const [id, row] of entries as [string, unknown][]) rows.set(id, row);
  }
  return directory;
}

/** Keeps a directory in its file. */
export interface Keeper {
  /** Says that the directory changed; it is written soon, many changes at once. */
  changed(): void;
  /** Writes what is not written yet. */
  flush(): Promise<void>;
}

/** Milliseconds between a change and its writing: at least this, and long enough that writing stays a tenth of the work. */
const WAIT_MS = 50;

/** Writes beside the file and then renames, so that a reader never meets half a tenant. */
export function keeper(path: string, directory: Directory): Keeper {
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  let wait = WAIT_MS;
  const write = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const started = performance.now();
    const text = serialised(directory);
    wait = Math.max(WAIT_MS, 10 * (performance.now() - started));
    const next = async () => {
      await writeFile(`${path}.new`, text, { mode: 0o600 });
      await rename(`${path}.new`, path);
    };
    writing = writing.then(next, next);
    return writing;
  };
  return {
    changed: () => {
      timer ??= setTimeout(() => void write().catch(() => undefined), wait);
    },
    flush: async () => {
      await (timer === undefined ? writing : write());
    },
  };
}
