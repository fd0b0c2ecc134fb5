/** Single registrations, as rules look at them. */
import type { Registration } from "../evaluate.ts";
import type { RecordedIntegration } from "../recording.ts";

/** The children of these types, in the order of the recording. */
export function ofType({ resources }: RecordedIntegration, ...types: readonly string[]): readonly Registration[] {
  return resources.filter(({ type }) => types.includes(type));
}

/** `ServicePrincipalPassword::mailgates-extra`: a resource by its type's last word and its name. */
export function resourceSubject({ type, name }: Pick<Registration, "type" | "name">): string {
  return `${type.split(":").at(-1)}::${name}`;
}
