/** Which integrations a person's word names. */
import type { ResolvedIntegration } from "../components/resolved-integration.ts";
import { UsageError, unknownWord } from "./errors.ts";
import type { Stack } from "./stack.ts";

/** `netwrix.exchange`, as the file has a part; `netwrix.parts.exchange` too. */
function asPart({ name, partOf }: ResolvedIntegration): readonly string[] {
  if (partOf === undefined) return [];
  const part = name.slice(partOf.length + 1);
  return [`${partOf}.${part}`, `${partOf}.parts.${part}`];
}

/**
 * What a person's word names: an integration, one of the linked applications of an entry as the file has it, or the entry
 * with all of them.
 * @throws UsageError with the name that was probably meant
 */
export function integrationsNamed({ integrations, file }: Stack, word: string): readonly ResolvedIntegration[] {
  const one =
    integrations.find((each) => each.name === word) ?? integrations.find((each) => asPart(each).includes(word));
  if (one) return [one];
  const parts = integrations.filter(({ partOf }) => partOf === word);
  if (parts.length > 0) return parts;
  const names = [
    ...new Set(integrations.flatMap(({ name, partOf }) => [name, ...(partOf === undefined ? [] : [partOf])])),
  ];
  throw unknownWord(`${file} has no integration ${JSON.stringify(word)}`, word, names);
}

/** The one integration that a word names. @throws UsageError for an entry with several linked applications, by their names */
export function integrationNamed(stack: Stack, word: string): ResolvedIntegration {
  const [one, ...others] = integrationsNamed(stack, word);
  if (one !== undefined && others.length === 0) return one;
  const names = [one, ...others].map((each) => each?.name).join(", ");
  throw new UsageError(`${word} has several linked applications, and this is about one: which of ${names}?`);
}
