/** Every case of the battery, by name: which story, and what happens to which request of which run. Pure. */
import type { Fault, Line } from "./fault.ts";
import { randomFrom } from "./random.ts";
import type { StoryName } from "./story.ts";

/** The classes of the fault model (security.md 5.2). */
export const classes = {
  F1: "before its effect",
  F2: "after its effect",
  F3: "for good",
  F4: "the process dies",
  F5: "replicas behind",
  F6: "several, at random",
  F7: "in a rotation",
  F8: "two writers",
} as const;
export type ClassName = keyof typeof classes;

/** A fault at one request of a run. `lasting`: whenever the same request comes again in that run, too. */
export interface Planned {
  readonly at: number;
  readonly fault: Fault;
  readonly lasting: boolean;
}

/** How the tenant's replicas lag, for the objects that a run makes. */
export interface Lag {
  readonly what: "backing-application" | "404-after-create" | "list" | "old-read";
  /** Reads that still see the past. */
  readonly reads: number;
  readonly seed: number;
}

/** What one run has in store. */
export interface Disturbance {
  readonly faults: readonly Planned[];
  readonly lag?: Lag;
}

/** One case. */
export interface Case {
  /** Stable: the same name is the same case for as long as the stack sends the same requests. */
  readonly id: string;
  readonly story: StoryName;
  readonly class: ClassName;
  /** The runs that meet faults, first to last; those after them meet none. */
  readonly runs: readonly Disturbance[];
}

/** The faults of a class that meets one request, by name, and whether it needs a write. */
const variants: readonly (readonly [ClassName, string, Fault, "any" | "write"])[] = [
  ...(["429-retry-after", "429", "500", "503", "504", "408", "reset", "401-expired", "404-stale"] as const).map(
    (what) => ["F1", what, { kind: "before", what }, "any"] as const,
  ),
  ...(["503", "504", "reset", "truncated", "timeout"] as const).map(
    (what) => ["F2", what, { kind: "after", what }, "write"] as const,
  ),
  ...(["403-denied", "400-policy", "400-quota", "409-foreign"] as const).map(
    (what) => ["F3", what, { kind: "before", what }, "write"] as const,
  ),
  ...(["unsent", "committed", "unwritten"] as const).map(
    (when) => ["F4", when, { kind: "kill", when }, "write"] as const,
  ),
];

/** The requests of each story without faults. */
export type Requests = ReadonlyMap<StoryName, readonly Pick<Line, "index" | "method" | "path" | "write">[]>;

/** What a credential goes through. A lost answer and a death there are a class of their own: a secret is at stake. */
const rotations: readonly StoryName[] = ["appended", "retired", "emergency"];

function classOf(name: ClassName, story: StoryName): ClassName {
  return rotations.includes(story) && (name === "F2" || name === "F4") ? "F7" : name;
}

/** One fault at every request of every story, for every variant of F1 to F4. */
export function singleFaults(requests: Requests): Case[] {
  return [...requests].flatMap(([story, lines]) =>
    variants.flatMap(([name, variant, fault, where]) =>
      lines
        .filter(({ write }) => where === "any" || write)
        .map(({ index }) => ({
          id: `${story}/${classOf(name, story)}/${variant}/${String(index).padStart(3, "0")}`,
          story,
          class: classOf(name, story),
          runs: [{ faults: [{ at: index, fault, lasting: name === "F3" }] }],
        })),
    ),
  );
}

/** A second run of the same program from the same state, from its begin to its end before each write of a first up. */
export function secondRuns(requests: Requests): Case[] {
  const lines = requests.get("first-up") ?? [];
  return lines
    .filter(({ write }) => write)
    .map(({ index }) => ({
      id: `first-up/F8/second-run/${String(index).padStart(3, "0")}`,
      story: "first-up",
      class: "F8",
      runs: [{ faults: [{ at: index, fault: { kind: "second-run" }, lasting: false }] }],
    }));
}

/** Somebody adds a certificate in the portal after a run has read an application, and before it changes it. */
export function portalEdits(requests: Requests): Case[] {
  return [...requests].flatMap(([story, lines]) =>
    lines
      .filter(({ method, path }) => method === "PATCH" && /\/applications\/[^/]+$/.test(path))
      .map(({ index }) => ({
        id: `${story}/F8/portal/${String(index).padStart(3, "0")}`,
        story,
        class: "F8" as const,
        runs: [{ faults: [{ at: index, fault: { kind: "portal" as const }, lasting: false }] }],
      })),
  );
}

/** Four ways to lag, three lengths, five seeds. */
export function lags(): Case[] {
  return (["backing-application", "404-after-create", "list", "old-read"] as const).flatMap((what) =>
    [1, 3, 10].flatMap((reads) =>
      [1, 2, 3, 4, 5].map((seed) => ({
        id: `first-up/F5/${what}/${reads}/${seed}`,
        story: "first-up" as const,
        class: "F5" as const,
        runs: [{ faults: [], lag: { what, reads, seed } }],
      })),
    ),
  );
}

const transient = variants.filter(([name]) => name !== "F3");

/**
 * Schedules of two to five faults and kills over one or two runs. A kill ends what a run has in store, so the second run
 * is the one that heals it, and may die too.
 */
export function randomSchedules(requests: Requests, count: number): Case[] {
  const stories = [...requests];
  return Array.from({ length: count }, (_, seed) => {
    const random = randomFrom(seed);
    const [story, lines] = random.pick(stories);
    const faults = random.between(2, 5);
    const inSecond = random.between(0, 2);
    const plan = (length: number): Disturbance => ({
      faults: Array.from({ length }, () => {
        const [, , fault, where] = random.pick(transient);
        const { index } = random.pick(lines.filter(({ write }) => where === "any" || write));
        return { at: index, fault, lasting: false };
      }),
    });
    return {
      id: `${story}/F6/${String(seed).padStart(3, "0")}`,
      story,
      class: "F6",
      runs: inSecond > 0 ? [plan(faults), plan(inSecond)] : [plan(faults)],
    };
  });
}

/** How many random schedules the battery has. */
export const randomCount = 500;

/** In an order that looks random, so that any first part of them is a fair sample. */
function mixed(cases: readonly Case[]): Case[] {
  const random = randomFrom(0);
  return cases
    .map((one) => ({ one, at: random.between(0, 2 ** 30) }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

/** The whole battery. What a retry alone gets over comes last. */
export function allCases(requests: Requests): Case[] {
  const cases = mixed([
    ...singleFaults(requests),
    ...lags(),
    ...randomSchedules(requests, randomCount),
    ...secondRuns(requests),
    ...portalEdits(requests),
  ]);
  return [...cases.filter((one) => one.class !== "F1"), ...cases.filter((one) => one.class === "F1")];
}
