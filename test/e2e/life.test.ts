/**
 * The life of a stack on the real engine: first up, changes, rotation, rename, suspension, destroy. Leaving has its own file.
 */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Document } from "yaml";
import { keepOnly } from "../tenant-file.ts";
import { filesBelow, type Stack, startStack, told } from "./stack.ts";
import { suitePlugins } from "./suite-plugins.ts";

const secret = "azuread:index/applicationPassword:ApplicationPassword";
const certificate = "azuread:index/applicationCertificate:ApplicationCertificate";

function two(document: Document): void {
  keepOnly(document, "servicenow", "mailgates");
}

function addGeneration(document: Document, name: string): void {
  document.addIn(
    ["integrations", name, "credentials"],
    document.createNode({ issued: "2027-02-19", expires: "2027-08-13" }),
  );
}

describe("the dev stack of six integrations", () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
    stack.settings(() => {});
  });
  afterAll(() => stack.close());

  test("the first up creates everything", async () => {
    const outcome = await stack.up();
    expect(told(outcome)).not.toContain("error");
    expect(outcome.changes).toEqual({ create: 49 });
  });

  test("the tenant holds six applications, each with its principal, and consents to each permission", () => {
    const { applications, servicePrincipals, appRoleAssignments, delegatedGrants } = stack.tenant.snapshot();
    expect(applications).toHaveLength(6);
    expect(servicePrincipals).toHaveLength(6);
    expect(appRoleAssignments).toHaveLength(10);
    expect(delegatedGrants).toHaveLength(3);
  });

  test("the second up changes nothing and writes nothing to the tenant", async () => {
    const writes = stack.tenant.history.filter(({ write }) => write).length;
    const outcome = await stack.up("--expect-no-changes");
    expect(outcome.code).toBe(0);
    expect(stack.tenant.history.filter(({ write }) => write)).toHaveLength(writes);
  });

  test("refresh finds nothing changed", async () => {
    const outcome = await stack.pulumi(["refresh", "--yes", "--expect-no-changes"]);
    expect(told(outcome)).not.toContain("error");
    expect(outcome.code).toBe(0);
  });

  test("no secret stands in plain text in the state, the tenant, the log or the public output", async () => {
    const vaulted = await stack.secrets();
    expect(vaulted.mailgates?.["2026-11-21"]).toEqual({
      kind: "vaultEntry",
      id: "/subscriptions/66666666-6666-6666-6666-666666666666/resourceGroups/rg-identity/providers/Microsoft.KeyVault/vaults/kv-m365/secrets/mailgates-2026-11-21",
    });
    const state = await stack.pulumi(["stack", "export", "--show-secrets"], { confidential: true });
    const values = secretsIn(JSON.parse(state.stdout));
    expect(values.length).toBeGreaterThanOrEqual(6);
    const files = [
      // The keys of the metadata host's TLS and of access tokens are the simulator's, not a vendor's.
      ...filesBelow(stack.folder)
        .filter((name) => !/\/(metadata|signing)-key\.pem$/.test(name))
        .map((name) => ({ name, text: readFileSync(name, "utf8") })),
      { name: "the output integrations", text: JSON.stringify(await stack.integrations()) },
    ];
    expect(leaksOf(values, files)).toEqual([]);
    const planted = { name: "planted", text: `log: ${Buffer.from(values[0] ?? "").toString("base64")}` };
    expect(leaksOf(values, [...files, planted])).toEqual(["planted"]);
    expect(files.filter(({ text }) => /BEGIN [A-Z ]*PRIVATE KEY/.test(text)).map(({ name }) => name)).toEqual([]);
  });

  test("destroy leaves the tenant empty", async () => {
    const outcome = await stack.pulumi(["destroy", "--yes"]);
    expect(told(outcome)).not.toContain("error");
    const { applications, servicePrincipals, appRoleAssignments, delegatedGrants, roleAssignments, vaultSecrets } =
      stack.tenant.snapshot();
    expect([
      applications,
      servicePrincipals,
      appRoleAssignments,
      delegatedGrants,
      roleAssignments,
      vaultSecrets,
    ]).toEqual([[], [], [], [], [], []]);
  });
});

/** Every decrypted secret of an exported state: client secrets and private keys. */
function secretsIn(state: unknown): string[] {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const { plaintext } = value as { plaintext?: unknown };
    if (typeof plaintext === "string")
      for (const text of [JSON.parse(plaintext)].flat())
        for (const leaf of leaves(text))
          if (leaf.length >= 30 && !/^(\/subscriptions\/|https?:\/\/)/.test(leaf)) found.add(leaf);
    for (const inner of Object.values(value)) walk(inner);
  };
  walk(state);
  return [...found].filter((text) => !text.startsWith("-----BEGIN CERTIFICATE"));
}

function leaves(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [];
}

/** The files that hold one of the values, in any of its forms. */
function leaksOf(values: readonly string[], files: readonly { name: string; text: string }[]): string[] {
  const forms = values.flatMap(formsOf);
  return files.filter(({ text }) => forms.some((form) => text.includes(form))).map(({ name }) => name);
}

/** A secret raw and as it could hide: Base64, hex, URL-encoded, JSON-escaped; of a key, its body without line breaks. */
function formsOf(value: string): string[] {
  const body = value.replaceAll(/-----[^-]+-----|\s/g, "").slice(0, 200);
  const bytes = Buffer.from(value);
  return [
    value,
    body,
    bytes.toString("base64"),
    bytes.toString("base64url"),
    bytes.toString("hex"),
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
  ];
}

describe("a change of the settings", () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
    stack.settings(two);
    expect((await stack.apply()).code).toBe(0);
  });
  afterAll(() => stack.close());

  test("a credential that has expired changes nothing: its certificate outlives it", async () => {
    // servicenow's credential ends on 2027-05-15, its certificate five years later.
    const expired = { env: { SIMULATED_NOW: "2028-01-01T00:00:00Z" } };
    expect((await stack.pulumi(["up", "--yes", "--expect-no-changes"], expired)).code).toBe(0);
    expect((await stack.pulumi(["refresh", "--yes", "--expect-no-changes"], expired)).code).toBe(0);
  });

  test.skipIf(suitePlugins === "real")(
    "a certificate that has itself ended would be replaced (skipped with the real tls provider, which has the machine's clock)",
    async () => {
      const ended = await stack.pulumi(["preview"], { env: { SIMULATED_NOW: "2033-01-01T00:00:00Z" } });
      expect(stack.done(ended)).toContain("replace tls:index/selfSignedCert:SelfSignedCert::servicenow-2026-11-21");
    },
  );

  test("a changed setting updates in place", async () => {
    stack.settings((document) => {
      two(document);
      document.setIn(["integrations", "mailgates", "displayName"], "Mail gateway");
    });
    const outcome = await stack.up();
    expect(stack.done(outcome)).toEqual([
      "update azuread:index/application:Application::mailgates-application",
      "update m365:index:Integration::mailgates",
    ]);
    stack.settings(two);
    await stack.apply();
  });

  test("a new credential only adds: one resource for a secret, three for a certificate, and the vault's entries", async () => {
    stack.settings((document) => {
      two(document);
      addGeneration(document, "mailgates");
      addGeneration(document, "servicenow");
    });
    const outcome = await stack.up();
    expect(stack.done(outcome).filter((line) => !line.includes("m365:index:Integration"))).toEqual([
      "create azure-native:keyvault:Secret::mailgates-2027-02-19",
      "create azure-native:keyvault:Secret::servicenow-2027-02-19",
      `create ${certificate}::servicenow-2027-02-19`,
      `create ${secret}::mailgates-2027-02-19`,
      "create tls:index/privateKey:PrivateKey::servicenow-2027-02-19",
      "create tls:index/selfSignedCert:SelfSignedCert::servicenow-2027-02-19",
    ]);
  });

  test("both credentials of a certificate stand in Entra, and the newest is the last of the outputs", async () => {
    const { servicenow } = await stack.integrations();
    expect(servicenow?.credentials.map(({ issued }) => issued)).toEqual(["2026-11-21", "2027-02-19"]);
    const application = stack.tenant
      .snapshot()
      .applications.find(({ displayName }) => displayName === "ServiceNow Microsoft Teams connector");
    expect(application?.keyCredentials.map(({ keyId }) => keyId).sort()).toEqual(
      servicenow?.credentials.map(({ keyId }) => keyId).sort(),
    );
  });

  test("retiring the old credential deletes exactly it", async () => {
    stack.settings((document) => {
      two(document);
      addGeneration(document, "mailgates");
      addGeneration(document, "servicenow");
      document.deleteIn(["integrations", "mailgates", "credentials", 0]);
    });
    const outcome = await stack.up();
    expect(stack.done(outcome).filter((line) => !line.includes("m365:index:Integration"))).toEqual([
      "delete azure-native:keyvault:Secret::mailgates-2026-11-21",
      `delete ${secret}::mailgates-2026-11-21`,
    ]);
    stack.settings((document) => {
      two(document);
      addGeneration(document, "servicenow");
      addGeneration(document, "mailgates");
    });
  });

  test("suspension stops the vendor's sign-in at once and lifting it starts it again; nothing is deleted", async () => {
    const suspended = (document: Document) => {
      two(document);
      document.setIn(["integrations", "servicenow", "suspended"], { since: "2026-11-22", reason: "key leaked" });
      addGeneration(document, "servicenow");
      addGeneration(document, "mailgates");
      document.deleteIn(["integrations", "mailgates", "credentials", 0]);
    };
    stack.settings(suspended);
    const outcome = await stack.up();
    expect(stack.done(outcome)).toEqual([
      "update azuread:index/servicePrincipal:ServicePrincipal::servicenow-principal",
      "update m365:index:Integration::servicenow",
    ]);
    const principal = stack.tenant
      .snapshot()
      .servicePrincipals.find(({ displayName }) => displayName === "ServiceNow Microsoft Teams connector");
    expect(principal?.accountEnabled).toBe(false);
    stack.settings((document) => {
      suspended(document);
      document.deleteIn(["integrations", "servicenow", "suspended"]);
    });
    expect(stack.done(await stack.apply())).toContain(
      "update azuread:index/servicePrincipal:ServicePrincipal::servicenow-principal",
    );
  });

  test("a rename by formerly keeps the client id and replaces nothing", async () => {
    const before = await stack.integrations();
    stack.settings((document) => {
      two(document);
      addGeneration(document, "servicenow");
      addGeneration(document, "mailgates");
      document.deleteIn(["integrations", "mailgates", "credentials", 0]);
      document.setIn(["integrations", "mail-gateway"], document.getIn(["integrations", "mailgates"]));
      document.deleteIn(["integrations", "mailgates"]);
      document.setIn(["integrations", "mail-gateway", "formerly"], "mailgates");
    });
    const outcome = await stack.up();
    expect(told(outcome)).not.toContain("error");
    expect(outcome.steps.filter(({ op }) => op !== "update")).toEqual([]);
    expect((await stack.integrations())["mail-gateway"]?.clientId).toBe(before.mailgates?.clientId);
    expect((await stack.integrations())["mail-gateway"]?.credentials).toEqual(before.mailgates?.credentials);
  });
});
