import { describe, expect, it } from "vitest";
import { grafana } from "../../components/vendors/grafana.ts";
import { recordedGallery } from "../recorded.ts";
import { stepOf } from "./step.ts";

const gallery = (await recordedGallery()).integration("grafana");
const application = gallery.only("azuread:index/application:Application").inputs;

describe("Grafana, Create the Microsoft Entra ID application", () => {
  it("steps 4 and 5: two redirect URIs of the type Web for each Grafana, one of them its host alone", () => {
    expect(application.web).toMatchObject({
      redirectUris: ["https://grafana.contoso.example/", "https://grafana.contoso.example/login/azuread"],
    });
  });

  it("step 8: a managed identity vouches in place of a secret, with the tenant's own issuer and Entra's audience", () => {
    expect(
      gallery.only("azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential")
        .inputs,
    ).toMatchObject({
      displayName: "grafana-prod",
      issuer: "https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111/v2.0",
      subject: "77777777-7777-4777-8777-777777777777",
      audiences: ["api://AzureADTokenExchange"],
    });
    expect(gallery.all("azuread:index/applicationPassword:ApplicationPassword")).toEqual([]);
    expect(gallery.all("azure-native:keyvault:Secret")).toEqual([]);
  });

  it("step 9: the roles Viewer, Editor and Admin, for people, each with an id that stays", () => {
    expect(application.appRoles).toEqual([
      {
        id: "a937d260-9447-5cfb-9380-02188b1e2081",
        value: "Viewer",
        displayName: "Grafana Viewer",
        description: "Grafana read only Users",
        allowedMemberTypes: ["User"],
        enabled: true,
      },
      {
        id: "0fc78201-bad6-5333-92c3-6886d9e280cb",
        value: "Editor",
        displayName: "Grafana Editor",
        description: "Grafana Editor Users",
        allowedMemberTypes: ["User"],
        enabled: true,
      },
      {
        id: "7a7fd5c0-bb9f-50c0-9a32-35c50ff40ac8",
        value: "Admin",
        displayName: "Grafana Org Admin",
        description: "Grafana org admin Users",
        allowedMemberTypes: ["User"],
        enabled: true,
      },
    ]);
  });

  it("step 13: people and groups are assigned to a role, and by hand where the file assigns nobody", () => {
    const [viewer, , admin] = application.appRoles as readonly { readonly id: string }[];
    const principal = gallery.only("azuread:index/servicePrincipal:ServicePrincipal");
    expect(principal.inputs.appRoleAssignmentRequired).toBe(true);
    expect(
      gallery
        .all("azuread:index/appRoleAssignment:AppRoleAssignment")
        .map(({ name, inputs }) => [name, inputs.appRoleId])
        .sort(),
    ).toEqual([
      ["grafana-signs-in-as-admin-44444444-4444-4444-4444-444444444444", admin?.id],
      ["grafana-signs-in-as-viewer-04c160d3-0af3-58e7-9223-9739d2b6d346", viewer?.id],
    ]);
    expect(stepOf(grafana, "A13")).toMatchObject({ by: "Enterprise application owner", appliesTo: "rolesUnassigned" });
    expect(stepOf(grafana, "A13a")).toMatchObject({ by: "stack", appliesTo: "rolesAssigned" });
  });

  it("allowed groups, step 3: the token names the groups that are assigned, and no others", () => {
    expect(application.groupMembershipClaims).toEqual(["ApplicationGroup"]);
  });
});

describe("Grafana, the configuration", () => {
  it("the scopes email, openid and profile, consented to for everyone", () => {
    const type = "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant";
    expect(gallery.only(type).inputs.claimValues).toEqual(["email", "openid", "profile"]);
  });
});
