import { describe, expect, it } from "vitest";
import { proselfMail } from "../../components/vendors/proself-mail.ts";
import { recordedGallery } from "../recorded.ts";
import { formOf, stepOf } from "./step.ts";

const gallery = (await recordedGallery()).integration("proself-mail");

describe("Proself, in Entra ID", () => {
  it("2: this directory alone, of the two that the page offers", () => {
    expect(formOf(proselfMail, "2")).toEqual([
      ["名前", { enter: "{displayName}" }],
      ["サポートされているアカウントの種類", { choose: "この組織ディレクトリのみに含まれるアカウント" }],
    ]);
    expect(gallery.only("azuread:index/application:Application").inputs.signInAudience).toBe("AzureADMyOrg");
  });

  it("3: the Application ID URI as the portal proposes it, and no scope", () => {
    expect(stepOf(proselfMail, "3").text).toContain("「APIの公開」");
    expect(formOf(proselfMail, "3")).toEqual([["アプリケーション ID の URI", { enter: "{identifierUri}" }]]);
    expect(gallery.only("azuread:index/applicationIdentifierUri:ApplicationIdentifierUri").inputs.identifierUri).toBe(
      "api://client:proself-mail-application",
    );
    expect(gallery.resolved.exposes).toEqual({ identifierUri: "api://{clientId}" });
  });

  it("5, 6, 7: Exchange Online's delegated Mail.Send, consented to for everybody", () => {
    expect(proselfMail.permissions).toEqual({ "Office 365 Exchange Online": { delegated: ["Mail.Send"] } });
    expect(
      gallery.only("azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant")
        .inputs.claimValues,
    ).toEqual(["Mail.Send"]);
  });

  it("8: a redirect URI on the web, which the file names", () => {
    expect(gallery.only("azuread:index/application:Application").inputs.web).toMatchObject({
      redirectUris: ["https://proself.contoso.example/oauth/callback"],
    });
  });
});

describe("Proself, on its side", () => {
  it("P1: tenant, client id and secret; its labels were not read", () => {
    expect(formOf(proselfMail, "P1").map(([, value]) => value)).toEqual([
      { enter: "{tenantId}" },
      { enter: "{clientId}" },
      { enter: "{secret}" },
    ]);
    expect(proselfMail.notOnPage[0]).toContain("手順 8 の途中から先");
  });
});
