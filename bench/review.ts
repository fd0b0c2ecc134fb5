/**
 * The review of a change in tenants of 10, 100 and 1,000 integrations: wall time of the whole command, and the most
 * memory that all its processes held together. Beside it `pulumi preview` of the same stack on a simulated tenant that
 * holds it already (left out for 1,000: its first `up` takes the engine half an hour).
 * Target: 100 within 4 s and 500 MB, 1,000 within 40 s, growth linear.
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
import type { Outcome } from "../engine/pulumi.ts";
import { tenantOf } from "./fixture.ts";
import { machine } from "./machine.ts";
import { inSession } from "./session.ts";

const root = resolve(import.meta.dirname, "..");

/** A clone of the checkout as it stands, with a tenant of `count` committed and one redirect URI changed on top. */
function changedTenant(count: number): string {
  const clone = mkdtempSync(join(tmpdir(), "review-"));
  const tracked = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { cwd: root, encoding: "utf8" })
    .trim()
    .split("\n");
  for (const file of tracked) cpSync(join(root, file), join(clone, file));
  // Neither is tracked: the packages, and the engine, whose build would take minutes.
  for (const path of ["node_modules", "engine/.build"])
    if (existsSync(join(root, path))) symlinkSync(realpathSync(join(root, path)), join(clone, path));
  const file = join(clone, "tenants", "dev.yaml");
  const settings = readFileSync(tenantOf(count), "utf8");
  writeFileSync(file, settings);
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=bench", "-c", "user.email=bench@example.org", ...args], {
      cwd: clone,
      stdio: "ignore",
    });
  git("init");
  git("add", "-A");
  git("commit", "-m", "before");
  writeFileSync(
    file,
    settings.replace("https://contoso.example/app-connect/callback", "https://contoso.example/app-connect/changed"),
  );
  return clone;
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

function review(clone: string): Promise<{ seconds: number; megabytes: number }> {
  return new Promise((done, fail) => {
    const started = performance.now();
    const child = spawn(process.execPath, ["review/cli.ts", "--base", "HEAD", "--format", "json"], {
      cwd: clone,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let told = "";
    child.stderr.on("data", (chunk) => {
      told += chunk;
    });
    let most = 0;
    const timer = setInterval(() => {
      if (child.pid !== undefined) most = Math.max(most, residentBytes(child.pid));
    }, 100);
    child.on("close", (code) => {
      clearInterval(timer);
      if (code === 2 || code === null) fail(new Error(told));
      else done({ seconds: (performance.now() - started) / 1000, megabytes: most / 2 ** 20 });
    });
  });
}

/** Errors are diagnostics of the engine; what stands on stderr is only what came before the engine. */
function whyOf({ stderr, diagnostics }: Outcome): string {
  const errors = diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ urn, message }) => `${urn}: ${message}`);
  return [stderr.trim(), ...errors].filter(Boolean).join("\n");
}

function preview(clone: string): Promise<number> {
  return inSession(clone, async (session) => {
    const up = await session.pulumi(["up", "--yes"]);
    if (up.code !== 0) throw new Error(`up ended with ${up.code}: ${whyOf(up)}`);
    const started = performance.now();
    await session.pulumi(["preview"]);
    return (performance.now() - started) / 1000;
  });
}

console.log(machine());
const seconds = new Map<number, number>();
for (const count of process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10, 100, 1000]) {
  const clone = changedTenant(count);
  const measured = await review(clone);
  seconds.set(count, measured.seconds);
  const beside = count < 1000 ? await preview(clone) : undefined;
  const ratio =
    beside === undefined
      ? ""
      : `; pulumi preview ${beside.toFixed(1)} s, ratio ${(measured.seconds / beside).toFixed(2)}`;
  console.log(
    `${count} integrations: review ${measured.seconds.toFixed(1)} s, ${measured.megabytes.toFixed(0)} MB over all processes${ratio}`,
  );
  rmSync(clone, { recursive: true, force: true });
}
const [hundred, thousand] = [seconds.get(100), seconds.get(1000)];
if (hundred !== undefined && thousand !== undefined)
  console.log(`1,000 take ${(thousand / hundred).toFixed(1)} times as long as 100 (linear: 10)`);
