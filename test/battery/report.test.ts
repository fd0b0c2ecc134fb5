import { expect, test } from "vitest";
import { failures, page, shortcomings, summary } from "../../battery/report.ts";
import { openedResults, type Result } from "../../battery/results.ts";

function result(id: string, className: string, amiss: Result["amiss"] = {}): Result {
  return { id, class: className, story: "first-up", reruns: 1, amiss };
}

const results: readonly Result[] = [
  result("first-up/F1/429/001", "F1"),
  result("first-up/F1/429/002", "F1", { "quiet at the end": ["the last run is not quiet"] }),
  result("first-up/F4/unsent/001", "F4"),
];

test("the table has passed/cases for every checker and class, and rounds down", () => {
  const lines = summary(results);
  expect(lines[0]).toMatch(/^ +F1 +F2 +F3 +F4 +F5 +F6 +F7 +F8 +all +share$/);
  expect(lines.find((line) => line.startsWith("no delete"))).toMatch(/ 2\/2 +- +- +1\/1 +- +- +- +- +3\/3 +100\.00 %$/);
  expect(lines.at(-1)).toMatch(/^every checker +1\/2 +- +- +1\/1 +- +- +- +- +2\/3 +66\.66 %$/);
});

test("what must hold in every case must, the rest in 99 of a hundred, and each failure is explained", () => {
  expect(shortcomings(results)).toEqual([
    "quiet at the end: 2/3, and 99 % must pass",
    "1 failures without an explanation",
  ]);
  const many = Array.from({ length: 999 }, (_, index) => result(`first-up/F1/500/${index}`, "F1"));
  const lost = result("first-up/F2/503/001", "F2", { "credentials in use stay": ["gone"] });
  expect(shortcomings([...many, lost])[0]).toBe("credentials in use stay: 999/1000, and every case must pass");
  expect(shortcomings(many)).toEqual([]);
});

test("the page says how much of the battery was played, on which sources, and names each failure", () => {
  const text = page(results, { total: 10, trials: [], fingerprint: "abc" });
  expect(text).toContain("3 of 10 cases played, on the sources `abc`.");
  expect(text).toContain("| no delete | 2/2 | - | - | 1/1 | - | - | - | - | 3/3 | 100.00 % |");
  expect(text).toContain("* **Not explained.** (1)\n  * `first-up/F1/429/002`: quiet at the end");
  expect(failures(results).map(({ result: { id } }) => id)).toEqual(["first-up/F1/429/002"]);
});

test("results are read back, the newest of a case, and a line that a kill cut off is none", () => {
  const [first, second] = [results[0], { ...results[0], reruns: 2 }].map((one) => JSON.stringify(one));
  const { of, kept } = openedResults(["abc", "", first, second, second?.slice(0, 20)].join("\n"));
  expect(of).toBe("abc");
  expect([...kept.values()].map(({ id, reruns }) => [id, reruns])).toEqual([["first-up/F1/429/001", 2]]);
});
