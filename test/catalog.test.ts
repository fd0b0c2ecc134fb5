import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { apis, type CatalogApi, type CatalogPermission, type Kind, mayBeAsked } from "../catalog/apis.ts";
import { directoryRoles } from "../catalog/directory-roles.ts";
import { permissionNamesSource } from "../catalog/generate.ts";
import {
  exchangeApplicationAccessPolicy,
  exchangePerMailboxGrant,
  exchangeRbacForApplications,
  riskOf,
} from "../catalog/risk.ts";
import { apiNames, permissionNames } from "../components/permissions.ts";

const graph = "00000003-0000-0000-c000-000000000000";
const exchange = "00000002-0000-0ff1-ce00-000000000000";

function text(name: string): string {
  return readFileSync(new URL(`../catalog/${name}`, import.meta.url), "utf8");
}

interface Row {
  readonly api: CatalogApi;
  readonly kind: Kind;
  readonly permission: CatalogPermission;
}

const rows: readonly Row[] = apis.flatMap((api) =>
  (["application", "delegated"] as const).flatMap((kind) => api[kind].map((permission) => ({ api, kind, permission }))),
);

function repeated(keys: readonly string[]): string[] {
  return keys.filter((key, index) => keys.indexOf(key) !== index);
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe("the list of permissions", () => {
  it("holds as many permissions of each API as its sources", () => {
    expect(
      apis.map(({ displayName, application, delegated }) => [displayName, application.length, delegated.length]),
    ).toEqual([
      ["Azure Key Vault", 0, 1],
      ["Azure Resource Manager", 0, 1],
      ["Microsoft Graph", 716, 807],
      ["Office 365 Exchange Online", 28, 56],
      ["Office 365 Management APIs", 7, 7],
      ["Office 365 SharePoint Online", 20, 29],
      ["Skype and Teams Tenant Admin API", 3, 6],
      ["Windows Azure Active Directory", 9, 10],
    ]);
  });

  it("has one row a line", () => {
    expect(text("permissions.json").match(/^ +\{"value": .*\}[\],}]*$/gm)).toHaveLength(1700);
    expect(text("tiers.json").match(/^ \{"api": .*"tier": .*\},?$/gm)).toHaveLength(1700);
    expect(text("roles.json").match(/^ \{"displayName": .*\},?$/gm)).toHaveLength(145);
  });

  it("is sorted by name within API and kind, whatever the letter case", () => {
    for (const { application, delegated } of apis) {
      for (const list of [application, delegated]) {
        const names = list.map(({ value }) => value.toLowerCase());
        expect(names).toEqual([...names].sort());
      }
    }
  });

  it("gives every permission an id, and every kind Graph's word for it", () => {
    for (const { kind, permission } of rows) {
      expect(permission.id).toMatch(guid);
      expect(permission.type).toBe(kind === "application" ? "Role" : "Scope");
    }
  });

  it("has no id twice within API and kind", () => {
    expect(repeated(rows.map(({ api, kind, permission }) => `${api.appId} ${kind} ${permission.id}`))).toEqual([]);
  });

  it("has no name twice within API and kind, but for the one that is marked", () => {
    expect(repeated(rows.map(({ api, kind, permission }) => `${api.displayName} ${kind} ${permission.value}`))).toEqual(
      ["Office 365 Exchange Online delegated User.ReadBasic.All"],
    );
    expect(
      rows.filter(({ permission }) => permission.ambiguousValue).map(({ permission }) => permission.value),
    ).toEqual(["User.ReadBasic.All", "User.ReadBasic.All"]);
  });

  it("says when a permission is gone wherever it says when it is blocked", () => {
    const retiring = rows.filter(
      ({ permission }) => permission.retires !== undefined || permission.removed !== undefined,
    );
    expect(retiring.map(({ permission: { value, retires, removed } }) => [value, retires, removed])).toEqual([
      ["EWS.AccessAsUser.All", "2026-10-01", "2027-04-01"],
      ["full_access_as_app", "2026-10-01", "2027-04-01"],
      ["EWS.AccessAsUser.All", "2026-10-01", "2027-04-01"],
    ]);
  });

  it("names as successor only what may be asked for", () => {
    for (const { api, kind, permission } of rows.filter((row) => row.permission.replacedBy !== undefined)) {
      const successor = api[kind].find(({ value }) => value === permission.replacedBy);
      expect(successor && mayBeAsked(api, successor), permission.value).toBe(true);
    }
  });

  it("holds facts alone: no text of Microsoft's about a permission", () => {
    expect([...new Set(rows.flatMap(({ permission }) => Object.keys(permission)))].sort()).toEqual([
      "adminConsentRequired",
      "adminConsentSource",
      "ambiguousValue",
      "deprecated",
      "enabled",
      "hidden",
      "id",
      "personalAccounts",
      "preview",
      "removed",
      "replacedBy",
      "retires",
      "type",
      "usGovId",
      "value",
    ]);
  });

  it("comes with the notices of its sources", () => {
    expect(text("NOTICES.md")).toContain("Copyright (c) 2023 Merill Fernando");
    expect(text("NOTICES.md")).toContain(
      "The above copyright notice and this permission notice shall be included in all",
    );
  });
});

describe("the names that may be asked for", () => {
  it("are types that `npm run catalog` has written from the list as it stands", () => {
    expect(text("permission-names.ts")).toBe(permissionNamesSource());
  });

  it("are the same in the types and in the program", () => {
    const written = text("permission-names.ts");
    const delegated = written.slice(0, written.indexOf("ApplicationNames"));
    expect(apiNames()).toHaveLength(7);
    expect(delegated.match(/^ {4}\| "/gm)).toHaveLength(
      apiNames().flatMap((api) => permissionNames(api, "delegated")).length,
    );
    expect(written.match(/^ {4}\| "/gm)).toHaveLength(1665);
  });

  it("leave out retired APIs and what is switched off, deprecated, ambiguous or goes through Exchange Web Services", () => {
    expect(apiNames()).not.toContain("Windows Azure Active Directory");
    const retired = rows.filter(({ api }) => api.displayName === "Windows Azure Active Directory");
    expect(retired.map(({ api, permission }) => mayBeAsked(api, permission))).toEqual(Array(19).fill(false));
    const left = rows.filter(({ api, permission }) => !api.deprecated && !mayBeAsked(api, permission));
    expect(left.map(({ api, kind, permission }) => `${api.displayName} ${kind} ${permission.value}`)).toEqual([
      "Microsoft Graph application AgentCard.Read.All",
      "Microsoft Graph application AgentCard.ReadWrite.All",
      "Microsoft Graph delegated AgentCard.Read.All",
      "Microsoft Graph delegated AgentCard.ReadWrite.All",
      "Microsoft Graph delegated EWS.AccessAsUser.All",
      "Microsoft Graph delegated Notes.ReadWrite.CreatedByApp",
      "Office 365 Exchange Online application Exchange.ManageAsAppV2",
      "Office 365 Exchange Online application full_access_as_app",
      "Office 365 Exchange Online delegated EWS.AccessAsUser.All",
      "Office 365 Exchange Online delegated Exchange.ManageV2",
      "Office 365 Exchange Online delegated User.ReadBasic.All",
      "Office 365 Exchange Online delegated User.ReadBasic.All",
      "Office 365 Management APIs application Deprecated_ActivityReports.Read",
      "Office 365 Management APIs application Deprecated_ThreatIntelligence.Read",
      "Office 365 Management APIs delegated Deprecated_ActivityReports.Read",
      "Office 365 Management APIs delegated Deprecated_ThreatIntelligence.Read",
    ]);
  });
});

describe("the risk of a permission", () => {
  it("is told by each source that rates it", () => {
    expect(riskOf(graph, "application", "Mail.Read")).toEqual({
      tier: 1,
      eam: 1,
      ms: 3,
      scuba: "High",
      adminConsentRequired: true,
    });
  });

  it("carries Microsoft's own warning", () => {
    expect(riskOf(graph, "application", "AppRoleAssignment.ReadWrite.All")).toMatchObject({
      tier: 0,
      scuba: "Critical",
      caution: "grants-authorization",
    });
  });

  it("differs by kind and by API, though the name is the same", () => {
    expect(riskOf(graph, "delegated", "Mail.Read")).toMatchObject({ adminConsentRequired: false });
    expect(riskOf(graph, "application", "Mail.Read")).toMatchObject({ adminConsentRequired: true });
    expect(riskOf(exchange, "application", "Mail.Read")).toMatchObject({ tier: 1, scuba: "High" });
  });

  it("tells of full_access_as_app too, which may no longer be asked for", () => {
    expect(riskOf(exchange, "application", "full_access_as_app")).toMatchObject({ adminConsentRequired: true });
  });

  it("takes consent as needed where no source says it", () => {
    expect(riskOf(exchange, "delegated", "Mail.ReadWrite")).toMatchObject({ adminConsentRequired: true });
    expect(riskOf(exchange, "delegated", "EWS.AccessAsUser.All")).toMatchObject({ adminConsentRequired: false });
  });

  it("is the worse of both where a name has two ids", () => {
    expect(riskOf(exchange, "delegated", "User.ReadBasic.All")).toEqual({
      tier: 2,
      eam: 2,
      scuba: "Low",
      adminConsentRequired: true,
    });
  });

  it("has no tier where no source rates it", () => {
    expect(riskOf("48ac35b8-9aa8-4d74-927d-1f4a14a0b239", "application", "application_access")?.tier).toBeNull();
  });

  it("is unknown for a permission that does not exist", () => {
    expect(riskOf(graph, "delegated", "IMAP.Access.AsUser.All")).toBeUndefined();
    expect(riskOf("11111111-1111-1111-1111-111111111111", "delegated", "Mail.Read")).toBeUndefined();
  });

  it("stands for every permission of the list, each under its own id", () => {
    const rated = JSON.parse(text("tiers.json")).permissions.map(
      (rating: { api: string; type: string; value: string; id: string }) =>
        [rating.api, rating.type, rating.value, rating.id].join(" "),
    );
    expect(rated).toEqual(
      rows.map(({ api, permission: { type, value, id } }) => [api.appId, type, value, id].join(" ")),
    );
  });
});

describe("what Exchange can narrow to single mailboxes", () => {
  it("has a role for Mail.Read and for SMTP.SendAsApp", () => {
    expect(exchangeRbacForApplications).toHaveLength(24);
    expect(exchangeRbacForApplications).toContainEqual({
      role: "Application SMTP.SendAsApp",
      protocol: "SMTP",
      api: exchange,
      permissions: [{ value: "SMTP.SendAsApp", id: "7146a1f0-8703-45b3-9eae-527a64c00995" }],
    });
  });

  it("has no role for Mail.ReadBasic.All", () => {
    const granted = exchangeRbacForApplications.flatMap(({ permissions }) => permissions.map(({ value }) => value));
    expect(granted).toContain("Mail.Read");
    expect(granted).not.toContain("Mail.ReadBasic.All");
  });

  it("opens mailboxes one by one for IMAP and POP", () => {
    expect(exchangePerMailboxGrant.map(({ value, id }) => [value, id])).toEqual([
      ["IMAP.AccessAsApp", "5e5addcd-3e8d-4e90-baf5-964efab2b20a"],
      ["POP.AccessAsApp", "cb842b43-da6e-4506-86fe-bb12199c656d"],
    ]);
  });

  it("knows the twelve permissions that the older access policies narrow", () => {
    expect(exchangeApplicationAccessPolicy).toHaveLength(12);
  });

  it("speaks of application permissions that the list has under the same id", () => {
    const ids = new Set(
      rows
        .filter(({ kind }) => kind === "application")
        .map(({ api, permission: { value, id } }) => `${api.appId} ${value} ${id}`),
    );
    const narrowed = [
      ...exchangeRbacForApplications.flatMap(({ api, permissions }) =>
        permissions.map((permission) => ({ api, ...permission })),
      ),
      ...exchangeApplicationAccessPolicy,
      ...exchangePerMailboxGrant,
    ];
    expect(narrowed.filter(({ api, value, id }) => !ids.has(`${api} ${value} ${id}`))).toEqual([]);
  });
});

describe("the list of directory roles", () => {
  it("has a template id and a name for every role, none twice", () => {
    expect(directoryRoles).toHaveLength(145);
    for (const { templateId } of directoryRoles) expect(templateId).toMatch(guid);
    expect(repeated(directoryRoles.map(({ templateId }) => templateId))).toEqual([]);
    expect(repeated(directoryRoles.map(({ displayName }) => displayName.toLowerCase()))).toEqual([]);
  });

  it.each([
    ["Teams Administrator", false, 1],
    ["Global Administrator", true, 0],
    ["User Administrator", true, 0],
  ])("%s: privileged %s, level %s", (name, isPrivileged, eam) => {
    expect(directoryRoles.find(({ displayName }) => displayName === name)).toMatchObject({ isPrivileged, eam });
  });
});
