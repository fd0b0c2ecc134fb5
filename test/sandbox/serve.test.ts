/** The tenant by itself, as a person starts it: what it prints works when pasted, and it ends cleanly. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, it } from "vitest";

let folder: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "serve-"));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

const program = `
import { serveTenant } from "./sandbox/serve.ts";
const ended = new Promise((done) => { process.once("SIGTERM", done); process.once("SIGINT", done); });
const say = (line) => console.log(line);
await serveTenant({ folder: process.argv[1], today: "2026-11-21", say, ended })
  .catch((error) => { console.log(error.message); process.exitCode = 1; });`;

/** A tenant in the folder, and what it has said when it waits. */
async function serve() {
  const child = spawn(process.execPath, ["--input-type=module", "-e", program, folder], {
    cwd: join(import.meta.dirname, "..", ".."),
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const code = new Promise<number | null>((resolve) => child.once("close", resolve));
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (line.startsWith("Ctrl-C")) break;
  }
  const end = (name: NodeJS.Signals) => {
    child.stdout.resume();
    child.kill(name);
    return code;
  };
  return { lines, code, end };
}

it("prints three commands that work when pasted, with no secret in them, and keeps what it holds", async () => {
  const tenant = await serve();
  const secret = readFileSync(join(folder, "tenant", "deployer-secret"), "utf8");
  expect(tenant.lines.join("\n")).not.toContain(secret);
  const commands = tenant.lines.filter((line) => line.startsWith("  curl "));
  const [, applications, principals] = commands.map((line) => execFileSync("sh", ["-c", line], { encoding: "utf8" }));
  expect(JSON.parse(applications ?? "").value).toContainEqual(expect.objectContaining({ displayName: "Deployer" }));
  expect(JSON.parse(principals ?? "").value).toHaveLength(3);
  expect(await tenant.end("SIGTERM")).toBe(0);
  const again = await serve();
  expect(await again.end("SIGINT")).toBe(0);
});

it("refuses a second one in one line", async () => {
  const first = await serve();
  const second = await serve();
  expect(second.lines).toEqual([
    expect.stringMatching(/^another run \(process \d+\) is working in .*; wait until it has/),
  ]);
  expect(await second.code).toBe(1);
  expect(await first.end("SIGTERM")).toBe(0);
});
