/** What a tenant's policies on applications refuse, with Entra's words, and how Graph shows the policies. */
import { beforeEach, describe, expect, it } from "vitest";
import { neededPermissions } from "../../simulator/directory/seed.ts";
import { issuedByAnAuthority, keyCredential, newKeyPair } from "./key-pair.ts";
import { type Sandbox, sandbox } from "./sandbox.ts";

const administrator = [...neededPermissions, "Policy.Read.All", "Policy.ReadWrite.ApplicationConfiguration"];
const theTenants = "00000000-0000-0000-0000-000000000000";
const keys = await newKeyPair("made-elsewhere");

let tenant: Sandbox;
beforeEach(async () => {
  tenant = await sandbox({ permissions: administrator });
});

/** The status and, of a refusal, Entra's code and text. */
async function call(method: string, path: string, body?: unknown, version = "v1.0") {
  const answer = await tenant.graph(method, `/${version}${path}`, body);
  const error = answer.body?.error;
  return error === undefined ? answer.status : `${answer.status} ${error.code}: ${error.message}`;
}

async function registered(more: object = {}): Promise<string> {
  const { body } = await tenant.graph("POST", "/v1.0/applications", { displayName: "a", ...more });
  return body.id;
}

const restrict = (applicationRestrictions: object) =>
  tenant.graph("PATCH", "/beta/policies/defaultAppManagementPolicy", { isEnabled: true, applicationRestrictions });
const passwords = (restrictionType: string, more: object = {}) => ({
  passwordCredentials: [{ restrictionType, state: "enabled", ...more }],
});
const secretUntil = (id: string, endDateTime?: string) =>
  call("POST", `/applications/${id}/addPassword`, { passwordCredential: endDateTime ? { endDateTime } : {} });

/** Assigns a policy of its own. */
async function assigned(id: string, restrictions: object, isEnabled = true): Promise<string> {
  const { body } = await tenant.graph("POST", "/v1.0/policies/appManagementPolicies", {
    displayName: "exempt",
    isEnabled,
    restrictions,
  });
  await tenant.graph("POST", `/v1.0/applications/${id}/appManagementPolicies/$ref`, {
    "@odata.id": `https://graph.microsoft.com/v1.0/policies/appManagementPolicies/${body.id}`,
  });
  return body.id;
}

describe("the tenant's own policy", () => {
  it("is there and switched off, and Graph tells of audiences in beta alone", async () => {
    const { body } = await tenant.graph("GET", "/v1.0/policies/defaultAppManagementPolicy");
    expect(body).toMatchObject({
      isEnabled: false,
      applicationRestrictions: { passwordCredentials: [], keyCredentials: [] },
    });
    await restrict({ audiences: { azureAdMultipleOrgs: { state: "enabled" } } });
    const of = async (version: string) =>
      (await tenant.graph("GET", `/${version}/policies/defaultAppManagementPolicy`)).body.applicationRestrictions;
    expect(await of("v1.0")).toEqual({});
    expect(await of("beta")).toEqual({ audiences: { azureAdMultipleOrgs: { state: "enabled" } } });
  });

  it("is read with a permission of its own, and changed with another", async () => {
    tenant = await sandbox({ permissions: ["Policy.Read.All"] });
    expect(await call("GET", "/policies/defaultAppManagementPolicy")).toBe(200);
    expect(await call("PATCH", "/policies/defaultAppManagementPolicy", {})).toMatch(/^403 Authorization_RequestDenied/);
    tenant = await sandbox();
    expect(await call("GET", "/policies/defaultAppManagementPolicy")).toMatch(/^403 Authorization_RequestDenied/);
  });

  it("refuses a secret that would live longer, and lets a shorter one pass", async () => {
    const id = await registered();
    await restrict(passwords("passwordLifetime", { maxLifetime: "P180D" }));
    const refusal = `400 CredentialInvalidLifetimeAsPerAppPolicy: Credential lifetime exceeds the max value allowed as per assigned policy '${theTenants}'.`;
    expect(await secretUntil(id, "2026-06-30T00:00:01Z")).toBe(refusal);
    expect(await secretUntil(id)).toBe(refusal);
    expect(await secretUntil(id, "2026-06-30T00:00:00Z")).toBe(200);
  });

  it("refuses every new secret, and one that comes with a new application", async () => {
    await restrict(passwords("passwordAddition"));
    const refusal = `400 CredentialTypeNotAllowedAsPerAppPolicy: Credential type not allowed as per assigned policy '${theTenants}'.`;
    expect(await secretUntil(await registered())).toBe(refusal);
    expect(await call("POST", "/applications", { displayName: "b", passwordCredentials: [{}] })).toBe(refusal);
  });

  it("binds applications from a day on alone, where it says one", async () => {
    const id = await registered();
    await restrict(passwords("passwordAddition", { restrictForAppsCreatedAfterDateTime: "2026-01-01T00:00:01Z" }));
    expect(await secretUntil(id)).toBe(200);
    await restrict(passwords("passwordAddition", { restrictForAppsCreatedAfterDateTime: "2026-01-01T00:00:00Z" }));
    expect(await secretUntil(id)).toMatch(/^400 CredentialTypeNotAllowed/);
  });

  it("binds nothing while it or its restriction is switched off", async () => {
    const id = await registered();
    await restrict(passwords("passwordAddition", { state: "disabled" }));
    expect(await secretUntil(id)).toBe(200);
    await restrict(passwords("passwordAddition"));
    await tenant.graph("PATCH", "/v1.0/policies/defaultAppManagementPolicy", { isEnabled: false });
    expect(await secretUntil(id)).toBe(200);
  });

  it("has a limit of its own for certificates, and may take those of listed authorities alone", async () => {
    const id = await registered();
    const add = () => call("PATCH", `/applications/${id}`, { keyCredentials: [keyCredential(keys)] });
    const of = (restrictionType: string, more: object = {}) => ({
      keyCredentials: [{ restrictionType, state: "enabled", ...more }],
    });
    await restrict(of("asymmetricKeyLifetime", { maxLifetime: "P1460D" }));
    expect(await add()).toMatch(/^400 CredentialInvalidLifetimeAsPerAppPolicy/);
    await restrict(of("trustedCertificateAuthority"));
    expect(await add()).toMatch(/^400 CredentialTypeNotAllowedAsPerAppPolicy/);
    const issued = { ...keyCredential(keys), key: Buffer.from(await issuedByAnAuthority()).toString("base64") };
    expect(await call("PATCH", `/applications/${await registered()}`, { keyCredentials: [issued] })).toBe(204);
    await restrict(of("asymmetricKeyLifetime", { maxLifetime: "P1461D" }));
    expect(await add()).toBe(204);
  });

  it("refuses a multitenant application, and lets one stand that was there", async () => {
    const id = await registered({ signInAudience: "AzureADMultipleOrgs" });
    await restrict({ audiences: { azureAdMultipleOrgs: { state: "enabled" } } });
    const refusal =
      "400 SignInAudienceNotAllowedAsPerAppPolicy: 'signInAudience' property value 'AzureADMultipleOrgs' is not allowed.";
    expect(await call("POST", "/applications", { displayName: "b", signInAudience: "AzureADMultipleOrgs" })).toBe(
      refusal,
    );
    expect(await call("PATCH", `/applications/${id}`, { notes: "n" })).toBe(204);
    const single = await registered();
    expect(await call("PATCH", `/applications/${single}`, { signInAudience: "AzureADMultipleOrgs" })).toBe(refusal);
  });

  it("refuses a new identifier URI of another form than the two usual ones", async () => {
    const id = await registered();
    const { body } = await tenant.graph("GET", `/v1.0/applications/${id}`);
    const named = (...identifierUris: string[]) => call("PATCH", `/applications/${id}`, { identifierUris });
    const before = `api://${body.appId}/before`;
    expect(await named(before)).toBe(204);
    await restrict({
      identifierUris: { nonDefaultUriAddition: { state: "enabled", excludeAppsReceivingV2Tokens: true } },
    });
    expect(await named(before, `api://${body.appId}`)).toBe(204);
    expect(await named(before, `api://${body.appId}/after`)).toMatch(
      /^400 .*The newly added URI api:\/\/[^ ]*\/after must comply with the format 'api:\/\/\{appId\}'/,
    );
    expect(await call("PATCH", `/applications/${id}`, { api: { requestedAccessTokenVersion: 2 } })).toBe(204);
    expect(await named(before, `api://${body.appId}/after`)).toBe(204);
  });
});

describe("a policy that is assigned to one application", () => {
  it("exempts it from what it defines, and from nothing else of the tenant's", async () => {
    await restrict({
      passwordCredentials: [
        { restrictionType: "passwordAddition", state: "enabled" },
        { restrictionType: "passwordLifetime", state: "enabled", maxLifetime: "P180D" },
      ],
    });
    const id = await registered();
    const policy = await assigned(id, {
      passwordCredentials: [{ restrictionType: "passwordAddition", state: "disabled" }],
    });
    expect(await secretUntil(id, "2026-06-30T00:00:00Z")).toBe(200);
    expect(await secretUntil(id)).toMatch(`as per assigned policy '${theTenants}'.`);
    expect(await call("DELETE", `/applications/${id}/appManagementPolicies/${policy}/$ref`)).toBe(204);
    expect(await secretUntil(id, "2026-06-30T00:00:00Z")).toMatch(/^400 CredentialTypeNotAllowed/);
  });

  it("may restrict it alone; switched off, it does neither", async () => {
    const id = await registered();
    const policy = await assigned(id, passwords("passwordAddition"));
    expect(await secretUntil(id)).toMatch(`not allowed as per assigned policy '${policy}'.`);
    expect(await secretUntil(await registered())).toBe(200);
    const other = await registered();
    await assigned(other, passwords("passwordAddition"), false);
    expect(await secretUntil(other)).toBe(200);
  });

  it("is listed with what it applies to, and an application has one at most", async () => {
    const id = await registered();
    const policy = await assigned(id, passwords("passwordAddition"));
    const { body } = await tenant.graph("GET", `/v1.0/policies/appManagementPolicies/${policy}/appliesTo?$select=id`);
    expect(body.value).toEqual([expect.objectContaining({ id })]);
    const again = await tenant.graph("POST", `/v1.0/applications/${id}/appManagementPolicies/$ref`, {
      "@odata.id": `https://graph.microsoft.com/v1.0/policies/appManagementPolicies/${policy}`,
    });
    expect(again.status).toBe(400);
    const { body: own } = await tenant.graph("GET", `/v1.0/applications/${id}/appManagementPolicies`);
    expect(own.value).toEqual([
      {
        id: policy,
        displayName: "exempt",
        description: null,
        isEnabled: true,
        restrictions: passwords("passwordAddition"),
      },
    ]);
  });
});

describe("a tenant that demands an entry of its register of services", () => {
  it("registers and changes no application without one", async () => {
    tenant = await sandbox({ policies: { requiresServiceReference: true } });
    const refusal = (verb: string) =>
      `400 ServiceTreeValueMissing: ServiceManagementReference field is required for ${verb}, but is missing in the request. Refer to the TSG \`https://aka.ms/service-management-reference-error\` for resolving the error`;
    expect(await call("POST", "/applications", { displayName: "a" })).toBe(refusal("Create"));
    const id = await registered({ serviceManagementReference: "APP-1" });
    expect(await call("PATCH", `/applications/${id}`, { notes: "n" })).toBe(204);
    expect(await call("PATCH", `/applications/${id}`, { serviceManagementReference: null })).toBe(refusal("Update"));
  });
});
