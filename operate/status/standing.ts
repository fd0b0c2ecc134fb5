/**
 * How every credential of a tenant's file stands on a day, and who must act: the one answer that the table, the page, the
 * metrics and the exit code are made from.
 */
import { chainOf, onlyKind } from "../../components/asked-credential.ts";
import { addDays, dayNumber, issueDay } from "../../components/dates.ts";
import type { VendorDefinition } from "../../components/definition.ts";
import type { ScheduledCredential } from "../../components/resolved-integration.ts";
import { isOverdue, minOverlap, renewalDay } from "../../components/rotation.ts";
import { definitionIn, type IntegrationSettings, type Tenant } from "../../components/settings.ts";
import type { Verified } from "../record.ts";

/** How one credential stands. */
export type Standing =
  | { readonly code: "fine" }
  /** The newest one has ended, or the one that the vendor is known to use. */
  | { readonly code: "ended" }
  /** It is time for the next one. */
  | { readonly code: "renew"; readonly overdue: boolean }
  /** Nobody has written down yet that the vendor uses it, while the one before it still lives. */
  | { readonly code: "hand-over"; readonly before: string; readonly urgent: boolean }
  /** A newer one is in use: this one may go. */
  | { readonly code: "retire" }
  /** A newer one is in use, and both stay until this day. */
  | { readonly code: "overlap"; readonly until: string }
  | { readonly code: "suspended" }
  | { readonly code: "leaving" };

/** Who must act next, and what is to be done. */
export interface Act {
  readonly who: string;
  readonly what: string;
  /** What to type for it; null where it is no command. */
  readonly command: string | null;
}

/** One credential on a day. */
export interface CredentialStatus {
  readonly stack: string;
  readonly file: string;
  readonly integration: string;
  readonly product: string;
  readonly kind: "secret" | "certificate";
  readonly issued: string;
  readonly expires: string;
  readonly confirmed: string | null;
  /** Days until the first dead day; 0 or less: it has ended. */
  readonly daysLeft: number;
  /** The day from which the next one should be issued; null for all but the newest. */
  readonly renewFrom: string | null;
  /** The days on which it lives beside the one before it; null where it is the first. */
  readonly overlap: { readonly from: string; readonly until: string } | null;
  /** When `verify` last looked at its integration on this machine, ISO, and whether it found all as declared; null: never. */
  readonly verified: { readonly at: string; readonly fine: boolean } | null;
  readonly standing: Standing;
  readonly act: Act | null;
}

/** The worst of a list: what the exit code says. */
export type Verdict = "fine" | "renew" | "ended";

/** So many days before the old one ends, a hand-over that nobody confirmed is urgent. */
const handOverAlarm = 30;

interface Seen {
  readonly credential: ScheduledCredential;
  readonly older: ScheduledCredential | undefined;
  readonly newer: readonly ScheduledCredential[];
}

function confirmedOn(credential: ScheduledCredential, today: string): boolean {
  return credential.confirmed !== undefined && credential.confirmed <= today;
}

function newestStanding({ credential, older }: Seen, today: string): Standing {
  if (credential.expires <= today) return { code: "ended" };
  if (older && !confirmedOn(credential, today)) {
    const left = dayNumber(older.expires) - dayNumber(today);
    return left <= 0 ? { code: "ended" } : { code: "hand-over", before: older.expires, urgent: left <= handOverAlarm };
  }
  return today >= renewalDay(credential) ? { code: "renew", overdue: isOverdue(credential, today) } : { code: "fine" };
}

function olderStanding({ credential, newer }: Seen, today: string): Standing {
  if (credential.expires <= today) return { code: "retire" };
  const inUse = newer.find((one) => one.expires > today && confirmedOn(one, today));
  if (!inUse) return { code: "fine" };
  const until = addDays(issueDay(inUse.issued), minOverlap);
  return today >= until ? { code: "retire" } : { code: "overlap", until };
}

function standingOf(seen: Seen, settings: IntegrationSettings, today: string): Standing {
  if (settings.leaving) return { code: "leaving" };
  if (settings.suspended) return { code: "suspended" };
  return seen.newer.length === 0 ? newestStanding(seen, today) : olderStanding(seen, today);
}

const platform = "platform engineer";

/** Who must act on a standing; nobody where there is nothing to do. */
function actOn(
  standing: Standing,
  integration: string,
  settings: IntegrationSettings,
  { certificate, keyHolder }: Pick<ScheduledCredential, "certificate" | "keyHolder">,
): Act | undefined {
  const hands = settings.secretReader ?? settings.contact ?? platform;
  switch (standing.code) {
    case "ended":
    case "renew":
      if (certificate !== undefined)
        return {
          who: keyHolder ?? settings.contact ?? platform,
          what: "make a new key with a certificate, and send the certificate alone for a new line of `credentials`",
          command: null,
        };
      return { who: platform, what: "issue the next one", command: `./integrations rotate ${integration}` };
    case "hand-over":
      return {
        who: hands,
        what: `hand it over before ${standing.before}, then confirm it`,
        command: `./integrations rotate ${integration} --confirm`,
      };
    case "retire":
      return { who: platform, what: "take its line out", command: `./integrations rotate ${integration}` };
    case "fine":
    case "overlap":
    case "suspended":
    case "leaving":
      return undefined;
  }
}

/** The ended credential that the vendor is known to use is a hand-over that never came, not a missing credential. */
function actOnEnded(seen: Seen, settings: IntegrationSettings, today: string): Act | undefined {
  if (seen.newer.length > 0 || seen.credential.expires <= today) return undefined;
  return {
    who: settings.secretReader ?? settings.contact ?? platform,
    what: "hand it over today: the one before it has ended, and nobody has confirmed this one",
    command: null,
  };
}

function statusesOf(
  place: { readonly stack: string; readonly file: string },
  integration: string,
  settings: IntegrationSettings,
  definition: VendorDefinition,
  today: string,
  verified: readonly Verified[],
): CredentialStatus[] {
  // The vendor renews the credentials of its own application, and nobody here learns of it.
  if (definition.registration !== undefined) return [];
  const credentials = settings.credentials ?? [];
  return credentials.map((credential, index): CredentialStatus => {
    const older = chainOf(definition, credentials.slice(0, index), credential).at(-1);
    const newer = chainOf(definition, credentials.slice(index + 1), credential);
    const seen = { credential, older, newer };
    const standing = standingOf(seen, settings, today);
    const act =
      (standing.code === "ended" ? actOnEnded(seen, settings, today) : undefined) ??
      actOn(standing, integration, settings, credential);
    const looked = verified.find((one) => one.integration === integration && one.issued === credential.issued);
    return {
      ...place,
      integration,
      product: definition.product,
      kind: credential.kind ?? onlyKind(definition) ?? "secret",
      issued: credential.issued,
      expires: credential.expires,
      confirmed: credential.confirmed ?? null,
      daysLeft: dayNumber(credential.expires) - dayNumber(today),
      renewFrom: seen.newer.length === 0 ? renewalDay(credential) : null,
      overlap: older ? { from: issueDay(credential.issued), until: older.expires } : null,
      verified: looked ? { at: looked.at, fine: looked.fine } : null,
      standing,
      act: act ?? null,
    };
  });
}

/**
 * Every credential of a tenant's file.
 * @param today `YYYY-MM-DD` in the tenant's world
 * @param verified when each was verified, as far as this machine knows
 */
export function credentialStatuses(
  place: { readonly stack: string; readonly file: string },
  tenant: Tenant,
  today: string,
  verified: readonly Verified[] = [],
): CredentialStatus[] {
  return Object.entries(tenant.integrations).flatMap(([name, settings]) =>
    statusesOf(place, name, settings, definitionIn(tenant, name), today, verified),
  );
}

/** Integrations of which this side holds no credential: their vendors sign in with applications of their own. */
export function heldByVendors(tenant: Tenant): readonly string[] {
  return Object.keys(tenant.integrations).filter((name) => definitionIn(tenant, name).registration !== undefined);
}

/** What one standing means for the whole. */
export function verdictOf({ standing }: Pick<CredentialStatus, "standing">): Verdict {
  switch (standing.code) {
    case "ended":
      return "ended";
    case "renew":
      return "renew";
    case "hand-over":
      return standing.urgent ? "renew" : "fine";
    case "fine":
    case "overlap":
    case "retire":
    case "suspended":
    case "leaving":
      return "fine";
  }
}

/** The worst verdict of all. */
export function worst(statuses: readonly CredentialStatus[]): Verdict {
  const verdicts = new Set(statuses.map(verdictOf));
  if (verdicts.has("ended")) return "ended";
  return verdicts.has("renew") ? "renew" : "fine";
}

const weight = { ended: 0, renew: 1, fine: 2 } as const;

/** What has ended first, then what is due, each in its own order. */
export function weightiestFirst(statuses: readonly CredentialStatus[]): CredentialStatus[] {
  return statuses.toSorted((a, b) => weight[verdictOf(a)] - weight[verdictOf(b)]);
}

/** The standing as a person reads it. */
export function standingWords({ standing, daysLeft, expires }: CredentialStatus): string {
  switch (standing.code) {
    case "fine":
      return "fine";
    case "ended":
      return daysLeft <= 0 ? `ended on ${expires}` : "not confirmed, and the one before it has ended";
    case "renew":
      return standing.overdue ? "renewal overdue" : "renew now";
    case "hand-over":
      return standing.urgent ? "hand over now" : "to be handed over";
    case "retire":
      return daysLeft <= 0 ? `ended on ${expires}, replaced` : "replaced, may go";
    case "overlap":
      return `replaced, stays until ${standing.until}`;
    case "suspended":
      return "suspended";
    case "leaving":
      return "leaving";
  }
}

/** When it was verified, as a person reads it. */
export function verifiedWords({ verified }: Pick<CredentialStatus, "verified">): string {
  if (verified === null) return "";
  return `${verified.at.slice(0, 10)}${verified.fine ? "" : ", differs"}`;
}
