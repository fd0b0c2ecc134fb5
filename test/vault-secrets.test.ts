/** The sandbox's vault, read by Microsoft's own client as its reader. */
import { X509Certificate } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readSecret } from "../operate/secret/material.ts";
import { openVaultSecrets } from "../operate/secret/vault.ts";
import { vaultReaderInSandbox } from "../operate/sign-in.ts";
import { clockFrom } from "../simulator/clock.ts";
import { type SimulatedTenant, startTenant } from "../simulator/server.ts";
import { newKeyPair } from "./simulator/key-pair.ts";

const vaultPath =
  "/subscriptions/66666666-6666-6666-6666-666666666666/resourceGroups/rg-identity/providers/Microsoft.KeyVault/vaults/kv-m365";
const canary = "CANARY-8Q~plain-value";

let folder: string;
let tenant: SimulatedTenant;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "vault-"));
  tenant = await started();
});
afterEach(async () => {
  await tenant.close();
  rmSync(folder, { recursive: true, force: true });
});

function started(): Promise<SimulatedTenant> {
  return startTenant({ folder, clock: clockFrom("2026-01-01T00:00:00Z") });
}

/** Writes a secret as `pulumi up` does: as the deployer, through Resource Manager. */
async function write(name: string, value: string): Promise<void> {
  const { clientId, clientSecret } = tenant.deployer;
  const form = { client_id: clientId, client_secret: clientSecret, grant_type: "client_credentials" };
  const answer = await fetch(`${tenant.loginUrl}/${tenant.tenantId}/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams({ ...form, scope: `${tenant.armUrl}/.default` }),
  });
  const { access_token } = (await answer.json()) as { readonly access_token: string };
  const written = await fetch(`${tenant.armUrl}${vaultPath}/secrets/${name}?api-version=2024-11-01`, {
    method: "PUT",
    headers: { Authorization: `Bearer ${access_token}`, "Content-Type": "application/json" },
    body: JSON.stringify({ properties: { value } }),
  });
  expect(written.ok).toBe(true);
}

const asReader = () => openVaultSecrets(vaultReaderInSandbox(tenant, "kv-m365"));

test("the newest value is read, over TLS, after the challenge", async () => {
  await write("mailgates-2026-11-21", "older");
  await write("mailgates-2026-11-21", canary);
  expect(await asReader().read("mailgates-2026-11-21")).toBe(canary);
  const asked = tenant.history.filter(({ path }) => path.startsWith("/vaults/"));
  expect(asked.map(({ method, status }) => [method, status])).toEqual([
    ["GET", 401],
    ["GET", 200],
  ]);
});

test("the value outlives the tenant's process, and stands in no file as it is", async () => {
  await write("mailgates-2026-11-21", canary);
  // Before it ends: the journal holds what the file does not yet.
  const kept = () => readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  const before = kept();
  await tenant.close();
  const files = [...before, ...kept()];
  expect(files.some((text) => text.includes("mailgates-2026-11-21"))).toBe(true);
  for (const form of [canary, Buffer.from(canary).toString("base64").slice(0, 20)])
    expect(files.filter((text) => text.includes(form))).toEqual([]);
  tenant = await started();
  expect(await asReader().read("mailgates-2026-11-21")).toBe(canary);
  expect(JSON.stringify(tenant.history)).not.toContain(canary);
});

test("a tenant that an earlier version kept still loads; what it wrote as a hash is said to be lost", async () => {
  await write("mailgates-2026-11-21", canary);
  await tenant.close();
  const path = join(folder, "directory.json");
  const file = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  const [[id, { sealed: _sealed, ...row }]] = file.vaultSecrets as [[string, Record<string, unknown>]];
  const [[vaultId, { readers: _readers, ...vault }]] = file.vaults as [[string, Record<string, unknown>]];
  const older = { vaultSecrets: [[id, { ...row, valueHash: "salt:hash" }]], vaults: [[vaultId, vault]] };
  writeFileSync(path, JSON.stringify({ ...file, ...older, schema: 4 }));
  tenant = await started();
  await expect(asReader().read("mailgates-2026-11-21")).rejects.toThrow(
    "the value of mailgates-2026-11-21: it was written by an earlier version, which kept a hash alone; run make destroy, then make up",
  );
});

test("the deployer may not read: one message, with the role that is missing", async () => {
  await write("mailgates-2026-11-21", canary);
  const reader = vaultReaderInSandbox({ ...tenant, reader: tenant.deployer }, "kv-m365");
  const error = await openVaultSecrets(reader).read("mailgates-2026-11-21").catch(String);
  expect(error).toContain("mailgates-2026-11-21 cannot be read from the vault kv-m365: 403 Forbidden");
  expect(error).toContain("Key Vault Secrets User");
  expect(error).not.toContain(canary);
});

test("a secret that is not there, and a vault that does not answer, are one message each", async () => {
  await expect(asReader().read("nothing")).rejects.toThrow(
    "nothing cannot be read from the vault kv-m365: 404 SecretNotFound",
  );
  const reader = vaultReaderInSandbox(tenant, "kv-m365");
  await expect(openVaultSecrets({ ...reader, vaultUrl: "https://127.0.0.1:1" }).read("a")).rejects.toThrow(
    /^a cannot be read from the vault kv-m365: .*ECONNREFUSED.*\nIs kv-m365 reachable from here\?/,
  );
});

test("a key whose certificate is not the one that the stack issued is not handed over", async () => {
  const [issued, other] = await Promise.all([newKeyPair("servicenow"), newKeyPair("servicenow")]);
  const pem = ({ der }: typeof issued) => new X509Certificate(der).toString();
  const credential = {
    issued: "2026-11-21",
    expires: "2027-05-15",
    keyId: "k",
    certificatePem: pem(issued),
    vaultEntry: `${vaultPath}/secrets/servicenow-2026-11-21`,
  };
  const pulumi = {
    readSecret: async () => expect.unreachable(),
    vaultReader: async () => vaultReaderInSandbox(tenant, "kv-m365"),
  };
  const read = () => readSecret(pulumi, "servicenow", credential);
  await write("servicenow-2026-11-21", `${issued.privatePem}${pem(issued)}`);
  expect(await read()).toMatchObject({
    kind: "certificate",
    privateKeyPem: issued.privatePem,
    from: "the vault kv-m365",
  });
  await write("servicenow-2026-11-21", `${other.privatePem}${pem(other)}`);
  await expect(read()).rejects.toThrow(
    /^servicenow-2026-11-21 in the vault kv-m365 is another certificate than the stack issued and Entra knows: nothing is handed over\./,
  );
});

test("a vault that the sandbox has not is named with the one that it has", () => {
  expect(() => vaultReaderInSandbox(tenant, "kv-prod")).toThrow("the sandbox has no vault kv-prod; it has kv-m365");
});
