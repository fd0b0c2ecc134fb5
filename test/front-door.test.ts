import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { intentOf } from "../operate/before-writing.ts";
import { main, split } from "../operate/cli.ts";
import { realEnvironment } from "../operate/engine.ts";
import { chosenStack, upCommand } from "../operate/stack.ts";
import { stackIn, unboundLine } from "../operate/verbs/pulumi.ts";
import { sandbox } from "../operate/verbs/sandbox.ts";
import { namingOf } from "../operate/verify/remedy.ts";
import { sandboxFolder } from "../sandbox/folder.ts";
import { typed } from "./typed.ts";

/** A folder with tenants' files and stacks' settings, to choose from. */
function checkout(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "checkout-"));
  mkdirSync(join(folder, "tenants"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

test("whoever reads only the first lines of an answer sees no fault of ours", () => {
  const { stderr, stdout } = spawnSync("sh", ["-c", "./integrations --help | true; ./integrations check | head -1"], {
    cwd: join(import.meta.dirname, ".."),
    encoding: "utf8",
  });
  expect({ stderr, stdout }).toEqual({ stderr: "", stdout: expect.stringMatching(/^tenants\/dev\.yaml: .*\n$/) });
});

test("the README lists each verb as --help does", async () => {
  const root = join(import.meta.dirname, "..");
  const { out } = await typed(["--help"], { root, cwd: root, day: "2026-11-21" });
  const lines = out.split("\n").filter((line) => /^ {2}[a-z]/.test(line));
  expect(lines).not.toEqual([]);
  expect(readFileSync(join(root, "README.md"), "utf8")).toContain(`\n${lines.join("\n")}\n`);
});

describe("which stack", () => {
  const two = checkout({ "Pulumi.yaml": "name: ours\n", "tenants/dev.yaml": "", "tenants/prod.yaml": "" });

  test("the only one of the checkout needs no name", () => {
    const one = checkout({ "tenants/prod.yaml": "" });
    expect(chosenStack({ root: one, cwd: one }, {})).toMatchObject({ stack: "prod", file: "tenants/prod.yaml" });
  });

  test("of several one must be named, by its name or by its file", () => {
    expect(() => chosenStack({ root: two, cwd: two }, {})).toThrow(
      "which stack? Write `./integrations --stack <name> …` with one of: dev (tenants/dev.yaml), prod (tenants/prod.yaml)",
    );
    expect(chosenStack({ root: two, cwd: two }, { stack: "prod" }).file).toBe("tenants/prod.yaml");
    expect(chosenStack({ root: two, cwd: join(two, "tenants") }, { tenant: "prod.yaml" }).stack).toBe("prod");
  });

  test("the gallery is an example: it is taken where it is named, and where nothing else is there", () => {
    const files = { "Pulumi.yaml": "name: ours\n", "tenants/gallery.yaml": "" };
    const chosen = (more: Readonly<Record<string, string>>, named = {}) => {
      const root = checkout({ ...files, ...more });
      return chosenStack({ root, cwd: root }, named).stack;
    };
    expect(chosen({ "tenants/dev.yaml": "" })).toBe("dev");
    expect(chosen({ "tenants/prod.yaml": "" })).toBe("prod");
    expect(chosen({ "tenants/prod.yaml": "" }, { stack: "gallery" })).toBe("gallery");
    expect(chosen({})).toBe("gallery");
    expect(() => chosen({ "tenants/dev.yaml": "", "tenants/prod.yaml": "" })).toThrow("which stack?");
  });

  test("a file outside of the checkout is nobody's", () => {
    expect(() => chosenStack({ root: two, cwd: two }, { tenant: "../prod.yaml" })).toThrow(
      "../prod.yaml lies outside of this checkout",
    );
  });

  test("what stands before the verb is read apart from what follows it", () => {
    expect(split(["--stack", "prod", "pulumi", "config", "--stack", "x"])).toEqual({
      before: { stack: "prod" },
      words: ["pulumi", "config", "--stack", "x"],
    });
    expect(split(["--tenant=tenants/prod.yaml", "check"])).toEqual({
      before: { tenant: "tenants/prod.yaml" },
      words: ["check"],
    });
    expect(() => split(["--stack"])).toThrow("--stack wants a stack's name");
  });

  test.each([
    [["up", "--stack", "prod"], "prod"],
    [["up", "-s", "prod"], "prod"],
    [["preview", "--stack=prod"], "prod"],
    [["up", "-s=prod"], "prod"],
    [["up", "-sprod"], "prod"],
    [["stack", "init", "prod", "--secrets-provider", "x"], "prod"],
    [["stack", "select", "acme/ours/prod"], "acme/ours/prod"],
    [["stack", "output", "prod"], undefined],
    [["config", "set", "a", "--", "--stack"], undefined],
    [["version"], undefined],
  ])("the CLI's own words %j name the stack %j", (words, stack) => {
    expect(stackIn(words)).toBe(stack);
  });
});

describe("a plain run of the engine on a real tenant", () => {
  const stack = { name: "prod", world: "real" } as const;

  test.each([["up"], ["update"], ["preview"]])("%s says that nothing compares it, and what does", (word) => {
    expect(unboundLine([word], stack)).toBe(
      "This run is the engine's own: nothing compares it with what was reviewed, and the program runs unconfined, with the variables of this shell. What was reviewed and nothing else: ./integrations --stack prod plan, then apply",
    );
  });

  test("says nothing where nothing is written, or where the tenant is simulated", () => {
    expect(unboundLine(["stack", "output"], stack)).toBeUndefined();
    expect(unboundLine(["up"], { name: "dev", world: "sandbox" })).toBeUndefined();
  });
});

describe("the sandbox", () => {
  test("refuses a stack of a real tenant: it must not be taken for the one that is destroyed", async () => {
    const dev = readFileSync("tenants/dev.yaml", "utf8");
    const real = dev.replace("11111111-1111-1111-1111-111111111111", "6d8f0f5e-2c1b-4f0e-9d52-0c2f3a4b5c6d");
    const root = checkout({ "Pulumi.yaml": "name: ours\n", "tenants/dev.yaml": dev, "tenants/prod.yaml": real });
    const place = { root, cwd: root, day: "2026-11-21" };
    for (const verb of ["up", "destroy", "tenant"])
      await expect(sandbox([verb], { stack: "prod" }, place)).rejects.toThrow(
        "tenants/prod.yaml is of the tenant 6d8f0f5e-2c1b-4f0e-9d52-0c2f3a4b5c6d: sandbox works on simulated tenants alone (tenant.id 11111111-1111-1111-1111-111111111111), not on the stack prod",
      );
    await expect(sandbox(["destroy"], { tenant: "tenants/prod.yaml" }, place)).rejects.toThrow("not on the stack prod");
  });

  test("keeps each stack's state and tenant apart: the play stack's as ever, every other's below it", () => {
    expect(sandboxFolder("/checkout", "dev")).toBe("/checkout/.simulated");
    expect(sandboxFolder("/checkout", "gallery")).toBe("/checkout/.simulated/stacks/gallery");
  });

  test("names in its commands the stack that is not the play stack", () => {
    expect(upCommand({ name: "dev", world: "sandbox" })).toBe("make up");
    expect(upCommand({ name: "gallery", world: "sandbox" })).toBe("make up STACK=gallery");
    expect(upCommand({ name: "prod", world: "real" })).toBe("./integrations pulumi up --stack prod");
    expect(namingOf({ name: "dev", file: "f", world: "sandbox" }).verify).toBe("./integrations verify");
    expect(namingOf({ name: "gallery", file: "f", world: "sandbox" })).toMatchObject({
      up: "make up STACK=gallery",
      verify: "./integrations --stack gallery verify",
    });
  });
});

describe("a real tenant's environment", () => {
  const engine = { kind: "built", bin: "/engine/bin" } as const;

  test("is the person's own, with the project's Node before everything and the built engine before the rest", () => {
    expect(realEnvironment({ PATH: "/usr/bin", ARM_CLIENT_ID: "c" }, "/checkout", engine, "prod")).toEqual({
      PATH: ["/checkout/node_modules/.bin", "/engine/bin", "/usr/bin"].join(delimiter),
      ARM_CLIENT_ID: "c",
      PULUMI_STACK: "prod",
    });
  });

  test("never names a stand-in plugin's folder", () => {
    expect(
      realEnvironment({ PATH: "/usr/bin" }, "/checkout", { kind: "installed", bin: "/usr/bin" }, "prod").PATH,
    ).not.toMatch(/simulator/);
  });
});

describe("a call that refreshes the state", () => {
  test.each([
    ["refresh", "--yes"],
    ["up", "--refresh"],
    ["up", "-r", "--yes"],
    ["preview", "--refresh=true"],
    ["destroy", "--refresh"],
  ])("%s %s is one", (...args) => {
    expect(intentOf(args)?.refreshes).toBe(true);
  });

  test.each([
    ["up", "--yes"],
    ["preview", "--refresh=false"],
    ["stack", "output", "-r"],
    ["up", "--", "--refresh"],
    ["config", "refresh"],
  ])("%s %s is none", (...args) => {
    expect(intentOf(args)?.refreshes ?? false).toBe(false);
  });
});

describe("what somebody else wrote", () => {
  const evil = "x\u001b[31m\n::set-output name=a::b ##vso[task.x]y \u202e";
  const [missing, x] = [["--stack", evil], "integration"];
  const calls: readonly (readonly string[])[] = [
    [...missing, "check"],
    ["review", "--base", evil],
    [...missing, "handover"],
    [...missing, "secret", x],
    [...missing, "verify"],
    [...missing, "authorize", x],
    [...missing, "status"],
    [...missing, "rotate"],
    [...missing, "adopt"],
    [...missing, "pulumi", "up"],
    [...missing, "sandbox", "up"],
    ...["check", "review", "handover", "secret", "verify", "authorize", "status", "rotate", "adopt", "sandbox"].map(
      (verb) => [verb, `--${evil}`],
    ),
    [evil],
  ];
  afterEach(() => vi.restoreAllMocks());

  test.each(calls.map((words) => [words.filter((word) => !word.includes(evil)).join(" "), words] as const))(
    "is shown as text by %s",
    async (_, words) => {
      const written: string[] = [];
      for (const stream of [process.stdout, process.stderr])
        vi.spyOn(stream, "write").mockImplementation((text) => written.push(String(text)) > 0);
      const root = checkout({ "Pulumi.yaml": "name: ours\n", "tenants/dev.yaml": "", "tenants/prod.yaml": "" });
      expect(await main(words, { root, cwd: root, day: "2026-11-27" })).toBeGreaterThan(0);
      const text = written.join("");
      expect(text).toContain("x\\u001b[31m");
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
      expect(text).not.toMatch(/\u001b|\u202e|^\s*::|##vso/m);
    },
  );
});
