import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sortedAccess } from "../../../review/rules/sorted-access.ts";
import { tokens } from "../../../review/tokens.ts";
import { registration } from "../recordings.ts";
import { judged } from "./judged.ts";

function asking(...accesses: readonly (readonly [api: string, ids: readonly string[]])[]) {
  const requiredResourceAccesses = accesses.map(([resourceAppId, ids]) => ({
    resourceAppId,
    resourceAccesses: ids.map((id) => ({ id, type: "Role" })),
  }));
  const inputs = { requiredResourceAccesses };
  const resources = [registration(tokens.application, "mailgates-application", { below: "mailgates", inputs })];
  return judged(sortedAccess, { resources });
}

const said = [
  "block [] The application lists what it asks for out of order, so that a change of one permission reads as a change of all.",
];

describe("sorted-access", () => {
  test("by API, and by id within an API", () => {
    expect(asking()).toEqual([]);
    expect(asking(["a", ["1", "2"]], ["b", ["0", "3"]])).toEqual([]);
    expect(asking(["b", ["1"]], ["a", ["2"]])).toEqual(said);
    expect(asking(["a", ["2", "1"]])).toEqual(said);
  });

  test("of all orders of different ids exactly one", () => {
    const sorted = ["1", "2", "3", "4"];
    fc.assert(
      fc.property(fc.shuffledSubarray(sorted, { minLength: 4 }), (ids) => {
        expect(asking(["a", ids])).toEqual(ids.join() === "1,2,3,4" ? [] : said);
      }),
    );
  });
});
