/** Which packages a change is evaluated with: those of its lockfile, without what npm would run or obey beside it. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { lockFaults, PackagesError, packagesOf, samePackages } from "../../review/run/packages.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function folder(files: Readonly<Record<string, string>> = {}): string {
  const made = realpathSync(mkdtempSync(join(tmpdir(), "packages-")));
  folders.push(made);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(made, path, ".."), { recursive: true });
    writeFileSync(join(made, path), text);
  }
  return made;
}

const entry = { version: "1.0.0", integrity: "sha512-abc" };
function lock(packages: object): string {
  return JSON.stringify({ lockfileVersion: 3, packages: { "": { name: "p" }, ...packages } });
}
const faults = (packages: object) => lockFaults(JSON.parse(lock(packages)));

describe("a lockfile", () => {
  it("is installed where the registry and a digest bind every package", () => {
    expect(faults({ "node_modules/a": entry, "node_modules/a/node_modules/@s/b": entry })).toEqual([]);
    expect(faults({ "node_modules/a/node_modules/c": { version: "1.0.0", inBundle: true } })).toEqual([]);
  });
  it.each([
    [{ "node_modules/a": { ...entry, resolved: "git+ssh://git@evil.example/a.git" } }, /: a says where it comes from/],
    [{ "node_modules/a": { ...entry, resolved: "file:../a.tgz" } }, /: a says where it comes from/],
    [{ "node_modules/a": { resolved: "components", link: true } }, /: a is a link to a folder/],
    [{ components: { version: "1.0.0" } }, /: components is a link to a folder/],
    [{ "node_modules/../../a": entry }, /stands outside of node_modules/],
    [{ "node_modules/a": { version: "1.0.0" } }, /: a has no digest/],
    [{ "node_modules/a": { version: "1.0.0", integrity: "sha1-abc" } }, /: a has no digest/],
  ])("is not where it says %j", (packages, fault) => {
    expect(faults(packages)).toEqual([expect.stringMatching(fault)]);
  });
  it("is not where an older npm wrote it", () => {
    expect(lockFaults({ lockfileVersion: 1, dependencies: {} })).toEqual([
      "package-lock.json is not of version 3; npm 9 and newer write that",
    ]);
  });
});

describe("the packages of a project", () => {
  const manifest = JSON.stringify({
    name: "p",
    version: "1.0.0",
    scripts: { install: "evil" },
    dependencies: { a: "1" },
  });
  const files = {
    "package.json": manifest,
    "package-lock.json": lock({ "node_modules/a": entry, "node_modules/@pulumi/pulumi": entry }),
    ".npmrc": "script-shell=/bin/evil\n",
  };
  let cache: string;
  /** An npm that says how it was called, and installs what it is told to. */
  function npm(script: string): void {
    const bin = folder();
    writeFileSync(join(bin, "npm"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    vi.stubEnv("PATH", `${bin}${delimiter}${process.env.PATH}`);
  }
  beforeEach(() => {
    cache = folder();
    vi.stubEnv("XDG_CACHE_HOME", cache);
    vi.stubEnv("npm_config_script_shell", "/bin/evil");
  });
  afterEach(() => vi.unstubAllEnvs());

  it("are installed without scripts, in a folder that has the lockfile and nothing else of the project", async () => {
    npm(
      'mkdir -p node_modules; { echo "$@"; ls -A; env | grep -c npm_config; cat package.json; } > node_modules/called',
    );
    const packages = await packagesOf(folder(files), undefined);
    expect(readFileSync(join(packages, "called"), "utf8")).toBe(
      [
        "ci --ignore-scripts --no-audit --no-fund --prefer-offline --loglevel=error",
        "node_modules",
        "package-lock.json",
        "package.json",
        "0",
        '{"name":"p","version":"1.0.0","dependencies":{"a":"1"}}',
      ].join("\n"),
    );
  });
  it("are installed once, and again for another lockfile", async () => {
    npm('mkdir -p node_modules; echo once >> "$XDG_CACHE_HOME/calls"');
    const first = await packagesOf(folder(files), undefined);
    expect(await packagesOf(folder(files), undefined)).toBe(first);
    const other = folder({ ...files, "package-lock.json": lock({ "node_modules/a": { ...entry, version: "2.0.0" } }) });
    expect(await packagesOf(other, undefined)).not.toBe(first);
    expect(readFileSync(join(cache, "calls"), "utf8")).toBe("once\nonce\n");
  });
  it("share the recorder's SDK", async () => {
    npm("mkdir -p node_modules/@pulumi/pulumi; echo theirs > node_modules/@pulumi/pulumi/index.js");
    const own = folder({ "node_modules/@pulumi/pulumi/index.js": "ours" });
    const packages = await packagesOf(folder(files), own);
    expect(readFileSync(join(packages, "@pulumi/pulumi/index.js"), "utf8")).toBe("ours");
  });
  it("are not there, and leave nothing behind, where npm refuses", async () => {
    npm("echo 'npm error code EUSAGE' >&2; echo 'npm error the lockfile does not match' >&2; exit 1");
    await expect(packagesOf(folder(files), undefined)).rejects.toThrow(
      new PackagesError(["npm ci failed: the lockfile does not match"]),
    );
    expect(readdirSync(join(cache, "m365-integrations/packages"))).toEqual([]);
  });
  it("are the same whatever else stands in package.json and how the lockfile is written", () => {
    const rewritten = {
      ...files,
      "package-lock.json": JSON.stringify(JSON.parse(files["package-lock.json"]), null, 4),
    };
    const scripts = { ...rewritten, "package.json": JSON.stringify({ ...JSON.parse(manifest), scripts: {} }) };
    expect(samePackages(folder(files), folder(scripts))).toBe(true);
    const overrides = { ...files, "package.json": JSON.stringify({ ...JSON.parse(manifest), overrides: { a: "2" } }) };
    expect(samePackages(folder(files), folder(overrides))).toBe(false);
  });
});
