import { describe, expect, it } from "vitest";
import { gitlabMail } from "../../components/vendors/gitlab-mail.ts";
import { recordedGallery } from "../recorded.ts";
import { stepOf } from "./step.ts";

const gallery = (await recordedGallery()).integration("gitlab-mail");

describe("GitLab's incoming mail, the application", () => {
  it("A1: of this tenant alone, without a redirect URI", () => {
    expect(gallery.only("azuread:index/application:Application").inputs).toMatchObject({
      displayName: "GitLab incoming email",
      signInAudience: "AzureADMyOrg",
      web: { redirectUris: [] },
    });
  });

  it("A2: a client secret with an end, which MailRoom's guide would leave out", () => {
    expect(gallery.only("azuread:index/applicationPassword:ApplicationPassword").inputs).toMatchObject({
      displayName: "gitlab-mail 2026-11-21",
      endDate: "2027-05-15T00:00:00Z",
    });
    expect(gitlabMail.notOnPage.some((line) => line.includes("Never"))).toBe(true);
  });

  it("A3, Restrict mailbox access: Mail.ReadWrite for the named mailbox by Exchange, and for none by Entra", () => {
    expect(gitlabMail.permissions).toEqual({ "Microsoft Graph": { application: ["Mail.ReadWrite"] } });
    expect(gallery.only("azuread:index/application:Application").inputs.requiredResourceAccesses).toEqual([]);
    expect(gallery.all("azuread:index/appRoleAssignment:AppRoleAssignment")).toEqual([]);
    expect(gallery.resolved.mailboxes).toEqual([
      { address: "gitlab@contoso.example", receive: false, sendAs: false, rights: ["Application Mail.ReadWrite"] },
    ]);
  });

  it("R1: an Exchange administrator runs the sheet's script", () => {
    expect(stepOf(gitlabMail, "R1").by).toBe("Exchange administrator");
  });

  it("Sub-addressing: the page's command, for whom it concerns", () => {
    expect(stepOf(gitlabMail, "G0").text).toContain("Set-OrganizationConfig -DisablePlusAddressInRecipients $false");
  });
});

describe("GitLab's incoming mail, on its server", () => {
  it("Configure Microsoft Graph: the settings of gitlab.rb, one block a mailbox", () => {
    const { each, excerpt } = stepOf(gitlabMail, "G1");
    expect([each, excerpt?.file, excerpt?.syntax]).toEqual(["mailboxes", "/etc/gitlab/gitlab.rb", "ruby"]);
    expect(excerpt?.lines.match(/gitlab_rails\['(\w+)'\]/g)).toEqual([
      "gitlab_rails['incoming_email_enabled']",
      "gitlab_rails['incoming_email_address']",
      "gitlab_rails['incoming_email_email']",
      "gitlab_rails['incoming_email_delete_after_delivery']",
      "gitlab_rails['incoming_email_inbox_method']",
      "gitlab_rails['incoming_email_inbox_options']",
    ]);
    expect(excerpt?.lines).toContain("'client_secret': {secret},");
    expect(excerpt?.lines).toContain("%{key}");
  });

  it("G2: GitLab is reconfigured", () => {
    expect(stepOf(gitlabMail, "G2").text).toContain("\n$ gitlab-ctl reconfigure");
  });

  it("a renewal replaces the one line and reconfigures", () => {
    expect(stepOf(gitlabMail, "N2").excerpt?.lines).toBe("  'client_secret': {secret},");
    expect(stepOf(gitlabMail, "N3").text).toContain("gitlab-ctl reconfigure");
  });

  it("demands a secret alone: the named mailbox is all that it reaches", () => {
    expect(gitlabMail.demands.map(({ rule, step }) => [rule, step])).toEqual([["client-secret", "A2"]]);
  });
});
