/**
 * The check as a language server (Language Server Protocol 3.17, over standard input and output): what is written but not saved is
 * judged while it is typed. It tells faults and nothing else; completion and hover are the YAML language server's, beside it.
 */
import { basename, dirname, relative } from "node:path";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import {
  createConnection,
  type Diagnostic,
  DiagnosticSeverity,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { checkedText } from "./checked.ts";
import { type Problem, problemsIn } from "./problems.ts";

/** Sent as it is counted there: lines and columns from 0. */
function diagnostic({ severity, line, columns: [from, to], message }: Problem): Diagnostic {
  return {
    range: { start: { line: line - 1, character: from - 1 }, end: { line: line - 1, character: to - 1 } },
    severity: severity === "error" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
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

/** Milliseconds in which nothing is typed before it is judged. */
const settled = 80;

/** Serves one editor. The process ends with the editor's goodbye, or with the editor: exit 0 after `shutdown`, otherwise 1. */
export function serveEditor(
  input: Readable,
  output: Writable,
  { cwd, day }: { readonly cwd: string; readonly day: string },
): Promise<never> {
  const connection = createConnection(input, output);
  const documents = new TextDocuments(TextDocument);
  const waiting = new Map<string, NodeJS.Timeout>();
  const publish = (uri: string) => {
    const document = documents.get(uri);
    if (document === undefined) return;
    const diagnostics = diagnosticsOf(uri, document.getText(), cwd, day);
    void connection.sendDiagnostics({ uri, version: document.version, diagnostics });
  };
  const judge = ({ uri }: TextDocument) => {
    clearTimeout(waiting.get(uri));
    waiting.set(
      uri,
      setTimeout(() => publish(uri), settled),
    );
  };

  connection.onInitialize(() => ({
    capabilities: { textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true } },
    serverInfo: { name: "integrations" },
  }));
  documents.onDidChangeContent(({ document }) => judge(document));
  documents.onDidSave(() => {
    // A tenant's file may name the vendor's that was saved.
    for (const document of documents.all()) judge(document);
  });
  documents.onDidClose(({ document: { uri } }) => {
    clearTimeout(waiting.get(uri));
    void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  documents.listen(connection);
  connection.listen();
  return new Promise(() => {});
}
