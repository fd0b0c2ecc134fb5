/**
 * `./integrations pulumi …`: the right CLI with the project's Node; in the sandbox its backend and passphrase too.
 * Everything after `pulumi` reaches the CLI untouched.
 */
import { type Intent, intentOf, targetsIn } from "../before-writing.ts";
import { openPulumi, type Pulumi } from "../engine.ts";
import { UsageError } from "../errors.ts";
import { aimedAt, type LeftOut, leftOutLines, notAppliedLine, without } from "../left-out.ts";
import { deployerLacks } from "../rights.ts";
import { openStack, type Place, type Stack, type StackOptions, worldLine } from "../stack.ts";
import { exits, say } from "../verb.ts";

/** Commands whose first word after them is a stack (`pulumi stack init prod`). */
const namingStack: readonly string[] = ["init", "select", "rm"];

/** The stack that the CLI's own words name; undefined where they name none. */
export function stackIn(args: readonly string[]): string | undefined {
  for (const [at, arg] of args.entries()) {
    if (arg === "--") break;
    if (arg === "--stack" || arg === "-s") return args[at + 1];
    const joined = /^(?:--stack=|-s=?)(.+)$/s.exec(arg)?.[1];
    if (joined !== undefined) return joined;
  }
  const [command, action, ...rest] = args;
  if (command !== "stack" || !namingStack.includes(action ?? "")) return undefined;
  const flag = rest.findIndex((arg) => arg.startsWith("-"));
  return flag === 0 ? undefined : rest[0];
}

/** `organization/project/stack` → `stack`: a stack's settings and tenant's file go by its last part. */
function shortName(stack: string): string {
  return stack.split("/").at(-1) ?? stack;
}

/** True for a call that plans or makes writes: before it is seen whether the deployer may make them. */
export function asksGraph(args: readonly string[]): boolean {
  const writes = args[0] === "up" || args[0] === "update";
  return (writes || previews(args)) && !args.includes("--help") && !args.includes("-h");
}

/** A preview writes nothing: whoever may only read may make one. */
function previews([command]: readonly string[]): boolean {
  return command === "preview" || command === "pre";
}

/** Which integrations a run leaves out. Where the tenant cannot be asked, the program asks it once more and says why. */
async function leftOutOf(
  { integrations }: Stack,
  opened: Pulumi,
  say: (line: string) => void,
): Promise<readonly LeftOut[]> {
  const [{ openGraph }, look] = await Promise.all([import("../graph.ts"), import("../left-out.ts")]);
  try {
    const { credential, services } = await opened.signIn();
    return await look.leftOutOf(integrations, openGraph(credential, services), () => opened.read(["stack", "export"]));
  } catch (error) {
    say(`The tenant could not be asked first: ${error instanceof Error ? error.message : error}`);
    return [];
  }
}

/** The words of a call that runs the program, without these integrations. `--target` and `--exclude` exclude each other. */
export function withoutThem(
  args: readonly string[],
  leftOut: readonly LeftOut[],
  targets: readonly string[],
): readonly string[] {
  const [command = "", ...rest] = args;
  return targets.length > 0 ? args : [command, ...without(leftOut).args, ...rest];
}

/** Looks before the engine writes or refreshes. @returns true where the call must not be made until somebody has decided */
async function isHeld(place: Place, stack: Stack, opened: Pulumi, intent: Intent, say: (line: string) => void) {
  const [{ handsOn }, { recoverableOf }, look] = await Promise.all([
    import("../hands.ts"),
    import("../recoverable.ts"),
    import("../before-writing.ts"),
  ]);
  try {
    const target = await recoverableOf(place, stack, opened);
    return await look.isHeld(handsOn(stack, { ...target, pulumi: opened }, say), target, intent);
  } catch (error) {
    // A refresh believes the tenant; whatever else runs goes by its state, and fails on its own where that is wrong.
    if (intent.refreshes) throw error;
    say(`State and tenant could not be compared first: ${error instanceof Error ? error.message : error}`);
    return false;
  }
}

/**
 * What a plain run of the engine leaves out. @returns undefined where nothing is: no write, or a tenant that is simulated
 */
export function unboundLine(
  [command = ""]: readonly string[],
  stack: Pick<Stack, "name" | "world">,
): string | undefined {
  if (stack.world !== "real" || !["up", "update", "preview", "pre"].includes(command)) return undefined;
  return `This run is the engine's own: nothing compares it with what was reviewed, and the program runs unconfined, with the variables of this shell. What was reviewed and nothing else: ./integrations --stack ${stack.name} plan, then apply`;
}

/** The stack of a call. Where the CLI's words and the options before it name one both, they must agree. */
export function stackOf(args: readonly string[], options: StackOptions, place: Place): Stack {
  const inWords = stackIn(args);
  const named = options.stack !== undefined || options.tenant !== undefined;
  const stack = openStack(place, inWords === undefined || named ? options : { stack: shortName(inWords) });
  if (inWords !== undefined && shortName(inWords) !== stack.name)
    throw new UsageError(`two stacks are named: ${stack.name} before \`pulumi\`, ${shortName(inWords)} after it`);
  return stack;
}

const help = `Usage: ./integrations [--stack <name> | --tenant <file>] pulumi <words>

Runs the Pulumi CLI with the project's Node and, in the sandbox, with its backend and passphrase. Everything after
\`pulumi\` reaches the CLI untouched; its own help is ./integrations pulumi help.

Which stack: the one that the CLI's words name (--stack, -s; stack init, select or rm <name>), else the one named before
\`pulumi\`, else the only one of the checkout. Its tenant's file decides between the sandbox and a real tenant.

  ./integrations pulumi stack output
  ./integrations pulumi preview --stack prod --policy-pack policy
  ./integrations --stack prod pulumi config

On a real tenant up and preview name first what the deployer (ARM_CLIENT_ID) lacks of the Graph permissions that the
integrations need; up then stops with exit code 1.
Nothing compares such a run with what was reviewed, and its program runs unconfined: the first lines say so. \`plan\` and
\`apply\` do (docs/deploy.md).
An integration against which the tenant stands (an API that it does not have, an id that is no user) is left out of up and
preview: what stands of it stays as it is, the others go on, and the exit code is 1.
State and tenant are compared first. A refresh (refresh, up --refresh) is refused with exit code 1 while it would forget
what somebody deleted in the tenant; up and destroy while an application is deleted there, up also while something stands
there that a run left behind. The way out is printed: adopt.

Exit code: the CLI's own; 1 where an integration was left out; 2 where the call itself is wrong
`;

/**
 * @param options what stood before `pulumi`
 * @returns the CLI's exit code
 */
export async function pulumi(args: readonly string[], options: StackOptions, place: Place): Promise<number> {
  if (args.length === 0 || (args.length === 1 && args[0] === "--help")) {
    (args.length === 0 ? process.stderr : process.stdout).write(help);
    return args.length === 0 ? exits.unusable : exits.fine;
  }
  const stack = stackOf(args, options, place);
  say(worldLine(stack));
  const unbound = asksGraph(args) ? unboundLine(args, stack) : undefined;
  if (unbound !== undefined) say(unbound);
  const opened = await openPulumi(place, stack, process.env, say);
  try {
    const lacks = asksGraph(args) ? await deployerLacks(stack, opened, process.env) : [];
    for (const line of lacks) say(line);
    if (lacks.length > 0 && !previews(args)) {
      say(
        "Nothing was done. README.md, A real tenant, step 2, lists what the deployer needs; grant it, then run again.",
      );
      return exits.refused;
    }
    const leftOut = asksGraph(args) ? await leftOutOf(stack, opened, say) : [];
    for (const line of leftOutLines(leftOut)) say(line);
    const targets = targetsIn(args);
    const aimed = aimedAt(leftOut, targets, stack.integrations);
    if (aimed !== undefined) {
      say(`${aimed.name} is among the targets and cannot be applied. Nothing was done.`);
      return exits.refused;
    }
    const intent = intentOf(args);
    const names = leftOut.map(({ name }) => name);
    if (intent !== undefined && (await isHeld(place, stack, opened, { ...intent, without: names }, say)))
      return exits.refused;
    const code = await opened.pass(withoutThem(args, leftOut, targets), without(leftOut).variables);
    if (code !== 0 || leftOut.length === 0) return code;
    say(notAppliedLine(leftOut));
    return exits.refused;
  } finally {
    await opened.close();
  }
}
