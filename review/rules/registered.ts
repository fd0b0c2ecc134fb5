/** Single registrations, as rules look at them. */
import type { ResourceInputs } from "../recording.ts";
import { tokens } from "../tokens.ts";
import type { Found } from "./rule.ts";

interface Children<Resource = ResourceInputs> {
  readonly resources: readonly Resource[];
}

/** The children of these types, in the order of the recording. */
export function ofType<Resource extends ResourceInputs>(
  { resources }: Children<Resource>,
  ...types: readonly string[]
): readonly Resource[] {
  return resources.filter(({ type }) => types.includes(type));
}

/** `servicePrincipalPassword:ServicePrincipalPassword` → `ServicePrincipalPassword`: what a person calls the type. */
function typeWord(type: string): string {
  return type.split(":").at(-1) ?? type;
}

/** A finding about one resource, by its name; the sentence may hold `{type}`. */
export function foundResource({ type, name }: ResourceInputs, found: Omit<Found, "subject"> = {}): Found {
  return { subject: name, ...found, values: { type: typeWord(type), ...found.values } };
}

/**
 * A finding about an application. An integration has one, so it needs no subject and a rename changes nothing; any
 * further one is named. The sentence may hold `{application}`.
 */
export function foundApplication(integration: Children, application: ResourceInputs, found: Found = {}): Found {
  const first = ofType(integration, tokens.application)[0] === application;
  const named = first ? ({ code: "the-application" } as const) : application.name;
  return { ...(first ? {} : { subject: application.name }), ...found, values: { application: named, ...found.values } };
}
