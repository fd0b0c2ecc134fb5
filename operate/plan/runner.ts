/**
 * What the language host starts in place of the program: it starts the program confined, and stands between it and the engine.
 * Its own environment is as cut as the program's. The program has no network: what it says to the engine comes over the
 * channel between the two (wire.ts).
 *
 * Arguments: what {@link Settings} says, then what Node would have been given.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { Server, ServerCredentials, type ServerUnaryCall } from "@grpc/grpc-js";
import { type Expected, type Reach, standBetween } from "./between.ts";
import { type Outcome, type SaidByRunner, saidByProgram } from "./wire.ts";

/** As JSON. */
export interface Settings {
  /** Node's flags, which confine the program. */
  readonly flags: readonly string[];
  /** File with what it may send ({@link Expected}). */
  readonly expected: string;
}

function following(args: readonly string[], flag: string): string {
  return args[args.indexOf(flag) + 1] ?? "";
}

/** Address of the engine, which the SDK's runner of a pack takes as its first argument. */
function engineOf(args: readonly string[]): string {
  const script = args.findIndex((arg) => basename(arg) === "run-policy-pack" || arg.includes("run-policy-pack/"));
  return args[script + 1] ?? "";
}

function reachOf(given: readonly string[], expected: string): Reach {
  // A policy pack is given no monitor.
  if (!given.includes("--monitor")) return { engine: engineOf(given) };
  return {
    engine: following(given, "--engine"),
    judged: {
      monitor: following(given, "--monitor"),
      expected: JSON.parse(readFileSync(expected, "utf8")) as Expected,
      run: {
        project: following(given, "--project"),
        stack: following(given, "--stack"),
        dryRun: given.includes("--dry-run"),
      },
    },
  };
}

const open = new Map<number, (outcome: Outcome) => void>();
let calls = 0;

/** What a policy pack answers the engine. A program answers nobody. */
const listens = /^\/pulumirpc\.Analyzer\/\w+$/;

/** Listens in the pack's place. @returns the port */
function listen(child: ChildProcess, paths: readonly string[]): Promise<number> {
  const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  const asItIs = (bytes: Buffer) => bytes;
  for (const path of paths)
    server.register(
      path,
      ({ request }: ServerUnaryCall<Buffer, Buffer>, reply: (error: object | null, answer?: Buffer) => void) => {
        const call = ++calls;
        open.set(call, (outcome) => {
          if ("failure" in outcome) reply(outcome.failure);
          else reply(null, Buffer.from(outcome.message, "base64"));
        });
        child.send({ call, path, message: request.toString("base64") } satisfies SaidByRunner);
      },
      asItIs,
      asItIs,
      "unary",
    );
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    );
  });
}

const [, , settings = "", ...given] = process.argv;
const { flags, expected } = JSON.parse(settings) as Settings;
const reach = reachOf(given, expected);
const answer = standBetween(reach);
const child = spawn(process.execPath, [...flags, ...given], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
const say = (said: SaidByRunner) => void (child.connected && child.send(said));

child.on("message", async (text) => {
  const { data: said } = saidByProgram.safeParse(text);
  if (said === undefined) {
    process.stderr.write("the program was ended: it wrote to the channel of the SDK\n");
    child.kill("SIGKILL");
  } else if ("serve" in said) {
    const may = reach.judged === undefined && said.serve.every((path) => listens.test(path));
    say(may ? { serves: true, port: await listen(child, said.serve) } : { serves: true });
  } else if ("answers" in said) {
    open.get(said.answers)?.(said.outcome);
    open.delete(said.answers);
  } else say({ answers: said.call, outcome: await answer(said) });
});
child.once("error", (error) => {
  process.stderr.write(`the program could not be started: ${error.message}\n`);
  process.exit(1);
});
child.once("exit", (code, signal) => {
  if (signal === null) process.exit(code ?? 1);
  process.stderr.write(`the program was ended by ${signal}\n`);
  process.exit(1);
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
