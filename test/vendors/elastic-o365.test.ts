import { describe, expect, it } from "vitest";
import { elasticO365 } from "../../components/vendors/elastic-o365.ts";
import { recordedGallery } from "../recorded.ts";
import { formOf, stepOf } from "./step.ts";

const gallery = (await recordedGallery()).integration("elastic-o365");

describe("Elastic's Microsoft Office 365 integration, the registered application", () => {
  it("before step 1: the audit log is on, which a person sees to", () => {
    expect(stepOf(elasticO365, "P1").by).toBe("Audit log administrator");
  });

  it("an application of this tenant alone, without a redirect URI: the page names neither", () => {
    expect(gallery.only("azuread:index/application:Application").inputs).toMatchObject({
      displayName: "Elastic Microsoft Office 365 integration",
      signInAudience: "AzureADMyOrg",
      web: { redirectUris: [], implicitGrant: { accessTokenIssuanceEnabled: false, idTokenIssuanceEnabled: false } },
    });
  });

  it("step 2: a client secret, until the day that the settings name", () => {
    expect(stepOf(elasticO365, "2").by).toBe("stack");
    expect(gallery.only("azuread:index/applicationPassword:ApplicationPassword").inputs).toMatchObject({
      displayName: "elastic-o365 2026-11-21",
      endDate: "2027-05-15T00:00:00Z",
    });
  });

  it("step 3: ActivityFeed.Read is the least; ReadDlp may be left out, and is here", () => {
    expect(elasticO365.permissions).toEqual({
      "Office 365 Management APIs": { application: ["ActivityFeed.Read", "ActivityFeed.ReadDlp"] },
    });
    expect(gallery.only("azuread:index/application:Application").inputs.requiredResourceAccesses).toEqual([
      {
        resourceAppId: "c5393580-f805-4401-95e8-94b7a6ef2fc2",
        resourceAccesses: [{ id: "594c1fb6-4f81-4475-ae41-0c394909246c", type: "Role" }],
      },
    ]);
  });

  it("step 3: User.Read gives a program without a user nothing, so only the settings add it", () => {
    expect(elasticO365.addable).toEqual({ only: { "Microsoft Graph": { delegated: ["User.Read"] } } });
    expect(elasticO365.notOnPage.some((line) => line.startsWith("User.Read of Microsoft Graph"))).toBe(true);
  });

  it("step 3: admin consent, to that one", () => {
    expect(gallery.only("azuread:index/appRoleAssignment:AppRoleAssignment").inputs).toMatchObject({
      appRoleId: "594c1fb6-4f81-4475-ae41-0c394909246c",
    });
  });
});

describe("Elastic's Microsoft Office 365 integration, in Kibana", () => {
  it("the integration is added, and its CEL input enabled", () => {
    expect(stepOf(elasticO365, "E1").text).toBe("Click Add Microsoft Office 365.");
    expect(stepOf(elasticO365, "E2").text).toContain(
      "Collect Office 365 audit logs via Management Activity API using CEL Input",
    );
  });

  it("four parameters, of which one is for other clouds", () => {
    expect(formOf(elasticO365, "E3")).toEqual([
      ["Directory (tenant) ID", { enter: "{tenantId}" }],
      ["Application (client) ID", { enter: "{clientId}" }],
      ["Client Secret", { enter: "{secret}" }],
      ["Oauth2 Token URL", { leaveBlank: true }],
    ]);
  });

  it("a renewal types the secret alone", () => {
    expect(formOf(elasticO365, "R2")).toEqual([["Client Secret", { enter: "{secret}" }]]);
  });

  it("demands a secret and the scope of DLP events, and nothing else that a rule is against", () => {
    expect(elasticO365.demands.map(({ rule, step }) => [rule, step])).toEqual([
      ["client-secret", "S2"],
      ["risky-permission", "S3"],
    ]);
  });
});
