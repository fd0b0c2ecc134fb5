/**
 * The requests that a tenant answered, for checkers: counted all, kept the newest, so that a long run does not fill the
 * memory. Bodies, headers and secrets are not recorded.
 */
import type { Directory } from "./directory/directory.ts";
import type { Change } from "./directory/journal.ts";

/** Who sent a request, as its valid access token or its proof at the token endpoint says. */
export interface Actor {
  readonly clientId: string;
  /** The object id of the service principal, or of the user who signed in. */
  readonly objectId: string;
}

/** One request that was answered, or whose answer was lost. */
export interface Entry {
  /** 1, 2, 3 … in the order in which requests came to their end. */
  readonly seq: number;
  /** The tenant's time, ISO. */
  readonly time: string;
  readonly method: string;
  /** Path with the query. */
  readonly path: string;
  /** The status that was sent; null where the connection was reset before one was. */
  readonly status: number | null;
  /** True for a request that could change the tenant; false for reads and for tokens. */
  readonly write: boolean;
  /** Null where nobody was recognised, or a fault struck before anybody was. */
  readonly actor: Actor | null;
  /** The injected fault in a word or two (faults/rule.ts: nameOf), or null. */
  readonly fault: string | null;
  /**
   * What the request changed, without secrets: an application, a principal or a group with its `owners` beside its own
   * properties; every other object as Graph shows it. Null before: made; null after: gone. That a credential was used is
   * no change.
   */
  readonly changes: readonly {
    readonly collection: keyof Directory;
    readonly id: string;
    readonly before: object | null;
    readonly after: object | null;
  }[];
}

/** Requests that are surely kept; up to twice as many are. */
const keptRequests = 10_000;

/** A history that does not grow without end. */
export interface History {
  /** The newest requests, newest last. */
  readonly kept: readonly Entry[];
  /** All requests so far, and those of them that could change the tenant. */
  readonly counts: { readonly requests: number; readonly writes: number };
  /** Adds a request; its number is given here. */
  add(entry: Omit<Entry, "seq" | "changes">, changes: readonly Change[]): void;
}

/** Properties that hold a secret or its hash. */
const secret = new Set([
  "keyring",
  "sealed",
  "former",
  "valueHash",
  "secretText",
  "passwordHash",
  "password",
  "codeHash",
  "tokenHash",
]);

/** A row without what only the tenant keeps; what Graph keeps beside an object stands beside its properties. */
function shown(row: unknown): object | null {
  if (typeof row !== "object" || row === null) return null;
  const { entity, item, ...rest } = row as { readonly entity?: unknown; readonly item?: unknown };
  const open = Object.fromEntries(Object.entries(rest).filter(([name]) => !secret.has(name)));
  return { ...open, ...(item === undefined ? {} : { item: shown(item) }), ...shown(entity) };
}

/** An empty history. @param least how many of the newest requests are surely kept */
export function historyOf(least = keptRequests): History {
  const kept: Entry[] = [];
  const counts = { requests: 0, writes: 0 };
  return {
    kept,
    counts,
    add(entry, changes) {
      counts.requests += 1;
      if (entry.write) counts.writes += 1;
      kept.push({
        seq: counts.requests,
        ...entry,
        changes: changes
          .filter(({ collection }) => collection !== "credentialUses")
          .map(({ collection, id, before, after }) => ({
            collection,
            id,
            before: shown(before),
            after: shown(after),
          })),
      });
      if (kept.length > 2 * least) kept.splice(0, least);
    },
  };
}
