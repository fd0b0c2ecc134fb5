import { describe, expect, it } from "vitest";
import { bitwardenDirectoryConnector } from "../../components/vendors/bitwarden-directory-connector.ts";
import { recordedGallery } from "../recorded.ts";
import { formOf, stepOf } from "./step.ts";

const gallery = (await recordedGallery()).integration("bitwarden-directory-connector");

describe("Bitwarden Directory Connector, in Entra ID", () => {
  it("A3: an application of this tenant alone, without a redirect URI", () => {
    expect(gallery.only("azuread:index/application:Application").inputs).toMatchObject({
      displayName: "Bitwarden Directory Connector",
      signInAudience: "AzureADMyOrg",
      web: { redirectUris: [] },
    });
  });

  it("P4, P5: three delegated and two application permissions, of which the delegated ones may go", () => {
    expect(bitwardenDirectoryConnector.permissions).toEqual({
      "Microsoft Graph": {
        delegated: ["User.ReadBasic.All", "User.Read.All", "Group.Read.All"],
        application: ["User.Read.All", "Group.Read.All"],
      },
    });
    expect(bitwardenDirectoryConnector.omittable["Microsoft Graph"]).toEqual({
      delegated: ["User.ReadBasic.All", "User.Read.All", "Group.Read.All"],
    });
  });

  it("P6: here consent is for the two application permissions alone", () => {
    expect(gallery.all("azuread:index/appRoleAssignment:AppRoleAssignment")).toHaveLength(2);
    expect(
      gallery.all("azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant"),
    ).toEqual([]);
  });

  it("P4, P5: AdministrativeUnit.Read.All only where units are synchronized, so it is an addition", () => {
    expect(bitwardenDirectoryConnector.addable.only["Microsoft Graph"]).toEqual({
      delegated: ["AdministrativeUnit.Read.All"],
      application: ["AdministrativeUnit.Read.All"],
    });
  });

  it("K2: a client secret, until the day that the settings name", () => {
    expect(gallery.only("azuread:index/applicationPassword:ApplicationPassword").inputs).toMatchObject({
      displayName: "bitwarden-directory-connector 2026-11-21",
      endDate: "2027-05-15T00:00:00Z",
    });
  });
});

describe("Bitwarden Directory Connector, in its app", () => {
  it("C3: tenant, application and secret, under the app's labels", () => {
    expect(formOf(bitwardenDirectoryConnector, "C3")).toEqual([
      ["Tenant", { enter: "{domain}" }],
      ["Application Id", { enter: "{clientId}" }],
      ["Secret Key", { enter: "{secret}" }],
    ]);
  });

  it("C4: Test Now proves it and sends nothing", () => {
    expect(stepOf(bitwardenDirectoryConnector, "C4").text).toBe("Under Testing select Test Now.");
    expect(bitwardenDirectoryConnector.proof.shows).toContain("Test Now (step C4)");
  });

  it("a renewal types the secret alone", () => {
    expect(formOf(bitwardenDirectoryConnector, "R2")).toEqual([["Secret Key", { enter: "{secret}" }]]);
  });

  it("demands a secret, and permissions of both kinds though nobody signs in", () => {
    expect(bitwardenDirectoryConnector.demands.map(({ rule, step }) => [rule, step])).toEqual([
      ["client-secret", "K2"],
      ["scope-without-sign-in", "P4"],
      ["delegated-first", "P5"],
      ["delegated-first", "P5"],
      ["risky-permission", "P5"],
    ]);
  });
});
