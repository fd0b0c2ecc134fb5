/** `./integrations adopt` as it is called, by the real engine: its exit codes, and what `--json` prints. */
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { main } from "../../operate/cli.ts";
import { sandbox } from "./sandbox-folder.ts";

const root = resolve(import.meta.dirname, "..", "..");
const one = sandbox();
const { project } = one.settings;
// A checkout as far as a verb looks at it: the engine, and the stand-ins of the providers.
for (const name of ["engine", "simulator"]) symlinkSync(join(root, name), join(project, name));
const home = join(project, ".simulated");
mkdirSync(home, { mode: 0o700 });
const stateFile = join(home, "state/.pulumi/stacks/m365-integrations/dev.json");

afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => one.remove());

async function adopt(...args: string[]) {
  const text = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    vi.spyOn(process[name], "write").mockImplementation((chunk) => {
      text[name] += String(chunk);
      return true;
    });
  const code = await main(["adopt", ...args], { root: project, cwd: project, day: "2035-01-01" });
  vi.restoreAllMocks();
  return { code, ...text };
}

/** Takes the consent from the state; the tenant keeps it. */
function forgetConsent(): void {
  const state = JSON.parse(readFileSync(stateFile, "utf8"));
  const { latest } = state.checkpoint;
  latest.resources = latest.resources.filter(({ type }: { type: string }) => !type.endsWith(":AppRoleAssignment"));
  writeFileSync(stateFile, JSON.stringify(state));
}

test("0 where nothing is to adopt", async () => {
  expect((await one.run("up", { folder: home })).code).toBe(0);
  expect(await adopt()).toMatchObject({ code: 0, stdout: "Nothing to adopt.\n" });
  const { code, stdout } = await adopt("--json");
  expect([code, JSON.parse(stdout)]).toEqual([0, { stack: "dev", missing: [], findings: [] }]);
});

test("3 where something waits for --yes; the document alone stands on stdout, and the state stays as it is", async () => {
  forgetConsent();
  const before = readFileSync(stateFile, "utf8");
  const { code, stdout } = await adopt("--json");
  expect(code).toBe(3);
  const { stack, missing, findings } = JSON.parse(stdout);
  expect({ stack, missing }).toEqual({ stack: "dev", missing: [] });
  expect(findings.length).toBeGreaterThan(0);
  for (const finding of findings)
    expect(finding).toMatchObject({
      kind: "import",
      integration: "live-platform-notifications",
      id: expect.stringMatching(/^\/servicePrincipals\/.*\/appRoleAssignedTo\//),
    });
  expect(readFileSync(stateFile, "utf8")).toBe(before);
  expect(await adopt()).toMatchObject({ code: 3, stdout: expect.stringContaining("adopt the consent") });
});

test("0 with --yes, which changes the state, and nothing is left", async () => {
  const done = await adopt("--yes");
  expect(done.code).toBe(0);
  expect(done.stderr).toMatch(/^Adopted: [1-9]\d* changes of the state\.$/m);
  expect(await adopt()).toMatchObject({ code: 0, stdout: "Nothing to adopt.\n" });
});
