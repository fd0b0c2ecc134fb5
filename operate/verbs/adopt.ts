/**
 * `./integrations adopt`: what stands in the tenant and is the stack's, but not in its state, is taken up; what cannot be
 * decided is named with the command for each choice. It changes the state alone, and that only with `--yes`.
 */
import { changesState, waitsForDecision } from "../../recovery/decision.ts";
import { planInWords } from "../../recovery/words.ts";
import { openPulumi, type Pulumi } from "../engine.ts";
import { OperationError, unknownWord } from "../errors.ts";
import { openGraph, openLastUses, openVaults } from "../graph.ts";
import { providerVersions } from "../provider-versions.ts";
import { adopt as adoptAll, compare, type Recoverable } from "../recovery.ts";
import { deployerLacks } from "../rights.ts";
import { openStack, type Place, type Stack, type StackOptions, worldLine } from "../stack.ts";
import { exits, runVerb, verbCommand, withStack } from "../verb.ts";
import { backendFolder, tracesOf } from "../witness.ts";

interface Options extends StackOptions {
  readonly yes?: true;
  readonly json?: true;
}

/** A person has to decide, or to say --yes. */
const undecided = 3;

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** A run that died leaves the engine's lock. On a real stack nobody but a person can know that it died. */
export function explained(error: unknown, { name }: Pick<Stack, "name">): unknown {
  if (!(error instanceof OperationError) || !/currently locked/.test(error.message)) return error;
  return new OperationError(
    `${error.message}\nAnother run has the stack, or one died and left its lock. When you are sure that none runs: ./integrations --stack ${name} pulumi cancel`,
  );
}

async function recoverable(place: Place, stack: Stack, pulumi: Pulumi): Promise<Recoverable> {
  const { credential, services } = await pulumi.signIn();
  const { name, project, consentClientId, integrations } = stack;
  return {
    stack: { project, stack: name, consentClientId },
    integrations,
    graph: openGraph(credential, services),
    vaults: openVaults(credential, services),
    witness: {
      traces: (text) =>
        tracesOf(pulumi.read, text, { folder: backendFolder(pulumi.backendUrl), stack: name, ...pulumi }),
      lastUses: openLastUses(credential, services),
    },
    versions: providerVersions(place.root),
    run: (args) => pulumi.read(args),
  };
}

/** @returns the exit code */
export function adopt(args: readonly string[], place: Place): Promise<number> {
  let code: number = exits.fine;
  const command = withStack(
    verbCommand("adopt", "Takes up what a run that died left: in the tenant and declared, but not in the state.", [
      "It prints the plan first. Without --yes that is all; with it the state is changed, and never the tenant.",
      "Exit codes: 0 nothing to do, or done · 1 failed · 2 called wrongly · 3 something waits for a decision, or for --yes",
    ]),
  )
    .argument("[integration]", "only this one")
    .option("--yes", "change the state as the plan says")
    .option("--json", "print what was found as one JSON document")
    .action(async (only: string | undefined, options: Options) => {
      const stack = openStack(place, options);
      const names = stack.integrations.map(({ name }) => name);
      if (only !== undefined && !names.includes(only))
        throw unknownWord(`${stack.file} has no integration ${JSON.stringify(only)}`, only, names);
      say(worldLine(stack));
      const pulumi = await openPulumi(place, stack, process.env, say);
      try {
        for (const line of await deployerLacks(stack, pulumi, process.env)) say(line);
        const target = await recoverable(place, stack, pulumi);
        const compared = await compare(target);
        const findings = compared.findings.filter(({ integration }) => only === undefined || integration === only);
        if (options.json) process.stdout.write(`${JSON.stringify({ stack: stack.name, findings }, null, 2)}\n`);
        else {
          const plan = planInWords(findings, { stack: stack.name, sandbox: stack.world === "sandbox" });
          process.stdout.write(`${plan.length === 0 ? "Nothing to adopt." : plan.join("\n")}\n`);
        }
        const changes = findings.filter(changesState);
        if (options.yes && changes.length > 0) {
          await adoptAll(target, compared, changes);
          say(`Adopted: ${changes.length} changes of the state.`);
        }
        const waits = findings.some(waitsForDecision) || (!options.yes && changes.length > 0);
        code = waits ? undecided : exits.fine;
      } catch (error) {
        throw explained(error, stack);
      } finally {
        await pulumi.close();
      }
    });
  return runVerb(command, args, () => code);
}
