/**
 * What a permission lets its holder do, as tiers.json rates it, and which Exchange permissions can be narrowed to single
 * mailboxes. For the review; the program that `pulumi up` runs does not load it.
 */
import { readFileSync } from "node:fs";
import { apis, type Kind } from "./apis.ts";

/** 0 control plane or a path to taking over the tenant, 1 management plane or sensitive data of the whole tenant, 2 the rest. */
type Tier = 0 | 1 | 2;

/** What Microsoft's permissions reference warns of. */
type Caution = "manages-credentials" | "grants-authorization" | "tenant-admin-equivalent" | "broad-directory-access";

/** The risk of one permission. A key that is absent: that source does not rate it. */
export interface Risk {
  /** The catalog's own rating, by the rule in tiers.json's legend; null where no source rates the permission. */
  readonly tier: Tier | null;
  /** CISA's ScubaGear. */
  readonly scuba?: "Low" | "Medium" | "High" | "Critical";
  /** Microsoft's privilege level for Graph, 1 lowest to 5 (1 to 4 in use). */
  readonly ms?: number;
  /** Enterprise Access Model: 0 control plane, 1 management plane, 2 user access. */
  readonly eam?: number;
  readonly caution?: Caution;
  /** An app role always; a scope also where no source says it. */
  readonly adminConsentRequired: boolean;
}

/** An application permission that Exchange Online can narrow. */
interface ExchangePermission {
  /** Application id of the API. */
  readonly api: string;
  readonly value: string;
  readonly id: string;
}

/** A role of Exchange's RBAC for Applications, and the application permissions it gives within a scope of mailboxes. */
interface ExchangeRbacRole {
  readonly role: string;
  readonly protocol: "MS Graph" | "EWS" | "SMTP";
  /** Application id of the API that the permissions belong to. */
  readonly api: string;
  readonly permissions: readonly { readonly value: string; readonly id: string }[];
}

/** A permission that reaches only the mailboxes given to its holder one by one, and by what. */
interface ExchangePerMailboxGrant extends ExchangePermission {
  readonly grant: string;
}

type Rating = Pick<Risk, "tier" | "scuba" | "ms" | "eam" | "caution"> & {
  readonly api: string;
  readonly type: "Role" | "Scope";
  readonly value: string;
  readonly id: string;
};

const file: {
  readonly permissions: readonly Rating[];
  readonly exchangeRbacForApplications: readonly ExchangeRbacRole[];
  readonly exchangeApplicationAccessPolicy: readonly ExchangePermission[];
  readonly exchangePerMailboxGrant: readonly ExchangePerMailboxGrant[];
} = JSON.parse(readFileSync(new URL("tiers.json", import.meta.url), "utf8"));

/** Roles that give a permission for some mailboxes only. They add to what Entra consents; they narrow nothing of it. */
export const exchangeRbacForApplications = file.exchangeRbacForApplications;

/** Permissions that the older application access policies narrow. Microsoft: make no new ones. */
export const exchangeApplicationAccessPolicy = file.exchangeApplicationAccessPolicy;

/** Permissions that reach nothing until a mailbox is opened for them. */
export const exchangePerMailboxGrant = file.exchangePerMailboxGrant;

function key(...parts: readonly string[]): string {
  return parts.join(" ");
}

const ratings = new Map(file.permissions.map((rating) => [key(rating.api, rating.type, rating.id), rating]));

/** The sources' levels alone, so that nothing else of a row is handed on. */
function levels({ tier, scuba, ms, eam, caution }: Rating) {
  return {
    tier,
    ...(scuba !== undefined && { scuba }),
    ...(ms !== undefined && { ms }),
    ...(eam !== undefined && { eam }),
    ...(caution !== undefined && { caution }),
  };
}

/** The worse of two first: by tier (unrated counts as worst), then with a rating of CISA's before without. */
function worseFirst(a: Risk, b: Risk): number {
  return (a.tier ?? -1) - (b.tier ?? -1) || Number(b.scuba !== undefined) - Number(a.scuba !== undefined);
}

/** Every row of the catalog by API, kind and name; a name with two ids has two. */
const rows = Map.groupBy(
  apis.flatMap((api) =>
    (["delegated", "application"] as const).flatMap((kind) =>
      api[kind].map((permission) => ({ appId: api.appId, kind, permission })),
    ),
  ),
  ({ appId, kind, permission }) => key(appId, kind, permission.value),
);

/**
 * The risk of a permission of the catalog, one that may no longer be asked for too.
 * @param appId application id of the API
 * @returns undefined for a permission that the catalog does not know: judge it as the worst. Where a name has two ids,
 * the worse of both
 */
export function riskOf(appId: string, kind: Kind, name: string): Risk | undefined {
  const risks = (rows.get(key(appId, kind, name)) ?? []).map(({ permission }): Risk => {
    const { type, id, adminConsentRequired } = permission;
    const rating = ratings.get(key(appId, type, id));
    return {
      ...(rating ? levels(rating) : { tier: null }),
      adminConsentRequired: type === "Role" || adminConsentRequired !== false,
    };
  });
  return risks.sort(worseFirst)[0];
}
