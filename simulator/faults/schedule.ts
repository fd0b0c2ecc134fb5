/** Which faults hit a request: decided by rules and by what came before, and by nothing else. */
import type { Fault, Lag, Rule, requestKinds, Selector } from "./rule.ts";

/** A request as rules see it. */
export interface Asked {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly kind: (typeof requestKinds)[number];
  /** Empty where no rule asks for it. */
  readonly body: string;
}

/** Rules, and how many requests each has matched. */
export interface Schedule {
  readonly rules: readonly Rule[];
  readonly matched: readonly number[];
}

/** What a request meets: one fault at most, and every lag that its rules name. */
export interface Met {
  readonly fault: Exclude<Fault, Lag> | undefined;
  readonly lags: readonly Lag[];
}

/** Rules that have met no request yet. */
export function scheduleOf(rules: readonly Rule[]): Schedule {
  return { rules, matched: rules.map(() => 0) };
}

function segmentsMatch(pattern: readonly string[], path: readonly string[]): boolean {
  const [wanted, ...rest] = pattern;
  if (wanted === "**") return true;
  if (wanted === undefined || path.length === 0) return wanted === undefined && path.length === 0;
  return (wanted === "*" || wanted.toLowerCase() === path[0]?.toLowerCase()) && segmentsMatch(rest, path.slice(1));
}

/** True where a selector means the request. */
export function means({ method, path, kind, body }: Selector, asked: Asked): boolean {
  return (
    (method === undefined || method === asked.method) &&
    (kind === undefined || kind === asked.kind) &&
    (path === undefined || segmentsMatch(path.split("/"), asked.path.split("/"))) &&
    (body === undefined || asked.body.includes(body))
  );
}

function isHit({ nth, times = 1 }: Rule["on"], count: number): boolean {
  return nth === undefined || (count >= nth && count < nth + times);
}

/** The next request: what it meets, and the schedule after it. Of two faults the first rule's is met. */
export function meet({ rules, matched }: Schedule, asked: Asked): { readonly schedule: Schedule; readonly met: Met } {
  const after = rules.map(({ on }, index) => (matched[index] ?? 0) + (means(on, asked) ? 1 : 0));
  const hits = rules.filter(({ on }, index) => after[index] !== matched[index] && isHit(on, after[index] ?? 0));
  const lags = hits.flatMap(({ fault }) => (fault.kind === "lag" ? [fault] : []));
  const [fault] = hits.flatMap(({ fault }) => (fault.kind === "lag" ? [] : [fault]));
  return { schedule: { rules, matched: after }, met: { fault, lags } };
}
