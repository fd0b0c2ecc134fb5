/**
 * Effective reach: who can do what, to whom, until when, and what stops then. Values; review/words puts them into sentences.
 */
import { addDays, isDay } from "../../components/dates.ts";
import type { VendorDefinition } from "../../components/definition.ts";
import type { LocalizedText } from "../../components/localized-text.ts";
import { inOrder } from "../../components/order.ts";
import { signsNobodyIn } from "../../components/preconditions.ts";
import type { FederatedTrust } from "../../components/resolved-integration.ts";
import { limitedAbility, limitedRoles } from "../limited.ts";
import { ability, isPerMailbox, ratedPermission, riskLevels } from "../permission.ts";
import { heldElsewhere } from "../reading/certificate.ts";
import type { RecordedGrant, RecordedIntegration } from "../recording.ts";

/** The last day on which any credential still works; `endless` where one has no end; undefined where there is none. */
export type LastDay = string | "endless" | undefined;

/** Who can use what the application holds by itself. */
export type Holder =
  | { readonly is: "secret" | "private key"; readonly product: string }
  /** The certificate's subject, and who holds its key as the file says. */
  | { readonly is: "key elsewhere"; readonly certificate: string; readonly holder: string | undefined }
  | { readonly is: "federated"; readonly trusts: readonly FederatedTrust[] }
  /** The vendor, with its own application. */
  | { readonly is: "vendor"; readonly product: string }
  | { readonly is: "nobody" };

/** What the application does by itself. */
export interface OwnReach {
  readonly holder: Holder;
  readonly directoryRoles: readonly string[];
  /** What each granted app role lets it do, the riskiest first. */
  readonly abilities: readonly LocalizedText[];
  /** Mailboxes that are opened for it, where a role needs that. */
  readonly opened: readonly string[];
  readonly last: LastDay;
  /** What stops when the last credential ends. */
  readonly stops: LocalizedText | undefined;
}

/** What it does with a person's rights. */
export interface ReachWithPeople {
  /** True: the vendor signs nobody in, so that it stays with what somebody could do who did. */
  readonly nobody: boolean;
  /** How many users are named; undefined: whoever signs in. */
  readonly users: number | undefined;
  /** True: also after the user has left. */
  readonly stays: boolean;
  readonly abilities: readonly LocalizedText[];
  /** Said here only where the application does nothing by itself. */
  readonly last: LastDay;
  readonly stops: LocalizedText | undefined;
}

/** The reach of an integration as it is after a change. */
export type Reach =
  /** Beside every integration: where everything is made, by whom, or what no definition describes. */
  | { readonly state: "outside"; readonly what: "tenant" | "provider" | "resources" }
  /** `vendorsOwn`: its principal stays. */
  | { readonly state: "gone"; readonly vendorsOwn?: true }
  | {
      readonly state: "there";
      readonly product: string;
      readonly suspended: boolean;
      /** It signs in with its own application, of which this side holds no credential; what stops when it may not. */
      readonly vendorsOwn?: { readonly stops: LocalizedText | undefined };
      readonly alone: OwnReach | undefined;
      readonly withPeople: ReachWithPeople | undefined;
    };

function byRisk(grants: readonly RecordedGrant[]): RecordedGrant[] {
  const weight = (grant: RecordedGrant) => {
    const { risk, tenantWide } = ratedPermission(grant);
    return riskLevels.indexOf(risk) * 2 + Number(tenantWide);
  };
  return [...grants].sort((a, b) => weight(b) - weight(a) || inOrder(a.name, b.name));
}

/** The last day on which any credential works. */
export function lastDay({ credentials: { registeredEnds } }: RecordedIntegration): LastDay {
  const ends = Object.values(registeredEnds).sort();
  if (ends.length === 0) return undefined;
  if (ends.includes("")) return "endless";
  const end = (ends.at(-1) ?? "").slice(0, 10);
  return isDay(end) ? addDays(end, -1) : end;
}

function stopsAt(definition: VendorDefinition | undefined, last: LastDay): LocalizedText | undefined {
  return last === undefined || last === "endless" ? undefined : definition?.breaksWhenExpired;
}

/** Who can use what an application holds by itself. */
export function holderOf({ product, credentials, resources, registration }: RecordedIntegration): Holder {
  if (registration !== undefined) return { is: "vendor", product };
  const newest = credentials.schedule.at(-1);
  const held = newest && heldElsewhere(newest);
  if (held && credentials.kind === "certificate")
    return { is: "key elsewhere", certificate: held.certificate, holder: held.holder };
  if (Object.keys(credentials.registeredEnds).length > 0)
    return { is: credentials.kind === "secret" ? "secret" : "private key", product };
  const isFederated = resources.some(({ type }) => type.includes("FederatedIdentityCredential"));
  return isFederated ? { is: "federated", trusts: credentials.federated ?? [] } : { is: "nobody" };
}

function aloneOf(integration: RecordedIntegration, definition: VendorDefinition | undefined): OwnReach | undefined {
  const roles = byRisk(integration.granted.filter(({ kind }) => kind === "application"));
  const directoryRoles = integration.directoryRoles.map(({ name }) => name);
  const limited = limitedRoles(integration.mailboxes).map(limitedAbility);
  if (roles.length + directoryRoles.length + limited.length === 0) return undefined;
  const last = lastDay(integration);
  return {
    holder: holderOf(integration),
    directoryRoles,
    abilities: [...roles.map(ability), ...limited],
    opened: roles.some(isPerMailbox) ? integration.mailboxes.map(({ address }) => address) : [],
    last,
    stops: stopsAt(definition, last),
  };
}

function withPeopleOf(
  integration: RecordedIntegration,
  definition: VendorDefinition | undefined,
  ends: boolean,
): ReachWithPeople | undefined {
  const scopes = byRisk(
    integration.granted.filter(({ kind, name }) => kind === "delegated" && name !== "offline_access"),
  );
  if (scopes.length === 0) return undefined;
  const users = scopes.every((grant) => grant.for !== "everyone")
    ? new Set(scopes.flatMap((grant) => (grant.for === "everyone" ? [] : grant.for))).size
    : undefined;
  const last = ends ? lastDay(integration) : undefined;
  return {
    nobody: signsNobodyIn({ redirectUris: integration.redirectUris, definition }),
    users,
    stays: integration.granted.some(({ name }) => name === "offline_access"),
    abilities: scopes.map(ability),
    last,
    stops: stopsAt(definition, last),
  };
}

/** The reach of an integration; undefined: it is gone. */
export function reachOf(integration: RecordedIntegration | undefined, definition: VendorDefinition | undefined): Reach {
  if (!integration) return { state: "gone", ...(definition?.registration && { vendorsOwn: true }) };
  const alone = aloneOf(integration, definition);
  const withPeople = withPeopleOf(integration, definition, alone === undefined);
  return {
    state: "there",
    product: integration.product,
    suspended: !integration.enabled,
    ...(integration.registration && { vendorsOwn: { stops: definition?.breaksWhenExpired } }),
    alone,
    withPeople,
  };
}
