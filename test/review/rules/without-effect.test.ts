import { expect, test } from "vitest";
import { withoutEffect } from "../../../review/rules/without-effect.ts";
import { holding, integration } from "../recordings.ts";
import { judged, permission, role } from "./judged.ts";

const exchange = holding(permission("Office 365 Exchange Online", "application", "Exchange.ManageAsApp"));
const teams = holding(permission("Skype and Teams Tenant Admin API", "application", "application_access"));
const sites = holding(permission("Office 365 SharePoint Online", "application", "Sites.FullControl.All"));

function withRole(name: string) {
  return { directoryRoles: [{ name, templateId: "t", scope: "/" }] };
}

function signingInWith(kind: "secret" | "certificate") {
  return { credentials: { ...integration().credentials, kind } };
}

test("SharePoint's own API with a client secret is refused: no consent makes it work", () => {
  expect(judged(withoutEffect, { ...sites, ...signingInWith("secret") })).toEqual([
    "block [Sites.FullControl.All] Sites.FullControl.All (application, Office 365 SharePoint Online) opens nothing for mailgates: SharePoint refuses a token that a client secret bought (401 or 403), however green the consent is.",
  ]);
});

test("with a certificate it works, and so do the sites of Microsoft Graph with a secret", () => {
  expect(judged(withoutEffect, { ...sites, ...signingInWith("certificate") })).toEqual([]);
  expect(judged(withoutEffect, { ...holding(role("Sites.FullControl.All")), ...signingInWith("secret") })).toEqual([]);
});

test("Exchange.ManageAsApp without a directory role opens nothing, and a narrower way is named", () => {
  expect(judged(withoutEffect, exchange)).toEqual([
    "warn [Exchange.ManageAsApp] Exchange.ManageAsApp (application, Office 365 Exchange Online) opens nothing for mailgates: Exchange Online takes an application only with an Entra role of its service principal beside the permission, and it has none.",
  ]);
});

test("a role of another service does not open Exchange Online; one that it admits does", () => {
  expect(judged(withoutEffect, { ...exchange, ...withRole("Teams Administrator") })).toEqual([
    "warn [Exchange.ManageAsApp] Exchange.ManageAsApp (application, Office 365 Exchange Online) opens nothing for mailgates: Exchange Online takes an application only with an Entra role of its service principal beside the permission, and it has Teams Administrator.",
  ]);
  expect(judged(withoutEffect, { ...exchange, ...withRole("Exchange Recipient Administrator") })).toEqual([]);
});

test("Teams administration takes a role of Teams: Global Reader opens nothing there, Teams Reader does", () => {
  expect(judged(withoutEffect, { ...teams, ...withRole("Global Reader") })).toEqual([
    "warn [application_access] application_access (application, Skype and Teams Tenant Admin API) opens nothing for mailgates: Microsoft Teams takes an application only with an Entra role of its service principal beside the permission, and it has Global Reader.",
  ]);
  expect(judged(withoutEffect, { ...teams, ...withRole("Teams Reader") })).toEqual([]);
});
