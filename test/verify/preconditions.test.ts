/** What stands beside a granted permission for it to open anything, as `verify` tells it. */
import { expect, test } from "vitest";
import { type Permissions, resolvePermissions } from "../../components/permissions.ts";
import type { ResolvedIntegration } from "../../components/resolved-integration.ts";
import { directoryRoleId } from "../../components/roles.ts";
import { preconditionRows } from "../../operate/verify/preconditions.ts";
import type { WithPrincipal } from "../../operate/verify/subject.ts";
import { naming } from "./standing.ts";

type Credential = ResolvedIntegration["credential"];

/** As much of a subject as the rows look at. */
function rows(
  asked: Permissions,
  roles: readonly string[] = [],
  credential: Credential = { kind: "secret", schedule: [] },
) {
  const resolved = {
    name: "voice",
    vendor: "live-platform",
    displayName: "Voice",
    permissions: resolvePermissions(asked),
    credential,
    mailboxes: [],
  };
  const principal = {
    id: "principal",
    roles: roles.map((name) => ({ roleDefinitionId: /^[0-9a-f-]{36}$/.test(name) ? name : directoryRoleId(name) })),
  };
  const subject = { declared: { resolved }, live: { appId: "client" }, principal, unread: [], naming };
  return preconditionRows(subject as unknown as WithPrincipal).map(({ check, verdict, expected, found }) => [
    check,
    verdict,
    expected,
    found,
  ]);
}

const exchange: Permissions = { "Office 365 Exchange Online": { application: ["Exchange.ManageAsApp"] } };
const teams: Permissions = { "Skype and Teams Tenant Admin API": { application: ["application_access"] } };
const check = "a directory role for Exchange.ManageAsApp";

test("Exchange's cmdlets take a role that Exchange Online admits: none, another service's, one that does", () => {
  // A role group gives the same, and Graph does not tell of it.
  expect(rows(exchange)).toEqual([[check, "elsewhere", "one that Exchange Online admits, or a role group", "none"]]);
  expect(rows(exchange, ["Teams Administrator"])).toEqual([
    [check, "different", "one that Exchange Online admits", "Teams Administrator"],
  ]);
  expect(rows(exchange, ["Exchange Administrator"])).toEqual([
    [check, "same", "one that Exchange Online admits", "Exchange Administrator"],
  ]);
});

test("what a role of the tenant's own opens is not told, so it is not called too little", () => {
  const own = "12121212-1212-4212-8212-121212121212";
  expect(rows(exchange, [own])).toEqual([[check, "same", "one that Exchange Online admits", own]]);
});

test("what the tenant must have is for a person to look at", () => {
  expect(rows({ "Office 365 Management APIs": { application: ["ActivityFeed.Read"] } })).toEqual([
    ["what ActivityFeed.Read needs of the tenant", "elsewhere", "auditing switched on in the tenant", "not read here"],
  ]);
});

test("Teams' API takes a role of Teams", () => {
  expect(rows(teams, ["Global Reader"])).toEqual([
    ["a directory role for application_access", "different", "one that Microsoft Teams admits", "Global Reader"],
  ]);
  expect(rows(teams)).toEqual([
    ["a directory role for application_access", "different", "one that Microsoft Teams admits", "none"],
  ]);
});

test("SharePoint takes a certificate, beside a secret too", () => {
  const sites: Permissions = { "Office 365 SharePoint Online": { application: ["Sites.Read.All"] } };
  const line = { issued: "2026-11-21", expires: "2027-05-15" };
  expect(rows(sites)).toEqual([["a certificate for SharePoint", "different", "certificate", "secret"]]);
  const schedule = [
    { ...line, kind: "secret" as const },
    { ...line, kind: "certificate" as const },
  ];
  expect(rows(sites, [], { kind: "certificate", schedule })).toEqual([
    ["a certificate for SharePoint", "same", "certificate", "secret, certificate"],
  ]);
});

test("what no request of Graph's tells is listed with the command that shows it", () => {
  const asked: Permissions = { "Microsoft Graph": { application: ["Sites.Selected", "OnlineMeetings.Read.All"] } };
  expect(rows(asked).map(([about, verdict]) => [about, verdict])).toEqual([
    ["what Sites.Selected reaches", "elsewhere"],
    ["application access policy of Teams", "elsewhere"],
  ]);
  expect(rows({ "Microsoft Graph": { application: ["Sites.Read.All"] } })).toEqual([]);
});
