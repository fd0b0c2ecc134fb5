/** Keys that are read on as those that they nearly are, so that what stands below them is checked in the same run. */
import type { z } from "zod";
import type { Fault } from "./faults.ts";
import { formerKeys, kindMeant, meantKey, otherWordsOfDefinition, secretKey } from "./meant-key.ts";
import { withinUnion } from "./schema-issues.ts";
import { keysAt, type Path, valueAt } from "./schema-keys.ts";
import type { Within } from "./unknown-key.ts";

/** A key that was read as another, which it is nearly. */
export interface Renamed {
  /** Of the map that has it, by the keys as they are read. */
  readonly path: Path;
  readonly from: string;
  readonly to: string;
}

/** The keys that one can read on as those that they are nearly, where these are not there themselves. */
export function misspeltKeys(
  error: z.ZodError,
  data: unknown,
  { schema, more, ofDefinition }: Within,
): readonly Renamed[] {
  return error.issues.flatMap(withinUnion).flatMap((issue) => {
    if (issue.code !== "unrecognized_keys") return [];
    const holder = valueAt(data, issue.path);
    const known = [...keysAt(schema, data, issue.path), ...(issue.path.length === 2 ? more : [])];
    const taken = new Set(Object.keys(holder as object));
    return issue.keys.flatMap((from): Renamed[] => {
      if (secretKey.test(from) || from === "<<") return [];
      const kind = kindMeant(from);
      const former = formerKeys[from];
      const to = [former, kind, meantKey(from, known, ofDefinition && otherWordsOfDefinition)].find(
        (one) => one !== undefined && known.includes(one),
      );
      if (to === undefined || taken.has(to)) return [];
      taken.add(to);
      return [{ path: issue.path, from, to }];
    });
  });
}

/** The data with keys as they were meant, each in its place among the others. */
export function renamed(data: unknown, keys: readonly Renamed[]): unknown {
  if (keys.length === 0) return data;
  const copy: unknown = structuredClone(data);
  for (const { path, from, to } of keys) {
    const holder = valueAt(copy, path) as Record<string, unknown>;
    const entries = Object.entries(holder);
    for (const [name] of entries) delete holder[name];
    for (const [name, value] of entries) holder[name === from ? to : name] = value;
  }
  return copy;
}

/** A path of data with keys as they were meant, as the file has it. */
export function asWritten(path: Fault["path"], keys: readonly Renamed[]): Fault["path"] {
  return [...keys].reverse().reduce<Fault["path"]>((changed, { path: at, from, to }) => {
    const isWithin = at.every((key, index) => String(changed[index]) === String(key)) && changed[at.length] === to;
    return isWithin ? changed.map((key, index) => (index === at.length ? from : key)) : changed;
  }, path);
}

/** Keys without which nothing below them can be read: those of the root, and `vendor`. */
export function misspeltRoots(data: unknown): readonly Renamed[] {
  const missing = (holder: unknown, path: Path, needed: readonly string[], others: readonly string[]): Renamed[] => {
    if (typeof holder !== "object" || holder === null || Array.isArray(holder)) return [];
    const keys = Object.keys(holder);
    return needed.flatMap((to) => {
      if (keys.includes(to)) return [];
      const from = keys.find((key) => !others.includes(key) && meantKey(key, [to]) === to);
      return from === undefined ? [] : [{ path, from, to }];
    });
  };
  const roots = missing(data, [], ["tenant", "integrations"], ["vault"]);
  const integrations = (renamed(data, roots) as { readonly integrations?: unknown } | undefined)?.integrations;
  if (typeof integrations !== "object" || integrations === null || Array.isArray(integrations)) return roots;
  const vendors = Object.entries(integrations).flatMap(([name, settings]) =>
    missing(settings, ["integrations", name], ["vendor"], ["definition"]),
  );
  return [...roots, ...vendors];
}
