/**
 * `pulumi import`: which ids the real providers take, what they refuse, and what the first `up` after it still writes. The
 * forms were tried on azuread 6.9.1 and tls 5.5.1; driven.test.ts tries them again where both are on PATH.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { azureNative } from "../../simulator/plugins/azure-native.ts";
import { azuread } from "../../simulator/plugins/azuread.ts";
import type { Operations, Recorded } from "../../simulator/plugins/operations.ts";
import type { Properties } from "../../simulator/plugins/properties.ts";
import { tls } from "../../simulator/plugins/tls.ts";
import { replayCertificate } from "../simulator/certificate.ts";
import { importIds } from "./import-ids.ts";
import { make, type Simulated, startSimulated } from "./simulated.ts";

let simulated: Simulated;
let run: Operations;
beforeAll(async () => {
  simulated = await startSimulated("2026-01-02T00:00:00Z");
  run = await simulated.start(azuread);
});
afterAll(() => simulated.stop());

test.each(importIds)("%s %j: refused %s without a request, else looked for", async (type, id, refused) => {
  simulated.requests();
  const outcome = await run.read(type, id, {}, {}).catch((cause: Error) => cause.message);
  expect(simulated.requests()).toHaveLength(refused ? 0 : 1);
  // The engine says of `undefined` that the resource does not exist.
  if (refused) expect(outcome).toBeUndefined();
  else if (type.endsWith("ApplicationCertificate")) expect(outcome).toContain("unexpected status 404");
  else expect(outcome).toBeUndefined();
});

test("a key and a certificate of tls cannot be imported", async () => {
  const keys = await simulated.start(() => tls({ now: () => new Date("2026-01-02T00:00:00Z") }));
  for (const type of ["tls:index/privateKey:PrivateKey", "tls:index/selfSignedCert:SelfSignedCert"])
    await expect(keys.read(type, "x", {}, {})).rejects.toThrow("Resource Import Not Implemented");
});

describe("after an import of what was made", () => {
  const deployerId = "33333333-3333-3333-3333-333333333333";
  const made: { name: string; type: string; inputs: Properties; resource: Recorded }[] = [];
  const resource = async (name: string, type: string, inputs: Properties) => {
    const one = await make(run, type, inputs);
    made.push({ name, type, inputs, resource: one });
    return one;
  };

  beforeAll(async () => {
    const app = await resource("application", "azuread:index/application:Application", {
      displayName: "imported",
      owners: [deployerId],
      preventDuplicateNames: true,
      tags: ["m365-integrations"],
      web: { redirectUris: ["https://a.example/cb"] },
    });
    const principal = await resource("principal", "azuread:index/servicePrincipal:ServicePrincipal", {
      clientId: String(app.outputs.clientId),
      owners: [deployerId],
      useExisting: true,
      appRoleAssignmentRequired: true,
    });
    await resource("password", "azuread:index/applicationPassword:ApplicationPassword", {
      applicationId: app.id,
      displayName: "imported 2026-01-02",
      endDate: "2026-06-01T00:00:00Z",
    });
    await resource("certificate", "azuread:index/applicationCertificate:ApplicationCertificate", {
      applicationId: app.id,
      keyId: "c4a13cc1-f108-43d0-876f-d9f418f3484f",
      type: "AsymmetricX509Cert",
      encoding: "pem",
      value: replayCertificate,
    });
    const graph = await run.invoke("azuread:index/getServicePrincipal:getServicePrincipal", {
      clientId: "00000003-0000-0000-c000-000000000000",
    });
    const grantType = "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant";
    await resource("grant", grantType, {
      servicePrincipalObjectId: String(principal.outputs.objectId),
      resourceServicePrincipalObjectId: String(graph.objectId),
      claimValues: ["User.Read", "openid"],
    });
    await resource("role", "azuread:index/appRoleAssignment:AppRoleAssignment", {
      appRoleId: "810c84a8-4a9e-49e6-bf7d-12d183f40d01",
      principalObjectId: String(principal.outputs.objectId),
      resourceObjectId: String(graph.objectId),
    });
    await resource("directory role", "azuread:index/directoryRoleAssignment:DirectoryRoleAssignment", {
      roleId: "fe930be7-5e62-47db-91af-98c3a49a38b1",
      principalObjectId: String(principal.outputs.objectId),
    });
  });

  test.each([
    ["application", ["preventDuplicateNames"], []],
    ["principal", ["useExisting"], []],
    ["certificate", ["value"], ["value"]],
    ["grant", [], []],
    ["role", [], []],
    ["directory role", [], []],
  ])(
    "the first up changes of the %s only %j, and replaces for %j; the next one changes nothing",
    async (name, changes, replaces) => {
      const one = made.find((candidate) => candidate.name === name);
      if (!one) throw new Error(`no ${name} was made`);
      const imported = await run.read(one.type, one.resource.id, {}, {});
      if (!imported) throw new Error(`${name} was not imported`);
      const first = run.diff(one.type, imported.outputs, imported.inputs, one.inputs);
      expect([...new Set(first.differences.map(({ property }) => property))]).toEqual(changes);
      expect(first.replaces).toEqual(replaces);
      if (first.differences.length === 0 || replaces.length > 0) return;
      const outputs = await run.update(one.type, imported, one.inputs, false);
      expect(run.diff(one.type, outputs, one.inputs, one.inputs).differences).toEqual([]);
    },
  );

  test("a password has no importer, whoever knows its key id", async () => {
    const password = made.find(({ name }) => name === "password");
    expect(await run.read(password?.type ?? "", password?.resource.id ?? "", {}, {})).toBeUndefined();
  });
});

test("a vault's entry is imported without its value, which the first up writes once", async () => {
  const vault = await simulated.start(azureNative, { subscriptionId: "66666666-6666-6666-6666-666666666666" });
  const type = "azure-native:keyvault:Secret";
  const inputs: Properties = {
    resourceGroupName: "rg-identity",
    vaultName: "kv-m365",
    secretName: "mailgates-2026-01-02",
    properties: { value: "s3cret", contentType: "client secret", attributes: { expires: 1_790_000_000 } },
    tags: { app: "mailgates" },
  };
  const { id } = await make(vault, type, inputs);
  const imported = await vault.read(type, id, {}, {});
  if (!imported) throw new Error("it was not imported");
  expect(JSON.stringify(imported)).not.toContain("s3cret");
  const first = vault.diff(type, imported.outputs, imported.inputs, inputs);
  expect([first.differences.map(({ path }) => path), first.replaces]).toEqual([["properties.value"], []]);
  const outputs = await vault.update(type, imported, inputs, false);
  expect(vault.diff(type, outputs, inputs, inputs).differences).toEqual([]);
  await expect(vault.read(type, "/subscriptions/x/secrets/y", {}, {})).rejects.toThrow("is not the id of a secret");
});
