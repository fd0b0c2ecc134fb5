import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { credentials } from "@grpc/grpc-js";
import languageService from "@pulumi/pulumi/proto/language_grpc_pb.js";
import language from "@pulumi/pulumi/proto/language_pb.js";
import { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { progressOf, remedyFor } from "../engine/build.ts";
import { gatherer, parseEvent } from "../engine/events.ts";
import { engineFor } from "../engine/install.ts";
import { programCommand, runResult } from "../engine/program.ts";
import { isRecentEnough, parseVersion, pinnedRelease, releaseOf } from "../engine/release.ts";
import { type EnvironmentInput, simulatedEnvironment } from "../sandbox/environment.ts";
import { lastLine, tallyOf, total } from "./count.ts";

const root = realpathSync(join(import.meta.dirname, ".."));
let folder = "";
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "engine-")));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes `text` to a file below the test's folder and returns its path. */
function file(path: string, text: string): string {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
}

function program(path: string, text: string): string {
  const full = file(path, text);
  chmodSync(full, 0o755);
  return full;
}

describe("the environment of a simulated run", () => {
  const input: EnvironmentInput = {
    inherited: { PATH: "/usr/bin", HOME: "/home/sam", LANG: "en_GB.UTF-8" },
    root: "/checkout",
    home: "/checkout/.simulated",
    engine: { kind: "built", bin: "/checkout/engine/.build/v3/bin" },
    plugins: "stand-in",
    now: "2026-11-21T00:00:00.000Z",
    tenant: {
      metadataHost: "localhost:4433",
      tenantId: "11111111-1111-1111-1111-111111111111",
      clientId: "22222222-2222-2222-2222-222222222222",
      clientSecret: "play",
      certificateFile: "/checkout/.simulated/tls.pem",
    },
  };
  const simulated = {
    PATH: "/checkout/node_modules/.bin:/checkout/simulator/plugins/bin:/checkout/engine/.build/v3/bin:/usr/bin",
    HOME: "/home/sam",
    LANG: "en_GB.UTF-8",
    PULUMI_HOME: "/checkout/.simulated/pulumi",
    PULUMI_BACKEND_URL: "file:///checkout/.simulated/state?metadata=skip",
    PULUMI_CONFIG_PASSPHRASE: "simulated-tenant",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
    SIMULATED_NOW: "2026-11-21T00:00:00.000Z",
    NODE_COMPILE_CACHE: "/checkout/node_modules/.cache/compile",
    ARM_METADATA_HOSTNAME: "localhost:4433",
    ARM_TENANT_ID: "11111111-1111-1111-1111-111111111111",
    ARM_CLIENT_ID: "22222222-2222-2222-2222-222222222222",
    ARM_CLIENT_SECRET: "play",
    ARM_USE_CLI: "false",
    ARM_USE_MSI: "false",
    ARM_USE_OIDC: "false",
    AZURE_CONFIG_DIR: "/checkout/.simulated/azure",
    SSL_CERT_FILE: "/checkout/.simulated/tls.pem",
    SSL_CERT_DIR: "/checkout/.simulated/azure",
    NODE_EXTRA_CA_CERTS: "/checkout/.simulated/tls.pem",
  };

  it("is exactly this", () => {
    expect(simulatedEnvironment(input)).toEqual(simulated);
  });

  it("is not changed by a shell full of a real tenant's credentials", () => {
    const realTenant = {
      ARM_TENANT_ID: "99999999-9999-9999-9999-999999999999",
      ARM_CLIENT_ID: "99999999-9999-9999-9999-999999999999",
      ARM_CLIENT_SECRET: "a-real-secret",
      ARM_CLIENT_CERTIFICATE_PATH: "/home/sam/real.pfx",
      ARM_ENVIRONMENT: "china",
      ARM_METADATA_HOSTNAME: "management.azure.com",
      ARM_OIDC_TOKEN: "real",
      ARM_SUBSCRIPTION_ID: "99999999-9999-9999-9999-999999999999",
      ARM_USE_CLI: "true",
      ARM_USE_OIDC: "true",
      AZURE_CONFIG_DIR: "/home/sam/.azure",
      AZURE_CLIENT_ID: "99999999-9999-9999-9999-999999999999",
      AZURE_FEDERATED_TOKEN_FILE: "/var/run/token",
      ACTIONS_ID_TOKEN_REQUEST_URL: "https://token.actions.example",
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "real",
      SYSTEM_OIDCREQUESTURI: "https://dev.azure.example",
      PULUMI_ACCESS_TOKEN: "pul-real",
      PULUMI_BACKEND_URL: "azblob://real",
      PULUMI_CONFIG_PASSPHRASE: "real",
      PULUMI_CONFIG_PASSPHRASE_FILE: "/home/sam/passphrase",
      PULUMI_HOME: "/home/sam/.pulumi",
      PULUMI_DEBUG_PROVIDERS: "azuread:1234",
      PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
      HTTPS_PROXY: "http://proxy.example:3128",
      SSL_CERT_DIR: "/etc/ssl/certs",
      NODE_OPTIONS: "--require /home/sam/hook.js",
      NODE_TLS_REJECT_UNAUTHORIZED: "0",
    };
    expect(simulatedEnvironment({ ...input, inherited: { ...input.inherited, ...realTenant } })).toEqual(simulated);
  });

  it("takes an installed Pulumi from the shell's own PATH", () => {
    const { PATH } = simulatedEnvironment({ ...input, engine: { kind: "installed", bin: "/opt/pulumi" } });
    expect(PATH).toBe("/checkout/node_modules/.bin:/checkout/simulator/plugins/bin:/usr/bin");
  });

  it("puts real plugins of the shell's PATH before the stand-ins when they are asked for", () => {
    const { PATH } = simulatedEnvironment({ ...input, plugins: "real" });
    expect(PATH).toBe(
      "/checkout/node_modules/.bin:/checkout/engine/.build/v3/bin:/usr/bin:/checkout/simulator/plugins/bin",
    );
  });
});

describe("the pinned release", () => {
  const goMod = "module x\n\ngo 1.26\n\nrequire (\n\tgithub.com/pulumi/pulumi/pkg/v3 v3.259.0 // indirect\n)\n";

  it("is the version of the CLI's module in go.mod, with the Go that builds it", () => {
    expect(releaseOf(goMod, "")).toMatchObject({ version: "v3.259.0", go: "1.26" });
  });

  it("has another folder as soon as one hash in go.sum is another", () => {
    const keys = [releaseOf(goMod, "a h1:x=").key, releaseOf(goMod, "a h1:y=").key];
    expect(new Set(keys).size).toBe(2);
    expect(keys[0]).toMatch(/^v3\.259\.0-[0-9a-f]{12}$/);
  });

  it("has the same version in both of Pulumi's modules", () => {
    const versions = readFileSync(join(root, "engine/go.mod"), "utf8").matchAll(/pulumi\/pulumi\/(pkg|sdk)\/v3 (\S+)/g);
    expect([...versions].map(([, module, version]) => [module, version])).toEqual([
      ["pkg", "v3.259.0"],
      ["sdk", "v3.259.0"],
    ]);
  });

  it.each([
    ["v3.259.0", true],
    ["3.260.1", true],
    ["v3.300.0-alpha.1+dirty", true],
    ["v3.258.9", false],
    ["v4.0.0", false],
    ["v2.999.0", false],
  ])("takes %s from PATH: %s", (text, taken) => {
    const version = parseVersion(text);
    expect(version && isRecentEnough(version, [3, 259, 0])).toBe(taken);
  });

  it("reads no version from what is none", () => {
    expect(parseVersion("command not found")).toBeUndefined();
  });
});

describe("the engine of a checkout", () => {
  const silent = () => {};

  /** A checkout whose engine is built already, so that a test never builds. */
  function checkout(): string {
    file("checkout/engine/go.mod", "module x\ngo 1.26\ngithub.com/pulumi/pulumi/pkg/v3 v3.259.0\n");
    file("checkout/engine/go.sum", "");
    const { key } = pinnedRelease(join(folder, "checkout"));
    program(`checkout/engine/.build/${key}/bin/pulumi`, "#!/bin/sh\necho v3.259.0\n");
    program(`checkout/engine/.build/${key}/bin/pulumi-language-nodejs`, "#!/bin/sh\n");
    return join(folder, "checkout");
  }

  it("is the installed Pulumi where it is recent enough and has its language host beside it", async () => {
    program("opt/pulumi", "#!/bin/sh\necho v3.270.0\n");
    program("opt/pulumi-language-nodejs", "#!/bin/sh\n");
    const engine = await engineFor(checkout(), join(folder, "opt"), silent);
    expect(engine).toEqual({ kind: "installed", bin: join(folder, "opt"), version: "v3.270.0" });
  });

  it.each([
    ["is too old", "echo v3.200.0", true],
    ["has no language host", "echo v3.270.0", false],
    ["does not start", "exit 1", true],
  ])("is the built one where the installed Pulumi %s", async (_, script, host) => {
    program("opt/pulumi", `#!/bin/sh\n${script}\n`);
    if (host) program("opt/pulumi-language-nodejs", "#!/bin/sh\n");
    expect((await engineFor(checkout(), join(folder, "opt"), silent)).kind).toBe("built");
  });

  it("is the built one also when that one is on PATH, and then it says nothing", async () => {
    const lines: string[] = [];
    const built = await engineFor(checkout(), "", silent);
    const again = await engineFor(checkout(), built.bin, (line) => lines.push(line));
    expect([again.kind, lines]).toEqual(["built", []]);
  });
});

describe("a build that fails says what to do", () => {
  it.each([
    ["spawn go ENOENT", "Go was not found on PATH. Install Go 1.26 or newer."],
    [
      "go: go.mod requires go >= 1.26 (running go 1.22.1; GOTOOLCHAIN=local)",
      "Go is too old. Install Go 1.26 or newer.",
    ],
    [
      'pkg@v1: Get "https://proxy.example/x.zip": dial tcp: lookup proxy.example: no such host',
      "The Go module proxy could not be reached. Let `go env GOPROXY` name one that this machine reaches.",
    ],
    [
      "pkg@v1: reading https://proxy.example/x.zip: 403 Forbidden",
      "The Go module proxy could not be reached. Let `go env GOPROXY` name one that this machine reaches.",
    ],
    ["compile: signal: killed", "The machine ran out of memory. Give the build some 2 GB."],
    ["something new", "It needs Go 1.26 or newer, git, and network access to the Go module proxy (go env GOPROXY)."],
  ])("%s", (log, remedy) => {
    expect(remedyFor(log, "1.26")).toBe(remedy);
  });

  it("counts modules and packages while it runs", () => {
    const log =
      "go: downloading github.com/a/b v1.0.0\nruntime/internal/sys\ngithub.com/a/b/c-d\n# github.com/a/b\nerror: x y\n";
    expect(progressOf(log)).toEqual({ fetched: 1, compiled: 2 });
  });
});

describe("the language host", () => {
  const run = {
    engine: "127.0.0.1:1",
    monitor: "127.0.0.1:2",
    organization: "organization",
    project: "m365-integrations",
    stack: "dev",
    rootDirectory: "/p",
    programDirectory: "/p",
    entryPoint: ".",
    programArguments: [],
    parallel: 16,
    dryRun: true,
    config: { "m365-integrations:tenant": "a.yaml" },
    secretKeys: ["m365-integrations:key"],
    nodeArguments: ["--stack-trace-limit=0"],
    typescript: false,
  };

  it("calls the SDK's program runner with what the engine asked for, its config in the environment", () => {
    expect(programCommand(run, "/sdk/run.js")).toEqual({
      args: [
        ...["--stack-trace-limit=0", "/sdk/run.js", "--monitor", "127.0.0.1:2", "--engine", "127.0.0.1:1"],
        ...["--organization", "organization", "--project", "m365-integrations", "--stack", "dev"],
        ...["--root-directory", "/p", "--pwd", "/p", "--parallel", "16", "--dry-run", "."],
      ],
      env: {
        PULUMI_CONFIG: '{"m365-integrations:tenant":"a.yaml"}',
        PULUMI_CONFIG_SECRET_KEYS: '["m365-integrations:key"]',
        PULUMI_NODEJS_TYPESCRIPT: "false",
      },
    });
  });

  it("marks a preview, and nothing but a preview, as dry", () => {
    expect(programCommand({ ...run, dryRun: false }, "/sdk/run.js").args).not.toContain("--dry-run");
  });

  it("tells success, a fault that was shown, and a fault that was not", () => {
    expect(runResult(0, null)).toEqual({ error: "", bail: false });
    expect(runResult(32, null)).toEqual({ error: "", bail: true });
    expect(runResult(3, null)).toEqual({ error: "the program exited with code 3 before it was complete", bail: false });
    expect(runResult(null, "SIGKILL")).toEqual({
      error: "the program was ended by SIGKILL before it was complete",
      bail: false,
    });
  });

  describe("as the engine starts it", () => {
    let host: ChildProcess;
    let client: languageService.LanguageRuntimeClient;

    beforeEach(async () => {
      host = spawn(process.execPath, [join(root, "engine/language-host.ts"), "127.0.0.1:1"], {
        stdio: ["pipe", "pipe", "inherit"],
      });
      const port = await new Promise((resolve) => host.stdout?.once("data", (line) => resolve(String(line).trim())));
      client = new languageService.LanguageRuntimeClient(`127.0.0.1:${port}`, credentials.createInsecure());
    });
    afterEach(() => {
      client.close();
      host.kill("SIGKILL");
    });

    /** Starts a program whose runner is `script`, in place of the SDK's. */
    function start(script: string): Promise<{ error: string; bail: boolean }> {
      file("package.json", "{}");
      file("node_modules/@pulumi/pulumi/cmd/run/index.js", script);
      const info = new language.ProgramInfo();
      info.setRootDirectory(folder).setProgramDirectory(folder).setEntryPoint(".");
      const request = new language.RunRequest().setInfo(info).setMonitorAddress("127.0.0.1:2");
      return new Promise((resolve, reject) =>
        client.run(request, (error, response) =>
          error ? reject(error) : resolve({ error: response.getError(), bail: response.getBail() }),
        ),
      );
    }

    /** A runner that writes its process id to a file and never ends. */
    const endless = `require("node:fs").writeFileSync(__filename + ".pid", String(process.pid)); setInterval(() => {}, 1000);`;

    async function endlessProgram(): Promise<number> {
      start(endless).catch(() => {});
      const path = join(folder, "node_modules/@pulumi/pulumi/cmd/run/index.js.pid");
      return Number(await waitUntil(() => readFileSync(path, "utf8") || undefined));
    }

    it("answers a fault that the program has shown with `bail`", async () => {
      expect(await start("process.exit(32)")).toEqual({ error: "", bail: true });
    });

    /** Starts a plugin whose runner answers with its arguments, folder and one variable. */
    function startPlugin(kind: string, runner: string): Promise<{ stdout: string; code: number }> {
      file("plugin/package.json", "{}");
      file(
        `plugin/node_modules/@pulumi/pulumi/cmd/${runner}/index.js`,
        "console.log(JSON.stringify([process.argv.slice(2), process.cwd(), process.env.GIVEN, process.execArgv])); process.exit(5);",
      );
      const info = new language.ProgramInfo().setProgramDirectory(join(folder, "plugin")).setEntryPoint(".");
      info.setOptions(Struct.fromJavaScript({ nodeargs: "--stack-trace-limit=0" }));
      const request = new language.RunPluginRequest().setInfo(info).setKind(kind).setPwd(folder);
      const call = client.runPlugin(request.setArgsList(["127.0.0.1:2"]).setEnvList(["GIVEN=a=b"]));
      return new Promise((resolve, reject) => {
        let stdout = "";
        let code = -1;
        call.on("data", (response: InstanceType<typeof language.RunPluginResponse>) => {
          stdout += Buffer.from(response.getStdout_asU8()).toString("utf8");
          if (response.hasExitcode()) code = response.getExitcode();
        });
        call.on("error", reject);
        call.on("end", () => resolve({ stdout, code }));
      });
    }

    it("runs a provider of resources by the SDK's plugin runner, in the program's folder, and passes its exit code on", async () => {
      const { stdout, code } = await startPlugin("resource", "run-plugin");
      expect(JSON.parse(stdout)).toEqual([
        [join(folder, "plugin"), "127.0.0.1:2"],
        folder,
        "a=b",
        ["--stack-trace-limit=0"],
      ]);
      expect(code).toBe(5);
    });

    it("runs a policy pack by the SDK's runner for packs, in the pack's own folder", async () => {
      const { stdout } = await startPlugin("analyzer", "run-policy-pack");
      expect(JSON.parse(stdout).slice(0, 2)).toEqual([["127.0.0.1:2", "."], join(folder, "plugin")]);
    });

    it("runs no plugin of another kind", async () => {
      await expect(startPlugin("converter", "run-plugin")).rejects.toThrow(
        "this language host runs plugins of the kinds resource and analyzer, not converter",
      );
    });

    it("ends the program when the engine is gone, however it went", async () => {
      const pid = await endlessProgram();
      host.stdin?.end();
      expect(await waitUntil(() => (isAlive(pid) ? undefined : "ended"))).toBe("ended");
    });

    it("ends the program when the engine is interrupted", async () => {
      const pid = await endlessProgram();
      host.kill("SIGINT");
      expect(await waitUntil(() => (isAlive(pid) ? undefined : "ended"))).toBe("ended");
    });
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** The first value that `look` finds, asked every 20 ms; undefined after five seconds. */
async function waitUntil<T>(look: () => T | undefined): Promise<T | undefined> {
  for (let tries = 0; tries < 250; tries++) {
    try {
      const found = look();
      if (found !== undefined) return found;
    } catch {} // not there yet
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return undefined;
}

describe("what a run of the engine comes to", () => {
  const step = (op: string, planning: boolean, detailedDiff = {}) => ({
    metadata: { op, urn: `urn:pulumi:dev::p::t::${op}`, type: "t", detailedDiff },
    planning,
  });

  function gathered(events: readonly object[]) {
    const { add, result } = gatherer();
    for (const event of events) add(parseEvent(JSON.stringify(event)));
    return result();
  }

  it("is the update's changes and steps, not those of the preview before it", () => {
    const result = gathered([
      { resOutputsEvent: step("create", true) },
      { summaryEvent: { isPreview: true, resourceChanges: { create: 1 } } },
      { resOutputsEvent: step("same", false) },
      { resOutputsEvent: step("update", false, { displayName: { diffKind: "update" } }) },
      { summaryEvent: { isPreview: false, resourceChanges: { same: 1, update: 1 } } },
    ]);
    expect(result).toEqual({
      changes: { same: 1, update: 1 },
      steps: [{ op: "update", urn: "urn:pulumi:dev::p::t::update", type: "t", changed: ["displayName"] }],
      unmoved: false,
      diagnostics: [],
    });
  });

  it("is the preview's where there was no update", () => {
    const result = gathered([
      { resOutputsEvent: step("create", true) },
      { resOutputsEvent: step("create", true) },
      { summaryEvent: { isPreview: true, resourceChanges: { create: 1 } } },
    ]);
    expect([result.changes, result.steps.length]).toEqual([{ create: 1 }, 1]);
  });

  describe("leaves all as the state has it", () => {
    const ended = { summaryEvent: { isPreview: true, resourceChanges: { same: 1 } } };
    const side = { parent: "urn:p", protect: true, outputs: { integrations: { a: 1 } } };
    const same = (old: object | undefined, now: object | undefined) => ({
      resOutputsEvent: { metadata: { op: "same", urn: "urn:s", type: "t", old, new: now }, planning: true },
    });

    it("where every resource is told twice alike and the phase has ended", () => {
      expect(gathered([same(side, { ...side }), ended]).unmoved).toBe(true);
    });

    it.each([
      ["outputs differ", [same(side, { ...side, outputs: { integrations: { a: 2 } } }), ended]],
      ["an option differs", [same(side, { ...side, protect: false }), ended]],
      ["a resource is made", [same(undefined, side), ended]],
      ["a resource goes", [same(side, undefined), ended]],
      ["only the first of two differs", [same(side, { ...side, parent: "urn:q" }), same(side, side), ended]],
      ["it was cut off", [same(side, side)]],
      ["an event could not be read", [{ resOutputsEvent: { metadata: 1 } }, same(side, side), ended]],
    ])("not where %s", (_, events) => {
      expect(gathered(events).unmoved).toBe(false);
    });
  });

  it("holds each fault once, a policy's refusal among them, and no passing message", () => {
    const fault = { diagnosticEvent: { severity: "error", message: "tenants/dev.yaml: two faults\n" } };
    const result = gathered([
      fault,
      fault,
      { diagnosticEvent: { severity: "info#err", message: "hello" } },
      { diagnosticEvent: { severity: "error", message: "…", ephemeral: true } },
      {
        policyEvent: {
          resourceUrn: "urn:x",
          policyName: "no-b",
          policyPackName: "m365",
          enforcementLevel: "mandatory",
          message: "b\n",
        },
      },
    ]);
    expect(result.diagnostics).toEqual([
      { severity: "error", urn: "", message: "tenants/dev.yaml: two faults" },
      { severity: "error", urn: "urn:x", message: "m365/no-b: b" },
    ]);
  });

  it("says so when the engine sends what it cannot read", () => {
    const [warning] = gathered([{ summaryEvent: { resourceChanges: "many" } }]).diagnostics;
    expect(warning?.severity).toBe("warning");
    expect(warning?.message).toMatch(/^the engine sent an event that engine\/events\.ts cannot read: /);
  });
});

describe("the count of `make test`", () => {
  const report = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1, testResults: [] };

  it("is the sum of all runs, in one line", () => {
    const sum = total([tallyOf(report, 0), { passed: 1, failed: 1, skipped: 0 }]);
    expect(lastLine(sum)).toBe("4 passed, 1 failed, 2 skipped");
  });

  it("counts a file that does not load as a failure", () => {
    const unloaded = { ...report, testResults: [{ status: "failed", assertionResults: [] }] };
    expect(tallyOf(unloaded, 1).failed).toBe(1);
  });

  it("counts a run that ends badly without a failed test as a failure", () => {
    expect(tallyOf(report, 1).failed).toBe(1);
    expect(tallyOf(undefined, 0).failed).toBe(1);
  });
});
