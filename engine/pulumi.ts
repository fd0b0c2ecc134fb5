import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { Server, ServerCredentials, type ServerReadableStream } from "@grpc/grpc-js";
import eventsService from "@pulumi/pulumi/proto/events_grpc_pb.js";
import type { EventRequest } from "@pulumi/pulumi/proto/events_pb.js";
import {
  type Diagnostic,
  type EngineEvent,
  type Gathered,
  gatherer,
  type Progress,
  parseEvent,
  progressIn,
} from "./events.ts";

/** How one command of the CLI is run. */
export type RunOptions = {
  /** The project's folder. */
  readonly cwd: string;
  /** The whole environment; `pulumi` is looked up on its PATH. */
  readonly env: Readonly<Record<string, string>>;
  /** File that gets everything the CLI writes; it is appended to. */
  readonly log: string;
  /** True where stdout holds secrets (`--show-secrets`): it is kept out of the log. */
  readonly confidential?: boolean;
  /** What the command reads on stdin, where it wants a secret that must not show in the process list. */
  readonly input?: string;
  readonly onProgress?: (progress: Progress) => void;
};

/** What came of it. */
export type Outcome = Gathered & {
  /** The CLI's exit code; 255 where it was ended by a signal. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
};

/** Commands that take `--event-log` (pulumi/pkg/cmd/pulumi/operations). */
const operations: readonly string[] = ["preview", "up", "refresh", "destroy", "import"];

const listening = "127.0.0.1:0";

/** The service that the engine sends its events to, as the Automation API does it (events.proto). */
async function listenForEvents(heard: (event: EngineEvent) => void): Promise<{ address: string; close: () => void }> {
  const server = new Server({ "grpc.max_receive_message_length": -1 });
  const { streamEvents } = eventsService.EventsService;
  server.addService(eventsService.EventsService, {
    streamEvents: (call: ServerReadableStream<EventRequest, unknown>, reply: (error: null, empty: unknown) => void) => {
      call.on("data", (request: EventRequest) => heard(parseEvent(request.getEvent())));
      call.on("end", () => reply(null, streamEvents.responseDeserialize(Buffer.alloc(0))));
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync(listening, ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return { address: `tcp://127.0.0.1:${port}`, close: () => server.forceShutdown() };
}

/**
 * The terminal's Ctrl-C must reach the CLI once and only through us: it then cancels in good order and keeps its state.
 * A second one ends it at once. Hence its own process group, and this.
 */
function passSignals(child: ChildProcess): () => void {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const pass = () => child.kill("SIGINT");
  for (const signal of signals) process.on(signal, pass);
  return () => {
    for (const signal of signals) process.off(signal, pass);
  };
}

async function spawned(
  args: readonly string[],
  options: RunOptions,
): Promise<Pick<Outcome, "code" | "stdout" | "stderr">> {
  await mkdir(dirname(options.log), { recursive: true });
  const log = createWriteStream(options.log, { flags: "a", mode: 0o600 });
  log.write(`$ pulumi ${args.join(" ")}\n`);
  // PULUMI_DEBUG_COMMANDS is what makes the CLI know --event-log; it changes nothing else of a run.
  const env = { ...options.env, PULUMI_DEBUG_COMMANDS: "true" };
  const child = spawn("pulumi", args, { cwd: options.cwd, env, detached: true, stdio: "pipe" });
  const release = passSignals(child);
  const text = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (chunk: string) => {
      text[name] += chunk;
      if (name === "stderr" || !options.confidential) log.write(chunk);
    });
  }
  child.stdin.on("error", () => {}); // a command that reads no input may be gone before it is written
  child.stdin.end(options.input ?? "");
  try {
    const code = await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => resolve(code ?? 255));
    });
    return { code, ...text };
  } finally {
    release();
    await new Promise<void>((resolve) => log.end("\n", resolve));
  }
}

/** A command that fails before its first event (a locked stack, a wrong flag) says why on stderr only. */
function faultOnStderr({ code, stderr }: Pick<Outcome, "code" | "stderr">, told: readonly Diagnostic[]): Diagnostic[] {
  if (code === 0 || told.some(({ severity }) => severity === "error")) return [];
  return [{ severity: "error", urn: "", message: stderr.trim().replace(/^error: /, "") }];
}

/**
 * Runs `pulumi <args>` to its end, never asking anything. A command that fails is an outcome with a code, not an exception.
 * @throws where `pulumi` is not on PATH or the log cannot be written
 */
export async function runPulumi(args: readonly string[], options: RunOptions): Promise<Outcome> {
  const gathered = gatherer();
  const events = operations.includes(args[0] ?? "")
    ? await listenForEvents((event) => {
        gathered.add(event);
        const progress = progressIn(event);
        if (progress) options.onProgress?.(progress);
      })
    : undefined;
  try {
    const flags = ["--non-interactive", "--color", "never", ...(events ? ["--event-log", events.address] : [])];
    const ended = await spawned([...args, ...flags], options);
    const { diagnostics, ...result } = gathered.result();
    return { ...ended, ...result, diagnostics: [...diagnostics, ...faultOnStderr(ended, diagnostics)] };
  } finally {
    events?.close();
  }
}
