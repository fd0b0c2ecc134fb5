/** Tries whatever a confined program must not do, and says what came of each: `denied`, or what it got. */
import children from "node:child_process";
import dgram from "node:dgram";
import dns from "node:dns/promises";
import { once } from "node:events";
import fs from "node:fs";
import http2 from "node:http2";
import inspector from "node:inspector";
import { createRequire } from "node:module";
import net from "node:net";
import v8 from "node:v8";
import wasi from "node:wasi";
import workers from "node:worker_threads";

type Opener = new (file: string) => object;
const ffi = process.getBuiltinModule("node:ffi") as { readonly DynamicLibrary: Opener } | undefined;
const sqlite = process.getBuiltinModule("node:sqlite") as { readonly DatabaseSync: Opener } | undefined;
const port = Number(process.argv[2]);
const socket = String(process.argv[3]);

/** What is not there reaches nothing. */
function absent(): never {
  throw Object.assign(new Error("it is not there"), { code: "ERR_ACCESS_DENIED" });
}

function opened(opener: Opener | undefined, file: string): object {
  return opener ? new opener(file) : absent();
}

async function udp(act: (socket: import("node:dgram").Socket) => void): Promise<string> {
  const sent = dgram.createSocket("udp4");
  const failed = once(sent, "error").then(([error]) => Promise.reject(error as Error));
  act(sent);
  return Promise.race([failed, once(sent, "listening").then(() => "listening")]);
}

const attempts: Readonly<Record<string, () => unknown>> = {
  "a TCP connection": () => once(net.connect(port, "127.0.0.1"), "connect"),
  "a Unix socket": () => once(net.connect(socket), "connect"),
  "a TCP port of its own": () => once(net.createServer().listen(0, "127.0.0.1"), "listening"),
  "a Unix socket of its own": () => once(net.createServer().listen(`${socket}.own`), "listening"),
  fetch: () => fetch(`http://127.0.0.1:${port}/`),
  "a WebSocket": () =>
    new Promise((resolve, reject) => {
      const opened = new WebSocket(`ws://127.0.0.1:${port}`);
      opened.onopen = resolve;
      // Its event tells no cause.
      opened.onerror = () => reject(Object.assign(new Error(), { code: "ERR_ACCESS_DENIED" }));
    }),
  "HTTP/2": () => once(http2.connect(`http://127.0.0.1:${port}`), "connect"),
  "a name": () => dns.lookup("localhost"),
  "a record of DNS": () => dns.resolveTxt("contoso.example"),
  "an address's name": () => dns.lookupService("127.0.0.1", 22),
  "UDP sent": () => udp((opened) => opened.send("x", 9, "127.0.0.1")),
  "UDP received": () => udp((opened) => opened.bind(0)),
  "a worker": () => once(new workers.Worker("1", { eval: true }), "online"),
  "a process": () => children.execFileSync(process.execPath, ["--version"]),
  "a forked process": () => children.fork(import.meta.filename),
  "an inspector's session": () => new inspector.Session().connect(),
  "an inspector's port": () => inspector.open(0),
  WASI: () => new wasi.WASI({ version: "preview1", preopens: { "/": "/" } }),
  "an addon": () => process.dlopen({ exports: {} }, "/lib/x86_64-linux-gnu/libc.so.6"),
  "a library": () => opened(ffi?.DynamicLibrary, "libc.so.6"),
  "an internal binding": () => (process as unknown as { binding(name: string): unknown }).binding("tcp_wrap"),
  "a database's file": () => opened(sqlite?.DatabaseSync, `${socket}.db`),
  "a file written": () => fs.writeFileSync(`${socket}.txt`, ""),
  "a link": () => fs.symlinkSync("/proc", `${socket}.link`),
  "a heap snapshot": () => v8.writeHeapSnapshot(`${socket}.heap`),
  "a report": () => (process.report ?? absent()).writeReport(`${socket}.json`),
  "its parent's end": () => process.kill(process.ppid, 0),
  "its parent's debugger": () =>
    (process as unknown as { _debugProcess(id: number): void })._debugProcess(process.ppid),
  "a variable from a file": () => process.loadEnvFile("/etc/hostname"),
  "its parent's environment": () => fs.readFileSync(`/proc/${process.ppid}/environ`, "utf8"),
  "its own environment": () => fs.readFileSync("/proc/self/environ", "utf8"),
  "a file of the machine": () => fs.readFileSync("/etc/passwd", "utf8"),
  "a folder of the machine": () => fs.readdirSync("/"),
  "a module of the machine": () => createRequire("/usr/lib/x.js")("/etc/hostname"),
};

/** The codes of a denial, wherever in an error they stand; `fetch` alone hides the cause of what it was denied. */
function isDenied(error: unknown): boolean {
  const { code, cause, errors } = error as {
    readonly code?: string;
    readonly cause?: unknown;
    readonly errors?: unknown[];
  };
  if (/^ERR_(?:ACCESS_DENIED|DLOPEN_DISABLED)$/.test(code ?? "")) return true;
  return [cause, ...(errors ?? [])].some((each) => each !== undefined && isDenied(each));
}

const came: Record<string, string> = {};
for (const [what, act] of Object.entries(attempts)) {
  const late = new Promise((resolve) => setTimeout(resolve, 5_000, "nothing"));
  // Node answers some calls with an error that nobody can catch.
  const thrown = once(process, "uncaughtException").then(([error]) => Promise.reject(error as Error));
  thrown.catch(() => undefined);
  try {
    const got = await Promise.race([Promise.resolve().then(act), late, thrown]);
    came[what] = `got ${JSON.stringify(got) ?? "it"}`.slice(0, 60);
  } catch (error) {
    came[what] = isDenied(error) ? "denied" : `failed: ${(error as Error).message}`;
  }
}
fs.writeSync(3, JSON.stringify(came));
process.exit(0);
