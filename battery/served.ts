/**
 * An engine whose language host and plugins are this process: what the engine starts by their names is a shell that tells
 * it a port of ours. The engine itself is the real one, with its parallelism and its file; a run takes a third of the
 * time, for nothing is loaded twice. The process that dies takes program and plugins along, as a machine does.
 */
import { chmodSync, linkSync, mkdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { Server, ServerCredentials, type ServiceDefinition, type UntypedServiceImplementation } from "@grpc/grpc-js";
import languageService from "@pulumi/pulumi/proto/language_grpc_pb.js";
import language from "@pulumi/pulumi/proto/language_pb.js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import program from "../index.ts";
import { azureNative } from "../simulator/plugins/azure-native.ts";
import { azuread } from "../simulator/plugins/azuread.ts";
import { serve } from "../simulator/plugins/host.ts";
import { type HttpEnvironment, httpEnvironment, type Wire } from "../simulator/plugins/http.ts";
import type { Plugin } from "../simulator/plugins/operations.ts";
import { tls } from "../simulator/plugins/tls.ts";

/** What the plugins take from the run that is going on. */
export interface Surroundings {
  readonly environment: HttpEnvironment["environment"];
  /** The tenant's present. */
  readonly now: () => Date;
  readonly wire: Wire;
  /** Before the engine is told what came of an operation of a plugin. */
  readonly answered: () => Promise<void>;
  /** PEM of the metadata host's certificate. */
  readonly certificate: string;
}

/** A folder for the front of PATH, and what its programs do. */
export interface Served {
  /** Begins with a folder that holds the engine, its language host and the plugins. */
  readonly path: string;
  /** Before the engine starts anything. */
  surround(by: Surroundings): void;
  close(): void;
}

// Not in the SDK's types: how its Automation API runs a program inside of the process that drives the engine.
const { LanguageServer } = createRequire(import.meta.url)("@pulumi/pulumi/automation/server") as {
  LanguageServer: new (
    program: () => Promise<unknown>,
  ) => { run: (call: RunCall, reply: (error: Error | null, response?: unknown) => void) => void };
};
interface RunCall {
  readonly request: InstanceType<typeof language.RunRequest>;
}
type Answer = (error: Error | null, response: unknown) => void;

/** The LanguageRuntime service, as engine/language-host.ts offers it, with the program in this process. */
function languageRuntime(): UntypedServiceImplementation {
  const host = new LanguageServer(program);
  let engine = "";
  const always = (response: unknown) => (_: unknown, reply: Answer) => reply(null, response);
  return {
    handshake: ({ request }: { request: InstanceType<typeof language.LanguageHandshakeRequest> }, reply: Answer) => {
      engine = request.getEngineAddress();
      reply(null, new language.LanguageHandshakeResponse());
    },
    getPluginInfo: always(new plugin.PluginInfo()),
    getRequiredPackages: always(new language.GetRequiredPackagesResponse()),
    getRequiredPlugins: always(new language.GetRequiredPluginsResponse()),
    getProgramDependencies: always(new language.GetProgramDependenciesResponse()),
    about: always(new language.AboutResponse()),
    run: (call: RunCall, reply: Answer) => {
      call.request.setArgsList([engine]);
      host.run(call, reply);
    },
    cancel: ({ request }: { request: unknown }, reply: Answer) => reply(null, request),
  } as unknown as UntypedServiceImplementation;
}

async function listening(service: ServiceDefinition, by: UntypedServiceImplementation) {
  const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(service, by);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (cause, bound) =>
      cause ? reject(cause) : resolve(bound),
    );
  });
  return { port, stop: () => server.forceShutdown() };
}

const names = [
  "pulumi-language-nodejs",
  "pulumi-resource-azuread",
  "pulumi-resource-azure-native",
  "pulumi-resource-tls",
];

/** The plugin, telling of the end of each operation that changes something. */
function telling<Client>(plugin: Plugin<Client>, answered: () => Promise<void>): Plugin<Client> {
  const told = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work;
    } finally {
      await answered();
    }
  };
  const kinds = plugin.kinds.map((kind): typeof kind => {
    const { create, update } = kind;
    return {
      ...kind,
      create: (...given) => told(create(...given)),
      delete: (...given) => told(kind.delete(...given)),
      ...(update && { update: (...given: Parameters<typeof update>) => told(update(...given)) }),
    };
  });
  return { ...plugin, kinds };
}

/** One instance of what the engine has started, under the name that it was started by. */
function started(name: string, { environment, now, wire, answered }: Surroundings) {
  const from: HttpEnvironment = { ...httpEnvironment, environment, now, wire };
  switch (name) {
    case "pulumi-language-nodejs":
      return listening(languageService.LanguageRuntimeService as unknown as ServiceDefinition, languageRuntime());
    case "pulumi-resource-azuread":
      return serve(telling(azuread(from), answered));
    case "pulumi-resource-azure-native":
      return serve(telling(azureNative(from), answered));
    case "pulumi-resource-tls":
      return serve(tls({ now }));
    default:
      throw new Error(`the battery serves no ${name}`);
  }
}

/** Bash alone can open a connection by itself; as long as it stands, the instance does. */
function shell(name: string, port: number): string {
  return `#!/bin/bash\nexec 3<>/dev/tcp/127.0.0.1/${port}\necho ${name} >&3\nread -r port <&3\necho "$port"\nexec cat <&3\n`;
}

/**
 * Serves an engine.
 * @param folder is made anew
 * @param engine the folder of the engine that was built
 */
export async function serveEngine(folder: string, engine: string, inheritedPath: string): Promise<Served> {
  let surroundings: Surroundings | undefined;
  const open = async (socket: Socket): Promise<void> => {
    const [name] = await new Promise<string[]>((resolve) =>
      createInterface({ input: socket }).once("line", (line) => resolve([line])),
    );
    if (surroundings === undefined) throw new Error("nothing runs");
    const { port, stop } = await started(String(name), surroundings);
    socket.once("close", stop);
    socket.write(`${port}\n`);
  };
  const server = createServer((socket) => {
    socket.on("error", () => {});
    void open(socket).catch(() => socket.destroy());
  });
  const port = await new Promise<number>((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port)),
  );
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // A link of its own: the engine takes the language host that stands beside it.
  linkSync(realpathSync(join(engine, "pulumi")), join(folder, "pulumi"));
  for (const name of names) {
    writeFileSync(join(folder, name), shell(name, port));
    chmodSync(join(folder, name), 0o755);
  }
  return {
    path: `${folder}:${inheritedPath}`,
    surround: (by) => {
      surroundings = by;
      setDefaultCACertificates([...getCACertificates("bundled"), by.certificate]);
    },
    close: () => server.close(),
  };
}
