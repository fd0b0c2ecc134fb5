/**
 * What rules and comparisons say, as codes with values. Each language has one table of words for them
 * (review/words/clauses-en.ts, clauses-ja.ts), and a table that leaves a code out does not compile.
 */
import type { Platform } from "../components/definition.ts";
import type { LocalizedText } from "../components/localized-text.ts";
import type { PermissionFaultValues } from "../components/permission-fault.ts";
import type { Kind } from "../components/permissions.ts";
import type { RedirectUriFaultValues } from "../components/redirect-uri.ts";
import type { ScheduleFaultValues } from "../components/schedule.ts";
import type { Coded } from "../components/worded.ts";
import type { ProgramPart } from "./program/change.ts";

/** The two objects that Entra makes of one application. */
export type OwnedObject = "application" | "principal";

/** Settings that a change names by their words. */
export type SettingName = "display name" | "purpose" | "contact" | "ticket" | "secret reader" | "instances";

/** How a recorder names what a transform of the whole stack concerns. */
export const everyResource = "of every resource";

/** How a recorder names all properties of a lookup's answer at once. */
export const everyProperty = "*";

type None = object;
type Names = readonly string[];

/** A certificate whose private key was not made here. */
export interface HeldElsewhere {
  /** Its subject. */
  readonly certificate: string;
  /** SHA-1 in hex with colons, as the portal and OpenSSL show it. */
  readonly thumbprint: string;
  /** The day of its own end, which Entra does not go by. */
  readonly ends: string;
  /** Who holds the key, as the file says. */
  readonly holder: string | undefined;
}

/** How a credential ends, in a rule's finding or in a change. */
interface EndValues {
  readonly endless: None;
  readonly "endless-off-schedule": None;
  readonly until: { readonly until: string };
  readonly "until-off-schedule": { readonly until: string };
  readonly unregistered: { readonly until: string };
  /** In the schedule, with a certificate of somebody else's key. */
  readonly "key-elsewhere": HeldElsewhere & { readonly until: string };
}

/** Values of the rules' sentences. */
interface RuleValues {
  readonly "client-secret": None;
  readonly "self-signed-certificate": None;
  readonly lifetime: { readonly days: number; readonly until: string };
  readonly "live-credentials": { readonly issued: Names };
  readonly "shared-credential": { readonly instances: Names };
  readonly "not-assigned": { readonly user: string };
  readonly "granted-for-others": { readonly permission: string };
  readonly "assignment-not-required": None;
  readonly "still-open": None;
  readonly "key-bits": { readonly bits: number };
  readonly "key-algorithm": { readonly algorithm: string | undefined };
  readonly "key-signature": { readonly algorithm: string };
  readonly "certificate-unreadable": None;
  readonly "deployer-no-owner": { readonly deployer: string; readonly of: readonly OwnedObject[] };
  readonly "deployer-exchanged": {
    readonly former: string;
    readonly of: readonly OwnedObject[];
    readonly next: string | undefined;
  };
  readonly "no-owner-stays": { readonly of: readonly OwnedObject[] };
  readonly objects: { readonly objects: readonly OwnedObject[] };
  readonly "subject-not-exact": None;
  readonly "audience-not-alone": { readonly audience: string };
  readonly "issuer-not-https": None;
  readonly "repository-without-ids": None;
  readonly "requested-not-granted": None;
  readonly "granted-not-requested": None;
  readonly "not-the-client-id": None;
  readonly "of-another-application": None;
  readonly "tokens-not-version-2": None;
  readonly person: None;
  readonly "maybe-person": None;
  readonly "access-tokens": None;
  readonly "id-tokens": None;
  readonly kind: { readonly kind: Kind };
  readonly risk: { readonly level: "low" | "medium" | "high" | "critical" };
  readonly "the-application": None;
  readonly "whole-tenant": None;
  readonly "public-client-switch": None;
  readonly "two-platforms": None;
  readonly "alike-for-entra": { readonly other: string };
  readonly "too-many-uris": { readonly count: number; readonly most: number };
  readonly "query-beside-personal": None;
  readonly "permission-of-no-api": { readonly name: string; readonly api: string };
  readonly "exchange-role": { readonly role: string };
  readonly "some-exchange-role": None;
  readonly "registered-nothing": None;
  readonly "registered-endless": None;
  readonly "registered-until": { readonly until: string };
  readonly "scheduled-none": None;
  readonly "scheduled-until": { readonly until: string };
  readonly "other-credential-kind": None;
  readonly "credential-differs": {
    readonly input: "endDate" | "startDate" | "displayName" | "keyId";
    readonly from: string | undefined;
    readonly to: string;
  };
  /** By SHA-256; undefined: one that is made here. */
  readonly "certificate-differs": { readonly from: string | undefined; readonly to: string | undefined };
  readonly "gone-unsuspended": None;
  readonly "no-newer-credential": None;
  readonly unconfirmed: { readonly issued: string };
  readonly "overlap-too-short": { readonly issued: string; readonly days: number; readonly overlap: number };
  readonly "no-such-day": { readonly issued: string; readonly expires: string };
  readonly "ends-before-issue": { readonly issued: string; readonly expires: string };
  readonly "issued-ahead": { readonly issued: string; readonly now: string };
  readonly "due-since": { readonly day: string };
  readonly "overdue-since": { readonly day: string };
  readonly "ends-in": { readonly on: string; readonly days: number };
  readonly ended: { readonly on: string };
  readonly "half-protected": None;
  readonly unprotected: None;
  readonly "unprotected-without-leaving": None;
  readonly "leaving-unsuspended": None;
  readonly "may-be-made-twice": None;
  readonly "without-marker": None;
}

/** What the judge says of exceptions and of itself. */
interface JudgeValues {
  readonly "no-exception-here": None;
  readonly "only-the-page": None;
  readonly "given-before": None;
  readonly "claimed-by-change": None;
  readonly "vendor-first": None;
  readonly "claimed-by-file": { readonly file: string };
  readonly "own-reason": None;
  readonly "read-against-page": None;
  readonly "remove-line": None;
  readonly "accept-anew": None;
  /** The reason that the vendor's page gives. */
  readonly demanded: { readonly reason: LocalizedText; readonly step: string };
  readonly "no-value": None;
  /** `components/plan.ts:12`, and how many more there are. */
  readonly places: { readonly places: Names; readonly more: number };
  /** Files by what they are, and how many there are of each kind beside those that are named. */
  readonly "files-by-part": {
    readonly parts: readonly { readonly part: ProgramPart; readonly files: Names; readonly more: number }[];
  };
  readonly "part-late": { readonly seconds: number };
  readonly "part-memory": { readonly megabytes: number };
  readonly "part-denied": None;
  readonly "part-without-answer": { readonly signal: string | undefined; readonly exitCode: number | null };
  readonly "part-not-started": { readonly error: string };
  readonly "other-protocol": { readonly version: number | undefined };
}

/** What the recorder saw and nobody can judge. */
interface UnanalyzableValues {
  /** Resources by name; one of them may be `everyResource`. */
  readonly resources: { readonly names: Names };
  /** Names as they are. */
  readonly names: { readonly names: Names };
  /** Code that nobody can read, as a change names it. */
  readonly hidden: { readonly what: string; readonly name: string };
  readonly "transformed-after": None;
  readonly "hook-beside": None;
  readonly "provider-is-code": None;
  readonly "runs-command": None;
  readonly "reads-stack": None;
  readonly "reads-undescribed": None;
  readonly "code-in-engine": None;
  readonly "answer-of-tenant": None;
  readonly "unknown-before-run": { readonly path: string };
  readonly "changes-ignored": { readonly paths: Names };
  readonly "old-goes-first": None;
  readonly "stays-in-tenant": None;
  readonly "second-application": None;
  readonly "not-its-own": { readonly input: string };
  readonly "api-not-in-catalog": { readonly input: string };
  readonly "provider-not-pinned": None;
  readonly "secret-in-plain": { readonly path: string };
  readonly "secret-sent": { readonly path: string };
  readonly "never-registered": { readonly error: string };
  readonly "code-unrun": { readonly error: string };
  readonly "property-unanswered": { readonly property: string };
  readonly "still-running": { readonly kinds: Names };
  readonly "made-by-package": None;
  readonly "goes-with": { readonly resource: string };
  readonly "other-plugin": { readonly option: string };
  readonly "options-unread": { readonly names: Names };
  readonly "takes-over": { readonly resource: string };
  readonly "provider-told": { readonly input: string };
  readonly "provider-unread": None;
  readonly "shown-secret": { readonly outputs: Names };
  readonly "key-from-elsewhere": None;
  readonly "certificate-from-elsewhere": { readonly fingerprint: string };
}

/** Why a permission has its risk. */
interface RiskValues {
  readonly "manages-credentials": None;
  readonly "grants-authorization": None;
  readonly "tenant-admin-equivalent": None;
  readonly "broad-directory-access": None;
  readonly scuba: { readonly level: "Low" | "Medium" | "High" | "Critical" };
  readonly "control-plane": None;
  readonly "sensitive-data": None;
  readonly "rights-of-the-person": None;
  readonly "user-plane": None;
  readonly "as-its-role": None;
  readonly "reads-by-name": None;
  readonly "changes-by-name": None;
  readonly uncatalogued: None;
}

/** What differs: names of what changes, and its values before and after. */
interface ChangeValues {
  readonly permission: { readonly api: string; readonly kind: Kind; readonly name: string };
  readonly "permission-state": {
    /** Absent: not granted. An application permission is granted once, for all. */
    readonly granted: "once" | "everyone" | Names | undefined;
    readonly requested: boolean;
    /** Named where the change is one of the kind. */
    readonly kind: Kind | undefined;
  };
  readonly setting: { readonly setting: SettingName };
  readonly "which-deploys": None;
  /** What the tenant's file calls somebody. */
  readonly "name-of": { readonly id: string };
  readonly owner: {
    readonly kind: "user" | "servicePrincipal" | "unknown";
    /** As the file calls it; absent where it does not. */
    readonly name?: string;
    readonly of: readonly OwnedObject[];
  };
  readonly everyone: None;
  readonly only: { readonly users: Names };
  readonly "assigned-while-open": None;
  readonly "one-key": None;
  readonly "one-subject": { readonly issuer: string; readonly subject: string };
  readonly "a-user": None;
  readonly "a-group": None;
  /** Roles of the product's own that somebody has. */
  readonly "in-roles": { readonly roles: Names; readonly administers: boolean };
  readonly within: { readonly scope: string };
  readonly "mailbox-right": { readonly right: string; readonly address: string };
  readonly "mailbox-use": { readonly receive: boolean; readonly sendAs: boolean };
  readonly "removal-commands": None;
  readonly "exchange-script": None;
  /** A step of a procedure of the vendor's page. */
  readonly step: { readonly procedure: string; readonly step: string };
  readonly field: { readonly procedure: string; readonly step: string; readonly label: string };
  readonly "place-typed": { readonly place: string };
  readonly "definition-key": { readonly key: string };
  readonly "definition-entry": { readonly key: string; readonly entry: string };
  readonly "undo-step": { readonly number: number };
  readonly confirmed: { readonly on: string };
  readonly "not-confirmed": None;
  readonly "credential-anew": None;
  readonly "credential-kind": { readonly kind: "secret" | "certificate" | "federated" };
  readonly claim: { readonly name: string; readonly token: "idTokens" | "accessTokens" | "saml2Tokens" };
  readonly "group-claims": { readonly groups: string };
  readonly "app-role": { readonly value: string };
  readonly "scope-exposed": { readonly value: string };
  readonly "token-version": None;
  readonly trust: { readonly issuer: string; readonly subject: string; readonly audience: string };
  readonly "suspended-since": { readonly since: string; readonly reason: string };
  readonly protection: { readonly protection: "protected" | "leaving" | "not protected" };
  readonly exception: { readonly rule: string; readonly subject: string | undefined };
  readonly "exception-until": { readonly until: string; readonly reason: string | undefined };
  readonly vendor: { readonly product: string; readonly vendor: string };
  readonly "integration-comes": {
    readonly product: string;
    readonly vendor: string;
    readonly suspended: boolean;
    /** The integration whose place it takes, without being the same application. */
    readonly replaces: string | undefined;
  };
  readonly "integration-goes": {
    readonly product: string;
    readonly vendor: string;
    readonly successor: string | undefined;
  };
  readonly "same-application": { readonly name: string };
  readonly "application-anew": None;
  /** A vendor's own application, by its client id. */
  readonly "vendors-application": { readonly clientId: string };
  readonly "own-application": None;
  readonly receiver: {
    readonly receiver: string;
    readonly former: Names;
    readonly other: "host" | "port";
  };
  readonly "other-path-of-receiver": None;
  readonly "other-path": None;
  /** A receiver that stood before, as another kind of client. */
  readonly "other-client": { readonly platform: Platform };
  readonly "resource-part": { readonly resource: string; readonly part: "options" | "import" };
  readonly options: {
    readonly ignoreChanges: Names;
    readonly deleteBeforeReplace: boolean;
    readonly retainOnDelete: boolean;
  };
  readonly adopts: { readonly id: string };
  readonly provider: { readonly provider: string; readonly input: string };
  readonly "provider-of": { readonly from: string; readonly to: string };
  readonly "made-by": { readonly resources: number };
  readonly "public-output": { readonly path: string };
  readonly "secret-text": None;
  readonly "other-secret-text": None;
}

/** Every code, and the values it brings. */
export interface ClauseValues
  extends EndValues,
    RuleValues,
    JudgeValues,
    UnanalyzableValues,
    RiskValues,
    ChangeValues,
    PermissionFaultValues,
    RedirectUriFaultValues,
    ScheduleFaultValues {}

/** One code with its values. */
export type Clause = Coded<ClauseValues>;

/** What a sentence may name: data as it is, text that a definition has in both languages, clauses. */
export type Value = string | LocalizedText | Clause | readonly Clause[];

/** Values by the names that a sentence has in braces. */
export type Values = Readonly<Record<string, Value>>;

/** True for a clause or a list of them, which each language words by its table. */
export function isClause(value: Value): value is Clause {
  return typeof value === "object" && "code" in value;
}

/** True for the clause of one code. */
export function isCoded<Code extends Clause["code"]>(
  value: Value | undefined,
  code: Code,
): value is Extract<Clause, { readonly code: Code }> {
  return value !== undefined && isClause(value) && value.code === code;
}

/** What tells one clause from another, in a variant of a finding. */
export function identity(clause: Clause): string {
  return JSON.stringify(clause);
}
