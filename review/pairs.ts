/** Which integration of the one side is which of the other. */
import { orderedBy } from "../components/order.ts";
import type { RecordedIntegration, Recording } from "./recording.ts";

/** One integration on both sides, or on one. At least one of both is there. */
export interface Pair {
  readonly before: RecordedIntegration | undefined;
  readonly after: RecordedIntegration | undefined;
}

/** Both sides of a review: what the comparison, the judge and the report each read. */
export interface Sides {
  /** Undefined: there is no base yet, so everything is new. */
  readonly before: Recording | undefined;
  readonly after: Recording;
  /** Every integration of the two, sorted by the name after the change. */
  readonly pairs: readonly Pair[];
}

/** Pairs by name, then by former names (`formerly`), sorted by the name after the change. */
function pairsOf(before: readonly RecordedIntegration[], after: readonly RecordedIntegration[]): Pair[] {
  const old = new Map(before.map((integration) => [integration.name, integration]));
  const present = new Set(after.map(({ name }) => name));
  const taken = new Set<string>();
  const kept = after.map((integration): Pair => {
    const names = [integration.name, ...[...integration.formerly].reverse().filter((name) => !present.has(name))];
    const found = names
      .map((name) => old.get(name))
      .find((candidate) => candidate !== undefined && !taken.has(candidate.name));
    if (found) taken.add(found.name);
    return { before: found, after: integration };
  });
  const gone = before
    .filter(({ name }) => !taken.has(name))
    .map((integration): Pair => ({ before: integration, after: undefined }));
  return [...kept, ...gone].sort(orderedBy(({ after, before }) => (after ?? before)?.name ?? ""));
}

/** Puts two recordings side by side. */
export function sideBySide(before: Recording | undefined, after: Recording): Sides {
  return { before, after, pairs: pairsOf(before?.integrations ?? [], after.integrations) };
}
