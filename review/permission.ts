/** A permission in words: how dangerous, why, and what it lets its holder do. */
import { exchangePerMailboxGrant, exchangeRbacForApplications, type Risk, riskOf } from "../catalog/risk.ts";
import { type Allowed, ability as abilityOf, whatItAllows } from "../catalog/words/sentence.ts";
import type { LocalizedText } from "../components/localized-text.ts";
import type { Kind } from "../components/permissions.ts";
import { needsOf } from "../components/preconditions.ts";
import type { Clause } from "./clause.ts";
import { apiName } from "./reading/permissions.ts";

/** How dangerous, in one word. */
export type RiskLevel = "low" | "medium" | "high" | "critical";

/** Which permission: all that identifies it. */
export interface PermissionKey {
  readonly appId: string;
  readonly kind: Kind;
  readonly name: string;
}

/** A permission with what is known of it. */
export interface RatedPermission {
  readonly api: string;
  readonly kind: Kind;
  readonly name: string;
  readonly risk: RiskLevel;
  /** Why that level, each with its source. */
  readonly riskReasons: readonly Clause[];
  /** What it lets the holder do: what follows "can". */
  readonly allows: LocalizedText;
  readonly tenantWide: boolean;
  /** A narrower way to the same end; absent if none is known. */
  readonly narrower?: Clause;
}

/** The least level that a caution of Microsoft's goes with: a scope that may grant more is no low risk. */
const cautionLevels = {
  "manages-credentials": "high",
  "grants-authorization": "high",
  "tenant-admin-equivalent": "high",
  "broad-directory-access": "medium",
} as const;
const scubaLevels = { Low: "low", Medium: "medium", High: "high", Critical: "critical" } as const;
/** Lowest first, for comparisons. */
export const riskLevels: readonly RiskLevel[] = ["low", "medium", "high", "critical"];

function worst(...levels: readonly RiskLevel[]): RiskLevel {
  return riskLevels[Math.max(...levels.map((level) => riskLevels.indexOf(level)))] ?? "critical";
}

/**
 * An app role that no source rates is judged by what is known of it: one that a directory role has to stand beside opens
 * what that role opens, which is judged by itself; of the others the name says whether they read or change.
 */
function unratedRole(key: PermissionKey): { readonly level: RiskLevel; readonly reason: Clause } {
  if (needsOf(key).some(({ is }) => is === "directory-role")) return { level: "high", reason: { code: "as-its-role" } };
  if (/\.(?:Read|ReadBasic|Get)(?:\.|$)/.test(key.name)) return { level: "medium", reason: { code: "reads-by-name" } };
  return { level: "high", reason: { code: "changes-by-name" } };
}

/**
 * The level of an app role follows the worse of CISA's rating and of the tier; tier 0 alone marks too many roles to call
 * each critical, so Microsoft or CISA must say so too. A scope acts only with the rights of the person who signed in, so
 * CISA's rating and Microsoft's caution alone count for it.
 */
function levelOf(kind: Kind, risk: Risk): RiskLevel {
  const rated = worst(risk.scuba ? scubaLevels[risk.scuba] : "low", risk.caution ? cautionLevels[risk.caution] : "low");
  if (kind === "delegated") return rated;
  const controlPlane = risk.tier === 0 && ((risk.ms ?? 0) >= 4 || rated === "high" || rated === "critical");
  const byTier = risk.tier === 0 ? "high" : risk.tier === 1 ? "medium" : "low";
  return controlPlane ? "critical" : worst(rated, byTier);
}

function reasonsOf(kind: Kind, { caution, scuba, tier }: Risk): readonly Clause[] {
  const reasons: readonly Clause[] = [
    ...(caution ? [{ code: caution }] : []),
    ...(scuba ? [{ code: "scuba", level: scuba } as const] : []),
    ...(kind === "application" && tier === 0 ? [{ code: "control-plane" } as const] : []),
    ...(kind === "application" && tier === 1 ? [{ code: "sensitive-data" } as const] : []),
    ...(kind === "delegated" ? [{ code: "rights-of-the-person" } as const] : []),
  ];
  return reasons.length > 0 ? reasons : [{ code: "user-plane" }];
}

/** A narrower way to the same end, where one is known. */
function narrowerThan({ appId, kind, name }: PermissionKey): Clause | undefined {
  if (kind === "delegated") return undefined;
  // Two of the roles are bundles: the one that grants least is the one to name.
  const [rbac] = exchangeRbacForApplications
    .filter(({ api, permissions }) => api === appId && permissions.some(({ value }) => value === name))
    .toSorted((a, b) => a.permissions.length - b.permissions.length);
  return rbac && { code: "exchange-role", role: rbac.role };
}

/** True if the permission does nothing until a mailbox is opened for it. */
export function isPerMailbox({ appId, kind, name }: PermissionKey): boolean {
  const opened = exchangePerMailboxGrant.some(({ api, value }) => api === appId && value === name);
  return kind === "application" && (opened || name === "SMTP.SendAsApp");
}

/** What is known of a permission. One that the catalog does not know has the highest level. */
export function ratedPermission(key: PermissionKey): RatedPermission {
  const { appId, kind, name } = key;
  const risk = riskOf(appId, kind, name);
  const narrower = narrowerThan(key);
  const unrated =
    kind === "application" && risk?.tier === null && risk.scuba === undefined ? unratedRole(key) : undefined;
  return {
    api: apiName(appId),
    kind,
    name,
    risk: unrated?.level ?? (risk ? levelOf(kind, risk) : "critical"),
    riskReasons: unrated ? [unrated.reason] : risk ? reasonsOf(kind, risk) : [{ code: "uncatalogued" }],
    allows: whatItAllows(appId, kind, name),
    tenantWide: kind === "application" && !isPerMailbox(key),
    ...(narrower && { narrower }),
  };
}

/** `read mail in every mailbox`: what follows "can", and in Japanese what こと follows. */
export function ability({ appId, kind, name }: PermissionKey): Allowed {
  return abilityOf(appId, kind, name);
}
