/** What counts as a change of the code that runs or judges, and how a working tree is asked for it. */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { programChange } from "../../review/program/change.ts";
import { treeChange } from "../../review/run/tree.ts";
import { programHeadline } from "../../review/words/program.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A file that changes, as `part path`; undefined where nothing that runs or judges does. */
function partOf(path: string, before: string | undefined = "100644", after: string | undefined = "100644") {
  const [file] = programChange({ differences: [{ path, before, after }], paths: [path] }).files;
  return file?.part;
}

describe("a file that differs", () => {
  it("is no change of the code where it is a tenant's own", () => {
    expect(partOf("tenants/dev.yaml")).toBeUndefined();
    expect(partOf("tenants/prod.yml")).toBeUndefined();
    const named = { differences: [{ path: "contoso/prod.yaml", before: "100644", after: "100644" }], paths: [] };
    expect(programChange(named, new Set(["contoso/prod.yaml"])).files).toStrictEqual([]);
    expect(programChange(named).files).toHaveLength(1);
  });
  it("is none where people or tests alone read it", () => {
    for (const path of ["README.md", "LICENSE", "docs/review.md", "docs/de/review.md", "test/review/judge.test.ts"])
      expect(partOf(path)).toBeUndefined();
  });
  it.each([
    ["index.ts", "program"],
    ["components/plan.ts", "program"],
    ["components/vendors/app-connect.ts", "vendor"],
    ["components/README.md", "program"],
    ["catalog/permissions.json", "catalogue"],
    ["package-lock.json", "packages"],
    ["npm-shrinkwrap.json", "packages"],
    ["package.json", "packages"],
    ["components/package.json", "packages"],
    ["node_modules/yaml/index.js", "packages"],
    [".npmrc", "npm"],
    ["policy/.npmrc", "npm"],
    ["Pulumi.yaml", "settings"],
    ["Pulumi.prod.yaml", "settings"],
    ["Pulumi.json", "settings"],
    ["settings/Pulumi.prod.yaml", "settings"],
    ["Makefile", "start"],
    ["GNUmakefile", "start"],
    ["integrations", "start"],
    [".github/workflows/review.yml", "workflow"],
    [".github/CODEOWNERS", "workflow"],
    [".azure-pipelines/review.yml", "workflow"],
    ["azure-pipelines.yml", "workflow"],
    ["CODEOWNERS", "workflow"],
    ["docs/CODEOWNERS", "workflow"],
    ["review/rules/index.ts", "judge"],
    ["policy/pack.ts", "policy"],
    [".gitattributes", "git"],
    ["tenants/.gitattributes", "git"],
    ["test/.gitattributes", "git"],
    [".gitmodules", "git"],
    ["tsconfig.json", "configuration"],
    ["engine/build.ts", "engine"],
    ["operate/cli.ts", "operation"],
    ["recovery/run.ts", "recovery"],
    ["simulator/index.ts", "simulator"],
    ["tenants/list.ts", "other"],
    ["tenants/de/prod.yaml", "other"],
    ["Tenants/dev.yaml", "other"],
    ["docs/example.yaml", "other"],
    ["docs/tool.mjs", "other"],
    ["deploy/index.ts", "other"],
    [".envrc", "other"],
  ])("%s: %s", (path, part) => {
    expect(partOf(path)).toBe(part);
    expect(partOf(path, undefined)).toBe(part);
    expect(programChange({ differences: [{ path, before: "100644", after: undefined }], paths: [] }).files).toEqual([
      { path, part, how: "removed" },
    ]);
  });
  it("counts whatever its name is where it becomes a link, a repository, or something that can be started", () => {
    for (const path of ["tenants/dev.yaml", "docs/review.md", "test/a.ts"]) {
      expect(partOf(path, "100644", "120000")).toBe("link");
      expect(partOf(path, "100644", "160000")).toBe("repository");
      expect(partOf(path, "100644", "100755")).toBe("other");
      expect(partOf(path, "120000", "100644")).toBe("other");
    }
  });
  it("counts where another name differs by case or composition alone", () => {
    const difference = { path: "tenants/Dev.yaml", before: undefined, after: "100644" };
    expect(programChange({ differences: [difference], paths: ["tenants/dev.yaml", "tenants/Dev.yaml"] }).files).toEqual(
      [{ path: "tenants/Dev.yaml", part: "twin", how: "added" }],
    );
    const composed = "tenants/caf\u00e9.yaml";
    const paths = ["tenants/cafe\u0301.yaml", composed];
    expect(
      programChange({ differences: [{ path: composed, before: "100644", after: "100644" }], paths }).files,
    ).toHaveLength(1);
  });
  it("beside the project's folder counts where tools look for it on their way up", () => {
    expect(partOf("../.github/workflows/review.yml")).toBe("workflow");
    expect(partOf("../../.npmrc")).toBe("outside");
    expect(partOf("../other/index.ts")).toBeUndefined();
  });
});

describe("a working tree", () => {
  const git = (folder: string, ...args: string[]) =>
    execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@fabrikam.example", ...args], {
      cwd: folder,
      stdio: "pipe",
    });

  function checkout(files: Readonly<Record<string, string>>): string {
    const folder = mkdtempSync(join(tmpdir(), "tree-"));
    folders.push(folder);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    git(folder, "init", "--quiet");
    git(folder, "add", ".");
    git(folder, "commit", "--quiet", "--message=base");
    return folder;
  }
  const changed = (folder: string, project = folder) =>
    treeChange(project, "HEAD").differences.map(({ path, before, after }) => `${path} ${before} ${after}`);

  it("differs by text, by mode, by what comes and what goes, and not by what git ignores", () => {
    const folder = checkout({ "a.ts": "a", "b.ts": "b", "c.ts": "c", "d.ts": "d", ".gitignore": "out\n" });
    expect(changed(folder)).toEqual([]);
    writeFileSync(join(folder, "a.ts"), "A");
    chmodSync(join(folder, "b.ts"), 0o755);
    rmSync(join(folder, "c.ts"));
    rmSync(join(folder, "d.ts"));
    symlinkSync("a.ts", join(folder, "d.ts"));
    writeFileSync(join(folder, "new"), "");
    writeFileSync(join(folder, "out"), "");
    expect(changed(folder).sort()).toEqual([
      "a.ts 100644 100644",
      "b.ts 100644 100755",
      "c.ts 100644 undefined",
      "d.ts 100644 120000",
      "new undefined 100644",
    ]);
  });
  it("shows what git was told not to look at", () => {
    const folder = checkout({ "a.ts": "a", "b.ts": "b", "c.ts": "c", "d.ts": "d" });
    git(folder, "update-index", "--assume-unchanged", "a.ts", "c.ts", "d.ts");
    git(folder, "update-index", "--skip-worktree", "b.ts");
    writeFileSync(join(folder, "a.ts"), "A");
    writeFileSync(join(folder, "b.ts"), "B");
    chmodSync(join(folder, "d.ts"), 0o755);
    expect(changed(folder).sort()).toEqual(["a.ts 100644 100644", "b.ts 100644 100644", "d.ts 100644 100755"]);
  });
  it("shows a submodule that asks to be ignored", () => {
    const folder = checkout({ ".gitmodules": '[submodule "m"]\n\tpath = m\n\turl = ./m\n\tignore = all\n' });
    mkdirSync(join(folder, "m"));
    git(join(folder, "m"), "init", "--quiet");
    git(join(folder, "m"), "commit", "--quiet", "--allow-empty", "--message=one");
    git(folder, "add", ".");
    git(folder, "commit", "--quiet", "--message=module");
    git(join(folder, "m"), "commit", "--quiet", "--allow-empty", "--message=two");
    expect(changed(folder)).toEqual(["m 160000 160000"]);
  });
  it("names files from the project's folder, and those beside it", () => {
    const folder = checkout({ ".npmrc": "", "project/index.ts": "" });
    writeFileSync(join(folder, ".npmrc"), "script-shell=/bin/evil\n");
    writeFileSync(join(folder, "project/index.ts"), "1");
    expect(changed(folder, join(folder, "project"))).toEqual(["../.npmrc 100644 100644", "index.ts 100644 100644"]);
  });
});

describe("the first line", () => {
  it("counts what judges and what runs apart", () => {
    expect(programHeadline({ judge: 0, all: 3 }).en).toBe(
      "The program itself changes: 3 files. What follows is what it did when it was evaluated.",
    );
    expect(programHeadline({ judge: 1, all: 1 }).en).toBe(
      "The judge is changed: 1 file. What follows is by the judge as it was before this change.",
    );
    expect(programHeadline({ judge: 2, all: 3 }).en).toBe(
      "The judge is changed: 2 files. The program itself changes: 1 file. What follows is what it did when it was evaluated.",
    );
  });
});
