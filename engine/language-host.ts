/**
 * `pulumi-language-nodejs` for machines without an official Pulumi: the LanguageRuntime service of the engine, over the
 * protocol files and the program runner that the Node SDK ships.
 * Source: pulumi/proto/pulumi/language.proto, and what cmd/run of the SDK takes.
 */
import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Server, ServerCredentials, type ServerWritableStream, status, type UntypedHandleCall } from "@grpc/grpc-js";
import languageService from "@pulumi/pulumi/proto/language_grpc_pb.js";
import language from "@pulumi/pulumi/proto/language_pb.js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import { confinedEnvironment, confinedFlags, confinementIn } from "./confinement.ts";
import { environmentEntry, type ProgramRun, programCommand, runResult } from "./program.ts";

interface Call<Request> {
  readonly request: Request;
}
type Reply<Response> = (error: Error | null, response?: Response) => void;
type PluginResponse = InstanceType<typeof language.RunPluginResponse>;
type PluginCall = ServerWritableStream<InstanceType<typeof language.RunPluginRequest>, PluginResponse>;
type RunRequest = InstanceType<typeof language.RunRequest>;
type Options = ReturnType<InstanceType<typeof language.ProgramInfo>["getOptions"]>;

const sdk: { version: string } = createRequire(import.meta.url)("@pulumi/pulumi/package.json");
const running = new Set<ChildProcess>();
const confinement = confinementIn(process.env);

/** Ends every program that still runs. A program holds no state of its own, the engine does: nothing is lost. */
function endPrograms(): void {
  for (const program of running) program.kill("SIGKILL");
}

/** Node's arguments: `runtime.options.nodeargs` of Pulumi.yaml or PulumiPlugin.yaml, split at white space, as far as they may be. */
function nodeArguments(options: Options): readonly string[] {
  const own = String((options?.toJavaScript() as { nodeargs?: unknown } | undefined)?.nodeargs ?? "")
    .split(/\s+/)
    .filter(Boolean);
  return confinement === undefined ? own : confinedFlags(confinement, own);
}

/** This process's environment with more; of it all, a confined program sees what its confinement lets pass. */
function environment(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const all = { ...process.env, ...more };
  return confinement === undefined ? all : confinedEnvironment(confinement, all);
}

function programRun(request: RunRequest, engine: string): ProgramRun {
  const info = request.getInfo();
  if (info === undefined)
    throw new Error("the engine sent no program information: it is older than this language host");
  const options = (info.getOptions()?.toJavaScript() ?? {}) as Record<string, unknown>;
  return {
    engine,
    monitor: request.getMonitorAddress(),
    organization: request.getOrganization(),
    project: request.getProject(),
    stack: request.getStack(),
    rootDirectory: info.getRootDirectory(),
    programDirectory: info.getProgramDirectory(),
    entryPoint: info.getEntryPoint(),
    programArguments: request.getArgsList(),
    parallel: request.getParallel(),
    dryRun: request.getDryrun(),
    config: Object.fromEntries(request.getConfigMap().toArray()),
    secretKeys: request.getConfigsecretkeysList(),
    nodeArguments: nodeArguments(info.getOptions()),
    typescript: options.typescript !== false && options.typescript !== "false",
  };
}

/** The SDK of the program, not ours: a plugin, a policy pack or a second project may bring another one. */
function runner(programDirectory: string, command: "run" | "run-plugin" | "run-policy-pack"): string {
  return createRequire(join(programDirectory, "package.json")).resolve(`@pulumi/pulumi/cmd/${command}`);
}

function start(args: readonly string[], options: SpawnOptions): ChildProcess {
  const program = spawn(process.execPath, args, options);
  running.add(program);
  for (const end of ["exit", "error"]) program.once(end, () => running.delete(program));
  return program;
}

function run(request: RunRequest, engine: string, reply: Reply<InstanceType<typeof language.RunResponse>>): void {
  const answer = (result: { readonly error: string; readonly bail: boolean }) => {
    const response = new language.RunResponse();
    response.setError(result.error);
    response.setBail(result.bail);
    reply(null, response);
  };
  try {
    const description = programRun(request, engine);
    const command = programCommand(description, runner(description.programDirectory, "run"));
    // What the program prints goes to this process's stdout and stderr, which the engine shows as messages.
    const program = start(command.args, {
      cwd: description.programDirectory,
      env: environment(command.env),
      stdio: ["ignore", "inherit", "inherit"],
    });
    program.once("error", (error) => answer({ error: `could not start the program: ${error.message}`, bail: false }));
    program.once("exit", (code, signal) => answer(runResult(code, signal)));
  } catch (error) {
    answer({ error: error instanceof Error ? error.message : String(error), bail: false });
  }
}

/** The SDK's runner for each kind of plugin that is written in Node.js, by the engine's word for the kind. */
const pluginRunners: Readonly<Record<string, "run-plugin" | "run-policy-pack">> = {
  resource: "run-plugin",
  analyzer: "run-policy-pack",
};

/**
 * A plugin: a policy pack, or a provider of resources. The engine reads its port from the stdout that is passed on here,
 * and ends it by ending the call.
 */
function runPlugin(call: PluginCall): void {
  const info = call.request.getInfo();
  const directory = info?.getProgramDirectory() ?? "";
  const kind = call.request.getKind();
  const command = pluginRunners[kind];
  // Not `destroy`, after which the engine waits for an answer that never comes.
  const fail = (details: string) => call.emit("error", { code: status.UNKNOWN, details });
  if (command === undefined) {
    const kinds = Object.keys(pluginRunners).join(" and ");
    fail(`this language host runs plugins of the kinds ${kinds}, not ${kind}: ${directory}`);
    return;
  }
  const pack = command === "run-policy-pack";
  const program = pack ? [...call.request.getArgsList(), "."] : [directory, ...call.request.getArgsList()];
  const child = start([...nodeArguments(info?.getOptions()), runner(directory, command), ...program], {
    // A pack is where @pulumi/policy looks for its package.json; a provider stands where the program does.
    cwd: pack ? directory : call.request.getPwd() || directory,
    env: environment(Object.fromEntries(call.request.getEnvList().map(environmentEntry))),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const pass = (fill: (response: PluginResponse) => void) => {
    const response = new language.RunPluginResponse();
    fill(response);
    call.write(response);
  };
  child.stdout?.on("data", (chunk: Buffer) => pass((response) => response.setStdout(chunk)));
  child.stderr?.on("data", (chunk: Buffer) => pass((response) => response.setStderr(chunk)));
  child.once("error", (error) => fail(`could not start the plugin in ${directory}: ${error.message}`));
  child.once("close", (code) => {
    pass((response) => response.setExitcode(code ?? 1));
    call.end();
  });
  call.once("cancelled", () => child.kill("SIGKILL"));
}

function service(firstAddress: string): Record<string, UntypedHandleCall> {
  let engine = firstAddress;
  return {
    handshake: (call: Call<InstanceType<typeof language.LanguageHandshakeRequest>>, reply: Reply<unknown>) => {
      engine = call.request.getEngineAddress() || engine;
      reply(null, new language.LanguageHandshakeResponse());
    },
    getPluginInfo: (_call: Call<unknown>, reply: Reply<unknown>) => {
      const info = new plugin.PluginInfo();
      info.setVersion(sdk.version);
      reply(null, info);
    },
    // Empty: the engine takes the plugins on PATH when the program registers its first resource.
    getRequiredPackages: (_call: Call<unknown>, reply: Reply<unknown>) =>
      reply(null, new language.GetRequiredPackagesResponse()),
    getRequiredPlugins: (_call: Call<unknown>, reply: Reply<unknown>) =>
      reply(null, new language.GetRequiredPluginsResponse()),
    getProgramDependencies: (_call: Call<unknown>, reply: Reply<unknown>) =>
      reply(null, new language.GetProgramDependenciesResponse()),
    about: (_call: Call<unknown>, reply: Reply<unknown>) => {
      const about = new language.AboutResponse();
      about.setExecutable(process.execPath);
      about.setVersion(process.version);
      reply(null, about);
    },
    run: (call: Call<RunRequest>, reply: Reply<InstanceType<typeof language.RunResponse>>) =>
      run(call.request, engine, reply),
    runPlugin,
    cancel: (call: Call<unknown>, reply: Reply<unknown>) => {
      endPrograms();
      reply(null, call.request); // both are the empty message
    },
  } as unknown as Record<string, UntypedHandleCall>;
}

const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
server.addService(languageService.LanguageRuntimeService, service(process.argv.find((_, at) => at > 1) ?? ""));
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.stdout.write(`${port}\n`); // the engine reads the first line as the port
});

process.on("exit", endPrograms);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(0));
// The engine holds the other end of stdin: its end is the engine's end, however that came about.
process.stdin.once("end", () => process.exit(0)).resume();
