import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { xsoarOutlook } from "../../components/vendors/xsoar-outlook.ts";
import { recordedGallery } from "../recorded.ts";
import { formOf, stepOf } from "./step.ts";

const gallery = (await recordedGallery()).integration("xsoar-outlook");

describe("Cortex XSOAR, self-deployed application with client credentials", () => {
  it("step 1: an application of this tenant alone without a redirect URI; its entry in the register of services", () => {
    expect(gallery.only("azuread:index/application:Application").inputs).toMatchObject({
      displayName: "Cortex XSOAR O365 Outlook Mail",
      signInAudience: "AzureADMyOrg",
      serviceManagementReference: "APP-00417",
      web: { redirectUris: [] },
    });
  });

  it("step 4: three application permissions of Graph, consented to", () => {
    expect(xsoarOutlook.permissions).toEqual({
      "Microsoft Graph": { application: ["Mail.ReadWrite", "Mail.Send", "MailboxSettings.ReadWrite"] },
    });
    expect(gallery.all("azuread:index/appRoleAssignment:AppRoleAssignment")).toHaveLength(3);
  });

  it("a certificate or a secret: the certificate is the one to prefer", () => {
    expect(xsoarOutlook.credential.oneOf.map(({ kind }) => kind)).toEqual(["certificate", "secret"]);
  });

  it("the certificate that the file names, until the line's end; no key in the state, and nothing in the vault", () => {
    expect(gallery.only("azuread:index/applicationCertificate:ApplicationCertificate").inputs).toMatchObject({
      value: readFileSync("tenants/certificates/xsoar-outlook.pem", "utf8"),
      endDate: "2027-05-15T00:00:00Z",
    });
    expect(gallery.all("tls:index/privateKey:PrivateKey")).toEqual([]);
    expect(gallery.all("azure-native:keyvault:Secret")).toEqual([]);
  });

  it("step 8: thumbprint in hex and private key, or the secret in their place", () => {
    expect(stepOf(xsoarOutlook, "S8").fields?.map(({ label }) => label)).toEqual([
      "Application ID or Client ID",
      "Token or Tenant ID",
      "Key or Client Secret",
      "Certificate Thumbprint",
      "Private Key",
      "Use a self deployed Azure application",
      "Email address from which to fetch incidents",
    ]);
    expect(formOf(xsoarOutlook, "S8")).toContainEqual(["Certificate Thumbprint", { enter: "{thumbprint.sha1Hex}" }]);
  });
});
