/** review.yml's own steps, run as they stand: which base is meant, who judges, and whose exit code decides. */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { githubPipeline } from "./github.ts";
import { runScript } from "./script.ts";

const text = readFileSync(".github/workflows/review.yml", "utf8");
const steps = githubPipeline("review.yml", text).jobs[0]?.steps ?? [];
const stepWith = (part: string) => steps.find(({ command }) => command?.includes(part)) ?? { command: "exit 9" };

/** A folder with a repository `head` on GitHub's merge of a pull request, and a base that answers what it was called with. */
function runner(code: number) {
  const folder = mkdtempSync(join(tmpdir(), "runner-"));
  const origin = join(folder, "origin");
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-C", origin, "-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  mkdirSync(origin);
  git("init", "--quiet", "--initial-branch=main");
  for (const [branch, message] of [
    ["main", "old"],
    ["main", "base"],
    ["change", "change"],
  ] as const) {
    if (branch === "change") git("checkout", "--quiet", "-b", branch);
    git("commit", "--quiet", "--allow-empty", `--message=${message}`);
  }
  const base = git("rev-parse", "refs/heads/main");
  // What the change's own author can do: a tag of the base's name.
  git("tag", "main");
  git("checkout", "--quiet", "--detach", "refs/heads/main");
  git("merge", "--quiet", "--no-ff", "--message=merge", "refs/heads/change");
  git("branch", "merge");
  execFileSync("git", ["clone", "--quiet", "--depth=2", "--branch=merge", `file://${origin}`, join(folder, "head")], {
    stdio: "ignore",
  });
  mkdirSync(join(folder, "base"));
  writeFileSync(join(folder, "base/integrations"), `#!/bin/bash\necho "$*"\necho faults >&2\nexit ${code}\n`);
  chmodSync(join(folder, "base/integrations"), 0o755);
  const read = (name: string) => readFileSync(join(folder, name), "utf8");
  const run = (part: string) =>
    runScript(
      stepWith(part),
      {},
      { GITHUB_OUTPUT: join(folder, "output"), GITHUB_STEP_SUMMARY: join(folder, "summary"), BASE: base },
      folder,
    ).code;
  return { base, run, read };
}

describe("review.yml", () => {
  test("takes for base what the pull request would be merged into, by its hash, whatever tags are named", () => {
    const { base, run, read } = runner(0);
    expect(run("rev-parse")).toBe(0);
    expect(read("output")).toBe(`hash=${base}\n`);
  });

  test.each([0, 1, 2])(
    "has the base's command line judge the change as data, and ends with its exit code %i",
    (code) => {
      const { base, run, read } = runner(code);
      expect(run("--format markdown")).toBe(code);
      expect(read("summary")).toBe(`review --root head --base ${base} --format markdown\n`);
    },
  );

  test("leaves the report for report.yml, whatever the review says", () => {
    const { base, run, read } = runner(1);
    expect(run("report.txt")).toBe(0);
    expect(read("report.txt")).toBe(`review --root head --base ${base} --fail-on never\nfaults\n`);
  });

  test("installs nothing but the base's packages, and runs nothing of the pull request", () => {
    expect(text.match(/npm ci --ignore-scripts\n {8}working-directory: base\n/g)).toHaveLength(1);
    expect(text.match(/npm /g)).toHaveLength(1);
    for (const { command = "" } of steps) expect(command).not.toMatch(/head\/(?:integrations|node_modules)|cd head/);
  });

  test("runs again for another title or base branch, and for forks as for branches", () => {
    expect(githubPipeline("review.yml", text).triggers[0]).toEqual({
      on: "pull request",
      types: ["opened", "synchronize", "reopened", "edited"],
    });
    expect(text).not.toContain("head.repo");
  });
});
