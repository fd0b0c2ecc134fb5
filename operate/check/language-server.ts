/**
 * The check as a language server (Language Server Protocol 3.17, over standard input and output): what is written but not saved is
 * judged while it is typed. It tells faults and nothing else; completion and hover are the YAML language server's, beside it.
 */
import { basename, dirname, relative } from "node:path";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { checkedText } from "./checked.ts";
import { type Problem, problemsIn } from "./problems.ts";

/** As much of a message as is read here. */
interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: {
    readonly textDocument?: { readonly uri: string; readonly text?: string; readonly version?: number };
    readonly contentChanges?: readonly { readonly text: string }[];
  };
}

/** Messages out of what has been read, and the rest of it. A message is a header, an empty line and as many bytes as it says. */
export function messagesIn(bytes: Buffer): { readonly messages: readonly Message[]; readonly rest: Buffer } {
  const messages: Message[] = [];
  let rest = bytes;
  for (;;) {
    const end = rest.indexOf("\r\n\r\n");
    const length = Number(/content-length: *(\d+)/i.exec(rest.subarray(0, Math.max(end, 0)).toString("ascii"))?.[1]);
    if (end < 0 || Number.isNaN(length) || rest.length < end + 4 + length) return { messages, rest };
    messages.push(JSON.parse(rest.subarray(end + 4, end + 4 + length).toString("utf8")) as Message);
    rest = rest.subarray(end + 4 + length);
  }
}

/** Sent as it is counted there: lines and columns from 0. */
function diagnostic({ severity, line, columns: [from, to], message }: Problem) {
  return {
    range: { start: { line: line - 1, character: from - 1 }, end: { line: line - 1, character: to - 1 } },
    severity: severity === "error" ? 1 : 2,
    source: "integrations",
    message,
  };
}

/** A tenant's file or a vendor's; an editor asks about every YAML file. */
function isOurs(file: string): boolean {
  return ["tenants", "vendors"].includes(basename(dirname(file))) && /\.ya?ml$/.test(file);
}

/** What is wrong with a file as it lies open. */
function diagnosticsOf(uri: string, text: string, cwd: string, machineDay: string) {
  const file = uri.startsWith("file:") ? fileURLToPath(uri) : "";
  if (!isOurs(file)) return [];
  const [checked] = checkedText(text, relative(cwd, file), machineDay);
  return checked === undefined ? [] : problemsIn(checked, text.replace(/^\ufeff/, "")).map(diagnostic);
}

/** Whole texts at each change: the files are small. */
const capabilities = { textDocumentSync: { openClose: true, change: 1, save: true } };

/** Milliseconds in which nothing is typed before it is judged. */
const settled = 80;

/**
 * Serves one editor.
 * @returns the exit code, once the editor has said goodbye or is gone
 */
export function serveEditor(
  input: Readable,
  output: Writable,
  { cwd, day }: { readonly cwd: string; readonly day: string },
): Promise<number> {
  const open = new Map<string, { readonly text: string; readonly version?: number | undefined }>();
  const waiting = new Map<string, NodeJS.Timeout>();
  const send = (message: object) => {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }), "utf8");
    output.write(`Content-Length: ${body.length}\r\n\r\n`);
    output.write(body);
  };
  const publish = (uri: string) => {
    const { text = "", version } = open.get(uri) ?? {};
    const diagnostics = open.has(uri) ? diagnosticsOf(uri, text, cwd, day) : [];
    send({
      method: "textDocument/publishDiagnostics",
      params: { uri, ...(version !== undefined && { version }), diagnostics },
    });
  };
  const judge = (uri: string) => {
    clearTimeout(waiting.get(uri));
    waiting.set(
      uri,
      setTimeout(() => publish(uri), settled),
    );
  };
  let ending = false;

  const take = ({ id, method = "", params = {} }: Message): void => {
    const { textDocument, contentChanges = [] } = params;
    const uri = textDocument?.uri ?? "";
    switch (method) {
      case "initialize":
        send({ id, result: { capabilities, serverInfo: { name: "integrations" } } });
        break;
      case "shutdown":
        ending = true;
        send({ id, result: null });
        break;
      case "textDocument/didOpen":
      case "textDocument/didChange":
        open.set(uri, {
          text: contentChanges.at(-1)?.text ?? textDocument?.text ?? "",
          version: textDocument?.version,
        });
        judge(uri);
        break;
      case "textDocument/didSave":
        // A tenant's file may name the vendor's that was saved.
        for (const one of open.keys()) judge(one);
        break;
      case "textDocument/didClose":
        open.delete(uri);
        publish(uri);
        break;
      default:
        if (id !== undefined && method !== "")
          send({ id, error: { code: -32601, message: `${method} is not served` } });
    }
  };

  return new Promise((resolve) => {
    let read: Buffer = Buffer.alloc(0);
    const end = (code: number) => {
      for (const timer of waiting.values()) clearTimeout(timer);
      input.destroy();
      resolve(code);
    };
    input.on("data", (bytes: Buffer) => {
      const { messages, rest } = messagesIn(Buffer.concat([read, bytes]));
      read = rest;
      for (const message of messages) {
        if (message.method === "exit") return end(ending ? 0 : 1);
        take(message);
      }
    });
    input.on("end", () => end(ending ? 0 : 1));
  });
}
