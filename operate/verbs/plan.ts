/**
 * `./integrations plan`: the real preview, held against the recording that was judged, as a sealed file that `apply` carries
 * out as it is.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { Option } from "commander";
import { withNames } from "../../components/called.ts";
import { markdownBlock } from "../../components/markdown.ts";
import { logText } from "../../components/plain-text.ts";
import { sandboxPassphrase } from "../../components/world.ts";
import type { Graph } from "../../recovery/graph.ts";
import { openPulumi, type Pulumi } from "../engine.ts";
import { OperationError } from "../errors.ts";
import { leftOutLines } from "../left-out.ts";
import { type Bundle, seal, sealingSecret } from "../plan/bundle.ts";
import { type Checkout, digestOf, readCheckout } from "../plan/checkout.ts";
import { harmlessIn } from "../plan/confined.ts";
import { deployedCommit, judgedSince, refusingIn } from "../plan/deployed.ts";
import { type MadePlan, makePlan } from "../plan/make.ts";
import { stepCounts, stepLines } from "../plan/words.ts";
import { openStack, type Place, type Stack, type StackOptions, worldLine } from "../stack.ts";
import { exits, runVerb, say, secondsOption, verbCommand, withStack } from "../verb.ts";

interface Options extends StackOptions {
  readonly out?: string;
  readonly format: "text" | "markdown";
  readonly timeout: number;
}

/** Which variables the program sees, and the secret that seals the plan: in the sandbox, its own. */
export function planSettings({ world }: Pick<Stack, "world">, environment: NodeJS.ProcessEnv) {
  return world === "sandbox"
    ? { environment: { ARM_USE_MSI: "false" }, secret: sandboxPassphrase }
    : { environment: harmlessIn(environment), secret: sealingSecret(environment) };
}

/** @throws OperationError where the checkout is none that a plan can be bound to */
function assertBindable({ world, name }: Stack, { commit, uncommitted, leadingOut }: Checkout): void {
  if (leadingOut.length > 0)
    throw new OperationError(
      `Links lead out of the checkout, and the program could read through them: ${leadingOut.join(", ")}. Nothing was planned. Remove them.`,
    );
  if (world === "sandbox") return;
  const what = commit === undefined ? "no commit" : uncommitted.length > 0 ? "uncommitted changes" : undefined;
  if (what === undefined) return;
  const files =
    uncommitted.length > 0 ? `: ${uncommitted.slice(0, 5).join(", ")}${uncommitted.length > 5 ? ", …" : ""}` : "";
  throw new OperationError(
    `This checkout has ${what}${files}. A plan for a real tenant is bound to a commit that was reviewed; plan ${name} from one.`,
  );
}

/** The stack's Graph, signed in. */
export async function graphOf(pulumi: Pulumi): Promise<Graph> {
  const [{ openGraph }, { credential, services }] = await Promise.all([import("../graph.ts"), pulumi.signIn()]);
  return openGraph(credential, services);
}

function answer(
  stack: Stack,
  { commit, uncommitted }: Checkout,
  { leftOut, planned, compared, confirmed }: MadePlan,
): string[] {
  const at = commit === undefined ? "no commit" : commit.slice(0, 12);
  const { names = {} } = stack.tenant;
  const said = (id: string) => (Object.hasOwn(names, id) ? JSON.stringify(names[id]) : undefined);
  const changes = stepLines(planned).map((line) => withNames(line, said));
  return [
    ...leftOutLines(leftOut),
    `Plan of stack ${stack.name} at ${at}${uncommitted.length > 0 ? `, with ${uncommitted.length} uncommitted files` : ""}`,
    `  ${compared} resources are what was recorded; nothing more, less or other. The tenant confirms the looked-up principals of ${confirmed.length} APIs.`,
    `  The engine will: ${stepCounts(planned).join(", ")}`,
    ...changes.map((line) => `    ${line}`),
  ];
}

async function made(place: Place, options: Options): Promise<number> {
  const stack = openStack(place, options);
  say(worldLine(stack));
  const { environment, secret } = planSettings(stack, process.env);
  const checkout = readCheckout(place.root);
  assertBindable(stack, checkout);
  const timeoutMilliseconds = options.timeout * 1000;
  const pulumi = await openPulumi(place, stack, process.env, say);
  try {
    if (stack.world === "sandbox") await pulumi.read(["stack", "select", "--create"]);
    const graph = await graphOf(pulumi);
    const deployed = await deployedCommit(pulumi);
    const [judged, plan] = await Promise.all([
      checkout.commit === undefined
        ? undefined
        : judgedSince(place.root, stack.name, deployed, { machineDay: place.day, timeoutMilliseconds }),
      makePlan(
        { root: place.root, integrations: stack.integrations, stack: stack.name, environment, timeoutMilliseconds },
        pulumi,
        graph,
      ),
    ]);
    const lines = answer(stack, checkout, plan);
    const since =
      deployed === undefined
        ? "Nothing was applied by a plan yet, so everything counts as new."
        : `Since ${deployed.slice(0, 12)}, which was applied last:`;
    const { render } = await import("../../review/render/index.ts");
    const report = judged
      ? render(judged, options.format, { lang: "en", colour: process.stdout.isTTY && process.stdout.hasColors() })
      : "";
    const told = lines.map(logText).join("\n");
    const shown = options.format === "markdown" ? markdownBlock(told) : told;
    process.stdout.write(`${[shown, "", since, ""].join("\n")}\n${report}`);
    const refusing = judged ? refusingIn(judged) : [];
    if (refusing.length > 0) {
      const named = [...new Set(refusing.map(({ rule, integration }) => `${integration || "the stack"}: ${rule}`))];
      say(`Refused, by what was not refused when it was merged: ${named.join(", ")}. No plan was written.`);
      return exits.refused;
    }
    const bundle: Bundle = {
      version: 1,
      project: stack.project,
      stack: stack.name,
      made: new Date().toISOString(),
      commit: checkout.commit ?? null,
      files: checkout.files,
      state: plan.state.digest,
      plan: plan.planText,
      planDigest: digestOf(plan.planText),
      expected: JSON.stringify(plan.expected),
      environment,
      leftOut: plan.leftOut,
      summary: lines,
    };
    const file = resolve(place.cwd, options.out ?? join(place.root, "out", "plan", `${stack.name}.plan`));
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, seal(bundle, secret), { mode: 0o600 });
    say(
      `\nThe plan (SHA-256 ${bundle.planDigest.slice(0, 16)}…) holds for a day, for this commit, these files and this state. Apply it: ./integrations apply ${relative(place.cwd, file)}`,
    );
    return exits.fine;
  } finally {
    await pulumi.close();
  }
}

/** @returns the exit code */
export async function plan(args: readonly string[], place: Place): Promise<number> {
  let code: number = exits.fine;
  const command = withStack(
    verbCommand(
      "plan",
      "Previews with the real engine, refuses whatever is not what the review's recorder saw, and writes the plan for `apply`.",
      [
        "Exit codes: 0 written · 1 refused, or it could not be made · 2 called wrongly",
        "On a real tenant PLAN_KEY holds the secret that seals the plan (docs/deploy.md).",
      ],
    ),
  )
    .option("--out <file>", "where to write the plan (default: out/plan/<stack>.plan)")
    .addOption(
      new Option("--format <format>", "how to print; markdown for a job's summary")
        .choices(["text", "markdown"])
        .default("text"),
    )
    .option("--timeout <seconds>", "how long the program may take to be recorded", secondsOption, 60)
    .action(async (options: Options) => {
      code = await made(place, options);
    });
  return runVerb(command, args, () => code);
}
