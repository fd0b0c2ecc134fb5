/** The tls provider looks at the clock: a certificate past its end is replaced. */

/** What the tls kinds take from outside. */
export interface Clock {
  readonly now: () => Date;
}

/** A time as the provider writes it: RFC 3339, whole seconds. */
export const timestamp = (time: Date): string => time.toISOString().replace(/\.\d{3}Z$/, "Z");

/**
 * The process's clock; `SIMULATED_NOW` (an ISO time) stops it there, for tests of what expires.
 * @throws when that is no time.
 */
export function clockFrom(environment: Readonly<Record<string, string | undefined>>): Clock {
  const given = environment.SIMULATED_NOW;
  if (!given) return { now: () => new Date() };
  const fixed = Date.parse(given);
  if (Number.isNaN(fixed)) throw new Error(`SIMULATED_NOW is "${given}", not a time like 2026-11-21T00:00:00Z`);
  return { now: () => new Date(fixed) };
}
