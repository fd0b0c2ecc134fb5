/** The tls provider looks at the clock: a certificate past its end is replaced. */

/** What the tls kinds take from outside. */
export interface Clock {
  readonly now: () => Date;
}

/** A time as the provider writes it: RFC 3339, whole seconds. */
export function timestamp(time: Date): string {
  return time.toISOString().replace(/\.\d{3}Z$/, "Z");
}

/**
 * The sandbox's clock, which begins at `SIMULATED_NOW` (an ISO time) and runs on.
 * @param elapsed milliseconds since the process began
 * @throws when there is no such time: the machine's is not the sandbox's.
 */
export function clockFrom(
  environment: Readonly<Record<string, string | undefined>>,
  elapsed: () => number = () => performance.now(),
): Clock {
  const begins = Date.parse(environment.SIMULATED_NOW ?? "");
  if (Number.isNaN(begins))
    throw new Error(
      `SIMULATED_NOW is "${environment.SIMULATED_NOW ?? ""}", not a time like 2026-11-21T00:00:00Z; \`make up\` sets it`,
    );
  return { now: () => new Date(begins + elapsed()) };
}
