import { describe, expect, it } from "vitest";
import { livePlatformNotifications } from "../../components/vendors/live-platform-notifications.ts";
import { recordedDev } from "../recorded.ts";
import { formOf, stepOf } from "./step.ts";

const stack = await recordedDev();
const dev = stack.integration("live-platform-notifications");

describe("Live Platform, QOE Integration with Microsoft Teams", () => {
  it("is an App Registration of its own, for this tenant alone", () => {
    const { inputs } = dev.only("azuread:index/application:Application");
    expect(inputs).toMatchObject({
      displayName: "Live Platform QOE Integration with Microsoft Teams",
      signInAudience: "AzureADMyOrg",
      web: {
        redirectUris: [],
        implicitGrant: { accessTokenIssuanceEnabled: false, idTokenIssuanceEnabled: false },
      },
    });
  });

  it("no permission of its own: the page names none, so the settings must", () => {
    expect(livePlatformNotifications.permissions).toEqual({});
    expect(livePlatformNotifications.addable).toEqual({
      any: [
        { api: "Microsoft Graph", kinds: ["delegated", "application"] },
        { api: "Skype and Teams Tenant Admin API", kinds: ["delegated", "application"] },
      ],
    });
  });

  it("the dev tenant writes CallRecords.Read.All, an application permission, and consents to it alone", () => {
    expect(dev.only("azuread:index/application:Application").inputs.requiredResourceAccesses).toEqual([
      {
        resourceAppId: "00000003-0000-0000-c000-000000000000",
        resourceAccesses: [{ id: "45bbb07e-7321-4fd7-a8f6-3ff27e6a81c8", type: "Role" }],
      },
    ]);
    expect(dev.only("azuread:index/appRoleAssignment:AppRoleAssignment").inputs).toEqual({
      appRoleId: "45bbb07e-7321-4fd7-a8f6-3ff27e6a81c8",
      principalObjectId: "object:live-platform-notifications-principal",
      resourceObjectId: "sp:00000003-0000-0000-c000-000000000000",
    });
    expect(
      dev.all("azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant"),
    ).toEqual([]);
  });

  it("has no Entra role", () => {
    expect("directoryRoles" in livePlatformNotifications).toBe(false);
    expect(dev.all("azuread:index/directoryRoleAssignment:DirectoryRoleAssignment")).toEqual([]);
  });

  it("step 1: the same screen", () => {
    expect(stepOf(livePlatformNotifications, "1").text).toBe(
      "In the Service portal, open Configuration > M365 Configuration.",
    );
  });

  it("step 2: Azure Application ID and Azure Application password, then Save QOE Integration Settings", () => {
    expect(formOf(livePlatformNotifications, "2")).toEqual([
      ["Azure Application ID", { enter: "{clientId}" }],
      ["Azure Application password", { enter: "{secret}" }],
    ]);
    expect(stepOf(livePlatformNotifications, "2").text).toContain("Save QOE Integration Settings");
  });

  it("step 2: the password is a secret of this application alone", () => {
    expect(livePlatformNotifications.credential).toEqual({ kind: "secret" });
    expect(dev.only("azuread:index/applicationPassword:ApplicationPassword").inputs).toEqual({
      applicationId: "id:live-platform-notifications-application",
      displayName: "live-platform-notifications 2026-11-21",
      endDate: "2027-05-15T00:00:00Z",
    });
  });

  it("the page names no check", () => {
    expect(livePlatformNotifications.proof.shows).toMatch(/^The page names no check\./);
  });

  it("demands exactly these", () => {
    expect(livePlatformNotifications.demands.map(({ rule, step }) => [rule, step])).toEqual([
      ["client-secret", "S2"],
      ["credential-count", "S2"],
    ]);
  });
});
