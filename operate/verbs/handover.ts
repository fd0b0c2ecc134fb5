/**
 * `./integrations handover`: the sheets for the vendors' administrators, from a stack's outputs.
 */
import { join, relative } from "node:path";
import type { IntegrationsOutput } from "../../components/outputs.ts";
import { openPulumi } from "../engine.ts";
import { OperationError, unknownWord } from "../errors.ts";
import { openStack, type Place, type Stack, type StackOptions, worldLine } from "../stack.ts";
import { exits, runVerb, verbCommand, withStack } from "../verb.ts";

interface Options extends StackOptions {
  readonly out?: string;
  readonly json?: true;
}

/** The CLI's words with what to do about them, where that is known. */
function withNextStep({ message }: OperationError, { name, world }: Stack): OperationError {
  if (message.includes("no stack named")) {
    const first = world === "sandbox" ? "make up" : `./integrations pulumi stack init ${name}`;
    return new OperationError(`the stack ${name} was never made in this backend: run \`${first}\` first`);
  }
  const backend = "Choose a backend first: PULUMI_BACKEND_URL, or `./integrations --stack <stack> pulumi login <url>`.";
  return new OperationError(message.includes("PULUMI_ACCESS_TOKEN") ? `${message}\n${backend}` : message);
}

/** The stack's output `integrations`, by its CLI. */
async function outputsOf(place: Place, stack: Stack): Promise<IntegrationsOutput> {
  const pulumi = await openPulumi(place, stack, process.env, (line) => process.stderr.write(`${line}\n`));
  try {
    const outputs = JSON.parse(await pulumi.read(["stack", "output", "--json"])) as {
      readonly integrations?: IntegrationsOutput;
    };
    if (outputs.integrations) return outputs.integrations;
  } catch (error) {
    throw error instanceof OperationError ? withNextStep(error, stack) : error;
  } finally {
    await pulumi.close();
  }
  const first = stack.world === "sandbox" ? "make up" : `./integrations pulumi up --stack ${stack.name}`;
  throw new OperationError(`the stack ${stack.name} has no outputs yet: run \`${first}\` first`);
}

function assertKnown({ tenant, file }: Stack, name: string | undefined): void {
  const names = Object.keys(tenant.integrations);
  if (name === undefined || names.includes(name)) return;
  throw unknownWord(`${file} has no integration ${JSON.stringify(name)}`, name, names);
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
      assertKnown(stack, name);
      process.stderr.write(`${worldLine(stack)}\n`);
      // Loads the providers' packages, which help and a wrong word need not wait for.
      const { writeSheets } = await import("../handover/sheets.ts");
      const folder = options.out ?? join(place.root, "out", "handover", stack.name);
      const named = { stack: stack.name, tenantFile: stack.file };
      const written = writeSheets(stack.tenant, await outputsOf(place, stack), folder, named, name);
      const sheets = [...written].map(([integration, path]) => ({ integration, sheet: relative(place.cwd, path) }));
      process.stdout.write(
        options.json
          ? `${JSON.stringify({ stack: stack.name, sheets }, null, 2)}\n`
          : sheets.map(({ sheet }) => `${sheet}\n`).join(""),
      );
    });
  return runVerb(command, args, () => exits.fine);
}
