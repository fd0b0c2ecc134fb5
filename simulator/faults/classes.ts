/** The classes of faults that a run has to survive, and schedules made of them. */
import type { Fault, Rule, Selector } from "./rule.ts";

const status = (code: 408 | 429 | 500 | 502 | 503 | 504, effect: "none" | "done", retryAfter?: number): Fault => ({
  kind: "status",
  status: code,
  effect,
  ...(retryAfter !== undefined && { retryAfter }),
});

/** Before the effect, at any request: the same request may simply be sent again. */
export const beforeEffect: readonly Fault[] = [
  status(429, "none", 1),
  status(429, "none"),
  status(500, "none"),
  status(503, "none"),
  status(504, "none"),
  status(408, "none"),
  { kind: "reset", effect: "none" },
  { kind: "refused", refusal: "expired-token" },
  { kind: "refused", refusal: "not-found" },
];

/** After the effect, at a write: sent again, it would be done twice. */
export const afterEffect: readonly Fault[] = [
  status(503, "done"),
  status(504, "done"),
  { kind: "reset", effect: "done" },
  { kind: "truncated" },
  { kind: "late", seconds: 90 },
];

/** At a write, for good. */
export const permanent: readonly Fault[] = [
  { kind: "refused", refusal: "denied" },
  { kind: "refused", refusal: "app-policy" },
  { kind: "refused", refusal: "quota" },
  { kind: "refused", refusal: "foreign-object" },
];

/** Entra's replicas, each `requests` behind: what was written is not seen yet. One list of rules a variant. */
export function inconsistent(requests: number): Readonly<Record<string, readonly Rule[]>> {
  const lag = (on: Rule["on"], seenBy: Selector): Rule => ({ on, fault: { kind: "lag", requests, seenBy } });
  const reads = { method: "GET", path: "/graph/*/*/*" };
  return {
    "400 backing app": [lag(creates("applications"), creates("servicePrincipals"))],
    "404 after create": [lag(creates("*"), { ...reads }), lag(creates("*"), { method: "PATCH", path: "/graph/*/*/*" })],
    "list lag": [lag({ kind: "write" }, { method: "GET", path: "/graph/*/*" })],
    "stale old read": [lag({ method: "PATCH", path: "/graph/*/*/*" }, { ...reads })],
  };
}

function creates(collection: string): Selector {
  return { method: "POST", path: `/graph/*/${collection}` };
}

/**
 * The lag that the azuread provider lives with, at every write of a run (`SIMULATOR_LAG`): a fresh application and
 * principal where the provider tries again, credentials and deletions where it polls, every list, and a new credential at
 * the token endpoint.
 * @param requests how many requests see the tenant as it was
 */
export function tolerableLag(requests: number): readonly Rule[] {
  const lag = (on: Rule["on"], seenBy: Selector): Rule => ({ on, fault: { kind: "lag", requests, seenBy } });
  const application = "/graph/*/applications/*";
  const credentials: readonly Rule["on"][] = [
    { method: "POST", path: `${application}/addPassword` },
    { method: "PATCH", path: application, body: '"keyCredentials"' },
  ];
  return [
    lag(creates("applications"), { method: "PATCH", path: application }),
    lag(creates("applications"), creates("servicePrincipals")),
    lag(creates("servicePrincipals"), { method: "POST", path: "/graph/*/servicePrincipals/*/appRoleAssignedTo" }),
    lag(creates("servicePrincipals"), creates("oauth2PermissionGrants")),
    ...credentials.flatMap((on) => [lag(on, { method: "GET", path: application }), lag(on, { kind: "token" })]),
    lag({ method: "DELETE", path: application }, { method: "GET", path: application }),
    lag(
      { method: "DELETE", path: "/graph/*/servicePrincipals/*" },
      { method: "GET", path: "/graph/*/servicePrincipals/*" },
    ),
    lag({ kind: "write" }, { method: "GET", path: "/graph/*/*" }),
  ];
}

/**
 * The rules of `SIMULATOR_LAG`.
 * @param written undefined or empty: none
 * @throws Error with what is allowed
 */
export function lagOf(written: string | undefined): readonly Rule[] {
  if (written === undefined || written === "") return [];
  if (!/^[1-9]\d?$/.test(written))
    throw new Error(
      `SIMULATOR_LAG=${written}: write how many requests see the tenant as it was before a write, 1 to 99, or leave it out`,
    );
  return tolerableLag(Number(written));
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A schedule made by chance: the same seed, the same rules.
 * @param run how many requests and writes a run without faults takes
 * @param count how many faults
 */
export function randomRules(
  seed: number,
  run: { readonly requests: number; readonly writes: number },
  count: number,
): readonly Rule[] {
  const next = numbers(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  const of = (faults: readonly Fault[]): Fault => {
    const fault = faults[below(faults.length)];
    if (fault === undefined) throw new Error("there is no fault to choose from");
    return fault;
  };
  return Array.from({ length: count }, () =>
    next() < 0.5
      ? { on: { nth: 1 + below(run.requests) }, fault: of(beforeEffect) }
      : { on: { kind: "write" as const, nth: 1 + below(run.writes) }, fault: of(afterEffect) },
  );
}
