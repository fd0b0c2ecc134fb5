/** What the exceptions of an integration are about, held against what the integration has. */

import { permissionsAsked, redirectUrisAsked, rolesAsked } from "./asked.ts";
import { isDay } from "./dates.ts";
import type { Definitions } from "./definition.ts";
import { type Fault, shown } from "./faults.ts";
import { nearest } from "./nearest.ts";
import { isMap, type Raw } from "./raw.ts";
import { directoryRoleFault } from "./roles.ts";
import { chosenOf } from "./settings-choices.ts";
import { isUnpublished } from "./settings-conditions.ts";
import { daysIn } from "./written-day.ts";

/** The exception's subject, where it is nearly one that the integration has. */
export function subjectFaults(name: string, settings: Raw, definitionOf: Definitions): Fault[] {
  if (!Array.isArray(settings.exceptions)) return [];
  const definition = definitionOf(settings.vendor);
  const chosen = chosenOf(settings);
  const page = definition && permissionsAsked(definition, chosen);
  const asked = [page, settings.permissions].flatMap((permissions) =>
    isMap(permissions)
      ? Object.values(permissions).flatMap((kinds) =>
          isMap(kinds) ? Object.values(kinds).flatMap((names) => (Array.isArray(names) ? names : [])) : [],
        )
      : [],
  );
  const onPage = definition
    ? [
        ...rolesAsked(definition, chosen).fixed,
        ...Object.values(redirectUrisAsked(definition.redirectUris, chosen)).flat(),
      ]
    : [];
  const typed = isMap(settings.redirectUrisOn) ? Object.values(settings.redirectUrisOn) : [];
  const others = [settings.directoryRoles, settings.redirectUris, ...typed, onPage].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  const known = [...asked, ...others].filter((one): one is string => typeof one === "string");
  // A word that is wrong where it stands is nobody's meaning.
  const right = known.filter(
    (one) => /^[a-z][a-z0-9+.-]*:/i.test(one) || directoryRoleFault(one) === undefined || isName(one),
  );
  return settings.exceptions.flatMap((entry: unknown, index) => {
    if (!isMap(entry)) return [];
    const { subject } = entry;
    const message = typeof subject === "string" ? subjectFault(subject, known, right) : undefined;
    return message === undefined ? [] : [{ path: ["integrations", name, "exceptions", index, "subject"], message }];
  });
}

/** True for a permission that one of Microsoft's APIs has. */
function isName(text: string): boolean {
  return /^[\w-]+(?:\.[\w-]+)*$/.test(text) && !isUnpublished(text);
}

/**
 * @param known what the integration has, as it is written
 * @param right the same without what is wrong where it stands
 */
function subjectFault(subject: string, known: readonly string[], right: readonly string[]): string | undefined {
  if (subject === "*")
    return '"*" stands for no finding; write an exception for each subject, or leave `subject` out where the rule finds one thing';
  const [day, other] = isDay(subject.slice(0, 10)) ? [] : daysIn(subject);
  if (day !== undefined && other === undefined)
    return `${shown(subject)} is not written as the credential is; write ${day}`;
  const cased = right.find((one) => one.toLowerCase() === subject.toLowerCase());
  if (cased !== undefined && cased !== subject && !known.includes(subject))
    return `${shown(subject)} is not written as this integration has it; write ${cased}`;
  if (
    !/^[A-Z][\w-]*(?:\.[\w-]+)+$|^[A-Z][a-z]+(?: [\w-]+)+$|^https:/.test(subject) ||
    known.some((one) => one.toLowerCase().includes(subject.toLowerCase()))
  )
    return undefined;
  const meant = nearest(subject, right);
  if (meant !== undefined) return `${shown(subject)} is nothing that this integration has; did you mean ${meant}?`;
  return isUnpublished(subject)
    ? `${shown(subject)} is a permission of none of Microsoft's APIs; write what the review names, to the letter`
    : undefined;
}
