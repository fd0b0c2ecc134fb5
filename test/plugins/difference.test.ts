import { describe, expect, test } from "vitest";
import { differences, refreshedInputs } from "../../simulator/plugins/difference.ts";
import { unknownValue } from "../../simulator/plugins/properties.ts";

const shape = {
  inputs: ["name", "owners", "enabled", "web", "list", "roles", "tags"],
  computed: ["tags"],
  sets: ["owners", "web.redirectUris", "roles"],
  defaults: { enabled: true, "web.version": 1, "roles.enabled": true },
};

describe("what differs", () => {
  test("an absent value and an empty one are the same", () => {
    expect(differences(shape, { name: "", owners: [], web: { redirectUris: [], deep: { flag: false } } }, {})).toEqual(
      [],
    );
  });

  test("an absent value means its default, also inside a list", () => {
    expect(
      differences(
        shape,
        { enabled: true, web: { version: 1 }, roles: [{ id: "a", enabled: true }] },
        { roles: [{ id: "a" }] },
      ),
    ).toEqual([]);
    expect(differences(shape, { enabled: false }, {})).toEqual([
      { property: "enabled", path: "enabled", change: "update" },
    ]);
    expect(differences(shape, { enabled: true }, { enabled: false })).toEqual([
      { property: "enabled", path: "enabled", change: "update" },
    ]);
  });

  test("the order of a set means nothing, the order of a list does", () => {
    expect(
      differences(
        shape,
        { owners: ["a", "b"], web: { redirectUris: ["x", "y"] } },
        { owners: ["b", "a"], web: { redirectUris: ["y", "x"] } },
      ),
    ).toEqual([]);
    expect(differences(shape, { list: ["a", "b"] }, { list: ["b", "a"] })).toEqual([
      { property: "list", path: "list[0]", change: "update" },
      { property: "list", path: "list[1]", change: "update" },
    ]);
  });

  test("an element more and an element less are shown where they stand", () => {
    expect(differences(shape, { owners: ["a", "b"] }, { owners: ["b", "a", "c"] })).toEqual([
      { property: "owners", path: "owners[2]", change: "add" },
    ]);
    expect(differences(shape, { owners: ["a", "b"] }, { owners: ["b"] })).toEqual([
      { property: "owners", path: "owners[0]", change: "delete" },
    ]);
  });

  test("a change deep inside is shown by its path", () => {
    expect(differences(shape, { roles: [{ id: "a", value: "x" }] }, { roles: [{ id: "a", value: "y" }] })).toEqual([
      { property: "roles", path: "roles[0].value", change: "update" },
    ]);
  });

  test("a key that is no name is quoted in the path", () => {
    expect(differences(shape, { web: {} }, { web: { "a.b": "x" } })).toEqual([
      { property: "web", path: 'web["a.b"]', change: "add" },
    ]);
  });

  test("an unknown value is a change", () => {
    expect(differences(shape, { name: "a" }, { name: unknownValue })).toEqual([
      { property: "name", path: "name", change: "update" },
    ]);
    expect(differences(shape, { owners: ["a"] }, { owners: [unknownValue] })).toEqual([
      { property: "owners", path: "owners[0]", change: "update" },
    ]);
  });

  test("what the service may decide is no change when the program leaves it out", () => {
    expect(differences(shape, { tags: ["HideApp"] }, {})).toEqual([]);
    expect(differences(shape, { tags: ["HideApp"] }, { tags: [] })).toEqual([
      { property: "tags", path: "tags[0]", change: "delete" },
    ]);
  });
});

describe("the inputs after a read", () => {
  test("stay the program's own where nothing differs", () => {
    const former = { owners: ["b", "a"], web: { redirectUris: ["x"] } };
    expect(
      refreshedInputs(shape, { owners: ["a", "b"], web: { redirectUris: ["x"], version: 1 }, enabled: true }, former),
    ).toEqual(former);
  });

  test("show what was changed in the portal, also where the program says nothing", () => {
    expect(
      refreshedInputs(
        shape,
        { name: "portal", enabled: false, web: { redirectUris: ["x", "evil"], version: 1 } },
        { name: "code", web: { redirectUris: ["x"] } },
      ),
    ).toEqual({
      name: "portal",
      enabled: false,
      web: { redirectUris: ["x", "evil"] },
    });
  });

  test("keep what the service never gives back", () => {
    expect(refreshedInputs(shape, {}, { name: "write-only" })).toEqual({ name: "write-only" });
  });

  test("are everything that is neither default nor the service's to decide when there were none (import)", () => {
    expect(
      refreshedInputs(
        shape,
        { name: "x", enabled: true, owners: [], tags: ["HideApp"], web: { version: 1, redirectUris: [] } },
        {},
      ),
    ).toEqual({
      name: "x",
    });
  });
});
