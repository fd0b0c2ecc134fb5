import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { folderFault, privateFolder } from "../../simulator/folder.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "folder-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("is its user's alone, also where it stood before and was not", () => {
  const path = join(folder, "a");
  mkdirSync(path, { mode: 0o755 });
  privateFolder(path);
  privateFolder(join(path, "b"));
  expect([path, join(path, "b")].map((one) => statSync(one).mode & 0o777)).toEqual([0o700, 0o700]);
});

it("of another user is refused, whatever this user may do there", () => {
  const { uid } = statSync(folder);
  expect(() => privateFolder(folder, uid + 1)).toThrow(
    `belongs to another user (uid ${uid}, you are ${uid + 1}): run as that user, or in a checkout of your own.`,
  );
});

it.each([
  ["a file in its place", "file"],
  ["a file on the way to it", "file/below"],
])("%s is named", (_, path) => {
  writeFileSync(join(folder, "file"), "");
  expect(() => privateFolder(join(folder, path))).toThrow(
    `${relative(process.cwd(), join(folder, path))} is a file, or lies below one, where a folder is needed: move the file away.`,
  );
});

it.each([
  ["ENOSPC", "The disk is full: a/directory.json could not be written. Make room, then run again."],
  ["EROFS", "a/directory.json lies on a file system that is read-only: run in a checkout that can be written."],
  ["EACCES", "a/directory.json may not be written by this user: run as its owner, or in a checkout of your own."],
])("%s is one sentence with the next step", (code, sentence) => {
  const path = join(process.cwd(), "a", "directory.json");
  expect(folderFault(Object.assign(new Error(code), { code, path }))?.message).toBe(sentence);
});

it("leaves another fault as it is", () => {
  expect(folderFault(Object.assign(new Error("x"), { code: "ECONNREFUSED" }))).toBeUndefined();
  expect(folderFault("text")).toBeUndefined();
});
