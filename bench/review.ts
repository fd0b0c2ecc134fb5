/**
 * The review of a change in tenants of 10, 100 and 1,000 integrations, and of one change in each of 200 tenants of five:
 * wall time and CPU time of the whole command, and the most memory that all its processes held together. Three changes:
 * of one integration, where nothing is known of the base (`first`) and where the base was reviewed before (`again`); and of
 * a comment in the program, which takes a process for each side and one that judges (`program`). Beside it `pulumi preview`
 * of the same stack on a simulated tenant, before its first `up`.
 * Target: 100 within 2 s and 250 MB, 1,000 within 20 s, growth linear; 200 tenants within 60 s.
 *
 * Parts of it: `node bench/review.ts --one 100 --program 100 --preview 10,100 --tenants 200x5`; without a word all of them.
 */
import { execFileSync, spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Outcome } from "../engine/pulumi.ts";
import { tenantOf } from "./fixture.ts";
import { machine } from "./machine.ts";
import { inSession } from "./session.ts";

const root = resolve(import.meta.dirname, "..");

/** A clone of the checkout as it stands, with these tenants' files committed. */
function committed(files: ReadonlyMap<string, string>): string {
  const clone = mkdtempSync(join(tmpdir(), "review-"));
  const tracked = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { cwd: root, encoding: "utf8" })
    .trim()
    .split("\n");
  for (const file of tracked) cpSync(join(root, file), join(clone, file));
  // Neither is tracked: the packages, and the engine, whose build would take minutes.
  for (const path of ["node_modules", "engine/.build"])
    if (existsSync(join(root, path))) symlinkSync(realpathSync(join(root, path)), join(clone, path));
  for (const [file, text] of files) writeFileSync(join(clone, file), text);
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=bench", "-c", "user.email=bench@example.org", ...args], {
      cwd: clone,
      stdio: "ignore",
    });
  git("init");
  git("add", "-A");
  git("commit", "-m", "before");
  return clone;
}

function edit(clone: string, file: string, change: (text: string) => string): void {
  writeFileSync(join(clone, file), change(readFileSync(join(clone, file), "utf8")));
}

/** A field of a file below /proc; undefined where the process has ended meanwhile. */
function procField(pid: number, file: string, label: string): number | undefined {
  try {
    return Number(new RegExp(`^${label}:\\s+(\\d+)`, "m").exec(readFileSync(`/proc/${pid}/${file}`, "utf8"))?.[1]);
  } catch {
    return undefined;
  }
}

/** Bytes that a process and all its descendants hold in memory; what they share (Node itself) counts once (Linux, PSS). */
function residentBytes(root: number): number {
  const parents = new Map(
    readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), procField(Number(name), "status", "PPid")]),
  );
  const tree = (pid: number): number[] => [
    pid,
    ...[...parents].flatMap(([child, parent]) => (parent === pid ? tree(child) : [])),
  ];
  return tree(root).reduce((sum, pid) => sum + (procField(pid, "smaps_rollup", "Pss") ?? 0) * 1024, 0);
}

interface Measured {
  readonly seconds: number;
  /** Of all processes. */
  readonly cpu: number;
  readonly megabytes: number;
}

/** Seconds that a process and those of its children that have ended have computed (Linux; a tick is 10 ms). */
function cpuSeconds(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
    return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100;
  } catch {
    return 0;
  }
}

function review(clone: string): Promise<Measured> {
  return new Promise((done, fail) => {
    const started = performance.now();
    const child = spawn(join(clone, "integrations"), ["review", "--base", "HEAD", "--format", "json"], {
      cwd: clone,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let told = "";
    child.stderr.on("data", (chunk) => {
      told += chunk;
    });
    let [most, cpu] = [0, 0];
    const timer = setInterval(() => {
      if (child.pid === undefined) return;
      most = Math.max(most, residentBytes(child.pid));
      cpu = Math.max(cpu, cpuSeconds(child.pid));
    }, 50);
    child.on("close", (code) => {
      clearInterval(timer);
      if (code === 2 || code === null) fail(new Error(told));
      else done({ seconds: (performance.now() - started) / 1000, cpu, megabytes: most / 2 ** 20 });
    });
  });
}

function shown({ seconds, cpu, megabytes }: Measured): string {
  return `${seconds.toFixed(1)} s, ${cpu.toFixed(1)} CPU s, ${megabytes.toFixed(0)} MB`;
}

/** Errors are diagnostics of the engine; what stands on stderr is only what came before the engine. */
function whyOf({ stderr, diagnostics }: Outcome): string {
  const errors = diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ urn, message }) => `${urn}: ${message}`);
  return [stderr.trim(), ...errors].filter(Boolean).join("\n");
}

/** Seconds of a preview of everything in a tenant of so many. */
function preview(clone: string): Promise<number> {
  return inSession(clone, async (session) => {
    const started = performance.now();
    const previewed = await session.pulumi(["preview"]);
    if (previewed.code !== 0) throw new Error(`preview ended with ${previewed.code}: ${whyOf(previewed)}`);
    return (performance.now() - started) / 1000;
  });
}

const dev = "tenants/dev.yaml";
const vendors = "components/vendors/index.ts";

/** A clone with a tenant of so many. */
function cloneOf(count: number): string {
  return committed(new Map([[dev, readFileSync(tenantOf(count), "utf8")]]));
}

/** One integration's redirect URI in a tenant of so many. */
async function one(count: number): Promise<Measured> {
  const clone = cloneOf(count);
  edit(clone, dev, (text) => text.replace("/app-connect/callback", "/app-connect/changed"));
  const [first, again] = [await review(clone), await review(clone)];
  console.log(`${count} integrations, one changed: first ${shown(first)}; again ${shown(again)}`);
  rmSync(clone, { recursive: true, force: true });
  return first;
}

/** The same, and a comment in the program. */
async function program(count: number): Promise<void> {
  const clone = cloneOf(count);
  edit(clone, dev, (text) => text.replace("/app-connect/callback", "/app-connect/changed"));
  edit(clone, vendors, (text) => `${text}// changed\n`);
  console.log(`${count} integrations, one changed and the program too: ${shown(await review(clone))}`);
  rmSync(clone, { recursive: true, force: true });
}

async function beside(count: number): Promise<void> {
  const clone = cloneOf(count);
  console.log(`pulumi preview of ${count} integrations: ${(await preview(clone)).toFixed(1)} s`);
  rmSync(clone, { recursive: true, force: true });
}

/** One purpose in each of so many tenants. */
async function many(tenants: number, count: number): Promise<void> {
  const settings = readFileSync(tenantOf(count), "utf8");
  const names = Array.from({ length: tenants }, (_, at) => `tenants/bench-${at}.yaml`);
  const id = (at: number) => `9a4b8f5e-33c1-4b1e-9d0e-${at.toString(16).padStart(12, "0")}`;
  const texts = names.map((name, at) => [name, settings.replaceAll("11111111-1111-1111-1111-111111111111", id(at))]);
  const clone = committed(new Map(texts as [string, string][]));
  for (const name of names) edit(clone, name, (text) => text.replace(/purpose: /, "purpose: Now "));
  console.log(`${tenants} tenants of ${count}, each with a change: first ${shown(await review(clone))}`);
  console.log(`  again ${shown(await review(clone))}`);
  rmSync(clone, { recursive: true, force: true });
}

const { values: asked } = parseArgs({
  options: {
    one: { type: "string" },
    program: { type: "string" },
    preview: { type: "string" },
    tenants: { type: "string" },
  },
});
const all = { one: "10,100,1000", program: "10,100", preview: "10,100", tenants: "200x5" };
const parts: typeof asked = Object.keys(asked).length > 0 ? asked : all;

function counts(list: string | undefined): number[] {
  return list === undefined ? [] : list.split(",").map(Number);
}

console.log(machine());
const taken = new Map<number, Measured>();
for (const count of counts(parts.one)) taken.set(count, await one(count));
const [hundred, thousand] = [taken.get(100), taken.get(1000)];
if (hundred && thousand)
  console.log(`1,000 take ${(thousand.cpu / hundred.cpu).toFixed(1)} times the CPU time of 100 (linear: 10)`);
for (const count of counts(parts.program)) await program(count);
for (const count of counts(parts.preview)) await beside(count);
if (parts.tenants !== undefined) {
  const [tenants = 0, of = 0] = parts.tenants.split("x").map(Number);
  await many(tenants, of);
}
