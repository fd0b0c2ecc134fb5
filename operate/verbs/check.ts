/** `./integrations check`: tells every fault of tenants' and vendors' files, once, on each change, or to an editor. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import type { Fault } from "../../components/faults.ts";
import { type Checked, checkedFiles, type Note } from "../check/checked.ts";
import { problemLines } from "../check/problems.ts";
import { beginning, ending, watchFolders } from "../check/watch.ts";
import { UsageError } from "../errors.ts";
import { chosenStack, type Place, type StackOptions } from "../stack.ts";
import { answer, answerJson, exits, runVerb, say, verbCommand, withStack } from "../verb.ts";

/** What `--json` prints of one file. */
interface CheckedFile {
  readonly file: string;
  readonly integrations: number;
  readonly faults: readonly { readonly path: string; readonly line: number | null; readonly message: string }[];
  readonly notes: readonly Pick<Note, "integration" | "message">[];
}

interface Options extends StackOptions {
  readonly json?: true;
  readonly languageServer?: true;
  readonly lines?: true;
  readonly watch?: true;
}

function shownFault({ path, line, message }: Fault): CheckedFile["faults"][number] {
  return { path: path.join("."), line: line ?? null, message };
}

function shownFile({ file, integrations, faults, notes }: Checked): CheckedFile {
  return {
    file,
    integrations,
    faults: faults.map(shownFault),
    notes: notes.map(({ integration, message }) => ({ integration, message })),
  };
}

/** Vendors of one's own that the editor's schema of the tenants' files does not complete yet. */
function unknownToEditors({ root }: Place): readonly string[] {
  const vendors = globSync("vendors/*.yaml", { cwd: root }).map((file) => basename(file, ".yaml"));
  const schema = join(root, "tenants/tenant.schema.json");
  if (vendors.length === 0 || !existsSync(schema)) return [];
  const text = readFileSync(schema, "utf8");
  return vendors.filter((vendor) => !text.includes(JSON.stringify(vendor))).sort();
}

function filesOf(place: Place, named: readonly string[], { stack, tenant }: StackOptions): readonly string[] {
  if (named.length > 0) return named;
  const shown = (file: string) => relative(place.cwd, join(place.root, file));
  if (stack !== undefined || tenant !== undefined)
    return [shown(chosenStack(place, { ...(stack && { stack }), ...(tenant && { tenant }) }).file)];
  const all = globSync("tenants/*.{yaml,yml}", { cwd: place.root }).sort();
  const vendors = globSync("vendors/*.yaml", { cwd: place.root }).sort();
  if (all.length === 0) throw new UsageError("tenants/ holds no file; name one: ./integrations check <file>");
  return [...all, ...vendors].map(shown);
}

/** The folders in which something may change that a check of these files reads. */
function foldersOf({ root, cwd }: Place, files: readonly string[]): readonly string[] {
  const places = [...files.map((file) => dirname(resolve(cwd, file))), join(root, "vendors")];
  return [...new Set(places)].filter((folder) => existsSync(folder));
}

/** Never ends by itself. */
function watching(place: Place, files: () => readonly string[]): Promise<never> {
  watchFolders({
    folders: foldersOf(place, files()),
    round: (changed) => {
      answer(beginning(changed, place.cwd));
      const results = checkedFiles(files(), place.day);
      for (const line of results.flatMap(problemLines)) answer(line);
      answer(
        ending(
          results.length,
          results.reduce((sum, { faults }) => sum + faults.length, 0),
        ),
      );
    },
  });
  return new Promise(() => {});
}

/** @returns the exit code */
export function check(args: readonly string[], place: Place): Promise<number> {
  let code: number = exits.fine;
  const command = withStack(
    verbCommand(
      "check",
      "Checks tenants' and vendors' files: every fault at once, with its line. No engine, no network.",
      ["Exit codes: 0 no faults · 1 faults · 2 called wrongly"],
    ),
  )
    .argument("[files...]", "files to check; every file in tenants/ and vendors/ when left out")
    .option("--json", "print one JSON document")
    .option("--lines", "print each fault as compilers do, for an editor: <file>:<line>:<column>: error: …")
    .option("--watch", "the same again whenever a file changes, until Ctrl-C")
    .option("--language-server", "serve an editor over standard input and output, while somebody types (LSP)")
    .action(async (named: string[], options: Options) => {
      if (named.length > 0 && (options.stack !== undefined || options.tenant !== undefined))
        throw new UsageError("name files, or a stack, not both");
      if (options.languageServer) {
        // The protocol's library is loaded for an editor alone: every other check is quicker without it.
        const { serveEditor } = await import("../check/language-server.ts");
        return serveEditor(process.stdin, process.stdout, place);
      }
      if (options.json && (options.lines || options.watch))
        throw new UsageError("--json prints one document; --lines and --watch print lines");
      const files = () => filesOf(place, named, options);
      if (options.watch) await watching(place, files);
      const results = checkedFiles(files(), place.day);
      code = results.every(({ faults }) => faults.length === 0) ? exits.fine : exits.refused;
      if (options.json) {
        answerJson({ files: results.map(shownFile) });
        return;
      }
      if (options.lines) {
        for (const line of results.flatMap(problemLines)) answer(line);
        return;
      }
      for (const { faults, text } of results) (faults.length === 0 ? answer : say)(text);
      const unknown = code === exits.fine ? unknownToEditors(place) : [];
      if (unknown.length > 0)
        say(`Editors do not know ${unknown.join(", ")} yet: ./integrations vendor brings their schema up to date`);
    });
  return runVerb(command, args, () => code);
}
