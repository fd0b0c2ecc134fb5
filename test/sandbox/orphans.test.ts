/** What a killed run made is found again by what it was made from, and nothing else is. */
import { beforeEach, describe, expect, it } from "vitest";
import type { PendingOperation } from "../../engine/state-file.ts";
import { removeOrphans } from "../../sandbox/orphans.ts";
import { type Sandbox, sandbox } from "../simulator/sandbox.ts";

const graphMailRead = "810c84a8-4a9e-49e6-bf7d-12d183f40d01";

let tenant: Sandbox;
beforeEach(async () => {
  tenant = await sandbox();
});

function begun(resourceType: string, inputs: Record<string, unknown>, type = "creating"): PendingOperation {
  return {
    type,
    urn: "urn:x",
    resourceType,
    inputs,
  };
}
async function make(path: string, body: object) {
  return (await tenant.graph("POST", `/v1.0${path}`, body)).body;
}
function names() {
  return [...tenant.tenant.directory.applications.values()].map(({ entity }) => entity.displayName);
}

describe("an application that was begun", () => {
  const application = (inputs: object, type?: string) =>
    begun("azuread:index/application:Application", { ...inputs }, type);

  it("goes, also under the name that the provider gives it for a moment; others of the tenant stay", async () => {
    for (const displayName of ["mail", "TERRAFORM_UPDATE_1", "mine"]) await make("/applications", { displayName });
    removeOrphans(tenant.tenant.directory, [application({ displayName: "mail" })], []);
    expect(names()).toEqual(["Deployer", "Identity operations", "mine"]);
  });

  it("stays where the state knows it, or where only a change of it was begun", async () => {
    const { id } = await make("/applications", { displayName: "mail" });
    removeOrphans(tenant.tenant.directory, [application({ displayName: "mail" })], [`/applications/${id}`]);
    removeOrphans(tenant.tenant.directory, [application({ displayName: "mail" }, "updating")], []);
    expect(names()).toContain("mail");
  });
});

it("finds a principal, a password, a consent and a grant; those that the state knows stay", async () => {
  const { directory } = tenant.tenant;
  const { id, appId } = await make("/applications", { displayName: "mail" });
  const principal = (await make("/servicePrincipals", { appId })).id;
  const passwordCredential = { displayName: "2026-11-21" };
  const { keyId } = await make(`/applications/${id}/addPassword`, { passwordCredential });
  await make(`/applications/${id}/addPassword`, { passwordCredential });
  const graph = (
    await tenant.graph("GET", "/v1.0/servicePrincipals?$filter=appId eq '00000003-0000-0000-c000-000000000000'")
  ).body.value[0].id;
  const role = { appRoleId: graphMailRead, principalId: principal, resourceId: graph };
  const assignment = (await make(`/servicePrincipals/${graph}/appRoleAssignedTo`, role)).id;
  const grant = await make("/oauth2PermissionGrants", {
    clientId: principal,
    resourceId: graph,
    scope: "User.Read",
    consentType: "AllPrincipals",
  });
  const pending = [
    begun("azuread:index/applicationPassword:ApplicationPassword", {
      applicationId: `/applications/${id}`,
      displayName: "2026-11-21",
    }),
    begun("azuread:index/servicePrincipal:ServicePrincipal", { clientId: appId }),
    begun("azuread:index/appRoleAssignment:AppRoleAssignment", {
      appRoleId: graphMailRead,
      principalObjectId: principal,
      resourceObjectId: graph,
    }),
    begun("azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant", {
      servicePrincipalObjectId: principal,
      resourceServicePrincipalObjectId: graph,
    }),
  ];
  const known = [
    `${id}/password/${keyId}`,
    `/servicePrincipals/${principal}`,
    `/servicePrincipals/${graph}/appRoleAssignedTo/${assignment}`,
    `/oauth2PermissionGrants/${grant.id}`,
  ];
  removeOrphans(directory, pending, known);
  expect(directory.applications.get(id)?.entity.passwordCredentials.map((one) => one.keyId)).toEqual([keyId]);
  expect([
    directory.servicePrincipals.has(principal),
    directory.appRoleAssignments.has(assignment),
    directory.delegatedGrants.has(grant.id),
  ]).toEqual([true, true, true]);
  removeOrphans(directory, pending, []);
  expect(directory.applications.get(id)?.entity.passwordCredentials).toEqual([]);
  expect([
    directory.servicePrincipals.has(principal),
    directory.appRoleAssignments.has(assignment),
    directory.delegatedGrants.has(grant.id),
  ]).toEqual([false, false, false]);
});

it("finds a secret in the vault by vault and name", () => {
  const { vaultSecrets } = tenant.tenant.directory;
  const vault =
    "/subscriptions/66666666-6666-6666-6666-666666666666/resourcegroups/rg-identity/providers/microsoft.keyvault/vaults/kv-m365";
  const secret = (name: string) => ({
    id: `${vault}/${name}`,
    name,
    version: "1",
    valueHash: ":",
    contentType: null,
    tags: {},
    attributes: { enabled: true, created: 0, updated: 0 },
  });
  for (const name of ["mail-2026-11-21", "mine"]) vaultSecrets.set(`${vault}/${name}`, secret(name));
  const pending = [
    begun("azure-native:keyvault:Secret", { vaultName: "kv-m365", secretName: "mail-2026-11-21" }),
    begun("azure-native:keyvault:Secret", { vaultName: "kv-m365", secretName: "mine" }),
  ];
  removeOrphans(tenant.tenant.directory, pending, [
    "/subscriptions/66666666-6666-6666-6666-666666666666/resourceGroups/rg-identity/providers/Microsoft.KeyVault/vaults/kv-m365/secrets/mine",
  ]);
  expect([...vaultSecrets.values()].map(({ name }) => name)).toEqual(["mine"]);
});

it("finds a directory role by principal and role; one that the state knows stays", () => {
  const { roleAssignments } = tenant.tenant.directory;
  for (const id of ["kept", "orphan"])
    roleAssignments.set(id, { id, principalId: "p", roleDefinitionId: "r", directoryScopeId: "/" });
  const inputs = { principalObjectId: "p", roleId: "r" };
  const pending = [begun("azuread:index/directoryRoleAssignment:DirectoryRoleAssignment", inputs)];
  removeOrphans(tenant.tenant.directory, pending, ["kept"]);
  const ours = [...roleAssignments.keys()].filter((id) => ["kept", "orphan"].includes(id));
  expect(ours).toEqual(["kept"]);
});
