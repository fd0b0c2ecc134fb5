/**
 * What was judged is what runs: programs that behave otherwise in the engine than where they are recorded, in the real
 * engine, with their effect read from the tenant. One checkout, one tenant; the tests are steps.
 */
import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Document, parseDocument } from "yaml";
import { readKept } from "../../simulator/directory/file.ts";
import { keepOnly } from "../tenant-file.ts";

const here = resolve(import.meta.dirname, "..", "..");
const microsoftGraph = "00000003-0000-0000-c000-000000000000";
const exchangeOnline = "00000002-0000-0ff1-ce00-000000000000";

const deployer = "33333333-3333-3333-3333-333333333333";

let root: string;

function git(...args: string[]): string {
  const who = ["-c", "user.name=Test", "-c", "user.email=test@fabrikam.example"];
  return execFileSync("git", [...who, ...args], { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

beforeAll(() => {
  root = join(realpathSync(mkdtempSync(join(tmpdir(), "plan-"))), "checkout");
  const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: here,
    encoding: "utf8",
  });
  for (const file of files.split("\0").filter((name) => name !== "" && !/^(?:test|battery|bench|docs)\//.test(name)))
    cpSync(join(here, file), join(root, file));
  symlinkSync(realpathSync(join(here, "node_modules")), join(root, "node_modules"));
  symlinkSync(realpathSync(join(here, "engine/.build")), join(root, "engine/.build"));
  tenant((document) => keepOnly(document, "live-platform-notifications"));
  git("init", "-q");
  git("add", "-A");
  git("commit", "-qm", "one integration");
});
afterAll(() => rmSync(dirname(root), { recursive: true, force: true }));

function tenant(change: (document: Document) => void): void {
  edit("tenants/dev.yaml", (text) => {
    const document = parseDocument(text) as unknown as Document;
    change(document);
    return document.toString();
  });
}

function edit(file: string, change: (text: string) => string): void {
  const path = join(root, file);
  const before = readFileSync(path, "utf8");
  const after = change(before);
  if (after === before) throw new Error(`${file} stayed as it was`);
  writeFileSync(path, after);
}

/** APIs that the tenant lacks while a test sets them. */
let absentApis = "";

/** Runs a verb. Its shell holds what a job with an identity holds. */
function run(...args: string[]): { readonly code: number | null; readonly text: string } {
  const { status, stdout, stderr } = spawnSync(join(root, "integrations"), args, {
    cwd: root,
    encoding: "utf8",
    env: {
      ...process.env,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "of-the-job",
      PLAN_KEY: "sealing-secret-of-the-job-0123456789",
      SIMULATOR_ABSENT_APIS: absentApis,
      // Only the verbs say what is left out.
      INTEGRATIONS_LEFT_OUT: "live-platform-notifications",
    },
  });
  return { code: status, text: `${stdout}\n${stderr}` };
}

/** What the identity team holds from the beginning, to read when a credential was last used: Application.Read.All, AuditLog.Read.All. */
const heldByTeam = ["9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30", "b0afded3-3588-46d8-8b3d-9842eff778da"];

/** Application permissions that were granted in the tenant, beside those that it begins with: `<role> of <API>`. */
function granted(): string[] {
  const directory = readKept(join(root, ".simulated/tenant/directory.json"))?.directory;
  if (!directory) return [];
  const apiOf = (id: string) => directory.servicePrincipals.get(id)?.entity.appId ?? id;
  const since = [...directory.appRoleAssignments.values()].filter(
    ({ principalId, appRoleId }) => principalId !== deployer && !heldByTeam.includes(appRoleId),
  );
  return since.map(({ appRoleId, resourceId }) => `${appRoleId} of ${apiOf(resourceId)}`);
}

const callRecords = `45bbb07e-7321-4fd7-a8f6-3ff27e6a81c8 of ${microsoftGraph}`;
const roleManagement = "9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8";

/** Puts a program into the place of the reviewed one, and takes it away again. */
function withProgram<T>(file: string, change: (text: string) => string, act: () => T): T {
  edit(file, change);
  git("commit", "-qam", "a change");
  try {
    return act();
  } finally {
    git("reset", "-q", "--hard", "HEAD~1");
  }
}

/** What only a program in the engine sees. */
const inEngine = '("TS_NODE_CACHE" in process.env)';

/** One API for another, everywhere, but not where it is recorded. */
function swapped(text: string): string {
  const other = `{ clientId: ${inEngine} && clientId === "${microsoftGraph}" ? "${exchangeOnline}" : clientId }`;
  return text
    .replace("getServicePrincipalOutput({ clientId }", `getServicePrincipalOutput(${other}`)
    .replace("getServicePrincipal({ clientId }", `getServicePrincipal(${other}`);
}

/** More code of index.ts, in the program. */
function also(code: string) {
  return (text: string) =>
    `import * as azuread from "@pulumi/azuread";\n${text.replace("  const config = new pulumi.Config();\n", `  const config = new pulumi.Config();\n${code}\n`)}`;
}

const extraGrant = `{
  const provider = new azuread.Provider("also", { tenantId: "11111111-1111-1111-1111-111111111111" });
  new azuread.AppRoleAssignment("also", {
    appRoleId: "${roleManagement}",
    principalObjectId: "55555555-5555-5555-5555-555555555555",
    resourceObjectId: azuread.getServicePrincipalOutput({ clientId: "${microsoftGraph}" }, { provider }).objectId,
  }, { provider });
}`;

test("a first run with one API taken for another throughout: refused by the tenant's own answer, nothing granted", () => {
  const { code, text } = withProgram("components/api-principal.ts", swapped, () => run("plan"));
  expect(text).toContain("The engine would do something else than what was judged; nothing was planned. 1 difference:");
  expect(text).toMatch(
    new RegExp(
      `live-platform-notifications: AppRoleAssignment .*: resourceObjectId is .* in the plan, the service principal of ${microsoftGraph} in the recording`,
    ),
  );
  expect(code).toBe(1);
  expect(granted()).toEqual([]);
  expect(existsSync(join(root, "out/plan/dev.plan"))).toBe(false);
});

test("an id that the plan cannot know, and that is another's when it is applied: refused before it is granted", () => {
  const lies = (text: string) =>
    text.replace(
      "appRoleId: id, principalObjectId: principal.objectId",
      `appRoleId: id, principalObjectId: principal.objectId.apply((known) => (${inEngine} ? "55555555-5555-5555-5555-555555555555" : known))`,
    );
  const { planned, applied } = withProgram("components/consent.ts", lies, () => ({
    planned: run("plan"),
    applied: run("apply", "out/plan/dev.plan"),
  }));
  expect(planned.code).toBe(0);
  expect(applied.text).toContain(
    "this is not what was judged: live-platform-notifications: AppRoleAssignment live-platform-notifications-microsoft-graph-CallRecords.Read.All: principalObjectId is another than in the recording",
  );
  expect(applied.code).toBe(1);
  expect(granted()).toEqual([]);
  rmSync(join(root, "out/plan/dev.plan"));
});

test("the reviewed program: planned, applied, and what it grants is what was reviewed", () => {
  const planned = run("plan");
  expect(planned.text).toContain("resources are what was recorded; nothing more, less or other.");
  expect(planned.code).toBe(0);
  expect(granted()).toEqual([]);
  const file = readFileSync(join(root, "out/plan/dev.plan"), "utf8");
  expect(file).not.toContain("resourcePlans");
  const applied = run("apply", "out/plan/dev.plan");
  expect(applied.text).toContain(`Applied. The next plan is judged against ${git("rev-parse", "HEAD").slice(0, 12)}.`);
  expect(applied.code).toBe(0);
  expect(granted()).toEqual([callRecords]);
});

test("the same plan once more, on the state that it made: refused, where the engine would have said yes", () => {
  const { code, text } = run("apply", "out/plan/dev.plan");
  expect(text).toContain("What the plan was made of has moved since; nothing was applied.\n  state: another run");
  expect(code).toBe(1);
});

test("later, one API taken for another: refused by the tenant's own answer", () => {
  const { code, text } = withProgram("components/api-principal.ts", swapped, () => run("plan"));
  expect(text).toContain(`the service principal of ${microsoftGraph} in the recording; in the tenant that is `);
  expect(code).toBe(1);
  expect(granted()).toEqual([callRecords]);
});

test("later, a role that depends on what an id looks like, and a grant where nothing is recorded: refused, nothing granted", () => {
  edit("components/consent.ts", (text) =>
    text.replace(
      "appRoleId: id, principalObjectId",
      `appRoleId: principal.objectId.apply((known) => (/^[0-9a-f-]{36}$/.test(known) ? "${roleManagement}" : id)), principalObjectId`,
    ),
  );
  const { code, text } = withProgram("index.ts", also(`  if (!process.permission || ${inEngine}) ${extraGrant}`), () =>
    run("plan"),
  );
  expect(text).toContain("this is not what was judged: outside every integration: azuread also was not recorded");
  expect(code).toBe(1);
  expect(granted()).toEqual([callRecords]);
});

test("a program in the engine sees none of the deployer's variables, reads no other process's, starts none and reaches nobody", () => {
  const probe = `  if (${inEngine}) {
    const fs = await import("node:fs");
    const tried = (what: string, act: () => unknown) => {
      try { return what + " " + JSON.stringify(act()); } catch (error) { return what + " " + (error as { code?: string }).code; }
    };
    const names = Object.keys(process.env).filter((name) => !/^(?:PULUMI_|ARM_USE_MSI$|TS_NODE_CACHE$|INTEGRATIONS_LEFT_OUT$)/.test(name));
    const reached = async (what: string, act: () => PromiseLike<unknown>) =>
      what + " " + (await Promise.resolve().then(act).then(() => "yes", (error) => error.code ?? error.cause?.code));
    const net = await import("node:net");
    const connected = (to: string | number) => new Promise((yes, no) => net.connect(to as never).on("connect", yes).on("error", no));
    const { getStore } = (await import("@pulumi/pulumi/runtime/state.js")) as never as { getStore(): never };
    const { engineAddr, monitorAddr } = (getStore() as { settings: { options: Record<string, string> } }).settings.options;
    throw new pulumi.RunError([
      await reached("engine", () => connected(Number(engineAddr?.split(":")[1]))),
      await reached("monitor", () => connected(Number(monitorAddr?.split(":")[1]))),
      await reached("another port", () => connected(9)),
      await reached("socket", () => connected("/var/run/docker.sock")),
      await reached("name", () => import("node:dns/promises").then((dns) => dns.lookup("localhost"))),
      tried("listens", () => net.createServer().listen(0)),
      tried("names", () => names),
      tried("parent", () => fs.readFileSync("/proc/" + process.ppid + "/environ", "utf8")),
      tried("self", () => fs.readFileSync("/proc/self/environ", "utf8")),
      tried("file", () => fs.readFileSync("/etc/passwd", "utf8")),
      tried("write", () => fs.writeFileSync("index.ts", "")),
      tried("link", () => fs.symlinkSync("/proc", "door")),
      tried("process", () => process.getBuiltinModule("node:child_process").execSync("env")),
      tried("worker", () => new (process.getBuiltinModule("node:worker_threads").Worker)("1", { eval: true })),
      tried("inspector", () => new (process.getBuiltinModule("node:inspector").Session)().connect()),
    ].join("; "));
  }`;
  const { code, text } = withProgram("index.ts", also(probe), () => run("plan"));
  expect(text).toContain(
    "engine ERR_ACCESS_DENIED; monitor ERR_ACCESS_DENIED; another port ERR_ACCESS_DENIED; socket ERR_ACCESS_DENIED; name ERR_ACCESS_DENIED; listens ERR_ACCESS_DENIED; names []; parent ERR_ACCESS_DENIED; self ERR_ACCESS_DENIED; file ERR_ACCESS_DENIED; write ERR_ACCESS_DENIED; link ERR_ACCESS_DENIED; process ERR_ACCESS_DENIED; worker ERR_ACCESS_DENIED; inspector ERR_ACCESS_DENIED",
  );
  expect(code).toBe(1);
});

test("a link that leads out of the checkout is refused before anything runs", () => {
  symlinkSync("/proc", join(root, "door"));
  const { code, text } = run("plan");
  rmSync(join(root, "door"));
  expect(text).toContain("Links lead out of the checkout, and the program could read through them: door.");
  expect(code).toBe(1);
});

/** teamconnect beside it, which asks an API that the tenant lacks; another contact for both. */
function withTeamconnect(): void {
  edit("tenants/dev.yaml", () => readFileSync(join(here, "tenants/dev.yaml"), "utf8"));
  tenant((document) => {
    keepOnly(document, "live-platform-notifications", "teamconnect");
    for (const name of ["live-platform-notifications", "teamconnect"])
      document.setIn(["integrations", name, "contact"], "second@contoso.example");
  });
  git("commit", "-qam", "teamconnect, and another contact");
}

test("a plan without what the tenant stands against says so; where that is gone when it is applied, it is refused", () => {
  withTeamconnect();
  absentApis = "Office 365 Exchange Online";
  const planned = run("plan");
  expect(planned.text).toContain(
    "teamconnect is left out of this run: nothing of it is made. The others go on.\n  asks permissions of Office 365 Exchange Online (00000002-0000-0ff1-ce00-000000000000), which has no service principal in this tenant",
  );
  expect(planned.text).not.toMatch(/create .* teamconnect-/);
  expect(planned.text).toContain("Broadened: teamconnect");
  expect(planned.code).toBe(0);
  absentApis = "";
  const { code, text } = run("apply", "out/plan/dev.plan");
  expect(text).toContain(
    "nothing was applied.\n  tenant: the plan leaves teamconnect out, and nothing stands against it any more\n",
  );
  expect(code).toBe(1);
});

test("applied, it is that plan and an exit code, and what was left out is judged once more by the next one", () => {
  absentApis = "Office 365 Exchange Online";
  const { code, text } = run("apply", "out/plan/dev.plan");
  expect(text).toContain(
    "Applied, but for what was left out: the next plan is judged against the same commit as this one.",
  );
  expect(text.trimEnd().split("\n").at(-1)).toBe(
    "Not applied: teamconnect (why: above). The run that comes after that is mended applies it.",
  );
  expect(code).toBe(1);
  expect(granted()).toEqual([callRecords]);
  absentApis = "";
  const next = run("plan");
  expect(next.text).toContain("Broadened: teamconnect");
  expect(next.text).toMatch(/create AppRoleAssignment teamconnect-/);
  expect(run("apply", "out/plan/dev.plan").code).toBe(0);
  expect(granted().length).toBeGreaterThan(1);
});

test("a program that uses the run that leaves something out to do something else: refused, nothing granted", () => {
  const before = granted();
  absentApis = "Office 365 Exchange Online";
  const { code, text } = withProgram("index.ts", also(`  if (process.env.INTEGRATIONS_LEFT_OUT) ${extraGrant}`), () =>
    run("plan"),
  );
  expect(text).toContain("this is not what was judged: outside every integration: azuread also was not recorded");
  expect(code).toBe(1);
  expect(granted().filter((one) => !before.includes(one))).toEqual([]);
  const standing = run("plan");
  expect(standing.text).toContain("teamconnect is left out of this run: what stands of it stays as it is.");
  expect(standing.text).toContain("nothing more, less or other");
  expect(standing.code).toBe(0);
  absentApis = "";
});
