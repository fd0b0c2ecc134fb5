import { describe, expect, test } from "vitest";
import { amiss, decided, notAccessible, notFound, rowsOf, well } from "./told.ts";

const list = "/repos/contoso/m365/rulesets?targets=tag&includes_parents=true";
const one = "/repos/contoso/m365/rulesets/43?includes_parents=true";
const every = { ref_name: { include: ["~ALL"], exclude: [] } };
const all = [{ type: "creation" }, { type: "update" }, { type: "deletion" }];

describe("tags", () => {
  test("a ruleset for all of them", async () => {
    expect(decided(await rowsOf("tags", well()))).toEqual(["tags-restricted every tag: ok: tags"]);
  });

  test.each([
    ["no ruleset", { [list]: [] }, "free for every writer: creation, update, deletion"],
    [
      "one that only reports",
      { [list]: [{ id: 43, name: "tags", target: "tag", enforcement: "evaluate" }] },
      "free for every writer: creation, update, deletion",
    ],
    [
      "one for branches",
      { [list]: [{ id: 43, name: "x", target: "branch", enforcement: "active" }] },
      "free for every writer: creation, update, deletion",
    ],
    [
      "one for some tags",
      { [one]: { name: "tags", conditions: { ref_name: { include: ["refs/tags/v*"], exclude: [] } }, rules: all } },
      "free for every writer: creation, update, deletion",
    ],
    [
      "one with an exception",
      {
        [one]: {
          name: "tags",
          conditions: { ref_name: { include: ["~ALL"], exclude: ["refs/tags/main"] } },
          rules: all,
        },
      },
      "free for every writer: creation, update, deletion",
    ],
    [
      "one that lets everybody make them",
      { [one]: { name: "tags", conditions: every, rules: all.slice(1) } },
      "free for every writer: creation",
    ],
  ])("%s is wrong", async (_, change, found) => {
    expect(amiss(await rowsOf("tags", { ...well(), ...change }))).toEqual([
      `tags-restricted every tag: wrong: ${found}`,
    ]);
  });

  test("what is hidden is not readable", async () => {
    expect(amiss(await rowsOf("tags", { ...well(), [list]: notAccessible }))).toEqual([
      "tags-restricted every tag: not readable: GitHub does not show it",
    ]);
    expect(amiss(await rowsOf("tags", { ...well(), [one]: notFound }))).toEqual([
      "tags-restricted every tag: not readable: a ruleset: GitHub does not show it",
    ]);
  });
});
