import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { notSelected, sidesOf, targetsOf } from "../../review/run/targets.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

type Files = Readonly<Record<string, string>>;

function checkout(files: Files): string {
  const root = mkdtempSync(join(tmpdir(), "checkout-"));
  folders.push(root);
  for (const [name, text] of Object.entries({ "Pulumi.yaml": "name: ours\n", ...files })) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

/** `stack: file before -> file after`, as git would name the changed files; then the unchanged stacks. */
function targets(before: Files, after: Files, selection = {}, further: readonly string[] = []) {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...[...names].filter((name) => before[name] !== after[name]), ...further];
  const found = targetsOf({ before: checkout(before), after: checkout(after) }, changed, selection);
  return {
    reviewed: found.targets.map((target) => `${target.stack}: ${target.before ?? "-"} -> ${target.after ?? "-"}`),
    unchanged: found.unchanged,
  };
}

const two = { "tenants/dev.yaml": "a", "tenants/prod.yaml": "b" };
const names = (file: string) => `config:\n  ours:tenant: ${file}\n`;

describe("the stacks that a review takes", () => {
  it("are those whose file differs", () => {
    expect(targets(two, { ...two, "tenants/prod.yaml": "c" })).toEqual({
      reviewed: ["prod: tenants/prod.yaml -> tenants/prod.yaml"],
      unchanged: ["dev"],
    });
  });
  it("are, of this project, the play stack and the gallery", () => {
    expect(sidesOf(".").map(({ stack, file, settings }) => [stack, file, settings])).toEqual([
      ["dev", "tenants/dev.yaml", "Pulumi.dev.yaml"],
      ["gallery", "tenants/gallery.yaml", "Pulumi.gallery.yaml"],
    ]);
  });
  it("are those whose settings differ", () => {
    expect(
      targets({ ...two, "Pulumi.dev.yaml": "config: {}" }, { ...two, "Pulumi.dev.yaml": "config: { a: b }" }),
    ).toEqual({ reviewed: ["dev: tenants/dev.yaml -> tenants/dev.yaml"], unchanged: ["prod"] });
  });
  it("are all where anything else differs, since the program may read it", () => {
    const both = ["dev: tenants/dev.yaml -> tenants/dev.yaml", "prod: tenants/prod.yaml -> tenants/prod.yaml"];
    for (const file of [
      "index.ts",
      "Pulumi.yaml",
      "package-lock.json",
      "components/plan.ts",
      "tenants/lists/a.txt",
      "docs/review.md",
    ])
      expect(targets(two, two, {}, [file])).toEqual({ reviewed: both, unchanged: [] });
  });
  it("are none where nothing differs", () => {
    expect(targets(two, two)).toEqual({ reviewed: [], unchanged: ["dev", "prod"] });
  });
  it("are all where there is nothing to compare with", () => {
    const found = targetsOf({ before: undefined, after: checkout(two) }, undefined, {});
    expect(found.targets.map(({ stack, before }) => [stack, before])).toEqual([
      ["dev", undefined],
      ["prod", undefined],
    ]);
  });
  it("hold one that comes, and one that goes with its file", () => {
    expect(targets({ "tenants/dev.yaml": "a" }, two)).toEqual({
      reviewed: ["prod: - -> tenants/prod.yaml"],
      unchanged: ["dev"],
    });
    expect(targets(two, { "tenants/dev.yaml": "a" })).toEqual({
      reviewed: ["prod: tenants/prod.yaml -> -"],
      unchanged: ["dev"],
    });
  });
  it("hold one whose file goes while its settings stay", () => {
    const settings = { "Pulumi.prod.yaml": "config: {}" };
    expect(targets({ ...two, ...settings }, { "tenants/dev.yaml": "a", ...settings }).reviewed).toEqual([
      "prod: tenants/prod.yaml -> -",
    ]);
  });
  it("hold a stack with the files of both sides where its settings name another one", () => {
    const renamed = {
      "tenants/dev.yaml": "a",
      "tenants/contoso.yaml": "b",
      "Pulumi.prod.yaml": names("tenants/contoso.yaml"),
    };
    expect(targets(two, renamed)).toEqual({
      reviewed: ["prod: tenants/prod.yaml -> tenants/contoso.yaml"],
      unchanged: ["dev"],
    });
  });
  it("hold two where a file gets another name and no settings say so", () => {
    expect(targets({ "tenants/prod.yaml": "b" }, { "tenants/contoso.yaml": "b" }).reviewed).toEqual([
      "contoso: - -> tenants/contoso.yaml",
      "prod: tenants/prod.yaml -> -",
    ]);
  });
  it("hold every stack of a file that several take", () => {
    const shared = {
      "tenants/a.yaml": "1",
      "Pulumi.one.yaml": names("tenants/a.yaml"),
      "Pulumi.two.yaml": names("./tenants/a.yaml"),
    };
    expect(targets(shared, { ...shared, "tenants/a.yaml": "2" }).reviewed).toEqual([
      "one: tenants/a.yaml -> tenants/a.yaml",
      "two: tenants/a.yaml -> tenants/a.yaml",
    ]);
  });
  it("hold settings that name a file which is not there, once somebody writes them", () => {
    const empty = { ...two, "Pulumi.lab.yaml": "config: {}" };
    expect(targets(two, empty).reviewed).toEqual(["lab: - -> -"]);
    expect(targets(empty, empty, {}, ["index.ts"]).reviewed).not.toContain("lab: - -> -");
  });
});

describe("a selection", () => {
  it("takes one stack, whether or not it differs", () => {
    expect(targets(two, two, { stack: "prod" })).toEqual({
      reviewed: ["prod: tenants/prod.yaml -> tenants/prod.yaml"],
      unchanged: [],
    });
  });
  it("takes the stacks of a file", () => {
    const contoso = { "tenants/contoso.yaml": "b", "Pulumi.prod.yaml": names("tenants/contoso.yaml") };
    expect(targets(contoso, contoso, { tenant: "tenants/contoso.yaml" }).reviewed).toEqual([
      "prod: tenants/contoso.yaml -> tenants/contoso.yaml",
    ]);
  });
  it("takes a file that no stack takes as that of a stack of its name", () => {
    const example = { ...two, "docs/example.yaml": "e" };
    expect(targets(two, example, { tenant: "docs/example.yaml" }).reviewed).toEqual([
      "example: - -> docs/example.yaml",
    ]);
  });
  it("takes a stack with another file than its own", () => {
    expect(targets(two, two, { stack: "prod", tenant: "tenants/dev.yaml" }).reviewed).toEqual([
      "prod: tenants/dev.yaml -> tenants/dev.yaml",
    ]);
  });
  it("of an unknown stack names the nearest and all", () => {
    expect(() => targets(two, two, { stack: "prd" })).toThrow(
      '"prd" is no stack here; did you mean prod? Known: dev, prod',
    );
  });
});

describe("the stacks that a call leaves out", () => {
  const root = checkout(two);
  it("are those that differ and were not named", () => {
    expect(notSelected(root, ["tenants/dev.yaml", "tenants/prod.yaml"], { stack: "dev" })).toEqual(["prod"]);
    expect(notSelected(root, ["index.ts"], { tenant: "tenants/prod.yaml" })).toEqual(["dev"]);
    expect(notSelected(root, ["tenants/dev.yaml"], { stack: "dev" })).toEqual([]);
  });
  it("are also those whose file goes, and none where nothing was named", () => {
    expect(notSelected(root, ["tenants/lab.yaml"], { stack: "dev" })).toEqual(["lab"]);
    expect(notSelected(root, ["tenants/dev.yaml", "tenants/lab.yaml"], {})).toEqual([]);
  });
});
