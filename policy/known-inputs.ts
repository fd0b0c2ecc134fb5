/** Inputs as a policy gets them: in a preview some are not known yet, and reading one throws. */
import { UnknownValueError } from "@pulumi/policy";

/** What is not known is left out, as if it had not been given. */
export function knownInputs(value: unknown): unknown {
  if (Array.isArray(value)) return Object.keys(value).flatMap((index) => at(value, index));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.keys(value).flatMap((key) => at(value, key).map((inner) => [key, inner])));
}

function at(value: object, key: string): unknown[] {
  try {
    return [knownInputs(Reflect.get(value, key))];
  } catch (error) {
    if (error instanceof UnknownValueError) return [];
    throw error;
  }
}
