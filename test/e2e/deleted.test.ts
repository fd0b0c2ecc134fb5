/**
 * Objects of the stack that somebody deleted in the tenant by hand, on the real engine: what is restored keeps its ids, its
 * credentials and its consents, and the next `up` has no changes; what is given up is made anew under another name.
 */
import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resolveTenant } from "../../components/resolved-tenant.ts";
import { readTenant as readSettings } from "../../components/settings.ts";
import { runPulumi } from "../../engine/pulumi.ts";
import { openGraph, openVaults } from "../../operate/graph.ts";
import { healSandbox } from "../../operate/heal-sandbox.ts";
import { type Hands, recreate, restore, settleMissing } from "../../operate/missing.ts";
import { openVaultSecrets } from "../../operate/secret/vault.ts";
import { signedInSandbox, vaultReaderInSandbox } from "../../operate/sign-in.ts";
import { declaredIn } from "../../recovery/declared.ts";
import { readTenant } from "../../recovery/tenant.ts";
import { keepOnly } from "../tenant-file.ts";
import { type Stack, startStack, told } from "./stack.ts";

const now = { yes: true, quiet: false };

/** The adopting hand on a stack under test. */
function handsOn(stack: Stack): Hands & { readonly said: string[] } {
  const { credential, services } = signedInSandbox(stack.tenant);
  const [graph, vaults] = [openGraph(credential, services), openVaults(credential, services)];
  const integrations = resolveTenant(readSettings(`${stack.folder}/tenant.yaml`));
  const declared = declaredIn(integrations, { project: "m365-integrations", stack: "dev", consentClientId: undefined });
  const said: string[] = [];
  return {
    graph,
    declared,
    naming: { adopt: "./integrations adopt", file: "tenants/dev.yaml", up: "make up", today: "2026-11-21" },
    now: () => stack.tenant.clock.now(),
    pause: async () => {},
    exportState: async () => (await stack.pulumi(["stack", "export"])).stdout,
    importState: async (input) => {
      const imported = await runPulumi(["stack", "import", "--stack", "dev"], {
        cwd: `${stack.folder}/project`,
        env: stack.env,
        guard: { watch: () => () => {} },
        input,
      });
      expect(told(imported)).not.toContain("error");
    },
    apply: async (urns) => {
      const applied = await stack.apply(...urns.flatMap((urn) => ["--target", urn]));
      expect(applied.code).toBe(0);
    },
    reread: async (urns) => {
      const flags = urns.flatMap((urn) => ["--target", urn]);
      const read = await stack.pulumi(["refresh", "--yes", "--skip-preview", ...flags]);
      expect(read.code).toBe(0);
    },
    readTenant: (state) => readTenant(graph, vaults, declared, state),
    say: (line) => void said.push(line),
    said,
  };
}

/** The two integrations of this file, with other credentials of live-platform where they are named. */
function settings(stack: Stack, change: { readonly issued?: string; readonly suspended?: true } = {}): void {
  stack.settings((document) => {
    keepOnly(document, "servicenow", "live-platform");
    const at = ["integrations", "live-platform"];
    if (change.issued !== undefined)
      document.setIn([...at, "credentials"], document.createNode([{ issued: change.issued, expires: "2027-05-15" }]));
    if (change.suspended)
      document.setIn([...at, "suspended"], document.createNode({ since: "2026-11-21", reason: "looked at" }));
  });
}

describe("two integrations, one with a certificate and one with a secret and a directory role", () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
    settings(stack);
    expect((await stack.apply()).code).toBe(0);
  });
  afterAll(() => stack.close());

  /** By what vendor, Entra and Exchange know an integration. */
  const facts = async (name: string) => {
    const outputs = (await stack.integrations())[name];
    if (outputs === undefined) throw new Error(`no outputs of ${name}`);
    const { clientId, applicationObjectId, servicePrincipalObjectId, credentials } = outputs;
    const { appRoleAssignments, delegatedGrants, roleAssignments, applications } = stack.tenant.snapshot();
    const live = applications.find(({ appId }) => appId === clientId);
    return {
      clientId,
      applicationObjectId,
      servicePrincipalObjectId,
      credentials,
      keyIds: [...(live?.keyCredentials ?? []), ...(live?.passwordCredentials ?? [])].map(({ keyId }) => keyId),
      consents: { appRoleAssignments, delegatedGrants, roleAssignments },
    };
  };
  const noChanges = async () => {
    const next = await stack.apply("--expect-no-changes");
    expect(told(next)).not.toContain("error");
    expect(next.code).toBe(0);
  };

  /** What the vault's own command sends, as the deployer. */
  const atVault = async (method: string, path: string) => {
    const { vaultUrls, certificateFile } = stack.tenant;
    const token = await signedInSandbox(stack.tenant).credential.getToken("https://vault.azure.net/.default");
    const sent = request(`${vaultUrls["kv-m365"]}${path}?api-version=7.4`, {
      method,
      ca: readFileSync(certificateFile),
      headers: { Authorization: `Bearer ${token?.token}` },
    });
    sent.end();
    const [answer] = (await once(sent, "response")) as [IncomingMessage];
    answer.resume();
    expect(answer.statusCode).toBe(200);
  };

  test("deleted, they stop make up until somebody decides; restored, they are as before and the next up has no changes", async () => {
    const before = [await facts("servicenow"), await facts("live-platform")];
    const hands = handsOn(stack);
    for (const { applicationObjectId } of before) await hands.graph.delete(`/applications/${applicationObjectId}`);
    const healed = await healSandbox(
      `${stack.folder}/project`,
      "dev",
      stack,
      readSettings(`${stack.folder}/tenant.yaml`),
    );
    expect(healed.waits).toBe(true);
    expect(healed.words.filter((line) => !line.startsWith(" "))).toEqual([
      "servicenow: somebody deleted its application.",
      "live-platform: somebody deleted its application.",
    ]);
    for (const name of ["servicenow", "live-platform"]) expect(await restore(hands, name, false, true)).toBe(true);
    expect([await facts("servicenow"), await facts("live-platform")]).toEqual(before);
    await noChanges();
  });

  test("restored suspended, an application lets nobody in, and the file's own line keeps it so", async () => {
    const { applicationObjectId, servicePrincipalObjectId } = await facts("live-platform");
    const hands = handsOn(stack);
    await hands.graph.delete(`/applications/${applicationObjectId}`);
    expect(await restore(hands, "live-platform", true, true)).toBe(true);
    const enabled = () =>
      stack.tenant.snapshot().servicePrincipals.find(({ id }) => id === servicePrincipalObjectId)?.accountEnabled;
    expect(enabled()).toBe(false);
    await noChanges();
    expect(enabled()).toBe(false);
    settings(stack, { suspended: true });
    expect((await stack.apply()).code).toBe(0);
    expect(enabled()).toBe(false);
  });

  test("a consent, a scope and an owner taken away come back with the next up, what was opened is closed; a certificate comes only by a restore", async () => {
    settings(stack);
    const before = [await facts("servicenow"), await facts("live-platform")];
    const hands = handsOn(stack);
    const { deployment } = JSON.parse(await hands.exportState());
    const role = deployment.resources.find(({ urn }: { urn: string }) => urn.includes("live-platform-role"));
    const owners = `/applications/${before[1]?.applicationObjectId}/owners`;
    await hands.graph.delete(role.id);
    await hands.graph.delete(`${owners}/55555555-5555-5555-5555-555555555555/$ref`);
    await hands.graph.patch(`/applications/${before[0]?.applicationObjectId}`, { keyCredentials: [] });
    const grant = deployment.resources.find(({ urn }: { urn: string }) =>
      urn.endsWith("::servicenow-microsoft-graph-scopes"),
    );
    const [row] = await hands.graph.objects([grant.id]);
    await hands.graph.patch(grant.id, { scope: String(row?.scope).replace("User.Read", "Mail.ReadWrite") });
    await hands.graph.patch(`/servicePrincipals/${before[0]?.servicePrincipalObjectId}`, {
      appRoleAssignmentRequired: true,
    });
    expect(await settleMissing(hands, now)).toMatchObject({ waits: false, changes: 4 });
    expect(hands.said).toContain("    servicenow-microsoft-graph-scopes: scopes lost User.Read; gained Mail.ReadWrite");
    expect(hands.said).toContain("    servicenow-principal: assignment required is on, was off");
    const next = await stack.apply();
    expect(stack.done(next)).toEqual([
      "create azuread:index/directoryRoleAssignment:DirectoryRoleAssignment::live-platform-role-teams-administrator",
      "update azuread:index/application:Application::live-platform-application",
      "update azuread:index/servicePrincipal:ServicePrincipal::live-platform-principal",
      "update azuread:index/servicePrincipal:ServicePrincipal::servicenow-principal",
      "update azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant::servicenow-microsoft-graph-scopes",
      "update m365:index:Integration::live-platform",
    ]);
    expect((await hands.graph.lists([owners]))[0]).toHaveLength(2);
    expect((await facts("servicenow")).keyIds).toEqual([]);
    expect(await restore(hands, "servicenow", false, true)).toBe(true);
    expect([await facts("servicenow"), await facts("live-platform")]).toEqual(before);
    await noChanges();
  });

  test("a secret deleted by hand is never made again under its name; its line goes quietly, and a new one is another secret", async () => {
    const { applicationObjectId, credentials } = await facts("live-platform");
    const hands = handsOn(stack);
    await hands.graph.post(`/applications/${applicationObjectId}/removePassword`, { keyId: credentials[0]?.keyId });
    expect(await settleMissing(hands, now)).toMatchObject({ waits: false, changes: 0 });
    expect(hands.said).toContain("    - { issued: 2026-11-21b, expires: 2027-05-15 }");
    await noChanges();
    // Also where the run before was killed: nothing that it was told is lost, so this was somebody's deed.
    const killed = { ...stack, cutOff: true };
    const file = readSettings(`${stack.folder}/tenant.yaml`);
    expect(await healSandbox(`${stack.folder}/project`, "dev", killed, file)).toMatchObject({ waits: false });
    await noChanges();
    settings(stack, { issued: "2026-11-21b" });
    expect(await settleMissing(handsOn(stack), now)).toMatchObject({ waits: false, changes: 1 });
    const last = await stack.apply();
    expect(told(last)).not.toContain("error");
    expect(stack.done(last).filter((step) => !step.startsWith("update"))).toEqual([
      "create azure-native:keyvault:Secret::live-platform-2026-11-21b",
      "create azuread:index/applicationPassword:ApplicationPassword::live-platform-2026-11-21b",
      "delete azure-native:keyvault:Secret::live-platform-2026-11-21",
    ]);
  });

  test("a principal that the portal made in another's place goes with a restore, and stays where ours is given up", async () => {
    const before = await facts("live-platform");
    const hands = handsOn(stack);
    const application = before.applicationObjectId;
    // What becomes of a restore of the application alone.
    const replaced = async () => {
      await hands.graph.delete(`/applications/${application}`);
      await hands.graph.post(`/directory/deletedItems/${application}/restore`, {});
      return (await hands.graph.post("/servicePrincipals", { appId: before.clientId }))?.id;
    };
    await replaced();
    expect(await settleMissing(hands, { yes: false, quiet: false })).toMatchObject({ waits: true });
    expect(hands.said).toContain("live-platform: its application has another service principal than the stack's.");
    expect(await restore(hands, "live-platform", false, true)).toBe(true);
    expect(await facts("live-platform")).toEqual(before);
    await noChanges();
    const other = await replaced();
    expect(await recreate(handsOn(stack), "live-platform", true)).toBe(true);
    expect((await stack.apply()).code).toBe(0);
    const { clientId, keyIds } = before;
    expect(await facts("live-platform")).toMatchObject({ clientId, keyIds, servicePrincipalObjectId: other });
    const given = await hands.graph.lists([
      `/servicePrincipals/${other}/appRoleAssignments`,
      `/roleManagement/directory/roleAssignments?$filter=principalId eq '${other}'`,
    ]);
    expect(given.map(({ length }) => length)).toEqual([1, 1]);
    await noChanges();
  });

  test("a vault entry deleted by hand is told with the vault's command; recovered by it, it is the state's as before", async () => {
    const name = "servicenow-2026-11-21";
    await atVault("DELETE", `/secrets/${name}`);
    const hands = handsOn(stack);
    expect(await settleMissing(hands, now)).toMatchObject({ waits: false, changes: 0 });
    const command = `az keyvault secret recover --vault-name kv-m365 --name ${name}`;
    expect(hands.said).toContain(`  Bring it back with its value: ${command}`);
    await atVault("POST", `/deletedsecrets/${name}/recover`);
    const after = handsOn(stack);
    expect(await settleMissing(after, now)).toMatchObject({ found: [], changes: 0 });
    await noChanges();
    const read = openVaultSecrets(vaultReaderInSandbox(stack.tenant, "kv-m365"));
    expect(await read.read(name)).toContain("BEGIN PRIVATE KEY");
  });

  test("given up, they are others: a secret under a new name, a certificate with its own key", async () => {
    const before = [await facts("servicenow"), await facts("live-platform")];
    const hands = handsOn(stack);
    for (const { applicationObjectId } of before) await hands.graph.delete(`/applications/${applicationObjectId}`);
    await hands.graph.delete(`/directory/deletedItems/${before[0]?.applicationObjectId}`);
    expect(await recreate(hands, "live-platform", true)).toBe(false);
    settings(stack, { issued: "2026-11-21c" });
    for (const name of ["servicenow", "live-platform"]) expect(await recreate(handsOn(stack), name, true)).toBe(true);
    const next = await stack.apply();
    expect(told(next)).not.toContain("error");
    const [servicenow, livePlatform] = [await facts("servicenow"), await facts("live-platform")];
    expect(servicenow.clientId).not.toBe(before[0]?.clientId);
    expect(servicenow.credentials).toEqual(before[0]?.credentials);
    expect(livePlatform.clientId).not.toBe(before[1]?.clientId);
    expect(livePlatform.credentials.map(({ issued }) => issued)).toEqual(["2026-11-21c"]);
    expect(stack.tenant.snapshot().vaultSecrets.map(({ name }) => name)).toEqual([
      "live-platform-2026-11-21c",
      "servicenow-2026-11-21",
    ]);
    await noChanges();
  });
});
