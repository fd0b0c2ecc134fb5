/** The requests that a tenant answered: counted all, kept the newest, so that a long run does not fill the memory. */
import type { RequestRecord } from "./app.ts";

/** Requests that are surely kept; up to twice as many are. */
const keptRequests = 10_000;

/** A log that does not grow without end. */
export interface RequestLog {
  /** The newest requests, newest last. */
  readonly kept: readonly RequestRecord[];
  /** All requests so far, and those of them that could change the tenant. */
  readonly counts: { readonly requests: number; readonly writes: number };
  add(record: RequestRecord): void;
}

/** An empty log. @param least how many of the newest requests are surely kept */
export function requestLog(least = keptRequests): RequestLog {
  const kept: RequestRecord[] = [];
  const counts = { requests: 0, writes: 0 };
  return {
    kept,
    counts,
    add(record) {
      counts.requests += 1;
      if (record.write) counts.writes += 1;
      kept.push(record);
      if (kept.length > 2 * least) kept.splice(0, least);
    },
  };
}
