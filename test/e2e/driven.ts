/**
 * A plugin as the process that it is, driven over gRPC as the engine drives it: a stand-in and the real provider alike.
 * No engine: what an operation sends and what it answers is seen without a stack around it.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { credentials, type Metadata, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import statuses from "@pulumi/pulumi/proto/status_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import type { Properties } from "../../simulator/plugins/properties.ts";
import type { SimulatedTenant } from "../../simulator/server.ts";

/** A resource as the engine keeps it. */
export interface Known {
  readonly id: string;
  readonly outputs: Properties;
  readonly inputs: Properties;
}

/** A failure, as the engine is told of it. */
export interface Refusal {
  readonly refused: string;
  /** What was made before, where the plugin says so. */
  readonly made?: Known;
}

export interface DrivenPlugin {
  /** Checks, then creates; with a preview first, as `pulumi up` does. */
  create(type: string, inputs: Properties): Promise<Known | Refusal>;
  /** `undefined`: gone. Without `known` it is an import. */
  read(type: string, id: string, known?: Known): Promise<Known | undefined | Refusal>;
  /** The paths that differ, and which of them replace. */
  diff(type: string, known: Known, inputs: Properties): Promise<{ changed: string[]; replaces: string[] } | Refusal>;
  update(type: string, known: Known, inputs: Properties): Promise<Known | Refusal>;
  delete(type: string, known: Known): Promise<Refusal | undefined>;
  /** A function of the provider. */
  invoke(token: string, args: Properties): Promise<Properties | Refusal>;
  stop(): void;
}

/** What a plugin of that tenant finds in its environment. */
export function environmentOf(tenant: SimulatedTenant): Record<string, string> {
  return {
    ARM_METADATA_HOSTNAME: tenant.metadataHost,
    ARM_TENANT_ID: tenant.tenantId,
    ARM_CLIENT_ID: tenant.deployer.clientId,
    ARM_CLIENT_SECRET: tenant.deployer.clientSecret,
    ARM_SUBSCRIPTION_ID: "00000000-0000-0000-0000-0000000005b5",
    NODE_EXTRA_CA_CERTS: tenant.certificateFile,
    SSL_CERT_FILE: tenant.certificateFile,
    SIMULATED_NOW: tenant.clock.now().toISOString(),
  };
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    if (!child.stdout) throw new Error("the plugin has no output");
    createInterface(child.stdout).once("line", (line) => resolve(Number(line)));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the plugin ended with ${code}`)));
  });
}

const message = (properties: Properties) => struct.Struct.fromJavaScript(properties);
const bag = (found: struct.Struct | undefined) => (found?.toJavaScript() ?? {}) as Properties;
const urnOf = (type: string) => `urn:pulumi:dev::m365-integrations::${type}::driven`;

function refusalOf(cause: ServiceError & { readonly metadata?: Metadata }): Refusal {
  const [details] = cause.metadata?.get("grpc-status-details-bin") ?? [];
  if (!(details instanceof Buffer)) return { refused: cause.details };
  const [detail] = statuses.Status.deserializeBinary(details).getDetailsList();
  if (!detail?.getTypeUrl().endsWith("pulumirpc.ErrorResourceInitFailed")) return { refused: cause.details };
  const failed = provider.ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
  return {
    refused: failed.getReasonsList().join("\n"),
    made: { id: failed.getId(), outputs: bag(failed.getProperties()), inputs: bag(failed.getInputs()) },
  };
}

/** True for what did not come about. */
export function isRefusal(outcome: unknown): outcome is Refusal {
  return typeof outcome === "object" && outcome !== null && "refused" in outcome;
}

/** Starts the executable and configures it. */
export async function drive(executable: string, environment: Record<string, string>): Promise<DrivenPlugin> {
  const child = spawn(executable, [], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const client = new ResourceProviderClient(`127.0.0.1:${await portOf(child)}`, credentials.createInsecure(), {
    "grpc.max_receive_message_length": -1,
  });
  const unary = <Response>(send: (done: (cause: ServiceError | null, response: Response) => void) => unknown) =>
    new Promise<Response>((resolve, reject) => {
      send((cause, response) => (cause ? reject(cause) : resolve(response)));
    });
  const orRefused = async <Result>(work: Promise<Result>): Promise<Result | Refusal> =>
    work.catch((cause) => refusalOf(cause));
  const check = async (type: string, inputs: Properties, former: Properties = {}) => {
    const request = new provider.CheckRequest().setUrn(urnOf(type)).setOlds(message(former)).setNews(message(inputs));
    const checked = await unary<provider.CheckResponse>((done) => client.check(request, done));
    const [failure] = checked.getFailuresList();
    if (failure) throw Object.assign(new Error(failure.getReason()), { details: failure.getReason() });
    return bag(checked.getInputs());
  };
  const configuration = new provider.ConfigureRequest().setArgs(message({})).setAcceptsecrets(false);
  await unary((done) => client.configure(configuration, done));
  return {
    create: (type, inputs) =>
      orRefused(
        (async () => {
          const checked = await check(type, inputs);
          const request = (preview: boolean) =>
            new provider.CreateRequest().setUrn(urnOf(type)).setProperties(message(checked)).setPreview(preview);
          await unary<provider.CreateResponse>((done) => client.create(request(true), done));
          const made = await unary<provider.CreateResponse>((done) => client.create(request(false), done));
          return { id: made.getId(), outputs: bag(made.getProperties()), inputs: checked };
        })(),
      ),
    read: (type, id, known) =>
      orRefused(
        (async () => {
          const request = new provider.ReadRequest().setUrn(urnOf(type)).setId(id);
          if (known) request.setProperties(message(known.outputs)).setInputs(message(known.inputs));
          const found = await unary<provider.ReadResponse>((done) => client.read(request, done));
          if (found.getId() === "") return undefined;
          return { id: found.getId(), outputs: bag(found.getProperties()), inputs: bag(found.getInputs()) };
        })(),
      ),
    diff: (type, known, inputs) =>
      orRefused(
        (async () => {
          const request = new provider.DiffRequest()
            .setUrn(urnOf(type))
            .setId(known.id)
            .setOlds(message(known.outputs))
            .setOldInputs(message(known.inputs))
            .setNews(message(await check(type, inputs, known.inputs)));
          const diff = await unary<provider.DiffResponse>((done) => client.diff(request, done));
          const changed = diff.getChanges() === provider.DiffResponse.DiffChanges.DIFF_SOME;
          return {
            changed: changed ? Array.from(diff.getDetaileddiffMap().keys(), String).sort() : [],
            replaces: [...new Set(diff.getReplacesList())].sort(),
          };
        })(),
      ),
    update: (type, known, inputs) =>
      orRefused(
        (async () => {
          const checked = await check(type, inputs, known.inputs);
          const request = new provider.UpdateRequest()
            .setUrn(urnOf(type))
            .setId(known.id)
            .setOlds(message(known.outputs))
            .setOldInputs(message(known.inputs))
            .setNews(message(checked));
          const updated = await unary<provider.UpdateResponse>((done) => client.update(request, done));
          return { id: known.id, outputs: bag(updated.getProperties()), inputs: checked };
        })(),
      ),
    delete: async (type, known) => {
      const request = new provider.DeleteRequest()
        .setUrn(urnOf(type))
        .setId(known.id)
        .setProperties(message(known.outputs))
        .setOldInputs(message(known.inputs));
      const outcome = await orRefused(unary<unknown>((done) => client.delete(request, done)));
      return isRefusal(outcome) ? outcome : undefined;
    },
    invoke: (token, args) =>
      orRefused(
        (async () => {
          const request = new provider.InvokeRequest().setTok(token).setArgs(message(args));
          return bag((await unary<provider.InvokeResponse>((done) => client.invoke(request, done))).getReturn());
        })(),
      ),
    stop: () => {
      client.close();
      child.kill();
    },
  };
}
