/**
 * `./integrations verify`: what the file declares, what was granted and what works, side by side. It reads; only `--lock`
 * writes, and that one property.
 */
import { OperationError, UsageError } from "../errors.ts";
import { integrationNamed, type OpenedStack, withOpenedStack } from "../opened.ts";
import { openStack, type Place, type Stack, type StackOptions, worldLine } from "../stack.ts";
import { runVerb, verbCommand, withStack } from "../verb.ts";
import { compare, type Sides } from "../verify/compare.ts";
import { namingOf, remedyLine } from "../verify/remedy.ts";
import type { Row } from "../verify/row.ts";
import { sidesOf } from "../verify/sides.ts";
import { counted, report } from "../verify/table.ts";

/** A difference is certain whatever could not be looked at, so it comes first. */
const exits = { same: 0, different: 1, unusable: 2, unchecked: 3 } as const;

interface Options extends StackOptions {
  readonly json?: true;
  readonly all?: true;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** @returns the exit code that the rows come to */
export function codeOf(rows: readonly Row[]): number {
  const { different, undeclared, "not checked": unchecked } = counted(rows);
  if (different + undeclared > 0) return exits.different;
  return unchecked > 0 ? exits.unchecked : exits.same;
}

/** Reads all sides of the stack, or of one integration. */
async function sidesIn({ stack, pulumi, graph, vaults }: OpenedStack, only: string | undefined): Promise<Sides> {
  return sidesOf({
    stack: { project: stack.project, stack: stack.name, consentClientId: stack.consentClientId },
    integrations: stack.integrations.filter(({ name }) => only === undefined || name === only),
    exportState: () => pulumi.read(["stack", "export"]),
    graph: await graph(),
    vaults: await vaults(),
    now: pulumi.tenantTime(),
    naming: namingOf(stack),
  });
}

function print(stack: Stack, rows: readonly Row[], { json, all }: Options, only: string | undefined): void {
  if (json) {
    const shown = rows.map(({ remedy, ...row }) => ({
      ...row,
      ...(remedy !== undefined && { remedy: { ...remedy, line: remedyLine(remedy) } }),
    }));
    const document = { stack: stack.name, tenant: stack.tenant.id, counts: counted(rows), rows: shown };
    process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    return;
  }
  const columns = process.stdout.isTTY ? process.stdout.columns : undefined;
  const lines = report(rows, all === true || only !== undefined, columns);
  process.stdout.write(`${lines.join("\n")}\n`);
}

/** @returns the exit code */
export async function verify(args: readonly string[], place: Place): Promise<number> {
  let code: number = exits.same;
  const command = withStack(
    verbCommand(
      "verify",
      "Compares what the file declares with what stands in the tenant, and says what mends each difference.",
      [
        "Without an integration it shows what is not as declared; of one integration, or with --all, every check.",
        "It reads, in few batched requests; nothing is written.",
        "Exit codes: 0 all as declared · 1 something differs, or stands there undeclared · 2 called wrongly ·",
        "            3 something could not be checked",
      ],
    ),
  )
    .argument("[integration]", "only this one")
    .option("--all", "show what is as declared, too")
    .option("--json", "print one JSON document")
    .action(async (only: string | undefined, options: Options) => {
      const stack = openStack(place, options);
      if (only !== undefined) integrationNamed(stack, only);
      say(worldLine(stack));
      await withOpenedStack(place, stack, say, async (opened) => {
        const sides = await sidesIn(opened, only);
        // The state knows other integrations, too; they are not asked for.
        const rows = compare(sides).filter(({ integration }) => only === undefined || (integration ?? only) === only);
        print(stack, rows, options, only);
        code = codeOf(rows);
      });
    });
  try {
    return await runVerb(command, args, () => code);
  } catch (error) {
    if (!(error instanceof OperationError) || error instanceof UsageError) throw error;
    process.stderr.write(`${error.message}\n`);
    return exits.unchecked;
  }
}
