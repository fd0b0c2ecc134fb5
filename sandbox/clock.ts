/** The sandbox's time: a day of its own, on which the time of day runs on from one run to the next. */
import { type Clock, clockFrom } from "../simulator/clock.ts";

/**
 * A clock that begins at midnight (UTC) of `day`, or at the last instant that the sandbox has known where that is later:
 * it never runs backwards, also when the newest `issued` goes from the file.
 * @param day `YYYY-MM-DD`
 * @param last ISO time; undefined in a new sandbox
 * @param elapsed milliseconds since the clock began; it only grows
 */
export function sandboxClock(day: string, last: string | undefined, elapsed: () => number): Clock {
  const begins = Math.max(Date.parse(`${day}T00:00:00Z`), last === undefined ? 0 : Date.parse(last));
  if (Number.isNaN(begins)) throw new Error(`the sandbox's time cannot begin at "${day}" after "${last}"`);
  return clockFrom(new Date(begins), elapsed);
}

/** Milliseconds since this moment, by the monotonic clock. */
export function stopwatch(): () => number {
  const began = performance.now();
  return () => performance.now() - began;
}

/** The day of an instant, `YYYY-MM-DD` in UTC. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
