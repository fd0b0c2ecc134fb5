/**
 * Stands between the program and the engine: everything passes, but a registration that was not recorded so is answered
 * with an error before the engine hears of it. A plan does not know what the engine will only know when it runs, and does not
 * keep every option; here both are there.
 */
import { Client, credentials, status } from "@grpc/grpc-js";
import monitor from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import { type RegisterRequest, registrationOf, revealed, urnOf } from "../../review/evaluate/registration.ts";
import { compareSent, type StateResource } from "./compare.ts";
import { propertiesOf, sentIn } from "./request.ts";
import type { SentProgram } from "./sent.ts";
import { standInsOf } from "./stand-ins.ts";
import type { Call, Outcome } from "./wire.ts";
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
  readonly requestDeserialize: (bytes: Buffer) => unknown;
  readonly responseDeserialize: (bytes: Buffer) => unknown;
}

/** What the SDK tells and asks the engine beside its resources. Nothing else of the engine's is within reach. */
const engineMethods: readonly string[] = ["Log", "GetRootResource", "SetRootResource", "RequirePulumiVersion"].map(
  (name) => `/pulumirpc.Engine/${name}`,
);

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

/** A connection to the engine that carries messages as they are. */
function connectionTo(address: string): (path: string, message: Buffer) => Promise<Buffer> {
  const client = new Client(address, credentials.createInsecure(), {
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  const asItIs = (bytes: Buffer) => bytes;
  return (path, message) =>
    new Promise((resolve, reject) => {
      client.makeUnaryRequest(path, asItIs, asItIs, message, (error, response) =>
        error ? reject(error) : resolve(response ?? Buffer.alloc(0)),
      );
    });
}

function refused(code: status, details: string): Outcome {
  return { failure: { code, details } };
}

/** What the program may reach. `judged` is absent for a policy pack, which registers nothing. */
export interface Reach {
  /** Addresses of the engine. */
  readonly engine: string;
  readonly judged?: { readonly monitor: string; readonly expected: Expected; readonly run: RunOf };
}

/** @returns answers each call of the program, never rejects */
export function standBetween({ engine, judged }: Reach): (call: Pick<Call, "path" | "message">) => Promise<Outcome> {
  const toEngine = connectionTo(engine);
  const toMonitor = judged && connectionTo(judged.monitor);
  const gated = judged && gate(judged.expected, judged.run);
  const monitorMethods = new Map(
    Object.entries(monitor.ResourceMonitorService as unknown as Readonly<Record<string, Method>>).map(
      ([name, method]) => [method.path, { name, ...method }],
    ),
  );
  const passed = async (send: ReturnType<typeof connectionTo>, path: string, bytes: Buffer) => {
    try {
      return await send(path, bytes);
    } catch (error) {
      const { code, details } = error as { readonly code: status; readonly details: string };
      return refused(code, details);
    }
  };
  return async ({ path, message }) => {
    const bytes = Buffer.from(message, "base64");
    if (engineMethods.includes(path)) {
      const answer = await passed(toEngine, path, bytes);
      return Buffer.isBuffer(answer) ? { message: answer.toString("base64") } : answer;
    }
    const method = monitorMethods.get(path);
    if (!method || !gated || !toMonitor) return refused(status.UNIMPLEMENTED, `${path} is out of the program's reach`);
    let wrong: readonly string[];
    try {
      wrong = gated.refuses(method.name, method.requestDeserialize(bytes));
    } catch (error) {
      wrong = [`it cannot be compared with the recording: ${error instanceof Error ? error.message : error}`];
    }
    if (wrong.length > 0) return refused(status.PERMISSION_DENIED, `this is not what was judged: ${wrong.join("; ")}`);
    const answer = await passed(toMonitor, path, bytes);
    if (!Buffer.isBuffer(answer)) return answer;
    gated.answered(method.name, method.responseDeserialize(answer));
    return { message: answer.toString("base64") };
  };
}
