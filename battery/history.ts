/** What a case did, as the checkers read it: every run with its requests, and what stood in the tenant at every moment. */
import type { Fact } from "./facts.ts";
import type { Line } from "./fault.ts";
import type { Step } from "./update.ts";
import type { World } from "./world.ts";

/** What the tenant held right after a request reached it, where that was not what it held before. */
export interface Moment {
  readonly run: number;
  readonly request: Line["index"];
  readonly during: "heal" | "update";
  readonly added: readonly Fact[];
  readonly removed: readonly Fact[];
  /** Ids of the objects that the engine's state knew then. */
  readonly known: ReadonlySet<string>;
}

/** How a run ended. */
export type End =
  | { readonly kind: "done"; readonly steps: readonly Step[] }
  | { readonly kind: "failed"; readonly steps: readonly Step[]; readonly fault: string }
  | { readonly kind: "died" };

/** One run of a case. */
export interface Run {
  readonly healing: readonly Line[];
  readonly lines: readonly Line[];
  readonly end: End;
  /** What it printed. */
  readonly said: readonly string[];
}

/** A whole case, played to its end. */
export interface History {
  readonly runs: readonly Run[];
  /** How many of the runs had a fault in store. */
  readonly disturbed: number;
  readonly moments: readonly Moment[];
  /** The world after the last run. */
  readonly world: World;
  /** Every secret that the tenant gave out, or that a plugin made. */
  readonly secrets: readonly string[];
  /** Key ids of the certificates that somebody has added by hand meanwhile. */
  readonly byHand: ReadonlySet<string>;
  /** Microsoft's own principals were as the seed has them, after every request. */
  readonly firstPartyUntouched: boolean;
}

/** True where a run did its work without a fault and found nothing to do. */
export function isQuiet({ end, lines }: Run): boolean {
  return end.kind === "done" && end.steps.length === 0 && lines.every(({ write }) => !write);
}
