/**
 * What a vendor's page asks of one customer: the definition, read by what the settings choose of it. Settings are read
 * as they are written, so that the file's checks and the decision itself take the same answers from here.
 */
import type { AddablePermissions, PermissionSet, RedirectUris, RoleAsked, VendorDefinition } from "./definition.ts";
import type { LocalizedText } from "./localized-text.ts";
import { mergePermissions, type Permissions } from "./permissions.ts";

/** What the settings choose between, where the page offers several ways. */
export interface Chosen {
  readonly permissionSet?: string | undefined;
  readonly redirectVariant?: string | undefined;
}

/** The words of a choice; empty where there is none. */
export function namesOf(choice: Readonly<Record<string, unknown>> | undefined): readonly string[] {
  return Object.keys(choice ?? {});
}

/** The permission set that is chosen; undefined where the definition has none, or the word is none of it. */
export function setOf({ permissionSets = {} }: VendorDefinition, { permissionSet }: Chosen): PermissionSet | undefined {
  return permissionSet !== undefined && Object.hasOwn(permissionSets, permissionSet)
    ? permissionSets[permissionSet]
    : undefined;
}

/** The page's permissions, those of the chosen set among them. */
export function permissionsAsked(definition: VendorDefinition, chosen: Chosen): Permissions {
  return mergePermissions(definition.permissions, setOf(definition, chosen)?.permissions ?? {});
}

/** Those of them that may be left out. */
export function omittableOf(definition: VendorDefinition, chosen: Chosen): Permissions {
  return mergePermissions(definition.omittable ?? {}, setOf(definition, chosen)?.omittable ?? {});
}

/** What the settings may add: the definition's own, and the chosen set's. */
export function addableOf(definition: VendorDefinition, chosen: Chosen): readonly AddablePermissions[] {
  return [definition.addable, setOf(definition, chosen)?.addable].filter((addable) => addable !== undefined);
}

/** The URIs of a page that holds none without a customer's instance. */
function printed(asked: RedirectUris, { redirectVariant }: Chosen): readonly string[] {
  switch (asked.from) {
    case "page":
      return asked.uris;
    case "variants":
      return redirectVariant !== undefined && Object.hasOwn(asked.variants, redirectVariant)
        ? (asked.variants[redirectVariant]?.uris ?? [])
        : [];
    case "instances":
      return typeof asked.template === "string" ? [asked.template] : asked.template;
    default:
      return [];
  }
}

/** Every URI that a page prints, whatever is chosen; `{instance}` as it stands there. */
export function templatesOf(asked: RedirectUris): readonly string[] {
  return asked.from === "variants" ? Object.values(asked.variants).flatMap(({ uris }) => uris) : printed(asked, {});
}

/** True where the settings name the customer's instances. */
export function asksInstances(asked: RedirectUris): boolean {
  return templatesOf(asked).some((template) => template.includes("{instance}"));
}

/**
 * A URI as it is registered. Without a path it gains a slash: azuread refuses it otherwise ("URI must have a trailing
 * slash when there is no path segment"), and a request without one is answered at the slash
 * (learn.microsoft.com, /entra/identity-platform/reply-url). An app's own scheme stays as it is.
 */
export function registeredUri(uri: string): string {
  return /^https?:\/\/[^/?#]+$/i.test(uri) ? `${uri}/` : uri;
}

/** The redirect URIs of one integration, sorted. */
export function redirectUrisAsked(
  asked: RedirectUris,
  settings: Chosen & {
    readonly redirectUris?: readonly string[] | undefined;
    readonly instances?: readonly string[] | undefined;
  },
): string[] {
  const uris =
    asked.from === "redirectUris"
      ? (settings.redirectUris ?? [])
      : printed(asked, settings).flatMap((template) =>
          template.includes("{instance}")
            ? (settings.instances ?? []).map((instance) => template.replaceAll("{instance}", instance))
            : [template],
        );
  return [...new Set(uris.map(registeredUri))].sort();
}

/** The directory roles that a page names; none where it leaves them to the customer. */
function rolesNamed({ directoryRoles }: VendorDefinition): readonly RoleAsked[] {
  return directoryRoles === undefined || directoryRoles === true ? [] : directoryRoles;
}

/** What a role asked comes to: given to everybody, or chosen by the settings. */
export interface RolesAsked {
  /** The page asks for them, and nobody writes them. */
  readonly fixed: readonly string[];
  /** One of each has to stand in `directoryRoles`; the first can do least. */
  readonly choices: readonly (readonly string[])[];
  /** One of each may stand there, where what it says is so. */
  readonly optional: readonly { readonly roles: readonly string[]; readonly when: LocalizedText }[];
}

/** The directory roles of a page, by the permission set that is chosen. */
export function rolesAsked(definition: VendorDefinition, { permissionSet }: Chosen): RolesAsked {
  const apply = rolesNamed(definition).filter(
    ({ when }) => when === undefined || "decide" in when || when.sets.includes(permissionSet ?? ""),
  );
  const decided = ({ when }: RoleAsked) => (when !== undefined && "decide" in when ? when.decide : undefined);
  const names = (asked: RoleAsked) => ("role" in asked ? [asked.role] : asked.oneOf);
  return {
    fixed: apply.flatMap((asked) => ("role" in asked && !decided(asked) ? [asked.role] : [])),
    choices: apply.filter((asked) => "oneOf" in asked && !decided(asked)).map(names),
    optional: apply.flatMap((asked) => {
      const when = decided(asked);
      return when ? [{ roles: names(asked), when }] : [];
    }),
  };
}

/** The roles that settings of this vendor may write; undefined: any, and none where the page leaves no choice. */
export function rolesToWrite(definition: VendorDefinition): readonly string[] | undefined {
  if (definition.directoryRoles === true) return undefined;
  const written = rolesNamed(definition).flatMap((asked) => {
    const decided = asked.when !== undefined && "decide" in asked.when;
    return "oneOf" in asked ? asked.oneOf : decided ? [asked.role] : [];
  });
  return [...new Set(written)];
}

/** True where the settings write `directoryRoles`, whichever set they choose. */
export function alwaysWritesRoles(definition: VendorDefinition): boolean {
  return (
    definition.directoryRoles === true ||
    rolesNamed(definition).some((asked) => (asked.when === undefined ? "oneOf" in asked : "decide" in asked.when))
  );
}
