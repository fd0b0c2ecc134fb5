/** Finds a step of a definition by the number that the page prints. */
import type { FieldValue, Step, VendorDefinition } from "../../components/definition.ts";

/** The one step of that number. @throws if there is none or more than one. */
export function stepOf({ procedures }: VendorDefinition, number: string): Step {
  const [first, ...others] = procedures.flatMap(({ steps }) => steps.filter(({ step }) => step === number));
  if (!first || others.length > 0)
    throw new Error(`${others.length + (first ? 1 : 0)} steps have the number ${number}`);
  return first;
}

/** The form of a step: label and value of each field, in order; notes left out. */
export function formOf(definition: VendorDefinition, number: string): (readonly [string, FieldValue])[] {
  return (stepOf(definition, number).fields ?? []).map(({ label, value }) => [label, value] as const);
}
