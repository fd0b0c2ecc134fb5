import { describe, expect, it } from "vitest";
import { resolveIntegration } from "../../components/resolved-integration.ts";
import type { IntegrationSettings, Tenant } from "../../components/settings.ts";
import { teamconnect } from "../../components/vendors/teamconnect.ts";
import { recordedDev } from "../recorded.ts";
import { formOf, stepOf } from "./step.ts";

const graph = "00000003-0000-0000-c000-000000000000";
const exchange = "00000002-0000-0ff1-ce00-000000000000";
const mailRead = "810c84a8-4a9e-49e6-bf7d-12d183f40d01";
const imapAsUser = "652390e4-393a-48de-9484-05f9b1212954";
const imapAsApp = "5e5addcd-3e8d-4e90-baf5-964efab2b20a";
const smtpSendAsApp = "7146a1f0-8703-45b3-9eae-527a64c00995";

const dev = (await recordedDev()).integration("teamconnect");

/** The plan of a tenant that holds nothing but one TeamConnect. */
function resolvedOf(settings: Partial<IntegrationSettings>) {
  const tenant: Tenant = {
    id: "11111111-1111-1111-1111-111111111111",
    domain: "contoso.onmicrosoft.com",
    owners: [],
    disposable: true,
    integrations: {
      teamconnect: {
        vendor: "teamconnect",
        credentials: [{ issued: "2026-11-21", expires: "2027-05-15" }],
        ...settings,
      },
    },
  };
  return resolveIntegration(tenant, "teamconnect", teamconnect);
}

describe("TeamConnect 8.0, prerequisites", () => {
  it("MFA: stays on, whatever the page says, unless the vendor confirms the password flow", () => {
    expect(stepOf(teamconnect, "P1").text).toContain("Switch multi-factor authentication (MFA) off");
    expect(stepOf(teamconnect, "P1").advice).toBe(
      "Leave MFA on: client credentials do not need this step; do it only if the vendor confirms the Resource Owner Password flow.",
    );
  });

  it("Authenticator: only the Resource Owner Password Credential Flow has it removed", () => {
    expect(stepOf(teamconnect, "P2").text).toBe("Take Microsoft Push/Microsoft Authenticator off the mailbox account.");
    expect(stepOf(teamconnect, "P2").advice).toContain("Leave it in place");
  });

  it("both are never the stack's", () => {
    expect([stepOf(teamconnect, "P1").by, stepOf(teamconnect, "P2").by]).toEqual([
      "administrator of the mailbox accounts",
      "administrator of the mailbox accounts",
    ]);
  });
});

describe("TeamConnect 8.0, configuring with M365 Exchange Services", () => {
  it("steps 2, 3: an application named TeamConnect, for this organizational directory only", () => {
    const { inputs } = dev.only("azuread:index/application:Application");
    expect(inputs).toMatchObject({ displayName: "TeamConnect", signInAudience: "AzureADMyOrg" });
    expect(formOf(teamconnect, "3")).toEqual([
      ["Name", { enter: "{displayName}" }],
      ["Supported account types", { choose: "Accounts in this organizational directory only (single tenant)" }],
    ]);
  });

  it("asks for no redirect URI and no implicit grant", () => {
    expect(dev.only("azuread:index/application:Application").inputs.web).toEqual({
      redirectUris: [],
      implicitGrant: { accessTokenIssuanceEnabled: false, idTokenIssuanceEnabled: false },
    });
  });

  it("step 4: Graph's delegated IMAP scope and Mail.Read, Exchange Online's IMAP.AccessAsApp and SMTP.SendAsApp", () => {
    expect(resolvedOf({}).permissions).toEqual([
      {
        api: "Office 365 Exchange Online",
        appId: exchange,
        delegated: [],
        application: [
          { name: "IMAP.AccessAsApp", id: imapAsApp },
          { name: "SMTP.SendAsApp", id: smtpSendAsApp },
        ],
      },
      {
        api: "Microsoft Graph",
        appId: graph,
        delegated: [{ name: "IMAP.AccessAsUser.All", id: imapAsUser }],
        application: [{ name: "Mail.Read", id: mailRead }],
      },
    ]);
  });

  it("step 4: the misprint IMAP.Access.AsUser.All stays in the page's words and is named as one", () => {
    expect(stepOf(teamconnect, "4").text).toContain(
      "IMAP.Access.AsUser.All (a misprint: it is IMAP.AccessAsUser.All; left out where the settings say so",
    );
  });

  it("step 4: the delegated IMAP scope, and only that, may be left out", () => {
    expect(teamconnect.omittable).toEqual({ "Microsoft Graph": { delegated: ["IMAP.AccessAsUser.All"] } });
    const omits = { "Microsoft Graph": { delegated: ["IMAP.AccessAsUser.All"] } } as const;
    expect(resolvedOf({ omits }).permissions.flatMap(({ delegated }) => delegated)).toEqual([]);
  });

  it("step 4: the dev tenant leaves it out and asks for three application permissions", () => {
    expect(dev.only("azuread:index/application:Application").inputs.requiredResourceAccesses).toEqual([
      {
        resourceAppId: exchange,
        resourceAccesses: [
          { id: imapAsApp, type: "Role" },
          { id: smtpSendAsApp, type: "Role" },
        ],
      },
      { resourceAppId: graph, resourceAccesses: [{ id: mailRead, type: "Role" }] },
    ]);
  });

  it("step 4: admin consent is granted to each of them, and to nothing else", () => {
    const granted = dev
      .all("azuread:index/appRoleAssignment:AppRoleAssignment")
      .map(({ inputs }) => [inputs.resourceObjectId, inputs.appRoleId, inputs.principalObjectId]);
    expect(granted.sort()).toEqual([
      [`sp:${exchange}`, imapAsApp, "object:teamconnect-principal"],
      [`sp:${exchange}`, smtpSendAsApp, "object:teamconnect-principal"],
      [`sp:${graph}`, mailRead, "object:teamconnect-principal"],
    ]);
    expect(
      dev.all("azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant"),
    ).toEqual([]);
  });

  it("step 5: Outgoing Email Server Settings, left column and right column", () => {
    expect(stepOf(teamconnect, "5").text).toContain("Admin → Admin Settings → Email → Outgoing Email Server Settings");
    expect(formOf(teamconnect, "5")).toEqual([
      ["Outgoing Mail Server", { enter: "smtp.office365.com" }],
      ["Reply-To Address", { decide: "The address that answers go to." }],
      ["Security/Encryption", { choose: "Use TLS" }],
      ["Port", { enter: "587" }],
      ["Outgoing Server Requires Authentication", { tick: true }],
      ["Username", { enter: "{sendingMailboxes}" }],
      ["Password", { leaveBlank: true }],
      ["Enable OAuth", { choose: "Microsoft Exchange" }],
      ["Application Client ID", { enter: "{clientId}" }],
      ["Application Client Secret", { enter: "{secret}" }],
      ["Authority URL", { enter: "https://login.microsoftonline.com/{tenantId}/oauth2/v2.0/token" }],
    ]);
  });

  it("step 6: Incoming Email Server Settings, left column and right column", () => {
    expect(stepOf(teamconnect, "6").text).toContain("Admin → Admin Settings → Email → Incoming Email Server Settings");
    expect(formOf(teamconnect, "6")).toEqual([
      ["Use SSL", { tick: true }],
      ["Incoming Mail Server", { enter: "outlook.office365.com" }],
      ["Username", { enter: "{receivingMailboxes}" }],
      ["Password", { leaveBlank: true }],
      ["Enable OAuth", { choose: "Microsoft Exchange" }],
      ["Application Client ID", { enter: "{clientId}" }],
      ["Application Client Secret", { enter: "{secret}" }],
      ["Authority URL", { enter: "https://login.microsoftonline.com/{tenantId}/oauth2/v2.0/token" }],
    ]);
  });

  it("steps 5, 6: Test Connection shows Success; Update overwrites the previous values", () => {
    for (const step of ["5", "6"]) {
      expect(stepOf(teamconnect, step).text).toContain("only after Success click Update, which overwrites");
      expect(stepOf(teamconnect, step).expect).toContain("Success next to Test Connection.");
    }
  });

  it("after step 6: whoever upgrades selects Microsoft Exchange again", () => {
    expect(stepOf(teamconnect, "U1").text).toContain("select “Microsoft Exchange” from Enable oAuth again");
  });

  it("steps 7, 8, 9: client id, secret and authority come from the stack, for the fields of steps 5 and 6", () => {
    expect(["7", "8", "9"].map((step) => stepOf(teamconnect, step).by)).toEqual(["stack", "stack", "stack"]);
  });

  it("step 8: one client secret, for as long as the settings say", () => {
    expect(teamconnect.credential).toEqual({ kind: "secret" });
    expect(dev.only("azuread:index/applicationPassword:ApplicationPassword").inputs).toEqual({
      applicationId: "id:teamconnect-application",
      displayName: "teamconnect 2026-11-21",
      endDate: "2027-05-15T00:00:00Z",
    });
  });

  it("after step 9: an email approval workflow tests the connection", () => {
    expect(stepOf(teamconnect, "T1").text).toContain("Start an email approval workflow");
  });

  it("the credential is typed on two pages", () => {
    expect(teamconnect.places.map((place) => place.split(":")[0])).toEqual([
      "Admin → Admin Settings → Email → Outgoing Email Server Settings",
      "Admin → Admin Settings → Email → Incoming Email Server Settings",
    ]);
    expect(["R2", "R3"].map((step) => formOf(teamconnect, step))).toEqual([
      [["Application Client Secret", { enter: "{secret}" }]],
      [["Application Client Secret", { enter: "{secret}" }]],
    ]);
  });
});

describe("TeamConnect 8.0, creating service principals for M365 Exchange", () => {
  it("connecting, steps 2 to 4: the page's own commands", () => {
    expect(["E2", "E3", "E4"].map((step) => stepOf(teamconnect, step).text.split("\n")[1])).toEqual([
      "PS> Install-Module -Name ExchangeOnlineManagement -RequiredVersion 3.4.0",
      "PS> Import-Module ExchangeOnlineManagement",
      "PS> Connect-ExchangeOnline -UserPrincipalName [USEREMAIL]",
    ]);
  });

  it("creating, step 1: the service principal's object id, never the application's", () => {
    const { text, advice } = stepOf(teamconnect, "N1");
    expect(text.split("\n")[1]).toBe(
      "PS> New-ServicePrincipal -AppId {clientId} -ServiceId {servicePrincipalObjectId}",
    );
    expect(JSON.stringify(teamconnect)).not.toContain("{applicationObjectId}");
    expect(advice).toContain("-ObjectId");
  });

  it("creating, step 2: the Service Principal ID is shown", () => {
    expect(stepOf(teamconnect, "N2").text.split("\n")[1]).toBe("PS> Get-ServicePrincipal | fl");
  });

  it("creating, step 3: FullAccess for each mailbox", () => {
    expect(stepOf(teamconnect, "N3").each).toBe("mailboxes");
    expect(stepOf(teamconnect, "N3").text.split("\n")[1]).toBe(
      "PS> Add-MailboxPermission -Identity {mailbox} -User [SERVICE PRINCIPAL ID] -AccessRights FullAccess",
    );
    expect(dev.resolved.mailboxes).toEqual([
      { address: "teamconnect@contoso.example", receive: true, sendAs: false, rights: ["FullAccess"] },
      { address: "legal-noreply@contoso.example", receive: false, sendAs: true, rights: ["FullAccess", "SendAs"] },
    ]);
  });

  it("SendAs, IMAP and SMTP AUTH are Microsoft's words and not the page's", () => {
    const beyond = teamconnect.procedures.find(({ steps }) => steps.some(({ step }) => step === "N4"));
    expect(beyond?.onPage).toBe(false);
    expect(["N4", "N5", "N6"].map((step) => stepOf(teamconnect, step).text.split("\n")[1])).toEqual([
      "PS> Add-RecipientPermission [MAILBOX] -Trustee [SERVICE PRINCIPAL ID] -AccessRights SendAs",
      "PS> Set-CASMailbox -Identity [MAILBOX] -ImapEnabled $true",
      "PS> Set-CASMailbox -Identity [MAILBOX] -SmtpClientAuthenticationDisabled $false",
    ]);
  });
});

describe("TeamConnect 8.0, where the page goes against a rule", () => {
  it("demands exactly these", () => {
    expect(
      teamconnect.demands.map(({ rule, step, ...rest }) => [rule, "subject" in rest ? rest.subject : "", step]),
    ).toEqual([
      ["client-secret", "", "S8"],
      ["mailbox-scope", "Mail.Read", "S4"],
      ["delegated-first", "IMAP.AccessAsApp", "S4"],
      ["risky-permission", "Mail.Read", "S4"],
      ["risky-permission", "IMAP.AccessAsUser.All", "S4"],
      ["risky-permission", "IMAP.AccessAsApp", "S4"],
      ["risky-permission", "SMTP.SendAsApp", "S4"],
      ["smtp-auth", "SMTP.SendAsApp", "S4"],
      ["weakens-tenant", "", "P1"],
      ["password-grant-possible", "", "P1"],
    ]);
  });
});
