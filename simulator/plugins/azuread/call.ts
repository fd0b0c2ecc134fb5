/** How the azuread provider words a failed call: what it was doing, then the service's own error. */
import { ServiceError } from "../service-error.ts";

/** Does the work; a failure gets the provider's sentence in front. `notFound` is the sentence for a 404 where it has one of its own. */
export async function withContext<Result>(what: string, work: Promise<Result>, notFound = what): Promise<Result> {
  try {
    return await work;
  } catch (cause) {
    const sentence = cause instanceof ServiceError && cause.status === 404 ? notFound : what;
    throw new Error(`${sentence}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** The refusal of an object that the provider would have made: the words of its `ImportAsExistsDiag`. */
export function alreadyExists(resource: string, id: string): Error {
  return new Error(
    `A resource with the ID "${id}" already exists: To be managed via Terraform, this resource needs to be imported into the ` +
      `State. Please see the resource documentation for "${resource}" for more information.`,
  );
}
