/**
 * `./integrations sandbox up`, `sandbox destroy` and `sandbox tenant`, which `make up`, `make destroy` and `make tenant`
 * call: a stack on a simulated tenant, `dev` unless another is named, and that tenant by itself.
 */
import { join, relative, resolve } from "node:path";
import { Option } from "commander";
import type { StackFile } from "../../components/stack-file.ts";
import { playStack, sandboxTenantId, worldOf } from "../../components/world.ts";
import type { Plugins } from "../../sandbox/environment.ts";
import { sandboxFolder } from "../../sandbox/folder.ts";
import { folderFault } from "../../simulator/folder.ts";
import { OperationError, UsageError } from "../errors.ts";
import { chosenStack, type Place, type StackOptions } from "../stack.ts";
import { answer, exits, runVerb, say, verbCommand } from "../verb.ts";

interface Options {
  readonly plugins: Plugins;
}

/** The sandbox's stack that is meant. @throws UsageError for one of a real tenant: what is destroyed must be what was named */
async function sandboxStack(place: Place, named: StackOptions): Promise<StackFile> {
  const nobody = named.stack === undefined && named.tenant === undefined;
  const chosen = chosenStack(place, nobody ? { stack: playStack } : named);
  const { readTenant } = await import("../../components/settings.ts");
  const tenant = readTenant(relative(process.cwd(), resolve(place.root, chosen.file)));
  if (worldOf(tenant) === "sandbox") return chosen;
  throw new UsageError(
    `${chosen.file} is of the tenant ${tenant.id}: sandbox works on simulated tenants alone (tenant.id ${sandboxTenantId}), not on the stack ${chosen.stack}`,
  );
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

async function runIn(
  place: Place,
  { stack, file }: StackFile,
  what: "up" | "destroy",
  { plugins }: Options,
): Promise<number> {
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
        tenantFile: file,
        folder: sandboxFolder(root, stack),
        out: join(root, "out"),
        plugins,
        inherited: process.env,
        machineDay: day,
        writeSheets,
        leaveOut: async (session, tenant) => (await import("../left-out-sandbox.ts")).leftOutOfSandbox(session, tenant),
        heal: async (session, tenant, leftOut) =>
          (await import("../heal-sandbox.ts")).healSandbox(root, stack, session, tenant, leftOut),
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

async function serve({ root, day }: Place, { stack, file }: StackFile): Promise<number> {
  const [{ serveTenant }, { readTenant }, { todayIn }, { resolveTenant }, { vendorsApplicationsOf }] =
    await Promise.all([
      import("../../sandbox/serve.ts"),
      import("../../components/settings.ts"),
      import("../../components/world.ts"),
      import("../../components/resolved-tenant.ts"),
      import("../../components/vendors-applications.ts"),
    ]);
  const ended = interrupted();
  return told(async () => {
    const tenant = readTenant(resolve(root, file));
    const vendorsApplications = vendorsApplicationsOf(resolveTenant(tenant));
    await serveTenant({
      folder: sandboxFolder(root, stack),
      today: todayIn(tenant, day),
      vendorsApplications,
      absentApis: process.env.SIMULATOR_ABSENT_APIS,
      say: answer,
      ended,
    });
    return exits.fine;
  });
}

/**
 * @param before the stack that was named before the verb; one of a real tenant is refused
 * @returns the exit code
 */
export async function sandbox(args: readonly string[], before: StackOptions, place: Place): Promise<number> {
  let code: number = exits.fine;
  const plugins = () =>
    new Option("--plugins <which>", "ours, or the real azuread and tls providers of PATH")
      .choices(["stand-in", "real"])
      .default("stand-in");
  const command = verbCommand(
    "sandbox",
    "A stack on the tenant that is simulated on this machine: dev, or the one of --stack before the verb.",
    ["Exit codes: 0 done · 1 the run failed · 2 called wrongly"],
  );
  for (const [what, summary] of [
    ["up", "applies the stack's file and writes its sheets"],
    ["destroy", "empties the tenant and says what it found beside the stack"],
  ] as const)
    command
      .command(what)
      .description(summary)
      .addOption(plugins())
      .action(async (options: Options) => {
        code = await runIn(place, await sandboxStack(place, before), what, options);
      });
  command
    .command("tenant")
    .description("keeps the tenant running until Ctrl-C, for make up, every verb and whoever talks to it")
    .action(async () => {
      code = await serve(place, await sandboxStack(place, before));
    });
  return runVerb(command, args, () => code);
}
