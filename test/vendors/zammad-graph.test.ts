import { describe, expect, it } from "vitest";
import { zammadGraph } from "../../components/vendors/zammad-graph.ts";
import { recordedGallery } from "../recorded.ts";
import { formOf, stepOf } from "./step.ts";

const gallery = (await recordedGallery()).integration("zammad-graph");

describe("Zammad, the application", () => {
  it("First Steps: Zammad shows the callback URL, so it is an input, and the sheet says which was registered", () => {
    expect(zammadGraph.redirectUris).toEqual({ from: "redirectUris", platform: "web", min: 1, max: 1 });
    expect(stepOf(zammadGraph, "F2").expect).toContain("{redirectUris}");
  });

  it("Create App: single tenant, Web, the callback URL", () => {
    expect(formOf(zammadGraph, "C2")[1]).toEqual([
      "Supported account types",
      { choose: "Accounts in this organizational directory only (Single tenant)" },
    ]);
    expect(gallery.only("azuread:index/application:Application").inputs).toMatchObject({
      displayName: "Zammad Microsoft 365 Graph Email",
      signInAudience: "AzureADMyOrg",
      web: { redirectUris: ["https://zammad.contoso.example/api/v1/external_credentials/microsoft_graph/callback"] },
    });
  });

  it("Create Secret: until the day that the settings name", () => {
    expect(gallery.only("azuread:index/applicationPassword:ApplicationPassword").inputs).toMatchObject({
      endDate: "2027-05-15T00:00:00Z",
    });
  });

  it("Configure API Permissions: seven delegated scopes, of which those of the other kind of mailbox may go", () => {
    expect(zammadGraph.permissions["Microsoft Graph"].delegated).toEqual([
      "offline_access",
      "openid",
      "profile",
      "Mail.ReadWrite",
      "Mail.Send",
      "Mail.ReadWrite.Shared",
      "Mail.Send.Shared",
    ]);
    expect(zammadGraph.omittable["Microsoft Graph"].delegated).toEqual([
      "Mail.ReadWrite",
      "Mail.Send",
      "Mail.ReadWrite.Shared",
      "Mail.Send.Shared",
    ]);
  });

  it("here it acts for the mailbox's one user alone, and nobody else may sign in", () => {
    const grant = gallery.only(
      "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant",
    ).inputs;
    expect(grant).toMatchObject({ userObjectId: "44444444-4444-4444-4444-444444444444" });
    expect(grant.claimValues).toEqual(["Mail.ReadWrite", "Mail.Send", "offline_access", "openid", "profile"]);
    expect(gallery.only("azuread:index/servicePrincipal:ServicePrincipal").inputs).toMatchObject({
      appRoleAssignmentRequired: true,
    });
  });
});

describe("Zammad, the channel", () => {
  it("App Configuration: client id, secret, and the tenant's id, which a single tenant needs", () => {
    expect(formOf(zammadGraph, "A1")).toEqual([
      ["Client ID", { enter: "{clientId}" }],
      ["Client Secret", { enter: "{secret}" }],
      ["Tenant UUID/Name", { enter: "{tenantId}" }],
    ]);
  });

  it("Add Account: the mailbox's user authenticates and accepts", () => {
    expect(stepOf(zammadGraph, "B2")).toMatchObject({
      by: "user of the mailbox",
      text: "Click Authenticate, sign in, and click Accept.",
    });
    expect(zammadGraph.authorization).toMatchObject({ by: "vendor", step: "B2", button: "Authenticate" });
  });

  it("a shared mailbox takes Send as and Full Access for that user, which most readers skip", () => {
    const shared = zammadGraph.procedures.find(({ steps }) => steps.some(({ step }) => step === "M1"));
    expect(shared).toMatchObject({ folded: "Only where Zammad fetches from a shared mailbox" });
    expect(stepOf(zammadGraph, "M1").text).toContain("Send as");
    expect(stepOf(zammadGraph, "M2").text).toContain("Read and manage (Full Access)");
  });

  it("a renewal types the secret alone", () => {
    expect(formOf(zammadGraph, "R2")).toEqual([["Client Secret", { enter: "{secret}" }]]);
  });

  it("demands a secret, one user's sign-in, and the mail scopes", () => {
    expect(zammadGraph.demands.map(({ rule, step }) => [rule, step])).toEqual([
      ["client-secret", "S3"],
      ["consent-breadth", "B2"],
      ["risky-permission", "P3"],
      ["risky-permission", "P3"],
      ["risky-permission", "P3"],
      ["risky-permission", "P3"],
    ]);
  });
});
