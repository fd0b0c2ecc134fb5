/** The sheet of the vendor's own application: nothing to type in, what is granted, and what ends it. */
import { expect, test } from "vitest";
import { resolveIntegration } from "../../components/resolved-integration.ts";
import { parseTenant } from "../../components/settings.ts";
import { definitionOf, type VendorName } from "../../components/vendors/index.ts";
import { renderSheet } from "../../operate/handover/sheet.ts";
import { vendorsApplications } from "../vendors-applications.ts";

function sheet(name: string, language: "en" | "ja" = "en", more = ""): string {
  const tenant = parseTenant(vendorsApplications + more, "tenants/dev.yaml");
  const vendor = tenant.integrations[name]?.vendor as VendorName;
  const definition = definitionOf(vendor);
  const resolved = resolveIntegration(tenant, name, definition);
  const outputs = {
    vendor,
    tenantId: tenant.id,
    clientId: resolved.registration?.clientId ?? "",
    servicePrincipalObjectId: "bbbbbbbb-0000-4000-8000-000000000003",
    credentials: [],
  };
  const options = { domain: tenant.domain, stack: "dev", tenantFile: "tenants/dev.yaml", language };
  return renderSheet(definition, resolved, outputs, options);
}

test("it hands no credential over, and says why", () => {
  const text = sheet("github");
  expect(text).not.toMatch(/The credential\b.*\n|How to renew|Last valid day|••••/);
  expect(text).toContain("none here: the vendor signs in with its own application");
  expect(text).toContain("there is no credential on this side that would run out, be renewed or be withdrawn");
});

test("what is granted stands by API and kind, and what ends it by its place in the file", () => {
  expect(sheet("github")).toContain(
    "Microsoft Graph, on behalf of whoever signs in: `User.Read`, `email`, `openid`, `profile`",
  );
  expect(sheet("rooms")).toContain("Microsoft Graph, without any user present: `Calendars.ReadWrite`");
  expect(sheet("rooms")).toContain("`integrations.rooms.suspended` in `tenants/dev.yaml`");
  expect(sheet("rooms", "ja")).toContain("ユーザーのサインインなしで");
});

test("of one that leaves only the way out is left", () => {
  const leaving = '    suspended: { since: 2026-11-22, reason: "Zoom ends" }\n    leaving: true\n';
  const text = sheet("rooms", "en", leaving);
  expect(text).toContain("How to leave");
  expect(text).toContain("then set leaving, then delete the integration");
  expect(text).not.toContain("## Steps");
});
