/** A permission in words: how dangerous, why, and what it lets its holder do. */
import { exchangePerMailboxGrant, exchangeRbacForApplications, type Risk, riskOf } from "../catalog/risk.ts";
import { type Allowed, ability as abilityOf, whatItAllows } from "../catalog/words/sentence.ts";
import type { Kind } from "../components/permissions.ts";
import { apiName } from "./reading/permissions.ts";

/** A permission in words. */
export interface PermissionInWords {
  readonly api: string;
  readonly kind: "delegated" | "application";
  readonly name: string;
  readonly risk: "low" | "medium" | "high" | "critical";
  /** Why that level, with its source. */
  readonly riskReason: string;
  /** What it lets the holder do: what follows "can". */
  readonly allows: string;
  readonly allowsJa: string;
  readonly tenantWide: boolean;
  /** A narrower permission that may do; absent if none is known. */
  readonly narrower?: string;
}

/** How dangerous, in one word. */
export type RiskLevel = PermissionInWords["risk"];

/** Which permission: all that identifies it. */
export interface PermissionKey {
  readonly appId: string;
  readonly kind: Kind;
  readonly name: string;
}

const cautionWords: Readonly<Record<NonNullable<Risk["caution"]>, string>> = {
  "manages-credentials": "it can make credentials for itself or others (Microsoft's permissions reference)",
  "grants-authorization": "it can grant itself or others more (Microsoft's permissions reference)",
  "tenant-admin-equivalent":
    "its holder can do what an administrator of the tenant can (Microsoft's permissions reference)",
  "broad-directory-access": "it reads the whole directory (Microsoft's permissions reference)",
};

const scubaLevels = { Low: "low", Medium: "medium", High: "high", Critical: "critical" } as const;
/** Lowest first, for comparisons. */
export const riskLevels: readonly RiskLevel[] = ["low", "medium", "high", "critical"];

function worst(...levels: readonly RiskLevel[]): RiskLevel {
  return riskLevels[Math.max(...levels.map((level) => riskLevels.indexOf(level)))] ?? "critical";
}

/**
 * The level of an app role follows the worse of CISA's rating and of the tier; tier 0 alone marks too many roles to call
 * each critical, so Microsoft or CISA must say so too. A scope acts only with the rights of the person who signed in, so
 * CISA's rating alone counts for it.
 */
function levelOf(kind: Kind, risk: Risk): RiskLevel {
  const rated = risk.scuba ? scubaLevels[risk.scuba] : "low";
  if (kind === "delegated") return rated;
  if (risk.tier === null && risk.scuba === undefined) return "critical";
  const controlPlane = risk.tier === 0 && ((risk.ms ?? 0) >= 4 || rated === "high" || rated === "critical");
  const byTier = risk.tier === 0 ? "high" : risk.tier === 1 ? "medium" : "low";
  return controlPlane ? "critical" : worst(rated, byTier);
}

function reasonOf(kind: Kind, risk: Risk): string {
  const reasons = [
    risk.caution && cautionWords[risk.caution],
    risk.scuba && `${risk.scuba} in CISA's ScubaGear`,
    kind === "application" && risk.tier === 0 && "it belongs to the control plane of the tenant (tier 0)",
    kind === "application" && risk.tier === 1 && "it reaches sensitive data of the whole tenant (tier 1)",
    kind === "delegated" && "it acts with the rights of the person who signed in",
  ].filter(Boolean);
  return reasons.join("; ") || "no source rates it as a risk";
}

/** A narrower way to the same end, where one is known. */
function narrowerThan({ appId, kind, name }: PermissionKey): string | undefined {
  if (kind === "delegated") return undefined;
  // Two of the roles are bundles: the one that grants least is the one to name.
  const [rbac] = exchangeRbacForApplications
    .filter(({ api, permissions }) => api === appId && permissions.some(({ value }) => value === name))
    .toSorted((a, b) => a.permissions.length - b.permissions.length);
  return rbac && `the Exchange role "${rbac.role}" for named mailboxes, with no consent in Entra`;
}

/** True if the permission does nothing until a mailbox is opened for it. */
export function isPerMailbox({ appId, kind, name }: PermissionKey): boolean {
  const opened = exchangePerMailboxGrant.some(({ api, value }) => api === appId && value === name);
  return kind === "application" && (opened || name === "SMTP.SendAsApp");
}

/** Words for a permission. One that the catalog does not know has the highest level. */
export function permissionInWords(key: PermissionKey): PermissionInWords {
  const { appId, kind, name } = key;
  const risk = riskOf(appId, kind, name);
  const narrower = narrowerThan(key);
  const allows = whatItAllows(appId, kind, name);
  return {
    api: apiName(appId),
    kind,
    name,
    risk: risk ? levelOf(kind, risk) : "critical",
    riskReason: risk ? reasonOf(kind, risk) : "the catalog does not know it, so it is judged as the worst",
    allows: allows.en,
    allowsJa: allows.ja,
    tenantWide: kind === "application" && !isPerMailbox(key),
    ...(narrower && { narrower }),
  };
}

/** `read mail in every mailbox`: what follows "can", and in Japanese what こと follows. */
export function ability({ appId, kind, name }: PermissionKey): Allowed {
  return abilityOf(appId, kind, name);
}
