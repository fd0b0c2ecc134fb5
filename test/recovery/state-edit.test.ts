import { describe, expect, it } from "vitest";
import { editedState, isEmpty } from "../../recovery/state-edit.ts";

const urn = (name: string) => `urn:pulumi:dev::p::t::${name}`;
const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:x" };

const exported = JSON.stringify({
  version: 3,
  deployment: {
    manifest: { magic: "m" },
    secrets_providers: { type: "passphrase" },
    resources: [
      {
        urn: urn("app"),
        custom: true,
        inputs: { owners: ["a", "b"], name: "n" },
        outputs: { owners: ["a", "b"], id: "1" },
      },
      { urn: urn("secret"), custom: true, parent: urn("app"), protect: true, outputs: { value: secret } },
      {
        urn: urn("entry"),
        custom: true,
        inputs: { value: secret },
        dependencies: [urn("app"), urn("secret")],
        propertyDependencies: { value: [urn("secret")], tags: [urn("app")], name: null },
      },
    ],
    pending_operations: [{ type: "creating", resource: { urn: urn("late") } }],
  },
});

describe("the engine's state", () => {
  it("forgets a resource, protected or not, and nothing points to it any more", () => {
    const edited = JSON.parse(editedState(exported, { forget: [urn("secret")], set: new Map() }));
    expect(edited.deployment.resources.map((one: { urn: string }) => one.urn)).toEqual([urn("app"), urn("entry")]);
    expect(edited.deployment.resources[1]).toEqual({
      urn: urn("entry"),
      custom: true,
      inputs: { value: secret },
      dependencies: [urn("app")],
      propertyDependencies: { value: [], tags: [urn("app")], name: null },
    });
  });

  it("takes a value into what was asked and what was answered, and leaves all else as it is", () => {
    const edited = JSON.parse(editedState(exported, { forget: [], set: new Map([[urn("app"), { owners: ["a"] }]]) }));
    const before = JSON.parse(exported);
    before.deployment.resources[0].inputs.owners = ["a"];
    before.deployment.resources[0].outputs.owners = ["a"];
    expect(edited).toEqual(before);
  });

  it("is not written at all where nothing is to change", () => {
    expect(isEmpty({ forget: [], set: new Map() })).toBe(true);
    expect(isEmpty({ forget: ["x"], set: new Map() })).toBe(false);
    expect(isEmpty({ forget: [], set: new Map([["x", {}]]) })).toBe(false);
  });

  it("is refused where it is none", () => {
    expect(() => editedState("{}", { forget: [], set: new Map() })).toThrow();
  });
});
