/** Which sheets wait while others are written: those of what the stack does not hold yet. */
import { describe, expect, test } from "vitest";
import type { IntegrationsOutput } from "../../components/outputs.ts";
import { resolveTenant } from "../../components/resolved-tenant.ts";
import { readTenant } from "../../components/settings.ts";
import { lateIn, sheetsOf, tenantWithout } from "../../operate/handover/sheets.ts";

const tenant = tenantWithout(readTenant("tenants/dev.yaml"), [
  "servicenow",
  "teamconnect",
  "live-platform",
  "app-connect",
]);
const outputs = Object.fromEntries(
  resolveTenant(tenant).map(({ name, vendor, tenantId, credential }) => [
    name,
    {
      vendor,
      tenantId,
      clientId: "client",
      servicePrincipalObjectId: "principal",
      credentials: credential.schedule.map(({ issued, expires }) => ({ issued, expires, keyId: "key" })),
    },
  ]),
) as IntegrationsOutput;
const { mailgates: _, ...withoutMailgates } = outputs;

describe("a sheet waits", () => {
  test("of none, where the stack holds what the file says", () => {
    expect([...lateIn(tenant, outputs)]).toEqual([]);
  });

  test("where a run left the integration out: the others' are written", () => {
    const late = lateIn(tenant, withoutMailgates);
    expect([...late]).toEqual([["mailgates", "mailgates is not in the outputs"]]);
    const others = tenantWithout(tenant, [...late.keys()]);
    const named = { stack: "dev", tenantFile: "tenants/dev.yaml" };
    expect([...sheetsOf(others, withoutMailgates, named).keys()]).toEqual(["live-platform-notifications"]);
  });

  test("where a run left it out with a credential that the stack has not made", () => {
    const older = { ...outputs, mailgates: { ...outputs.mailgates, credentials: [] } } as IntegrationsOutput;
    expect([...lateIn(tenant, older)]).toEqual([
      ["mailgates", "mailgates: the file's newest credential is 2026-11-21, the outputs' none"],
    ]);
  });

  test("of all: then nothing is written, and the fault names each", () => {
    expect([...lateIn(tenant, {})]).toEqual([]);
    expect(() => sheetsOf(tenant, {}, { stack: "dev", tenantFile: "tenants/dev.yaml" })).toThrow(
      "The outputs of the stack dev are not those of tenants/dev.yaml; apply it first:\n  mailgates is not in the outputs\n  live-platform-notifications is not in the outputs",
    );
  });
});
