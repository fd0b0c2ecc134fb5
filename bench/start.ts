/**
 * How long `index.ts` takes to load, against an empty program and against the Pulumi SDK alone. Median of nine processes,
 * the three taken in turn, with the compile cache that `make up` uses.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machine } from "./machine.ts";

const root = join(import.meta.dirname, "..");
const programs = {
  "an empty program": "",
  "@pulumi/pulumi": 'await import("@pulumi/pulumi")',
  "index.ts": 'await import("./index.ts")',
};
type Name = keyof typeof programs;

const env = { ...process.env, NODE_COMPILE_CACHE: mkdtempSync(join(tmpdir(), "cache-")) };

function milliseconds(name: Name): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", programs[name]], {
    cwd: root,
    env,
  });
  if (status !== 0) throw new Error(String(stderr));
  return performance.now() - started;
}

const names = Object.keys(programs) as Name[];
for (const name of names) milliseconds(name); // fills the compile cache
const rounds = Array.from({ length: 9 }, () => new Map(names.map((name) => [name, milliseconds(name)])));
function median(name: Name) {
  return rounds.map((round) => round.get(name) ?? 0).sort((a, b) => a - b)[4] ?? 0;
}

console.log(machine());
for (const name of names) console.log(`${name}: ${median(name).toFixed(0)} ms`);
console.log(
  `index.ts takes ${(median("index.ts") / median("@pulumi/pulumi")).toFixed(2)} times as long as the SDK alone`,
);
