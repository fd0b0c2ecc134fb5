/**
 * Stands between the program and the engine: everything passes, but a registration that was not recorded so is answered
 * with an error before the engine hears of it. A plan does not know what the engine will only know when it runs, and does not
 * keep every option; here both are there.
 */
import {
  Client,
  credentials,
  type Metadata,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  status,
  type UntypedHandleCall,
} from "@grpc/grpc-js";
import monitor from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import { type RegisterRequest, registrationOf, revealed, urnOf } from "../../review/evaluate/registration.ts";
import { compareSent, type StateResource } from "./compare.ts";
import { propertiesOf, sentIn } from "./request.ts";
import type { SentProgram } from "./sent.ts";
import { standInsOf } from "./stand-ins.ts";
import { sentLine } from "./words.ts";

/** What the program may send. */
export interface Expected {
  readonly program: Pick<SentProgram, "resources" | "lookups">;
  /** Object ids of looked-up principals, by application id, as the tenant has confirmed them. */
  readonly principals: Readonly<Record<string, string>>;
}

/** Which run of the program it is. */
export interface RunOf {
  readonly project: string;
  readonly stack: string;
  readonly dryRun: boolean;
}

/** What no reviewed program does; a recording that holds any of it is refused before. */
const denied: readonly string[] = [
  "call",
  "readResource",
  "existsResource",
  "registerStackTransform",
  "registerStackInvokeTransform",
  "registerResourceHook",
  "registerErrorHook",
];

interface Method {
  readonly path: string;
  readonly requestSerialize: (value: unknown) => Buffer;
  readonly requestDeserialize: (bytes: Buffer) => unknown;
  readonly responseSerialize: (value: unknown) => Buffer;
  readonly responseDeserialize: (bytes: Buffer) => unknown;
}

interface Registered {
  getUrn(): string;
  getId(): string;
  getObject(): unknown;
}

/** Holds every request against the recording. */
function gate({ program, principals }: Expected, run: RunOf) {
  const standIns = standInsOf(program.resources);
  const made = new Map<string, StateResource>();
  const registration = (request: RegisterRequest): readonly string[] => {
    const urn = urnOf(request, run);
    const actual = { ...registrationOf(urn, request), ...sentIn(request) };
    const { differences, claims } = compareSent(actual, program, standIns, made, !run.dryRun);
    const wrong = claims.filter(({ appId, id }) => principals[appId] !== id);
    return [...differences, ...wrong.map((claim) => ({ ...claim, kind: "other" as const }))].map(sentLine);
  };
  return {
    /** What is wrong with a request, a line each. */
    refuses: (name: string, request: unknown): readonly string[] => {
      if (name === "registerResource") return registration(request as RegisterRequest);
      if (name === "invoke") {
        const token = (request as { getTok(): string }).getTok();
        return program.lookups.includes(token) ? [] : [`the lookup ${token} was not recorded`];
      }
      return denied.includes(name) ? [`${name} was not recorded`] : [];
    },
    answered: (name: string, response: unknown): void => {
      if (name !== "registerResource") return;
      const registered = response as Registered;
      const outputs = revealed(propertiesOf(registered.getObject())) as StateResource["outputs"];
      made.set(registered.getUrn(), { id: registered.getId(), outputs });
    },
  };
}

/** Begins to listen. @param address the engine's own monitor @returns the address for the program */
export async function standBetween(address: string, expected: Expected, run: RunOf): Promise<string> {
  const unlimited = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };
  const engine = new Client(address, credentials.createInsecure(), unlimited);
  const { refuses, answered } = gate(expected, run);
  const methods = monitor.ResourceMonitorService as unknown as Readonly<Record<string, Method>>;
  const handlers = Object.entries(methods).map(([name, method]): [string, UntypedHandleCall] => [
    name,
    (
      { request, metadata }: ServerUnaryCall<unknown, unknown>,
      reply: (error: { code: status; details: string; metadata?: Metadata } | null, response?: unknown) => void,
    ) => {
      let wrong: readonly string[];
      try {
        wrong = refuses(name, request);
      } catch (error) {
        wrong = [`it cannot be compared with the recording: ${error instanceof Error ? error.message : error}`];
      }
      if (wrong.length > 0) {
        reply({ code: status.PERMISSION_DENIED, details: `this is not what was judged: ${wrong.join("; ")}` });
        return;
      }
      engine.makeUnaryRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        request,
        metadata,
        (error, response) => {
          if (error) return reply(error);
          answered(name, response);
          reply(null, response);
        },
      );
    },
  ]);
  const server = new Server(unlimited);
  server.addService(monitor.ResourceMonitorService as never, Object.fromEntries(handlers));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return `127.0.0.1:${port}`;
}
