import { expect, test } from "vitest";
import { cut, table } from "../components/table.ts";

test.each([
  ["mail", 4, "mail"],
  ["mailgates", 5, "mail…"],
  ["経費精算", 8, "経費精算"],
  ["経費精算", 7, "経費精…"],
  ["経費精算", 6, "経費…"],
])("%s in %i columns is %s", (text, width, shown) => {
  expect(cut(text, width)).toBe(shown);
});

test("a terminal that is too narrow cuts the columns that may be cut, and no other", () => {
  const rows = [
    ["integration", "days"],
    ["経費精算の連携", "12"],
  ];
  expect(table(rows, [0], undefined)).toEqual(["  integration     days", "  経費精算の連携  12"]);
  expect(table(rows, [0], 18)).toEqual(["  integrati…  days", "  経費精算…   12"]);
});
