import { describe, expect, it } from "vitest";
import { wazuhO365 } from "../../components/vendors/wazuh-o365.ts";
import { recordedGallery } from "../recorded.ts";
import { formOf, stepOf } from "./step.ts";

const gallery = (await recordedGallery()).integration("wazuh-o365");

describe("Wazuh, the registered application", () => {
  it("A3: the account type is free, and read as this tenant alone", () => {
    expect(formOf(wazuhO365, "A3")).toEqual([
      ["Name", { enter: "{displayName}" }],
      ["Supported account types", { choose: "Accounts in this organizational directory only (single tenant)" }],
    ]);
    expect(gallery.only("azuread:index/application:Application").inputs).toMatchObject({
      displayName: "Wazuh module for Office 365",
      signInAudience: "AzureADMyOrg",
      web: { redirectUris: [] },
    });
  });

  it("C1: a client secret, with Description and Expires", () => {
    expect(formOf(wazuhO365, "C1")).toEqual([
      ["Description", { enter: "{credentialName}" }],
      ["Expires", { enter: "{expires}" }],
    ]);
    expect(gallery.only("azuread:index/applicationPassword:ApplicationPassword").inputs).toMatchObject({
      displayName: "wazuh-o365 2026-11-21",
      endDate: "2027-05-15T00:00:00Z",
    });
  });

  it("E1: two application permissions of the Management APIs, consented to", () => {
    expect(gallery.only("azuread:index/application:Application").inputs.requiredResourceAccesses).toEqual([
      {
        resourceAppId: "c5393580-f805-4401-95e8-94b7a6ef2fc2",
        resourceAccesses: [
          { id: "4807a72c-ad38-4250-94c9-4eabfe26cd55", type: "Role" }, // ActivityFeed.ReadDlp
          { id: "594c1fb6-4f81-4475-ae41-0c394909246c", type: "Role" }, // ActivityFeed.Read
        ],
      },
    ]);
    expect(gallery.all("azuread:index/appRoleAssignment:AppRoleAssignment")).toHaveLength(2);
  });
});

describe("Wazuh, on its server", () => {
  it("W1: a block of ossec.conf takes tenant, client and secret, and the page's five subscriptions", () => {
    const { file, syntax, lines } = stepOf(wazuhO365, "W1").excerpt ?? {};
    expect([file, syntax]).toEqual(["/var/ossec/etc/ossec.conf", "xml"]);
    expect(lines).toContain(`    <api_auth>
      <tenant_id>{tenantId}</tenant_id>
      <client_id>{clientId}</client_id>
      <client_secret>{secret}</client_secret>
      <api_type>commercial</api_type>
    </api_auth>`);
    expect([...(lines ?? "").matchAll(/<subscription>(.*)<\/subscription>/g)].map(([, name]) => name)).toEqual([
      "Audit.AzureActiveDirectory",
      "Audit.Exchange",
      "Audit.SharePoint",
      "Audit.General",
      "DLP.All",
    ]);
  });

  it("W2: the manager is restarted", () => {
    expect(stepOf(wazuhO365, "W2").text).toContain("\n$ systemctl restart wazuh-manager");
  });

  it("D1, D2: the dashboard's module is switched on", () => {
    expect(stepOf(wazuhO365, "D1").text).toContain("Wazuh > Settings > Modules");
    expect(stepOf(wazuhO365, "D2").text).toContain("Security Information Management");
  });

  it("a renewal replaces the one line and restarts", () => {
    expect(stepOf(wazuhO365, "R2").excerpt).toMatchObject({
      file: "/var/ossec/etc/ossec.conf",
      lines: "      <client_secret>{secret}</client_secret>",
    });
    expect(stepOf(wazuhO365, "R3").text).toContain("systemctl restart wazuh-manager");
  });

  it("demands a secret and the scope of DLP events, and nothing else that a rule is against", () => {
    expect(wazuhO365.demands.map(({ rule, step }) => [rule, step])).toEqual([
      ["client-secret", "C1"],
      ["risky-permission", "E1"],
    ]);
  });
});
