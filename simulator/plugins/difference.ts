/**
 * What differs between a resource as it is and as the program wants it.
 * Absent and empty are the same, defaults apply, and sets have no order: as in the real provider's schema.
 */
import type { ResourceKind } from "./kind.ts";
import { isObject, type Properties, unknownValue, type Value } from "./properties.ts";

/** One difference: the path as the engine writes it (`web.redirectUris[0]`), and what happens there. */
export interface Difference {
  /** The top-level property. */
  readonly property: string;
  readonly path: string;
  readonly change: "add" | "delete" | "update";
}

type Shape = Pick<ResourceKind<never>, "inputs" | "computed" | "sets" | "defaults">;
type Report = Omit<Difference, "property">[];

/** A place in a value: `path` with list indexes for the engine, `schemaPath` without for the kind's tables. */
interface Place {
  readonly path: string;
  readonly schemaPath: string;
}

function isAbsent(value: Value | undefined): boolean {
  return value === undefined || value === null || value === "";
}

function isEmpty(value: Value | undefined): boolean {
  if (isAbsent(value) || value === false || value === 0) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.values(value).every(isEmpty);
}

function member(place: Place, name: string): Place {
  return {
    path: /^\w+$/.test(name) ? `${place.path}.${name}` : `${place.path}[${JSON.stringify(name)}]`,
    schemaPath: `${place.schemaPath}.${name}`,
  };
}
function element(place: Place, index: number): Place {
  return { ...place, path: `${place.path}[${index}]` };
}

/** Every difference of the inputs a program may set. */
export function differences(shape: Shape, actual: Properties, desired: Properties): Difference[] {
  return shape.inputs.flatMap((property) => {
    const wanted = desired[property];
    if ((wanted === undefined || wanted === null) && shape.computed.includes(property)) return [];
    const found: Report = [];
    compare(shape, { path: property, schemaPath: property }, actual[property], wanted, found);
    return found.map((difference) => ({ property, ...difference }));
  });
}

/** True when this one property differs. */
export function differs(shape: Shape, property: string, actual: Properties, desired: Properties): boolean {
  return differences({ ...shape, inputs: [property] }, actual, desired).length > 0;
}

function compare(shape: Shape, place: Place, is: Value | undefined, wanted: Value | undefined, found: Report): void {
  if (wanted === unknownValue) {
    found.push({ path: place.path, change: isAbsent(is) ? "add" : "update" });
    return;
  }
  const fallback = shape.defaults[place.schemaPath];
  const actual = is ?? fallback;
  const desired = wanted ?? fallback;
  if (isEmpty(actual) && isEmpty(desired)) return;
  if (Array.isArray(actual) || Array.isArray(desired)) {
    compareLists(shape, place, Array.isArray(actual) ? actual : [], Array.isArray(desired) ? desired : [], found);
  } else if (isObject(actual) || isObject(desired)) {
    const before = isObject(actual) ? actual : {};
    const after = isObject(desired) ? desired : {};
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      compare(shape, member(place, name), before[name], after[name], found);
    }
  } else if (actual !== desired) {
    const change = isAbsent(actual) ? "add" : isAbsent(desired) ? "delete" : "update";
    found.push({ path: place.path, change });
  }
}

function compareLists(shape: Shape, place: Place, actual: Value[], desired: Value[], found: Report): void {
  const isSet = shape.sets.includes(place.schemaPath);
  const same = (a: Value, b: Value): boolean => {
    const inner: Report = [];
    compare(shape, place, a, b, inner);
    return inner.length === 0;
  };
  const unmatched = new Set(actual.keys());
  const unmet: number[] = [];
  for (const [index, item] of desired.entries()) {
    const match = isSet
      ? [...unmatched].find((at) => same(actual[at] ?? null, item))
      : index < actual.length && same(actual[index] ?? null, item)
        ? index
        : undefined;
    if (match === undefined) unmet.push(index);
    else unmatched.delete(match);
  }
  for (const index of unmet) {
    if (unmatched.delete(index)) compare(shape, element(place, index), actual[index], desired[index], found);
    else found.push({ path: element(place, index).path, change: "add" });
  }
  for (const index of unmatched) found.push({ path: element(place, index).path, change: "delete" });
}

/**
 * The inputs a resource has after a read: the program's own where nothing differs, else what the service has.
 * Where the program said nothing (import: nowhere) those that are neither empty nor a default nor the service's to decide.
 */
export function refreshedInputs(shape: Shape, outputs: Properties, former: Properties): Properties {
  const inputs: Properties = {};
  for (const property of shape.inputs) {
    const before = former[property];
    const now = outputs[property];
    if (before !== undefined && (now === undefined || !differs(shape, property, outputs, former))) {
      inputs[property] = before;
    } else if (before !== undefined || !shape.computed.includes(property)) {
      const value = withoutDefaults(shape, property, now, before);
      if (value !== undefined) inputs[property] = value;
    }
  }
  return inputs;
}

/** Drops what means the same as leaving it out, unless the program had written it. */
function withoutDefaults(
  shape: Shape,
  path: string,
  value: Value | undefined,
  before: Value | undefined,
): Value | undefined {
  if (value === undefined || value === null) return undefined;
  if (before === undefined && isDefault(shape, path, value)) return undefined;
  if (!isObject(value)) return value;
  const kept: Properties = {};
  for (const [name, inner] of Object.entries(value)) {
    const rest = withoutDefaults(shape, `${path}.${name}`, inner, isObject(before) ? before[name] : undefined);
    if (rest !== undefined) kept[name] = rest;
  }
  return kept;
}

function isDefault(shape: Shape, path: string, value: Value): boolean {
  const found: Report = [];
  compare(shape, { path, schemaPath: path }, value, undefined, found);
  return found.length === 0;
}
