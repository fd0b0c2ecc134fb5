/**
 * What the tenant's app management policies say of one application. A policy that is assigned to the application goes before the
 * tenant's in what it defines, and leaves all else to the tenant's.
 * Source: learn.microsoft.com, /graph/api/resources/applicationauthenticationmethodpolicy.
 */
import type { Graph, GraphObject } from "../../../recovery/graph.ts";
import { textIn } from "../../../recovery/properties.ts";
import type { Standing } from "./standing.ts";

/** One restriction, as Graph shows it. */
interface Restriction {
  readonly restrictionType?: string;
  readonly state?: string;
  /** ISO 8601: `P180D`. */
  readonly maxLifetime?: string | null;
  readonly restrictForAppsCreatedAfterDateTime?: string | null;
  readonly excludeAppsReceivingV2Tokens?: boolean | null;
  readonly excludeActors?: { readonly customSecurityAttributes?: readonly unknown[] | null } | null;
}

/** Days of a duration in ISO 8601; a month counts 30 of them and a year 365, as Entra's portal does. */
export function daysIn(duration: string): number | undefined {
  const [all, years, months, weeks, days] =
    /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T.*)?$/.exec(duration) ?? [];
  if (all === undefined || all === "P") return undefined;
  const number = (text: string | undefined) => Number(text ?? 0);
  return number(years) * 365 + number(months) * 30 + number(weeks) * 7 + number(days);
}

/** A policy that is assigned to some applications. */
export interface OwnPolicy {
  readonly policy: GraphObject;
  /** Object ids. */
  readonly appliesTo: readonly string[];
}

type Section = Readonly<Record<string, unknown>>;

function sectionOf(value: unknown): Section {
  return (value ?? {}) as Section;
}

/** Picks one restriction out of those of applications. */
export type PickRestriction = (restrictions: Section) => Restriction | undefined;

/** Of secrets or of certificates, by its type. */
export const ofCredentials =
  (list: "passwordCredentials" | "keyCredentials", type: string): PickRestriction =>
  (restrictions) =>
    ((restrictions[list] ?? []) as readonly Restriction[]).find(({ restrictionType }) => restrictionType === type);

/** Of the audience: no multitenant application. */
export const ofSeveralTenants: PickRestriction = (restrictions) =>
  sectionOf(restrictions.audiences).azureAdMultipleOrgs as Restriction | undefined;

/** Of Application ID URIs: none but the usual ones. */
export const ofCustomUris: PickRestriction = (restrictions) =>
  sectionOf(restrictions.identifierUris).nonDefaultUriAddition as Restriction | undefined;

/** What is in force for one application, and by which policy. */
export interface InForce {
  readonly restriction: Restriction;
  /** As a reader knows it. */
  readonly by: string;
}

/** The application's own policy as one section; its restrictions of applications alone stand a level deeper. */
function ownSection(policy: GraphObject): Section {
  const restrictions = sectionOf(policy.restrictions);
  return { ...restrictions, ...sectionOf(restrictions.applicationRestrictions) };
}

/** What was read of the tenant. */
export interface Policies {
  readonly tenants: GraphObject;
  readonly own: readonly OwnPolicy[];
  /** By the integration. */
  readonly standing: ReadonlyMap<string, Standing>;
  readonly now: Date;
}

/** A restriction as it binds one integration; undefined where none does. */
export function inForce(
  { tenants, own, standing, now }: Policies,
  integration: string,
  pick: PickRestriction,
): InForce | undefined {
  const stands = standing.get(integration);
  const assigned = own.find(
    ({ policy, appliesTo }) => policy.isEnabled === true && stands !== undefined && appliesTo.includes(stands.id),
  );
  const theirs = assigned && pick(ownSection(assigned.policy));
  const fallback = tenants.isEnabled === true ? pick(sectionOf(tenants.applicationRestrictions)) : undefined;
  const restriction = theirs ?? fallback;
  if (restriction?.state !== "enabled") return undefined;
  const since = restriction.restrictForAppsCreatedAfterDateTime;
  const created = stands === undefined ? now : new Date(stands.createdDateTime);
  if (since && created < new Date(since)) return undefined;
  const by =
    theirs === undefined || assigned === undefined
      ? "the tenant's policy"
      : `its own policy, ${JSON.stringify(textIn(assigned.policy, "displayName"))}`;
  return { restriction, by };
}

/** True where whoever calls may be exempt, by an attribute that no permission here reads. */
export function mayExempt({ restriction }: InForce): boolean {
  return (restriction.excludeActors?.customSecurityAttributes ?? []).length > 0;
}

/** Every policy that is made to be assigned, with what it is assigned to. */
export async function readOwn(graph: Graph): Promise<readonly OwnPolicy[]> {
  const [policies = []] = await graph.lists(["/policies/appManagementPolicies"]);
  const lists = await graph.lists(
    policies.map((policy) => `/policies/appManagementPolicies/${textIn(policy, "id")}/appliesTo?$select=id`),
  );
  return policies.map((policy, index) => ({
    policy,
    appliesTo: (lists[index] ?? []).map((row) => textIn(row, "id")),
  }));
}
