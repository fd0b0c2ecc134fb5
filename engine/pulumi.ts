import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
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
import type { Guard } from "./guard.ts";

/** How one command of the CLI is run. */
export interface RunOptions {
  /** The project's folder. */
  readonly cwd: string;
  /** The whole environment; `pulumi` is looked up on its PATH. */
  readonly env: Readonly<Record<string, string>>;
  /** File that gets everything the CLI writes; it is appended to. Left out: nothing is written down. */
  readonly log?: string;
  /** Told of the engine's process, which must not outlive this one. */
  readonly guard: Pick<Guard, "watch">;
  /** True where stdout holds secrets (`--show-secrets`): it is kept out of the log. */
  readonly confidential?: boolean;
  /** What the command reads on stdin, where it wants a secret that must not show in the process list. */
  readonly input?: string;
  readonly onProgress?: (progress: Progress) => void;
}

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
function onSignals(answer: () => void): () => void {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, answer);
  return () => {
    for (const signal of signals) process.off(signal, answer);
  };
}

/** Appends to the run's log. A log that cannot be written fails the run once it has ended, never in the middle of it. */
function openLog(path: string | undefined): { write(text: string): void; close(): Promise<void> } {
  if (path === undefined) return { write: () => {}, close: async () => {} };
  mkdirSync(dirname(path), { recursive: true });
  const stream = createWriteStream(path, { flags: "a", mode: 0o600 });
  let fault: Error | undefined;
  stream.on("error", (error) => {
    fault ??= error;
  });
  return {
    write: (text) => void stream.write(text),
    close: async () => {
      await new Promise<void>((resolve) => (stream.destroyed ? resolve() : stream.end("\n", () => resolve())));
      if (fault) throw fault;
    },
  };
}

/** Starts the CLI so that whatever it writes, its state above all, is its user's alone. */
function start(args: readonly string[], options: Pick<RunOptions, "cwd" | "env">, how: SpawnOptions): ChildProcess {
  const before = process.umask(0o077);
  try {
    return spawn("pulumi", args, { cwd: options.cwd, env: options.env, ...how });
  } finally {
    process.umask(before);
  }
}

/** Until the process ends: its exit code, 255 where a signal ended it. */
async function ended(child: ChildProcess, guard: Pick<Guard, "watch">): Promise<number> {
  const over = child.pid === undefined ? () => {} : guard.watch(child.pid);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => resolve(code ?? 255));
    });
  } finally {
    over();
  }
}

/**
 * Runs `pulumi <args>` as it is, on this process's own terminal and with no flag of ours. Answers its exit code.
 * @throws where `pulumi` is not on PATH
 */
export async function runAttached(
  args: readonly string[],
  options: Pick<RunOptions, "cwd" | "env" | "guard">,
): Promise<number> {
  // The terminal's Ctrl-C reaches the CLI by itself; this process only waits for it.
  const release = onSignals(() => {});
  try {
    return await ended(start(args, options, { stdio: "inherit" }), options.guard);
  } finally {
    release();
  }
}

async function spawned(
  args: readonly string[],
  options: RunOptions,
): Promise<Pick<Outcome, "code" | "stdout" | "stderr">> {
  const log = openLog(options.log);
  log.write(`$ pulumi ${args.join(" ")}\n`);
  // PULUMI_DEBUG_COMMANDS is what makes the CLI know --event-log; it changes nothing else of a run.
  const env = { ...options.env, PULUMI_DEBUG_COMMANDS: "true" };
  const child = start(args, { ...options, env }, { detached: true, stdio: "pipe" });
  const release = onSignals(() => child.kill("SIGINT"));
  const text = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (chunk: string) => {
      text[name] += chunk;
      if (name === "stderr" || !options.confidential) log.write(chunk);
    });
  }
  child.stdin?.on("error", () => {}); // a command that reads no input may be gone before it is written
  child.stdin?.end(options.input ?? "");
  try {
    return { code: await ended(child, options.guard), ...text };
  } finally {
    release();
    await log.close();
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
