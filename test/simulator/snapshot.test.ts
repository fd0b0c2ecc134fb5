/** Snapshots: what stands in a tenant beyond its seed, and what makes two tenants equal. */
import { describe, expect, it } from "vitest";
import { seededDirectory } from "../../simulator/directory/seed.ts";
import { snapshotOf, withoutIds } from "../../simulator/directory/snapshot.ts";
import { type Sandbox, sandbox } from "./sandbox.ts";

const mailRead = "810c84a8-4a9e-49e6-bf7d-12d183f40d01";

function seededIds(tenant: Sandbox): ReadonlySet<string> {
  const { catalog } = tenant.tenant;
  const seed = seededDirectory({
    catalog,
    deployerSecret: "",
    readerSecret: "",
    deployerPermissions: ["Directory.Read.All"],
    users: [],
  });
  return new Set(Object.values(seed).flatMap((rows: Map<string, unknown>) => [...rows.keys()]));
}

async function deployed(description: string, extraIds = 0, tags = ["a", "b"]): Promise<Sandbox> {
  const tenant = await sandbox({ permissions: ["Application.ReadWrite.All", "AppRoleAssignment.ReadWrite.All"] });
  for (let used = 0; used < extraIds; used += 1) tenant.tenant.uuid();
  const { id, appId } = (await tenant.graph("POST", "/v1.0/applications", { displayName: "mail", description, tags }))
    .body;
  await tenant.graph("POST", `/v1.0/applications/${id}/addPassword`, { passwordCredential: { displayName: "p" } });
  const principal = (await tenant.graph("POST", "/v1.0/servicePrincipals", { appId })).body.id;
  const graph = (
    await tenant.graph("GET", "/v1.0/servicePrincipals?$filter=appId eq '00000003-0000-0000-c000-000000000000'")
  ).body.value[0].id;
  const body = { appRoleId: mailRead, principalId: principal, resourceId: graph };
  await tenant.graph("POST", `/v1.0/servicePrincipals/${graph}/appRoleAssignedTo`, body);
  return tenant;
}

describe("a snapshot", () => {
  it("of a fresh tenant is empty", async () => {
    const tenant = await sandbox({ permissions: ["Directory.Read.All"] });
    expect(Object.values(snapshotOf(tenant.tenant, seededIds(tenant))).flat()).toEqual([]);
  });

  it("names consent by principal, API and permission", async () => {
    const tenant = await deployed("d");
    const consent = snapshotOf(tenant.tenant, seededIds(tenant)).appRoleAssignments.filter(
      ({ principal }) => principal === "mail",
    );
    expect(consent).toEqual([{ principal: "mail", resource: "Microsoft Graph", role: "Mail.Read" }]);
  });

  it("without ids, times and order is equal for two tenants built alike, and not for two that differ", async () => {
    const [a, b, c] = [await deployed("d"), await deployed("d", 5, ["b", "a"]), await deployed("e")];
    const plain = (tenant: Sandbox) => withoutIds(snapshotOf(tenant.tenant, seededIds(tenant)));
    expect(plain(a)).toEqual(plain(b));
    expect(plain(a)).not.toEqual(plain(c));
  });
});
