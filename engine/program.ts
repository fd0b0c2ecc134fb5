/** One run of a Pulumi program, as the engine asks for it. */
export interface ProgramRun {
  readonly engine: string;
  readonly monitor: string;
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
  readonly rootDirectory: string;
  readonly programDirectory: string;
  readonly entryPoint: string;
  readonly programArguments: readonly string[];
  readonly parallel: number;
  readonly dryRun: boolean;
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  /** `runtime.options.nodeargs` of Pulumi.yaml, split at white space. */
  readonly nodeArguments: readonly string[];
  /** `runtime.options.typescript` of Pulumi.yaml; true where it is left out. */
  readonly typescript: boolean;
}

/** Arguments of `node` and what its environment gets beside the inherited one. */
export interface ProgramCommand {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * How the SDK's program runner is called. Config travels in the environment, so it never shows in a process list.
 * Source: usage text of @pulumi/pulumi/cmd/run.
 */
export function programCommand(run: ProgramRun, runner: string): ProgramCommand {
  const flags = [
    ["monitor", run.monitor],
    ["engine", run.engine],
    ["organization", run.organization],
    ["project", run.project],
    ["stack", run.stack],
    ["root-directory", run.rootDirectory],
    ["pwd", run.programDirectory],
    ["parallel", String(run.parallel)],
  ].flatMap(([flag, value]) => [`--${flag}`, value ?? ""]);
  return {
    args: [
      ...run.nodeArguments,
      runner,
      ...flags,
      ...(run.dryRun ? ["--dry-run"] : []),
      run.entryPoint,
      ...run.programArguments,
    ],
    env: {
      PULUMI_CONFIG: JSON.stringify(run.config),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(run.secretKeys),
      PULUMI_NODEJS_TYPESCRIPT: String(run.typescript),
    },
  };
}

/** Exit code of cmd/run after it has shown the fault itself (nodeJSProcessExitedAfterLoggingUserActionableMessage). */
const faultAlreadyShown = 32;

/**
 * What the engine is told when the program has ended. `bail`: the fault has been shown, say no more.
 * An empty error and no bail is success.
 */
export function runResult(
  code: number | null,
  signal: string | null,
): { readonly error: string; readonly bail: boolean } {
  if (code === 0) return { error: "", bail: false };
  if (code === faultAlreadyShown) return { error: "", bail: true };
  const how = signal === null ? `exited with code ${code}` : `was ended by ${signal}`;
  return { error: `the program ${how} before it was complete`, bail: false };
}

/** `NAME=value` as a pair; the value may hold further equals signs. */
export function environmentEntry(entry: string): readonly [name: string, value: string] {
  const at = entry.indexOf("=");
  return at < 0 ? [entry, ""] : [entry.slice(0, at), entry.slice(at + 1)];
}
