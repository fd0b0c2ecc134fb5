/**
 * What a verb is given wrongly: one message with what to do, a code that is not 0, nothing changed. What needs a stack that
 * is up, or a real tenant's sign-in, is in test/e2e/front-door.test.ts.
 */
import { createHash } from "node:crypto";
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { typed as typedOn } from "./typed.ts";

const checkout = resolve(import.meta.dirname, "..");
const file = readFileSync(join(checkout, "tenants/dev.yaml"), "utf8");
const before = process.cwd();

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "bad-"));
  mkdirSync(join(root, "tenants"));
  writeFileSync(join(root, "tenants/dev.yaml"), file);
  for (const name of ["Pulumi.yaml", "Pulumi.dev.yaml"])
    writeFileSync(join(root, name), readFileSync(join(checkout, name), "utf8"));
  process.chdir(root);
});
afterEach(() => {
  process.chdir(before);
  rmSync(root, { recursive: true, force: true });
});

/** Every file of the folder, by its content. */
function contents(): string[] {
  return globSync("**/*", { cwd: root })
    .filter((name) => statSync(join(root, name)).isFile())
    .map(
      (name) =>
        `${name} ${createHash("sha256")
          .update(readFileSync(join(root, name)))
          .digest("hex")}`,
    )
    .sort();
}

const typed = (words: readonly string[]) => typedOn(words, { root, cwd: root, day: "2026-11-21" });

const cut = () => writeFileSync("tenants/dev.yaml", file.slice(0, 1900));
const asItIs = () => {};
const half = /^tenants\/dev\.yaml: \d+ faults?\n {2}/;
const unknown = /^tenants\/dev\.yaml has no integration "teamconect"; did you mean teamconnect\? Known: servicenow, /;
const badDay = "write a day that exists, YYYY-MM-DD";

test.each<readonly [what: string, arrange: () => void, words: string, code: number, said: RegExp | string]>([
  ...["handover", "secret", "verify", "authorize", "rotate", "adopt"].map(
    (verb) => ["an unknown integration", asItIs, `${verb} teamconect`, 2, unknown] as const,
  ),
  ["an unknown integration", asItIs, "rotate teamconect --confirm", 2, unknown],
  ["an unknown integration", asItIs, "adopt teamconect --restore", 2, unknown],
  ...[
    "handover",
    "secret app-connect --out s.txt",
    "verify",
    "authorize app-connect --out t.json",
    "rotate",
    "adopt",
    "check",
  ].map((words) => ["a half-written file of the tenant", cut, words, 1, half] as const),
  ["a half-written file of the tenant", cut, "status", 3, half],
  ["an unknown stack", asItIs, "verify --stack dew", 2, 'there is no stack "dew" here; did you mean dev?'],
  [
    "a file that is not there",
    asItIs,
    "check nowhere.yaml",
    1,
    "nowhere.yaml: 1 fault\n  the file\n    does not exist",
  ],
  ["no terminal", asItIs, "secret app-connect", 2, "stdout is no terminal"],
  ["no terminal", asItIs, "handover app-connect --reveal", 2, "--reveal writes into a file that is named and new"],
  ["no terminal", asItIs, "rotate app-connect --confirm", 2, "say where it was seen in use: --place <number>"],
  ["no terminal", asItIs, "authorize app-connect", 2, "the tokens are never printed: say where they go"],
  [
    "a folder that is not there",
    asItIs,
    "status --html none/s.html",
    3,
    "none/s.html cannot be written: there is no folder none.",
  ],
  ["a folder that is not there", asItIs, "secret app-connect --out none/s.txt", 1, "there is no folder"],
  ["a folder in the file's place", asItIs, "status --html tenants", 3, "tenants is a folder: name a file in it."],
  ["a file that is there already", asItIs, "secret app-connect --out Pulumi.yaml", 1, "nothing is overwritten"],
  ["a day that does not exist", asItIs, "status --now 2027-02-30", 3, badDay],
  ["a day that does not exist", asItIs, "rotate --now 2027-02-30", 2, badDay],
  ["two places for one answer", asItIs, "status --json --metrics", 3, "cannot be used with option"],
])("$0: $2 ends with $3", async (_, arrange, words, code, said) => {
  arrange();
  const found = contents();
  const answer = await typed(words.split(" "));
  expect({ code: answer.code, out: answer.out }).toEqual({ code, out: "" });
  if (typeof said === "string") expect(answer.err).toContain(said);
  else expect(answer.err).toMatch(said);
  expect(answer.err).not.toMatch(/\n\s+at /);
  expect(contents()).toEqual(found);
});
