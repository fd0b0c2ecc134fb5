/** How dangerous each permission of the catalog is called, and that each level says why. */
import { describe, expect, test } from "vitest";
import { apis, type Kind } from "../../catalog/apis.ts";
import { type RatedPermission, ratedPermission } from "../../review/permission.ts";
import { clausesEn } from "../../review/words/clauses-en.ts";

/** Every permission of the catalog, those that may no longer be asked for too. */
const all: readonly RatedPermission[] = apis.flatMap(({ appId, ...api }) =>
  (["application", "delegated"] as const satisfies readonly Kind[]).flatMap((kind) =>
    api[kind].map(({ value }) => ratedPermission({ appId, kind, name: value })),
  ),
);

function codes({ riskReasons }: RatedPermission): readonly string[] {
  return riskReasons.map(({ code }) => code);
}

function named(permissions: readonly RatedPermission[]): string[] {
  return permissions.map(({ api, kind, name }) => `${api} ${kind} ${name}`);
}

describe("every permission of the catalog", () => {
  test("has a level that says why", () => {
    expect(all.length).toBeGreaterThan(1_600);
    expect(named(all.filter(({ riskReasons }) => riskReasons.length === 0))).toEqual([]);
  });

  test("is critical only where a source rates it", () => {
    const without = all.filter(({ risk, riskReasons }) => {
      const said = riskReasons.some(({ code }) =>
        ["scuba", "control-plane", "tenant-admin-equivalent", "grants-authorization", "manages-credentials"].includes(
          code,
        ),
      );
      return risk === "critical" && !said;
    });
    expect(named(without)).toEqual([]);
  });

  test("is not called low beside a reason that says more", () => {
    const dangerous = ["control-plane", "tenant-admin-equivalent", "grants-authorization", "manages-credentials"];
    const low = all.filter((one) => one.risk === "low" && codes(one).some((code) => dangerous.includes(code)));
    expect(named(low)).toEqual([]);
    const mild = all.filter(
      (one) => ["high", "critical"].includes(one.risk) && codes(one).every((code) => code === "user-plane"),
    );
    expect(named(mild)).toEqual([]);
  });

  test("no source: the level of an app role is told by its role or its name", () => {
    const byName = all.filter((one) =>
      codes(one).some((code) => ["as-its-role", "reads-by-name", "changes-by-name"].includes(code)),
    );
    expect(
      byName.map(({ name, risk, riskReasons }) => [name, risk, riskReasons.map(({ code }) => code).join()]),
    ).toEqual([
      ["AgentCommunicationConfiguration.Read.All", "medium", "reads-by-name"],
      ["AgentCommunicationConfiguration.ReadWrite.All", "high", "changes-by-name"],
      ["DeviceManagementDeploymentPlans.Read.All", "medium", "reads-by-name"],
      ["DeviceManagementDeploymentPlans.ReadWrite.All", "high", "changes-by-name"],
      ["LifecyclePolicies-AgentId.Read.All", "medium", "reads-by-name"],
      ["LifecyclePolicies-AgentId.ReadWrite.All", "high", "changes-by-name"],
      ["PullPrintPrinter.Read.All", "medium", "reads-by-name"],
      ["application_access", "high", "as-its-role"],
      ["application_access_custom_sba_appliance", "high", "as-its-role"],
      ["Communications.Get", "medium", "reads-by-name"],
    ]);
  });
});

test("a scope by which its holder may grant more is no low risk, though it acts with the person's rights", () => {
  const graph = apis.find(({ displayName }) => displayName === "Microsoft Graph")?.appId ?? "";
  const { risk, riskReasons } = ratedPermission({
    appId: graph,
    kind: "delegated",
    name: "EntitlementManagement.ReadWrite.All",
  });
  expect([risk, riskReasons.map(({ code }) => code)]).toEqual([
    "high",
    ["grants-authorization", "rights-of-the-person"],
  ]);
});

test("a role that is rated low says so, and not that nobody rated it", () => {
  const graph = apis.find(({ displayName }) => displayName === "Microsoft Graph")?.appId ?? "";
  const { risk, riskReasons } = ratedPermission({
    appId: graph,
    kind: "application",
    name: "AdministrativeUnit.Read.All",
  });
  expect([risk, riskReasons]).toEqual(["low", [{ code: "user-plane" }]]);
  expect(clausesEn["user-plane"]({})).toBe(
    "it reaches neither the control plane nor sensitive data of the whole tenant (tier 2)",
  );
});
