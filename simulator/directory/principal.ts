/** Service principals: an application's presence in the tenant (https://learn.microsoft.com/graph/api/resources/serviceprincipal). */
import * as z from "zod";
import { badRequest, denied, duplicate } from "../errors.ts";
import type { Subject } from "./app-management.ts";
import { type KeyBody, keyBody, newPassword, type PasswordBody, replaceKeys, withoutPassword } from "./credential.ts";
import {
  applicationByAppId,
  graphTime,
  merge,
  principalByAppId,
  removeWhere,
  required,
  type Tenant,
} from "./directory.ts";
import type { Application, AppRole, KeptConsent, Owned, Scope, ServicePrincipal } from "./entity.ts";
import { firstOwners, forgetOwner } from "./owner.ts";
import { vendorsTenant } from "./vendors-application.ts";

const text = z.string().nullable();

const properties = {
  /** Sent by some clients, and ignored. */
  id: z.string().optional(),
  accountEnabled: z.boolean().optional(),
  alternativeNames: z.array(z.string()).optional(),
  appRoleAssignmentRequired: z.boolean().optional(),
  description: text.optional(),
  loginUrl: text.optional(),
  notes: text.optional(),
  notificationEmailAddresses: z.array(z.string()).optional(),
  preferredSingleSignOnMode: text.optional(),
  samlSingleSignOnSettings: z.strictObject({ relayState: text.optional() }).nullish(),
  tags: z.array(z.string().min(1).max(256)).optional(),
  keyCredentials: z.array(keyBody).optional(),
};

/** `POST /servicePrincipals`. */
export const principalCreateBody = z.strictObject({
  ...properties,
  appId: z.guid(),
  "owners@odata.bind": z.array(z.string()).optional(),
});

/** `PATCH /servicePrincipals/{id}`. */
export const principalPatchBody = z.strictObject(properties);

/** Microsoft's own tenant, the owner of its principals everywhere. */
const microsoftTenant = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";

/** A principal as nobody has changed it. */
export function untouchedPrincipal(id: string, appId: string, createdDateTime: string): ServicePrincipal {
  return {
    id,
    appId,
    createdDateTime,
    deletedDateTime: null,
    accountEnabled: true,
    appRoleAssignmentRequired: false,
    tags: [],
    keyCredentials: [],
    passwordCredentials: [],
    alternativeNames: [],
    notificationEmailAddresses: [],
    servicePrincipalType: "Application",
    description: null,
    loginUrl: null,
    notes: null,
    preferredSingleSignOnMode: null,
    samlSingleSignOnSettings: null,
    samlMetadataUrl: null,
  };
}

function subjectOf({ id, createdDateTime }: ServicePrincipal): Subject {
  return { of: "servicePrincipal", id, createdDateTime };
}

/** `POST /servicePrincipals`. */
export function createPrincipal(
  tenant: Tenant,
  caller: string,
  body: z.infer<typeof principalCreateBody>,
  owners: readonly string[],
): ServicePrincipal {
  const { id: _ignored, "owners@odata.bind": _bound, keyCredentials, ...given } = body;
  if (principalByAppId(tenant.directory, body.appId)) throw nameInUse(body.appId);
  if (!applicationByAppId(tenant.directory, body.appId) && !tenant.catalog.vendors.has(body.appId)) {
    throw badRequest(
      `The appId '${body.appId}' of the service principal does not reference a valid application object.`,
    );
  }
  const fresh = untouchedPrincipal(tenant.uuid(), body.appId, graphTime(tenant.clock()));
  const keys = replaceKeys(tenant, subjectOf(fresh), [], { secrets: {}, certificates: {} }, keyCredentials ?? []);
  const entity = { ...merge(fresh, given), keyCredentials: keys.keyCredentials };
  const owned = { entity, owners: firstOwners(tenant.directory, caller, owners), keyring: keys.keyring };
  tenant.directory.servicePrincipals.set(entity.id, owned);
  return entity;
}

/** Graph's 409 for a second principal of one application. */
export function nameInUse(appId: string) {
  return duplicate(
    `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`,
  );
}

/** `PATCH /servicePrincipals/{id}`; Microsoft's own take it too. */
export function patchPrincipal(tenant: Tenant, id: string, body: z.infer<typeof principalPatchBody>): void {
  const owned = required(tenant.directory.servicePrincipals, id);
  const { id: _ignored, keyCredentials, ...given } = body;
  const keys = keysOf(tenant, owned, keyCredentials);
  const entity = { ...merge(owned.entity, given), keyCredentials: keys.keyCredentials };
  tenant.directory.servicePrincipals.set(entity.id, { ...owned, entity, keyring: keys.keyring });
}

function keysOf(tenant: Tenant, { entity, keyring }: Owned<ServicePrincipal>, sent: readonly KeyBody[] | undefined) {
  return sent
    ? replaceKeys(tenant, subjectOf(entity), entity.keyCredentials, keyring, sent)
    : { keyCredentials: entity.keyCredentials, keyring };
}

/**
 * `POST /servicePrincipals/{id}/addPassword`. No sign-in takes it here, as none of the stack's vendors does.
 * @returns the credential with its value, shown this once
 */
export function addPrincipalPassword(tenant: Tenant, id: string, body: PasswordBody) {
  const owned = required(tenant.directory.servicePrincipals, id);
  const { credential, secretText, hash } = newPassword(tenant, subjectOf(owned.entity), body);
  const passwordCredentials = [...owned.entity.passwordCredentials, credential];
  const keyring = { ...owned.keyring, secrets: { ...owned.keyring.secrets, [credential.keyId]: hash } };
  tenant.directory.servicePrincipals.set(id, { ...owned, entity: { ...owned.entity, passwordCredentials }, keyring });
  return { ...credential, secretText };
}

/** `POST /servicePrincipals/{id}/removePassword`. */
export function removePrincipalPassword(tenant: Tenant, id: string, keyId: string): void {
  const owned = required(tenant.directory.servicePrincipals, id);
  const { passwordCredentials, keyring } = withoutPassword(owned.entity.passwordCredentials, owned.keyring, keyId);
  tenant.directory.servicePrincipals.set(id, { ...owned, entity: { ...owned.entity, passwordCredentials }, keyring });
}

/** `DELETE /servicePrincipals/{id}`; Microsoft's own are refused with 403. */
export function deletePrincipal(tenant: Tenant, id: string): void {
  const { entity } = required(tenant.directory.servicePrincipals, id);
  if (tenant.catalog.apis.has(entity.appId)) throw denied();
  softDeletePrincipal(tenant, entity.id);
}

/** Moves a principal to the deleted items; what it was granted, and what was granted on it, ends. */
export function softDeletePrincipal(tenant: Tenant, id: string): void {
  const { directory } = tenant;
  const item = required(directory.servicePrincipals, id);
  const consent: KeptConsent = {
    appRoleAssignments: [...directory.appRoleAssignments.values()].filter(
      (row) => row.principalId === id || row.resourceId === id,
    ),
    delegatedGrants: [...directory.delegatedGrants.values()].filter(
      (row) => row.clientId === id || row.resourceId === id,
    ),
    roleAssignments: [...directory.roleAssignments.values()].filter((row) => row.principalId === id),
  };
  removeWhere(directory.appRoleAssignments, (row) => row.principalId === id || row.resourceId === id);
  removeWhere(directory.delegatedGrants, (row) => row.clientId === id || row.resourceId === id);
  removeWhere(directory.roleAssignments, (row) => row.principalId === id);
  forgetOwner(directory, id);
  directory.servicePrincipals.delete(id);
  const kept = tenant.policies.deletedPrincipalsKeepConsent ? { consent } : {};
  directory.deleted.set(id, {
    kind: "servicePrincipal",
    id,
    deletedDateTime: graphTime(tenant.clock()),
    item,
    ...kept,
  });
}

/** The name a principal is shown under: its application's, or that of Microsoft's API. */
export function principalName(tenant: Tenant, appId: string): string {
  const own = applicationByAppId(tenant.directory, appId)?.entity.displayName;
  const { apis, vendors } = tenant.catalog;
  return own ?? apis.get(appId)?.displayName ?? vendors.get(appId)?.displayName ?? appId;
}

/** The app roles and scopes a principal offers, whoever owns its application. */
export function offeredBy(tenant: Tenant, appId: string): { appRoles: readonly AppRole[]; scopes: readonly Scope[] } {
  const own = applicationByAppId(tenant.directory, appId)?.entity;
  if (own) return { appRoles: own.appRoles, scopes: own.api.oauth2PermissionScopes };
  return tenant.catalog.apis.get(appId) ?? { appRoles: [], scopes: [] };
}

/**
 * A principal as Graph shows it: its own properties and those that follow its application.
 * @param own the application in this tenant, where the caller has looked it up already.
 */
export function toGraphServicePrincipal(
  tenant: Tenant,
  entity: ServicePrincipal,
  own: Application | undefined = applicationByAppId(tenant.directory, entity.appId)?.entity,
): ServicePrincipal {
  const api = tenant.catalog.apis.get(entity.appId);
  const vendor = tenant.catalog.vendors.get(entity.appId);
  const displayName = own?.displayName ?? api?.displayName ?? vendor?.displayName ?? entity.appId;
  const common = {
    ...entity,
    displayName,
    appDisplayName: displayName,
    appRoles: own?.appRoles ?? api?.appRoles ?? [],
    oauth2PermissionScopes: own?.api.oauth2PermissionScopes ?? api?.scopes ?? [],
  };
  if (own) return { ...common, ...followed(tenant, entity, own) };
  return { ...common, ...othersApplication(tenant, entity.appId, vendor ? vendorsTenant : microsoftTenant) };
}

/** What a principal takes from an application of this tenant; tags are inherited [azuread provider's documentation]. */
function followed(tenant: Tenant, entity: ServicePrincipal, own: Application) {
  return {
    signInAudience: own.signInAudience,
    appOwnerOrganizationId: tenant.id,
    homepage: own.web.homePageUrl,
    logoutUrl: own.web.logoutUrl,
    replyUrls: [...own.web.redirectUris, ...own.spa.redirectUris, ...own.publicClient.redirectUris],
    servicePrincipalNames: [own.appId, ...own.identifierUris],
    tags: [...new Set([...entity.tags, ...own.tags])],
  };
}

/** What a principal takes from an application of another tenant: Microsoft's, or a vendor's. */
function othersApplication(tenant: Tenant, appId: string, owner: string) {
  const uri = tenant.catalog.apis.get(appId)?.resourceUri;
  return {
    signInAudience: "AzureADMultipleOrgs",
    appOwnerOrganizationId: owner,
    homepage: null,
    logoutUrl: null,
    replyUrls: [],
    servicePrincipalNames: uri ? [appId, uri] : [appId],
  };
}
