// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of GitHub's.
/**
 * actionlint, a Go module, on the workflows: keys, expressions, contexts, script injection. Its version and what it is made
 * of stand in actionlint/go.mod and go.sum; Go builds it once, and keeps it in its own cache.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const folder = resolve(".github/workflows");
const module = resolve("test/workflows/actionlint");

function go(...args: readonly string[]) {
  // Of the machine's shell checkers it would take those that are there, so that each machine said something else.
  return spawnSync("go", args, {
    cwd: module,
    encoding: "utf8",
    env: { ...process.env, GOWORK: "off", GOFLAGS: "-mod=readonly" },
  });
}

/** Go, new enough for the module; where it is missing, Pulumi was not built here either. */
const hasGo = go("version").status === 0;

function lint(...files: readonly string[]) {
  const { status, stdout, stderr } = go(
    "tool",
    "actionlint",
    "-no-color",
    "-oneline",
    "-shellcheck=",
    "-pyflakes=",
    ...files,
  );
  return { status, said: stdout + stderr };
}

describe.skipIf(!hasGo)(`actionlint${hasGo ? "" : " (skipped: go is not on PATH)"}`, () => {
  test("finds nothing in the repository's workflows", () => {
    const files = readdirSync(folder).map((name) => join(folder, name));
    expect(lint(...files)).toEqual({ status: 0, said: "" });
  });

  test("finds a context that is not there, and a stranger's text in a script", () => {
    const copy = join(mkdtempSync(join(tmpdir(), "lint-")), ".github/workflows");
    mkdirSync(copy, { recursive: true });
    const text = readFileSync(join(folder, "review.yml"), "utf8");
    writeFileSync(join(copy, "a.yml"), text.replace("steps.base.outputs.hash", "steps.bsae.outputs.hash"));
    writeFileSync(join(copy, "b.yml"), text.replace('"$BASE"', '"${{ github.head_ref }}"'));
    const { status, said } = lint(join(copy, "a.yml"), join(copy, "b.yml"));
    expect(said).toContain('property "bsae" is not defined');
    expect(said).toContain('"github.head_ref" is potentially untrusted');
    expect(status).toBe(1);
  });
});
