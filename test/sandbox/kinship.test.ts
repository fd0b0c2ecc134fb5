import { expect, it } from "vitest";
import { kinship } from "../../sandbox/kinship.ts";

const gone = "is gone, and the engine's state beside it still describes what stood there";
const other = "is another tenant than the one that the engine's state beside it was made on";
const stateless = "holds what an engine made, and the engine's state beside it is gone";

it.each([
  ["nothing on either side", { tenant: undefined, stacks: false }, undefined, "new"],
  [
    "what an older version left on both",
    { tenant: undefined, stacks: true },
    { identity: undefined, objects: true },
    "new",
  ],
  ["the tenant that the state names", { tenant: "a", stacks: true }, { identity: "a", objects: true }, "same"],
  ["a tenant that was just begun", { tenant: undefined, stacks: false }, { identity: "a", objects: false }, "new"],
  ["no tenant for a state that names one", { tenant: "a", stacks: true }, undefined, gone],
  ["no tenant for a state of an older version", { tenant: undefined, stacks: true }, undefined, gone],
  ["another tenant", { tenant: "a", stacks: true }, { identity: "b", objects: true }, other],
  ["a tenant of an older version", { tenant: "a", stacks: true }, { identity: undefined, objects: true }, other],
  ["a state of an older version", { tenant: undefined, stacks: true }, { identity: "b", objects: true }, other],
  [
    "a tenant in use without its state",
    { tenant: undefined, stacks: false },
    { identity: "b", objects: true },
    stateless,
  ],
] as const)("%s: %j and %j are %s", (_, state, tenant, expected) => {
  const found = kinship(state, tenant);
  expect(found.kind === "strangers" ? found.why : found.kind).toBe(expected);
});
