/** The bodies of the stand-in's requests are those recorded from the real azuread provider (3.8), without its `@odata.type`. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { azuread } from "../../simulator/plugins/azuread.ts";
import { type Operations, operations } from "../../simulator/plugins/operations.ts";
import type { Properties } from "../../simulator/plugins/properties.ts";
import { callerId, type FakeTenant, startFakeTenant } from "./fake-tenant.ts";

let fake: FakeTenant;
let run: Operations;
beforeAll(async () => {
  fake = await startFakeTenant();
  run = operations(azuread(fake.httpEnvironment));
  await run.configure({});
});
beforeEach(() => fake.script({}));
afterAll(() => fake.stop());

/** Bodies sent so far, by request. */
function sent() {
  return Object.fromEntries(fake.asked.filter(({ body }) => body !== null).map(({ line, body }) => [line, body]));
}
const owners = { value: [{ id: callerId }] };
const none = { status: 204 };

function scriptApplication(): void {
  fake.script({
    "POST /v1.0/applications": { id: "app-1", appId: "client-1" },
    "PATCH /v1.0/applications/app-1": none,
    [`DELETE /v1.0/applications/app-1/owners/${callerId}/$ref`]: none,
    "GET /v1.0/applications/app-1": { id: "app-1", appId: "client-1" },
    "GET /beta/applications/app-1?$select=oauth2RequirePostResponse": {},
    "GET /v1.0/applications/app-1/owners": { value: [] },
  });
}

test("POST applications, with nothing but a name", async () => {
  scriptApplication();
  await run.create("azuread:index/application:Application", { displayName: "noowner" }, false);
  expect(sent()["POST /v1.0/applications"]).toEqual({
    api: {
      acceptMappedClaims: false,
      knownClientApplications: [],
      oauth2PermissionScopes: [],
      requestedAccessTokenVersion: 1,
    },
    appRoles: [],
    description: null,
    displayName: "noowner",
    groupMembershipClaims: null,
    identifierUris: [],
    info: { marketingUrl: null, privacyStatementUrl: null, supportUrl: null, termsOfServiceUrl: null },
    isDeviceOnlyAuthSupported: false,
    isFallbackPublicClient: false,
    notes: null,
    optionalClaims: {},
    "owners@odata.bind": [`${fake.graph}/v1.0/directoryObjects/33333333-3333-3333-3333-333333333333`],
    publicClient: { redirectUris: [] },
    requiredResourceAccess: [],
    serviceManagementReference: null,
    signInAudience: "AzureADMyOrg",
    spa: { redirectUris: [] },
    tags: [],
    web: {
      homePageUrl: null,
      implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
      logoutUrl: null,
      redirectUris: [],
    },
  });
});

test("PATCH application leaves out the lists that did not change", async () => {
  scriptApplication();
  const inputs = { displayName: "x", identifierUris: ["api://x1"], notes: "n" };
  const former = { id: "/applications/app-1", outputs: { ...inputs, notes: "old" }, inputs };
  await run.update("azuread:index/application:Application", former, inputs, false);
  expect(sent()["PATCH /v1.0/applications/app-1"]).toEqual({
    api: { acceptMappedClaims: false, knownClientApplications: [], requestedAccessTokenVersion: 1 },
    description: null,
    displayName: "x",
    groupMembershipClaims: null,
    info: { marketingUrl: null, privacyStatementUrl: null, supportUrl: null, termsOfServiceUrl: null },
    isDeviceOnlyAuthSupported: false,
    isFallbackPublicClient: false,
    notes: "n",
    publicClient: { redirectUris: [] },
    serviceManagementReference: null,
    signInAudience: "AzureADMyOrg",
    spa: { redirectUris: [] },
    tags: [],
    web: {
      homePageUrl: null,
      implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
      logoutUrl: null,
      redirectUris: [],
    },
  });
});

const principalDefaults = {
  accountEnabled: true,
  alternativeNames: [],
  appRoleAssignmentRequired: false,
  loginUrl: null,
  notes: null,
  notificationEmailAddresses: [],
  preferredSingleSignOnMode: null,
  tags: [],
};

function scriptPrincipal(found: Properties[]): void {
  fake.script({
    "GET /v1.0/servicePrincipals?$filter=appId eq 'client-1'": { value: found },
    "POST /v1.0/servicePrincipals": { id: "sp-1" },
    "PATCH /v1.0/servicePrincipals/sp-1": none,
    "GET /v1.0/servicePrincipals/sp-1": { id: "sp-1", appId: "client-1" },
    "GET /beta/servicePrincipals/sp-1?$select=samlMetadataUrl": {},
    "GET /v1.0/servicePrincipals/sp-1/owners": owners,
  });
}

test("POST servicePrincipals begins with a passing description, which a PATCH clears", async () => {
  scriptPrincipal([]);
  await run.create(
    "azuread:index/servicePrincipal:ServicePrincipal",
    { clientId: "client-1", owners: [callerId] },
    false,
  );
  expect(sent()).toEqual({
    "POST /v1.0/servicePrincipals": {
      ...principalDefaults,
      appId: "client-1",
      description: expect.stringMatching(/^TERRAFORM_UPDATE_[0-9a-f-]{36}$/),
      "owners@odata.bind": [`${fake.graph}/v1.0/directoryObjects/33333333-3333-3333-3333-333333333333`],
      samlSingleSignOnSettings: {},
    },
    "PATCH /v1.0/servicePrincipals/sp-1": { description: null },
  });
});

test("an existing principal is written whole when it is taken over", async () => {
  scriptPrincipal([{ id: "sp-1", appId: "client-1" }]);
  await run.create(
    "azuread:index/servicePrincipal:ServicePrincipal",
    { clientId: "client-1", useExisting: true },
    false,
  );
  expect(sent()).toEqual({
    "PATCH /v1.0/servicePrincipals/sp-1": { ...principalDefaults, description: null, samlSingleSignOnSettings: {} },
  });
});

test("PATCH servicePrincipal on an update", async () => {
  scriptPrincipal([]);
  const inputs = { clientId: "client-1", notes: "n" };
  const former = {
    id: "/servicePrincipals/sp-1",
    outputs: { clientId: "client-1", tags: [] },
    inputs: { clientId: "client-1" },
  };
  await run.update("azuread:index/servicePrincipal:ServicePrincipal", former, inputs, false);
  expect(sent()).toEqual({
    "PATCH /v1.0/servicePrincipals/sp-1": {
      ...principalDefaults,
      description: null,
      notes: "n",
      samlSingleSignOnSettings: { relayState: "" },
    },
  });
});

test("addPassword holds what the program gave and no more", async () => {
  const listed = { passwordCredentials: [{ keyId: "key-1", displayName: "x", endDateTime: "2027-01-01T01:02:03Z" }] };
  fake.script({
    "GET /v1.0/applications/app-1": { id: "app-1", ...listed },
    "POST /v1.0/applications/app-1/addPassword": { keyId: "key-1", secretText: "s" },
  });
  const type = "azuread:index/applicationPassword:ApplicationPassword";
  await run.create(
    type,
    { applicationId: "/applications/app-1", displayName: "x", endDate: "2027-01-01T01:02:03Z" },
    false,
  );
  expect(sent()).toEqual({
    "POST /v1.0/applications/app-1/addPassword": {
      passwordCredential: { displayName: "x", endDateTime: "2027-01-01T01:02:03Z" },
    },
  });
});

test("a certificate is added beside those that are there, which travel as they were read; its key is Base64 of the PEM text", async () => {
  const present = {
    customKeyIdentifier: "AABB",
    displayName: null,
    endDateTime: "2026-06-01T01:02:03Z",
    key: null,
    keyId: "c4a13cc1-f108-03d0-376f-d9f418f3484f",
    startDateTime: "2026-11-21T19:38:05Z",
    type: "AsymmetricX509Cert",
    usage: "Verify",
  };
  const added = { keyId: "60aeb092-7243-e26f-9eb8-1bba50d5ceb1", type: "AsymmetricX509Cert", usage: "Verify" };
  fake.script({
    "GET /v1.0/applications/app-1": [
      { id: "app-1", keyCredentials: [present] },
      { id: "app-1", keyCredentials: [present, added] },
    ],
    "PATCH /v1.0/applications/app-1": none,
  });
  const inputs = {
    applicationId: "/applications/app-1",
    keyId: added.keyId,
    value: "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
  };
  await run.create("azuread:index/applicationCertificate:ApplicationCertificate", inputs, false);
  expect(sent()["PATCH /v1.0/applications/app-1"]).toEqual({
    id: "app-1",
    keyCredentials: [
      present,
      { ...added, key: "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCkFBQUEKLS0tLS1FTkQgQ0VSVElGSUNBVEUtLS0tLQo=" },
    ],
  });
});

test("consent and roles", async () => {
  fake.script({
    "GET /v1.0/servicePrincipals/sp-1": { id: "sp-1" },
    "GET /v1.0/servicePrincipals/graph": { id: "graph" },
    "POST /v1.0/servicePrincipals/graph/appRoleAssignedTo": { id: "ara-1", resourceId: "graph" },
    "GET /v1.0/servicePrincipals/graph/appRoleAssignedTo/ara-1": { id: "ara-1" },
    "POST /v1.0/oauth2PermissionGrants": { id: "grant-1" },
    "GET /v1.0/oauth2PermissionGrants/grant-1": { id: "grant-1" },
    "POST /v1.0/roleManagement/directory/roleAssignments": { id: "role-1" },
    "GET /v1.0/roleManagement/directory/roleAssignments/role-1": { id: "role-1" },
  });
  const make = (type: string, inputs: Properties) => run.create(type, inputs, false);
  await make("azuread:index/appRoleAssignment:AppRoleAssignment", {
    appRoleId: "r",
    principalObjectId: "sp-1",
    resourceObjectId: "graph",
  });
  await make("azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant", {
    servicePrincipalObjectId: "sp-1",
    resourceServicePrincipalObjectId: "graph",
    claimValues: ["openid", "User.Read"],
  });
  await make("azuread:index/directoryRoleAssignment:DirectoryRoleAssignment", {
    roleId: "d",
    principalObjectId: "sp-1",
  });
  expect(sent()).toEqual({
    "POST /v1.0/servicePrincipals/graph/appRoleAssignedTo": {
      appRoleId: "r",
      principalId: "sp-1",
      resourceId: "graph",
    },
    "POST /v1.0/oauth2PermissionGrants": {
      clientId: "sp-1",
      consentType: "AllPrincipals",
      resourceId: "graph",
      scope: "openid User.Read",
    },
    "POST /v1.0/roleManagement/directory/roleAssignments": {
      directoryScopeId: "/",
      principalId: "sp-1",
      roleDefinitionId: "d",
    },
  });
});
