/**
 * What somebody changed in the tenant on an object that still stands: the state says otherwise, and an engine that goes by
 * its state would not see it. Where the change is what the file now says anyway, or where the next `up` writes the object's
 * property in any case, there is nothing to tell.
 */
import { namedUri, placedUris, platforms } from "../components/asked.ts";
import { openIdScopes } from "../components/openid-scopes.ts";
import { apiName, permissionName } from "../components/permissions.ts";
import type { ResolvedIntegration } from "../components/resolved-integration.ts";
import { isClosed } from "../components/sign-in.ts";
import { type DeclaredIntegration, types } from "./declared.ts";
import type { GraphObject } from "./graph.ts";
import { type KnownResource, lastPart } from "./state.ts";
import { type LiveApplication, type LiveGrant, type LivePrincipal, probeName } from "./tenant.ts";

/** One property: a value that is another, or a list that has lost or gained members. Nothing in it is secret. */
export type Change =
  | { readonly property: string; readonly was: string; readonly is: string }
  | { readonly property: string; readonly lost: readonly string[]; readonly gained: readonly string[] };

/** A resource of the state, with what is otherwise in the tenant. */
export interface Changed {
  readonly resource: KnownResource;
  readonly changes: readonly Change[];
}

type Properties = Readonly<Record<string, unknown>>;

/** The value under a path of property names; undefined where a part of it is missing. */
function at(object: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (value as Properties | null | undefined)?.[name], object);
}

/** Three sides of one value. Undefined: the state does not say, as a state from before may not. */
interface Value {
  readonly property: string;
  readonly known: unknown;
  readonly live: unknown;
  readonly declared: unknown;
}

/** Graph leaves null or false out, and the provider an empty text in. */
function plain(value: unknown): string {
  if (value === true) return "on";
  if (value === false) return "off";
  return typeof value === "string" && value !== "" ? value : "none";
}

/** Notes have several lines. */
function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, "; ");
}

function changedValue({ property, known, live, declared }: Value): Change[] {
  if (known === undefined) return [];
  const [was, is] = [plain(known), plain(live)];
  return was === is || is === plain(declared) ? [] : [{ property, was: oneLine(was), is: oneLine(is) }];
}

function strings(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : undefined;
}

/** Three sides of a list whose order says nothing. */
interface List {
  readonly property: string;
  readonly known: readonly string[] | undefined;
  readonly live: readonly string[];
  readonly declared: readonly string[];
}

function changedList({ property, known, live, declared }: List): Change[] {
  if (known === undefined) return [];
  const missing = (from: readonly string[], list: readonly string[]) => list.filter((one) => !from.includes(one));
  const lost = missing(live, known);
  const gained = missing(known, live);
  const asDeclared = missing(live, declared).length + missing(declared, live).length === 0;
  return lost.length + gained.length === 0 || asDeclared ? [] : [{ property, lost, gained }];
}

const kinds = { Role: "application", Scope: "delegated" } as const;

/** `Microsoft Graph application Mail.Read`, from an API's client id and an entry under it. */
function permissionOf(appId: unknown, { id, type }: GraphObject): string {
  const kind = kinds[type as keyof typeof kinds] ?? "application";
  return `${apiName(String(appId)) ?? appId} ${kind} ${permissionName(String(appId), kind, String(id)) ?? id}`;
}

function rows(value: unknown): readonly GraphObject[] | undefined {
  return Array.isArray(value) ? (value as readonly GraphObject[]) : undefined;
}

/** The permissions that a registration asks for; the provider and Graph differ in the name of the inner list alone. */
function asked(list: unknown, inner: "resourceAccesses" | "resourceAccess"): string[] | undefined {
  return rows(list)?.flatMap((api) => (rows(api[inner]) ?? []).map((one) => permissionOf(api.resourceAppId, one)));
}

function declaredPermissions({ permissions }: ResolvedIntegration): string[] {
  return permissions.flatMap(({ appId, application, delegated }) => [
    ...application.map(({ id }) => permissionOf(appId, { id, type: "Role" })),
    ...delegated.map(({ id }) => permissionOf(appId, { id, type: "Scope" })),
  ]);
}

/** Redirect URIs with their platform: one that a person moved to another is a change. */
function redirectUrisKnown({ web, singlePageApplication: spa, publicClient }: Properties): string[] | undefined {
  if (web === undefined) return undefined;
  const known = { web, spa, publicClient };
  return platforms.flatMap((platform) =>
    (strings(at(known[platform], "redirectUris")) ?? []).map((uri) => namedUri({ platform, uri })),
  );
}

function changedApplication(
  { outputs }: KnownResource,
  { resolved, marker, stacklessMarker, owners }: DeclaredIntegration,
  live: LiveApplication,
): Change[] {
  // In the middle of a creation the provider gives it a passing name, which recovery settles by itself.
  if (probeName.test(live.displayName)) return [];
  const { shown } = live;
  const { implicitGrant } = resolved;
  const known = strings(outputs.owners);
  return [
    ...changedValue({
      property: "display name",
      known: outputs.displayName,
      live: live.displayName,
      declared: resolved.displayName,
    }),
    ...changedValue({
      property: "sign-in audience",
      known: outputs.signInAudience,
      live: shown.signInAudience,
      declared: resolved.audience,
    }),
    ...changedValue({ property: "notes", known: outputs.notes, live: shown.notes, declared: resolved.notes }),
    ...changedValue({
      property: "implicit grant of access tokens",
      known: at(outputs, "web", "implicitGrant", "accessTokenIssuanceEnabled"),
      live: at(shown, "web", "implicitGrantSettings", "enableAccessTokenIssuance") ?? false,
      declared: implicitGrant.accessToken,
    }),
    ...changedValue({
      property: "implicit grant of ID tokens",
      known: at(outputs, "web", "implicitGrant", "idTokenIssuanceEnabled"),
      live: at(shown, "web", "implicitGrantSettings", "enableIdTokenIssuance") ?? false,
      declared: implicitGrant.idToken,
    }),
    ...changedList({
      property: "redirect URIs",
      known: redirectUrisKnown(outputs),
      live: live.redirectUris.map(namedUri),
      declared: placedUris(resolved).map(namedUri),
    }),
    ...changedList({
      property: "permissions asked for",
      known: asked(outputs.requiredResourceAccesses, "resourceAccesses"),
      live: asked(shown.requiredResourceAccess, "resourceAccess") ?? [],
      declared: declaredPermissions(resolved),
    }),
    ...changedList({
      property: "tags",
      known: strings(outputs.tags),
      live: live.tags,
      declared: [live.tags.includes(stacklessMarker) ? stacklessMarker : marker],
    }),
    // Owners that are lost are told by themselves.
    ...changedList({
      property: "owners",
      known: known?.filter((id) => live.owners.includes(id)),
      live: live.owners,
      declared: owners,
    }),
  ];
}

function changedPrincipal(
  { outputs }: KnownResource,
  { resolved }: DeclaredIntegration,
  live: LivePrincipal,
): Change[] {
  const required = changedValue({
    property: "assignment required",
    known: outputs.appRoleAssignmentRequired,
    live: live.shown.appRoleAssignmentRequired ?? false,
    declared: isClosed(resolved),
  });
  return [
    // Switched off, it waits for a person (missing.ts); switched on, it does what the file forbids.
    ...(live.accountEnabled
      ? changedValue({
          property: "sign-in",
          known: outputs.accountEnabled,
          live: live.accountEnabled,
          declared: resolved.suspended === undefined,
        })
      : []),
    ...required,
    // The notes on a vendor's principal are others' (components/fixed-names.ts).
    ...(resolved.registration
      ? []
      : changedValue({ property: "notes", known: outputs.notes, live: live.shown.notes, declared: resolved.notes })),
  ];
}

function changedGrant(
  { urn, outputs }: KnownResource,
  { resolved, resources, formerly }: DeclaredIntegration,
  live: LiveGrant,
): Change[] {
  const resource = resources.find((one) => one.urn === urn || formerly.get(one.urn)?.includes(urn));
  // Taken out of the file, the next `up` deletes it whatever it says.
  if (resource?.identity.kind !== "grant") return [];
  const { to } = resource.identity;
  const scopes = resolved.permissions.find(({ appId }) => appId === to)?.delegated.map(({ name }) => name) ?? [];
  const known = strings(outputs.claimValues);
  // What a vendor's own consent page has added, verify lists, and no run takes it away.
  const ofPage = (scope: string) =>
    (openIdScopes.includes(scope) || resolved.registration !== undefined) &&
    !scopes.includes(scope) &&
    !known?.includes(scope);
  return changedList({
    property: "scopes",
    known,
    live: live.scopes.filter((scope) => !ofPage(scope)),
    declared: scopes,
  });
}

/**
 * What of an integration is otherwise in the tenant than the state says.
 * @param known everything that the state knows of it
 * @param live its application, with its own principal
 * @param unassigned true where somebody who may sign in is not assigned any more: as long as the principal is open, it is
 *   not closed again before they are
 */
export function changedIn(
  known: readonly KnownResource[],
  declared: DeclaredIntegration,
  live: LiveApplication,
  unassigned: boolean,
): Changed[] {
  const changesOf = (resource: KnownResource): Change[] => {
    const { type, id } = resource;
    const { principal } = live;
    if (type === types.application) return changedApplication(resource, declared, live);
    if (principal === undefined) return [];
    if (type === types.principal) {
      // Read again, it would be switched on by the next `up`, and nobody has decided that.
      const waits = !principal.accountEnabled && resource.outputs.accountEnabled === true;
      const opened = principal.shown.appRoleAssignmentRequired !== true && isClosed(declared.resolved);
      return waits || (opened && unassigned) ? [] : changedPrincipal(resource, declared, principal);
    }
    if (type !== types.grant) return [];
    const grant = principal.grants.find((one) => one.id === lastPart(id));
    return grant === undefined ? [] : changedGrant(resource, declared, grant);
  };
  return known.flatMap((resource) => {
    const changes = resource.id === undefined ? [] : changesOf(resource);
    return changes.length === 0 ? [] : [{ resource, changes }];
  });
}
