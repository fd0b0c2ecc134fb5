/** How the azuread provider words a failed call: what it was doing, then the service's own error. */

/** Does the work; a failure gets the provider's sentence in front. */
export async function withContext<Result>(what: string, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (cause) {
    throw new Error(`${what}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
