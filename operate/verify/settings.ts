/** The plain settings of an application and of its enterprise application: one value each, and the lists beside them. */
import { urisOn } from "../../components/asked.ts";
import { withClientId } from "../../components/identifier-uri.ts";
import type { ResolvedIntegration } from "../../components/resolved-integration.ts";
import { isClosed } from "../../components/sign-in.ts";
import type { GraphObject } from "../../recovery/graph.ts";
import { enterprise, registration } from "./places.ts";
import { byRefresh, type Remedy } from "./remedy.ts";
import { none, type Row } from "./row.ts";
import { listRows, markerFor, plain, type Subject, valueRow, type WithPrincipal } from "./subject.ts";

/** What is the same of a value and of a list. */
interface Placed {
  readonly check: string;
  /** Graph's property, with dots. */
  readonly property: string;
  /** Where the admin center has it. */
  readonly blade: string;
  /** The PATCH of the application that empties it, where no run of the engine does. */
  readonly emptied?: string;
}

/** One value. */
interface Setting extends Placed {
  /** A text, or what Graph leaves empty where nobody set it. */
  readonly expected: (resolved: ResolvedIntegration) => string;
  readonly shown: (value: unknown) => string;
}

/** The value under a path; undefined where a part of it is missing. */
export function at(object: unknown, property: string): unknown {
  return property
    .split(".")
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | null | undefined)?.[name], object);
}

/** Graph leaves an empty text null. */
function textOrNone(value: unknown): string {
  return typeof value === "string" && value !== "" ? value : none;
}

function onOrOff(value: unknown): string {
  return value === true ? "on" : "off";
}

const off = () => "off";
const empty = () => none;

function claimsOf(value: unknown): string {
  const lists = Object.entries((value ?? {}) as Record<string, unknown>).filter(([, list]) => Array.isArray(list));
  const names = lists.flatMap(([token, list]) => (list as { name?: unknown }[]).map(({ name }) => `${token} ${name}`));
  return names.sort().join(", ") || none;
}

/** The claims that the page asks for, in Graph's words. */
function claimsAsked({ claims }: ResolvedIntegration): string {
  const named = (claims?.optional ?? []).flatMap((claim) => claim.in.map((token) => `${token} ${claim.name}`));
  return named.sort().join(", ") || none;
}

/** Notes have several lines; a table has one. */
function oneLine(value: unknown): string {
  return textOrNone(value).replaceAll(/\s*\n\s*/g, "; ");
}

const text = (check: string, property: string, blade: string): Setting => ({
  check,
  property,
  expected: empty,
  shown: textOrNone,
  blade,
});
const flag = (check: string, property: string, blade: string): Setting => ({
  check,
  property,
  expected: off,
  shown: onOrOff,
  blade,
});

const branding = "Branding & properties";

const applicationSettings: readonly Setting[] = [
  { ...text("display name", "displayName", branding), expected: ({ displayName }) => displayName },
  { ...text("notes", "notes", branding), expected: ({ notes }) => oneLine(notes), shown: oneLine },
  { ...text("sign-in audience", "signInAudience", "Authentication"), expected: ({ audience }) => audience },
  {
    ...flag("implicit grant: access tokens", "web.implicitGrantSettings.enableAccessTokenIssuance", "Authentication"),
    expected: ({ implicitGrant }) => onOrOff(implicitGrant.accessToken),
  },
  {
    ...flag("implicit grant: ID tokens", "web.implicitGrantSettings.enableIdTokenIssuance", "Authentication"),
    expected: ({ implicitGrant }) => onOrOff(implicitGrant.idToken),
  },
  {
    ...flag("public client flows", "isFallbackPublicClient", "Authentication"),
    expected: ({ publicClientFlows }) => onOrOff(publicClientFlows === true),
  },
  flag("device-only sign-in", "isDeviceOnlyAuthSupported", "Manifest"),
  {
    check: "access token version",
    property: "api.requestedAccessTokenVersion",
    // The provider's default, which Entra leaves unset until it is written.
    expected: ({ exposes }) => String(exposes?.accessTokenVersion ?? 1),
    shown: (value) => String(value ?? 1),
    blade: "Manifest",
  },
  flag("mapped claims", "api.acceptMappedClaims", "Manifest"),
  {
    ...text("optional claims", "optionalClaims", "Token configuration"),
    expected: claimsAsked,
    shown: claimsOf,
    // The provider sends {}, over which what stands is merged.
    emptied: '{"optionalClaims":null}',
  },
  {
    ...text("group claims", "groupMembershipClaims", "Token configuration"),
    expected: ({ claims }) => claims?.groups ?? none,
  },
  text("home page", "web.homePageUrl", branding),
  text("logout URL", "web.logoutUrl", "Authentication"),
  text("terms of service", "info.termsOfServiceUrl", branding),
  text("privacy statement", "info.privacyStatementUrl", branding),
  text("support page", "info.supportUrl", branding),
  text("marketing page", "info.marketingUrl", branding),
  text("description", "description", branding),
  {
    ...text("service reference", "serviceManagementReference", branding),
    expected: ({ serviceManagementReference }) => serviceManagementReference ?? none,
  },
];

const principalSettings: readonly Setting[] = [
  {
    ...flag("assignment required", "appRoleAssignmentRequired", "Properties"),
    expected: (resolved) => onOrOff(isClosed(resolved)),
  },
  {
    ...text("notes of the enterprise application", "notes", "Properties"),
    expected: ({ notes }) => oneLine(notes),
    shown: oneLine,
  },
  text("description of the enterprise application", "description", "Properties"),
  text("single sign-on", "preferredSingleSignOnMode", "Single sign-on"),
  text("sign-on URL", "loginUrl", "Single sign-on"),
];

/** What mends a value or a list. */
function mended({ live, naming }: Subject, { emptied }: Placed, place: string): Remedy {
  if (emptied === undefined) return byRefresh(naming, place);
  const url = `https://graph.microsoft.com/v1.0/applications/${live.id}`;
  const command = `az rest --method PATCH --url ${url} --body '${emptied}'`;
  return { by: "hand", place, does: "remove it; no run of the engine does", command };
}

function settingRows(
  subject: Subject,
  settings: readonly Setting[],
  shown: GraphObject,
  prefix: string,
  placeOf: (displayName: string, blade: string) => string,
): Row[] {
  const { live, declared } = subject;
  return settings.map((setting) => {
    const { check, property, expected, shown: show, blade } = setting;
    return valueRow(
      subject,
      { check, property: `${prefix}.${property}` },
      expected(declared.resolved),
      show(at(shown, property)),
      mended(subject, setting, placeOf(live.displayName, blade)),
    );
  });
}

function listOf(shown: GraphObject, property: string): readonly unknown[] {
  const value = at(shown, property);
  return Array.isArray(value) ? value : [];
}

/** What each entry is called: itself, or the first of its properties that says it. */
function namesIn(list: readonly unknown[], ...names: readonly string[]): string[] {
  return list.map((one) => {
    if (typeof one === "string") return one;
    const said = names
      .map((name) => (one as GraphObject)[name])
      .find((value) => typeof value === "string" && value !== "");
    return typeof said === "string" ? said : "(unnamed)";
  });
}

interface List extends Placed {
  readonly expected: (resolved: ResolvedIntegration, appId: string) => readonly string[];
  /** What mends what stands beside it, where a run of the engine does not. */
  readonly mends?: (subject: Subject, place: string) => Remedy;
  /** What an entry is called, where it is an object. */
  readonly names: readonly string[];
}

const nothing = () => [];

/** Beside one that the stack has made the engine leaves others alone, as it does where a person adds one in the portal. */
function identifierUriRemedy(subject: Subject, place: string): Remedy {
  const { live, declared, naming } = subject;
  const uri = declared.resolved.exposes?.identifierUri;
  if (uri === undefined) return byRefresh(naming, place);
  return {
    by: "hand",
    place,
    does: "remove it; no run of the engine does",
    command: `az ad app update --id ${live.appId} --identifier-uris ${withClientId(uri, live.appId)}`,
  };
}

const applicationLists: readonly List[] = [
  {
    check: "redirect URI",
    property: "web.redirectUris",
    expected: (resolved) => urisOn(resolved, "web"),
    names: [],
    blade: "Authentication",
  },
  {
    check: "redirect URI of a single-page application",
    property: "spa.redirectUris",
    expected: (resolved) => urisOn(resolved, "spa"),
    names: [],
    blade: "Authentication",
  },
  {
    check: "redirect URI of a public client",
    property: "publicClient.redirectUris",
    expected: (resolved) => urisOn(resolved, "publicClient"),
    names: [],
    blade: "Authentication",
  },
  {
    check: "application ID URI",
    property: "identifierUris",
    expected: ({ exposes }, appId) =>
      exposes?.identifierUri === undefined ? [] : [withClientId(exposes.identifierUri, appId)],
    names: [],
    blade: "Expose an API",
    mends: identifierUriRemedy,
  },
  {
    check: "exposed scope",
    property: "api.oauth2PermissionScopes",
    expected: ({ exposes }) => (exposes?.scopes ?? []).map(({ value }) => value),
    names: ["value", "id"],
    blade: "Expose an API",
  },
  {
    check: "pre-authorized application",
    property: "api.preAuthorizedApplications",
    expected: nothing,
    names: ["appId"],
    blade: "Expose an API",
    // Another resource of the provider's, which the program does not register.
    emptied: '{"api":{"preAuthorizedApplications":[]}}',
  },
  {
    check: "known client application",
    property: "api.knownClientApplications",
    expected: nothing,
    names: [],
    blade: "Manifest",
  },
  {
    check: "app role",
    property: "appRoles",
    expected: ({ appRoles = [] }) => appRoles.map(({ value }) => value),
    names: ["value", "displayName", "id"],
    blade: "App roles",
  },
];

function tagRows(subject: Subject): Row[] {
  const { live, naming } = subject;
  const remedy = () => byRefresh(naming, registration(live.displayName, "Manifest"));
  const about = { check: "tag", property: "application.tags" };
  return listRows(subject, about, plain([markerFor(subject)]), plain(live.tags), { missing: remedy, extra: remedy });
}

/** The settings of the application's registration. */
export function applicationRows(subject: Subject): Row[] {
  const { live, declared } = subject;
  const lists = applicationLists.flatMap((list) => {
    const { check, property, expected, names, blade, mends } = list;
    const place = registration(live.displayName, blade);
    const remedy = () => mended(subject, list, place);
    const found = namesIn(listOf(live.shown, property), ...names);
    const about = { check, property: `application.${property}` };
    return listRows(subject, about, plain(expected(declared.resolved, live.appId)), plain(found), {
      missing: remedy,
      extra: () => mends?.(subject, place) ?? remedy(),
    });
  });
  return [
    ...settingRows(subject, applicationSettings, live.shown, "application", registration),
    microsoftsSwitch(subject),
    ...lists,
    ...tagRows(subject),
  ];
}

/** Microsoft switches an application off that violates its terms. */
function microsoftsSwitch(subject: Subject): Row {
  const { live } = subject;
  return valueRow(
    subject,
    { check: "switched off by Microsoft", property: "application.disabledByMicrosoftStatus" },
    none,
    textOrNone(live.shown.disabledByMicrosoftStatus).replace("NotDisabled", none),
    {
      by: "hand",
      place: registration(live.displayName, "Overview"),
      does: "ask Microsoft's support why; nobody in the tenant can switch it on",
    },
  );
}

function signInRow(subject: WithPrincipal): Row {
  const { declared, principal, live, naming } = subject;
  const { name, suspended } = declared.resolved;
  const place = enterprise(live.displayName, "Properties");
  const remedy: Remedy =
    suspended === undefined
      ? {
          by: "command",
          command: `${naming.adopt} ${name} --restore`,
          does: `switches it on again; or write suspended into ${naming.file}, so that the file says it (${place})`,
        }
      : byRefresh(naming, place);
  const about = { check: "sign-in", property: "servicePrincipal.accountEnabled" };
  return valueRow(subject, about, suspended === undefined ? "on" : "off", onOrOff(principal.accountEnabled), remedy);
}

/** Without it the admin center's list of enterprise applications does not show it (components/integration.ts). */
const portalTag = "WindowsAzureActiveDirectoryIntegratedApp";

/** Of the principal of a vendor's own application: what the file says of it. The rest is others'. */
export function vendorsPrincipalRows(subject: WithPrincipal): Row[] {
  const { principal } = subject;
  const own = principalSettings.filter(({ property }) => property === "appRoleAssignmentRequired");
  return [signInRow(subject), ...settingRows(subject, own, principal.shown, "servicePrincipal", enterprise)];
}

/** The settings of the enterprise application. */
export function principalRows(subject: WithPrincipal): Row[] {
  const { principal, live, naming } = subject;
  const remedy = (blade: string) => () => byRefresh(naming, enterprise(live.displayName, blade));
  const marker = markerFor(subject);
  // A principal shows its application's tags and redirect URIs beside its own.
  const ownTags = principal.tags.filter((tag) => !live.tags.includes(tag) || tag === marker);
  const ownUris = namesIn(listOf(principal.shown, "replyUrls")).filter(
    (uri) => !live.redirectUris.some((own) => own.uri === uri),
  );
  const list = (
    check: string,
    property: string,
    expected: readonly string[],
    found: readonly string[],
    blade: string,
  ) =>
    listRows(subject, { check, property: `servicePrincipal.${property}` }, plain(expected), plain(found), {
      missing: remedy(blade),
      extra: remedy(blade),
    });
  return [
    signInRow(subject),
    ...settingRows(subject, principalSettings, principal.shown, "servicePrincipal", enterprise),
    ...list("tag of the enterprise application", "tags", [portalTag, marker], ownTags, "Properties"),
    ...list("redirect URI of the enterprise application", "replyUrls", [], ownUris, "Single sign-on"),
    ...list(
      "alternative name",
      "alternativeNames",
      [],
      namesIn(listOf(principal.shown, "alternativeNames")),
      "Properties",
    ),
    ...list(
      "notification address",
      "notificationEmailAddresses",
      [],
      namesIn(listOf(principal.shown, "notificationEmailAddresses")),
      "Single sign-on",
    ),
  ];
}
