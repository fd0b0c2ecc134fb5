/** `./integrations check --language-server`, as an editor runs it beside the YAML language server. */
import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { dev, rep } from "../changed-dev-file.ts";
import { wrong } from "../wrong-files.ts";
import { good, texts } from "../wrong-vendor-files.ts";

let server: ChildProcess;
let connection: ProtocolConnection;
const waiting = new Map<string, (diagnostics: readonly Diagnostic[]) => void>();

beforeAll(async () => {
  server = spawn(resolve("integrations"), ["check", "--language-server"], { stdio: ["pipe", "pipe", "inherit"] });
  connection = createProtocolConnection(
    new StreamMessageReader(server.stdout as NodeJS.ReadableStream),
    new StreamMessageWriter(server.stdin as NodeJS.WritableStream),
  );
  connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }: PublishDiagnosticsParams) =>
    waiting.get(uri)?.(diagnostics),
  );
  connection.listen();
  const { capabilities } = await connection.sendRequest<InitializeResult>("initialize", { capabilities: {} });
  expect(capabilities.textDocumentSync).toEqual({ openClose: true, change: 2, save: true });
  await connection.sendNotification("initialized", {});
});
afterAll(() => {
  connection.dispose();
  server.kill();
});

function uriOf(file: string): string {
  return pathToFileURL(resolve(file)).href;
}

function told(uri: string): Promise<readonly Diagnostic[]> {
  return new Promise((done) => waiting.set(uri, done));
}

async function opened(file: string, text: string): Promise<readonly Diagnostic[]> {
  const uri = uriOf(file);
  const diagnostics = told(uri);
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "yaml", version: 1, text },
  });
  return diagnostics;
}

async function changed(file: string, text: string, version: number): Promise<readonly Diagnostic[]> {
  const uri = uriOf(file);
  const diagnostics = told(uri);
  await connection.sendNotification("textDocument/didChange", {
    textDocument: { uri, version },
    contentChanges: [{ text }],
  });
  return diagnostics;
}

test("nothing is told of a good file, nor of one that is neither a tenant's nor a vendor's", async () => {
  expect(await opened("tenants/good.yaml", dev)).toEqual([]);
  expect(await opened("vendors/good-one.yaml", good)).toEqual([]);
  expect(await opened("somewhere/else.yaml", "vendor: none")).toEqual([]);
});

test("something is underlined in every fifth wrong file; check-lines.test.ts has the places of all", async () => {
  const some = <T>(all: readonly T[]) => all.filter((_, at) => at % 5 === 0);
  const tenants = some(wrong).map(async ([what, text], at) => ({
    what,
    count: (await opened(`tenants/w${at}.yaml`, text)).length,
  }));
  const vendors = some(Object.entries(texts)).map(async ([what, text], at) => ({
    what,
    count: (await opened(`vendors/w-${at}.yaml`, text)).length,
  }));
  const all = await Promise.all([...tenants, ...vendors]);
  expect(all.length).toBeGreaterThan(90);
  expect(all.filter(({ count }) => count === 0).map(({ what }) => what)).toEqual([]);
});

test("what is typed is judged without being saved, and the mended place is told no more", async () => {
  const file = "tenants/typed.yaml";
  expect(await opened(file, dev)).toEqual([]);
  expect(await changed(file, rep("[Teams Administrator]", "[Teams Admin]"), 2)).toEqual([
    {
      range: { start: { line: 74, character: 21 }, end: { line: 74, character: 32 } },
      severity: 1,
      source: "integrations",
      message: expect.stringMatching(/^live-platform · directoryRoles\[0\]: "Teams Admin" is not a directory role/),
    },
  ]);
  expect(await changed(file, dev, 3)).toEqual([]);
});

test("what cannot work as it stands is a warning at the integration", async () => {
  const file = "tenants/warned.yaml";
  const text = rep("directoryRoles: [Teams Administrator]", "directoryRoles: [Global Reader]");
  const [first] = await opened(file, text);
  expect(first).toMatchObject({ severity: 2 });
  expect(text.split("\n")[first?.range.start.line ?? 0]).toBe("  live-platform:");
});

test("no secret is told", async () => {
  const diagnostics = await opened(
    "tenants/secret.yaml",
    rep("ticket: CHG0030002", "ticket: CHG0030002 # password: abcdE1f2G3h4"),
  );
  expect(diagnostics.map(({ message }) => message)).toEqual([
    expect.stringContaining("holds what looks like a secret"),
  ]);
  expect(JSON.stringify(diagnostics)).not.toContain("abcdE1f2G3h4");
});

test("a request that it does not serve is answered, and the editor's goodbye ends it", async () => {
  await expect(connection.sendRequest("textDocument/hover", {})).rejects.toThrow("Unhandled method textDocument/hover");
  await connection.sendRequest("shutdown");
  const code = new Promise((done) => server.once("exit", done));
  await connection.sendNotification("exit");
  expect(await code).toBe(0);
});
