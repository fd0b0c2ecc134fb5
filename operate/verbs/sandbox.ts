/**
 * `./integrations sandbox up` and `sandbox destroy`, which `make up` and `make destroy` call: the stack `dev` on the
 * simulated tenant.
 */
import { join } from "node:path";
import { Option } from "commander";
import type { Plugins } from "../../sandbox/environment.ts";
import { folderFault } from "../../simulator/folder.ts";
import { OperationError, UsageError } from "../errors.ts";
import { chosenStack, type Place, type StackOptions } from "../stack.ts";
import { exits, runVerb, verbCommand } from "../verb.ts";

const stack = "dev";

interface Options {
  readonly plugins: Plugins;
}

async function runIn(place: Place, what: "up" | "destroy", { plugins }: Options): Promise<number> {
  const { root, day } = place;
  const [{ runSandbox }, { keptNameAdvice }, { writeSheets }] = await Promise.all([
    import("../../sandbox/run.ts"),
    import("../handover/kept-name.ts"),
    import("../handover/sheets.ts"),
  ]);
  try {
    return await runSandbox(
      {
        root,
        project: root,
        stack,
        tenantFile: `tenants/${stack}.yaml`,
        folder: join(root, ".simulated"),
        out: join(root, "out"),
        plugins,
        inherited: process.env,
        machineDay: day,
        writeSheets,
        heal: async (session, tenant) => (await import("../heal-sandbox.ts")).healSandbox(root, stack, session, tenant),
        advice: keptNameAdvice,
        say: (line) => process.stdout.write(`${line}\n`),
        warn: (line) => process.stderr.write(`${line}\n`),
      },
      what,
    );
  } catch (error) {
    const told = folderFault(error) ?? error;
    throw new OperationError(told instanceof Error ? told.message : String(told));
  }
}

/** What is destroyed must be what was named: `--stack prod sandbox destroy` is not taken for the sandbox's stack. */
function assertOurs(place: Place, named: StackOptions): void {
  if (named.stack === undefined && named.tenant === undefined) return;
  const chosen = chosenStack(place, named).stack;
  if (chosen !== stack) throw new UsageError(`sandbox works on the stack ${stack} alone, not on ${chosen}`);
}

/**
 * @param before the stack that was named before the verb; only the sandbox's own is taken
 * @returns the exit code
 */
export async function sandbox(args: readonly string[], before: StackOptions, place: Place): Promise<number> {
  assertOurs(place, before);
  let code: number = exits.fine;
  const plugins = () =>
    new Option("--plugins <which>", "ours, or the real azuread and tls providers of PATH")
      .choices(["stand-in", "real"])
      .default("stand-in");
  const command = verbCommand("sandbox", "The stack dev on the tenant that is simulated on this machine.", [
    "Exit codes: 0 done · 1 the run failed · 2 called wrongly",
  ]);
  for (const [what, summary] of [
    ["up", "applies tenants/dev.yaml and writes its sheets"],
    ["destroy", "empties the tenant and says what it found beside the stack"],
  ] as const)
    command
      .command(what)
      .description(summary)
      .addOption(plugins())
      .action(async (options: Options) => {
        code = await runIn(place, what, options);
      });
  return runVerb(command, args, () => code);
}
