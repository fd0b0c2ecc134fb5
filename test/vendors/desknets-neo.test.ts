import { describe, expect, it } from "vitest";
import { desknetsNeo } from "../../components/vendors/desknets-neo.ts";
import { recordedGallery } from "../recorded.ts";
import { formOf, stepOf } from "./step.ts";

const gallery = (await recordedGallery()).integration("desknets-neo");

describe("desknet's NEO, in Entra ID", () => {
  it("2-3: this directory alone, and the page's redirect URI on the server's host", () => {
    expect(formOf(desknetsNeo, "2-3")).toEqual([
      ["名前", { enter: "{displayName}" }],
      ["サポートされているアカウントの種類", { choose: "この組織ディレクトリのみに含まれるアカウント" }],
      ["リダイレクト URI(Web)", { enter: "{redirectUris}" }],
    ]);
    expect(gallery.only("azuread:index/application:Application").inputs).toMatchObject({
      displayName: "desknet's NEO",
      signInAudience: "AzureADMyOrg",
      web: { redirectUris: ["https://neo.contoso.example/dneores/dneo/html/dnoauth.html"] },
    });
  });

  it("2-6: a client secret, until the day that the settings name", () => {
    expect(gallery.only("azuread:index/applicationPassword:ApplicationPassword").inputs).toMatchObject({
      endDate: "2027-05-15T00:00:00Z",
    });
  });

  it("3-4: three delegated permissions; IMAP or POP may go, and sending is an addition", () => {
    expect(desknetsNeo.permissions).toEqual({
      "Microsoft Graph": { delegated: ["offline_access", "IMAP.AccessAsUser.All", "POP.AccessAsUser.All"] },
    });
    expect(desknetsNeo.addable).toEqual({ only: { "Microsoft Graph": { delegated: ["SMTP.Send"] } } });
    expect(
      gallery.only("azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant")
        .inputs.claimValues,
    ).toEqual(["IMAP.AccessAsUser.All", "offline_access"]);
  });
});

describe("desknet's NEO, on its server", () => {
  it("4-1: client id and secret, under 認可サーバーの追加", () => {
    expect(stepOf(desknetsNeo, "4-1")).toMatchObject({ by: "desknet's NEOの管理者", each: "instances" });
    expect(stepOf(desknetsNeo, "4-1").text).toContain(
      "管理者設定 > システム設定 > OAuth認可サーバー設定 > 認可サーバーの追加",
    );
    expect(formOf(desknetsNeo, "4-1")).toEqual([
      ["クライアントID", { enter: "{clientId}" }],
      ["クライアントシークレット", { enter: "{secret}" }],
    ]);
  });

  it("what the page does not say stands as such: consent, the tenant's id, sending", () => {
    expect(desknetsNeo.notOnPage.slice(0, 3).map((line) => line.slice(0, 6))).toEqual([
      "管理者の同意",
      "テナントID",
      "送信に使う ",
    ]);
  });

  it("a renewal types the secret alone", () => {
    expect(formOf(desknetsNeo, "R2")).toEqual([["クライアントシークレット", { enter: "{secret}" }]]);
  });

  it("demands a secret and the two mail scopes", () => {
    expect(desknetsNeo.demands.map(({ rule, step }) => [rule, step])).toEqual([
      ["client-secret", "2-6"],
      ["risky-permission", "3-4"],
      ["risky-permission", "3-4"],
    ]);
  });
});
