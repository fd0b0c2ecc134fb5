/** The simulated tenant as it is before anybody deploys: Microsoft's principals, the deployer, a second owner who reads the vault, people, and the vault. */
import { v5 } from "uuid";
import { apiIds } from "../../catalog/api-ids.ts";
import { sandboxTenantId } from "../../components/world.ts";
import { untouchedApplication } from "./application.ts";
import type { Catalog } from "./catalog.ts";
import { type Directory, emptyDirectory } from "./directory.ts";
import type { Application, Keyring, PasswordCredential, User, Vault } from "./entity.ts";
import { untouchedGroup } from "./group.ts";
import { joinedId } from "./object-id.ts";
import { untouchedPrincipal } from "./principal.ts";
import { hashSecret } from "./secret.ts";

/** The ids of the simulated tenant, the same on every machine. */
export const sandboxIds = {
  tenantId: sandboxTenantId,
  domain: "contoso.onmicrosoft.com",
  deployerClientId: "22222222-2222-2222-2222-222222222222",
  deployerObjectId: "33333333-3333-3333-3333-333333333333",
  userObjectId: "44444444-4444-4444-4444-444444444444",
  secondOwnerObjectId: "55555555-5555-5555-5555-555555555555",
  vault:
    "/subscriptions/66666666-6666-6666-6666-666666666666/resourceGroups/rg-identity/providers/Microsoft.KeyVault/vaults/kv-m365",
} as const;

/** What a deployer of these integrations needs and no more: it writes only what it owns. */
export const neededPermissions: readonly string[] = [
  "Application.Read.All",
  "Application.ReadWrite.OwnedBy",
  "AppRoleAssignment.ReadWrite.All",
  "DelegatedPermissionGrant.ReadWrite.All",
  "Directory.Read.All",
  "RoleManagement.ReadWrite.Directory",
];

const seedTime = "2020-01-01T00:00:00Z";
const noKeys: Keyring = { secrets: {}, certificates: {} };

/** The simulated tenant's id is no RFC 9562 UUID, so it cannot be the namespace itself. */
function idOf(what: string): string {
  return v5(`${sandboxIds.tenantId}/${what}`, v5.URL);
}

/** The second owner's client id: an identity team's, which hands secrets over and deploys nothing. */
export const readerClientId = idOf("Identity operations");

/** With these the identity team sees when a credential was last used, before one is retired; the deployer sees it not. */
const readerPermissions: readonly string[] = ["Application.Read.All", "AuditLog.Read.All"];

/** A seed: what a fresh tenant holds. */
export interface SeedOptions {
  readonly catalog: Catalog;
  /** The deployer's secret; only its hash is kept. */
  readonly deployerSecret: string;
  /** The secret of the second owner, who may read the vault; only its hash is kept. */
  readonly readerSecret: string;
  /** The deployer's application permissions on Microsoft Graph, by name. */
  readonly deployerPermissions: readonly string[];
  readonly users: readonly User[];
}

/** The password of every seeded person. It is published, so it protects nothing and is nobody's. */
export const sandboxPassphrase = "simulated-tenant-only";

/** A person of the seed with a mailbox at the tenant's own domain. */
function person(id: string, mailNickname: string, displayName: string): User {
  const mail = `${mailNickname}@${sandboxIds.domain}`;
  return { id, userPrincipalName: mail, displayName, mailNickname, mail, accountEnabled: true };
}

/** A service account, an administrator, and somebody of whom a second factor is asked. */
const seededPeople = {
  service: person(sandboxIds.userObjectId, "teams-service", "Teams service account"),
  administrator: person(idOf("user admin"), "admin", "Ada Administrator"),
  careful: person(idOf("user alex"), "alex", "Alex Careful"),
};

const globalAdministrator = "62e90394-69f5-4237-9190-012177145e10";

/** Seeds the people: their passwords, the administrator's role, and the group that two of them are in. */
function addPeople(directory: Directory): void {
  const { service, administrator, careful } = seededPeople;
  for (const user of Object.values(seededPeople)) {
    directory.users.set(user.id, user);
    const passwordHash = hashSecret(sandboxPassphrase);
    directory.signIns.set(user.id, { id: user.id, passwordHash, multiFactor: user === careful, validFrom: seedTime });
  }
  const role = { principalId: administrator.id, roleDefinitionId: globalAdministrator, directoryScopeId: "/" };
  const assignment = `${joinedId(globalAdministrator, administrator.id)}-1`;
  directory.roleAssignments.set(assignment, { id: assignment, ...role });
  const groupId = idOf("group sales");
  directory.groups.set(groupId, {
    entity: untouchedGroup({ id: groupId, displayName: "Sales", mailNickname: "sales", createdDateTime: seedTime }),
    owners: [administrator.id],
    keyring: noKeys,
  });
  for (const { id: memberId } of [service, careful])
    directory.memberships.set(`${groupId}/${memberId}`, { id: `${groupId}/${memberId}`, groupId, memberId });
}

function addApplication(
  directory: Directory,
  names: { appId: string; objectId: string; displayName: string },
  secret?: string,
): void {
  const id = idOf(`application ${names.appId}`);
  const keyId = idOf(`secret ${names.appId}`);
  const credential: PasswordCredential = {
    keyId,
    displayName: "play",
    customKeyIdentifier: null,
    hint: null,
    secretText: null,
    startDateTime: seedTime,
    endDateTime: "2299-12-31T00:00:00Z",
  };
  const entity: Application = {
    ...untouchedApplication({
      id,
      appId: names.appId,
      createdDateTime: seedTime,
      displayName: names.displayName,
      publisherDomain: sandboxIds.domain,
    }),
    passwordCredentials: secret === undefined ? [] : [credential],
  };
  const keyring = secret === undefined ? noKeys : { secrets: { [keyId]: hashSecret(secret) }, certificates: {} };
  directory.applications.set(id, { entity, owners: [], keyring });
  const principal = untouchedPrincipal(names.objectId, names.appId, seedTime);
  directory.servicePrincipals.set(names.objectId, { entity: principal, owners: [], keyring: noKeys });
}

/** The vault; the deployer alone may write to it, and the second owner alone may read values. */
const sandboxVault: Vault = {
  id: sandboxIds.vault.toLowerCase(),
  resourceId: sandboxIds.vault,
  name: "kv-m365",
  location: "japaneast",
  writers: [sandboxIds.deployerObjectId],
  readers: [sandboxIds.secondOwnerObjectId],
};

/** Gives a principal application permissions on Microsoft Graph. @throws when one's name is unknown */
function grant(
  directory: Directory,
  catalog: Catalog,
  principal: { readonly who: string; readonly id: string },
  permissions: readonly string[],
): void {
  const roles = catalog.apis.get(apiIds.graph)?.appRoles ?? [];
  for (const name of permissions) {
    const role = roles.find(({ value }) => value === name);
    if (!role)
      throw new Error(`the ${principal.who}'s permission ${name} is no application permission of Microsoft Graph`);
    const id = idOf(`${principal.who} ${name}`);
    const ends = { principalId: principal.id, resourceId: idOf(`principal ${apiIds.graph}`) };
    directory.appRoleAssignments.set(id, { id, appRoleId: role.id, ...ends, createdDateTime: seedTime });
  }
}

/** A fresh tenant's directory. Ids depend on nothing but the simulated tenant's id. @throws when a permission's name is unknown. */
export function seededDirectory(options: SeedOptions): Directory {
  const { catalog, deployerSecret, readerSecret, deployerPermissions, users } = options;
  const directory = emptyDirectory();
  for (const { appId } of catalog.apis.values()) {
    const id = idOf(`principal ${appId}`);
    directory.servicePrincipals.set(id, {
      entity: untouchedPrincipal(id, appId, seedTime),
      owners: [],
      keyring: noKeys,
    });
  }
  addApplication(
    directory,
    { appId: sandboxIds.deployerClientId, objectId: sandboxIds.deployerObjectId, displayName: "Deployer" },
    deployerSecret,
  );
  const second = {
    appId: readerClientId,
    objectId: sandboxIds.secondOwnerObjectId,
    displayName: "Identity operations",
  };
  addApplication(directory, second, readerSecret);
  addPeople(directory);
  for (const user of users) directory.users.set(user.id, user);
  grant(directory, catalog, { who: "deployer", id: sandboxIds.deployerObjectId }, deployerPermissions);
  grant(directory, catalog, { who: "reader", id: sandboxIds.secondOwnerObjectId }, readerPermissions);
  directory.vaults.set(sandboxVault.id, sandboxVault);
  return directory;
}

const seededApplications: readonly string[] = [sandboxIds.deployerClientId, readerClientId].map((appId) =>
  idOf(`application ${appId}`),
);

/** True where the tenant has an application that its seed does not: somebody has deployed to it. */
export function holdsObjects({ applications }: Directory): boolean {
  return [...applications.keys()].some((id) => !seededApplications.includes(id));
}
