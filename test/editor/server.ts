/** The YAML language server as an editor starts it: a process, spoken to over its standard input and output. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import {
  type CompletionItem,
  type CompletionList,
  type ConfigurationParams,
  createProtocolConnection,
  type Diagnostic,
  type Hover,
  type MarkupContent,
  type Position,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";

/** As an editor's settings say it: everything on, this checkout's own, and no schema from anywhere else. */
const settings = {
  validate: true,
  hover: true,
  completion: true,
  schemas: JSON.parse(readFileSync(".vscode/settings.json", "utf8"))["yaml.schemas"],
  schemaStore: { enable: false },
};

/** A file as it lies open. */
export interface OpenFile {
  /** What is underlined in it. */
  readonly diagnostics: Promise<readonly Diagnostic[]>;
  /** What is proposed at a place. */
  readonly completion: (position: Position) => Promise<readonly CompletionItem[]>;
  /** What is shown over the word at a place; empty: nothing. */
  readonly hover: (position: Position) => Promise<string>;
}

export interface Editor {
  readonly open: (text: string) => Promise<OpenFile>;
  readonly close: () => Promise<void>;
}

/** @param folder where the files seem to stand: a schema's path in their first line begins there */
export async function startEditor(folder: string): Promise<Editor> {
  const server = spawn(process.execPath, ["node_modules/yaml-language-server/bin/yaml-language-server", "--stdio"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const waiting = new Map<string, (diagnostics: readonly Diagnostic[]) => void>();
  connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }: PublishDiagnosticsParams) =>
    waiting.get(uri)?.(diagnostics),
  );
  connection.onRequest("workspace/configuration", ({ items }: ConfigurationParams) =>
    items.map(({ section }) => (section === "yaml" ? settings : {})),
  );
  connection.onRequest("client/registerCapability", () => null);
  connection.listen();
  const root = pathToFileURL(process.cwd()).href;
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: root,
    workspaceFolders: [{ name: "checkout", uri: root }],
    capabilities: {
      workspace: { configuration: true, workspaceFolders: true },
      textDocument: { hover: { contentFormat: ["markdown"] } },
    },
  });
  await connection.sendNotification("initialized", {});

  let opened = 0;
  return {
    open: async (text) => {
      opened += 1;
      const uri = pathToFileURL(`${folder}/file-${opened}.yaml`).href;
      const diagnostics = new Promise<readonly Diagnostic[]>((resolve) => waiting.set(uri, resolve));
      await connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri, languageId: "yaml", version: 1, text },
      });
      const at = (position: Position) => ({ textDocument: { uri }, position });
      return {
        diagnostics,
        completion: async (position) =>
          (await connection.sendRequest<CompletionList>("textDocument/completion", at(position))).items,
        hover: async (position) => {
          const hover = await connection.sendRequest<Hover | null>("textDocument/hover", at(position));
          return hover === null ? "" : (hover.contents as MarkupContent).value;
        },
      };
    },
    close: async () => {
      await connection.sendRequest("shutdown");
      connection.dispose();
      server.kill();
    },
  };
}
