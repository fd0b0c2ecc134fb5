/**
 * A state and a tenant that an earlier version made (test/e2e/before, by 87e6445: certificate, secret, directory role,
 * vault) meet this version. Names, URNs and the credentials' identities are for ever.
 */
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
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
