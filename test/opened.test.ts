/** What every verb that meets a tenant starts from: the stack's outputs, and its credentials' secrets. */
import { generateKeyPairSync, X509Certificate } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { CredentialOutputs } from "../components/outputs.ts";
import { OperationError } from "../operate/errors.ts";
import { integrationNamed } from "../operate/named.ts";
import { outputsNamed, readOutputs } from "../operate/opened.ts";
import { pairIn, readSecret } from "../operate/secret/material.ts";
import type { Stack } from "../operate/stack.ts";
import { newKeyPair } from "./simulator/key-pair.ts";

const sandbox = {
  name: "dev",
  world: "sandbox",
  file: "tenants/dev.yaml",
  integrations: [{ name: "servicenow" }, { name: "mailgates" }],
} as unknown as Stack;
const real = { ...sandbox, name: "prod", world: "real", file: "tenants/prod.yaml" } as Stack;

async function pair() {
  const { privatePem, der } = await newKeyPair("servicenow 2026-11-21");
  return { privateKeyPem: privatePem, certificatePem: new X509Certificate(der).toString() };
}

const answering = (text: string) => ({ read: async () => text });
const refusing = (message: string) => ({
  read: async (): Promise<string> => {
    throw new OperationError(message);
  },
});

describe("the outputs of a stack", () => {
  test("are the public ones", async () => {
    const outputs = { integrations: { servicenow: { clientId: "c" } }, secrets: "[secret]" };
    expect(await readOutputs(sandbox, answering(JSON.stringify(outputs)))).toEqual(outputs.integrations);
  });

  test.each([
    ["was never made", refusing("pulumi stack output failed: no stack named 'dev' found")],
    ["has no outputs", answering("{}")],
  ])("of a stack that %s: one line with what to run", async (_what, pulumi) => {
    await expect(readOutputs(sandbox, pulumi)).rejects.toThrow(/^stack dev is not up: make up$/);
    await expect(readOutputs(real, pulumi)).rejects.toThrow(
      /^stack prod is not up: \.\/integrations pulumi up --stack prod$/,
    );
  });

  test("without a backend name the two ways to choose one", async () => {
    const pulumi = refusing("PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions");
    await expect(readOutputs(real, pulumi)).rejects.toThrow("Choose a backend first: PULUMI_BACKEND_URL, or");
  });

  test("of an integration that was not applied yet name the run that is missing", () => {
    expect(() => outputsNamed(sandbox, {}, "servicenow")).toThrow(
      "servicenow is in tenants/dev.yaml, and not in the stack dev yet: make up",
    );
  });
});

test("an integration that the file has not is named with the one that was meant", () => {
  expect(() => integrationNamed(sandbox, "servicenw")).toThrow(
    'tenants/dev.yaml has no integration "servicenw"; did you mean servicenow?',
  );
});

describe("the secret of a credential in the state", () => {
  const credential: CredentialOutputs = { issued: "2026-11-21", expires: "2027-05-15", keyId: "k" };
  const state = (secrets: object) => ({
    readSecret: async () => JSON.stringify(secrets),
    vaultReader: async () => expect.unreachable(),
  });

  test("is a client secret's value", async () => {
    const pulumi = state({ connect: { "2026-11-21": { kind: "value", value: "v4lue" } } });
    expect(await readSecret(pulumi, "connect", credential)).toEqual({
      kind: "secret",
      value: "v4lue",
      from: "the state",
    });
  });

  test("is a key with the certificate of the outputs", async () => {
    const { privateKeyPem, certificatePem } = await pair();
    const pulumi = state({ servicenow: { "2026-11-21": { kind: "privateKey", privateKeyPem } } });
    expect(await readSecret(pulumi, "servicenow", { ...credential, certificatePem })).toEqual({
      kind: "certificate",
      privateKeyPem,
      certificatePem,
      from: "the state",
    });
  });

  test("of another credential only is said without any value", async () => {
    const pulumi = state({ connect: { "2026-05-21": { kind: "value", value: "v4lue" } } });
    await expect(readSecret(pulumi, "connect", credential)).rejects.toThrow(
      /^the state holds no secret of connect's credential 2026-11-21$/,
    );
  });
});

describe("a vault's text of a certificate", () => {
  test("is taken apart into the key and its certificate, in either order", async () => {
    const made = await pair();
    expect(pairIn(`${made.privateKeyPem}${made.certificatePem}`, "here")).toEqual(made);
    expect(pairIn(`${made.certificatePem}${made.privateKeyPem}`, "here")).toEqual(made);
  });

  test("with a key of another certificate is refused", async () => {
    const { certificatePem } = await pair();
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const stranger = privateKey.export({ type: "pkcs8", format: "pem" });
    expect(() => pairIn(`${stranger}${certificatePem}`, "x in the vault v")).toThrow(
      /^x in the vault v holds a key and a certificate that are not of each other$/,
    );
  });

  test("without a key is refused, and not quoted", async () => {
    const { certificatePem } = await pair();
    expect(() => pairIn(certificatePem, "x in the vault v")).toThrow(
      /^x in the vault v holds no key with its certificate$/,
    );
  });
});
