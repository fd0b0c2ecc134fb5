/**
 * What the dev stack makes, unknown to the state, as after a run that died or a backup that was restored: recovery takes
 * up what is the stack's, by the real engine, and refuses what only looks like it.
 */
import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { resolveTenant } from "../../components/resolved-tenant.ts";
import { readTenant } from "../../components/settings.ts";
import { openGraph, openVaults } from "../../operate/graph.ts";
import { healSandbox } from "../../operate/heal-sandbox.ts";
import { providerVersions } from "../../operate/provider-versions.ts";
import { adopt, compare, type Recoverable } from "../../operate/recovery.ts";
import { signedInSandbox } from "../../operate/sign-in.ts";
import { changesState } from "../../recovery/decision.ts";
import { noTraces } from "../../recovery/evidence.ts";
import { type Stack, startStack, told } from "./stack.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
  stack.settings(() => {});
});
afterAll(() => stack.close());

const tenant = () => readTenant(`${stack.folder}/tenant.yaml`);

async function run(args: readonly string[]): Promise<string> {
  const outcome = await stack.pulumi(args);
  if (outcome.code !== 0) throw new Error(told(outcome));
  return outcome.stdout;
}

function target(): Recoverable {
  const { credential, services } = signedInSandbox(stack.tenant);
  return {
    stack: { project: "m365-integrations", stack: "dev", consentClientId: undefined },
    integrations: resolveTenant(tenant()),
    graph: openGraph(credential, services),
    vaults: openVaults(credential, services),
    witness: { traces: async () => noTraces, lastUses: async () => undefined },
    versions: providerVersions("."),
    run,
  };
}

interface Exported {
  readonly deployment: {
    resources: {
      type: string;
      dependencies?: unknown;
      propertyDependencies?: unknown;
    }[];
  };
}

/** Takes from the state what `lost` names; the tenant keeps it. */
async function forget(lost: (type: string) => boolean): Promise<void> {
  const exported = JSON.parse(await run(["stack", "export"])) as Exported;
  exported.deployment.resources = exported.deployment.resources
    .filter(({ type }) => !lost(type))
    .map(({ dependencies: _, propertyDependencies: __, ...resource }) => resource);
  const path = `${stack.folder}/state.json`;
  writeFileSync(path, JSON.stringify(exported));
  await run(["stack", "import", "--file", path]);
}

function counted(texts: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const text of texts) counts[text] = (counts[text] ?? 0) + 1;
  return counts;
}

/** What an outcome did in the tenant: operation and type, counted. */
function changes(outcome: Awaited<ReturnType<Stack["up"]>>): Record<string, number> {
  return counted(
    outcome.steps
      .filter(({ type }) => /^(azuread|azure-native|tls):/.test(type))
      .map(({ op, type }) => `${op} ${type.split(":").at(-1)}`),
  );
}

test("after an up nothing is found", async () => {
  const outcome = await stack.apply();
  expect({ code: outcome.code, told: told(outcome) }).toMatchObject({ code: 0 });
  expect((await compare(target())).findings).toEqual([]);
});

test("orphans of every kind are imported, a certificate too whose private key the state holds", async () => {
  await forget((type) => /^(azuread:.*|azure-native:.*)$/.test(type) && !/Password$/.test(type));
  const found = await compare(target());
  expect(
    counted(found.findings.map((one) => `${one.kind} ${"resource" in one && one.resource.identity.kind}`)),
  ).toEqual({
    "import application": 6,
    "import principal": 6,
    "import assignment": 10,
    "import grant": 3,
    "import directoryRole": 1,
    "import certificate": 1,
    "import vaultEntry": 6,
  });
  const writes = stack.tenant.counts.writes;
  await adopt(target(), found, found.findings.filter(changesState));
  expect(stack.tenant.counts.writes).toBe(writes);
  expect((await compare(target())).findings).toEqual([]);
});

test("the first up after writes what no read returns and nothing else, and the next has no changes", async () => {
  const outcome = await stack.apply();
  expect({ code: outcome.code, told: told(outcome) }).toMatchObject({ code: 0 });
  expect(changes(outcome)).toEqual({ "update Application": 6, "update ServicePrincipal": 6, "update Secret": 6 });
  const next = await stack.apply("--expect-no-changes");
  expect({ code: next.code, steps: next.steps }).toEqual({ code: 0, steps: [] });
});

test("of a state that is lost everything is taken up but credentials; new ones are issued and the unknown ones removed, for it is the sandbox", async () => {
  await forget(() => true);
  const healed = await healSandbox(process.cwd(), "dev", stack, tenant());
  expect(healed.waits).toBe(false);
  const outcome = await stack.apply();
  expect({ code: outcome.code, told: told(outcome) }).toMatchObject({ code: 0 });
  expect(changes(outcome)).toMatchObject({ "create ApplicationPassword": 5, "create ApplicationCertificate": 1 });
  const unknown = (await compare(target())).findings;
  expect(counted(unknown.map(({ kind }) => kind))).toEqual({ "unknown-password": 5 });
  await healed.finish();
  expect((await compare(target())).findings).toEqual([]);
});

test("an application that bears the marker and has a secret of its own is refused, and the state stays as it is", async () => {
  await forget((type) => /^(azuread:.*|azure-native:.*|m365:.*|tls:.*)$/.test(type));
  const { graph } = target();
  const owner = (id: string) => `${stack.tenant.graphUrl}/v1.0/directoryObjects/${id}`;
  const impostor = await graph.post("/applications", {
    displayName: "Live Platform",
    tags: ["m365-integrations/m365-integrations/dev/live-platform"],
    "owners@odata.bind": [owner(stack.tenant.deployer.objectId), owner("55555555-5555-5555-5555-555555555555")],
  });
  await graph.post(`/applications/${impostor?.id}/addPassword`, {
    passwordCredential: { displayName: "live-platform 2026-11-21" },
  });
  // Only the impostor stands: somebody deleted the stack's own.
  const own = stack.tenant.snapshot();
  expect(JSON.stringify(own)).toContain("Live Platform");
  const findings = (await compare(target())).findings.filter(({ integration }) => integration === "live-platform");
  const foreign = findings.filter(({ kind }) => kind === "foreign");
  expect(foreign).toMatchObject([
    {
      id: impostor?.id,
      // It has the name of ours, which the next up changes: the provider would refuse that.
      blocking: true,
      differences: [{ what: "password", credential: { displayName: "live-platform 2026-11-21" } }],
    },
  ]);
  expect(findings.filter(({ kind }) => kind === "import").map((one) => "id" in one && one.id)).not.toContain(
    `/applications/${impostor?.id}`,
  );
});
