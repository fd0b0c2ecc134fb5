import { expect, test } from "vitest";
import { suspensionRegistered } from "../../../review/rules/suspension-registered.ts";
import { judged } from "./judged.ts";

const suspended = { since: "2026-11-28", reason: "leaked" };

test("the principal is disabled while the settings suspend it", () => {
  expect(judged(suspensionRegistered)).toEqual([]);
  expect(judged(suspensionRegistered, { suspended, enabled: false })).toEqual([]);
  expect(judged(suspensionRegistered, { suspended, enabled: true })).toEqual([
    "block [] The settings suspend mailgates since 2026-11-28, yet its service principal stays enabled.",
  ]);
});
