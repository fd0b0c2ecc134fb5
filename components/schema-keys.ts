/** The keys that a zod schema takes at a place of the data. */
import { z } from "zod";
import { tenantSchema } from "./settings-schema.ts";

export type Path = readonly PropertyKey[];

export function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], data);
}

/** The word by which a member of a union is told from the others. */
function saysOf(option: z.ZodType, key: string): unknown {
  const told = option instanceof z.ZodObject ? (option.shape[key] as z.ZodType | undefined) : undefined;
  return told instanceof z.ZodLiteral ? told.value : undefined;
}

/** The schema at a path of the data; several where a value may have several shapes. */
export function schemasAt(schema: z.ZodType, data: unknown, path: Path): readonly z.ZodType[] {
  if (schema instanceof z.ZodOptional) return schemasAt(schema.unwrap() as z.ZodType, data, path);
  if (schema instanceof z.ZodPipe) return schemasAt(schema.in as z.ZodType, data, path);
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const key = schema.def.discriminator;
    const said = (data as Readonly<Record<string, unknown>> | undefined)?.[key];
    const option = schema.options.find((candidate) => saysOf(candidate as z.ZodType, key) === said);
    return option ? schemasAt(option as z.ZodType, data, path) : [];
  }
  if (schema instanceof z.ZodUnion)
    return schema.options.flatMap((option) => schemasAt(option as z.ZodType, data, path));
  const [key, ...rest] = path;
  if (key === undefined) return [schema];
  const inner =
    schema instanceof z.ZodObject
      ? (schema.shape[String(key)] as z.ZodType | undefined)
      : schema instanceof z.ZodRecord
        ? (schema.valueType as z.ZodType)
        : schema instanceof z.ZodArray
          ? (schema.element as z.ZodType)
          : undefined;
  return inner === undefined ? [] : schemasAt(inner, valueAt(data, [key]), rest);
}

/** Keys that the map at a path may have. */
export function keysAt(schema: z.ZodType, data: unknown, path: Path): readonly string[] {
  const keys = schemasAt(schema, data, path).flatMap((one) =>
    one instanceof z.ZodObject ? Object.keys(one.shape) : [],
  );
  return [...new Set(keys)];
}

/** The keys that a map at a path cannot do without; all of them where none is needed. */
export function neededKeys(schema: z.ZodType, data: unknown, path: Path): readonly string[] {
  const shapes = schemasAt(schema, data, path).flatMap((one) => (one instanceof z.ZodObject ? [one.shape] : []));
  const needed = shapes
    .slice(0, 1)
    .flatMap((shape) => Object.entries(shape).flatMap(([key, inner]) => (inner instanceof z.ZodOptional ? [] : [key])));
  return needed.length > 0 ? [...new Set(needed)] : keysAt(schema, data, path);
}

/** Adds every key that some place of a schema takes. */
export function collectKeys(schema: z.ZodType, keys: Set<string>): void {
  if (schema instanceof z.ZodOptional) collectKeys(schema.unwrap() as z.ZodType, keys);
  else if (schema instanceof z.ZodPipe) collectKeys(schema.in as z.ZodType, keys);
  else if (schema instanceof z.ZodUnion) for (const option of schema.options) collectKeys(option as z.ZodType, keys);
  else if (schema instanceof z.ZodArray) collectKeys(schema.element as z.ZodType, keys);
  else if (schema instanceof z.ZodRecord) collectKeys(schema.valueType as z.ZodType, keys);
  else if (schema instanceof z.ZodObject)
    for (const [key, inner] of Object.entries(schema.shape)) {
      keys.add(key);
      collectKeys(inner as z.ZodType, keys);
    }
}

let every: ReadonlySet<string> | undefined;

/** Every key that some place of the file takes. */
export function knownKeys(): ReadonlySet<string> {
  if (every === undefined) {
    const keys = new Set<string>();
    collectKeys(tenantSchema, keys);
    // Read before the schema sees it (parts.ts).
    every = keys.add("parts");
  }
  return every;
}
