/**
 * Args of integrations as another program would write them.
 */
import type { VendorArgs, VendorDefinition } from "../components/index.ts";

export const tenantId = "11111111-1111-1111-1111-111111111111";
export const deployer = "33333333-3333-3333-3333-333333333333";

export const servicenow = {
  vendor: "servicenow-teams",
  tenantId,
  owners: [{ servicePrincipal: deployer, deploys: true }],
  instances: ["contosodev"],
  credentials: [{ issued: "2026-11-21", expires: "2027-05-15" }],
} as const satisfies VendorArgs<"servicenow-teams">;

export const teamconnect = {
  vendor: "teamconnect",
  tenantId,
  owners: [deployer],
  mailboxes: [{ address: "teamconnect@contoso.example", receive: true, sendAs: false }],
  credentials: [{ issued: "2026-11-21", expires: "2027-05-15" }],
} as const satisfies VendorArgs<"teamconnect">;

/** A vendor that the project does not know. */
export const timesheets = {
  vendor: "timesheets",
  product: "Contoso Timesheets",
  page: { publisher: "Contoso", title: "Connect to Microsoft 365", language: "en" },
  serves: { en: "Calendars are read to propose timesheets.", ja: "予定表を読み取り、タイムシートを提案します。" },
  audience: "AzureADMyOrg",
  redirectUris: { from: "redirectUris", platform: "web", min: 1, max: 1 },
  implicitGrant: [],
  permissions: { "Microsoft Graph": { delegated: ["Calendars.Read"] } },
  credential: { kind: "secret", lifetime: "6 months" },
  actsAs: [],
  places: [],
  breaksWhenExpired: { en: "No proposals.", ja: "提案が作られません。" },
  proof: { shows: "A proposal.", expected: [] },
  undo: [],
  demands: [],
  notOnPage: [],
  procedures: [],
} as const satisfies VendorDefinition;
