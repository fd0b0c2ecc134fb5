import { describe, expect, it } from "vitest";
import { veeamRestorePortal } from "../../components/vendors/veeam-restore-portal.ts";
import { recordedGallery } from "../recorded.ts";
import { formOf } from "./step.ts";

const gallery = (await recordedGallery()).integration("veeam-restore-portal");
const { inputs } = gallery.only("azuread:index/application:Application");

describe("Veeam's Restore Portal, the application", () => {
  it("B1: a single-page application at the portal's address, for any directory or this tenant alone", () => {
    expect([veeamRestorePortal.audience, veeamRestorePortal.narrowerAudience]).toEqual([
      "AzureADMultipleOrgs",
      "AzureADMyOrg",
    ]);
    expect(inputs).toMatchObject({
      signInAudience: "AzureADMyOrg",
      web: { redirectUris: [] },
      singlePageApplication: { redirectUris: ["https://restore.contoso.example/"] },
    });
  });

  it("B2: exposes access_as_user under api://<application id>", () => {
    expect(gallery.only("azuread:index/applicationIdentifierUri:ApplicationIdentifierUri").inputs).toEqual({
      applicationId: "id:veeam-restore-portal-application",
      identifierUri: "api://client:veeam-restore-portal-application",
    });
    expect(formOf(veeamRestorePortal, "B2")).toEqual([
      ["Application ID URI", { enter: "{identifierUri}" }],
      ["Scope", { enter: "{exposedScopes}" }],
    ]);
    const { oauth2PermissionScopes: scopes } = inputs.api as { oauth2PermissionScopes: { value: string }[] };
    expect(scopes.map(({ value }) => value)).toEqual(["access_as_user"]);
  });

  it("B3: the mobile and desktop flows are on", () => {
    expect(inputs.fallbackPublicClientEnabled).toBe(true);
  });

  it("B4: a certificate whose public part is uploaded", () => {
    expect(veeamRestorePortal.credential).toEqual({ kind: "certificate", thumbprint: "none" });
    expect(gallery.all("azuread:index/applicationCertificate:ApplicationCertificate")).toHaveLength(1);
  });

  it("P1: User.Read for whoever signs in", () => {
    expect(veeamRestorePortal.permissions).toEqual({ "Microsoft Graph": { delegated: ["User.Read"] } });
  });
});

it("V1: the portal's settings take the application, its certificate and the address", () => {
  expect(formOf(veeamRestorePortal, "V1").map(([, value]) => value)).toEqual([
    { enter: "{clientId}" },
    { enter: "{privateKey}" },
    { enter: "{redirectUris}" },
  ]);
});
