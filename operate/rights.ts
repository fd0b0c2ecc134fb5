/**
 * Which Graph application permissions the deployer needs for what the file declares. Graph itself says 403 without a word
 * of which is missing, and only once applications and secrets stand. README.md, "A real tenant", lists the same.
 */
import type { ResolvedIntegration } from "../components/resolved-integration.ts";
import { assignedTo } from "../components/sign-in.ts";
import type { Graph } from "../recovery/graph.ts";
import { textIn } from "../recovery/properties.ts";
import type { SignedIn } from "./sign-in.ts";
import type { Stack } from "./stack.ts";
import { tokenClaims } from "./token-claims.ts";

/** True for an integration with the vendor's own application, of which this tenant has no principal yet. */
type Absent = (integration: ResolvedIntegration) => boolean;

/** A Graph application permission that a deployer may need. */
export interface Right {
  /** The least one. */
  readonly permission: string;
  /** Those that contain it. */
  readonly or: readonly string[];
  readonly neededBy: (integration: ResolvedIntegration, isAbsent: Absent) => boolean;
  /** True for what the second identity needs where one grants consent. */
  readonly consents: boolean;
}

const assigns = (integration: ResolvedIntegration) =>
  integration.permissions.some(({ application }) => application.length > 0) || assignedTo(integration).length > 0;
const delegates = ({ permissions }: ResolvedIntegration) => permissions.some(({ delegated }) => delegated.length > 0);

const directory = ["Directory.Read.All", "Directory.ReadWrite.All"];

/** Every permission that a deployer may need. */
export const rights: readonly Right[] = [
  {
    permission: "Application.ReadWrite.OwnedBy",
    or: ["Application.ReadWrite.All", "Directory.ReadWrite.All"],
    neededBy: () => true,
    consents: false,
  },
  {
    // Whoever may write what it owns makes no principal of an application of another tenant (Graph, create servicePrincipal).
    permission: "Application.ReadWrite.All",
    or: ["Directory.ReadWrite.All"],
    neededBy: (integration, isAbsent) => isAbsent(integration),
    consents: false,
  },
  {
    permission: "Application.Read.All",
    or: ["Application.ReadWrite.All", ...directory],
    neededBy: (integration) => assigns(integration) || delegates(integration),
    consents: true,
  },
  { permission: "AppRoleAssignment.ReadWrite.All", or: [], neededBy: assigns, consents: true },
  {
    permission: "DelegatedPermissionGrant.ReadWrite.All",
    or: ["Directory.ReadWrite.All"],
    neededBy: delegates,
    consents: true,
  },
  {
    permission: "RoleManagement.ReadWrite.Directory",
    or: [],
    neededBy: ({ directoryRoles }) => directoryRoles.length > 0,
    consents: true,
  },
  {
    permission: "User.ReadBasic.All",
    or: ["User.Read.All", "User.ReadWrite.All", ...directory],
    neededBy: ({ signsIn }) => signsIn !== "everyone" && signsIn.length > 0,
    consents: false,
  },
  {
    permission: "GroupMember.Read.All",
    or: ["GroupMember.ReadWrite.All", "Group.Read.All", "Group.ReadWrite.All", ...directory],
    neededBy: ({ signsInGroups = [] }) => signsInGroups.length > 0,
    consents: false,
  },
];

/** What a token says of its holder's permissions. */
export interface Claims {
  /** Application permissions. */
  readonly roles: readonly string[];
  /** Template ids of its directory roles. */
  readonly wids: readonly string[];
}

/** Every token of an application bears this one, which gives nothing. */
const noRole = "0997a1d0-0d1d-4acb-b408-d5ca73121e90";

/**
 * The claims of an application's token; undefined for one that does not tell what its holder may: a user's, or one that
 * cannot be read.
 */
export function claimsIn(token: string): Claims | undefined {
  try {
    const payload = tokenClaims(token);
    const listed = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);
    if ("scp" in payload) return undefined;
    return { roles: listed(payload.roles), wids: listed(payload.wids).filter((id) => id !== noRole) };
  } catch {
    return undefined;
  }
}

/**
 * One line for each permission that the deployer lacks. None where it holds a directory role, which may give the same.
 * @param secondIdentity true where another identity grants consent and directory roles: its token is not asked for
 * @param standing client ids of vendors' own applications of which the tenant has a principal already
 */
export function lackingRights(
  { roles, wids }: Claims,
  integrations: readonly ResolvedIntegration[],
  secondIdentity: boolean,
  standing: ReadonlySet<string> = new Set(),
  loginUrl = "https://login.microsoftonline.com",
): string[] {
  if (wids.length > 0) return [];
  const isAbsent = absentFrom(standing);
  return rights
    .filter(({ consents }) => !(consents && secondIdentity))
    .filter(({ permission, or }) => ![permission, ...or].some((one) => roles.includes(one)))
    .flatMap(({ permission, neededBy }) => {
      const needing = integrations.filter((integration) => neededBy(integration, isAbsent));
      if (needing.length === 0) return [];
      const names = needing.map(({ name }) => name).join(", ");
      return [
        `the deployer lacks the Graph application permission ${permission}, needed by ${names}`,
        ...(permission === "Application.ReadWrite.All" ? needing.map((one) => consentInstead(one, loginUrl)) : []),
      ];
    });
}

/** @param standing client ids of vendors' own applications of which the tenant has a principal */
export function absentFrom(standing: ReadonlySet<string>): Absent {
  return ({ registration }) => registration !== undefined && !standing.has(registration.clientId);
}

/** The way that needs no right of the deployer's: the vendor's own, by which an administrator lets it in. */
function consentInstead({ name, tenantId, registration }: ResolvedIntegration, loginUrl: string): string {
  return `  or an administrator makes ${name}'s principal by consenting at ${loginUrl}/${tenantId}/adminconsent?client_id=${registration?.clientId} (to everything that the vendor asks for: what the file does not name, verify lists), and then adopt takes it up`;
}

/** Those of the vendors' own applications of which the tenant has a principal. */
export async function standingOf(
  integrations: readonly ResolvedIntegration[],
  graph: () => Promise<Pick<Graph, "lists">>,
): Promise<ReadonlySet<string>> {
  const ids = integrations.flatMap(({ registration }) => registration?.clientId ?? []);
  if (ids.length === 0) return new Set<string>();
  const paths = ids.map((id) => `/servicePrincipals?$filter=appId eq '${id}'&$select=appId`);
  // Whoever may not read them hears what is missing for that by itself.
  const found = await (await graph()).lists(paths).catch(() => []);
  return new Set(found.flat().map((row) => textIn(row, "appId")));
}

/**
 * What the deployer lacks, as far as its token tells: on a real tenant, as an application. Whoever cannot sign in hears
 * it from the provider, in its own words.
 */
export async function deployerLacks(
  { world, integrations, consentClientId }: Pick<Stack, "world" | "integrations" | "consentClientId">,
  { signIn }: { readonly signIn: () => Promise<SignedIn> },
  { ARM_CLIENT_ID: clientId }: Readonly<Record<string, string | undefined>>,
): Promise<string[]> {
  if (world === "sandbox" || !clientId) return [];
  const { credential, services } = await signIn();
  const token = await credential.getToken(`${services.graphUrl}/.default`).catch(() => null);
  const claims = token === null ? undefined : claimsIn(token.token);
  if (claims === undefined) return [];
  const graph = async () => (await import("./graph.ts")).openGraph(credential, services);
  const standing = await standingOf(integrations, graph);
  return lackingRights(claims, integrations, consentClientId !== undefined, standing, services.loginUrl);
}
