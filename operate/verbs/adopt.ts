/**
 * `./integrations adopt`: what stands in the tenant and is the stack's, but not in its state, is taken up; what cannot be
 * decided is named with the command for each choice. It changes the state alone, and that only with `--yes`.
 */
import { changesState, waitsForDecision } from "../../recovery/decision.ts";
import { planInWords } from "../../recovery/words.ts";
import { openPulumi } from "../engine.ts";
import { OperationError, UsageError } from "../errors.ts";
import { handsOn } from "../hands.ts";
import { type Hands, recreate, restore, settleMissing } from "../missing.ts";
import { integrationNamed, integrationsNamed } from "../named.ts";
import { recoverableOf } from "../recoverable.ts";
import { adopt as adoptAll, compare } from "../recovery.ts";
import { deployerLacks } from "../rights.ts";
import { openStack, type Place, type Stack, type StackOptions, worldLine } from "../stack.ts";
import { answer, answerJson, exits, runVerb, say, verbCommand, withStack } from "../verb.ts";

interface Options extends StackOptions {
  readonly yes?: true;
  readonly json?: true;
  readonly restore?: true;
  readonly suspended?: true;
  readonly recreate?: true;
}

/** Restores or gives up what was deleted of one integration. @returns the exit code */
async function decided(hands: Hands, name: string | undefined, options: Options): Promise<number> {
  const choice = options.recreate ? "--recreate" : "--restore";
  if (name === undefined)
    throw new UsageError(`which integration? Write \`${hands.naming.adopt} <integration> ${choice}\``);
  const whole = options.recreate
    ? await recreate(hands, name, options.yes === true)
    : await restore(hands, name, options.suspended === true, options.yes === true);
  return whole ? exits.fine : undecided;
}

function assertOneChoice({ restore, recreate, suspended, json }: Options): void {
  if (restore && recreate) throw new UsageError("--restore and --recreate: which of the two?");
  if (suspended && !restore) throw new UsageError("--suspended goes with --restore");
  if (json && (restore || recreate))
    throw new UsageError("--json tells what was found; leave --restore and --recreate out");
}

/** A person has to decide, or to say --yes. */
const undecided = 3;

/** A run that died leaves the engine's lock. On a real stack nobody but a person can know that it died. */
export function explained(error: unknown, { name }: Pick<Stack, "name">): unknown {
  if (!(error instanceof OperationError) || !/currently locked/.test(error.message)) return error;
  return new OperationError(
    `${error.message}\nAnother run has the stack, or one died and left its lock. When you are sure that none runs: ./integrations --stack ${name} pulumi cancel`,
  );
}

/** @returns the exit code */
export function adopt(args: readonly string[], place: Place): Promise<number> {
  let code: number = exits.fine;
  const command = withStack(
    verbCommand("adopt", "Takes up what a run that died left, and decides about what somebody deleted in the tenant.", [
      "It prints the plan first. Without --yes that is all; with it the state is changed. Of the tenant it writes only what",
      "--restore brings back; what somebody deleted there is told with the choices (docs/recovery.md).",
      "Exit codes: 0 nothing to do, or done · 1 failed · 2 called wrongly · 3 something waits for a decision, or for --yes",
    ]),
  )
    .argument("[integration]", "only this one")
    .option("--yes", "change the state as the plan says")
    .option("--restore", "bring back what was deleted of this integration in the tenant: with --yes it writes there")
    .option("--suspended", "with --restore: with its sign-in off")
    .option("--recreate", "give up what was deleted of this integration; the next run makes another")
    .option("--json", "print what was found as one JSON document")
    .action(async (word: string | undefined, options: Options) => {
      assertOneChoice(options);
      const stack = openStack(place, options);
      const only = word === undefined ? undefined : integrationsNamed(stack, word).map(({ name }) => name);
      say(worldLine(stack));
      const pulumi = await openPulumi(place, stack, process.env, say);
      try {
        for (const line of await deployerLacks(stack, pulumi, process.env)) say(line);
        const target = await recoverableOf(place, stack, pulumi);
        const hands = handsOn(stack, { ...target, pulumi }, answer);
        if (options.restore || options.recreate) {
          code = await decided(hands, word === undefined ? undefined : integrationNamed(stack, word).name, options);
          return;
        }
        const means = (integration: string | undefined) =>
          only === undefined || (integration !== undefined && only.includes(integration));
        const missing = await settleMissing(hands, { means, yes: false, quiet: options.json === true });
        const compared = await compare(target, missing.read);
        // What is gone has been told above.
        const findings = compared.findings.filter(({ integration, kind }) => kind !== "gone" && means(integration));
        if (options.json) answerJson({ stack: stack.name, missing: missing.found, findings });
        else {
          const plan = planInWords(findings, { stack: stack.name, sandbox: stack.world === "sandbox" });
          answer(plan.length === 0 ? "Nothing to adopt." : plan.join("\n"));
        }
        const changes = findings.filter(changesState);
        if (options.yes && changes.length > 0) {
          await adoptAll(target, compared, changes);
          say(`Adopted: ${changes.length} changes of the state.`);
        }
        if (options.yes && missing.changes > 0) {
          // After what a dead run left: the engine takes an edited state without its pending operations.
          await settleMissing(hands, { means, yes: true, quiet: true });
          say(`Set right: ${missing.changes} entries of the state.`);
        }
        const waits = missing.waits || findings.some(waitsForDecision);
        const undone = !options.yes && changes.length + missing.changes > 0;
        code = waits || undone ? undecided : exits.fine;
      } catch (error) {
        throw explained(error, stack);
      } finally {
        await pulumi.close();
      }
    });
  return runVerb(command, args, () => code);
}
