import { describe, expect, it } from "vitest";
import { checkedArgs } from "../../components/checked-args.ts";
import { type ResolvedIntegration, resolveIntegration } from "../../components/resolved-integration.ts";
import { avepointBackup } from "../../components/vendors/avepoint-backup.ts";
import { deployer, tenantId } from "../component-args.ts";
import { recordedGallery } from "../recorded.ts";
import { formOf, stepOf } from "./step.ts";

const gallery = (await recordedGallery()).integration("avepoint-backup");

function resolved(settings: object): ResolvedIntegration {
  const { tenant, definition } = checkedArgs("avepoint", {
    vendor: "avepoint-backup",
    tenantId,
    owners: [{ servicePrincipal: deployer, deploys: true }],
    credentials: [{ issued: "2026-11-21", expires: "2027-05-15" }],
    directoryRoles: [],
    redirectVariant: "none",
    permissionSet: "exchange",
    ...settings,
  });
  return resolveIntegration(tenant, "avepoint", definition);
}

function names({ permissions }: ResolvedIntegration): string[] {
  return permissions.flatMap(({ api, application }) => application.map(({ name }) => `${api} ${name}`)).sort();
}

describe("AvePoint, the custom Azure app", () => {
  it("A1: no redirect URI without delegated permissions", () => {
    expect(gallery.only("azuread:index/application:Application").inputs).toMatchObject({
      displayName: "AvePoint Cloud Backup for Microsoft 365",
      web: { redirectUris: [] },
    });
  });

  it.each([
    ["commercial", "https://www.avepointonlineservices.com/"],
    ["us-government", "https://usgov.avepointonlineservices.com/"],
    ["insider", "https://insider.avepointonlineservices.com/"],
  ])("A1: the page's own redirect URI in the %s environment, which has no path", (redirectVariant, uri) => {
    expect(resolved({ redirectVariant }).redirectUris).toEqual([uri]);
  });

  it("A2: the table of Exchange, without what Microsoft retires", () => {
    expect(names(resolved({ permissionSet: "exchange" }))).toEqual([
      "Microsoft Graph Directory.Read.All",
      "Microsoft Graph MailboxSettings.Read",
      "Microsoft Graph Reports.Read.All",
      "Microsoft Graph User.Read.All",
      "Office 365 Exchange Online Exchange.ManageAsApp",
    ]);
  });

  it("A2: the table of Express", () => {
    expect(names(resolved({ permissionSet: "express" }))).toEqual([
      "Microsoft Graph BackupRestore-Configuration.ReadWrite.All",
      "Microsoft Graph BackupRestore-Control.ReadWrite.All",
      "Microsoft Graph BackupRestore-Restore.ReadWrite.All",
      "Microsoft Graph BackupRestore-Search.Read.All",
      "Microsoft Graph Directory.Read.All",
      "Microsoft Graph Group.Read.All",
      "Microsoft Graph Reports.Read.All",
      "Microsoft Graph Sites.Read.All",
      "Microsoft Graph User.Read.All",
      "Office 365 Exchange Online Exchange.ManageAsApp",
      "Office 365 SharePoint Online Sites.FullControl.All",
      "Office 365 SharePoint Online User.Read.All",
    ]);
  });

  it("A3: Exchange Administrator where mailboxes or mail groups are managed, and only there", () => {
    expect(gallery.only("azuread:index/directoryRoleAssignment:DirectoryRoleAssignment").inputs).toEqual({
      roleId: "29232cdf-9323-42fd-ade2-1d097af3e4de", // Exchange Administrator
      principalObjectId: "object:avepoint-backup-principal",
    });
    expect(resolved({ directoryRoles: [] }).directoryRoles).toEqual([]);
    expect(() => resolved({ directoryRoles: undefined })).toThrow(
      "write [Exchange Administrator] when mailboxes, mail settings, security or distribution groups are managed, [] otherwise",
    );
    expect(() => resolved({ directoryRoles: ["Global Administrator"] })).toThrow("it takes Exchange Administrator");
  });

  it("B1: a certificate, and a .pfx with its password for the profile", () => {
    expect(avepointBackup.credential).toEqual({ kind: "certificate", thumbprint: "none" });
    expect(avepointBackup.keyStore).toMatchObject({ format: "pkcs12", file: "avepoint.pfx", step: "C3" });
    expect(gallery.all("azuread:index/applicationCertificate:ApplicationCertificate")).toHaveLength(1);
  });
});

describe("AvePoint, in AvePoint Online Services", () => {
  it("C1, C2: Custom mode under Management > App management", () => {
    expect(stepOf(avepointBackup, "C1").text).toContain("Management > App management");
    expect(formOf(avepointBackup, "C2")).toEqual([["Choose setup method", { choose: "Custom mode" }]]);
  });

  it("C3: the app profile", () => {
    expect(formOf(avepointBackup, "C3")).toEqual([
      ["App profile name", { enter: "{displayName}" }],
      ["Application ID", { enter: "{clientId}" }],
      ["Certificate file (.pfx)", { enter: "{privateKey}" }],
      ["Certificate password", { decide: "The password that was chosen for the file." }],
    ]);
    expect(stepOf(avepointBackup, "C3").expect).toBe("The app profile is Active.");
  });
});
