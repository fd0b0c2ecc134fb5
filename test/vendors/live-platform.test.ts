import { describe, expect, it } from "vitest";
import { livePlatform } from "../../components/vendors/live-platform.ts";
import { recordedDev } from "../recorded.ts";
import { formOf, stepOf } from "./step.ts";

const dev = (await recordedDev()).integration("live-platform");

describe("Live Platform, before the first step", () => {
  it("an App registration is created on the customer tenant, for this tenant alone", () => {
    expect(stepOf(livePlatform, "A1").by).toBe("stack");
    const { inputs } = dev.only("azuread:index/application:Application");
    expect(inputs).toMatchObject({ displayName: "Live Platform", signInAudience: "AzureADMyOrg" });
  });

  it("no redirect URI and no implicit grant, as the page names none", () => {
    expect(dev.only("azuread:index/application:Application").inputs.web).toEqual({
      redirectUris: [],
      implicitGrant: { accessTokenIssuanceEnabled: false, idTokenIssuanceEnabled: false },
    });
  });

  it("no permission of its own: the page names none, so the settings must", () => {
    expect(livePlatform.permissions).toEqual({});
    expect(livePlatform.addable).toEqual({
      any: [
        { api: "Microsoft Graph", kinds: ["delegated", "application"] },
        { api: "Skype and Teams Tenant Admin API", kinds: ["delegated", "application"] },
      ],
    });
    expect(livePlatform.notOnPage.some((line) => line.startsWith("The API permissions"))).toBe(true);
  });

  it("the dev tenant writes Organization.Read.All, an application permission, and consents to it alone", () => {
    expect(dev.only("azuread:index/application:Application").inputs.requiredResourceAccesses).toEqual([
      {
        resourceAppId: "00000003-0000-0000-c000-000000000000",
        resourceAccesses: [{ id: "498476ce-e0fe-48b0-b801-37ba7e2685c6", type: "Role" }],
      },
    ]);
    expect(dev.only("azuread:index/appRoleAssignment:AppRoleAssignment").inputs).toEqual({
      appRoleId: "498476ce-e0fe-48b0-b801-37ba7e2685c6",
      principalObjectId: "object:live-platform-principal",
      resourceObjectId: "sp:00000003-0000-0000-c000-000000000000",
    });
    expect(
      dev.all("azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant"),
    ).toEqual([]);
  });
});

describe("Live Platform, to configure Microsoft 365 settings", () => {
  it("step 1: Configuration, M365 Configuration in the Service portal", () => {
    expect(stepOf(livePlatform, "1").text).toBe("In the Service portal, open Configuration > M365 Configuration.");
  });

  it("step 2: the table Microsoft 365 Settings", () => {
    expect(formOf(livePlatform, "2")).toEqual([
      ["Application Id", { enter: "{clientId}" }],
      ["Client Secret", { enter: "{secret}" }],
      ["Client Secret expiration date", { enter: "{expires}" }],
      ["Days until expiration", { decide: expect.stringContaining("the days from today to {expires}") }],
      ["Assigned Entra ID roles", { enter: "{directoryRoles}" }],
    ]);
  });

  it("step 2: its buttons keep their labels", () => {
    const { text } = stepOf(livePlatform, "2");
    for (const button of ["Validate Authentication", "Re-initiate Authentication Flow", "Save Microsoft 365 settings"])
      expect(text).toContain(button);
  });

  it("step 2, Client Secret: one, until the day that the settings name", () => {
    expect(livePlatform.credential).toEqual({ kind: "secret" });
    expect(dev.only("azuread:index/applicationPassword:ApplicationPassword").inputs).toEqual({
      applicationId: "id:live-platform-application",
      displayName: "live-platform 2026-11-21",
      endDate: "2027-05-15T00:00:00Z",
    });
  });

  it("step 2, Days until expiration: is never a value of the stack, because it changes every day", () => {
    const recorded = JSON.stringify([dev.resolved, dev.resources]);
    expect(recorded.toLowerCase()).not.toContain("daysuntil");
    const field = stepOf(livePlatform, "2").fields?.find(({ label }) => label === "Days until expiration");
    expect(Object.keys(field?.value ?? {})).toEqual(["decide"]);
  });

  it("step 2, Assigned Entra ID roles: those of the settings, on the service principal", () => {
    expect(livePlatform.directoryRoles).toBe(true);
    expect(dev.only("azuread:index/directoryRoleAssignment:DirectoryRoleAssignment").inputs).toEqual({
      roleId: "69091246-20e8-4a56-aa4d-066075b2a7a8", // Teams Administrator
      principalObjectId: "object:live-platform-principal",
    });
  });

  it("step 2, Validate Authentication: proves it", () => {
    expect(livePlatform.proof.shows).toContain("Validate Authentication");
    expect(stepOf(livePlatform, "2").expect).toBe("A message that the credentials are valid.");
  });

  it("a renewal types the secret and its date", () => {
    expect(formOf(livePlatform, "R2")).toEqual([
      ["Client Secret", { enter: "{secret}" }],
      ["Client Secret expiration date", { enter: "{expires}" }],
    ]);
  });

  it("the Invitation wizard, another page, asks for three values", () => {
    const wizard = livePlatform.procedures.find(({ steps }) => steps.some(({ step }) => step === "W1"));
    expect(wizard?.onPage).toBe(false);
    expect(formOf(livePlatform, "W1")).toEqual([
      ["Customer Microsoft Tenant ID", { enter: "{tenantId}" }],
      ["Application (Client) ID", { enter: "{clientId}" }],
      ["Client Secret", { enter: "{secret}" }],
    ]);
  });
});

describe("Live Platform, where the page goes against a rule", () => {
  it("demands exactly these", () => {
    expect(livePlatform.demands.map(({ rule, step }) => [rule, step])).toEqual([
      ["client-secret", "S2"],
      ["directory-role", "S2"],
      ["credential-count", "S2"],
    ]);
  });
});
