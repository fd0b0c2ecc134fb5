/** GitHub Docs, "Configuring OIDC for Enterprise Managed Users". */
import { describe, expect, it } from "vitest";
import { githubEmu } from "../../components/vendors/github-emu.ts";
import { recordedGallery } from "../recorded.ts";
import { formOf, stepOf } from "./step.ts";

const gallery = (await recordedGallery()).integration("github-emu");
const user = "44444444-4444-4444-4444-444444444444";

describe("GitHub Enterprise Managed Users, the enterprise application", () => {
  it("is GitHub's own, found by the id that the page prints: its principal alone is registered, and no credential", () => {
    expect(gallery.only("azuread:index/servicePrincipal:ServicePrincipal").inputs).toMatchObject({
      clientId: "12f6db80-0741-4a7e-b9c5-b85d737b3a31",
      accountEnabled: true,
    });
    expect([...new Set(gallery.resources.map(({ type }) => type.split(":").at(-1)))].sort()).toEqual([
      "AppRoleAssignment",
      "ServicePrincipal",
      "ServicePrincipalDelegatedPermissionGrant",
    ]);
  });

  it("lets those in whom the file names, with scopes for them alone", () => {
    const principal = gallery.only("azuread:index/servicePrincipal:ServicePrincipal");
    expect(principal.inputs.appRoleAssignmentRequired).toBe(true);
    expect(gallery.only("azuread:index/appRoleAssignment:AppRoleAssignment").inputs).toMatchObject({
      principalObjectId: user,
      resourceObjectId: "object:github-emu-principal",
    });
    const grant = "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant";
    expect(gallery.only(grant).inputs).toMatchObject({
      userObjectId: user,
      claimValues: ["User.Read", "email", "openid", "profile"],
    });
  });
});

describe("GitHub Enterprise Managed Users, on GitHub", () => {
  it("5: OIDC is enabled by the setup user", () => {
    expect(stepOf(githubEmu, "5").by).toBe("Setup user (SHORT-CODE_admin)");
    expect(formOf(githubEmu, "5")).toEqual([["Enable OIDC configuration", { tick: true }]]);
  });

  it("7: a Global Administrator consents for the organization, after comparing what is asked with the file", () => {
    const { by, text } = stepOf(githubEmu, "7");
    expect(githubEmu.actsAs.find(({ who }) => who === by)?.role).toBe("Global Administrator in Entra ID");
    expect(text).toContain("compare what it asks with the permissions of the tenant's file before you accept");
    expect(formOf(githubEmu, "7")).toEqual([["Consent on behalf of your organization", { tick: true }]]);
  });

  it("8 and 9: recovery codes come before Enable OIDC Authentication", () => {
    expect(stepOf(githubEmu, "8").text).toContain("Download the recovery codes");
    expect(stepOf(githubEmu, "9").text).toContain("Enable OIDC Authentication");
  });

  it("names no permission: they are an input, and none has a default", () => {
    expect(githubEmu.permissions).toEqual({});
    expect(githubEmu.addable.any).toEqual([{ api: "Microsoft Graph", kinds: ["delegated", "application"] }]);
  });
});
