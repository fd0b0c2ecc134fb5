import { describe, expect, test } from "vitest";
import { servicenowTeams } from "../../../components/vendors/servicenow-teams.ts";
import { riskyPermission } from "../../../review/rules/risky-permission.ts";
import { granted, holding, integration } from "../recordings.ts";
import { judged, permission, role, scope, today } from "./judged.ts";

describe("risky-permission", () => {
  test("low and medium, and what tier-0 judges", () => {
    expect(
      judged(riskyPermission, holding(role("Group.Read.All"), scope("Calendars.ReadWrite"), scope("User.Read"))),
    ).toEqual([]);
    expect(judged(riskyPermission, holding(role("RoleManagement.ReadWrite.Directory")))).toEqual([]);
  });

  test("one name as both kinds is two findings", () => {
    expect(judged(riskyPermission, holding(role("Mail.Send"), scope("Mail.Send")))).toEqual([
      "warn [Mail.Send] Mail.Send (application, Microsoft Graph) is of high risk: High in CISA's ScubaGear; it reaches sensitive data of the whole tenant (tier 1).",
      "warn [Mail.Send] Mail.Send (delegated, Microsoft Graph) is of high risk: High in CISA's ScubaGear; it acts with the rights of the person who signed in.",
    ]);
  });

  test("a scope that CISA calls critical", () => {
    expect(judged(riskyPermission, holding(scope("Directory.AccessAsUser.All")))[0]).toBe(
      "warn [Directory.AccessAsUser.All] Directory.AccessAsUser.All (delegated, Microsoft Graph) is of critical risk: it reads the whole directory (Microsoft's permissions reference); Critical in CISA's ScubaGear; it acts with the rights of the person who signed in.",
    );
  });

  test("an app role that no source rates by itself has the power of its directory role", () => {
    const teams = permission("Skype and Teams Tenant Admin API", "application", "application_access");
    expect(judged(riskyPermission, holding(teams))).toEqual([
      "warn [application_access] application_access (application, Skype and Teams Tenant Admin API) is of high risk: no source rates it by itself: it opens what its directory role opens.",
    ]);
  });

  test("granted without being asked for counts too", () => {
    expect(judged(riskyPermission, { granted: [granted(role("Mail.Send"))] })).toHaveLength(1);
  });

  test("its place is the settings' list, where the vendor's definition does not have it", () => {
    const state = {
      integration: integration(holding(scope("TeamSettings.ReadWrite.All"))),
      definition: servicenowTeams,
      now: today,
    };
    expect(riskyPermission.check(state)[0]?.path).toBe("permissions.Microsoft Graph.delegated");
    const definition = {
      ...servicenowTeams,
      permissions: { "Microsoft Graph": { delegated: ["TeamSettings.ReadWrite.All"] } },
    } as const;
    expect(riskyPermission.check({ ...state, definition })[0]?.path).toBe("");
  });
});
