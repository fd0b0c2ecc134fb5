/**
 * Policies on how applications may be configured (https://learn.microsoft.com/graph/api/resources/applicationauthenticationmethodpolicy):
 * the tenant's own, which is always there, and those that are assigned to one application or principal each. What such a one
 * defines goes before the tenant's; what it does not falls back to it.
 */
import * as z from "zod";
import { badRequest, notFound, notSimulated, Rejection } from "../errors.ts";
import { required, type Tenant } from "./directory.ts";
import type { Application, AppManagement, CredentialRestriction, Restrictions, Switch } from "./entity.ts";

const state = z.enum(["enabled", "disabled"]);
const common = {
  restrictForAppsCreatedAfterDateTime: z.iso.datetime().nullish(),
  excludeActors: z.unknown().optional(),
};

const credential = z.strictObject({
  restrictionType: z.enum([
    "passwordAddition",
    "passwordLifetime",
    "symmetricKeyAddition",
    "symmetricKeyLifetime",
    "customPasswordAddition",
    "asymmetricKeyLifetime",
    "trustedCertificateAuthority",
  ]),
  state,
  maxLifetime: z.string().nullish(),
  certificateBasedApplicationConfigurationIds: z.array(z.string()).nullish(),
  ...common,
});

const credentials = {
  passwordCredentials: z.array(credential).optional(),
  keyCredentials: z.array(credential).optional(),
};

const uris = z.strictObject({
  state,
  excludeAppsReceivingV2Tokens: z.boolean().nullish(),
  excludeSaml: z.boolean().nullish(),
  ...common,
});

const applications = {
  identifierUris: z.strictObject({ nonDefaultUriAddition: uris.optional() }).optional(),
  audiences: z
    .strictObject({
      azureAdMultipleOrgs: z.strictObject({ state, ...common }).optional(),
      personalMicrosoftAccount: z.strictObject({ state, ...common }).optional(),
    })
    .optional(),
};

/** PATCH of the tenant's own policy. */
export const defaultPolicyBody = z.strictObject({
  isEnabled: z.boolean().optional(),
  applicationRestrictions: z.strictObject({ ...credentials, ...applications }).optional(),
  servicePrincipalRestrictions: z.strictObject(credentials).optional(),
});

/** A policy that is made to be assigned. */
export const customPolicyBody = z.strictObject({
  displayName: z.string().min(1),
  description: z.string().nullish(),
  isEnabled: z.boolean().optional(),
  restrictions: z
    .strictObject({ ...credentials, applicationRestrictions: z.strictObject(applications).optional() })
    .optional(),
});

/** The tenant's own policy is the only one with this id. */
export const defaultPolicyId = "00000000-0000-0000-0000-000000000000";

type Default = Extract<AppManagement, { kind: "default" }>;
type Custom = Extract<AppManagement, { kind: "custom" }>;

/** The tenant's policy as nobody has changed it: there, and switched off. */
export function defaultPolicy({ directory }: Pick<Tenant, "directory">): Default {
  const kept = directory.appManagement.get(defaultPolicyId);
  if (kept?.kind === "default") return kept;
  const restrictions: Restrictions = { passwordCredentials: [], keyCredentials: [] };
  return {
    kind: "default",
    id: defaultPolicyId,
    isEnabled: false,
    applicationRestrictions: restrictions,
    servicePrincipalRestrictions: restrictions,
  };
}

/** Whoever calls may be exempt by a custom security attribute, which this tenant has none of. */
function assertNoActors(body: unknown): void {
  if (JSON.stringify(body).includes('"excludeActors":{')) throw notSimulated("callers that a restriction excludes");
}

/** `PATCH /policies/defaultAppManagementPolicy`. */
export function changeDefaultPolicy(tenant: Tenant, body: z.infer<typeof defaultPolicyBody>): void {
  assertNoActors(body);
  const before = defaultPolicy(tenant);
  tenant.directory.appManagement.set(defaultPolicyId, { ...before, ...(body as Partial<Default>) });
}

/** `POST /policies/appManagementPolicies`. */
export function createPolicy(tenant: Tenant, body: z.infer<typeof customPolicyBody>): Custom {
  assertNoActors(body);
  const { applicationRestrictions, ...credentialRestrictions } = body.restrictions ?? {};
  const policy: Custom = {
    kind: "custom",
    id: tenant.uuid(),
    displayName: body.displayName,
    description: body.description ?? null,
    isEnabled: body.isEnabled ?? false,
    restrictions: { ...credentialRestrictions, ...applicationRestrictions } as Restrictions,
  };
  tenant.directory.appManagement.set(policy.id, policy);
  return policy;
}

/** Every policy that is made to be assigned. */
export function customPolicies({ directory }: Tenant): Custom[] {
  return [...directory.appManagement.values()].filter((row): row is Custom => row.kind === "custom");
}

/** One of them, or Graph's 404. */
export function customPolicy({ directory }: Tenant, id: string): Custom {
  const row = required(directory.appManagement, id);
  if (row.kind !== "custom") throw notFound(id);
  return row;
}

/** `POST /applications/{id}/appManagementPolicies/$ref`, and the same of principals. An object has one at most. */
export function assignPolicy(tenant: Tenant, objectId: string, policyId: string): void {
  const { id } = customPolicy(tenant, policyId);
  if (tenant.directory.appManagement.has(objectId))
    throw badRequest(
      "One or more added object references already exist for the following modified properties: 'policies'.",
    );
  tenant.directory.appManagement.set(objectId, { kind: "assignment", id: objectId, policyId: id });
}

/** `DELETE …/appManagementPolicies/{policy}/$ref`. */
export function releasePolicy({ directory }: Tenant, objectId: string, policyId: string): void {
  const row = directory.appManagement.get(objectId);
  if (row?.kind !== "assignment" || row.policyId !== policyId) throw notFound(policyId);
  directory.appManagement.delete(objectId);
}

/** The policy that is assigned to an object. */
export function assignedPolicy(tenant: Tenant, objectId: string): Custom | undefined {
  const row = tenant.directory.appManagement.get(objectId);
  return row?.kind === "assignment" ? customPolicy(tenant, row.policyId) : undefined;
}

/** Ids of the objects to which a policy is assigned. */
export function appliesTo({ directory }: Tenant, policyId: string): string[] {
  return [...directory.appManagement.values()].flatMap((row) =>
    row.kind === "assignment" && row.policyId === policyId ? [row.id] : [],
  );
}

/** The object whose policies decide: an application, or a principal of its own credentials. */
export interface Subject {
  readonly of: "application" | "servicePrincipal";
  readonly id: string;
  readonly createdDateTime: string;
}

interface InForce<Restriction> {
  /** Names it in Graph's refusals. */
  readonly policy: string;
  readonly restriction: Restriction;
}

/** What is in force of one restriction: the assigned policy's where that defines it, else the tenant's. */
function inForce<Restriction extends Switch>(
  tenant: Tenant,
  { of, id, createdDateTime }: Subject,
  pick: (restrictions: Restrictions) => Restriction | undefined,
): InForce<Restriction> | undefined {
  const assigned = assignedPolicy(tenant, id);
  const own = assigned?.isEnabled ? pick(assigned.restrictions) : undefined;
  const fallback = defaultPolicy(tenant);
  const theirs = fallback.isEnabled ? pick(fallback[`${of}Restrictions`]) : undefined;
  const restriction = own ?? theirs;
  if (restriction?.state !== "enabled") return undefined;
  const since = restriction.restrictForAppsCreatedAfterDateTime;
  if (since && Date.parse(createdDateTime) < Date.parse(since)) return undefined;
  return { policy: own === undefined ? fallback.id : (assigned?.id ?? ""), restriction };
}

function ofType(list: "passwordCredentials" | "keyCredentials", type: CredentialRestriction["restrictionType"]) {
  return (restrictions: Restrictions) => restrictions[list]?.find(({ restrictionType }) => restrictionType === type);
}

/** Days of a duration; the simulator takes days alone: `P180D`. */
function daysOf(duration: string): number {
  const [, days] = /^P(\d+)D$/.exec(duration) ?? [];
  if (days === undefined) throw notSimulated(`the duration ${duration}; write days: P180D`);
  return Number(days);
}

function assertLifetime(found: InForce<CredentialRestriction> | undefined, start: string, end: string): void {
  if (!found?.restriction.maxLifetime) return;
  const longest = daysOf(found.restriction.maxLifetime) * 24 * 3600 * 1000;
  if (Date.parse(end) - Date.parse(start) <= longest) return;
  const message = `Credential lifetime exceeds the max value allowed as per assigned policy '${found.policy}'.`;
  throw new Rejection(400, "CredentialInvalidLifetimeAsPerAppPolicy", message);
}

function notAllowed({ policy }: InForce<unknown>): Rejection {
  const message = `Credential type not allowed as per assigned policy '${policy}'.`;
  return new Rejection(400, "CredentialTypeNotAllowedAsPerAppPolicy", message);
}

/** A new client secret. */
export function assertPasswordPolicy(tenant: Tenant, subject: Subject, start: string, end: string): void {
  const added = inForce(tenant, subject, ofType("passwordCredentials", "passwordAddition"));
  if (added) throw notAllowed(added);
  assertLifetime(inForce(tenant, subject, ofType("passwordCredentials", "passwordLifetime")), start, end);
}

/** A new certificate. Which authorities are listed is not kept: one that signs itself is of none. */
export function assertKeyPolicy(
  tenant: Tenant,
  subject: Subject,
  { start, end, selfSigned }: { readonly start: string; readonly end: string; readonly selfSigned: boolean },
): void {
  assertLifetime(inForce(tenant, subject, ofType("keyCredentials", "asymmetricKeyLifetime")), start, end);
  const listed = inForce(tenant, subject, ofType("keyCredentials", "trustedCertificateAuthority"));
  // [assumed] The refusal's own words are in no source.
  if (listed && selfSigned) throw notAllowed(listed);
}

/** The application as a write would leave it. */
export function assertApplicationPolicy(tenant: Tenant, before: Application | undefined, after: Application): void {
  const subject: Subject = { of: "application", id: after.id, createdDateTime: after.createdDateTime };
  const { signInAudience } = after;
  const audience = inForce(tenant, subject, ({ audiences }) => audiences?.azureAdMultipleOrgs);
  if (audience && signInAudience === "AzureADMultipleOrgs" && before?.signInAudience !== signInAudience)
    throw new Rejection(
      400,
      "SignInAudienceNotAllowedAsPerAppPolicy",
      `'signInAudience' property value '${signInAudience}' is not allowed.`,
    );
  if (tenant.policies.requiresServiceReference && !after.serviceManagementReference)
    throw new Rejection(
      400,
      "ServiceTreeValueMissing",
      `ServiceManagementReference field is required for ${before ? "Update" : "Create"}, but is missing in the request. Refer to the TSG \`https://aka.ms/service-management-reference-error\` for resolving the error`,
    );
  assertIdentifierUriPolicy(tenant, subject, before, after);
}

/** https://aka.ms/identifier-uri-addition-error */
function assertIdentifierUriPolicy(
  tenant: Tenant,
  subject: Subject,
  before: Application | undefined,
  { appId, api, identifierUris }: Application,
): void {
  const found = inForce(tenant, subject, (restrictions) => restrictions.identifierUris?.nonDefaultUriAddition);
  if (!found) return;
  if (found.restriction.excludeAppsReceivingV2Tokens && api.requestedAccessTokenVersion === 2) return;
  const added = identifierUris.filter((uri) => !before?.identifierUris.includes(uri));
  const custom = added.find((uri) => ![`api://${appId}`, `api://${tenant.id}/${appId}`].includes(uri));
  if (custom === undefined) return;
  const message = `The newly added URI ${custom} must comply with the format 'api://{appId}' or 'api://{tenantId}/{appId}' as per the default app management policy of your organization. If the requestedAccessTokenVersion is set to 2, this restriction may not apply. See https://aka.ms/identifier-uri-addition-error for more information on this error.`;
  // [assumed] The code beside these words is in no source.
  throw new Rejection(400, "InvalidUniqueTenantIdentifierAsPerAppPolicy", message);
}
