/**
 * The decision: settings and definition in, one integration as plain data out.
 * The component builds resources from it and registers it as its inputs, so the review reads the same values.
 * It holds no secret.
 */
import { rolesOfPeople } from "./app-roles.ts";
import {
  permissionsAsked,
  redirectsAsked,
  redirectUrisAsked,
  rolesAsked,
  setOf,
  type UrisByPlatform,
} from "./asked.ts";
import { askedAs, onlyKind, waysOf } from "./asked-credential.ts";
import type {
  ApiExposed,
  AppRoleAsked,
  Audience,
  ClaimsAsked,
  CredentialAsked,
  Platform,
  ScopeExposed,
  VendorDefinition,
} from "./definition.ts";
import { type ExchangeRole, exchangeRoles } from "./exchange-roles.ts";
import { exposedId } from "./fixed-names.ts";
import { identifierUriAsked } from "./identifier-uri.ts";
import type { LocalizedText } from "./localized-text.ts";
import { orderedBy } from "./order.ts";
import { type Owner, ownerId } from "./owner.ts";
import { type ApiPermissions, mergePermissions, resolvePermissions, withoutPermissions } from "./permissions.ts";
import { directoryRoleId } from "./roles.ts";
import type { ExceptionEntry, IntegrationSettings, Tenant } from "./settings.ts";

/** One credential of a schedule: the dates that a person reviewed, as `YYYY-MM-DD` in UTC. */
export interface ScheduledCredential {
  /** The day of issue, with a letter where two fall on one day (`2026-11-21b`). It names the credential for ever. */
  readonly issued: string;
  /** The first dead day. */
  readonly expires: string;
  /** The day a person saw the vendor use it everywhere. */
  readonly confirmed?: string | undefined;
  /** What it is; absent where the vendor's page takes one kind alone. */
  readonly kind?: "secret" | "certificate" | undefined;
  /** The public certificate in PEM of a key that somebody else made and holds; absent: made here. */
  readonly certificate?: string | undefined;
  /** Who holds that key, as the file says. */
  readonly keyHolder?: string | undefined;
}

/** Another issuer whose tokens prove the application's identity: whoever gets one for the subject signs in as it. */
export interface FederatedTrust {
  /** Names it for ever. */
  readonly name: string;
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
}

/**
 * A right on one mailbox that the Exchange script gives to the service principal: on the mailbox itself, or a role of
 * Exchange that is limited to it.
 */
export type MailboxRight = "FullAccess" | "SendAs" | ExchangeRole;

/** A mailbox the vendor works with, and what the script opens for it. */
export interface Mailbox {
  readonly address: string;
  readonly receive: boolean;
  readonly sendAs: boolean;
  readonly rights: readonly MailboxRight[];
}

/** Users and groups in one role of the product's own. */
export interface InRole {
  /** As it stands in the token. */
  readonly role: string;
  readonly roleId: string;
  readonly users: readonly string[];
  readonly groups: readonly string[];
}

/** One integration, decided. Every field is plain data without a secret. */
export interface ResolvedIntegration {
  readonly name: string;
  readonly vendor: string;
  readonly product: string;
  /** The vendor's own application; absent: the stack registers one. */
  readonly registration?: { readonly by: "vendor"; readonly clientId: string };
  /** What the directory shows; of the vendor's own application the vendor's name for it. */
  readonly displayName: string;
  /** The application's notes: purpose, contact and ticket, a line each. */
  readonly notes: string;
  /** The entry of the tenant's file that it is a part of: one product with several linked applications. */
  readonly partOf?: string;
  readonly purpose?: string;
  readonly contact?: string;
  readonly ticket?: string;
  /** Who may read the credential and hands it over; absent where the file names nobody. */
  readonly secretReader?: string;
  readonly tenantId: string;
  readonly owners: readonly Owner[];
  readonly audience: Audience;
  /** All of them, sorted; on which platform each is `urisOn` tells (asked.ts). */
  readonly redirectUris: readonly string[];
  /** Where they are registered, where that is one platform; absent: on the web. */
  readonly platform?: Exclude<Platform, "web">;
  /** Where each is registered; absent where all of them are on one platform. */
  readonly redirectUrisOn?: UrisByPlatform;
  /** Public client flows are switched on. */
  readonly publicClientFlows?: true;
  readonly implicitGrant: { readonly accessToken: boolean; readonly idToken: boolean };
  /** The way of using the product that the settings choose: its word, and the page's; absent where there is one way alone. */
  readonly permissionSet?: { readonly name: string; readonly label: LocalizedText };
  /** Sorted by API id; ids inside sorted, so that the provider's list never moves. */
  readonly permissions: readonly ApiPermissions[];
  readonly credential: {
    /**
     * What is handed over: the newest line's kind. `federated`: no line stands, and another issuer vouches. `none`: the
     * application is the vendor's or a public client, and the schedule is empty.
     */
    readonly kind: CredentialAsked["kind"];
    readonly schedule: readonly ScheduledCredential[];
    /** Sorted by name; absent where there is none. */
    readonly federated?: readonly FederatedTrust[];
  };
  readonly directoryRoles: readonly { readonly name: string; readonly templateId: string }[];
  /** What its tokens say beyond the usual, roles of its own, and what others may ask of it; each absent where the page asks none. */
  readonly claims?: ClaimsAsked;
  readonly appRoles?: readonly (AppRoleAsked & { readonly id: string })[];
  readonly exposes?: Omit<ApiExposed, "scopes" | "identifierUri"> & {
    /** `{clientId}` stands in it for the application's id, which is known once it is there. */
    readonly identifierUri?: string;
    readonly scopes?: readonly (ScopeExposed & { readonly id: string })[];
  };
  /** The application's entry in the organization's own register of services (Graph: serviceManagementReference). */
  readonly serviceManagementReference?: string;
  readonly instances: readonly string[];
  readonly mailboxes: readonly Mailbox[];
  /** `everyone`, or the object ids of the users who may sign in; none where groups alone are named. */
  readonly signsIn: "everyone" | readonly string[];
  /** Object ids of the groups whose direct members may sign in; absent where none is named. */
  readonly signsInGroups?: readonly string[];
  /**
   * Who has which role of the product's own, in the definition's order, a role without anybody left out. Their people are
   * those of `signsIn` and `signsInGroups`; absent where the file assigns nobody to a role.
   */
  readonly inRoles?: readonly InRole[];
  /** Who people, groups and owners of it are, by object id, as the file says; absent where it says it of none. */
  readonly names?: Readonly<Record<string, string>>;
  /** They are assigned, and everyone may still sign in: the change before the one that closes. */
  readonly stillOpen?: true;
  readonly suspended?: { readonly since: string; readonly reason: string };
  readonly leaving: boolean;
  readonly protect: boolean;
  /** Former names, oldest first. The oldest goes on naming the credentials. */
  readonly formerly: readonly string[];
  /** The name that fixed identities derive from: the first name this integration ever had. */
  readonly identity: string;
  /** The Key Vault (its resource id) that keeps the credentials. */
  readonly vault?: string;
  readonly exceptions: readonly ExceptionEntry[];
  readonly emergency?: { readonly reason: string };
}

/** The client id of the vendor's own application: the page's, or where it prints none the one that the settings give. */
function registrationOf(
  { registration }: VendorDefinition,
  { clientId }: IntegrationSettings,
): ResolvedIntegration["registration"] {
  return registration && { by: registration.by, clientId: (registration.clientId ?? clientId ?? "").toLowerCase() };
}

/** The notes of the application in the portal: who to ask, and why it is there. */
function notesOf(settings: IntegrationSettings): string {
  const lines = [
    settings.purpose && `Purpose: ${settings.purpose}`,
    settings.contact && `Contact: ${settings.contact}`,
    settings.ticket && `Ticket: ${settings.ticket}`,
    "Managed as code (m365-integrations): change it there, not in the portal.",
  ];
  return lines.filter(Boolean).join("\n");
}

function permissionSetOf(
  definition: VendorDefinition,
  settings: IntegrationSettings,
): Pick<ResolvedIntegration, "permissionSet"> {
  const { permissionSet: name } = settings;
  const label = setOf(definition, settings)?.label;
  return name === undefined || label === undefined
    ? {}
    : { permissionSet: { name, label: { en: label.en, ja: label.ja } } };
}

type WrittenMailbox = NonNullable<IntegrationSettings["mailboxes"]>[number];

/** FullAccess opens the mailbox for IMAP and for SMTP alike; SendAs is for a From address that differs from it. */
function openedMailbox({ address, receive = false, sendAs = false }: WrittenMailbox): Mailbox {
  return { address, receive, sendAs, rights: sendAs ? ["FullAccess", "SendAs"] : ["FullAccess"] };
}

/** What it has in Entra, and what of it Exchange gives for the named mailboxes instead. */
function reachOf(
  definition: VendorDefinition,
  settings: IntegrationSettings,
): Pick<ResolvedIntegration, "permissions" | "mailboxes"> {
  const asked = mergePermissions(permissionsAsked(definition, settings), settings.permissions ?? {});
  const kept = withoutPermissions(asked, settings.omits ?? {});
  const written = settings.mailboxes ?? [];
  const { mailboxes } = definition;
  if (mailboxes === undefined || mailboxes === true || (written.length === 0 && !mailboxes.always))
    return { permissions: resolvePermissions(kept), mailboxes: written.map(openedMailbox) };
  const granted = withoutPermissions(kept, mailboxes.limits);
  const rights = exchangeRoles(withoutPermissions(kept, granted));
  return {
    permissions: resolvePermissions(granted),
    mailboxes: written.map(({ address }) => ({ address, receive: false, sendAs: false, rights })),
  };
}

/** Of the page's platforms the one that has them all, or each with its own. */
function redirectsOf(
  { redirectUris: asked }: VendorDefinition,
  settings: IntegrationSettings,
): Pick<ResolvedIntegration, "redirectUris" | "platform" | "redirectUrisOn"> {
  const byPlatform = redirectUrisAsked(asked, settings);
  const redirectUris = Object.values(byPlatform)
    .flatMap((uris) => uris ?? [])
    .sort();
  const asks = new Set(redirectsAsked(asked).map(({ platform }) => platform));
  const [only = "web", ...others] = asks;
  if (others.length > 0) return { redirectUris, redirectUrisOn: byPlatform };
  return { redirectUris, ...(only !== "web" && { platform: only }) };
}

function directoryRolesOf(
  definition: VendorDefinition,
  settings: IntegrationSettings,
): ResolvedIntegration["directoryRoles"] {
  const names = new Set([...rolesAsked(definition, settings).fixed, ...(settings.directoryRoles ?? [])]);
  return [...names].sort().map((role) => ({ name: role, templateId: directoryRoleId(role) }));
}

function serviceReferenceOf(tenant: Pick<Tenant, "serviceManagementReference">, settings: IntegrationSettings) {
  const reference = settings.serviceManagementReference ?? tenant.serviceManagementReference;
  return reference === undefined ? {} : { serviceManagementReference: reference };
}

/** Ids derive from the first name, as a credential's: tokens and assignments name them. */
function tokensOf(
  { id: tenantId }: Pick<Tenant, "id">,
  identity: string,
  { claims, appRoles, exposes }: VendorDefinition,
  settings: IntegrationSettings,
): Pick<ResolvedIntegration, "claims" | "appRoles" | "exposes"> {
  const { scopes, identifierUri: asked, ...api } = exposes ?? {};
  const identifierUri = identifierUriAsked(asked, tenantId, settings);
  return {
    ...(claims && { claims }),
    ...(appRoles && {
      appRoles: appRoles.map((role) => ({ ...role, id: exposedId(tenantId, identity, "role", role.value) })),
    }),
    ...(exposes && {
      exposes: {
        ...api,
        ...(identifierUri !== undefined && { identifierUri }),
        ...(scopes && {
          scopes: scopes.map((scope) => ({ ...scope, id: exposedId(tenantId, identity, "scope", scope.value) })),
        }),
      },
    }),
  };
}

/** Who signs in: those whom the file names, and where the product has roles of its own those whom it assigns to them. */
function signInOf(
  { id: tenantId }: Pick<Tenant, "id">,
  identity: string,
  definition: VendorDefinition,
  { signsIn, signsInGroups, appRoles }: IntegrationSettings,
): Pick<ResolvedIntegration, "signsIn" | "signsInGroups" | "inRoles"> {
  if (appRoles === undefined)
    return { signsIn: signsIn ?? (signsInGroups ? [] : "everyone"), ...(signsInGroups && { signsInGroups }) };
  const inRoles = rolesOfPeople(definition).flatMap(({ value: role }): InRole[] => {
    const { users = [], groups = [] } = appRoles[role] ?? {};
    if (users.length + groups.length === 0) return [];
    return [{ role, roleId: exposedId(tenantId, identity, "role", role), users, groups }];
  });
  const groups = [...new Set(inRoles.flatMap((one) => one.groups))];
  return {
    signsIn: [...new Set(inRoles.flatMap((one) => one.users))],
    ...(groups.length > 0 && { signsInGroups: groups }),
    inRoles,
  };
}

/**
 * What the file calls those whom the integration names, sorted by id. An owner that has a name beside it keeps that one.
 * A name is the file's claim: nothing here compares it with the directory.
 */
function namesOf(
  { names = {}, owners }: Pick<Tenant, "names" | "owners">,
  { signsIn, signsInGroups = [] }: Pick<ResolvedIntegration, "signsIn" | "signsInGroups">,
): Pick<ResolvedIntegration, "names"> {
  const unnamed = owners.filter((owner) => typeof owner === "string" || owner.name === undefined).map(ownerId);
  const ids = [...unnamed, ...(signsIn === "everyone" ? [] : signsIn), ...signsInGroups];
  const named = [...new Set(ids)].sort().flatMap((id) => (Object.hasOwn(names, id) ? [[id, names[id]] as const] : []));
  return named.length === 0 ? {} : { names: Object.fromEntries(named) as Readonly<Record<string, string>> };
}

/** The issuer that the page names, or that the file does. */
function federatedOf(
  { id }: Pick<Tenant, "id">,
  definition: VendorDefinition,
  { federated = [] }: IntegrationSettings,
): FederatedTrust[] {
  const asked = askedAs(definition, "federated");
  return federated
    .map(({ name, issuer = "", subject }) => ({
      name,
      issuer: asked?.issuer?.replaceAll("{tenantId}", id) ?? issuer,
      subject,
      audience: asked?.audience ?? "",
    }))
    .sort(orderedBy(({ name }) => name));
}

function credentialOf(
  tenant: Pick<Tenant, "id">,
  definition: VendorDefinition,
  settings: IntegrationSettings,
): ResolvedIntegration["credential"] {
  // Oldest first: the reader refuses any other order.
  // Who saw it where is the file's own record and no part of any resource.
  const schedule = (settings.credentials ?? []).map(({ confirmations: _, ...scheduled }) => scheduled);
  const federated = federatedOf(tenant, definition, settings);
  const first = askedAs(definition, "none")?.kind ?? waysOf(definition)[0]?.kind ?? "secret";
  const kind =
    schedule.length > 0
      ? (schedule.at(-1)?.kind ?? onlyKind(definition) ?? "secret")
      : federated.length > 0
        ? "federated"
        : first;
  return { kind, schedule, ...(federated.length > 0 && { federated }) };
}

/**
 * Decides one integration. The settings have been checked (settings.ts), so nothing here can fail.
 * @returns plain data; lists whose order means nothing are sorted.
 */
export function resolveIntegration(
  tenant: Omit<Tenant, "domain">,
  name: string,
  definition: VendorDefinition,
): ResolvedIntegration {
  const settings = tenant.integrations[name];
  if (!settings) throw new Error(`${name}: not an integration of this tenant`);
  const registration = registrationOf(definition, settings);
  const signIn = signInOf(tenant, settings.formerly?.[0] ?? name, definition, settings);
  return {
    name,
    vendor: definition.vendor,
    product: definition.product,
    ...(registration && { registration }),
    displayName: definition.registration?.name ?? settings.displayName ?? definition.product,
    notes: notesOf(settings),
    ...(tenant.partOf?.[name] !== undefined && { partOf: tenant.partOf[name] }),
    ...(settings.purpose !== undefined && { purpose: settings.purpose }),
    ...(settings.contact !== undefined && { contact: settings.contact }),
    ...(settings.ticket !== undefined && { ticket: settings.ticket }),
    ...(settings.secretReader !== undefined && { secretReader: settings.secretReader }),
    tenantId: tenant.id,
    owners: tenant.owners,
    audience:
      settings.audience === "single" && definition.narrowerAudience ? definition.narrowerAudience : definition.audience,
    ...redirectsOf(definition, settings),
    ...(definition.publicClientFlows && { publicClientFlows: true }),
    implicitGrant: {
      accessToken: definition.implicitGrant.includes("accessToken"),
      idToken: definition.implicitGrant.includes("idToken"),
    },
    ...permissionSetOf(definition, settings),
    ...reachOf(definition, settings),
    credential: credentialOf(tenant, definition, settings),
    directoryRoles: directoryRolesOf(definition, settings),
    ...tokensOf(tenant, settings.formerly?.[0] ?? name, definition, settings),
    ...serviceReferenceOf(tenant, settings),
    instances: settings.instances ?? [],
    ...signIn,
    ...namesOf(tenant, signIn),
    ...(settings.stillOpen && { stillOpen: settings.stillOpen }),
    ...(settings.suspended && { suspended: settings.suspended }),
    leaving: settings.leaving ?? false,
    protect: !tenant.disposable && !settings.leaving,
    formerly: settings.formerly ?? [],
    identity: settings.formerly?.[0] ?? name,
    ...(tenant.vault !== undefined && { vault: tenant.vault }),
    exceptions: settings.exceptions ?? [],
    ...(settings.emergency && { emergency: settings.emergency }),
  };
}
