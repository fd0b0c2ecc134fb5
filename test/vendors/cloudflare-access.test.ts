import { describe, expect, it } from "vitest";
import { cloudflareAccess } from "../../components/vendors/cloudflare-access.ts";
import { recordedGallery } from "../recorded.ts";
import { formOf, stepOf } from "./step.ts";

const gallery = (await recordedGallery()).integration("cloudflare-access");

describe("Cloudflare Access, in Entra ID", () => {
  it("1.6: Web, the callback of the team", () => {
    expect(gallery.only("azuread:index/application:Application").inputs).toMatchObject({
      displayName: "Cloudflare Access",
      signInAudience: "AzureADMyOrg",
      web: { redirectUris: ["https://contoso.cloudflareaccess.com/cdn-cgi/access/callback"] },
    });
  });

  it("1.11: the secret's end is the settings', and the page says what comes of it", () => {
    expect(gallery.only("azuread:index/applicationPassword:ApplicationPassword").inputs).toMatchObject({
      endDate: "2027-05-15T00:00:00Z",
    });
    expect(cloudflareAccess.breaksWhenExpired.en).toBe("Users cannot log in through Access.");
  });

  it("2.4: seven delegated permissions, of which the directory's may be left out", () => {
    expect(cloudflareAccess.permissions["Microsoft Graph"].delegated).toEqual([
      "email",
      "offline_access",
      "openid",
      "profile",
      "User.Read",
      "Directory.Read.All",
      "GroupMember.Read.All",
    ]);
    expect(cloudflareAccess.omittable).toEqual({
      "Microsoft Graph": { delegated: ["Directory.Read.All", "GroupMember.Read.All"] },
    });
  });

  it("2.6: consent for everyone, as everyone signs in", () => {
    const grant = gallery.only(
      "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant",
    ).inputs;
    expect(grant.claimValues).toEqual([
      "GroupMember.Read.All",
      "User.Read",
      "email",
      "offline_access",
      "openid",
      "profile",
    ]);
    expect(grant).not.toHaveProperty("userObjectId");
  });
});

describe("Cloudflare Access, in Cloudflare One", () => {
  it("3.1 to 3.5: Azure AD as an identity provider, for each team", () => {
    expect(stepOf(cloudflareAccess, "3.1").each).toBe("instances");
    expect(stepOf(cloudflareAccess, "3.3").text).toBe("Select Azure AD.");
    expect(formOf(cloudflareAccess, "3.4")).toEqual([
      ["Application (client) ID", { enter: "{clientId}" }],
      ["Client secret", { enter: "{secret}" }],
      ["Directory (tenant) ID", { enter: "{tenantId}" }],
    ]);
    expect(stepOf(cloudflareAccess, "3.5").text).toBe("Select Save.");
  });

  it("3.6: Test proves it", () => {
    expect(stepOf(cloudflareAccess, "3.6").text).toBe("Select Test and sign in.");
    expect(cloudflareAccess.proof.shows).toContain("Test (step 3.6)");
  });

  it("SCIM and the e-mail claim are left to a person, and said so", () => {
    expect(cloudflareAccess.notOnPage.filter((line) => /^(?:SCIM|A claim)/.test(line))).toHaveLength(2);
  });

  it("a renewal types the secret and tests it", () => {
    expect(formOf(cloudflareAccess, "R2")).toEqual([["Client secret", { enter: "{secret}" }]]);
  });

  it("demands a secret, and Directory.Read.All where it is held", () => {
    expect(cloudflareAccess.demands.map(({ rule, step }) => [rule, step])).toEqual([
      ["client-secret", "1.10"],
      ["risky-permission", "2.4"],
    ]);
  });
});
