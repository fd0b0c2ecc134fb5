/** Key Vault secrets through Azure Resource Manager, and their deletion at the vault's own address. */
import { beforeEach, describe, expect, it } from "vitest";
import { readerClientId as readerClient } from "../../simulator/directory/seed.ts";
import { deployerSecret, origin, readerSecret, type Sandbox, sandbox } from "./sandbox.ts";

const deployerClient = "22222222-2222-2222-2222-222222222222";
const vaultPath =
  "/subscriptions/66666666-6666-6666-6666-666666666666/resourceGroups/rg-identity/providers/Microsoft.KeyVault/vaults/kv-m365";
const secretName = "mailgates-2026-11-21";
const expiry = 1857945600;

let tenant: Sandbox;
let arm: string;
let vault: string;
beforeEach(async () => {
  tenant = await sandbox();
  arm = await tenant.token(deployerClient, deployerSecret, `${origin}/arm/.default`);
  vault = await tenant.token(deployerClient, deployerSecret, "https://vault.azure.net/.default");
});

function ask(method: string, path: string, body?: unknown, version = "2024-11-01") {
  return tenant.send(method, `/arm${path}?api-version=${version}`, body, arm);
}
function written(properties: object) {
  return ask("PUT", `${vaultPath}/secrets/${secretName}`, { properties });
}

describe("PUT …/vaults/{vault}/secrets/{name}", () => {
  it("reads a body only where it is declared as JSON", async () => {
    const path = `/arm${vaultPath}/secrets/${secretName}?api-version=2024-11-01`;
    const { status, body } = await tenant.send("PUT", path, { properties: { value: "v" } }, arm, "text/plain");
    expect(status).toBe(415);
    expect(body.error).toEqual({
      code: "UnsupportedMediaType",
      message: "The content media type 'text/plain' is not supported. Only 'application/json' is supported.",
    });
  });

  it("writes a secret and never shows its value", async () => {
    const attributes = { enabled: true, exp: expiry };
    const { status, body } = await written({ value: "s3cr3t-value", contentType: "text/plain", attributes });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: `${vaultPath}/secrets/${secretName}`,
      name: secretName,
      type: "Microsoft.KeyVault/vaults/secrets",
      location: "japaneast",
      tags: {},
      properties: {
        attributes: { enabled: true, exp: expiry, created: 1767225600, updated: 1767225600 },
        contentType: "text/plain",
        secretUri: `${origin}/vaults/kv-m365/secrets/${secretName}`,
        secretUriWithVersion: `${origin}/vaults/kv-m365/secrets/${secretName}/cd3d4eb485fd495f87e562af6c692c12`,
      },
    });
    expect((await ask("GET", `${vaultPath}/secrets/${secretName}`)).body).toEqual(body);
    expect(JSON.stringify([...tenant.tenant.directory.vaultSecrets.values()])).not.toContain("s3cr3t-value");
  });

  it("makes a new version for a new value and keeps the version without one", async () => {
    const versionOf = async (properties: object) =>
      (await written(properties)).body.properties.secretUriWithVersion.split("/").at(-1);
    const first = await versionOf({ value: "a" });
    expect(await versionOf({ contentType: "text/plain" })).toBe(first);
    expect(await versionOf({ value: "b" })).not.toBe(first);
  });

  it.each([
    ["a name with an underscore", "/secrets/a_b", { properties: { value: "v" } }],
    ["a first write without a value", "/secrets/a", { properties: {} }],
    ["an unknown property", "/secrets/a", { properties: { value: "v", colour: "red" } }],
    ["an end before the beginning", "/secrets/a", { properties: { value: "v", attributes: { nbf: 2, exp: 1 } } }],
  ])("refuses %s", async (_what, path, body) => {
    expect((await ask("PUT", vaultPath + path, body)).status).toBe(400);
  });
});

describe("a deleted secret", () => {
  const atVault = (method: string, path: string) =>
    tenant.send(method, `/vaults/kv-m365${path}?api-version=7.4`, undefined, vault);

  it("is gone, but its name stays taken until it is purged", async () => {
    await written({ value: "a" });
    expect((await atVault("DELETE", `/secrets/${secretName}`)).status).toBe(200);
    expect((await ask("GET", `${vaultPath}/secrets/${secretName}`)).status).toBe(404);
    const { status, body } = await written({ value: "b" });
    expect([status, body.error.code]).toEqual([409, "Conflict"]);
    expect(body.error.message).toBe(
      `Secret ${secretName} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged.`,
    );
    expect((await atVault("DELETE", `/deletedsecrets/${secretName}`)).status).toBe(204);
    expect((await written({ value: "b" })).status).toBe(201);
  });

  it("can be recovered", async () => {
    await written({ value: "a" });
    await atVault("DELETE", `/secrets/${secretName}`);
    expect((await atVault("POST", `/deletedsecrets/${secretName}/recover`)).status).toBe(200);
    expect((await ask("GET", `${vaultPath}/secrets/${secretName}`)).status).toBe(200);
  });

  it("may be deleted through Resource Manager by the stand-in", async () => {
    await written({ value: "a" });
    expect((await ask("DELETE", `${vaultPath}/secrets/${secretName}`)).status).toBe(200);
    expect((await ask("DELETE", `${vaultPath}/secrets/${secretName}`)).status).toBe(404);
  });
});

describe("the value of a secret", () => {
  let reader: string;
  beforeEach(async () => {
    reader = await tenant.token(readerClient, readerSecret, "https://vault.azure.net/.default");
  });
  const read = (path: string, query = "", token: string | undefined = reader) =>
    tenant.send("GET", `/vaults/kv-m365${path}?api-version=7.6${query}`, undefined, token);

  it("is given to a reader, with what the vault knows of it", async () => {
    const attributes = { enabled: true, exp: expiry };
    await written({ value: "s3cr3t-välue", contentType: "text/plain", attributes });
    const { status, body } = await read(`/secrets/${secretName}/`);
    expect(status).toBe(200);
    expect(body).toEqual({
      value: "s3cr3t-välue",
      contentType: "text/plain",
      id: `${origin}/vaults/kv-m365/secrets/${secretName}/cd3d4eb485fd495f87e562af6c692c12`,
      attributes: {
        enabled: true,
        exp: expiry,
        created: 1767225600,
        updated: 1767225600,
        recoveryLevel: "Recoverable+Purgeable",
        recoverableDays: 90,
      },
      tags: {},
    });
  });

  it("is refused to the deployer, who wrote it, in Azure's words", async () => {
    await written({ value: "a" });
    const { status, body } = await read(`/secrets/${secretName}`, "", vault);
    expect([status, body.error.code, body.error.innererror]).toEqual([403, "Forbidden", { code: "ForbiddenByRbac" }]);
    expect(body.error.message).toBe(
      [
        "Caller is not authorized to perform action on resource.",
        "If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.",
        "Caller: appid=22222222-2222-2222-2222-222222222222;oid=33333333-3333-3333-3333-333333333333;iss=https://sts.windows.net/11111111-1111-1111-1111-111111111111/",
        "Action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'",
        `Resource: '${vaultPath.toLowerCase()}/secrets/${secretName}'`,
        "Assignment: (not found)",
        "DenyAssignmentId: null",
        "DecisionReason: null ",
        "Vault: kv-m365;location=japaneast",
        "",
      ].join("\r\n"),
    );
  });

  it("is not the reader's to write or to delete", async () => {
    await written({ value: "a" });
    const path = `/vaults/kv-m365/secrets/${secretName}?api-version=7.6`;
    expect((await tenant.send("DELETE", path, undefined, reader)).status).toBe(403);
    const arms = await tenant.token(readerClient, readerSecret, `${origin}/arm/.default`);
    expect((await tenant.send("GET", `/arm${vaultPath}?api-version=2024-11-01`, undefined, arms)).status).toBe(403);
  });

  it("is asked for without a token first: the answer says whose token is wanted", async () => {
    const { status, headers, body } = await tenant.send("GET", `/vaults/kv-m365/secrets/a/?api-version=7.6`);
    expect(status).toBe(401);
    expect(headers.get("WWW-Authenticate")).toBe(
      'Bearer authorization="https://login.windows.net/11111111-1111-1111-1111-111111111111", resource="https://vault.azure.net"',
    );
    expect(body.error).toEqual({
      code: "Unauthorized",
      message: "AKV10000: Request is missing a Bearer or PoP token.",
    });
    expect((await read("/secrets/a", "", arm)).status).toBe(401);
  });

  it("stays readable in each of its versions, and the newest comes where none is named", async () => {
    const versionOf = async (value: string) =>
      (await written({ value })).body.properties.secretUriWithVersion.split("/").at(-1);
    const [first, second] = [await versionOf("a"), await versionOf("b")];
    const values = [first, second, ""].map(
      async (version) => (await read(`/secrets/${secretName}/${version}`)).body.value,
    );
    expect(await Promise.all(values)).toEqual(["a", "b", "b"]);
    const { body } = await read(`/secrets/${secretName}/versions`);
    expect(body.value.map(({ id }: { id: string }) => id.split("/").at(-1))).toEqual([first, second]);
    expect((await read(`/secrets/${secretName}/${"0".repeat(32)}`)).body.error.code).toBe("SecretNotFound");
  });

  it("is refused while the secret is disabled, and gone with it", async () => {
    await written({ value: "a", attributes: { enabled: false } });
    const { status, body } = await read(`/secrets/${secretName}`);
    expect([status, body.error.innererror.code]).toEqual([403, "SecretDisabled"]);
    await tenant.send("DELETE", `/vaults/kv-m365/secrets/${secretName}?api-version=7.6`, undefined, vault);
    expect((await read(`/secrets/${secretName}`)).status).toBe(404);
  });

  it("is in no list; lists come in pages", async () => {
    for (const name of ["a", "b", "c"])
      await ask("PUT", `${vaultPath}/secrets/${name}`, { properties: { value: "s3cr3t" } });
    const { body } = await read("/secrets", "&maxresults=2");
    expect(JSON.stringify(body)).not.toContain("s3cr3t");
    expect(body.value.map(({ id }: { id: string }) => id)).toEqual([
      `${origin}/vaults/kv-m365/secrets/a`,
      `${origin}/vaults/kv-m365/secrets/b`,
    ]);
    const rest = await tenant.send("GET", body.nextLink.slice(origin.length), undefined, reader);
    expect(rest.body.value.map(({ id }: { id: string }) => id)).toEqual([`${origin}/vaults/kv-m365/secrets/c`]);
    expect(rest.body.nextLink).toBeNull();
  });

  it("that an earlier version wrote, as a hash, is said to be lost", async () => {
    await written({ value: "a" });
    const [row] = tenant.tenant.directory.vaultSecrets.values();
    if (!row) throw new Error("no row");
    const { sealed: _, ...hashed } = row;
    tenant.tenant.directory.vaultSecrets.set(row.id, { ...hashed, valueHash: "salt:hash" } as typeof row);
    const { status, body } = await read(`/secrets/${secretName}`);
    expect(status).toBe(501);
    expect(body.error.message).toContain(
      "it was written by an earlier version, which kept a hash alone; run make destroy, then make up",
    );
  });
});

describe("Resource Manager refuses", () => {
  it("a missing and an unknown api-version", async () => {
    const missing = await tenant.send("GET", `/arm${vaultPath}`, undefined, arm);
    expect([missing.status, missing.body.error.code]).toEqual([400, "MissingApiVersionParameter"]);
    const unknown = await ask("GET", vaultPath, undefined, "1999-01-01");
    expect([unknown.status, unknown.body.error.code]).toEqual([400, "InvalidApiVersionParameter"]);
  });

  it("a vault, resource group or subscription that does not exist", async () => {
    const codes = [
      vaultPath.replace("kv-m365", "kv-other"),
      vaultPath.replace("rg-identity", "rg-other"),
      vaultPath.replace("66666666-6666", "66666666-7777"),
    ].map(async (path) => (await ask("GET", `${path}/secrets/a`)).body.error.code);
    expect(await Promise.all(codes)).toEqual(["ResourceNotFound", "ResourceGroupNotFound", "SubscriptionNotFound"]);
  });

  it("a token for Graph, and a caller without rights on the vault", async () => {
    const path = `/arm${vaultPath}/secrets/a?api-version=2024-11-01`;
    const graph = await tenant.token(deployerClient, deployerSecret);
    expect((await tenant.send("GET", path, undefined, graph)).status).toBe(401);
    const { id, appId } = (await tenant.graph("POST", "/v1.0/applications", { displayName: "a" })).body;
    await tenant.graph("POST", "/v1.0/servicePrincipals", { appId });
    const { secretText } = (await tenant.graph("POST", `/v1.0/applications/${id}/addPassword`, {})).body;
    const other = await tenant.token(appId, secretText, `${origin}/arm/.default`);
    const { status, body } = await tenant.send("GET", path, undefined, other);
    expect([status, body.error.code]).toEqual([403, "AuthorizationFailed"]);
  });
});
