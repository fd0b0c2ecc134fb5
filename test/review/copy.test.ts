/** The folders in which a review runs a working tree's program. */
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { linkedSide, type Side, workingSide } from "../../review/run/copy.ts";

let root = "";

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "copy-"));
  execFileSync("git", ["init", "--quiet"], { cwd: root });
  mkdirSync(join(root, "tenants"));
  writeFileSync(join(root, ".gitignore"), "*.log\nPulumi.own.yaml\n");
  for (const file of ["index.ts", "run.log", "Pulumi.own.yaml", "tenants/dev.yaml"])
    writeFileSync(join(root, file), `${file} before`);
  symlinkSync("index.ts", join(root, "inside.ts"));
  symlinkSync("/etc/hostname", join(root, "outside"));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe.each([
  ["copied", workingSide, false],
  ["linked", linkedSide, true],
])("a working tree that is %s", (_, sideOf: (root: string, packages: undefined) => Side, isSameFile) => {
  it("has what git does not ignore, and settings that it does; no repository, and no link that leads out", () => {
    const side = sideOf(root, undefined);
    const has = (path: string) => existsSync(join(side.root, path));
    expect(["index.ts", "inside.ts", "Pulumi.own.yaml", "tenants/dev.yaml", ".gitignore"].filter(has)).toHaveLength(5);
    expect(["run.log", "outside", ".git"].filter(has)).toStrictEqual([]);
    expect(statSync(join(side.root, "index.ts")).ino === statSync(join(root, "index.ts")).ino).toBe(isSameFile);
    side.dispose();
    expect(existsSync(side.root)).toBe(false);
    expect(readFileSync(join(root, "tenants/dev.yaml"), "utf8")).toBe("tenants/dev.yaml before");
  });
});
