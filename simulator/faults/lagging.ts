/** Writes that some requests do not see yet: what hides from whom, and for how long. */
import type { Directory } from "../directory/directory.ts";
import type { Change } from "../directory/journal.ts";
import type { Lag } from "./rule.ts";
import { type Asked, means } from "./schedule.ts";

/** A row as it was before a write, for those who do not see the write yet. */
export interface Hidden {
  readonly collection: keyof Directory;
  readonly id: string;
  readonly row: unknown;
  /** What the row is called in paths, bodies and answers. */
  readonly names: readonly string[];
  readonly lag: Lag;
  /** How many requests still do not see it. */
  readonly left: number;
  /** Milliseconds since 1970; from then on everybody sees it. */
  readonly until: number;
}

/** What rows are called where a request or an answer shows them. */
function namesOf({ id, before, after }: Change): readonly string[] {
  const of = (row: unknown): string[] => {
    if (typeof row !== "object" || row === null) return [];
    const { entity, appId, name, principalId } = row as Record<string, unknown>;
    return [appId, name, principalId].filter((value) => typeof value === "string").concat(of(entity));
  };
  return [...new Set([id, ...of(before), ...of(after)])];
}

/** What a write hides. @param now milliseconds since 1970 */
export function hiddenBy(lags: readonly Lag[], changes: readonly Change[], now: number): readonly Hidden[] {
  return lags.flatMap((lag) =>
    changes.map((change) => ({
      collection: change.collection,
      id: change.id,
      row: change.before,
      names: namesOf(change),
      lag,
      left: lag.requests ?? Number.POSITIVE_INFINITY,
      until: lag.seconds === undefined ? Number.POSITIVE_INFINITY : now + lag.seconds * 1000,
    })),
  );
}

/** What is hidden from a request, the oldest version of each row. */
export function hiddenFrom(all: readonly Hidden[], asked: Asked): readonly Hidden[] {
  const oldest = new Map<string, Hidden>();
  for (const hidden of all) {
    const key = `${hidden.collection}/${hidden.id}`;
    if (means(hidden.lag.seenBy, asked) && !oldest.has(key)) oldest.set(key, hidden);
  }
  return [...oldest.values()];
}

/** True where a hidden row stands in a text. */
export function standsIn({ names }: Hidden, text: string): boolean {
  return names.some((name) => text.includes(name));
}

/** What is left after a request that did not see these rows, and at this time. */
export function afterMissing(
  all: readonly Hidden[],
  asked: Asked,
  missed: readonly Hidden[],
  now: number,
): readonly Hidden[] {
  const keys = new Set(missed.map(({ collection, id }) => `${collection}/${id}`));
  return all
    .map((hidden) =>
      keys.has(`${hidden.collection}/${hidden.id}`) && means(hidden.lag.seenBy, asked)
        ? { ...hidden, left: hidden.left - 1 }
        : hidden,
    )
    .filter(({ left, until }) => left > 0 && now < until);
}
