/** What `verify` says of one thing that it looked at. */
import type { Remedy } from "./remedy.ts";

/**
 * `same`: as declared. `different`: it is not, or it is missing. `undeclared`: it stands there and nobody declared it.
 * `not checked`: it was to be looked at and could not be. `elsewhere`: no service that `verify` asks tells it; a person looks.
 */
export type Verdict = "same" | "different" | "undeclared" | "not checked" | "elsewhere";

/** One check of one integration. No value in it is secret. */
export interface Row {
  /** The integration's name; undefined for what all share. */
  readonly integration: string | undefined;
  /** What was looked at, in words. */
  readonly check: string;
  /** Graph's property, or the path under which it stands. */
  readonly property: string;
  readonly expected: string;
  readonly found: string;
  readonly verdict: Verdict;
  /** What to do; undefined where nothing is to be done. */
  readonly remedy: Remedy | undefined;
}

/** The words for "there is none". */
export const none = "none";
