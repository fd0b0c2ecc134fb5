import { describe, expect, it } from "vitest";
import { checkedArgs } from "../../components/checked-args.ts";
import type { Procedure } from "../../components/definition.ts";
import { resolveIntegration } from "../../components/resolved-integration.ts";
import { commvaultOneDrive } from "../../components/vendors/commvault-onedrive.ts";
import { deployer, tenantId } from "../component-args.ts";
import { recordedGallery } from "../recorded.ts";
import { formOf, stepOf } from "./step.ts";

const gallery = (await recordedGallery()).integration("commvault-onedrive");

/** The permissions of one of the page's two lists, and whatever is added. */
function asked(permissionSet: string, more: object = {}): string[] {
  const { tenant, definition } = checkedArgs("onedrive", {
    vendor: "commvault-onedrive",
    tenantId,
    owners: [{ servicePrincipal: deployer, deploys: true }],
    instances: ["cc.contoso.example"],
    credentials: [{ kind: "certificate", issued: "2026-11-21", expires: "2027-05-15" }],
    permissionSet,
    ...more,
  });
  return resolveIntegration(tenant, "onedrive", definition).permissions.flatMap(({ api, application, delegated }) => {
    expect(delegated).toEqual([]);
    return application.map(({ name }) => `${api} ${name}`).sort();
  });
}

describe("Commvault, the registered application", () => {
  it("R1: a single tenant, with the address of Command Center as its redirect URI", () => {
    expect(formOf(commvaultOneDrive, "R1")).toEqual([
      ["Name", { enter: "{displayName}" }],
      ["Supported account types", { choose: "Accounts in this organizational directory only (single tenant)" }],
      ["Redirect URI", { enter: "{redirectUris}" }],
    ]);
    expect(gallery.only("azuread:index/application:Application").inputs).toMatchObject({
      displayName: "Commvault for OneDrive for Business",
      signInAudience: "AzureADMyOrg",
      web: { redirectUris: ["https://commandcenter.contoso.example/commandcenter"] },
    });
  });

  it("R3: a client secret, whose lifetime the page leaves open, or the certificate that SharePoint's own API wants", () => {
    expect(commvaultOneDrive.credential).toEqual({
      oneOf: [{ kind: "secret" }, { kind: "certificate", thumbprint: "none" }],
    });
    expect(gallery.all("azuread:index/applicationPassword:ApplicationPassword")).toHaveLength(1);
  });
});

describe("Commvault, the permissions (P1)", () => {
  it("backup only: five of Graph", () => {
    expect(asked("backup")).toEqual([
      "Microsoft Graph Directory.Read.All",
      "Microsoft Graph Files.Read.All",
      "Microsoft Graph Policy.Read.All",
      "Microsoft Graph Reports.Read.All",
      "Microsoft Graph User.Read.All",
    ]);
  });

  it("backup only, files under data loss prevention policies: full control of all sites besides", () => {
    const more = { permissions: { "Microsoft Graph": { application: ["Sites.FullControl.All"] } } };
    expect(asked("backup", more)).toContain("Microsoft Graph Sites.FullControl.All");
  });

  it("backup and restore: four of Graph and full control through SharePoint's own API", () => {
    expect(asked("backup-and-restore")).toEqual([
      "Microsoft Graph Directory.Read.All",
      "Microsoft Graph Files.ReadWrite.All",
      "Microsoft Graph Policy.Read.All",
      "Microsoft Graph User.Read.All",
      "Office 365 SharePoint Online Sites.FullControl.All",
    ]);
  });

  it("backup and restore, rotation by the product: a right over its own application besides", () => {
    const more = { permissions: { "Microsoft Graph": { application: ["Application.ReadWrite.OwnedBy"] } } };
    expect(asked("backup-and-restore", more)).toContain("Microsoft Graph Application.ReadWrite.OwnedBy");
    expect(() => asked("backup", more)).toThrow("only to backup-and-restore");
  });

  it("the gallery takes backup only, consented to and nothing else", () => {
    expect(gallery.resolved.permissionSet?.label.en).toBe("backup only");
    expect(gallery.all("azuread:index/appRoleAssignment:AppRoleAssignment")).toHaveLength(5);
  });
});

describe("Commvault, in Command Center", () => {
  it("R4: application, directory and secret", () => {
    expect(formOf(commvaultOneDrive, "R4")).toEqual([
      ["Application ID", { enter: "{clientId}" }],
      ["Directory ID", { enter: "{tenantId}" }],
      ["Client secret", { enter: "{secret}" }],
      ["Certificate", { enter: "{privateKey}" }],
    ]);
  });

  it("P2: a restore is tried where it is chosen, and nowhere else", () => {
    const procedures: readonly Procedure[] = commvaultOneDrive.procedures;
    const restore = procedures.find(({ steps }) => steps.some(({ step }) => step === "P2"));
    expect(restore?.appliesTo).toEqual({ sets: ["backup-and-restore"] });
    expect(stepOf(commvaultOneDrive, "P2").text).toContain("to another folder");
  });

  it("a renewal replaces the one that the integration has", () => {
    expect(formOf(commvaultOneDrive, "N2")).toEqual([
      ["Client secret", { enter: "{secret}" }],
      ["Certificate", { enter: "{privateKey}" }],
    ]);
  });
});
