/**
 * The CrossGuard pack in the real engine: it lets the dev stack through and refuses what stands outside an Integration.
 */
import { rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Stack, startStack, told } from "./stack.ts";

const root = resolve(import.meta.dirname, "..", "..");
const withPack = ["--policy-pack", join(root, "policy")];

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

test("the dev stack passes", async () => {
  stack.settings(() => {});
  const outcome = await stack.pulumi(["preview", ...withPack]);
  expect(told(outcome)).not.toContain("mandatory");
  expect(outcome.code).toBe(0);
});

test("a finding that the settings no longer accept refuses the preview, by the review's rule name", async () => {
  stack.settings((document) => {
    const exceptions = document.toJS().integrations.mailgates.exceptions as { rule: string }[];
    document.setIn(
      ["integrations", "mailgates", "exceptions"],
      exceptions.filter(({ rule }) => rule !== "implicit-grant"),
    );
  });
  const outcome = await stack.pulumi(["preview", ...withPack]);
  expect(outcome.code).not.toBe(0);
  expect(told(outcome)).toContain("m365-integrations/implicit-grant");
  expect(stack.tenant.history.filter(({ write }) => write)).toEqual([]);
});

test("an application that someone writes by hand beside the integrations refuses the preview", async () => {
  stack.settings(() => {});
  const index = join(stack.folder, "project", "index.ts");
  rmSync(index);
  writeFileSync(
    index,
    `import * as azuread from "@pulumi/azuread";
import program from ${JSON.stringify(join(root, "index.ts"))};
export default async function () {
  const outputs = await program();
  new azuread.Application("by-hand", { displayName: "By hand" }, { provider: new azuread.Provider("other", {}) });
  return outputs;
}
`,
  );
  const outcome = await stack.pulumi(["preview", ...withPack]);
  expect(outcome.code).not.toBe(0);
  expect(told(outcome)).toContain("m365-integrations/outside-integration");
});

test("a grant below an Integration that its own inputs do not name refuses the preview, and nothing is written", async () => {
  stack.settings(() => {});
  const index = join(stack.folder, "project", "index.ts");
  rmSync(index);
  writeFileSync(
    index,
    `import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import program from ${JSON.stringify(join(root, "index.ts"))};
export default async function () {
  const made = new Map<string, pulumi.Resource>();
  pulumi.runtime.registerStackTransformation(({ type, name, resource }) => {
    made.set(type.split(":").at(-1) + " " + name, resource);
    return undefined;
  });
  const outputs = await program();
  const parent = made.get("Integration live-platform");
  const principal = made.get("ServicePrincipal live-platform-principal") as azuread.ServicePrincipal;
  const provider = made.get("azuread entra") as azuread.Provider;
  const graph = azuread.getServicePrincipalOutput({ clientId: "00000003-0000-0000-c000-000000000000" }, { provider });
  new azuread.AppRoleAssignment(
    "live-platform-extra",
    {
      appRoleId: "9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8",
      principalObjectId: principal.objectId,
      resourceObjectId: graph.objectId,
    },
    { parent, provider },
  );
  return outputs;
}
`,
  );
  const outcome = await stack.pulumi(["preview", ...withPack]);
  expect(outcome.code).not.toBe(0);
  expect(told(outcome)).toContain("m365-integrations/beyond-inputs");
  expect(told(outcome)).not.toContain("m365-integrations/vault-entry");
  expect(stack.tenant.history.filter(({ write }) => write)).toEqual([]);
});
