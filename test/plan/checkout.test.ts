import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { movedFiles, readCheckout } from "../../operate/plan/checkout.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "checkout-"));
  for (const folder of ["components", "node_modules/x", ".simulated", "out"])
    mkdirSync(join(root, folder), { recursive: true });
  for (const file of [
    "index.ts",
    "components/a.ts",
    ".npmrc",
    "node_modules/.package-lock.json",
    "node_modules/x/i.js",
    "out/up.log",
    ".simulated/lock",
  ])
    writeFileSync(join(root, file), file);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test("every file counts but what verbs write; packages count by npm's list", () => {
  const { files, commit, leadingOut } = readCheckout(root);
  expect(Object.keys(files).sort()).toEqual([
    ".npmrc",
    "components/a.ts",
    "index.ts",
    "node_modules/.package-lock.json",
  ]);
  expect(commit).toBeUndefined();
  expect(leadingOut).toEqual([]);
});

test("what has moved is named", () => {
  const before = readCheckout(root).files;
  writeFileSync(join(root, "components/a.ts"), "otherwise");
  writeFileSync(join(root, "Pulumi.prod.yaml"), "new");
  rmSync(join(root, ".npmrc"));
  expect(movedFiles(before, readCheckout(root).files)).toEqual([".npmrc", "Pulumi.prod.yaml", "components/a.ts"]);
});

test.each([["/proc"], ["../somewhere"], ["components/none"]])("a link to %s leads out of the checkout", (target) => {
  symlinkSync(target, join(root, "door"));
  expect(readCheckout(root).leadingOut).toEqual(["door"]);
});

test("a link within the checkout leads nowhere else", () => {
  symlinkSync("components/a.ts", join(root, "b.ts"));
  expect(readCheckout(root).leadingOut).toEqual([]);
});
