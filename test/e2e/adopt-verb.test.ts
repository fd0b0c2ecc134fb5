/** `./integrations adopt` as it is called, by the real engine: its exit codes, what `--json` prints, and what goes on while it waits. */
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { parseDocument } from "yaml";
import { main } from "../../operate/cli.ts";
import { openPulumi } from "../../operate/engine.ts";
import { openGraph } from "../../operate/graph.ts";
import { openStack } from "../../operate/stack.ts";
import type { Graph } from "../../recovery/graph.ts";
import { sandbox } from "./sandbox-folder.ts";

const root = resolve(import.meta.dirname, "..", "..");
const one = sandbox();
const { project } = one.settings;
// A checkout as far as a verb looks at it: the engine, and the stand-ins of the providers.
for (const name of ["engine", "simulator"]) symlinkSync(join(root, name), join(project, name));
one.write(["live-platform-notifications", "app-connect"]);
const home = join(project, ".simulated");
mkdirSync(home, { mode: 0o700 });
const place = { root: project, cwd: project, day: "2035-01-01" };
const stateFile = join(home, "state/.pulumi/stacks/m365-integrations/dev.json");

afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => one.remove());

const adopt = (...args: string[]) => integrations("adopt", ...args);

async function integrations(...args: string[]) {
  const text = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    vi.spyOn(process[name], "write").mockImplementation((chunk) => {
      text[name] += String(chunk);
      return true;
    });
  const code = await main(args, place);
  vi.restoreAllMocks();
  return { code, ...text };
}

/** Works on the folder's tenant, as its deployer. */
async function withTenant<Answer>(work: (graph: Graph) => Promise<Answer>): Promise<Answer> {
  const pulumi = await openPulumi(place, openStack(place, {}), process.env, () => {});
  try {
    const { credential, services } = await pulumi.signIn();
    return await work(openGraph(credential, services));
  } finally {
    await pulumi.close();
  }
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

test("an up waits while an application is deleted, but for one that targets another integration, as a suspension that cannot wait", async () => {
  const principals = () =>
    withTenant(async (graph) => {
      const [rows = []] = await graph.lists(["/servicePrincipals?$select=displayName,accountEnabled"]);
      return Object.fromEntries(rows.map(({ displayName, accountEnabled }) => [displayName, accountEnabled]));
    });
  const notifications = "Live Platform QOE Integration with Microsoft Teams";
  expect(await principals()).toMatchObject({ "App Connect": true, [notifications]: true });
  await withTenant(async (graph) => {
    const [[application] = []] = await graph.lists(["/applications?$filter=displayName eq 'App Connect'"]);
    await graph.delete(`/applications/${application?.id}`);
  });
  const file = join(one.folder, "tenant.yaml");
  const document = parseDocument(readFileSync(file, "utf8"));
  const suspended = { since: "2026-11-21", reason: "misused" };
  document.setIn(["integrations", "live-platform-notifications", "suspended"], document.createNode(suspended));
  writeFileSync(file, document.toString());
  const up = ["pulumi", "up", "--yes", "--skip-preview", "--suppress-outputs"];
  const held = await integrations(...up);
  expect(held.code).toBe(1);
  expect(held.stderr).toContain("app-connect: somebody deleted its application.");
  expect(held.stderr).toMatch(/What has nothing to do with it goes by its URN: --target <urn>\.$/m);
  expect(await principals()).toMatchObject({ [notifications]: true });
  const urn =
    "urn:pulumi:dev::m365-integrations::m365:index:Integration$azuread:index/servicePrincipal:ServicePrincipal::live-platform-notifications-principal";
  expect((await integrations(...up, "--target", urn)).code).toBe(0);
  expect(await principals()).toMatchObject({ [notifications]: false });
  expect(await adopt("app-connect", "--restore", "--yes")).toMatchObject({ code: 0 });
  expect(await principals()).toMatchObject({ "App Connect": true, [notifications]: false });
});
