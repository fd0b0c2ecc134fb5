/**
 * `./integrations handover`: the sheets for the vendors' administrators, from a stack's outputs.
 */
import { join, relative } from "node:path";
import { integrationNamed, withOpenedStack } from "../opened.ts";
import { openStack, type Place, type StackOptions, worldLine } from "../stack.ts";
import { exits, runVerb, verbCommand, withStack } from "../verb.ts";

interface Options extends StackOptions {
  readonly out?: string;
  readonly json?: true;
}

/** @returns the exit code */
export function handover(args: readonly string[], place: Place): Promise<number> {
  const command = withStack(
    verbCommand("handover", "Writes the sheets for the vendors' administrators from the stack's outputs.", [
      "Exit codes: 0 written · 1 the stack cannot be read · 2 called wrongly",
    ]),
  )
    .argument("[integration]", "only this one's sheet")
    .option("--out <folder>", "where to write; out/handover/<stack> when left out")
    .option("--json", "print the paths as one JSON document")
    .action(async (name: string | undefined, options: Options) => {
      const stack = openStack(place, options);
      if (name !== undefined) integrationNamed(stack, name);
      process.stderr.write(`${worldLine(stack)}\n`);
      // Loads the providers' packages, which help and a wrong word need not wait for.
      const { writeSheets } = await import("../handover/sheets.ts");
      const folder = options.out ?? join(place.root, "out", "handover", stack.name);
      const named = { stack: stack.name, tenantFile: stack.file };
      const say = (line: string) => process.stderr.write(`${line}\n`);
      const outputs = await withOpenedStack(place, stack, say, async (opened) => opened.outputs);
      const written = writeSheets(stack.tenant, outputs, folder, named, name);
      const sheets = [...written].map(([integration, path]) => ({ integration, sheet: relative(place.cwd, path) }));
      process.stdout.write(
        options.json
          ? `${JSON.stringify({ stack: stack.name, sheets }, null, 2)}\n`
          : sheets.map(({ sheet }) => `${sheet}\n`).join(""),
      );
    });
  return runVerb(command, args, () => exits.fine);
}
