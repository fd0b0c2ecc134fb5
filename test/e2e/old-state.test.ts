/**
 * A state and a tenant that an earlier version made (test/e2e/before, by 87e6445: certificate, secret, directory role,
 * vault) meet this version. Names, URNs and the credentials' identities are for ever.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { v5 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sandboxIds } from "../../simulator/directory/seed.ts";
import { type Stack, startStack, told } from "./stack.ts";

const before = join(import.meta.dirname, "before");

function furnish(home: string): void {
  const state = join(home, "state/.pulumi/stacks/m365-integrations");
  const tenant = join(home, "tenant");
  for (const folder of [state, tenant]) mkdirSync(folder, { recursive: true });
  copyFileSync(join(before, "state.json"), join(state, "dev.json"));
  copyFileSync(join(before, "directory.json"), join(tenant, "directory.json"));
  copyFileSync(join(before, "deployer-secret"), join(tenant, "deployer-secret"));
}

let stack: Stack;
beforeAll(async () => {
  stack = await startStack("stand-in", process.env, furnish);
  stack.settings(readFileSync(join(before, "tenant.yaml"), "utf8"));
});
afterAll(() => stack.close());

test("the first up writes nothing to the tenant and touches no resource of Entra, tls or the vault", async () => {
  const outcome = await stack.up();
  expect({ code: outcome.code, told: told(outcome) }).toMatchObject({ code: 0 });
  const touched = outcome.steps.filter(({ type }) => /^(azuread|tls|azure-native):/.test(type));
  expect(touched).toEqual([]);
  expect(outcome.steps.map(({ op }) => op)).not.toContain("replace");
  expect(stack.tenant.counts.writes).toBe(0);
});

test("the next one has no changes at all", async () => {
  const outcome = await stack.up("--expect-no-changes");
  expect({ code: outcome.code, steps: outcome.steps }).toEqual({ code: 0, steps: [] });
});

/** Somebody of the simulated tenant whose id has letters in it. */
const alex = v5(`${sandboxIds.tenantId}/user alex`, v5.URL);

/** The state as an earlier version left it for a file with the id in capital letters: in names, URNs and what was sent. */
async function writeInCapitals(): Promise<number> {
  const { stdout } = await stack.pulumi(["stack", "export"], { confidential: true });
  const state = JSON.parse(stdout) as { deployment: { resources: { urn: string; inputs: Record<string, unknown> }[] } };
  const capitals = (text: string) => text.replaceAll(alex, alex.toUpperCase());
  const touched = state.deployment.resources.filter(({ urn }) => urn.includes(alex));
  for (const resource of touched) {
    resource.urn = capitals(resource.urn);
    resource.inputs = JSON.parse(capitals(JSON.stringify(resource.inputs))) as Record<string, unknown>;
  }
  const path = join(stack.folder, "capitals.json");
  writeFileSync(path, JSON.stringify(state));
  const { code, stderr } = await stack.pulumi(["stack", "import", "--file", path]);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return touched.length;
}

test("what stands under a person's id in capital letters, as an earlier file had it, stays: nothing is replaced or sent", async () => {
  const text = readFileSync(join(before, "tenant.yaml"), "utf8");
  const withAlex = (id: string) =>
    text.replace("    ticket: CHG0030001\n", `    ticket: CHG0030001\n    signsIn: [${id}]\n    stillOpen: true\n`);
  stack.settings(withAlex(alex));
  const assigned = await stack.apply();
  expect({ code: assigned.code, told: told(assigned) }).toMatchObject({ code: 0 });
  // The assignment, and the grant of scopes for that person.
  expect(await writeInCapitals()).toBeGreaterThan(0);

  stack.settings(withAlex(alex.toUpperCase()));
  const writes = stack.tenant.counts.writes;
  const outcome = await stack.apply();
  expect({ code: outcome.code, told: told(outcome) }).toMatchObject({ code: 0 });
  expect(outcome.steps.filter(({ type }) => type.startsWith("azuread:"))).toEqual([]);
  expect(stack.tenant.counts.writes).toBe(writes);
});
