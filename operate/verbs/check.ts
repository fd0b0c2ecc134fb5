/**
 * `./integrations check`: validates tenants' files and nothing else. No engine, no network.
 */
import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { type Fault, faultReport, SettingsError } from "../../components/faults.ts";
import { readVendor } from "../../components/own-vendors.ts";
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
  /** Files that this one names, with their faults. */
  readonly others?: readonly SettingsError[];
}

function notesOf(tenant: Tenant): CheckedFile["notes"] {
  return Object.keys(tenant.integrations).flatMap((integration) => {
    const definition = definitionIn(tenant, integration);
    const resolved = resolveIntegration(tenant, integration, definition);
    return preconditionNotes(resolved, definition).map((message) => ({ integration, message }));
  });
}

function shownFault({ path, line, message }: Fault): CheckedFile["faults"][number] {
  return { path: path.join("."), line: line ?? null, message };
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
    const faults = error.faults.map(shownFault);
    return {
      result: { file, integrations: 0, faults, notes: [] },
      text: faultReport(file, error.faults),
      others: error.others,
    };
  }
}

/** What is wrong with a file; undefined where nothing is. */
function ofError({ file, faults, message }: SettingsError): Checked {
  return {
    result: { file, integrations: 0, faults: faults.map(shownFault), notes: [] },
    text: message,
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

/** True for a file in the place of a vendor's. */
function isVendors(file: string): boolean {
  return basename(dirname(resolve(file))) === "vendors";
}

/** A vendor's file by itself: whoever names it or nobody. */
function checkedVendor(file: string): Checked {
  try {
    const { product } = readVendor(file);
    return { result: { file, integrations: 0, faults: [], notes: [] }, text: `${file}: ${product}, no faults` };
  } catch (error) {
    if (error instanceof SettingsError) return ofError(error);
    throw error;
  }
}

/** Of a file that is named both in itself and by another one, once. */
function once(all: readonly Checked[]): Checked[] {
  return all.filter(({ result }, at) => all.findIndex((other) => other.result.file === result.file) === at);
}

function filesOf(place: Place, named: readonly string[], { json: _, ...stack }: Options): readonly string[] {
  if (named.length > 0) return named;
  const shown = (file: string) => relative(place.cwd, join(place.root, file));
  if (stack.stack !== undefined || stack.tenant !== undefined) return [shown(chosenStack(place, stack).file)];
  const all = globSync("tenants/*.{yaml,yml}", { cwd: place.root }).sort();
  const vendors = globSync("vendors/*.yaml", { cwd: place.root }).sort();
  if (all.length === 0) throw new UsageError("tenants/ holds no file; name one: ./integrations check <file>");
  return [...all, ...vendors].map(shown);
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
    .action((named: string[], options: Options) => {
      if (named.length > 0 && (options.stack !== undefined || options.tenant !== undefined))
        throw new UsageError("name files, or a stack, not both");
      const results = once(
        filesOf(place, named, options).flatMap((file) => {
          const one = isVendors(file) ? checkedVendor(file) : checked(file, place.day);
          return [one, ...(one.others ?? []).map(ofError)];
        }),
      );
      code = results.every(({ result }) => result.faults.length === 0) ? exits.fine : exits.refused;
      if (options.json) {
        answerJson({ files: results.map(({ result }) => result) });
        return;
      }
      for (const { result, text } of results) (result.faults.length === 0 ? answer : say)(text);
      const unknown = code === exits.fine ? unknownToEditors(place) : [];
      if (unknown.length > 0)
        say(`Editors do not know ${unknown.join(", ")} yet: ./integrations vendor brings their schema up to date`);
    });
  return runVerb(command, args, () => code);
}
