/** A tenant without some of Microsoft's APIs, as one without their licence. */
import { expect, it } from "vitest";
import { apiIds } from "../../catalog/api-ids.ts";
import { absentApisOf, setAbsentApis } from "../../simulator/directory/absent-apis.ts";
import { sandbox } from "./sandbox.ts";

const exchange = `/v1.0/servicePrincipals?$filter=appId eq '${apiIds.exchange}'`;

it("has no principal of them, nothing that was granted on them, and the same principal again once they are there", async () => {
  const { tenant, graph } = await sandbox();
  const seed = structuredClone(tenant.directory);
  const [before] = (await graph("GET", exchange)).body.value;
  const id = "66666666-0000-4000-8000-000000000001";
  const ends = { principalId: "33333333-3333-3333-3333-333333333333", resourceId: before.id };
  tenant.directory.appRoleAssignments.set(id, { id, appRoleId: id, ...ends, createdDateTime: "2026-11-21T00:00:00Z" });
  const granted = tenant.directory.appRoleAssignments.size;
  setAbsentApis(tenant.directory, seed, tenant.catalog, [apiIds.exchange]);
  expect((await graph("GET", exchange)).body.value).toEqual([]);
  expect(tenant.directory.appRoleAssignments.size).toBe(granted - 1);
  setAbsentApis(tenant.directory, seed, tenant.catalog, []);
  expect((await graph("GET", exchange)).body.value).toEqual([before]);
  expect(tenant.directory.appRoleAssignments.size).toBe(granted - 1);
});

it("SIMULATOR_ABSENT_APIS names them as the portal does, and a name that is none is refused in one line", async () => {
  const { tenant } = await sandbox();
  expect(absentApisOf(tenant.catalog, undefined)).toEqual([]);
  expect(absentApisOf(tenant.catalog, "Office 365 Exchange Online, Microsoft Graph")).toEqual([
    apiIds.exchange,
    apiIds.graph,
  ]);
  expect(() => absentApisOf(tenant.catalog, "Exchange")).toThrow(
    /^SIMULATOR_ABSENT_APIS=Exchange: Exchange is no API of the simulated tenant; it knows Azure Key Vault, .*Office 365 Exchange Online/,
  );
});
