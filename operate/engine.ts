/**
 * The right Pulumi CLI for a stack: the project's Node runs the program, and in the sandbox backend, passphrase and
 * tenant are the sandbox's. A real stack gets the person's own environment, and never a stand-in plugin.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { delimiter, join } from "node:path";
import { vendorsApplicationsOf } from "../components/vendors-applications.ts";
import { type Confinement, confinementVariable } from "../engine/confinement.ts";
import { type Engine, engineFor, type Say } from "../engine/install.ts";
import { sandboxFolder } from "../sandbox/folder.ts";
import { OperationError } from "./errors.ts";
import type { VaultReader } from "./secret/vault.ts";
import type { SignedIn } from "./sign-in.ts";
import type { Place, Stack } from "./stack.ts";
import { type Backend, sandboxTime } from "./witness.ts";

/** Environment variables, as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Variables of one command. */
type Variables = Readonly<Record<string, string>>;

/** What came of a command. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a command runs whose program is confined. */
export interface ConfinedRun {
  readonly confinement: Confinement;
  /** Variables of the engine beside the person's. */
  readonly more?: Variables;
}

/** The CLI, ready for one stack. */
export interface Pulumi {
  /** Runs a command on the person's own terminal, with variables beside theirs. @returns the CLI's exit code */
  pass(args: readonly string[], more?: Variables): Promise<number>;
  /** {@link pass} of a command whose program and policy packs are confined, whichever language host the engine brings. */
  passConfined(args: readonly string[], how: ConfinedRun): Promise<number>;
  /** The same with nobody to ask; nothing of its answer is kept in a log. A command that fails is an answer. */
  runConfined(args: readonly string[], how: ConfinedRun): Promise<Ran>;
  /** Runs a command on the stack, with nobody to ask, and answers what it prints. @throws OperationError with the CLI's own words where it fails */
  read(args: readonly string[], more?: Variables): Promise<string>;
  /** {@link read} of what holds secrets: nothing of its answer is kept in a log. */
  readSecret(args: readonly string[]): Promise<string>;
  /** The same for a command that reads its input, as `stack import` does: nothing is put down in a file. */
  give(args: readonly string[], input: string): Promise<void>;
  /** Signs in to the stack's tenant; the libraries load only here. */
  signIn(): Promise<SignedIn>;
  /** Whoever may read the tenant's sign-in reports: in the sandbox the identity team, on a real tenant the person. */
  signInToReports(): Promise<SignedIn>;
  /** Whoever may read the values of a vault: in the sandbox a principal of its own, on a real tenant the person. */
  vaultReader(vaultName: string): Promise<VaultReader>;
  /** Where the engine keeps the stack's state, as far as the environment says it. */
  readonly backendUrl: string | undefined;
  /** The tenant's present: a simulated one has a clock of its own. */
  tenantTime(): Date;
  /** The engine's times by the tenant's clock. */
  readonly inTenantTime: Backend["inTenantTime"];
  close(): Promise<void>;
}

/** The person's environment with the project's Node first, then, where no Pulumi is installed, the built one. */
export function realEnvironment(
  inherited: Environment,
  root: string,
  engine: Pick<Engine, "kind" | "bin">,
  stack: string,
): Environment {
  const path = [join(root, "node_modules", ".bin"), ...(engine.kind === "built" ? [engine.bin] : []), inherited.PATH];
  return { ...inherited, PATH: path.filter(Boolean).join(delimiter), PULUMI_STACK: stack };
}

/**
 * Variables with which our language host starts the program, as the confinement says: it comes first on PATH, and nothing
 * tells the engine to look past PATH. A plugin that is not installed is an error: none is fetched.
 */
export function confiningVariables(
  path: string | undefined,
  root: string,
  { confinement, more = {} }: ConfinedRun,
): Record<string, string> {
  const host = join(root, "engine", "bin");
  return {
    ...more,
    PATH: [join(root, "node_modules", ".bin"), host, path].filter(Boolean).join(delimiter),
    [confinementVariable]: JSON.stringify(confinement),
    PULUMI_IGNORE_AMBIENT_PLUGINS: "false",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
}

async function passed(args: readonly string[], cwd: string, env: Environment): Promise<number> {
  const child = spawn("pulumi", args, { cwd, env, stdio: "inherit" });
  // The terminal's Ctrl-C reaches the CLI itself, which then ends in good order; this process only waits for it.
  const ignore = () => {};
  process.on("SIGINT", ignore);
  const end = () => child.kill("SIGINT");
  process.on("SIGTERM", end);
  try {
    const [code] = (await once(child, "close")) as [number | null];
    return code ?? 255;
  } finally {
    process.off("SIGINT", ignore);
    process.off("SIGTERM", end);
  }
}

async function ran(args: readonly string[], cwd: string, env: Environment, input = ""): Promise<Ran> {
  const child = spawn("pulumi", args, { cwd, env, stdio: "pipe" });
  child.stdin.on("error", () => {}); // a command that reads no input may be gone before it is written
  child.stdin.end(input);
  const text = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name].setEncoding("utf8").on("data", (chunk: string) => {
      text[name] += chunk;
    });
  const [code] = (await once(child, "close")) as [number | null];
  return { code: code ?? 255, ...text };
}

async function readFrom(args: readonly string[], cwd: string, env: Environment, input = ""): Promise<string> {
  const { code, stdout, stderr } = await ran(args, cwd, env, input);
  if (code !== 0) throw failed(args, stderr);
  return stdout;
}

function failed(args: readonly string[], stderr: string): OperationError {
  return new OperationError(`pulumi ${args.join(" ")} failed: ${stderr.trim().replace(/^error: /, "")}`);
}

/** The CLI on the sandbox: its folder is held and its tenant runs until `close`. */
async function inSandbox(place: Place, stack: Stack, inherited: Environment, say: Say): Promise<Pulumi> {
  const { openSession } = await import("../sandbox/session.ts");
  const session = await openSession({
    root: place.root,
    folder: sandboxFolder(place.root, stack.name),
    stack: stack.name,
    today: stack.today,
    vendorsApplications: vendorsApplicationsOf(stack.integrations),
    plugins: "stand-in",
    inherited,
    say,
  });
  const read = async (args: readonly string[], confidential: boolean, env: Variables = {}) => {
    const { code, stdout, stderr } = await session.pulumi(args, { confidential, env });
    if (code !== 0) throw failed(args, stderr);
    return stdout;
  };
  return {
    pass: (args, more) => session.attached(args, more),
    passConfined: (args, how) => session.attached(args, confiningVariables(session.env.PATH, place.root, how)),
    runConfined: (args, how) => {
      const env = confiningVariables(session.env.PATH, place.root, how);
      return session.pulumi(args, { confidential: true, env });
    },
    read: (args, more) => read(args, false, more),
    readSecret: (args) => read(args, true),
    give: async (args, input) => {
      const { code, stderr } = await session.pulumi(args, { input });
      if (code !== 0) throw failed(args, stderr);
    },
    signIn: async () => (await import("./sign-in.ts")).signedInSandbox(session.tenant),
    signInToReports: async () => (await import("./sign-in.ts")).reportReaderInSandbox(session.tenant),
    vaultReader: async (vaultName) => (await import("./sign-in.ts")).vaultReaderInSandbox(session.tenant, vaultName),
    backendUrl: session.env.PULUMI_BACKEND_URL,
    tenantTime: () => session.tenant.clock.now(),
    inTenantTime: (run) => sandboxTime(session.tenant.clock.now().getTime(), Date.now())(run),
    close: () => session.close(),
  };
}

/** The CLI on a real tenant, in the person's own environment. */
async function onRealTenant(
  { root }: Place,
  { name, tenant }: Stack,
  inherited: Environment,
  say: Say,
): Promise<Pulumi> {
  const env = realEnvironment(inherited, root, await engineFor(root, inherited.PATH ?? "", say), name);
  const onStack = ["--stack", name, "--non-interactive", "--color", "never"];
  return {
    pass: (args, more) => passed(args, root, { ...env, ...more }),
    passConfined: (args, how) => passed(args, root, { ...env, ...confiningVariables(env.PATH, root, how) }),
    runConfined: (args, how) =>
      ran([...args, ...onStack], root, { ...env, ...confiningVariables(env.PATH, root, how) }),
    read: (args, more) => readFrom([...args, ...onStack], root, { ...env, ...more }),
    readSecret: (args) => readFrom([...args, ...onStack], root, env),
    give: async (args, input) => void (await readFrom([...args, ...onStack], root, env, input)),
    signIn: async () => (await import("./sign-in.ts")).signedInReal(tenant.id, inherited),
    signInToReports: async () => (await import("./sign-in.ts")).signedInReal(tenant.id, inherited),
    vaultReader: async (vaultName) => (await import("./sign-in.ts")).vaultReaderReal(tenant.id, inherited, vaultName),
    backendUrl: inherited.PULUMI_BACKEND_URL,
    tenantTime: () => new Date(),
    inTenantTime: (run) => run,
    close: async () => {},
  };
}

/** Opens the CLI for a stack. @throws OperationError where the CLI cannot be had */
export async function openPulumi(place: Place, stack: Stack, inherited: Environment, say: Say): Promise<Pulumi> {
  try {
    return await (stack.world === "sandbox" ? inSandbox : onRealTenant)(place, stack, inherited, say);
  } catch (error) {
    // Whatever keeps the CLI from starting (no Go, a sandbox in use) is said by its own message.
    throw new OperationError(error instanceof Error ? error.message : String(error));
  }
}
