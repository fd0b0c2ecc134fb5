/** What `./integrations pulumi up`, `destroy` and `refresh` look at before the engine is let go. On a simulated tenant: no engine. */
import { describe, expect, it } from "vitest";
import { type Intent, intentOf, isHeld } from "../operate/before-writing.ts";
import { type Furnished, furnished } from "./recovery/furnished.ts";
import { hands, recoverable } from "./recovery/hands.ts";

const up: Intent = { command: "up", refreshes: false, targets: [] };

/** Whether a call is held, and what is said before it. */
async function asked(stack: Furnished, intent: Intent) {
  const held = hands(stack);
  const writes = held.writes();
  const target = recoverable(stack, held.exportState);
  const answer = await isHeld(held, target, intent);
  expect(held.writes()).toBe(writes);
  return { held: answer, said: held.said };
}

const remove = (stack: Furnished, name: string) => stack.graph.delete(String(stack.known(name).id));
const role = "live-platform-role-teams-administrator";

describe("up, where the state", () => {
  it("is the tenant's, goes without a word", async () => {
    expect(await asked(await furnished(["live-platform"]), up)).toEqual({ held: false, said: [] });
  });

  it("knows an application that somebody deleted, is held with the choices", async () => {
    const stack = await furnished(["live-platform"]);
    await remove(stack, "live-platform-application");
    const { held, said } = await asked(stack, up);
    expect(held).toBe(true);
    expect(said[0]).toBe("live-platform: somebody deleted its application.");
    expect(said.at(-1)).toBe(
      "Nothing was done: decide first. What has nothing to do with it goes by its URN: --target <urn>.",
    );
  });

  it("knows a consent that somebody removed, goes, and says how the state is set right", async () => {
    const stack = await furnished(["live-platform"]);
    await remove(stack, role);
    const { held, said } = await asked(stack, up);
    expect(held).toBe(false);
    expect(said).toContain(`    directory role ${role}`);
    expect(said.at(-1)).toBe(
      "The state says otherwise, and up goes by it. To set it right first: ./integrations adopt --yes",
    );
  });

  it("lacks what a run that died left in the tenant, is held: up would fail on it halfway", async () => {
    const stack = await furnished(["live-platform"]);
    const { urn, id } = stack.known(role);
    const without = { ...stack.state, resources: new Map([...stack.state.resources].filter(([one]) => one !== urn)) };
    const { held, said } = await asked({ ...stack, state: without }, up);
    expect(held).toBe(true);
    expect(said).toEqual([
      "live-platform",
      `  adopt the directory role ${role}: ${id}`,
      "A run left these behind; up would fail on them, or make them twice. Nothing was done. First: ./integrations adopt --yes",
    ]);
  });
});

describe("a deleted application", () => {
  const deleted = async () => {
    const stack = await furnished(["live-platform", "app-connect"]);
    await remove(stack, "live-platform-application");
    return stack;
  };
  const urn = (stack: Furnished, name: string) => stack.known(name).urn;

  it("does not hold an up that targets another integration alone, as one that suspends it now", async () => {
    const stack = await deleted();
    expect(await asked(stack, { ...up, targets: [urn(stack, "app-connect-principal")] })).toEqual({
      held: false,
      said: [],
    });
  });

  it.each([
    ["its own principal", (stack: Furnished) => urn(stack, "live-platform-principal")],
    ["a pattern", () => "urn:pulumi:dev::**::azuread:index/**"],
  ])("holds an up that targets %s", async (_, target) => {
    const stack = await deleted();
    expect((await asked(stack, { ...up, targets: [target(stack)] })).held).toBe(true);
  });

  it.each(["destroy", "refresh"] as const)("holds a %s", async (command) => {
    expect((await asked(await deleted(), { ...up, command, refreshes: command === "refresh" })).held).toBe(true);
  });
});

it("destroy goes where only a consent is gone, which it says", async () => {
  const stack = await furnished(["live-platform"]);
  await remove(stack, role);
  const { held, said } = await asked(stack, { ...up, command: "destroy" });
  expect([held, said.at(-1)]).toEqual([
    false,
    "The state says otherwise, and destroy goes by it. To set it right first: ./integrations adopt --yes",
  ]);
});

describe("a call of the CLI", () => {
  it.each([
    [["up", "--yes"], { command: "up", refreshes: false, targets: [] }],
    [["update", "--refresh"], { command: "up", refreshes: true, targets: [] }],
    [["dn", "-t", "urn:1", "--target=urn:2"], { command: "destroy", refreshes: false, targets: ["urn:1", "urn:2"] }],
    [["refresh", "--target", "urn:1"], { command: "refresh", refreshes: true, targets: ["urn:1"] }],
    [["preview", "-r"], { command: "preview", refreshes: true, targets: [] }],
  ] as const)("%j is looked into first", (args, intent) => {
    expect(intentOf(args)).toEqual(intent);
  });

  it.each([
    [["preview"]],
    [["stack", "output"]],
    [["destroy", "--preview-only"]],
    [["up", "--help"]],
    [["config", "set", "up"]],
  ])("%j is not", (args) => {
    expect(intentOf(args)).toBeUndefined();
  });
});
