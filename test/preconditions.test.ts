/** What a permission needs beside its consent, and what the file's check says of it. */
import { describe, expect, test } from "vitest";
import { apis, mayBeAsked } from "../catalog/apis.ts";
import { administrations } from "../components/administration.ts";
import { certificateAsWritten } from "../components/certificate-file.ts";
import { conditionNames, conditionOf, conditionSentence } from "../components/conditions.ts";
import type { VendorDefinition } from "../components/definition.ts";
import { apiIdOf, type Permissions, resolvePermissions } from "../components/permissions.ts";
import { preconditionNotes } from "../components/precondition-notes.ts";
import { conditionsOf, needsOf, preconditions } from "../components/preconditions.ts";
import { type ResolvedIntegration, resolveIntegration } from "../components/resolved-integration.ts";
import { directoryRoleId, directoryRoleNames } from "../components/roles.ts";
import { parseTenant } from "../components/settings.ts";
import { crossFaults } from "../components/settings-rules.ts";
import { livePlatform } from "../components/vendors/live-platform.ts";

function needs(api: string, kind: "delegated" | "application", name: string): string[] {
  return needsOf({ appId: apiIdOf(api) ?? "", kind, name }).map(({ is }) => is);
}

describe("the table", () => {
  test.each([
    ["Office 365 SharePoint Online", "application", "Sites.FullControl.All", ["certificate"]],
    ["Office 365 SharePoint Online", "application", "Sites.Selected", ["certificate", "site-grant"]],
    ["Office 365 SharePoint Online", "delegated", "AllSites.Read", ["sign-in"]],
    ["Microsoft Graph", "application", "Sites.FullControl.All", []],
    ["Microsoft Graph", "application", "Sites.Selected", ["site-grant"]],
    ["Microsoft Graph", "application", "Lists.SelectedOperations.Selected", ["site-grant"]],
    ["Microsoft Graph", "application", "Files.SelectedOperations.Selected", ["site-grant"]],
    ["Microsoft Graph", "delegated", "Sites.Selected", ["sign-in", "site-grant"]],
    ["Microsoft Graph", "application", "OnlineMeetings.Read.All", ["meeting-policy"]],
    ["Microsoft Graph", "application", "Mail.Read", []],
    ["Microsoft Graph", "delegated", "User.Read", ["sign-in"]],
    ["Microsoft Graph", "delegated", "openid", []],
    ["Microsoft Graph", "delegated", "offline_access", []],
    ["Office 365 Exchange Online", "application", "Exchange.ManageAsApp", ["directory-role"]],
    ["Office 365 Exchange Online", "application", "Exchange.ManageAsAppV2", ["directory-role"]],
    ["Office 365 Exchange Online", "application", "IMAP.AccessAsApp", ["mailbox-right"]],
    ["Office 365 Exchange Online", "application", "SMTP.SendAsApp", ["mailbox-right"]],
    ["Skype and Teams Tenant Admin API", "application", "application_access", ["directory-role"]],
    ["Microsoft Graph", "application", "VirtualEvent.Read.All", ["meeting-policy"]],
    ["Microsoft Graph", "application", "Notes.Read.All", ["gone"]],
    ["Microsoft Graph", "delegated", "Notes.Read.All", ["sign-in"]],
    ["Microsoft Graph", "application", "PrivilegedAccess.Read.AzureAD", ["gone"]],
    ["Office 365 SharePoint Online", "delegated", "ProjectWebApp.FullControl", ["sign-in", "gone"]],
    ["Office 365 Exchange Online", "application", "ReportingWebService.Read.All", ["gone"]],
    ["Office 365 Exchange Online", "application", "Mail.ReadWrite", ["gone"]],
    ["Office 365 Exchange Online", "application", "Mailbox.Migration", []],
  ] as const)("%s, %s %s needs %j", (api, kind, name, expected) => {
    expect(needs(api, kind, name)).toEqual(expected);
  });

  test.each(preconditions.map((row) => [row.need.is, row] as const))(
    "the row %s is about a permission that exists, and names its source",
    (_, { api, kind, names, source }) => {
      const met = apis
        .filter(({ appId }) => api === undefined || api === appId)
        .flatMap((one) =>
          (kind === undefined ? (["application", "delegated"] as const) : [kind]).flatMap((as) =>
            one[as].filter((permission) => mayBeAsked(one, permission) && names.test(permission.value)),
          ),
        );
      expect(met.length).toBeGreaterThan(0);
      expect(source.length).toBeGreaterThan(20);
    },
  );

  test.each([
    ["Office 365 Management APIs", "application", "ActivityFeed.Read", ["auditing"]],
    ["Office 365 Management APIs", "application", "ServiceHealth.Read", []],
    ["Microsoft Graph", "application", "AuditLogsQuery.Read.All", ["auditing"]],
    ["Microsoft Graph", "application", "Reports.Read.All", ["names-shown"]],
    ["Microsoft Graph", "delegated", "Reports.Read.All", ["names-shown"]],
    ["Microsoft Graph", "application", "AuditLog.Read.All", ["entra-p1"]],
    ["Microsoft Graph", "application", "IdentityRiskyUser.Read.All", ["entra-p2"]],
    ["Microsoft Graph", "application", "RoleEligibilitySchedule.Read.Directory", ["entra-p2"]],
    ["Microsoft Graph", "application", "PrivilegedEligibilitySchedule.Read.AzureADGroup", ["entra-p2"]],
    ["Microsoft Graph", "application", "LifecycleWorkflows-Reports.Read.All", ["entra-governance"]],
    ["Microsoft Graph", "application", "IdentityRiskyServicePrincipal.Read.All", ["workload-identities"]],
    ["Microsoft Graph", "application", "DeviceManagementManagedDevices.Read.All", ["intune"]],
    ["Microsoft Graph", "application", "ThreatHunting.Read.All", ["defender"]],
    ["Microsoft Graph", "application", "SecurityIncident.Read.All", ["defender"]],
    ["Microsoft Graph", "application", "SecurityEvents.Read.All", []],
    ["Microsoft Graph", "application", "AiEnterpriseInteraction.Read.All", ["copilot"]],
    ["Microsoft Graph", "application", "OnlineMeetingAiInsight.Read.All", ["copilot"]],
    ["Microsoft Graph", "application", "ChannelMessage.Read.All", ["teams-export"]],
    ["Microsoft Graph", "delegated", "ChannelMessage.Read.All", []],
    ["Microsoft Graph", "application", "Chat.Read.All", ["teams-export"]],
    ["Microsoft Graph", "application", "Chat.Read.WhereInstalled", ["teams-app"]],
    ["Microsoft Graph", "application", "TeamsActivity.Send", ["teams-app"]],
    ["Microsoft Graph", "application", "Calls.JoinGroupCall.All", ["calling-bot"]],
    ["Microsoft Graph", "application", "Teamwork.Migrate.All", ["migration-mode"]],
    ["Microsoft Graph", "application", "ExchangeMessageTrace.Read.All", ["message-trace-principal"]],
    ["Microsoft Graph", "application", "eDiscovery.Read.All", ["ediscovery-role"]],
    ["Microsoft Graph", "application", "PrintJob.Read.All", ["universal-print"]],
    ["Microsoft Graph", "application", "CloudPC.Read.All", ["windows-365"]],
    ["Microsoft Graph", "application", "BackupRestore-Restore.ReadWrite.All", ["backup-billing"]],
    ["Microsoft Graph", "application", "Community.Read.All", ["engage-native"]],
    ["Microsoft Graph", "application", "User-PasswordProfile.ReadWrite.All", ["administrators"]],
    ["Microsoft Graph", "application", "User.ReadWrite.All", ["administrators"]],
    ["Microsoft Graph", "application", "User.Read.All", []],
    ["Microsoft Graph", "application", "Mail.Send", []],
    ["Office 365 Exchange Online", "delegated", "SMTP.Send", ["smtp-auth"]],
    ["Azure Key Vault", "delegated", "user_impersonation", ["azure-role"]],
  ] as const)("%s, %s %s asks of the tenant %j", (api, kind, name, expected) => {
    const asked = { api, appId: apiIdOf(api) ?? "", kind, name };
    expect(conditionsOf([asked]).map(({ condition }) => condition)).toEqual(expected);
  });

  test("every condition is asked for by a permission, and is told in both languages", () => {
    const met = conditionsOf(
      apis.flatMap((api) =>
        (["application", "delegated"] as const).flatMap((kind) =>
          api[kind]
            .filter((permission) => mayBeAsked(api, permission))
            .map(({ value }) => ({ api: api.displayName, appId: api.appId, kind, name: value })),
        ),
      ),
    ).map(({ condition }) => condition);
    expect(met).toEqual(conditionNames);
    for (const name of conditionNames) {
      const { connect, shows, opens } = conditionOf(name);
      expect([name, connect === undefined]).toEqual([name, shows === undefined && opens === undefined]);
      const { en, ja } = conditionSentence(name, 1);
      expect(en).toMatch(/^needs [^.]+.* \(.+\)\. Without it .+[^.]\.$/);
      expect(ja).toMatch(/が必要です\(.+\)。ない場合、.+[^。]。$/);
    }
  });

  test("every role that it names can be assigned", () => {
    const names = Object.values(administrations).flatMap(({ admits, administers }) => [
      ...admits,
      ...administers.flat(),
    ]);
    expect(names.filter((name) => !directoryRoleNames().includes(name))).toEqual([]);
  });
});

/** The file's own sentences for one integration. */
function notes(
  asked: Permissions,
  roles: readonly string[],
  definition: VendorDefinition = livePlatform,
  mailboxes: ResolvedIntegration["mailboxes"] = [],
): string[] {
  const tenant = parseTenant(
    `
tenant: { id: 11111111-1111-1111-1111-111111111111, domain: contoso.onmicrosoft.com, owners: [33333333-3333-3333-3333-333333333333] }
integrations:
  voice:
    vendor: live-platform
    directoryRoles: [Teams Administrator]
    permissions: { Microsoft Graph: { application: [Organization.Read.All] } }
    credentials: [{ issued: 2026-11-21, expires: 2027-05-15 }]
`,
    "contoso.yaml",
  );
  const resolved = {
    ...resolveIntegration(tenant, "voice", definition),
    permissions: resolvePermissions(asked),
    mailboxes,
    directoryRoles: roles.map((name) => ({ name, templateId: directoryRoleId(name) })),
  };
  return preconditionNotes(resolved, definition);
}

describe("check says what cannot work", () => {
  test("a delegated permission where nobody signs in", () => {
    expect(notes({ "Microsoft Graph": { delegated: ["Organization.Read.All"] } }, ["Teams Administrator"])).toEqual([
      "Organization.Read.All: a delegated permission acts for somebody who signed in, and nobody signs in to it. Write it under `application` if the vendor works without a user, or leave it out.",
    ]);
  });

  test("a role that cannot do what the product is there for, with those that can", () => {
    expect(notes({ "Microsoft Graph": { application: ["Organization.Read.All"] } }, ["Global Reader"])).toEqual([
      "is there to administer Microsoft Teams, and Global Reader does not let it. Write Teams Administrator, Teams Telephony Administrator + Skype for Business Administrator or Teams Communications Administrator + Skype for Business Administrator in directoryRoles.",
    ]);
  });

  test("Teams' own API without a role of Teams, once", () => {
    expect(
      notes({ "Skype and Teams Tenant Admin API": { application: ["application_access"] } }, ["Global Reader"]),
    ).toEqual([
      "application_access of Skype and Teams Tenant Admin API opens nothing: Microsoft Teams takes an application only with an Entra role of its service principal beside the permission, and it has Global Reader. It needs in directoryRoles the least of Skype for Business Administrator, Teams Administrator, Teams Communications Administrator, Teams Devices Administrator, Teams Reader or Teams Telephony Administrator.",
    ]);
  });

  test("Exchange administration without a role, with the narrower way", () => {
    expect(
      notes({ "Office 365 Exchange Online": { application: ["Exchange.ManageAsApp"] } }, ["Teams Administrator"]),
    ).toEqual([
      "Exchange.ManageAsApp of Office 365 Exchange Online opens nothing: Exchange Online takes an application only with an Entra role of its service principal beside the permission, and it has Teams Administrator. It needs in directoryRoles the least of Compliance Administrator, Exchange Administrator, Exchange Recipient Administrator, Global Reader, Helpdesk Administrator, Security Administrator or Security Reader; or, narrower, a role group of Exchange Online that holds only what the vendor needs (New-ServicePrincipal, then Add-RoleGroupMember).",
    ]);
  });

  test("nothing of a delegated permission where somebody signs in with a device's code, or at the vendor's own application", () => {
    const asked = { "Microsoft Graph": { delegated: ["Organization.Read.All"] } } as const;
    const roles = ["Teams Administrator"];
    expect(notes(asked, roles, { ...livePlatform, publicClientFlows: true })).toEqual([]);
    const registration = { by: "vendor", name: "Voice", clientId: "99999999-9999-4999-8999-999999999999" } as const;
    expect(notes(asked, roles, { ...livePlatform, registration, credential: { kind: "none" } })).toEqual([]);
  });

  test("nothing of what works", () => {
    expect(notes({ "Microsoft Graph": { application: ["Organization.Read.All"] } }, ["Teams Administrator"])).toEqual(
      [],
    );
  });
});

test("check says that nobody is kept out of a product to which nobody signs in", () => {
  const tenant = parseTenant(
    `
tenant: { id: 11111111-1111-1111-1111-111111111111, domain: contoso.onmicrosoft.com, owners: [33333333-3333-3333-3333-333333333333] }
integrations:
  voice:
    vendor: live-platform
    directoryRoles: [Teams Administrator]
    signsInGroups: [88888888-8888-4888-8888-888888888888]
    permissions: { Microsoft Graph: { application: [Organization.Read.All] } }
    credentials: [{ issued: 2026-11-21, expires: 2027-05-15 }]
`,
    "contoso.yaml",
  );
  const resolved = resolveIntegration(tenant, "voice", livePlatform);
  expect(preconditionNotes(resolved, livePlatform)).toEqual([
    "signsIn and signsInGroups say who may sign in, and nobody signs in to it: the product acts by itself, and they let nobody in and keep nothing out. Leave them out.",
  ]);
  expect(preconditionNotes({ ...resolved, signsIn: "everyone" }, livePlatform)).toEqual([]);
});

describe("check says that no mailbox is opened", () => {
  const asked: Permissions = { "Office 365 Exchange Online": { application: ["IMAP.AccessAsApp", "SMTP.SendAsApp"] } };

  test("where an application fetches or sends mail by IMAP or SMTP and the file names no mailbox", () => {
    const why =
      "of Office 365 Exchange Online opens nothing: Exchange Online lets an application into the mailboxes alone that are opened for it one by one, and none is named. It needs mailboxes: [{ address: … }] in the tenant's file, which the Exchange script of the sheet opens (`mailboxes: true` in a definition of your own).";
    expect(notes(asked, ["Teams Administrator"]).toSorted()).toEqual([
      `IMAP.AccessAsApp ${why}`,
      `SMTP.SendAsApp ${why}`,
    ]);
  });

  test("nothing where it names one", () => {
    const mailbox = { address: "support@contoso.example", rights: ["FullAccess"] };
    expect(notes(asked, ["Teams Administrator"], livePlatform, [mailbox] as never)).toEqual([]);
  });
});

describe("check says what Microsoft retired", () => {
  const roles = ["Teams Administrator"];

  test("the Reporting Web Service, with what came after it", () => {
    expect(notes({ "Office 365 Exchange Online": { application: ["ReportingWebService.Read.All"] } }, roles)).toEqual([
      "ReportingWebService.Read.All of Office 365 Exchange Online opens nothing: Microsoft takes the Reporting Web Service's message trace away since 2026-04-06, and new tenants never had it. It needs ExchangeMessageTrace.Read.All on Microsoft Graph; where the tenant still has the service, the directory role Security Reader or Global Reader.",
    ]);
  });

  test("a permission of the Outlook REST API, taken for Graph's of the same name", () => {
    expect(notes({ "Office 365 Exchange Online": { application: ["Mail.Read"] } }, roles)).toEqual([
      "Mail.Read of Office 365 Exchange Online opens nothing: it belongs to the Outlook REST API, which Microsoft switched off in March 2024. It needs the permission of the same name on Microsoft Graph, and a product that calls Graph.",
    ]);
  });

  test("Mail.Send is none of them: Exchange's SMTP server takes it", () => {
    expect(notes({ "Office 365 Exchange Online": { application: ["Mail.Send"] } }, roles)).toEqual([]);
  });

  test("nothing of what the tenant must have: whether it has, the file does not tell", () => {
    expect(notes({ "Microsoft Graph": { application: ["AuditLog.Read.All", "Reports.Read.All"] } }, roles)).toEqual([]);
  });
});

describe("check refuses what nothing mends", () => {
  test("OneNote without a person, Project Online at all", () => {
    const file = (permissions: object) =>
      crossFaults(
        { integrations: { files: { vendor: "trial", credentials: [{}], permissions } } },
        certificateAsWritten,
        () => livePlatform,
      ).filter(({ path }) => path.includes("permissions"));
    expect(file({ "Microsoft Graph": { application: ["Notes.Read.All"] } })).toEqual([
      {
        path: ["integrations", "files", "permissions", "Microsoft Graph", "application", 0],
        message:
          '"Notes.Read.All" of Microsoft Graph opens nothing: since 2025-03-31 OneNote\'s API takes nobody but people who signed in. It needs to be a delegated permission, Notes.*, and somebody who signs in',
      },
    ]);
    expect(file({ "Office 365 SharePoint Online": { delegated: ["Project.Read"] } })).toEqual([
      {
        path: ["integrations", "files", "permissions", "Office 365 SharePoint Online", "delegated", 0],
        message:
          '"Project.Read" of Office 365 SharePoint Online opens nothing: Project Online, which it reads, was retired on 2026-09-30. It needs to be left out; plans of Planner are Tasks.* on Microsoft Graph',
      },
    ]);
  });

  const asked = { permissions: { "Office 365 SharePoint Online": { application: ["Sites.FullControl.All"] } } };
  const faultsWith = (credential: VendorDefinition["credential"], line: object = {}) =>
    crossFaults(
      { integrations: { files: { vendor: "trial", credentials: [line], ...asked } } },
      certificateAsWritten,
      () => ({
        ...livePlatform,
        credential,
      }),
    ).filter(({ path }) => path.includes("permissions"));

  test("SharePoint's own API where the vendor signs in with a secret", () => {
    expect(faultsWith({ kind: "secret" })).toEqual([
      {
        path: ["integrations", "files", "permissions", "Office 365 SharePoint Online", "application", 0],
        message:
          '"Sites.FullControl.All" of Office 365 SharePoint Online opens nothing: SharePoint refuses a token that a client secret bought (401 or 403), however green the consent is. It needs a certificate in place of the secret; or ask for Sites.* on Microsoft Graph, which takes a secret',
      },
    ]);
  });

  test("it is none where the page takes a certificate as well, until a line says that it is the secret", () => {
    const either: VendorDefinition["credential"] = {
      oneOf: [{ kind: "secret" }, { kind: "certificate", thumbprint: "sha1Hex" }],
    };
    expect(faultsWith(either)).toEqual([]);
    expect(faultsWith(either, { kind: "certificate", issued: "2026-11-21", expires: "2027-05-15" })).toEqual([]);
    expect(faultsWith(either, { kind: "secret", issued: "2026-11-21", expires: "2027-05-15" })).toHaveLength(1);
  });

  test("with a certificate it is no fault", () => {
    expect(faultsWith({ kind: "certificate", thumbprint: "sha1Hex" })).toEqual([]);
  });
});
