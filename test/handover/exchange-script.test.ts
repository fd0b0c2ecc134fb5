/**
 * The Exchange Online scripts of an integration with mailboxes.
 */
import { describe, expect, test } from "vitest";
import { type ResolvedIntegration, resolveIntegration } from "../../components/resolved-integration.ts";
import { readTenant } from "../../components/settings.ts";
import { teamconnect } from "../../components/vendors/teamconnect.ts";
import { exchangeRemovalScript, exchangeScript } from "../../operate/handover/exchange-script.ts";
import { powershellString } from "../../operate/handover/quoting.ts";

const resolved = resolveIntegration(readTenant("tenants/dev.yaml"), "teamconnect", teamconnect);
const outputs = {
  vendor: "teamconnect",
  tenantId: "11111111-1111-1111-1111-111111111111",
  clientId: "cccccccc-0000-4000-8000-000000000001",
  applicationObjectId: "aaaaaaaa-0000-4000-8000-000000000002",
  servicePrincipalObjectId: "bbbbbbbb-0000-4000-8000-000000000003",
  credentials: [],
};

function withMailboxes(mailboxes: ResolvedIntegration["mailboxes"]): ResolvedIntegration {
  return { ...resolved, mailboxes };
}

/** Lines that do something to the organisation: neither comments nor the connection. */
function actions(script: string): string[] {
  return script.split("\n").filter((line) => /^\s*(New|Add|Set|Remove)-|= New-/.test(line));
}

describe("opening the mailboxes", () => {
  test("the service principal's object id, under today's parameter name", () => {
    const script = exchangeScript(resolved, outputs);
    expect(script).toContain(
      "New-ServicePrincipal -AppId 'cccccccc-0000-4000-8000-000000000001' -ObjectId 'bbbbbbbb-0000-4000-8000-000000000003' -DisplayName 'TeamConnect",
    );
    expect(script).not.toContain("aaaaaaaa-0000-4000-8000-000000000002");
    expect(script).not.toContain("ServiceId");
  });

  test("each mailbox by its settings: FullAccess for all, IMAP where mail is fetched, SendAs and SMTP where it is sent", () => {
    expect(actions(exchangeScript(resolved, outputs)).slice(2)).toEqual([
      "Add-MailboxPermission -Identity 'teamconnect@contoso.example' -User $principal.Identity -AccessRights FullAccess",
      "Set-CASMailbox -Identity 'teamconnect@contoso.example' -ImapEnabled $true",
      "Add-MailboxPermission -Identity 'legal-noreply@contoso.example' -User $principal.Identity -AccessRights FullAccess",
      "Add-RecipientPermission 'legal-noreply@contoso.example' -Trustee $principal.Identity -AccessRights SendAs -Confirm:$false",
      "Set-CASMailbox -Identity 'legal-noreply@contoso.example' -SmtpClientAuthenticationDisabled $false",
    ]);
  });

  test("SMTP stays closed on a mailbox that only receives: its line is a comment", () => {
    expect(exchangeScript(resolved, outputs)).toContain(
      "# Set-CASMailbox -Identity 'teamconnect@contoso.example' -SmtpClientAuthenticationDisabled $false",
    );
  });

  test("a mailbox that does not receive is there to send: SMTP is opened without SendAs", () => {
    const script = exchangeScript(
      withMailboxes([{ address: "out@contoso.example", receive: false, sendAs: false, rights: ["FullAccess"] }]),
      outputs,
    );
    expect(actions(script).slice(2)).toEqual([
      "Add-MailboxPermission -Identity 'out@contoso.example' -User $principal.Identity -AccessRights FullAccess",
      "Set-CASMailbox -Identity 'out@contoso.example' -SmtpClientAuthenticationDisabled $false",
    ]);
  });

  test("the organisation's own SMTP AUTH switch is never touched", () => {
    expect(exchangeScript(resolved, outputs)).not.toContain("Set-TransportConfig");
  });

  test("another tenant's session is refused before anything is changed", () => {
    const script = exchangeScript(resolved, outputs);
    const guard = script.indexOf("TenantID -ne '11111111-1111-1111-1111-111111111111'");
    expect(guard).toBeGreaterThan(script.indexOf("Connect-ExchangeOnline"));
    expect(guard).toBeLessThan(script.indexOf("New-ServicePrincipal"));
  });
});

describe("removal", () => {
  test("takes back every right that was given, the service principal last", () => {
    expect(actions(exchangeRemovalScript(resolved, outputs))).toEqual([
      "Remove-MailboxPermission -Identity 'teamconnect@contoso.example' -User $principal.Identity -AccessRights FullAccess -Confirm:$false",
      "Remove-RecipientPermission 'legal-noreply@contoso.example' -Trustee $principal.Identity -AccessRights SendAs -Confirm:$false",
      "Remove-MailboxPermission -Identity 'legal-noreply@contoso.example' -User $principal.Identity -AccessRights FullAccess -Confirm:$false",
      "Set-CASMailbox -Identity 'legal-noreply@contoso.example' -SmtpClientAuthenticationDisabled $true",
      "Remove-ServicePrincipal -Identity $principal.Identity -Confirm:$false",
    ]);
  });
});

describe("values from the settings", () => {
  test.each([
    ["plain", "'plain'"],
    ["o'brien@contoso.example", "'o''brien@contoso.example'"],
    ["a’; Remove-Mailbox x; ‘b", "'a’’; Remove-Mailbox x; ‘‘b'"],
    ["$(calc) `n $env:X", "'$(calc) `n $env:X'"],
  ])("%s is one literal string", (value, literal) => {
    expect(powershellString(value)).toBe(literal);
  });

  test("an address and a display name with a quote stay arguments", () => {
    const script = exchangeScript(
      {
        ...withMailboxes([
          { address: "o'brien@contoso.example", receive: true, sendAs: false, rights: ["FullAccess"] },
        ]),
        displayName: "Legal's TeamConnect",
      },
      outputs,
    );
    expect(script).toContain("-Identity 'o''brien@contoso.example' -User");
    expect(script).toContain("-DisplayName 'Legal''s TeamConnect'");
  });

  test("without mailboxes there is no script", () => {
    expect([exchangeScript(withMailboxes([]), outputs), exchangeRemovalScript(withMailboxes([]), outputs)]).toEqual([
      "",
      "",
    ]);
  });
});

describe("roles that Exchange limits to the mailboxes", () => {
  const limited = {
    ...withMailboxes(
      ["support@contoso.example", "sales@contoso.example"].map((address) => ({
        address,
        receive: false,
        sendAs: false,
        rights: ["Application Mail.ReadWrite", "Application Mail.Send"] as const,
      })),
    ),
    identity: "tickets",
  };

  test("one scope names the mailboxes, each role is assigned within it, and no right on a mailbox is given", () => {
    const script = exchangeScript(limited, outputs);
    expect(script).toContain(
      [
        "$scope = 'm365-integrations tickets'",
        "$mailboxes = @()",
        "$mailboxes += (Get-Mailbox -Identity 'support@contoso.example').PrimarySmtpAddress",
        "$mailboxes += (Get-Mailbox -Identity 'sales@contoso.example').PrimarySmtpAddress",
      ].join("\n"),
    );
    expect(script.split("\n").filter((line) => line.includes("New-ManagementRoleAssignment"))).toEqual([
      "if (-not (Get-ManagementRoleAssignment -Role 'Application Mail.ReadWrite' | Where-Object { $_.CustomResourceScope -eq $scope })) { New-ManagementRoleAssignment -App $principal.AppId -Role 'Application Mail.ReadWrite' -CustomResourceScope $scope | Out-Null }",
      "if (-not (Get-ManagementRoleAssignment -Role 'Application Mail.Send' | Where-Object { $_.CustomResourceScope -eq $scope })) { New-ManagementRoleAssignment -App $principal.AppId -Role 'Application Mail.Send' -CustomResourceScope $scope | Out-Null }",
    ]);
    expect(script).toContain("Test-ServicePrincipalAuthorization -Identity $principal.ObjectId -Resource $_");
    expect(script).not.toMatch(/MailboxPermission|RecipientPermission|CASMailbox/);
  });

  test("a rerun corrects the scope and takes away roles that the file no longer gives", () => {
    const script = exchangeScript(limited, outputs);
    expect(script).toContain("Set-ManagementScope -Identity $scope -RecipientRestrictionFilter $filter");
    expect(script).toContain(
      "Where-Object { $_.CustomResourceScope -eq $scope -and $_.Role -notin $roles } | Remove-ManagementRoleAssignment -Confirm:$false",
    );
  });

  test("removal takes assignments, then the scope, then the principal", () => {
    expect(actions(exchangeRemovalScript(limited, outputs))).toEqual([
      "Remove-ServicePrincipal -Identity $principal.Identity -Confirm:$false",
    ]);
    const script = exchangeRemovalScript(limited, outputs);
    const at = (text: string) => script.indexOf(text);
    expect(at("Remove-ManagementRoleAssignment")).toBeGreaterThan(0);
    expect(at("Remove-ManagementScope")).toBeGreaterThan(at("Remove-ManagementRoleAssignment"));
    expect(at("Remove-ServicePrincipal")).toBeGreaterThan(at("Remove-ManagementScope"));
  });

  test("an apostrophe in an address ends nothing", () => {
    const [mailbox] = limited.mailboxes;
    const script = exchangeScript(
      { ...limited, mailboxes: mailbox ? [{ ...mailbox, address: "o'hara@contoso.example" }] : [] },
      outputs,
    );
    expect(script).toContain("(Get-Mailbox -Identity 'o''hara@contoso.example')");
  });
});
