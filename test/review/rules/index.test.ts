/** One name, four doors: a rule's file, its test, its heading in docs/rules.md, its word in `exceptions`. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { vendors } from "../../../components/vendors/index.ts";
import { rules } from "../../../review/rules/index.ts";
import { metaRules } from "../../../review/rules/meta-rules.ts";
import type { InputsRule, SingleRule } from "../../../review/rules/rule.ts";

const folder = "review/rules";
const files = readdirSync(folder).filter((file) =>
  /: (?:Single|Resource|Change|Stack)Rule = \{/.test(readFileSync(`${folder}/${file}`, "utf8")),
);

test("every rule is listed once, and stands in a file of its name", () => {
  expect(rules.map(({ name }) => `${name}.ts`).sort()).toEqual(files.sort());
});

test.each(rules)("$name has a test of its name", ({ name }) => {
  expect(existsSync(`test/review/rules/${name}.test.ts`)).toBe(true);
});

test.each(rules)("$name says something, what to do and where it comes from", ({ name, sentence, remedy, source }) => {
  expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  expect(sentence).toMatch(/^["A-Z{].*(?:\.|\{(?:fault|reason)\})$/);
  expect(remedy).toMatch(/^[A-Z].*\.$/);
  expect(source.length).toBeGreaterThan(10);
});

test("a vendor demands exceptions only from rules that exist", () => {
  const names = [...rules, ...metaRules].map(({ name }) => name);
  const demanded = Object.values(vendors).flatMap(({ demands }) => demands.map(({ rule }) => rule));
  expect(demanded.filter((rule) => !names.includes(rule))).toEqual([]);
});

test("a rule that does not say whether the policy pack judges by it does not compile", () => {
  const facts = { name: "n", level: "warn", sentence: "S.", remedy: "R.", source: "a page", shape: "single" } as const;
  // @ts-expect-error: `pack` is missing; `tsc` fails here where it may be left out.
  const silent: SingleRule = { ...facts, check: () => [] };
  // @ts-expect-error: the reason is missing.
  const reviewAlone: SingleRule = { ...facts, pack: "none", check: () => [] };
  // @ts-expect-error: the registered inputs do not tell `enabled`.
  const blank: InputsRule = { ...facts, pack: "integration", check: ({ integration: { enabled } }) => [enabled] };
  for (const rule of [silent, reviewAlone, blank]) expect(rules).not.toContain(rule);
});
