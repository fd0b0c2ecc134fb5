/** What the program's modules may not use: this project's own do not, and each way to do it is seen. */
import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isLinted } from "../../review/program/change.ts";
import { lintProgram } from "../../review/program/lint.ts";

function faults(text: string, file = "components/made-up.ts"): string[] {
  return lintProgram(new Map([[file, text]])).map(({ line, use }) => `${line} ${use}`);
}

it("the program's own modules use nothing that is not allowed", () => {
  const files = globSync("{index.ts,components/**,catalog/**}").filter(isLinted);
  expect(files.length).toBeGreaterThan(60);
  expect(lintProgram(new Map(files.map((file) => [file, readFileSync(file, "utf8")])))).toEqual([]);
});

describe("a module of the program", () => {
  it.each([
    ['import { execFileSync } from "node:child_process";', "node:child_process"],
    ['import { readFileSync } from "node:fs";', "node:fs"],
    ['import * as net from "net";', "node:net"],
    ['export * from "node:os";', "node:os"],
    ['import axios from "axios";', "axios"],
    ['import { x } from "../test/x.ts";', "../test/x.ts"],
    ['import { x } from "../tenants/x.ts";', "../tenants/x.ts"],
    ['import { x } from "./x.mjs";', "./x.mjs"],
    ['import { x } from "../node_modules/x/index.js";', "../node_modules/x/index.js"],
    ['const m = await import("node:fs");', "import()"],
    ['import fs = require("fs");', "import ="],
    ["const fs = require(name);", "require"],
    ["if (process.permission) grant();", "process"],
    ['const { env } = globalThis["process"];', "globalThis"],
    ["global.x = 1;", "global"],
    ["const now = Date.now();", "Date.now"],
    ["const now = new Date();", "Date"],
    ["const now = new Date(...[]);", "Date"],
    ["const now = Date();", "Date"],
    ["const D = Date; new D();", "Date"],
    ["const x = Math.random();", "Math.random"],
    ["const { random } = Math;", "Math"],
    ["performance.now();", "performance"],
    ["crypto.randomUUID();", "crypto"],
    ['await fetch("https://graph.microsoft.com");', "fetch"],
    ['new WebSocket("wss://evil.example");', "WebSocket"],
    ["setTimeout(() => grant(), 4000);", "setTimeout"],
    ["eval(text);", "eval"],
    ["new Function(text)();", "Function"],
    ["(() => {}).constructor(text)();", "constructor"],
    ['x["constructor"](text);', "constructor"],
    ["const { constructor: make } = () => {};", "constructor"],
    ["const key = 'constructor'; x[key]();", "constructor"],
    ["x[`con$" + "{part}`](text);", "a property by a name made up here"],
    ['x["con" + part](text);', "a property by a name made up here"],
    ["Array.prototype.map = mine;", "prototype"],
    ["x.__proto__ = mine;", "__proto__"],
    ["Object.defineProperty(x, name, mine);", "defineProperty"],
    ["Object.setPrototypeOf(x, mine);", "setPrototypeOf"],
    ["JSON.stringify = mine;", "JSON… ="],
    ["(Object as any).keys = mine;", "Object… ="],
    ['import * as pulumi from "@pulumi/pulumi"; (pulumi as any).getStack = mine;', "pulumi… ="],
    ['import * as pulumi from "@pulumi/pulumi"; if (!pulumi.runtime.isDryRun()) grant();', "@pulumi/pulumi runtime"],
    ['import { runtime } from "@pulumi/pulumi";', "@pulumi/pulumi runtime"],
    ['import * as pulumi from "@pulumi/pulumi"; new pulumi.dynamic.Resource(p, n, {});', "@pulumi/pulumi dynamic"],
    ["const file = import.meta.filename;", "import.meta.filename"],
    ["const meta = import.meta;", "import.meta"],
    ["new Error().stackTraceLimit;", "stackTraceLimit"],
    ["const language = navigator.language;", "navigator"],
    ["const \\u0066etch2 = \\u0066etch;", "fetch"],
    ["function f(fetch: unknown) {} fetch(url);", "fetch"],
  ])("%s", (text, use) => {
    expect(faults(text)).toContain(`1 ${use}`);
  });
  it("may name types, ask for days by their text, and have properties of any name", () => {
    const text = `
      import type { Stats } from "node:fs";
      type Env = typeof process.env;
      interface Has { readonly process: string; constructor: unknown }
      export class Plan { readonly fetch = 1; constructor(readonly process: string) {} require() {} }
      const day = (text: string) => new Date(text).toISOString() + Date.UTC(2026, 1);
      export const made = { process: day, fetch: Math.max(1, 2), setTimeout: [1].map((each) => each) };
      made.process("2026-01-01");`;
    expect(faults(text)).toEqual(["5 process"]);
  });
  it("is allowed what the list says of it, and that alone", () => {
    expect(faults('import { join } from "node:path"; process.cwd(); import.meta.dirname;', "index.ts")).toEqual([
      "1 node:path",
    ]);
    expect(faults('import { relative } from "node:path"; process.cwd(); process.env;', "index.ts")).toEqual([
      "1 process",
    ]);
    expect(faults("process.env.INTEGRATIONS_LEFT_OUT; process.env.PATH; process.env;", "index.ts")).toEqual([
      "1 process",
    ]);
    expect(faults("process.env.INTEGRATIONS_LEFT_OUT;", "index.ts")).toEqual([]);
    expect(faults("process.env.INTEGRATIONS_LEFT_OUT;", "components/tenant.ts")).toEqual(["1 process"]);
    expect(faults('import { readFileSync, writeFileSync } from "node:fs";', "components/settings.ts")).toEqual([
      "1 node:fs",
    ]);
    expect(faults('import * as fs from "node:fs";', "components/settings.ts")).toEqual(["1 node:fs"]);
  });
});
