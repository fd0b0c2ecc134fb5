import { describe, expect, test } from "vitest";
import { tier0 } from "../../../review/rules/tier-0.ts";
import { holding } from "../recordings.ts";
import { judged, permission, role, scope } from "./judged.ts";

function levels(...permissions: readonly ReturnType<typeof role>[]): string[] {
  return judged(tier0, holding(...permissions)).map((said) => said.split("]")[0] ?? "");
}

describe("tier-0", () => {
  test("ordinary app roles, and scopes of any name", () => {
    expect(levels(role("Mail.Read"), role("Group.Read.All"), role("User.Read.All"))).toEqual([]);
    expect(levels(scope("RoleManagement.ReadWrite.Directory"), scope("Group.ReadWrite.All"))).toEqual([]);
  });

  test("what grants or makes credentials", () => {
    expect(judged(tier0, holding(role("RoleManagement.ReadWrite.Directory")))).toEqual([
      "vendor [RoleManagement.ReadWrite.Directory] RoleManagement.ReadWrite.Directory (Microsoft Graph) lets mailgates take over the tenant, or change all of one kind of its data: it can grant itself or others more (Microsoft's permissions reference); Critical in CISA's ScubaGear; it belongs to the control plane of the tenant (tier 0).",
    ]);
    expect(levels(role("AppRoleAssignment.ReadWrite.All"), role("Application.ReadWrite.All"))).toHaveLength(2);
  });

  test("what changes all mail or all files, for which a backup product has a step", () => {
    expect(levels(role("Mail.ReadWrite"), role("Files.ReadWrite.All"), role("Sites.FullControl.All"))).toEqual([
      "vendor [Mail.ReadWrite",
      "vendor [Files.ReadWrite.All",
      "vendor [Sites.FullControl.All",
    ]);
  });

  test("paths to privileged groups that CISA does not rate", () => {
    expect(
      levels(
        role("PrivilegedAccess.ReadWrite.AzureADGroup"),
        role("PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup"),
        role("PrivilegedEligibilitySchedule.Remove.AzureADGroup"),
        role("RoleManagementPolicy.ReadWrite.AzureADGroup"),
      ),
    ).toHaveLength(4);
    expect(levels(role("PrivilegedAccess.Read.AzureADGroup"))).toEqual([]);
  });

  test("an app role that no source rates is judged by its name, and the level says so", () => {
    expect(judged(tier0, holding(role("DeviceManagementDeploymentPlans.ReadWrite.All")))).toEqual([
      "vendor [DeviceManagementDeploymentPlans.ReadWrite.All] DeviceManagementDeploymentPlans.ReadWrite.All (Microsoft Graph) lets mailgates take over the tenant, or change all of one kind of its data: no source rates it, and by its name it changes data of the whole tenant.",
    ]);
    expect(levels(role("DeviceManagementDeploymentPlans.Read.All"))).toEqual([]);
  });

  test("one that opens what its directory role opens is left to the rule about roles", () => {
    expect(levels(permission("Skype and Teams Tenant Admin API", "application", "application_access"))).toEqual([]);
  });
});
