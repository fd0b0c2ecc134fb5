/** The permissions that the tenant's file may add to a vendor's page, and those that it may leave out. */
import { z } from "zod";
import type { AddablePermissions, VendorDefinition } from "./definition.ts";
import { shown } from "./faults.ts";
import { type ApiName, type Kind, permissionFault, permissionNames } from "./permissions.ts";
import { unique } from "./settings-values.ts";
import { textWithin } from "./text-within.ts";

/** The id of the definition that names what may be asked of an API. */
export function permissionsId(api: string, kind: Kind): string {
  return `${kind === "delegated" ? "Delegated scopes" : "App roles"} of ${api}`;
}

/** What stands where a name does, and is none. */
function notText(input: unknown, what: string): string | undefined {
  if (typeof input === "string") return undefined;
  const meant = textWithin(input);
  const is =
    input === null ? "nothing" : Array.isArray(input) ? "a list" : typeof input === "object" ? "a map" : shown(input);
  return `${is} stands where ${what} is expected${meant === undefined ? "" : `; write ${meant}`}`;
}

/** Names of one API and kind. The full lists are shared, so that the JSON Schema holds each of them once. */
const allNames = new Map<string, z.ZodType>();

function names(api: ApiName, kind: Kind, only?: readonly string[]) {
  const allowed = only ?? permissionNames(api, kind);
  const id = permissionsId(api, kind);
  const known = only ? undefined : allNames.get(id);
  if (known) return z.array(known).min(1).meta(unique);
  const name = z.enum(allowed as [string, ...string[]], {
    error: ({ input }) =>
      notText(input, "a permission's name") ??
      permissionFault(api, kind, String(input)) ??
      `${shown(input)} is not a choice here; allowed: ${allowed.join(", ")}`,
  });
  if (only) return z.array(name).min(1).meta(unique);
  const named = name.meta({ id });
  allNames.set(id, named);
  return z.array(named).min(1).meta(unique);
}

/** Names that may be written, by API and kind. */
export type Choice = {
  readonly [A in ApiName]?: {
    readonly delegated?: readonly string[] | "any";
    readonly application?: readonly string[] | "any";
  };
};

const kindMeans = {
  delegated: "Scopes: what the product may do for somebody who signed in, with that person's rights at most",
  application: "App roles: what the product may do by itself, with nobody signed in",
} as const;

/** The permissions of a choice, by API and kind. */
export function permissionsSchema(choice: Choice) {
  const apis = (Object.keys(choice) as ApiName[]).map((api) => {
    const kinds = (["delegated", "application"] as const).filter(
      (kind) => choice[api]?.[kind] && permissionNames(api, kind).length > 0,
    );
    const shape = Object.fromEntries(
      kinds.map((kind) => {
        const allowed = choice[api]?.[kind];
        const list = names(api, kind, allowed === "any" ? undefined : allowed);
        return [kind, list.optional().describe(kindMeans[kind])] as const;
      }),
    );
    return [api, z.strictObject(shape).optional().describe(`What is asked of the API ${api}`)] as const;
  });
  return z.strictObject(Object.fromEntries(apis));
}

/** Whatever `addable` opens, as a choice per API and kind. */
export function choiceOf(addable: AddablePermissions): Choice {
  if ("only" in addable) return addable.only as Choice;
  const any: Choice[] = addable.any.map(({ api, kinds }) => ({
    [api]: Object.fromEntries(kinds.map((kind) => [kind, "any"])),
  }));
  return mergeChoices(any) ?? {};
}

/** Everything that one of the choices opens; undefined where there is none. */
export function mergeChoices(choices: readonly Choice[]): Choice | undefined {
  const merged = new Map<string, Record<string, readonly string[] | "any">>();
  for (const choice of choices)
    for (const [api, kinds] of Object.entries(choice))
      for (const [kind, names] of Object.entries(kinds)) {
        const held = merged.get(api) ?? {};
        const before = held[kind] ?? [];
        held[kind] = names === "any" || before === "any" ? "any" : [...new Set([...before, ...names])];
        merged.set(api, held);
      }
  return merged.size === 0 ? undefined : (Object.fromEntries(merged) as Choice);
}

/** What the definition and its sets let the settings add; which of it the chosen set takes is for settings-choices.ts. */
export function addableChoice({ addable, permissionSets = {} }: VendorDefinition): Choice | undefined {
  const all = [addable, ...Object.values(permissionSets).map((set) => set.addable)];
  return mergeChoices(all.filter((one) => one !== undefined).map(choiceOf));
}

/** What they let the settings leave out. */
export function omittableChoice({ omittable, permissionSets = {} }: VendorDefinition): Choice | undefined {
  const all = [omittable, ...Object.values(permissionSets).map((set) => set.omittable)];
  return mergeChoices(all.filter((one) => one !== undefined) as Choice[]);
}
