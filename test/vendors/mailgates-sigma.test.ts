/**
 * MAILGATES Σ, in the order of its page: 「【Microsoft 365】 OAuth 2.0 クライアントID設定」.
 */
import { beforeAll, describe, expect, test } from "vitest";
import type { Step, VendorDefinition } from "../../components/definition.ts";
import { mailgatesSigma } from "../../components/vendors/mailgates-sigma.ts";
import { type RegisteredIntegration, recordedDev } from "../recorded.ts";

const application = "azuread:index/application:Application";
const password = "azuread:index/applicationPassword:ApplicationPassword";
const roleAssignment = "azuread:index/appRoleAssignment:AppRoleAssignment";
const grant = "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant";
const graph = "00000003-0000-0000-c000-000000000000";

const definition: VendorDefinition = mailgatesSigma;
let mailgates: RegisteredIntegration;

beforeAll(async () => {
  mailgates = (await recordedDev()).integration("mailgates");
});

/** A step of the page's first, second or third part. */
function step(part: 0 | 1 | 2, number: string): Step {
  const found = definition.procedures[part]?.steps.find((candidate) => candidate.step === number);
  if (!found) throw new Error(`part ${part} has no step ${number}`);
  return found;
}

describe("OAuth クライアントID作成手順", () => {
  test("steps 1 to 17 are all done by the stack, in the page's order", () => {
    expect(definition.procedures[0]?.title).toBe("OAuth クライアントID作成手順");
    expect(definition.procedures[0]?.steps.map((each) => `${each.step} ${each.by}`)).toEqual([
      "1 stack",
      "2 stack",
      "3 stack",
      "4 stack",
      "5 stack",
      "6 stack",
      "7 stack",
      "8 stack",
      "9 stack",
      "10 stack",
      "11 stack",
      "12 stack",
      "13 stack",
      "14 stack",
      "15 stack",
      "16 stack",
      "17 stack",
    ]);
  });

  test("step 3: 「この組織ディレクトリのみに含まれるアカウント」 is this tenant alone", () => {
    expect(mailgates.only(application).inputs).toMatchObject({
      displayName: "MAILGATES Σ",
      signInAudience: "AzureADMyOrg",
    });
  });

  test("steps 5, 6 and 8: both URIs of the 開通通知書 are redirect URIs of the platform Web", () => {
    expect(mailgates.only(application).inputs).toMatchObject({
      web: {
        redirectUris: [
          "https://contoso-mgf.cybermail.jp/admin/oauth/callback",
          "https://contoso-mgf.cybermail.jp/oauth/callback",
        ],
      },
    });
    expect(mailgates.only(application).inputs).not.toHaveProperty("publicClient");
    expect(mailgates.only(application).inputs).not.toHaveProperty("singlePageApplication");
  });

  test("steps 6 and 8: two URIs, no more and no fewer", () => {
    expect(definition.redirectUris).toEqual({ from: "redirectUris", platform: "web", min: 2, max: 2 });
  });

  test("step 7: both implicit-grant boxes are ticked", () => {
    expect(mailgates.only(application).inputs).toMatchObject({
      web: { implicitGrant: { accessTokenIssuanceEnabled: true, idTokenIssuanceEnabled: true } },
    });
    expect(step(0, "7").fields).toEqual([
      { label: "アクセス トークン (暗黙的なフローに使用)", value: { tick: true } },
      { label: "ID トークン (暗黙的およびハイブリッド フローに使用)", value: { tick: true } },
    ]);
  });

  test("step 11: the credential is one client secret, and nothing else", () => {
    expect(mailgates.all(password).map(({ name }) => name)).toEqual(["mailgates-2026-11-21"]);
    expect(mailgates.all("azuread:index/applicationCertificate:ApplicationCertificate")).toEqual([]);
  });

  test("step 12: the secret lives the 24 months of the form, 730 days", () => {
    expect(definition.credential).toEqual({ kind: "secret", lifetime: "24 months", renewBefore: "2 months" });
    expect(mailgates.only(password).inputs).toMatchObject({
      displayName: "mailgates 2026-11-21",
      endDate: "2028-11-20T00:00:00Z",
    });
  });

  test("step 15: one delegated and five application permissions of Microsoft Graph are asked for", () => {
    expect(mailgates.only(application).inputs.requiredResourceAccesses).toEqual([
      {
        resourceAppId: graph,
        resourceAccesses: [
          { id: "5b567255-7703-4780-807c-7be8301ae99b", type: "Role" }, // Group.Read.All
          { id: "693c5e45-0940-467d-9b8a-1022fb9d42ef", type: "Role" }, // Mail.ReadBasic.All
          { id: "6be147d2-ea4f-4b5a-a3fa-3eab6f3c140a", type: "Role" }, // Mail.ReadBasic
          { id: "810c84a8-4a9e-49e6-bf7d-12d183f40d01", type: "Role" }, // Mail.Read
          { id: "df021288-bdef-4463-88db-98f22de89214", type: "Role" }, // User.Read.All
          { id: "e1fe6dd8-ba31-4d61-89e7-88639da4683d", type: "Scope" }, // User.Read
        ],
      },
    ]);
  });

  test("step 16: 「管理者の同意を与えます」 for each of the six, and for nothing else", () => {
    const consented = mailgates.all(roleAssignment).map(({ inputs }) => [inputs.resourceObjectId, inputs.appRoleId]);
    expect(consented.sort()).toEqual([
      [`sp:${graph}`, "5b567255-7703-4780-807c-7be8301ae99b"],
      [`sp:${graph}`, "693c5e45-0940-467d-9b8a-1022fb9d42ef"],
      [`sp:${graph}`, "6be147d2-ea4f-4b5a-a3fa-3eab6f3c140a"],
      [`sp:${graph}`, "810c84a8-4a9e-49e6-bf7d-12d183f40d01"],
      [`sp:${graph}`, "df021288-bdef-4463-88db-98f22de89214"],
    ]);
    expect(mailgates.only(grant).inputs).toEqual({
      claimValues: ["User.Read"],
      resourceServicePrincipalObjectId: `sp:${graph}`,
      servicePrincipalObjectId: "object:mailgates-principal",
    });
  });
});

describe("Microsoft 365のユーザリストをMAILGATES Σへインポート", () => {
  test("steps 1 to 8 are the ドメイン管理者's", () => {
    expect(definition.procedures[1]?.title).toBe("Microsoft 365のユーザリストをMAILGATES Σへインポート");
    expect(definition.procedures[1]?.steps.map((each) => each.step)).toEqual(["1", "2", "3", "4", "5", "6", "7", "8"]);
    expect(new Set(definition.procedures[1]?.steps.map((each) => each.by))).toEqual(new Set(["ドメイン管理者"]));
  });

  test("step 3: 管理者モード > ユーザ・グループ設定 > OAuth 認証設定 is the one place where the secret is typed", () => {
    expect(step(1, "3").text).toBe("管理者モード > ユーザ・グループ設定 > OAuth 認証設定 を開きます。");
    expect(definition.places).toEqual(["MailGates: 管理者モード > ユーザ・グループ設定 > OAuth 認証設定"]);
  });

  test("step 4: アプリケーションID takes the client id, クライアントシークレット the secret's value", () => {
    expect(step(1, "4").fields?.map(({ label, value }) => [label, value])).toEqual([
      ["アプリケーションID", { enter: "{clientId}" }],
      ["クライアントシークレット", { enter: "{secret}" }],
    ]);
    expect(step(1, "4").text).toBe("次の2つの値を入力し、「認証」をクリックします。");
  });

  test("steps 5 and 7: 「接続」, then 「承諾」, which is not a consent for the organisation", () => {
    expect(step(1, "5").text).toBe("「接続」をクリックします。");
    expect(step(1, "7").text).toContain("「承諾」をクリックします。");
    expect(step(1, "7").advice).toContain("「組織の代理として同意する」にはチェックを入れません");
  });

  test("step 8: the import's success proves it, and the consent page may be missing", () => {
    expect(definition.proof.shows).toContain("ユーザリストインポートの成功");
    expect(definition.proof.expected[0]).toContain("OAuth 同意画面(手順7)が表示されないことがあります");
  });
});

describe("クライアントシークレット更新手順(2年毎)", () => {
  test("steps 1 to 5 are the stack's, 6 to 12 the ドメイン管理者's", () => {
    expect(definition.procedures[2]).toMatchObject({
      title: "クライアントシークレット更新手順(2年毎)",
      when: "renewal",
      onPage: true,
    });
    expect(definition.procedures[2]?.steps.map((each) => `${each.step} ${each.by}`)).toEqual([
      "1 stack",
      "2 stack",
      "3 stack",
      "4 stack",
      "5 stack",
      "6 ドメイン管理者",
      "7 ドメイン管理者",
      "8 ドメイン管理者",
      "9 ドメイン管理者",
      "10 ドメイン管理者",
      "11 ドメイン管理者",
      "12 ドメイン管理者",
    ]);
  });

  test("step 8: クライアントシークレット is overwritten and saved", () => {
    expect(step(2, "8").text).toBe("新しい値をクライアントシークレットに上書きし、「保存」をクリックします。");
    expect(step(2, "8").fields).toEqual([{ label: "クライアントシークレット", value: { enter: "{secret}" } }]);
  });

  test("step 9: the old secret lives until 「認証」 and 「接続」 have succeeded", () => {
    expect(step(2, "9").advice).toBe("これが成功するまで、古いシークレットは有効なまま残します。");
  });

  test("注意事項: after the end mail may not be received", () => {
    expect(definition.breaksWhenExpired.ja).toContain("メールの受信が止まるおそれ");
  });
});

describe("where the page goes against a rule", () => {
  test("each with its step", () => {
    expect(definition.demands.map(({ rule, subject, step: at }) => [rule, subject, at])).toEqual([
      ["client-secret", undefined, "S11"],
      ["secret-lifetime", undefined, "S12"],
      ["implicit-grant", undefined, "S7"],
      ["mailbox-scope", "Mail.Read", "S15"],
      ["mailbox-scope", "Mail.ReadBasic", "S15"],
      ["mailbox-scope", "Mail.ReadBasic.All", "S15"],
      ["redundant-permission", "Mail.ReadBasic", "S15"],
      ["redundant-permission", "Mail.ReadBasic.All", "S15"],
      ["risky-permission", "Mail.Read", "S15"],
      ["risky-permission", "User.Read.All", "S15"],
    ]);
  });
});
