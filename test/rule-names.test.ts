import { expect, test } from "vitest";
import { ruleNames } from "../components/rule-names.ts";
import { rules } from "../review/rules/index.ts";

test("the names that the tenant's file takes for rules are those of the review", () => {
  expect([...ruleNames].sort()).toEqual(rules.map(({ name }) => name).sort());
});
