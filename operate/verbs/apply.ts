/** `./integrations apply`: carries out a plan of `./integrations plan` as it is, or nothing. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { openPulumi, type Pulumi } from "../engine.ts";
import { OperationError, UsageError } from "../errors.ts";
import { type LeftOut, leftOutOf, notAppliedLine, without } from "../left-out.ts";
import { type Bundle, stackIn, unseal } from "../plan/bundle.ts";
import { type Checkout, digestOf, movedFiles, readCheckout } from "../plan/checkout.ts";
import { confinementOf, engineSettings } from "../plan/confined.ts";
import { keepDeployed } from "../plan/deployed.ts";
import { policyPack } from "../plan/make.ts";
import { readExported } from "../plan/state.ts";
import { movedLeftOut } from "../plan/without.ts";
import { chosenStack, openStack, type Place, type Stack, type StackOptions, worldLine } from "../stack.ts";
import { exits, runVerb, say, verbCommand, withStack } from "../verb.ts";
import { graphOf, planSettings } from "./plan.ts";

/** What has moved since the plan was made, a line each. */
export function movedSince(
  bundle: Bundle,
  now: Pick<Checkout, "commit" | "files"> & {
    readonly state: string;
    readonly leftOut: readonly LeftOut[];
    readonly environment: Readonly<Record<string, string>>;
  },
): readonly string[] {
  const files = movedFiles(bundle.files, now.files);
  const names = [...new Set([...Object.keys(bundle.environment), ...Object.keys(now.environment)])];
  const variables = names.filter((name) => bundle.environment[name] !== now.environment[name]);
  return [
    ...(bundle.commit === (now.commit ?? null)
      ? []
      : [`commit: the plan is of ${bundle.commit ?? "none"}, this checkout of ${now.commit ?? "none"}`]),
    ...(files.length === 0
      ? []
      : [`files: ${files.slice(0, 5).join(", ")}${files.length > 5 ? `, and ${files.length - 5} more` : ""}`]),
    ...(digestOf(bundle.plan) === bundle.planDigest ? [] : ["plan: it is not the one whose digest was written down"]),
    ...(bundle.state === now.state ? [] : ["state: another run has changed the stack since the plan was made"]),
    ...movedLeftOut(bundle.leftOut, now.leftOut),
    ...(variables.length === 0 ? [] : [`environment: ${variables.join(", ")}`]),
  ];
}

/** What keeps an `up` from being made keeps a plan from being applied. */
async function isHeld(place: Place, stack: Stack, pulumi: Pulumi, leftOut: readonly LeftOut[]): Promise<boolean> {
  const [{ deployerLacks }, { handsOn }, { recoverableOf }, look] = await Promise.all([
    import("../rights.ts"),
    import("../hands.ts"),
    import("../recoverable.ts"),
    import("../before-writing.ts"),
  ]);
  const lacks = await deployerLacks(stack, pulumi, process.env);
  for (const line of lacks) say(line);
  if (lacks.length > 0) return true;
  const target = await recoverableOf(place, stack, pulumi);
  const without = leftOut.map(({ name }) => name);
  const intent = { command: "up", refreshes: false, targets: [], without } as const;
  return look.isHeld(handsOn(stack, { ...target, pulumi }, say), target, intent);
}

async function up(root: string, { plan, expected, leftOut }: Bundle, pulumi: Pulumi): Promise<number> {
  const { args, variables } = without(leftOut);
  const folder = mkdtempSync(join(tmpdir(), "apply-"));
  const file = join(folder, "plan.json");
  try {
    writeFileSync(file, plan, { mode: 0o600 });
    const recorded = join(folder, "recorded.json");
    writeFileSync(recorded, expected, { mode: 0o600 });
    return await pulumi.passConfined(["up", "--yes", "--plan", file, ...args, ...policyPack], {
      confinement: confinementOf(root, recorded),
      more: { ...engineSettings, ...variables },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function applied(place: Place, named: string, options: StackOptions): Promise<number> {
  const text = readText(resolve(place.cwd, named), named);
  const stack = openStack(place, { stack: stackIn(text) });
  if ((options.stack ?? options.tenant) !== undefined && chosenStack(place, options).stack !== stack.name)
    throw new UsageError(`${named} is a plan of the stack ${stack.name}, not of ${chosenStack(place, options).stack}`);
  say(worldLine(stack));
  const { environment, secret } = planSettings(stack, process.env);
  const bundle = unseal(text, secret, new Date());
  if (bundle.project !== stack.project || bundle.stack !== stack.name)
    throw new OperationError(`the plan is of ${bundle.project}/${bundle.stack}, not of ${stack.project}/${stack.name}`);
  for (const line of bundle.summary) say(line);
  const pulumi = await openPulumi(place, stack, process.env, say);
  try {
    const checkout = readCheckout(place.root);
    const exported = await pulumi.read(["stack", "export"]);
    const { digest: state } = readExported(exported);
    const leftOut = await leftOutOf(stack.integrations, await graphOf(pulumi), async () => exported);
    const moved = movedSince(bundle, { ...checkout, state, environment, leftOut });
    if (moved.length > 0)
      throw new OperationError(
        `What the plan was made of has moved since; nothing was applied.\n${moved.map((line) => `  ${line}`).join("\n")}\nMake it again: ./integrations plan --stack ${stack.name}`,
      );
    if (await isHeld(place, stack, pulumi, leftOut)) return exits.refused;
    const code = await up(place.root, bundle, pulumi);
    if (code !== 0) {
      say(
        `The engine stopped with exit code ${code}. What it had begun is in the state; the plan does not hold any more.`,
      );
      return exits.refused;
    }
    if (leftOut.length > 0) {
      say("Applied, but for what was left out: the next plan is judged against the same commit as this one.");
      say(notAppliedLine(leftOut));
      return exits.refused;
    }
    if (checkout.commit !== undefined && checkout.uncommitted.length === 0) {
      await keepDeployed(pulumi, checkout.commit);
      say(`Applied. The next plan is judged against ${checkout.commit.slice(0, 12)}.`);
    } else
      say("Applied, from files that are not committed: the next plan is judged against the same commit as this one.");
    return exits.fine;
  } finally {
    await pulumi.close();
  }
}

function readText(path: string, named: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      code === "ENOENT"
        ? `there is no file ${named}; ./integrations plan writes one`
        : `${named} cannot be read: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/** @returns the exit code */
export async function apply(args: readonly string[], place: Place): Promise<number> {
  let code: number = exits.fine;
  const command = withStack(
    verbCommand(
      "apply",
      "Applies a plan of ./integrations plan as it is; refuses where commit, files, plan or state have moved since.",
      [
        "The stack is the plan's own; where another is named, nothing is applied.",
        "Exit codes: 0 applied · 1 refused, the engine stopped, or an integration was left out · 2 called wrongly",
        "On a real tenant PLAN_KEY holds the secret that sealed the plan (docs/deploy.md).",
      ],
    ),
  )
    .argument("<plan>", "the file that ./integrations plan wrote")
    .action(async (file: string, options: StackOptions) => {
      code = await applied(place, file, options);
    });
  return runVerb(command, args, () => code);
}
