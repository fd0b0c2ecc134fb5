/** The stand-in for azure-native: Key Vault secrets on the simulated tenant. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { azureNative } from "../../simulator/plugins/azure-native.ts";
import type { Operations, Recorded } from "../../simulator/plugins/operations.ts";
import type { Properties } from "../../simulator/plugins/properties.ts";
import { drift, make, type Simulated, startSimulated } from "./simulated.ts";

const secretType = "azure-native:keyvault:Secret";
const subscription = "66666666-6666-6666-6666-666666666666";
const vaultPath = `/subscriptions/${subscription}/resourceGroups/rg-identity/providers/Microsoft.KeyVault/vaults/kv-m365`;
function secret(value: string) {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}

let simulated: Simulated;
let run: Operations;
let count = 0;
let name = "";
beforeAll(async () => {
  simulated = await startSimulated();
  run = await simulated.start(azureNative, { subscriptionId: subscription });
});
beforeEach(() => {
  name = `mailgates-${++count}`;
  simulated.requests();
});
afterAll(() => simulated.stop());

function inputs(more: Properties = {}): Properties {
  return {
    resourceGroupName: "rg-identity",
    vaultName: "kv-m365",
    secretName: name,
    properties: {
      value: secret("hunter2"),
      contentType: "text/plain",
      attributes: { enabled: true, expires: 1_858_204_800, notBefore: 1_795_219_200 },
    },
    tags: { integration: "mailgates" },
    ...more,
  };
}

describe("a Key Vault secret", () => {
  test("is looked for and written through Resource Manager, under its Resource Manager id", async () => {
    const made = await make(run, secretType, inputs());
    expect(made.id).toBe(`${vaultPath}/secrets/${name}`);
    expect(simulated.requests()).toEqual([
      `GET ${vaultPath}/secrets/${name}?api-version=2024-11-01`,
      `PUT ${vaultPath}/secrets/${name}?api-version=2024-11-01`,
    ]);
    expect(made.outputs).toMatchObject({
      name,
      type: "Microsoft.KeyVault/vaults/secrets",
      azureApiVersion: "2024-11-01",
      tags: { integration: "mailgates" },
      properties: {
        contentType: "text/plain",
        attributes: { enabled: true, expires: 1_858_204_800, notBefore: 1_795_219_200 },
        secretUri: expect.stringMatching(new RegExp(`^https://[^/]+/secrets/${name}$`)),
        secretUriWithVersion: expect.stringMatching(new RegExp(`^https://[^/]+/secrets/${name}/[0-9a-f]+$`)),
      },
    });
  });

  test("its value never comes back, neither from a write nor from a read", async () => {
    const made = await make(run, secretType, inputs());
    expect(JSON.stringify(made.outputs)).not.toContain("hunter2");
    const read = await run.read(secretType, made.id, made.outputs, made.inputs);
    expect(JSON.stringify(read?.outputs)).not.toContain("hunter2");
  });

  test("shows nothing to do in a second up and a refresh, and its inputs keep the value as a secret", async () => {
    const made = await make(run, secretType, inputs());
    expect(await drift(run, secretType, made)).toEqual({ up: [], refresh: [], sameOutputs: true });
    const read = await run.read(secretType, made.id, made.outputs, made.inputs);
    expect(read?.inputs.properties).toMatchObject({ value: { value: "hunter2", contentType: "text/plain" } });
  });

  test("another value or end is written in place, another name replaces", async () => {
    const made = await make(run, secretType, inputs());
    const wanted = inputs({
      properties: { value: secret("hunter3"), contentType: "text/plain", attributes: { enabled: false } },
    });
    const diff = run.diff(secretType, made.outputs, made.inputs, wanted);
    expect(diff.differences.map(({ path }) => path)).toEqual([
      "properties.value",
      "properties.attributes.enabled",
      "properties.attributes.expires",
      "properties.attributes.notBefore",
    ]);
    expect(diff.replaces).toEqual([]);
    expect(await run.update(secretType, made, wanted, false)).toMatchObject({
      properties: { attributes: { enabled: false } },
    });
    expect(run.diff(secretType, made.outputs, made.inputs, inputs({ secretName: "other" })).replaces).toEqual([
      "secretName",
    ]);
  });

  test("a change in the portal is shown by a refresh", async () => {
    const made = await make(run, secretType, inputs());
    await run.update(secretType, made, inputs({ tags: { integration: "other" } }), false);
    expect((await drift(run, secretType, made)).refresh).toEqual(["tags.integration"]);
  });

  test("one that is there already is not taken over", async () => {
    const made = await make(run, secretType, inputs());
    await expect(make(run, secretType, inputs())).rejects.toThrow(
      `cannot create already existing resource '${made.id}'`,
    );
  });

  test("is imported by its id, without the value", async () => {
    const made = await make(run, secretType, inputs());
    expect((await run.read(secretType, made.id, {}, {}))?.inputs).toEqual({
      resourceGroupName: "rg-identity",
      vaultName: "kv-m365",
      secretName: name,
      properties: { contentType: "text/plain", attributes: { expires: 1_858_204_800, notBefore: 1_795_219_200 } },
      tags: { integration: "mailgates" },
    });
    await expect(run.read(secretType, "kv-m365/secrets/x", {}, {})).rejects.toThrow("is not the id of a secret");
  });

  test("is deleted whole, and then reads as gone", async () => {
    const made: Recorded = await make(run, secretType, inputs());
    await run.delete(secretType, made);
    expect(await run.read(secretType, made.id, made.outputs, made.inputs)).toBeUndefined();
  });

  test("a vault that does not exist is refused in Resource Manager's words", async () => {
    await expect(make(run, secretType, inputs({ vaultName: "kv-other" }))).rejects.toThrow(
      /vaults\/kv-other' under resource group 'rg-identity' was not found/,
    );
  });
});

test("any other type of azure-native is refused by name", () => {
  expect(() => run.check("azure-native:keyvault:Vault", {})).toThrow(
    "the stand-in for azure-native does not know azure-native:keyvault:Vault; it knows azure-native:keyvault:Secret",
  );
});
