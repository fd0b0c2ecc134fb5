import { expect, test } from "vitest";
import { deployerNamed } from "../../../review/rules/deployer-named.ts";
import { judgedStack } from "./judged.ts";

test("a file that names the owner that deploys", () => {
  expect(judgedStack(deployerNamed, [{ deployer: "33333333-3333-3333-3333-333333333333" }])).toEqual([]);
});

test("one that does not is said once, however many integrations it has", () => {
  expect(judgedStack(deployerNamed, [{ name: "mailgates" }, { name: "teamconnect" }])).toEqual([
    "warn [] The file does not say which owner deploys, so a change that locks it out cannot be told from any other.",
  ]);
});

test("one without an integration has nothing that could be locked", () => {
  expect(judgedStack(deployerNamed, [])).toEqual([]);
});
