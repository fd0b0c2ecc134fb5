/**
 * `./integrations check`: validates tenants' files and nothing else. No engine, no network.
 */
import { globSync } from "node:fs";
import { join, relative } from "node:path";
import { SettingsError } from "../../components/faults.ts";
import { preconditionNotes } from "../../components/precondition-notes.ts";
import { resolveIntegration } from "../../components/resolved-integration.ts";
import { definitionIn, readTenant, type Tenant } from "../../components/settings.ts";
import { todayIn } from "../../components/world.ts";
import { UsageError } from "../errors.ts";
import { chosenStack, type Place, type StackOptions } from "../stack.ts";
import { dueLine } from "../status/table.ts";
import { answer, answerJson, exits, runVerb, say, verbCommand, withStack } from "../verb.ts";

/** What `--json` prints of one file. */
interface CheckedFile {
  readonly file: string;
  readonly integrations: number;
  readonly faults: readonly { readonly path: string; readonly line: number | null; readonly message: string }[];
  /** What a good file asks for that cannot work as it stands. */
  readonly notes: readonly { readonly integration: string; readonly message: string }[];
}

interface Options extends StackOptions {
  readonly json?: true;
}

interface Checked {
  readonly result: CheckedFile;
  /** One line for a good file, the whole report for a bad one. */
  readonly text: string;
}

function notesOf(tenant: Tenant): CheckedFile["notes"] {
  return Object.keys(tenant.integrations).flatMap((integration) => {
    const definition = definitionIn(tenant, integration);
    const resolved = resolveIntegration(tenant, integration, definition);
    return preconditionNotes(resolved, definition).map((message) => ({ integration, message }));
  });
}

function checked(file: string, machineDay: string): Checked {
  try {
    const tenant = readTenant(file);
    const integrations = Object.keys(tenant.integrations).length;
    const count = `${integrations} ${integrations === 1 ? "integration" : "integrations"}`;
    const due = dueLine(tenant, todayIn(tenant, machineDay));
    const notes = notesOf(tenant);
    const text = [
      `${file}: ${count}, no faults`,
      ...notes.map(({ integration, message }) => `  ${integration}\n    ${message}`),
      ...(due === undefined ? [] : [due]),
    ].join("\n");
    return { result: { file, integrations, faults: [], notes }, text };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const faults = error.faults.map(({ path, line, message }) => ({
      path: path.join("."),
      line: line ?? null,
      message,
    }));
    return { result: { file, integrations: 0, faults, notes: [] }, text: error.message };
  }
}

function filesOf(place: Place, named: readonly string[], { json: _, ...stack }: Options): readonly string[] {
  if (named.length > 0) return named;
  const shown = (file: string) => relative(place.cwd, join(place.root, file));
  if (stack.stack !== undefined || stack.tenant !== undefined) return [shown(chosenStack(place, stack).file)];
  const all = globSync("tenants/*.{yaml,yml}", { cwd: place.root }).sort();
  if (all.length === 0) throw new UsageError("tenants/ holds no file; name one: ./integrations check <file>");
  return all.map(shown);
}

/** @returns the exit code */
export function check(args: readonly string[], place: Place): Promise<number> {
  let code: number = exits.fine;
  const command = withStack(
    verbCommand("check", "Checks tenants' files: every fault at once, with its line. No engine, no network.", [
      "Exit codes: 0 no faults · 1 faults · 2 called wrongly",
    ]),
  )
    .argument("[files...]", "files to check; every file in tenants/ when left out")
    .option("--json", "print one JSON document")
    .action((named: string[], options: Options) => {
      if (named.length > 0 && (options.stack !== undefined || options.tenant !== undefined))
        throw new UsageError("name files, or a stack, not both");
      const results = filesOf(place, named, options).map((file) => checked(file, place.day));
      code = results.every(({ result }) => result.faults.length === 0) ? exits.fine : exits.refused;
      if (options.json) {
        answerJson({ files: results.map(({ result }) => result) });
        return;
      }
      for (const { result, text } of results) (result.faults.length === 0 ? answer : say)(text);
    });
  return runVerb(command, args, () => code);
}
