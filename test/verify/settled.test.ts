/** Right after a write Entra's copies lag: a difference counts once two readings agree. */
import { expect, it } from "vitest";
import type { Row, Verdict } from "../../operate/verify/row.ts";
import { settled } from "../../operate/verify-sandbox.ts";

function row(verdict: Verdict, found: string): Row {
  return {
    integration: "mailgates",
    check: "notes",
    property: "notes",
    expected: "x",
    found,
    verdict,
    remedy: undefined,
  };
}

function reader(...readings: Row[][]) {
  let count = 0;
  return { read: async () => readings[Math.min(count++, readings.length - 1)] ?? [], count: () => count };
}

const same = [row("same", "x")];
const [old, older] = [[row("different", "old")], [row("different", "older")]];

it.each([
  ["as declared: read once", [same], same, 1],
  ["as declared at the second look", [old, same], same, 2],
  ["the same difference twice", [old, old], old, 2],
  ["another difference each time, then none", [older, old, same], same, 3],
  ["a difference that comes to rest", [older, old, old], old, 3],
  ["never at rest: the sixth reading counts", [older, old, older, old, older, old, older], old, 6],
])("%s", async (_, readings, expected, times) => {
  const { read, count } = reader(...readings);
  expect(await settled(read)).toEqual(expected);
  expect(count()).toBe(times);
});
