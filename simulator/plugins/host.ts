/**
 * The gRPC side of a stand-in: a ResourceProvider server over the SDK's own protocol files.
 * The SDK's `provider.main` is no use here: it drops provider arguments, cannot preview a create and marks no secret.
 */
import { type handleUnaryCall, Server, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import pluginMessages from "@pulumi/pulumi/proto/plugin_pb.js";
import providerService from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { typeIn } from "../../components/urn.ts";
import { failure } from "./failure.ts";
import type { InputFault } from "./kind.ts";
import { type Operations, operations, type Plugin, type Verdict } from "./operations.ts";
import type { Properties } from "./properties.ts";

/**
 * Serves a plugin on a port the system gives.
 * @returns the port, and how to stop.
 */
export async function serve<Client>(
  plugin: Plugin<Client>,
): Promise<{ readonly port: number; readonly stop: () => void }> {
  const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(providerService.ResourceProviderService, handlers(plugin, operations(plugin)));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (cause, bound) =>
      cause ? reject(cause) : resolve(bound),
    );
  });
  return { port, stop: () => server.forceShutdown() };
}

/** Runs a plugin as a process: prints its port, which is all the engine wants to read, and serves as long as the engine lives. */
export async function main<Client>(plugin: Plugin<Client>): Promise<void> {
  const engine = process.ppid;
  const { port } = await serve(plugin);
  process.stdout.write(`${port}\n`);
  // An engine that was killed stops nobody: its children would stay for ever.
  setInterval(() => {
    if (process.ppid !== engine) process.exit();
  }, 1000).unref();
}

/** Wraps an answer as a gRPC handler; whatever is thrown becomes the message a person reads. */
function unary<Request, Response>(
  answer: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve(call.request)
      .then(answer)
      .then(
        (response) => callback(null, response),
        (cause: unknown) => callback(failure(cause), null),
      );
  };
}

function bag(properties: struct.Struct | undefined): Properties {
  return (properties?.toJavaScript() ?? {}) as Properties;
}
function message(properties: Properties): struct.Struct {
  return struct.Struct.fromJavaScript(properties);
}

/** As much of the package's schema as a program in YAML asks for: what the provider itself takes. */
function schemaOf<Client>({ name, version, config }: Plugin<Client>): object {
  const inputProperties = Object.fromEntries(config.map((argument) => [argument, { type: "string" }]));
  return { name, version, provider: { inputProperties } };
}

function handlers<Client>(plugin: Plugin<Client>, run: Operations): UntypedServiceImplementation {
  return { ...negotiation(plugin, run), ...resources(run) };
}

/** What the engine asks before and beside resources. */
function negotiation<Client>(plugin: Plugin<Client>, run: Operations): UntypedServiceImplementation {
  return {
    handshake: unary(() =>
      new messages.ProviderHandshakeResponse().setAcceptSecrets(true).setAcceptResources(false).setAcceptOutputs(false),
    ),
    attach: unary(() => new empty.Empty()),
    cancel: unary(() => new empty.Empty()),
    getPluginInfo: unary(() => new pluginMessages.PluginInfo().setVersion(plugin.version)),
    getSchema: unary(() => new messages.GetSchemaResponse().setSchema(JSON.stringify(schemaOf(plugin)))),
    checkConfig: unary((request: messages.CheckRequest) => checked(bag(request.getNews()), [])),
    diffConfig: unary((request: messages.DiffRequest) =>
      verdict(run.diffConfig(bag(request.getOldInputs() ?? request.getOlds()), bag(request.getNews()))),
    ),
    configure: unary(async (request: messages.ConfigureRequest) => {
      await run.configure(bag(request.getArgs()));
      return new messages.ConfigureResponse()
        .setAcceptsecrets(true)
        .setSupportspreview(true)
        .setAcceptresources(false)
        .setAcceptoutputs(false);
    }),
    invoke: unary(async (request: messages.InvokeRequest) =>
      new messages.InvokeResponse().setReturn(message(await run.invoke(request.getTok(), bag(request.getArgs())))),
    ),
  };
}

/** The life of a resource. */
function resources(run: Operations): UntypedServiceImplementation {
  return {
    check: unary((request: messages.CheckRequest) => {
      const inputs = bag(request.getNews());
      return checked(inputs, run.check(typeIn(request.getUrn()), inputs));
    }),
    diff: unary((request: messages.DiffRequest) =>
      verdict(
        run.diff(
          typeIn(request.getUrn()),
          bag(request.getOlds()),
          bag(request.getOldInputs()),
          bag(request.getNews()),
          request.getIgnorechangesList(),
        ),
      ),
    ),
    create: unary(async (request: messages.CreateRequest) => {
      const made = await run.create(typeIn(request.getUrn()), bag(request.getProperties()), request.getPreview());
      return new messages.CreateResponse().setId(made.id).setProperties(message(made.outputs));
    }),
    read: unary(async (request: messages.ReadRequest) => {
      const type = typeIn(request.getUrn());
      const found = await run.read(type, request.getId(), bag(request.getProperties()), bag(request.getInputs()));
      if (!found) return new messages.ReadResponse();
      return new messages.ReadResponse()
        .setId(found.id)
        .setProperties(message(found.outputs))
        .setInputs(message(found.inputs));
    }),
    update: unary(async (request: messages.UpdateRequest) => {
      const former = { id: request.getId(), outputs: bag(request.getOlds()), inputs: bag(request.getOldInputs()) };
      const wanted = bag(request.getNews());
      const ignored = request.getIgnorechangesList();
      const outputs = await run.update(typeIn(request.getUrn()), former, wanted, request.getPreview(), ignored);
      return new messages.UpdateResponse().setProperties(message(outputs));
    }),
    delete: unary(async (request: messages.DeleteRequest) => {
      const former = {
        id: request.getId(),
        outputs: bag(request.getProperties()),
        inputs: bag(request.getOldInputs()),
      };
      await run.delete(typeIn(request.getUrn()), former);
      return new empty.Empty();
    }),
  };
}

function checked(inputs: Properties, faults: readonly InputFault[]): messages.CheckResponse {
  const failures = faults.map(({ property, reason }) =>
    new messages.CheckFailure().setProperty(property).setReason(reason),
  );
  return new messages.CheckResponse().setInputs(message(inputs)).setFailuresList(failures);
}

const { Kind } = messages.PropertyDiff;
const { DiffChanges } = messages.DiffResponse;

const differenceKinds = {
  add: { inPlace: Kind.ADD, replacing: Kind.ADD_REPLACE },
  delete: { inPlace: Kind.DELETE, replacing: Kind.DELETE_REPLACE },
  update: { inPlace: Kind.UPDATE, replacing: Kind.UPDATE_REPLACE },
};

function verdict({ differences, replaces, ofInputs }: Verdict): messages.DiffResponse {
  const response = new messages.DiffResponse()
    .setChanges(differences.length > 0 ? DiffChanges.DIFF_SOME : DiffChanges.DIFF_NONE)
    .setReplacesList([...replaces])
    .setDiffsList([...new Set(differences.map(({ property }) => property))])
    .setHasdetaileddiff(true);
  for (const { property, path, change } of differences) {
    const kind = differenceKinds[change][replaces.includes(property) ? "replacing" : "inPlace"];
    response.getDetaileddiffMap().set(path, new messages.PropertyDiff().setKind(kind).setInputdiff(ofInputs));
  }
  return response;
}
