import { describe, expect, it } from "vitest";
import { checkedArgs } from "../../components/checked-args.ts";
import { type ResolvedIntegration, resolveIntegration } from "../../components/resolved-integration.ts";
import { netwrixAuditor } from "../../components/vendors/netwrix-auditor.ts";
import { deployer, tenantId } from "../component-args.ts";
import { recordedGallery } from "../recorded.ts";
import { formOf, stepOf } from "./step.ts";

const gallery = (await recordedGallery()).integration("netwrix-auditor");

function resolved(settings: object): ResolvedIntegration {
  const { tenant, definition } = checkedArgs("netwrix", {
    vendor: "netwrix-auditor",
    tenantId,
    owners: [{ servicePrincipal: deployer, deploys: true }],
    credentials: [
      { kind: "secret", issued: "2026-11-21", expires: "2027-05-15" },
      { kind: "certificate", issued: "2026-11-21b", expires: "2027-05-15" },
    ],
    ...settings,
  });
  return resolveIntegration(tenant, "netwrix", definition);
}

function names({ permissions }: ResolvedIntegration): string[] {
  return permissions.flatMap(({ api, application }) => application.map(({ name }) => `${api} ${name}`)).sort();
}

describe("Netwrix Auditor, the application of a source", () => {
  it("A1: this tenant alone, the redirect URI left blank", () => {
    expect(formOf(netwrixAuditor, "A1").at(-1)).toEqual(["Redirect URI", { leaveBlank: true }]);
    expect(gallery.only("azuread:index/application:Application").inputs).toMatchObject({
      displayName: "Netwrix Auditor",
      signInAudience: "AzureADMyOrg",
      web: { redirectUris: [] },
    });
  });

  it("P1: the source Exchange Online", () => {
    const source = { permissionSet: "exchange-online", directoryRoles: ["Exchange Administrator"] };
    expect(names(resolved(source))).toEqual([
      "Microsoft Graph Directory.Read.All",
      "Microsoft Graph Mail.ReadBasic.All",
      "Microsoft Graph MailboxSettings.Read",
      "Office 365 Exchange Online Exchange.ManageAsApp",
      "Office 365 Management APIs ActivityFeed.Read",
    ]);
  });

  it("P1: the source SharePoint Online, with the right to rewrite every application unless it is left out", () => {
    const source = { permissionSet: "sharepoint-online" };
    expect(names(resolved(source))).toContain("Microsoft Graph Application.ReadWrite.All");
    const omits = { "Microsoft Graph": { application: ["Application.ReadWrite.All"] } };
    expect(names(resolved({ ...source, omits }))).toEqual([
      "Microsoft Graph Directory.Read.All",
      "Office 365 Management APIs ActivityFeed.Read",
      "Office 365 SharePoint Online Sites.FullControl.All",
    ]);
  });

  it("R1: Exchange Administrator or Global Administrator for Exchange Online, and no role for SharePoint Online", () => {
    expect(gallery.only("azuread:index/directoryRoleAssignment:DirectoryRoleAssignment").inputs).toEqual({
      roleId: "29232cdf-9323-42fd-ade2-1d097af3e4de", // Exchange Administrator
      principalObjectId: "object:netwrix-auditor-principal",
    });
    const wider = resolved({ permissionSet: "exchange-online", directoryRoles: ["Global Administrator"] });
    expect(wider.directoryRoles.map(({ name }) => name)).toEqual(["Global Administrator"]);
    expect(() => resolved({ permissionSet: "exchange-online" })).toThrow("write [Exchange Administrator]");
    expect(() => resolved({ permissionSet: "sharepoint-online", directoryRoles: ["Exchange Administrator"] })).toThrow(
      "is not needed with the permission set sharepoint-online, only with exchange-online",
    );
  });

  it("S1, C1: a secret of 24 months at most and a certificate, both at once", () => {
    expect(netwrixAuditor.credential.all.map(({ kind, lifetime }) => [kind, lifetime])).toEqual([
      ["secret", "24 months"],
      ["certificate", "12 months"],
    ]);
    expect(gallery.all("azuread:index/applicationPassword:ApplicationPassword")).toHaveLength(1);
    expect(gallery.all("azuread:index/applicationCertificate:ApplicationCertificate")).toHaveLength(1);
    const credentials = [{ kind: "secret", issued: "2026-11-21", expires: "2027-05-15" }];
    expect(() => resolved({ permissionSet: "sharepoint-online", credentials })).toThrow(
      "has no line of `kind: certificate`",
    );
  });
});

describe("Netwrix Auditor, on its server", () => {
  it("C2: the certificate goes into the store of LocalSystem", () => {
    expect(stepOf(netwrixAuditor, "C2").text).toContain("CurrentUser\\My of the account LocalSystem");
  });

  it("M1: the monitoring plan's item", () => {
    expect(formOf(netwrixAuditor, "M1")).toEqual([
      ["Tenant name", { enter: "{domain}" }],
      ["Application ID", { enter: "{clientId}" }],
      ["Application secret", { enter: "{secret}" }],
    ]);
  });
});
