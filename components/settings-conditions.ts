/** The rules of the tenant's file that compare two of its places, for editors, as far as a schema can say them. */
import { namesOf, permissionsAsked } from "./asked.ts";
import type { VendorDefinition } from "./definition.ts";
import { all, any, every, forbidden, matching, not, oneOf, type Schema, some, when } from "./editor-conditions.ts";
import { refused } from "./editor-hint.ts";
import { type ApiName, apiNames, type Kind, permissionNames } from "./permissions.ts";

/** The digits of a day of this century behind its first two, each with the highest that it may be. */
const digits = [
  { at: 2, highest: 9 },
  { at: 3, highest: 9 },
  { at: 5, highest: 1 },
  { at: 6, highest: 9 },
  { at: 8, highest: 3 },
  { at: 9, highest: 9 },
];

/** Says of a whole that its day at one place, where there is one, is of a form. */
type Day = (day: Schema) => Schema;

/** Asked one after the other, until the first that holds: cheaper for a server than alternatives, of which it tries all. */
function switched(cases: readonly (readonly [condition: Schema, then: Schema])[], otherwise: Schema): Schema {
  return cases.reduceRight<Schema>(
    (behind, [condition, then]) => ({ ...when(condition, then), else: behind }),
    otherwise,
  );
}

const never: Schema = { not: {} };

/** The second day is before the first, or the same one where `orSame`: digit for digit, as far as both are the same. */
function isBefore(second: Day, first: Day, orSame: boolean): Schema {
  return digits.reduceRight<Schema>(
    (behind, { at, highest }) => {
      const digit = (place: Day, from: number, to = from) =>
        place({ pattern: `^.{${at}}${from === to ? from : `[${from}-${to}]`}` });
      const values = Array.from({ length: highest + 1 }, (_, value) => value);
      const same = values.map((value) => [digit(first, value), digit(second, value)] as const);
      const less = values.slice(1).map((value) => [digit(first, value), digit(second, 0, value - 1)] as const);
      return { ...when(switched(same, never), behind), else: switched(less, never) };
    },
    orSame ? {} : never,
  );
}

function key(name: string): Day {
  return (day) => ({ properties: { [name]: day } });
}

/** The day of one confirmation, by its place in the list. */
function confirmation(index: number): Day {
  return (day) => ({
    properties: {
      confirmations: { items: [...Array.from({ length: index }, () => ({})), { properties: { on: day } }] },
    },
  });
}

/** How many confirmations an editor holds against the days of their credential. */
const confirmationsSeen = 2;

/** The conditions of one line of `credentials`. */
function dayConditions(): Schema {
  const form = { pattern: "^20\\d\\d-\\d\\d-\\d\\d" };
  const written = (...keys: readonly string[]) => all(...keys.map((name) => some([name], { type: "string", ...form })));
  const seen: readonly (readonly [Day, Schema])[] = [
    [key("confirmed"), written("confirmed")],
    ...Array.from({ length: confirmationsSeen }, (_, index): readonly [Day, Schema] => [
      confirmation(index),
      some(["confirmations"], { type: "array", minItems: index + 1 }),
    ]),
  ];
  return all(
    when(
      all(written("issued", "expires"), isBefore(key("expires"), key("issued"), true)),
      key("expires")(refused("Is not after `issued`")),
    ),
    ...seen.flatMap(([day, stands]) => [
      when(
        all(written("issued"), stands, day(form), isBefore(day, key("issued"), false)),
        day(refused("Is before `issued`")),
      ),
      when(
        all(written("expires"), stands, day(form), not(isBefore(day, key("expires"), false))),
        day(refused("Is not before `expires`: nobody sees an ended credential in use")),
      ),
    ]),
  );
}

const kinds = ["delegated", "application"] as const;

/** The form of a permission's name, which no role, mailbox or URI has. */
const permissionShape = "^[A-Z][A-Za-z0-9_-]*(?:\\.[A-Za-z0-9_-]+)+$";

/** True for a text in the shape of a permission that none of Microsoft's APIs publishes. */
export function isUnpublished(subject: string): boolean {
  return (
    new RegExp(permissionShape).test(subject) &&
    !apiNames().some((api) => kinds.some((kind) => permissionNames(api, kind).includes(subject)))
  );
}

function subjectCondition(idOf: (api: ApiName, kind: Kind) => string): Schema {
  const published = apiNames().flatMap((api) =>
    kinds
      .filter((kind) => permissionNames(api, kind).length > 0)
      .map((kind) => ({ $ref: `#/definitions/${idOf(api, kind)}` })),
  );
  const none = refused("No permission of Microsoft's APIs; `./integrations check` names the nearest");
  return when(
    matching(permissionShape),
    switched(
      published.map((names) => [names, {}]),
      none,
    ),
  );
}

const absentWords = "This tenant has no licence for the API (`tenant.absentApis`)";

/** An integration that asks nothing of an API, neither by its lines nor by its vendor's page. */
function withoutApi(api: ApiName, definitions: readonly VendorDefinition[]): Schema {
  const pages = definitions.flatMap((definition) => {
    const { vendor, permissionSets } = definition;
    const asks = (permissionSet?: string) => Object.hasOwn(permissionsAsked(definition, { permissionSet }), api);
    const isVendor = some(["vendor"], oneOf(vendor));
    if (asks()) return [isVendor];
    const sets = namesOf(permissionSets).filter(asks);
    return sets.length === 0 ? [] : [all(isVendor, some(["permissionSet"], oneOf(...sets)))];
  });
  const page = when(
    all(any(...pages), not(some(["omits"], { required: [api] })), not({ required: ["parts"] })),
    every(["vendor"], refused(absentWords)),
  );
  return all(every(["permissions"], forbidden(api, absentWords)), ...(pages.length > 0 ? [page] : []));
}

/** The conditions of the whole file. @param definitions every vendor that it may name */
export function fileConditions(definitions: readonly VendorDefinition[]): readonly Schema[] {
  return apiNames().map((api) =>
    when(
      some(["tenant", "absentApis"], { type: "array", contains: oneOf(api) }),
      every(["integrations", "**"], withoutApi(api, definitions)),
    ),
  );
}

/** The names of definitions to which the schema of one value refers by `seeing`. */
const dayId = "Days of a credential";
const subjectId = "Subject of an exception";

/** For editors: the conditions of a line of `credentials`, and of an exception's subject. */
export const seeing = {
  days: { allOf: [{ $ref: `#/definitions/${dayId}` }] },
  subject: { allOf: [{ $ref: `#/definitions/${subjectId}` }] },
} as const;

/** @param idOf the definition that names the permissions of an API */
export function conditionDefinitions(idOf: (api: ApiName, kind: Kind) => string): Readonly<Record<string, Schema>> {
  return { [dayId]: dayConditions(), [subjectId]: subjectCondition(idOf) };
}
