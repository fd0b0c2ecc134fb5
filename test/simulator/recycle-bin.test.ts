/** Deleted applications and principals, restored each by itself, and the audit log that says who deleted them. */
import { beforeEach, describe, expect, it } from "vitest";
import { neededPermissions, sandboxIds } from "../../simulator/directory/seed.ts";
import { deployerSecret, type Sandbox, sandbox } from "./sandbox.ts";

const bin = "/v1.0/directory/deletedItems";
const graphAppId = "00000003-0000-0000-c000-000000000000";
const mailRead = "810c84a8-4a9e-49e6-bf7d-12d183f40d01";
const teamsAdministrator = "69091246-20e8-4a56-aa4d-066075b2a7a8";

let tenant: Sandbox;
let id: string;
let appId: string;
let principal: string;
let secret: string;

async function resourceId(): Promise<string> {
  return (await tenant.graph("GET", `/v1.0/servicePrincipals?$filter=appId eq '${graphAppId}'`)).body.value[0].id;
}

/** An application with a secret, a principal, and one consent of each kind. */
async function furnish(options: Parameters<typeof sandbox>[0] = {}): Promise<void> {
  tenant = await sandbox(options);
  const application = (await tenant.graph("POST", "/v1.0/applications", { displayName: "Mail filter" })).body;
  id = application.id;
  appId = application.appId;
  secret = (await tenant.graph("POST", `/v1.0/applications/${id}/addPassword`, {})).body.secretText;
  principal = (await tenant.graph("POST", "/v1.0/servicePrincipals", { appId })).body.id;
  const resource = await resourceId();
  const assignment = { principalId: principal, resourceId: resource, appRoleId: mailRead };
  await tenant.graph("POST", `/v1.0/servicePrincipals/${resource}/appRoleAssignedTo`, assignment);
  const grant = { clientId: principal, consentType: "AllPrincipals", resourceId: resource, scope: "User.Read" };
  await tenant.graph("POST", "/v1.0/oauth2PermissionGrants", grant);
  const role = { directoryScopeId: "/", principalId: principal, roleDefinitionId: teamsAdministrator };
  await tenant.graph("POST", "/v1.0/roleManagement/directory/roleAssignments", role);
}

function held(): number[] {
  const { appRoleAssignments, roleAssignments, delegatedGrants } = tenant.tenant.directory;
  return [
    [...appRoleAssignments.values()].filter(({ principalId }) => principalId === principal).length,
    [...delegatedGrants.values()].filter(({ clientId }) => clientId === principal).length,
    [...roleAssignments.values()].filter(({ principalId }) => principalId === principal).length,
  ];
}

async function restored(item: string): Promise<[number, string | undefined]> {
  const { status, body } = await tenant.graph("POST", `${bin}/${item}/restore`);
  return [status, body.error?.message];
}

beforeEach(async () => furnish());

describe("a deleted application", () => {
  it("takes its principal with it, and each is listed by its type and its client id", async () => {
    await tenant.graph("DELETE", `/v1.0/applications/${id}`);
    for (const [kind, item] of [
      ["application", id],
      ["servicePrincipal", principal],
    ]) {
      const path = `${bin}/microsoft.graph.${kind}?$filter=appId eq '${appId}'&$select=id,displayName,deletedDateTime`;
      expect((await tenant.graph("GET", path)).body.value).toEqual([
        { id: item, displayName: "Mail filter", deletedDateTime: "2026-01-01T00:00:00Z" },
      ]);
    }
    expect((await tenant.graph("GET", `${bin}/${id}?$select=appId`)).body).toEqual({ id, appId });
  });

  it("comes back under its ids with its secret, and its principal only by a restore of its own", async () => {
    await tenant.graph("DELETE", `/v1.0/applications/${id}`);
    expect(await restored(id)).toEqual([200, undefined]);
    expect((await tenant.graph("GET", `/v1.0/applications/${id}`)).body.appId).toBe(appId);
    expect((await tenant.graph("GET", `/v1.0/servicePrincipals/${principal}`)).status).toBe(404);
    await expect(tenant.token(appId, secret)).rejects.toThrow("AADSTS7000229");

    expect(await restored(principal)).toEqual([200, undefined]);
    expect((await tenant.graph("GET", `/v1.0/servicePrincipals/${principal}`)).body.appId).toBe(appId);
    await expect(tenant.token(appId, secret)).resolves.toBeTypeOf("string");
  });

  it("has lost its consents and directory roles by then", async () => {
    expect(held()).toEqual([1, 1, 1]);
    await tenant.graph("DELETE", `/v1.0/applications/${id}`);
    await restored(id);
    await restored(principal);
    expect(held()).toEqual([0, 0, 0]);
  });

  it("has kept them where the tenant's policy says so, and nobody sees them while it is deleted", async () => {
    await furnish({ policies: { deletedPrincipalsKeepConsent: true } });
    await tenant.graph("DELETE", `/v1.0/applications/${id}`);
    expect(held()).toEqual([0, 0, 0]);
    await restored(id);
    await restored(principal);
    expect(held()).toEqual([1, 1, 1]);
  });

  it("loses an owner who is gone when it comes back", async () => {
    const owner = (await tenant.graph("POST", "/v1.0/applications", { displayName: "Owner" })).body;
    const ownerId = (await tenant.graph("POST", "/v1.0/servicePrincipals", { appId: owner.appId })).body.id;
    const reference = { "@odata.id": `http://simulator.test/graph/v1.0/directoryObjects/${ownerId}` };
    await tenant.graph("POST", `/v1.0/applications/${id}/owners/$ref`, reference);
    await tenant.graph("DELETE", `/v1.0/applications/${id}`);
    await tenant.graph("DELETE", `/v1.0/applications/${owner.id}`);
    await restored(id);
    const owners = (await tenant.graph("GET", `/v1.0/applications/${id}/owners`)).body.value;
    expect(owners.map((one: { id: string }) => one.id)).toEqual([sandboxIds.deployerObjectId]);
  });

  it("is refused where another has taken its identifier URI meanwhile", async () => {
    await furnish({ policies: { anyIdentifierUri: true, reuseDeletedIdentifierUris: true } });
    const uri = { identifierUris: ["api://mail-filter"] };
    await tenant.graph("PATCH", `/v1.0/applications/${id}`, uri);
    await tenant.graph("DELETE", `/v1.0/applications/${id}`);
    expect((await tenant.graph("POST", "/v1.0/applications", { displayName: "Other", ...uri })).status).toBe(201);
    const message = "Another object with the same value for property identifierUris already exists.";
    expect(await restored(id)).toEqual([400, message]);
    expect((await tenant.graph("GET", `${bin}/${id}`)).status).toBe(200);
  });

  it("is there for 30 days and then neither shown nor restored", async () => {
    await tenant.graph("DELETE", `/v1.0/applications/${id}`);
    tenant.at("2026-01-30T23:59:59Z");
    expect((await tenant.graph("GET", `${bin}/${id}`)).status).toBe(200);
    tenant.at("2026-01-31T00:00:00Z");
    expect((await tenant.graph("GET", `${bin}/${id}`)).status).toBe(404);
    expect((await restored(id))[0]).toBe(404);
    expect((await tenant.graph("GET", `${bin}/microsoft.graph.application`)).body.value).toEqual([]);
  });

  it("is gone for good once it is deleted there, and its principal cannot come back without it", async () => {
    await tenant.graph("DELETE", `/v1.0/applications/${id}`);
    expect((await tenant.graph("DELETE", `${bin}/${id}`)).status).toBe(204);
    expect((await restored(id))[0]).toBe(404);
    const message = `The appId '${appId}' of the service principal does not reference a valid application object.`;
    expect(await restored(principal)).toEqual([400, message]);
    expect((await tenant.graph("DELETE", `${bin}/${principal}`)).status).toBe(204);
    expect((await tenant.graph("GET", `${bin}/microsoft.graph.servicePrincipal`)).body.value).toEqual([]);
  });
});

describe("a deleted principal", () => {
  it("is refused while another stands under its client id, as the portal leaves one", async () => {
    await tenant.graph("DELETE", `/v1.0/applications/${id}`);
    await restored(id);
    await tenant.graph("POST", "/v1.0/servicePrincipals", { appId });
    const message = `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`;
    expect(await restored(principal)).toEqual([409, message]);
  });

  it("is restored by its owners alone", async () => {
    await tenant.graph("DELETE", `/v1.0/servicePrincipals/${principal}`);
    const row = tenant.tenant.directory.deleted.get(principal);
    if (row?.kind !== "servicePrincipal") throw new Error("the principal is not in the bin");
    tenant.tenant.directory.deleted.set(principal, { ...row, item: { ...row.item, owners: [] } });
    expect(await restored(principal)).toEqual([403, "Insufficient privileges to complete the operation."]);
  });
});

describe("the audit log", () => {
  const audits = "/v1.0/auditLogs/directoryAudits";

  it("says who deleted what and when, newest first, by target and by activity", async () => {
    await furnish({ permissions: [...neededPermissions, "AuditLog.Read.All"] });
    tenant.at("2026-01-01T00:10:00Z");
    await tenant.graph("DELETE", `/v1.0/applications/${id}`);
    await restored(id);
    const ofTarget = `targetResources/any(t:t/id eq '${id}')`;
    const told = (await tenant.graph("GET", `${audits}?$filter=${ofTarget}`)).body.value;
    expect(told.map((entry: { activityDisplayName: string }) => entry.activityDisplayName)).toEqual([
      "Restore application",
      "Delete application",
    ]);
    const both = `${ofTarget} and activityDisplayName eq 'Delete application'`;
    expect((await tenant.graph("GET", `${audits}?$filter=${both}`)).body.value).toMatchObject([
      {
        activityDateTime: "2026-01-01T00:10:00Z",
        initiatedBy: { app: { displayName: "Deployer", servicePrincipalId: sandboxIds.deployerObjectId }, user: null },
        targetResources: [{ id, type: "Application", displayName: "Mail filter" }],
      },
    ]);
  });

  it("is kept 30 days", async () => {
    await furnish({ permissions: [...neededPermissions, "AuditLog.Read.All"] });
    await tenant.graph("DELETE", `/v1.0/applications/${id}`);
    tenant.at("2026-01-31T00:00:00Z");
    const { body } = await tenant.graph("POST", "/v1.0/applications", { displayName: "Later" });
    await tenant.graph("DELETE", `/v1.0/applications/${body.id}`);
    const told = (await tenant.graph("GET", audits)).body.value;
    expect(
      told.map(({ targetResources }: { targetResources: { displayName: string }[] }) => targetResources[0]),
    ).toEqual([expect.objectContaining({ id: body.id, displayName: "Later" })]);
  });

  it("is closed to whoever lacks AuditLog.Read.All", async () => {
    const token = await tenant.token(sandboxIds.deployerClientId, deployerSecret);
    expect((await tenant.send("GET", `/graph${audits}`, undefined, token)).status).toBe(403);
  });
});
