import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import writeFileAtomic from "write-file-atomic";
import { fileFault } from "../operate/files/fault.ts";

const folder = mkdtempSync(join(tmpdir(), "files-"));
writeFileSync(join(folder, "file"), "");

function thrown(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

test.each([
  [
    "a folder that is not there",
    () => writeFileAtomic.sync(join(folder, "none", "a.html"), ""),
    `${folder}/none/a.html cannot be written: there is no folder ${folder}/none.`,
  ],
  ["a folder in the file's place", () => writeFileAtomic.sync(folder, ""), `${folder} is a folder: name a file in it.`],
  [
    "a file in a folder's place",
    () => mkdirSync(join(folder, "file"), { recursive: true }),
    `${folder}/file is a file, where a folder is needed: name another, or move the file away.`,
  ],
  [
    "a file where a folder of the path should be",
    () => writeFileAtomic.sync(join(folder, "file", "a"), ""),
    `${folder}/file/a cannot be written: ${folder}/file is no folder.`,
  ],
])("%s is said with the path that was meant", (_, work, said) => {
  expect(fileFault(thrown(work))?.message).toBe(said);
});

const failed = (code: string, path: string) => Object.assign(new Error("x"), { code, path, syscall: "open" });

test("a path of the working folder is told as it is typed; rights, a read-only and a full disk are told apart", () => {
  const words = (code: string) => fileFault(failed(code, join(process.cwd(), "tenants/dev.yaml.1234567")))?.message;
  expect(["EACCES", "EPERM", "EROFS", "ENOSPC"].map(words)).toEqual([
    "tenants/dev.yaml cannot be written: you may not write there.",
    "tenants/dev.yaml cannot be written: you may not write there.",
    "tenants/dev.yaml cannot be written: its file system is read-only.",
    "tenants/dev.yaml cannot be written: the disk is full. Nothing of it was left there.",
  ]);
});

test("any other error is not of a file", () => {
  expect(fileFault(new Error("x"))).toBeUndefined();
  expect(fileFault(failed("ECONNREFUSED", "/x"))).toBeUndefined();
});
