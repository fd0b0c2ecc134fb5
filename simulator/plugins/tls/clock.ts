/** The tls provider looks at the clock: a certificate past its end is replaced. */

/** What the tls kinds take from outside. */
export interface Clock {
  readonly now: () => Date;
}

/** A time as the provider writes it: RFC 3339, whole seconds. */
export const timestamp = (time: Date): string => time.toISOString().replace(/\.\d{3}Z$/, "Z");
