/** What the settings of an integration write that follows from another of their choices: its permission set, or its redirect variant. */
import {
  addableOf,
  type Chosen,
  omittableOf,
  permissionsAsked,
  redirectsAsked,
  rolesAsked,
  setOf,
  variantsOf,
} from "./asked.ts";
import type { Definitions, VendorDefinition } from "./definition.ts";
import { type Fault, shown } from "./faults.ts";
import { isMap, type Raw } from "./raw.ts";
import { itself, listed } from "./settings-lists.ts";

/** What the settings choose, as far as it is text. */
export function chosenOf({ permissionSet, redirectVariant }: Raw): Chosen {
  return {
    ...(typeof permissionSet === "string" && { permissionSet }),
    ...(typeof redirectVariant === "string" && { redirectVariant }),
  };
}

type Kinds = Readonly<Record<string, unknown>>;

/** True where one of the lists that a page leaves open holds a permission. */
function isOpen(definition: VendorDefinition, chosen: Chosen, api: string, kind: string, name: string): boolean {
  return addableOf(definition, chosen).some((addable) =>
    "only" in addable
      ? has(addable.only, api, kind, name)
      : addable.any.some((open) => open.api === api && (open.kinds as readonly string[]).includes(kind)),
  );
}

function has(permissions: object, api: string, kind: string, name: string): boolean {
  const names = (permissions as Readonly<Record<string, Kinds>>)[api]?.[kind];
  return Array.isArray(names) && names.includes(name);
}

/** What another permission set than the chosen one would let the settings add or leave out. */
export function setFaults(name: string, settings: Raw, definitionOf: Definitions): Fault[] {
  const definition = definitionOf(settings.vendor);
  const chosen = chosenOf(settings);
  // A word that is none of the sets is the schema's.
  if (!definition?.permissionSets || !setOf(definition, chosen)) return [];
  const others = Object.keys(definition.permissionSets).filter((set) => set !== chosen.permissionSet);
  const sections = {
    permissions: (of: Chosen, api: string, kind: string, one: string) => isOpen(definition, of, api, kind, one),
    omits: (of: Chosen, api: string, kind: string, one: string) => has(omittableOf(definition, of), api, kind, one),
  } as const;
  return Object.entries(sections).flatMap(([section, takes]) => {
    const asked = settings[section];
    if (!isMap(asked)) return [];
    return Object.entries(asked).flatMap(([api, kinds]) =>
      Object.entries(isMap(kinds) ? kinds : {}).flatMap(([kind, names]) =>
        listed(names, ["integrations", name, section, api, kind], itself).flatMap(({ value, path }) => {
          if (takes(chosen, api, kind, value)) return [];
          const taking = others.filter((permissionSet) => takes({ ...chosen, permissionSet }, api, kind, value));
          // What no set takes is the schema's.
          if (taking.length === 0) return [];
          const what =
            section === "omits" && !has(permissionsAsked(definition, chosen), api, kind, value)
              ? "is not asked by"
              : section === "omits"
                ? "cannot be left out of"
                : "cannot be added to";
          const message = `${shown(value)} ${what} the permission set ${chosen.permissionSet}, only ${section === "omits" ? "of" : "to"} ${taking.join(", ")}: remove it, or choose that set`;
          return [{ path, message }];
        }),
      ),
    );
  });
}

/** The directory roles that a page names: one of each choice, and none beside them. */
export function roleFaults(name: string, settings: Raw, definitionOf: Definitions): Fault[] {
  const definition = definitionOf(settings.vendor);
  if (!definition || definition.directoryRoles === undefined || definition.directoryRoles === true) return [];
  const chosen = chosenOf(settings);
  if (definition.permissionSets && !setOf(definition, chosen)) return [];
  const { choices, optional } = rolesAsked(definition, chosen);
  const offered = [...choices, ...optional.map(({ roles }) => roles)];
  const path = ["integrations", name, "directoryRoles"];
  if (settings.directoryRoles === undefined && offered.length > 0) {
    const asked = choices.map(
      ([narrowest = "", ...wider]) =>
        `${definition.product}'s page asks for ${[narrowest, ...wider].join(" or ")}, of which ${narrowest} can do least: write [${narrowest}]`,
    );
    const decided = optional.map(({ roles, when }) => `write [${roles.join(" or ")}] ${when.en}, [] otherwise`);
    return [{ path, message: `is missing; ${[...asked, ...decided].join("; ")}` }];
  }
  const written = listed(settings.directoryRoles, path, itself);
  const known = new Set(offered.flat());
  const missing = choices
    .filter((choice) => !written.some(({ value }) => choice.includes(value)))
    .map((choice) => ({
      path,
      message: `names none of ${choice.join(", ")}, of which ${definition.product}'s page asks for one; ${choice[0]} can do least`,
    }));
  const twice = offered.flatMap((choice) =>
    written
      .filter(({ value }) => choice.includes(value))
      .slice(1)
      .filter(({ value }, index, all) => all.findIndex((other) => other.value === value) === index)
      .filter(({ value }) => value !== written.find((first) => choice.includes(first.value))?.value)
      .map(({ value, path: at }) => ({
        path: at,
        message: `${shown(value)} stands beside another of ${choice.join(", ")}, of which one is enough; remove it, ${choice[0]} can do least`,
      })),
  );
  const sets = Object.entries(definition.permissionSets ?? {});
  const beside = written
    .filter(({ value }) => !known.has(value))
    .flatMap(({ value, path: at }) => {
      const taking = sets.flatMap(([permissionSet]) => {
        const asked = rolesAsked(definition, { permissionSet });
        const all = [...asked.choices, ...asked.optional.map(({ roles }) => roles)].flat();
        return all.includes(value) ? [permissionSet] : [];
      });
      if (taking.length === 0) return [];
      const message = `${shown(value)} is not needed with the permission set ${chosen.permissionSet}, only with ${taking.join(", ")}; remove it`;
      return [{ path: at, message }];
    });
  return [...missing, ...twice, ...beside];
}

/** Instances, where only some ways of running the product have any. */
export function variantFaults(name: string, settings: Raw, definitionOf: Definitions): Fault[] {
  const asked = definitionOf(settings.vendor)?.redirectUris ?? { from: "nowhere" };
  const { redirectVariant = "" } = chosenOf(settings);
  const variants = variantsOf(asked);
  if (!Object.hasOwn(variants, redirectVariant)) return [];
  // Those that have instances of their own whichever variant is chosen, the schema asks for.
  if (redirectsAsked(asked).some(({ from }) => from === "instances")) return [];
  const uris = variants[redirectVariant]?.uris ?? [];
  const needs = uris.some((uri) => uri.includes("{instance}"));
  const path = ["integrations", name, "instances"];
  if (needs && settings.instances === undefined)
    return [{ path, message: `is missing; with ${redirectVariant} each gives ${uris.join(" and ")}` }];
  if (!needs && settings.instances !== undefined)
    return [{ path, message: `stands with ${redirectVariant}, whose redirect URIs name no instance; remove it` }];
  return [];
}
