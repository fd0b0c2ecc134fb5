/**
 * The unmodified azuread and tls providers on the simulated tenant: the proof that the component is right, and that the
 * stand-ins leave the same directory. Runs where both are on PATH.
 */
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Document } from "yaml";
import { withoutIds } from "../../simulator/directory/snapshot.ts";
import { type Stack, startStack, told } from "./stack.ts";
import { missingPlugins, skippedWhy } from "./suite-plugins.ts";

const root = resolve(import.meta.dirname, "..", "..");
function newSchedule(document: Document): void {
  for (const name of ["mailgates", "servicenow"])
    document.addIn(
      ["integrations", name, "credentials"],
      document.createNode({ issued: "2027-02-19", expires: "2027-08-13" }),
    );
}

describe.skipIf(missingPlugins.length > 0)(`real providers${skippedWhy}`, () => {
  let real: Stack;
  let standIn: Stack;
  beforeAll(async () => {
    [real, standIn] = [await startStack("real"), await startStack("stand-in")];
    for (const stack of [real, standIn]) stack.settings(() => {});
  });
  afterAll(async () => {
    await real.close();
    await standIn.close();
  });

  test("the first up is clean", async () => {
    const outcome = await real.up();
    expect(told(outcome)).not.toContain("error");
    expect(outcome.changes).toEqual({ create: 49 });
  });

  test("the directory equals the one that the stand-ins leave", async () => {
    expect((await standIn.apply()).code).toBe(0);
    expect(withoutIds(real.tenant.snapshot())).toEqual(withoutIds(standIn.tenant.snapshot()));
  });

  test("the second up changes nothing and writes nothing", async () => {
    const writes = real.tenant.history.filter(({ write }) => write).length;
    expect((await real.up("--expect-no-changes")).code).toBe(0);
    expect(real.tenant.history.filter(({ write }) => write)).toHaveLength(writes);
  });

  test("refresh finds nothing changed", async () => {
    expect((await real.pulumi(["refresh", "--yes", "--expect-no-changes"])).code).toBe(0);
  });

  test("a new credential only creates: one resource for a secret, three for a certificate, and the vault's entries", async () => {
    real.settings(newSchedule);
    expect(real.done(await real.up()).filter((line) => !line.includes("m365:index:Integration"))).toEqual([
      "create azure-native:keyvault:Secret::mailgates-2027-02-19",
      "create azure-native:keyvault:Secret::servicenow-2027-02-19",
      "create azuread:index/applicationCertificate:ApplicationCertificate::servicenow-2027-02-19",
      "create azuread:index/applicationPassword:ApplicationPassword::mailgates-2027-02-19",
      "create tls:index/privateKey:PrivateKey::servicenow-2027-02-19",
      "create tls:index/selfSignedCert:SelfSignedCert::servicenow-2027-02-19",
    ]);
  });

  test("destroy is clean and leaves the tenant empty", async () => {
    const outcome = await real.pulumi(["destroy", "--yes"]);
    expect(told(outcome)).not.toContain("error");
    const { applications, servicePrincipals, appRoleAssignments, delegatedGrants } = real.tenant.snapshot();
    expect([applications, servicePrincipals, appRoleAssignments, delegatedGrants]).toEqual([[], [], [], []]);
  });
});

test.runIf(missingPlugins.length > 0)(
  "without them PLUGINS=real is refused by name, not run with the stand-ins",
  async () => {
    const { spawnSync } = await import("node:child_process");
    const { status, stderr } = spawnSync(process.execPath, ["operate/cli.ts", "sandbox", "up", "--plugins", "real"], {
      cwd: root,
      encoding: "utf8",
    });
    expect(status).toBe(1);
    expect(stderr).toContain(`PLUGINS=real needs ${missingPlugins.join(" and ")} on PATH`);
  },
);
