/** What is read of a tenant that several stacks share. */
import { expect, test } from "vitest";
import { noTraces } from "../../recovery/evidence.ts";
import { reconcile } from "../../recovery/reconcile.ts";
import { emptyState } from "../../recovery/state.ts";
import { readTenant } from "../../recovery/tenant.ts";
import { furnished } from "./furnished.ts";

const nothing = { ...noTraces, lastUses: undefined };
const vaults = { entries: async () => [] };

async function read(displayName: string, known: boolean) {
  const stack = await furnished(["live-platform"]);
  // The stack's own bears no marker here: it is found by the state alone.
  const theirs = await stack.graph.post("/applications", {
    displayName,
    tags: ["m365-integrations/m365-integrations/prod/live-platform"],
  });
  const state = known ? stack.state : emptyState;
  const tenant = await readTenant(stack.graph, vaults, stack.declared, state);
  const found = reconcile(stack.declared, state, tenant, nothing).filter(({ kind }) => kind !== "gone");
  return { theirs: String(theirs?.id), ids: tenant.applications.map(({ id }) => id), found };
}

test("another stack's application is not even read while its name is its own", async () => {
  const { theirs, ids, found } = await read("Live Platform of prod", false);
  expect(ids).not.toContain(theirs);
  expect(found).toEqual([]);
});

test("with the name of an application that the state does not know it is read, and said to be the other stack's", async () => {
  const { theirs, found } = await read("Live Platform", false);
  expect(found).toMatchObject([
    { kind: "other-stacks", id: theirs, stack: { project: "m365-integrations", stack: "prod" }, blocking: true },
  ]);
});

test("beside the application that the state knows it is no matter", async () => {
  const { theirs, ids, found } = await read("Live Platform", true);
  expect(ids).not.toContain(theirs);
  expect(found).toEqual([]);
});
