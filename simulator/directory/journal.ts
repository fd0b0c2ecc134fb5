/**
 * What a request changes in a directory: rows are replaced as a whole, so a change is a row before and a row after, and a
 * directory as it was is the directory with changes undone.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Directory } from "./directory.ts";

/** One row that a request made, replaced or removed. `undefined`: there is none. */
export interface Change {
  readonly collection: keyof Directory;
  readonly id: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Tells which request changed what. */
export interface Journal {
  /** Runs the handling of one request. @returns its result, and what it changed, each row once */
  watch<Result>(work: () => Promise<Result>): Promise<{ readonly result: Result; readonly changes: readonly Change[] }>;
}

/** Watches the collections of a directory from now on; what changes outside of {@link Journal.watch} is nobody's. */
export function journalOf(directory: Directory): Journal {
  const current = new AsyncLocalStorage<Map<string, Change>>();
  const note = (collection: keyof Directory, id: string, before: unknown, after: unknown): void => {
    const changes = current.getStore();
    if (!changes || before === after) return;
    const key = `${collection}/${id}`;
    const first = changes.get(key);
    changes.set(key, { collection, id, before: first ? first.before : before, after });
  };
  for (const [name, rows] of Object.entries(directory) as [keyof Directory, Map<string, unknown>][]) {
    const { set, delete: remove } = Map.prototype;
    rows.set = (id, row) => {
      note(name, id, rows.get(id), row);
      return set.call(rows, id, row) as Map<string, unknown>;
    };
    rows.delete = (id) => {
      note(name, id, rows.get(id), undefined);
      return remove.call(rows, id);
    };
  }
  return {
    watch: async (work) => {
      const changes = new Map<string, Change>();
      const result = await current.run(changes, work);
      return { result, changes: [...changes.values()].filter(({ before, after }) => before !== after) };
    },
  };
}

/** A copy of the directory in which the rows stand as they were before; the directory itself stays as it is. */
export function withRows(
  directory: Directory,
  rows: readonly { readonly collection: keyof Directory; readonly id: string; readonly row: unknown }[],
): Directory {
  const copy = Object.fromEntries(
    Object.entries(directory).map(([name, collection]) => [name, new Map(collection as Map<string, unknown>)]),
  );
  for (const { collection, id, row } of rows) {
    if (row === undefined) copy[collection]?.delete(id);
    else copy[collection]?.set(id, row);
  }
  return copy as unknown as Directory;
}
