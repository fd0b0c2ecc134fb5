/**
 * `./integrations sandbox up`, `sandbox destroy` and `sandbox tenant`, which `make up`, `make destroy` and `make tenant`
 * call: the stack `dev` on the simulated tenant, and that tenant by itself.
 */
import { join } from "node:path";
import { Option } from "commander";
import type { Plugins } from "../../sandbox/environment.ts";
import { folderFault } from "../../simulator/folder.ts";
import { OperationError, UsageError } from "../errors.ts";
import { chosenStack, type Place, type StackOptions } from "../stack.ts";
import { answer, exits, runVerb, say, verbCommand } from "../verb.ts";

const stack = "dev";

interface Options {
  readonly plugins: Plugins;
}

function folderIn(root: string): string {
  return join(root, ".simulated");
}

/** @throws OperationError with what went wrong, for a person */
async function told(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    const fault = folderFault(error) ?? error;
    throw new OperationError(fault instanceof Error ? fault.message : String(fault));
  }
}

async function runIn(place: Place, what: "up" | "destroy", { plugins }: Options): Promise<number> {
  const { root, day } = place;
  const [{ runSandbox }, { keptNameAdvice }, { writeSheets }, { dueLine }] = await Promise.all([
    import("../../sandbox/run.ts"),
    import("../handover/kept-name.ts"),
    import("../handover/sheets.ts"),
    import("../status/table.ts"),
  ]);
  return told(() =>
    runSandbox(
      {
        root,
        project: root,
        stack,
        tenantFile: `tenants/${stack}.yaml`,
        folder: folderIn(root),
        out: join(root, "out"),
        plugins,
        inherited: process.env,
        machineDay: day,
        writeSheets,
        heal: async (session, tenant) => (await import("../heal-sandbox.ts")).healSandbox(root, stack, session, tenant),
        verify: async (session, tenant) =>
          (await import("../verify-sandbox.ts")).verifySandbox(root, stack, session, tenant, process.stdout.columns),
        advice: keptNameAdvice,
        due: dueLine,
        say: answer,
        warn: say,
      },
      what,
    ),
  );
}

/** Settles at Ctrl-C, and where the process is asked to end; a second time it ends at once. */
function interrupted(): Promise<void> {
  return new Promise((done) => {
    let asked = false;
    const answer = () => {
      if (asked) process.exit(exits.refused);
      asked = true;
      done();
    };
    // They stay: where nobody listened any more, a file that is just being written would end the process (signal-exit).
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, answer);
  });
}

async function serve({ root, day }: Place): Promise<number> {
  const [{ serveTenant }, { readTenant }, { todayIn }] = await Promise.all([
    import("../../sandbox/serve.ts"),
    import("../../components/settings.ts"),
    import("../../components/world.ts"),
  ]);
  const ended = interrupted();
  return told(async () => {
    const today = todayIn(readTenant(join(root, "tenants", `${stack}.yaml`)), day);
    await serveTenant({ folder: folderIn(root), today, say: answer, ended });
    return exits.fine;
  });
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
  command
    .command("tenant")
    .description("keeps the tenant running until Ctrl-C, for make up, every verb and whoever talks to it")
    .action(async () => {
      code = await serve(place);
    });
  return runVerb(command, args, () => code);
}
