/** The doctor's own requests, on a simulated tenant: what Graph and Resource Manager answer, and what is told of it. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resolveTenant } from "../../components/resolved-tenant.ts";
import { parseTenant } from "../../components/settings.ts";
import { tenantRows } from "../../operate/doctor/tenant/index.ts";
import { opening } from "../../operate/doctor/tenant/report.ts";
import { openBeta, openGraph, openVaults } from "../../operate/graph.ts";
import { signedInSandbox } from "../../operate/sign-in.ts";
import type { Graph } from "../../recovery/graph.ts";
import { clockFrom } from "../../simulator/clock.ts";
import { neededPermissions } from "../../simulator/directory/seed.ts";
import { type SimulatedTenant, startTenant } from "../../simulator/server.ts";

const dev = readFileSync("tenants/dev.yaml", "utf8");
const now = new Date("2026-11-21T00:00:00Z");
const folder = mkdtempSync(join(tmpdir(), "doctor-"));
const disabled = "99999999-9999-4999-8999-999999999999";

let tenant: SimulatedTenant;
let graph: Graph;

beforeAll(async () => {
  tenant = await startTenant({
    folder,
    clock: clockFrom(now.toISOString()),
    // Everything but the right to grant delegated scopes.
    deployerPermissions: [
      ...neededPermissions.filter((permission) => permission !== "DelegatedPermissionGrant.ReadWrite.All"),
      "Policy.Read.All",
      "Policy.ReadWrite.ApplicationConfiguration",
    ],
    users: [
      {
        id: disabled,
        userPrincipalName: "adele@contoso.onmicrosoft.com",
        displayName: "Adele Vance",
        mailNickname: "adele",
        mail: null,
        accountEnabled: false,
      },
    ],
  });
  const { credential, services } = signedInSandbox(tenant);
  graph = openGraph(credential, services);
});

afterAll(async () => {
  await tenant.close();
  rmSync(folder, { recursive: true });
});

async function rowsFor(text: string) {
  const file = parseTenant(text, "tenants/dev.yaml");
  const { credential, services } = signedInSandbox(tenant);
  const readers = { graph, beta: openBeta(credential, services), vaults: openVaults(credential, services) };
  const declared = {
    ...{ tenant: file, integrations: resolveTenant(file), consentClientId: undefined, now },
    ...{ file: "tenants/dev.yaml", project: "m365-integrations", name: "dev" },
  };
  return tenantRows(readers, declared);
}

async function troubles(text: string): Promise<string[]> {
  const rows = await rowsFor(text);
  return rows
    .filter(({ verdict }) => verdict !== "ok")
    .map(({ check, subject, verdict, found }) => `${check} ${subject}: ${verdict}: ${found}`);
}

const lacking = "deployer-right DelegatedPermissionGrant.ReadWrite.All: wrong: not held";

describe("the doctor on a tenant", () => {
  test("that lacks one right: that, and who needs it, and nothing else", async () => {
    const rows = await rowsFor(dev);
    expect(await troubles(dev)).toEqual([lacking]);
    expect(opening(rows, "dev")).toBe(
      "A run of dev would fail: 1 setting of 16 would stop it, of servicenow, mailgates, app-connect.",
    );
  });

  test("with a disabled account, and without the vault", async () => {
    const signsIn = `    vendor: app-connect\n    signsIn: [${disabled}]\n    stillOpen: true\n`;
    const text = dev.replace("    vendor: app-connect\n", signsIn).replace("vaults/kv-m365", "vaults/kv-m356");
    expect((await troubles(text)).map((line) => line.split(" cannot be listed")[0])).toEqual([
      lacking,
      `user ${disabled}: wrong: a user, Adele Vance, sign-in disabled`,
      "vault kv-m356: wrong: the entries of /subscriptions/66666666-6666-6666-6666-666666666666/resourceGroups/rg-identity/providers/Microsoft.KeyVault/vaults/kv-m356",
    ]);
  });

  test("whose policy takes no secret and no multitenant application, but for one application that stands", async () => {
    await graph.patch("/policies/defaultAppManagementPolicy", {
      isEnabled: true,
      applicationRestrictions: {
        passwordCredentials: [{ restrictionType: "passwordAddition", state: "enabled" }],
        audiences: { azureAdMultipleOrgs: { state: "enabled" } },
      },
    });
    const application = await graph.post("/applications", {
      displayName: "MAILGATES Σ",
      tags: ["m365-integrations/m365-integrations/dev/mailgates"],
    });
    const policy = await graph.post("/policies/appManagementPolicies", {
      displayName: "Mail may",
      isEnabled: true,
      restrictions: { passwordCredentials: [{ restrictionType: "passwordAddition", state: "disabled" }] },
    });
    await graph.post(`/applications/${application?.id}/appManagementPolicies/$ref`, {
      "@odata.id": `https://graph.microsoft.com/v1.0/policies/appManagementPolicies/${policy?.id}`,
    });
    expect(await troubles(dev)).toEqual([
      lacking,
      "secret-allowed teamconnect, live-platform, live-platform-notifications, app-connect: wrong: no new one, by the tenant's policy",
      "multi-tenant app-connect: wrong: none that is new, by the tenant's policy",
    ]);
  });
});
