/**
 * The stand-in for azuread on the simulated tenant. The request sequences are those recorded from the real provider,
 * the repetitions of its waits included.
 */
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { azuread } from "../../simulator/plugins/azuread.ts";
import { type Operations, operations, type Recorded } from "../../simulator/plugins/operations.ts";
import type { Properties } from "../../simulator/plugins/properties.ts";
import { tls } from "../../simulator/plugins/tls.ts";
import { drift, make, type Simulated, startSimulated } from "./simulated.ts";

const applicationType = "azuread:index/application:Application";
const principalType = "azuread:index/servicePrincipal:ServicePrincipal";
const passwordType = "azuread:index/applicationPassword:ApplicationPassword";
const certificateType = "azuread:index/applicationCertificate:ApplicationCertificate";
const roleAssignmentType = "azuread:index/appRoleAssignment:AppRoleAssignment";
const grantType = "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant";
const directoryRoleType = "azuread:index/directoryRoleAssignment:DirectoryRoleAssignment";
const getPrincipalToken = "azuread:index/getServicePrincipal:getServicePrincipal";

const deployerId = "33333333-3333-3333-3333-333333333333";
const userId = "44444444-4444-4444-4444-444444444444";
const graphAppId = "00000003-0000-0000-c000-000000000000";
const mailRead = "810c84a8-4a9e-49e6-bf7d-12d183f40d01";
const userReadScope = "e1fe6dd8-ba31-4d61-89e7-88639da4683d";

let simulated: Simulated;
let run: Operations;

beforeEach(async () => {
  simulated = await startSimulated();
  run = await simulated.start(azuread);
  simulated.requests();
});
afterEach(() => simulated.stop());

function application(more: Properties = {}): Properties {
  return {
    displayName: "MAILGATES",
    owners: [deployerId, userId],
    preventDuplicateNames: true,
    web: {
      redirectUris: ["https://b.example/cb", "https://a.example/cb"],
      implicitGrant: { accessTokenIssuanceEnabled: true, idTokenIssuanceEnabled: true },
    },
    requiredResourceAccesses: [
      {
        resourceAppId: graphAppId,
        resourceAccesses: [
          { id: mailRead, type: "Role" },
          { id: userReadScope, type: "Scope" },
        ],
      },
    ],
    tags: ["m365-integrations"],
    notes: "Purpose: mail",
    ...more,
  };
}

function clientIdOf({ outputs }: Recorded): string {
  return String(outputs.clientId);
}
function objectIdOf({ outputs }: Recorded): string {
  return String(outputs.objectId);
}
function makeApplication(more?: Properties) {
  return make(run, applicationType, application(more));
}

async function makePrincipal(): Promise<{ app: Recorded; principal: Recorded }> {
  const app = await makeApplication();
  return {
    app,
    principal: await make(run, principalType, { clientId: clientIdOf(app), owners: [deployerId], useExisting: true }),
  };
}

async function graphPrincipal() {
  return String((await run.invoke(getPrincipalToken, { clientId: graphAppId })).objectId);
}

describe("signing in", () => {
  test("takes one metadata document and one token, and the tenant of the provider's argument wins", async () => {
    await expect(simulated.start(azuread, { tenantId: "99999999-9999-9999-9999-999999999999" })).rejects.toThrow(
      /^building client: unable to obtain access token: clientCredentialsToken: received HTTP status 400 with response: .*AADSTS90002/,
    );
    expect(simulated.requests()).toEqual(["POST /99999999-9999-9999-9999-999999999999/oauth2/v2.0/token"]);
  });
});

describe("an application", () => {
  test("is created with the provider's requests", async () => {
    const app = await makeApplication();
    expect(simulated.requests({ [objectIdOf(app)]: "{app}" })).toEqual([
      // Once for the plan, once for the work; a preview asks a third time.
      "GET /v1.0/applications?$filter=displayName eq 'MAILGATES'",
      "GET /v1.0/applications?$filter=displayName eq 'MAILGATES'",
      "POST /v1.0/applications",
      "PATCH /v1.0/applications/{app}",
      "PATCH /v1.0/applications/{app}",
      "GET /v1.0/applications/{app}",
      "GET /beta/applications/{app}?$select=oauth2RequirePostResponse",
      "GET /v1.0/applications/{app}/owners",
    ]);
  });

  test("has the id and the outputs of the real resource", async () => {
    const app = await makeApplication();
    expect(app.id).toBe(`/applications/${objectIdOf(app)}`);
    expect(clientIdOf(app)).toMatch(/^[0-9a-f-]{36}$/);
    expect(app.outputs).toMatchObject({
      displayName: "MAILGATES",
      signInAudience: "AzureADMyOrg",
      publisherDomain: "contoso.onmicrosoft.com",
      owners: [deployerId, userId],
      notes: "Purpose: mail",
      tags: ["m365-integrations"],
      preventDuplicateNames: true,
    });
  });

  test("shows nothing to do in a second up and a refresh", async () => {
    expect(await drift(run, applicationType, await makeApplication())).toEqual({
      up: [],
      refresh: [],
      sameOutputs: true,
    });
  });

  test("a caller that is not among the owners loses its ownership again", async () => {
    const app = await makeApplication({ owners: [userId] });
    expect(app.outputs.owners).toEqual([userId]);
    expect(simulated.requests({ [objectIdOf(app)]: "{app}" })).toContain(
      `DELETE /v1.0/applications/{app}/owners/${deployerId}/$ref`,
    );
  });

  test("preventDuplicateNames refuses a second one of the name in the preview already; Entra itself would take it", async () => {
    const first = await makeApplication();
    await expect(run.create(applicationType, application(), true)).rejects.toThrow(
      `An existing "azuread_application" with name "MAILGATES" (ID: "${objectIdOf(first)}") was found and \`prevent_duplicate_names\` was specified. ` +
        "To be managed via Terraform, this resource needs to be imported into the State.",
    );
    await makeApplication({ preventDuplicateNames: false });
  });

  test("an update in place sends the changed lists only, adds owners before it removes any, and reads again", async () => {
    const app = await makeApplication();
    simulated.requests();
    const wanted = application({
      displayName: "MAILGATES Σ",
      owners: ["55555555-5555-5555-5555-555555555555", deployerId],
    });
    const outputs = await run.update(applicationType, app, wanted, false);
    expect(outputs).toMatchObject({
      displayName: "MAILGATES Σ",
      owners: [deployerId, "55555555-5555-5555-5555-555555555555"],
    });
    expect(simulated.requests({ [objectIdOf(app)]: "{app}" })).toEqual([
      "GET /v1.0/applications?$filter=displayName eq 'MAILGATES Σ'",
      "GET /v1.0/applications?$filter=displayName eq 'MAILGATES Σ'",
      "PATCH /v1.0/applications/{app}",
      "GET /v1.0/applications/{app}/owners",
      "POST /v1.0/applications/{app}/owners/$ref",
      `DELETE /v1.0/applications/{app}/owners/${userId}/$ref`,
      "GET /v1.0/applications/{app}",
      "GET /beta/applications/{app}?$select=oauth2RequirePostResponse",
      "GET /v1.0/applications/{app}/owners",
    ]);
  });

  test("an update without tags in the program leaves the tags", async () => {
    const { tags: _, ...untagged } = application();
    const app = await makeApplication();
    expect(await run.update(applicationType, app, { ...untagged, notes: "new" }, false)).toMatchObject({
      tags: ["m365-integrations"],
      notes: "new",
    });
  });

  test("an app role that is edited is disabled first", async () => {
    const role = {
      allowedMemberTypes: ["Application"],
      description: "d",
      displayName: "n",
      id: "aaaaaaaa-0000-4000-8000-000000000002",
      value: "r1",
    };
    const app = await makeApplication({ appRoles: [role] });
    expect(app.outputs.appRoleIds).toEqual({ r1: "aaaaaaaa-0000-4000-8000-000000000002" });
    simulated.requests();
    const outputs = await run.update(
      applicationType,
      app,
      application({ appRoles: [{ ...role, value: "r2" }] }),
      false,
    );
    expect(outputs).toMatchObject({
      appRoleIds: { r2: "aaaaaaaa-0000-4000-8000-000000000002" },
      appRoles: [{ enabled: true }],
    });
    expect(simulated.requests({ [objectIdOf(app)]: "{app}" }).slice(1, 5)).toEqual([
      "GET /v1.0/applications/{app}",
      "PATCH /v1.0/applications/{app}",
      "GET /v1.0/applications/{app}",
      "PATCH /v1.0/applications/{app}",
    ]);
  });

  test("a change in the portal is shown by a refresh, path by path", async () => {
    const app = await makeApplication();
    const body = {
      ...application({ notes: "", web: { redirectUris: ["https://evil.example/cb"] } }),
      preventDuplicateNames: false,
    };
    await run.update(applicationType, app, body, false);
    expect((await drift(run, applicationType, app)).refresh.sort()).toEqual([
      "notes",
      "web.implicitGrant.accessTokenIssuanceEnabled",
      "web.implicitGrant.idTokenIssuanceEnabled",
      "web.redirectUris[0]",
      "web.redirectUris[1]",
    ]);
  });

  test("is imported by its id, with everything that is not a default", async () => {
    const app = await makeApplication();
    const imported = await run.read(applicationType, app.id, {}, {});
    const { preventDuplicateNames: _, tags: __, ...inputs } = application();
    expect(imported?.inputs).toEqual(inputs);
  });

  test("is deleted, and then reads as gone", async () => {
    const app = await makeApplication();
    simulated.requests();
    await run.delete(applicationType, app);
    expect(simulated.requests({ [objectIdOf(app)]: "{app}" })).toEqual([
      "DELETE /v1.0/applications/{app}",
      ...Array(5).fill("GET /v1.0/applications/{app}"),
    ]);
    expect(await run.read(applicationType, app.id, app.outputs, app.inputs)).toBeUndefined();
  });

  test("Graph's refusal reaches the user in its own words", async () => {
    await expect(makeApplication({ signInAudience: "Everyone" })).rejects.toThrow(
      /^Could not create application: unexpected status 400 \(400 Bad Request\) with error: Request_BadRequest: /,
    );
  });
});

describe("a service principal", () => {
  test("is looked for, created, described and read", async () => {
    const app = await makeApplication();
    simulated.requests();
    const principal = await make(run, principalType, {
      clientId: clientIdOf(app),
      owners: [deployerId],
      tags: ["HideApp", "m365-integrations"],
    });
    expect(simulated.requests({ [objectIdOf(principal)]: "{sp}", [clientIdOf(app)]: "{client}" })).toEqual([
      "GET /v1.0/servicePrincipals?$filter=appId eq '{client}'",
      "POST /v1.0/servicePrincipals",
      "PATCH /v1.0/servicePrincipals/{sp}",
      "GET /v1.0/servicePrincipals/{sp}",
      "GET /beta/servicePrincipals/{sp}?$select=samlMetadataUrl",
      "GET /v1.0/servicePrincipals/{sp}/owners",
    ]);
    expect(principal.id).toBe(`/servicePrincipals/${objectIdOf(principal)}`);
    expect(principal.outputs).toMatchObject({
      displayName: "MAILGATES",
      accountEnabled: true,
      applicationTenantId: "11111111-1111-1111-1111-111111111111",
      redirectUris: ["https://b.example/cb", "https://a.example/cb"],
      servicePrincipalNames: [],
      featureTags: [{ customSingleSignOn: false, enterprise: false, gallery: false, hide: true }],
      type: "Application",
    });
    expect(await drift(run, principalType, principal)).toEqual({ up: [], refresh: [], sameOutputs: true });
  });

  test("an existing one is taken over with useExisting and refused without", async () => {
    const { app, principal } = await makePrincipal();
    await expect(make(run, principalType, { clientId: clientIdOf(app) })).rejects.toThrow(
      `A resource with the ID "${objectIdOf(principal)}" already exists: To be managed via Terraform, this resource needs to be imported into the State.`,
    );
    simulated.requests();
    const again = await make(run, principalType, {
      clientId: clientIdOf(app),
      owners: [deployerId],
      useExisting: true,
    });
    expect(again.id).toBe(principal.id);
    expect(simulated.requests({ [objectIdOf(principal)]: "{sp}" })[1]).toBe("PATCH /v1.0/servicePrincipals/{sp}");
  });

  test("suspension is an update in place, another client id a replacement", async () => {
    const { app, principal } = await makePrincipal();
    const suspended = { ...principal.inputs, accountEnabled: false };
    expect(run.diff(principalType, principal.outputs, principal.inputs, suspended).replaces).toEqual([]);
    expect(await run.update(principalType, principal, suspended, false)).toMatchObject({
      accountEnabled: false,
      owners: [deployerId],
    });
    expect((await drift(run, principalType, principal)).refresh).toEqual(["accountEnabled"]);
    const other = { ...principal.inputs, clientId: `${clientIdOf(app).slice(0, -1)}x` };
    expect(run.diff(principalType, principal.outputs, principal.inputs, other).replaces).toEqual(["clientId"]);
  });

  test("deleting one that was only taken over never fails: Microsoft's own cannot be deleted", async () => {
    const id = `/servicePrincipals/${await graphPrincipal()}`;
    await run.delete(principalType, { id, outputs: { useExisting: true }, inputs: {} });
    expect(await graphPrincipal()).toBe(id.split("/")[2]);
    await expect(run.delete(principalType, { id, outputs: {}, inputs: {} })).rejects.toThrow(
      /^Deleting Service Principal \(Service Principal: /,
    );
  });

  test("getServicePrincipal finds one by client id, object id and display name", async () => {
    const { app, principal } = await makePrincipal();
    for (const key of [
      { clientId: clientIdOf(app) },
      { objectId: objectIdOf(principal) },
      { displayName: "MAILGATES" },
    ]) {
      expect(await run.invoke(getPrincipalToken, key)).toMatchObject({
        objectId: objectIdOf(principal),
        clientId: clientIdOf(app),
        id: principal.id,
      });
    }
    const graph = await run.invoke(getPrincipalToken, { clientId: graphAppId });
    expect(graph.appRoleIds).toMatchObject({ "Mail.Read": mailRead });
    expect(graph.oauth2PermissionScopeIds).toMatchObject({ "User.Read": userReadScope });
    await expect(run.invoke(getPrincipalToken, { clientId: "77777777-7777-7777-7777-777777777777" })).rejects.toThrow(
      'No service principal found for client ID: "77777777-7777-7777-7777-777777777777"',
    );
  });
});

describe("a password", () => {
  const inputs = (app: Recorded): Properties => ({
    applicationId: app.id,
    displayName: "mailgates 2026-11-21",
    endDate: "2028-11-20T00:00:00Z",
  });

  test("is added and listed; its value is secret and survives a refresh that cannot read it", async () => {
    const app = await makeApplication();
    simulated.requests();
    const password = await make(run, passwordType, inputs(app));
    expect(simulated.requests({ [objectIdOf(app)]: "{app}" })).toEqual([
      "GET /v1.0/applications/{app}",
      "POST /v1.0/applications/{app}/addPassword",
      ...Array(6).fill("GET /v1.0/applications/{app}"),
    ]);
    expect(password.id).toMatch(new RegExp(`^${objectIdOf(app)}/password/[0-9a-f-]{36}$`));
    expect(password.outputs).toMatchObject({
      applicationId: app.id,
      displayName: "mailgates 2026-11-21",
      endDate: "2028-11-20T00:00:00Z",
      value: {
        "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
        value: expect.stringMatching(/^.{40}$/),
      },
    });
    expect(await drift(run, passwordType, password)).toEqual({ up: [], refresh: [], sameOutputs: true });
  });

  test("another name or end replaces it", async () => {
    const app = await makeApplication();
    const password = await make(run, passwordType, inputs(app));
    const replaces = (more: Properties) =>
      run.diff(passwordType, password.outputs, password.inputs, { ...password.inputs, ...more }).replaces;
    expect(replaces({ displayName: "other" })).toEqual(["displayName"]);
    expect(replaces({ endDate: "2028-11-20T00:00:00.000Z" })).toEqual(["endDate"]);
    expect(replaces({})).toEqual([]);
  });

  test("is removed alone, and one removed in the portal reads as gone", async () => {
    const app = await makeApplication();
    const first = await make(run, passwordType, inputs(app));
    const second = await make(run, passwordType, { ...inputs(app), displayName: "mailgates 2027-11-21" });
    await run.delete(passwordType, first);
    expect(await run.read(passwordType, first.id, first.outputs, first.inputs)).toBeUndefined();
    expect(await run.read(passwordType, second.id, second.outputs, second.inputs)).toBeDefined();
  });

  test("an application that does not exist is named", async () => {
    await expect(
      make(run, passwordType, { applicationId: "/applications/77777777-7777-7777-7777-777777777777" }),
    ).rejects.toThrow('Application (Application: "77777777-7777-7777-7777-777777777777") was not found');
  });
});

describe("a certificate", () => {
  let pem = "";
  beforeAll(async () => {
    const keys = operations(tls({ now: () => new Date("2026-11-20T00:00:00Z") }));
    await keys.configure({});
    const key = await make(keys, "tls:index/privateKey:PrivateKey", { algorithm: "RSA" });
    const inputs = {
      privateKeyPem: key.outputs.privateKeyPem ?? "",
      subject: { commonName: "servicenow 2026-11-21" },
      allowedUses: ["digital_signature"],
      validityPeriodHours: 20_000,
    };
    pem = String((await make(keys, "tls:index/selfSignedCert:SelfSignedCert", inputs)).outputs.certPem);
  });
  const inputs = (app: Recorded, keyId: string): Properties => ({
    applicationId: app.id,
    keyId,
    type: "AsymmetricX509Cert",
    encoding: "pem",
    value: pem,
    endDate: "2027-11-21T00:00:00Z",
  });
  const KEY_1 = "c4a13cc1-f108-43d0-876f-d9f418f3484f";
  const KEY_2 = "60aeb092-7243-426f-9eb8-1bba50d5ceb1";

  test("is added with the provider's requests and keeps its key id; the PEM stays secret", async () => {
    const app = await makeApplication();
    simulated.requests();
    const certificate = await make(run, certificateType, inputs(app, KEY_1));
    expect(simulated.requests({ [objectIdOf(app)]: "{app}" })).toEqual([
      "GET /v1.0/applications/{app}",
      "PATCH /v1.0/applications/{app}",
      ...Array(6).fill("GET /v1.0/applications/{app}"),
    ]);
    expect(certificate.id).toBe(`${objectIdOf(app)}/certificate/${KEY_1}`);
    expect(certificate.outputs).toMatchObject({
      keyId: KEY_1,
      endDate: "2027-11-21T00:00:00Z",
      value: { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: pem },
    });
    expect(await drift(run, certificateType, certificate)).toEqual({ up: [], refresh: [], sameOutputs: true });
  });

  test("several added at once to one application do not lose each other, and one goes alone", async () => {
    const app = await makeApplication();
    const [first, second] = await Promise.all(
      [KEY_1, KEY_2].map((keyId) => make(run, certificateType, inputs(app, keyId))),
    );
    if (!first || !second) throw new Error("two certificates were made");
    await run.delete(certificateType, first);
    expect(await run.read(certificateType, first.id, first.outputs, first.inputs)).toBeUndefined();
    expect(await drift(run, certificateType, second)).toEqual({ up: [], refresh: [], sameOutputs: true });
  });
});

describe("consent", () => {
  test("an app role assignment is made, read, never changed, and deleted with one request", async () => {
    const { principal } = await makePrincipal();
    const resource = await graphPrincipal();
    simulated.requests();
    const inputs = { appRoleId: mailRead, principalObjectId: objectIdOf(principal), resourceObjectId: resource };
    const assignment = await make(run, roleAssignmentType, inputs);
    const names = { [assignment.id.split("/").at(-1) ?? ""]: "{ara}", [resource]: "{graph}" };
    expect(simulated.requests(names)).toEqual([
      "GET /v1.0/servicePrincipals/{graph}",
      "POST /v1.0/servicePrincipals/{graph}/appRoleAssignedTo",
      "GET /v1.0/servicePrincipals/{graph}/appRoleAssignedTo/{ara}",
    ]);
    expect(assignment.id).toBe(`/servicePrincipals/${resource}/appRoleAssignedTo/${assignment.id.split("/").at(-1)}`);
    expect(assignment.outputs).toMatchObject({
      principalDisplayName: "MAILGATES",
      principalType: "ServicePrincipal",
      resourceDisplayName: "Microsoft Graph",
    });
    expect(await drift(run, roleAssignmentType, assignment)).toEqual({ up: [], refresh: [], sameOutputs: true });
    simulated.requests();
    await run.delete(roleAssignmentType, assignment);
    expect(simulated.requests(names)).toEqual(["DELETE /v1.0/servicePrincipals/{graph}/appRoleAssignedTo/{ara}"]);
  });

  test("a delegated grant is for everyone, or for the user it names", async () => {
    const { principal } = await makePrincipal();
    const resource = await graphPrincipal();
    const inputs = {
      servicePrincipalObjectId: objectIdOf(principal),
      resourceServicePrincipalObjectId: resource,
      claimValues: ["User.Read", "openid"],
    };
    simulated.requests();
    const grant = await make(run, grantType, inputs);
    expect(grant.id).toMatch(/^\/oauth2PermissionGrants\/[\w-]+$/);
    expect(
      simulated.requests({ [objectIdOf(principal)]: "{sp}", [resource]: "{graph}", [grant.id.slice(24)]: "{grant}" }),
    ).toEqual([
      "GET /v1.0/servicePrincipals/{sp}",
      "GET /v1.0/servicePrincipals/{graph}",
      "POST /v1.0/oauth2PermissionGrants",
      "GET /v1.0/oauth2PermissionGrants/{grant}",
    ]);
    expect(await drift(run, grantType, grant)).toEqual({ up: [], refresh: [], sameOutputs: true });
    const ofOne = await make(run, grantType, { ...inputs, userObjectId: userId });
    expect(ofOne.outputs.userObjectId).toBe(userId);
    await run.delete(grantType, ofOne);
    expect(await run.read(grantType, ofOne.id, ofOne.outputs, ofOne.inputs)).toBeUndefined();
    expect(await run.read(grantType, grant.id, grant.outputs, grant.inputs)).toBeDefined();
  });

  test("scopes are changed in place, in any order, and a second grant for the same API is refused", async () => {
    const { principal } = await makePrincipal();
    const inputs = {
      servicePrincipalObjectId: objectIdOf(principal),
      resourceServicePrincipalObjectId: await graphPrincipal(),
      claimValues: ["User.Read", "openid"],
    };
    const grant = await make(run, grantType, inputs);
    const diff = (claimValues: string[]) =>
      run.diff(grantType, grant.outputs, grant.inputs, { ...inputs, claimValues });
    expect(diff(["openid", "User.Read"]).differences).toEqual([]);
    expect(diff(["User.Read"])).toMatchObject({
      differences: [{ path: "claimValues[1]", change: "delete" }],
      replaces: [],
    });
    expect(await run.update(grantType, grant, { ...inputs, claimValues: ["User.Read"] }, false)).toMatchObject({
      claimValues: ["User.Read"],
    });
    await expect(make(run, grantType, inputs)).rejects.toThrow(
      "Could not create delegated permission grant: unexpected status 409 (409 Conflict) with error: Request_MultipleObjectsWithSameKeyValue: Permission entry already exists.",
    );
  });

  test("a directory role is assigned in the whole directory, and the assignment can only be replaced", async () => {
    const { principal } = await makePrincipal();
    const inputs = { roleId: "fe930be7-5e62-47db-91af-98c3a49a38b1", principalObjectId: objectIdOf(principal) };
    const assignment = await make(run, directoryRoleType, inputs);
    expect(assignment.outputs).toMatchObject({ ...inputs, directoryScopeId: "/" });
    expect(await drift(run, directoryRoleType, assignment)).toEqual({ up: [], refresh: [], sameOutputs: true });
    // The form of the real provider (recorded from 6.9.1), so that either takes the other's state; ours was Graph's id once.
    expect(assignment.id).toMatch(/^\/roleManagement\/directory\/roleAssignments\/[^/]+$/);
    const graphs = assignment.id.split("/").at(-1) ?? "";
    expect(await run.read(directoryRoleType, graphs, assignment.outputs, assignment.inputs)).toMatchObject({
      id: graphs,
    });
    const other = { ...inputs, roleId: "88d8e3e3-8f55-4a1e-953a-9b9898b8876b" };
    expect(run.diff(directoryRoleType, assignment.outputs, assignment.inputs, other).replaces).toEqual(["roleId"]);
    await run.delete(directoryRoleType, assignment);
    expect(await run.read(directoryRoleType, assignment.id, assignment.outputs, assignment.inputs)).toBeUndefined();
  });
});

describe("ApplicationFederatedIdentityCredential", () => {
  const federatedType = "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential";

  test("another issuer's word: its subject changes in place, its name only by another credential", async () => {
    const app = await make(run, applicationType, application());
    const inputs = {
      applicationId: app.id,
      displayName: "grafana-prod",
      issuer: "https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111/v2.0",
      subject: "77777777-7777-4777-8777-777777777777",
      audiences: ["api://AzureADTokenExchange"],
    };
    const trust = await make(run, federatedType, inputs);
    expect(trust.id).toMatch(/^[0-9a-f-]{36}\/federatedIdentityCredential\/[0-9a-f-]{36}$/);
    expect(trust.outputs).toMatchObject(inputs);
    expect(await drift(run, federatedType, trust)).toEqual({ up: [], refresh: [], sameOutputs: true });
    const diff = (other: Properties) => run.diff(federatedType, trust.outputs, trust.inputs, other);
    expect(diff({ ...inputs, subject: "88888888-8888-4888-8888-888888888888" }).replaces).toEqual([]);
    expect(diff({ ...inputs, displayName: "grafana-lab" }).replaces).toEqual(["displayName"]);
    await run.delete(federatedType, trust);
    expect(await run.read(federatedType, trust.id, trust.outputs, trust.inputs)).toBeUndefined();
  });
});

describe("ApplicationIdentifierUri", () => {
  const uriType = "azuread:index/applicationIdentifierUri:ApplicationIdentifierUri";

  test("stands beside others of the application, and is refused where it stands already", async () => {
    const app = await make(run, applicationType, application());
    const uri = `api://${clientIdOf(app)}`;
    const inputs = { applicationId: app.id, identifierUri: uri };
    simulated.requests();
    const made = await make(run, uriType, inputs);
    const names = { [objectIdOf(app)]: "APP" };
    expect(simulated.requests(names)).toEqual([
      "GET /v1.0/applications/APP",
      "PATCH /v1.0/applications/APP",
      "GET /v1.0/applications/APP",
    ]);
    expect(made.id).toBe(`/applications/${objectIdOf(app)}/identifierUris/${Buffer.from(uri).toString("base64")}`);
    expect(made.outputs).toEqual(inputs);
    expect(await drift(run, uriType, made)).toEqual({ up: [], refresh: [], sameOutputs: true });
    await expect(make(run, uriType, inputs)).rejects.toThrow(/needs to be imported into the State/);
    const other = await make(run, uriType, { ...inputs, identifierUri: `${uri}/mail` });
    await run.delete(uriType, made);
    expect(await run.read(uriType, made.id, made.outputs, made.inputs)).toBeUndefined();
    expect(await run.read(uriType, other.id, other.outputs, other.inputs)).toMatchObject({ id: other.id });
    await expect(run.delete(uriType, made)).rejects.toThrow("could not identify existing identifier URI");
    expect(run.diff(uriType, other.outputs, other.inputs, inputs).replaces).toEqual(["identifierUri"]);
    expect((await run.read(applicationType, app.id, app.outputs, app.inputs))?.outputs.identifierUris).toEqual([
      `${uri}/mail`,
    ]);
  });

  test("what the program leaves to others of the application is no difference, and is not written", async () => {
    const app = await make(run, applicationType, application());
    const uri = `api://${clientIdOf(app)}`;
    await make(run, uriType, { applicationId: app.id, identifierUri: uri });
    const refreshed = await run.read(applicationType, app.id, app.outputs, app.inputs);
    if (refreshed === undefined) throw new Error("the application is gone");
    const found = (ignored: string[]) =>
      run
        .diff(applicationType, refreshed.outputs, app.inputs, application(), ignored)
        .differences.map(({ path }) => path);
    expect([found([]), found(["identifierUris"])]).toEqual([["identifierUris[0]"], []]);
    const former = { ...refreshed, inputs: app.inputs };
    const outputs = await run.update(applicationType, former, application({ notes: "x" }), false, ["identifierUris"]);
    expect(outputs.identifierUris).toEqual([uri]);
  });
});
