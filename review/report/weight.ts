/** How much a change weighs for a reader: what lets somebody do the most is told first, whatever kind of thing it is. */
import { directoryRoles } from "../../catalog/directory-roles.ts";
import { riskOf } from "../../catalog/risk.ts";
import type { Change } from "../change.ts";
import { isCoded } from "../clause.ts";
import type { Pair } from "../pairs.ts";
import { isPerMailbox, type PermissionKey, type RiskLevel, ratedPermission } from "../permission.ts";
import type { RecordedIntegration } from "../recording.ts";

/** The heavier, the earlier; equal weights keep the order of the comparison. */
export type Weigh = (change: Change) => number;

const roles = new Map(directoryRoles.map((role) => [role.displayName, role]));

/** What an application can do by itself weighs more than what it can do with a person's rights. */
const byItself: Readonly<Record<RiskLevel, number>> = { critical: 95, high: 85, medium: 55, low: 30 };
const withPeople: Readonly<Record<RiskLevel, number>> = { critical: 75, high: 70, medium: 45, low: 20 };

/** Whoever is Global Administrator can do whatever any permission allows. */
export function roleWeight(name: string): number {
  if (name === "Global Administrator") return 99;
  const role = roles.get(name);
  if (!role) return 97;
  if (/\bReader\b/.test(name)) return role.isPrivileged ? 80 : 50;
  return role.eam === 0 ? 97 : role.isPrivileged ? 90 : 65;
}

/** Of equal risk the one by which its holder can take more than it has comes first. */
const cautions = { "tenant-admin-equivalent": 1.5, "grants-authorization": 1.2, "manages-credentials": 1 } as const;

function finer({ appId, kind, name }: PermissionKey): number {
  const { caution, ms = 0 } = riskOf(appId, kind, name) ?? {};
  return (caution === undefined || caution === "broad-directory-access" ? 0 : cautions[caution]) + ms / 20;
}

/** The weight of a permission by kind and risk. */
export function permissionWeight(permission: PermissionKey): number {
  const { risk } = ratedPermission(permission);
  // What does nothing until a mailbox is opened is told with the mailbox.
  if (permission.kind === "application") return isPerMailbox(permission) ? 60 : byItself[risk] + finer(permission);
  return withPeople[risk] + finer(permission);
}

/** What a role of Exchange allows on the mailboxes that it is limited to. */
export const limitedWeight = 60;

/** The most that an integration lets its holder do. */
export function powerOf(integration: RecordedIntegration | undefined): number {
  if (!integration) return 0;
  return Math.max(
    0,
    ...integration.directoryRoles.map(({ name }) => roleWeight(name)),
    ...integration.granted.map(permissionWeight),
    integration.mailboxes.length > 0 ? 84 : 0,
  );
}

/** What weighs alike wherever it happens. */
const others: Readonly<Partial<Record<Change["aspect"], number>>> = {
  tenant: 100,
  unjudgeable: 88,
  resource: 87,
  mailbox: 84,
  "mailbox-right": 84,
  "hand-off": 84,
  definition: 34,
  audience: 82,
  "public-client": 78,
  "implicit-grant": 62,
  "redirect-uri": 61,
  vault: 60,
  "credential-end": 58,
  "credential-kind": 57,
  federated: 58,
  token: 30,
  "identifier-uri": 34,
  credential: 56,
  protection: 40,
  "permission-set": 36,
  "signs-in": 35,
  name: 10,
  notes: 9,
  exception: 8,
  emergency: 7,
};

/** A resource's further inputs say least where they only follow from another change. */
function resourceWeight({ effect, how, subject }: Change): number {
  if (effect === "changed") return 5;
  return how === "changed" && typeof subject === "string" ? 54 : (others.resource ?? 0);
}

/** Another receiver of codes and tokens: below what takes over the tenant, above everything else. */
const newReceiver = 92;

/** True where somebody comes to administer the product, or did until now. */
function administersByIt({ before, after }: Change): boolean {
  return [before, after].some((value) => isCoded(value, "in-roles") && value.administers);
}

/** Weighs the changes of one review. */
export function weighing(pairs: readonly Pair[]): Weigh {
  const sides = new Map(pairs.map((pair) => [(pair.after ?? pair.before)?.name ?? "", pair]));
  const power = ({ integration }: Change) => {
    const { before, after } = sides.get(integration) ?? {};
    return Math.max(powerOf(before), powerOf(after));
  };
  return (change) => {
    const { aspect, permission, subject } = change;
    if (change.newReceiver !== undefined) return newReceiver;
    if (permission) return permissionWeight(permission);
    if (aspect === "directory-role") return roleWeight(typeof subject === "string" ? subject : "");
    // The whole before its parts, of which the audience is the heaviest without any power.
    if (aspect === "integration") return Math.max(power(change), others.audience ?? 0) + 0.5;
    if (aspect === "suspension") return power(change) + 0.5;
    // Whoever owns an application, or may sign in to it, can do through it what it can do.
    if (aspect === "owner") return change.effect === "changed" ? 50 : power(change) - 1;
    if (aspect === "assignment") return 66;
    if (aspect === "app-role") return administersByIt(change) ? 72 : 37;
    return aspect === "resource" ? resourceWeight(change) : (others[aspect] ?? 0);
  };
}
