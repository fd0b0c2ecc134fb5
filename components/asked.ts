/**
 * What a vendor's page asks of one customer: the definition, read by what the settings choose of it. Settings are read
 * as they are written, so that the file's checks and the decision itself take the same answers from here.
 */
import type {
  AddablePermissions,
  PermissionSet,
  Platform,
  RedirectUris,
  RedirectUrisOn,
  RedirectVariant,
  RoleAsked,
  VendorDefinition,
} from "./definition.ts";
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

/** Each platform's redirect URIs, as the page asks for them; none where it asks for none. */
export function redirectsAsked(asked: RedirectUris): readonly RedirectUrisOn[] {
  // Of a readonly list the language's own test says nothing to the compiler.
  if (Array.isArray(asked)) return asked as readonly RedirectUrisOn[];
  const one = asked as Exclude<RedirectUris, readonly unknown[]>;
  return one.from === "nowhere" ? [] : [one];
}

/** The ways of running the product for which the page prints redirect URIs, on whichever platform; empty where there are none. */
export function variantsOf(asked: RedirectUris): Readonly<Record<string, RedirectVariant>> {
  const all: Record<string, RedirectVariant> = {};
  for (const one of redirectsAsked(asked))
    if (one.from === "variants")
      for (const [word, { label, uris }] of Object.entries(one.variants))
        all[word] = { label: all[word]?.label ?? label, uris: [...(all[word]?.uris ?? []), ...uris] };
  return all;
}

/** Platforms whose redirect URIs the customer types; with several, each has its list in `redirectUrisOn`. */
export function typedOn(asked: RedirectUris): readonly Extract<RedirectUrisOn, { readonly from: "redirectUris" }>[] {
  return redirectsAsked(asked).filter((one) => one.from === "redirectUris");
}

/** True where the page registers a public client: one of its ways to a token asks for no credential. */
export function asksPublicClient({
  redirectUris,
  publicClientFlows,
}: Pick<VendorDefinition, "redirectUris" | "publicClientFlows">): boolean {
  return publicClientFlows === true || redirectsAsked(redirectUris).some(({ platform }) => platform !== "web");
}

/** The URIs of a page that holds none without a customer's instance. */
function printed(asked: RedirectUrisOn, { redirectVariant }: Chosen): readonly string[] {
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
  return redirectsAsked(asked).flatMap(templatesOn);
}

function templatesOn(asked: RedirectUrisOn): readonly string[] {
  return asked.from === "variants" ? Object.values(asked.variants).flatMap(({ uris }) => uris) : printed(asked, {});
}

/**
 * A URI as it is registered. Without a path it gains a slash: azuread refuses it otherwise ("URI must have a trailing
 * slash when there is no path segment"), and a request without one is answered at the slash
 * (learn.microsoft.com, /entra/identity-platform/reply-url). An app's own scheme stays as it is.
 */
export function registeredUri(uri: string): string {
  return /^https?:\/\/[^/?#]+$/i.test(uri) ? `${uri}/` : uri;
}

/** What the settings say of redirect URIs. */
export type RedirectSettings = Chosen & {
  readonly redirectUris?: readonly string[] | undefined;
  readonly redirectUrisOn?: UrisByPlatform | undefined;
  readonly instances?: readonly string[] | undefined;
};

/** Redirect URIs by the platform on which they are registered. */
export type UrisByPlatform = { readonly [P in Platform]?: readonly string[] | undefined };

/** The platforms in the order in which the portal has them. */
export const platforms: readonly Platform[] = ["web", "spa", "publicClient"];

/** The redirect URIs of one integration by their platform, sorted; a platform without any is left out. */
export function redirectUrisAsked(asked: RedirectUris, settings: RedirectSettings): UrisByPlatform {
  const isTypedOnSeveral = typedOn(asked).length > 1;
  const urisOf = (one: RedirectUrisOn) =>
    one.from === "redirectUris"
      ? ((isTypedOnSeveral ? settings.redirectUrisOn?.[one.platform] : settings.redirectUris) ?? [])
      : printed(one, settings).flatMap((template) =>
          template.includes("{instance}")
            ? (settings.instances ?? []).map((instance) => template.replaceAll("{instance}", instance))
            : [template],
        );
  return Object.fromEntries(
    platforms.flatMap((platform) => {
      const all = redirectsAsked(asked).filter((one) => one.platform === platform);
      const uris = [...new Set(all.flatMap(urisOf).map(registeredUri))].sort();
      return uris.length === 0 ? [] : [[platform, uris]];
    }),
  );
}

/** What an integration says of its redirect URIs (resolved-integration.ts). */
interface Registered {
  readonly redirectUris: readonly string[];
  readonly platform?: Platform;
  readonly redirectUrisOn?: UrisByPlatform;
}

/** The redirect URIs that an integration has on one platform. */
export function urisOn(
  { redirectUris, platform = "web", redirectUrisOn }: Registered,
  on: Platform,
): readonly string[] {
  return redirectUrisOn?.[on] ?? (redirectUrisOn === undefined && platform === on ? redirectUris : []);
}

/** A redirect URI where it is registered. */
export interface PlacedUri {
  readonly platform: Platform;
  readonly uri: string;
}

/** Every redirect URI of an integration with its platform. */
export function placedUris(registered: Registered): PlacedUri[] {
  return platforms.flatMap((platform) => urisOn(registered, platform).map((uri) => ({ platform, uri })));
}

/** A redirect URI for a reader: which platform has it says how its code is redeemed; without a word it is the web. */
export function namedUri({ platform, uri }: PlacedUri): string {
  return platform === "web" ? uri : `${uri} (${platform})`;
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
