/**
 * What the tenant's app management policy allows, as the file says it: the keys of `tenant.policy`, with their names in
 * Graph and in the portal (Entra ID › Enterprise apps › App management policies).
 * Sources: learn.microsoft.com/entra/identity/enterprise-apps/configure-app-management-policies,
 * learn.microsoft.com/graph/api/resources/applicationauthenticationmethodpolicy.
 * No key, because no write of ours meets them: custom passwords (Entra makes each secret of ours), symmetric keys (we make
 * none), people's consent (an administrator's is written), and who may register applications (that binds people).
 */
import type { ScheduledKind } from "./asked-credential.ts";
import { clientIdHere } from "./identifier-uri.ts";

/** What every restriction may leave out. */
export interface Bounds {
  /** The first `issued` that it binds; every one when left out. */
  readonly since?: string | undefined;
  /** Integrations that it does not bind: an exemption of the application or of the deployer. */
  readonly exempt?: readonly string[] | undefined;
}

/** The tenant's limit of a credential's life in days. */
export interface LifetimeLimit extends Bounds {
  readonly days: number;
}

/** The tenant's app management policy, as far as it binds what the file says. */
export interface TenantPolicy {
  readonly secretLifetimeDays?: LifetimeLimit | undefined;
  readonly certificateLifetimeDays?: LifetimeLimit | undefined;
  /** No application gets a new client secret. */
  readonly blocksSecrets?: Bounds | undefined;
  /** Certificates of listed authorities alone: none that signs itself. */
  readonly trustedAuthoritiesOnly?: Bounds | undefined;
  /** No multitenant application. */
  readonly blocksMultiTenant?: Bounds | undefined;
  /** No Application ID URI but `api://<client id>` and `api://<tenant id>/<client id>`, while its tokens are of version 1. */
  readonly blocksIdentifierUris?: Bounds | undefined;
  /** Every application names its entry in the organization's register of services. */
  readonly requiresServiceReference?: true | undefined;
}

/** The tenant's limits on the life of credentials: the key of `tenant.policy`, and what it is said of. */
export const lifetimeLimits = {
  secret: { key: "secretLifetimeDays", what: "client secrets", graph: "passwordLifetime" },
  certificate: { key: "certificateLifetimeDays", what: "certificates", graph: "asymmetricKeyLifetime" },
} as const satisfies Readonly<Record<ScheduledKind, object>>;

/**
 * The restrictions as the portal calls them. The two without a place there are set through Graph alone; `audiences` Graph
 * has in beta alone.
 */
export const inPortal = {
  secretLifetimeDays: "Restrict max password lifetime",
  certificateLifetimeDays: "Restrict max certificate lifetime",
  blocksSecrets: "Block password addition",
  trustedAuthoritiesOnly: undefined,
  blocksMultiTenant: undefined,
  blocksIdentifierUris: "Block custom identifier URIs",
} as const satisfies Readonly<Record<Restriction, string | undefined>>;

/** True for an ID URI that no tenant's policy refuses; `{clientId}` stands for the application's id. */
export function isUsualIdentifierUri(uri: string, tenantId: string): boolean {
  return [clientIdHere, `${tenantId}/${clientIdHere}`].some((rest) => uri === `api://${rest}`);
}

/** A key of the policy that may be lifted for some integrations. */
export type Restriction = Exclude<keyof TenantPolicy, "requiresServiceReference">;

/** Where whoever calls is exempted from a restriction. */
export function exemptedAt(key: Restriction): string {
  const portal = inPortal[key];
  return portal === undefined
    ? "excludeActors of the restriction, in Graph"
    : `Entra › App management policies › ${portal} › Excluded callers`;
}

/**
 * How an integration comes to be exempt. An application can be named only where it stands already; the deployer, as the
 * caller, before that.
 */
export function exemption(key: Restriction, integration: string): string {
  return `have the deployer exempted (${exemptedAt(key)}) and write ${integration} under tenant.policy.${key}.exempt`;
}

/** The policy as it binds one integration. */
export function policyFor(policy: TenantPolicy | undefined, integration: string): TenantPolicy {
  const bound = Object.entries(policy ?? {}).filter(
    ([, written]) => !(typeof written === "object" && (written as Bounds).exempt?.includes(integration)),
  );
  return Object.fromEntries(bound);
}
