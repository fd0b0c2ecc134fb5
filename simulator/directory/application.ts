/** Applications: created, changed, deleted and restored by Graph's rules (https://learn.microsoft.com/graph/api/resources/application). */
import type { Subject } from "./app-management.ts";
import type { ApplicationCreateBody, ApplicationPatchBody } from "./application-body.ts";
import { assertApplication } from "./application-rules.ts";
import { newPassword, type PasswordBody, replaceKeys, withoutPassword } from "./credential.ts";
import { graphTime, merge, removeWhere, required, type Tenant } from "./directory.ts";
import type { Application, Keyring, Owned } from "./entity.ts";
import { firstOwners } from "./owner.ts";
import { softDeletePrincipal } from "./principal.ts";

/** What Graph returns for properties that were never set; lists are never dropped, missing texts are null. */
export function untouchedApplication(names: {
  readonly id: string;
  readonly appId: string;
  readonly createdDateTime: string;
  readonly displayName: string;
  readonly publisherDomain: string;
}): Application {
  return {
    ...names,
    description: null,
    identifierUris: [],
    appRoles: [],
    api: {
      acceptMappedClaims: null,
      knownClientApplications: [],
      requestedAccessTokenVersion: null,
      oauth2PermissionScopes: [],
      preAuthorizedApplications: [],
    },
    info: { logoUrl: null, marketingUrl: null, privacyStatementUrl: null, supportUrl: null, termsOfServiceUrl: null },
    keyCredentials: [],
    passwordCredentials: [],
    requiredResourceAccess: [],
    publicClient: { redirectUris: [] },
    spa: { redirectUris: [] },
    web: {
      homePageUrl: null,
      logoutUrl: null,
      redirectUris: [],
      implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
      redirectUriSettings: [],
    },
    tags: [],
    signInAudience: "AzureADMyOrg",
    optionalClaims: null,
    groupMembershipClaims: null,
    disabledByMicrosoftStatus: null,
    notes: null,
    isDeviceOnlyAuthSupported: null,
    isFallbackPublicClient: null,
    serviceManagementReference: null,
    applicationTemplateId: null,
    deletedDateTime: null,
    oauth2RequirePostResponse: false,
  };
}

function subjectOf({ id, createdDateTime }: Application): Subject {
  return { of: "application", id, createdDateTime };
}

/**
 * `POST /applications`. The caller becomes an owner beside those bound.
 * @returns the application, and the values of secrets made with it, by key id: their only showing.
 */
export function createApplication(
  tenant: Tenant,
  caller: string,
  body: ApplicationCreateBody,
  owners: readonly string[],
) {
  const { id: _ignored, keyCredentials, passwordCredentials = [], "owners@odata.bind": _bound, ...properties } = body;
  const fresh = untouchedApplication({
    id: tenant.uuid(),
    appId: tenant.uuid(),
    createdDateTime: graphTime(tenant.clock()),
    displayName: body.displayName,
    publisherDomain: tenant.domain,
  });
  const subject = subjectOf(fresh);
  const keys = replaceKeys(tenant, subject, [], { secrets: {}, certificates: {} }, keyCredentials ?? []);
  const passwords = passwordCredentials.map((password) => newPassword(tenant, subject, password));
  const entity: Application = {
    ...merge(fresh, properties),
    keyCredentials: keys.keyCredentials,
    passwordCredentials: passwords.map(({ credential }) => credential),
  };
  assertApplication(tenant, undefined, entity);
  const secrets = Object.fromEntries(passwords.map(({ credential, hash }) => [credential.keyId, hash]));
  tenant.directory.applications.set(entity.id, {
    entity,
    owners: firstOwners(tenant.directory, caller, owners),
    keyring: { ...keys.keyring, secrets },
  });
  return { entity, shown: new Map(passwords.map(({ credential, secretText }) => [credential.keyId, secretText])) };
}

/** `PATCH /applications/{id}`. */
export function patchApplication(tenant: Tenant, id: string, body: ApplicationPatchBody): void {
  const owned = required(tenant.directory.applications, id);
  const { id: _ignored, keyCredentials, ...properties } = body;
  const { entity: before, keyring } = owned;
  const keys = keyCredentials
    ? replaceKeys(tenant, subjectOf(before), before.keyCredentials, keyring, keyCredentials)
    : undefined;
  const entity = merge(before, { ...properties, ...(keys && { keyCredentials: keys.keyCredentials }) });
  assertApplication(tenant, before, entity);
  keep(tenant, { ...owned, entity, keyring: keys?.keyring ?? keyring });
}

/** `POST /applications/{id}/addPassword`. @returns the credential with its value, shown this once. */
export function addPassword(tenant: Tenant, id: string, body: PasswordBody) {
  const owned = required(tenant.directory.applications, id);
  const { credential, secretText, hash } = newPassword(tenant, subjectOf(owned.entity), body);
  const passwordCredentials = [...owned.entity.passwordCredentials, credential];
  const keyring: Keyring = { ...owned.keyring, secrets: { ...owned.keyring.secrets, [credential.keyId]: hash } };
  keep(tenant, { ...owned, entity: { ...owned.entity, passwordCredentials }, keyring });
  return { ...credential, secretText };
}

/** `POST /applications/{id}/removePassword`. */
export function removePassword(tenant: Tenant, id: string, keyId: string): void {
  const owned = required(tenant.directory.applications, id);
  const { passwordCredentials, keyring } = withoutPassword(owned.entity.passwordCredentials, owned.keyring, keyId);
  keep(tenant, { ...owned, entity: { ...owned.entity, passwordCredentials }, keyring });
}

/** `DELETE /applications/{id}`: soft-deletes it, and with it its principal in this tenant and everything granted to that. */
export function deleteApplication(tenant: Tenant, id: string): void {
  const { directory } = tenant;
  const item = required(directory.applications, id);
  const principal = [...directory.servicePrincipals.values()].find(({ entity }) => entity.appId === item.entity.appId);
  if (principal) softDeletePrincipal(tenant, principal.entity.id);
  removeWhere(directory.federatedCredentials, (credential) => credential.applicationId === item.entity.id);
  directory.appManagement.delete(item.entity.id);
  directory.applications.delete(item.entity.id);
  const deletedDateTime = graphTime(tenant.clock());
  directory.deleted.set(item.entity.id, { kind: "application", id: item.entity.id, deletedDateTime, item });
}

function keep(tenant: Tenant, owned: Owned<Application>): void {
  tenant.directory.applications.set(owned.entity.id, owned);
}
