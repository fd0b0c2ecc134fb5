/**
 * What every verb of `./integrations` is made of: a command that never ends the process itself, and exit codes.
 */
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { isDay } from "../components/dates.ts";
import { jsonLines, logText } from "../components/plain-text.ts";

/** Exit codes of every verb: done; the verb's answer is no; it was called wrongly or could not do its work. */
export const exits = { fine: 0, refused: 1, unusable: 2 } as const;

/** A verb's command. Its help ends with the exit codes. */
export function verbCommand(name: string, description: string, notes: readonly string[]): Command {
  return new Command(`./integrations ${name}`)
    .description(description)
    .addHelpText("after", `\n${notes.join("\n")}`)
    .allowExcessArguments(false)
    .showSuggestionAfterError()
    .configureOutput({ outputError: (text, write) => write(logText(text)) })
    .exitOverride();
}

/** Adds `--stack` and `--tenant`, of which one is enough. */
export function withStack(command: Command): Command {
  return command
    .option("--stack <name>", "the stack, where the checkout has several")
    .addOption(new Option("--tenant <file>", "the stack's tenant's file instead of its name").conflicts("stack"));
}

/**
 * Parses and runs; what a person can mend is thrown on.
 * @returns the exit code
 */
export async function runVerb(command: Command, args: readonly string[], code: () => number): Promise<number> {
  try {
    await command.parseAsync(args, { from: "user" });
    return code();
  } catch (error) {
    // Commander has printed its own message, or the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exits.fine : exits.unusable;
    throw error;
  }
}

/** Progress, notices and faults, which are not the verb's answer. Whatever stands in them is shown as text. */
export function say(line: string): void {
  process.stderr.write(`${logText(line)}\n`);
}

/** The verb's answer for people, as text. */
export function answer(text: string): void {
  process.stdout.write(`${logText(text)}\n`);
}

/** The verb's answer for programs. */
export function answerJson(document: unknown): void {
  process.stdout.write(`${jsonLines(document)}\n`);
}

/** The value of an option that takes a day. @throws what commander says in one line */
export function dayOption(text: string): string {
  if (isDay(text)) return text;
  throw new InvalidArgumentError("write a day that exists, YYYY-MM-DD");
}

/** The value of an option that takes seconds. @throws what commander says in one line */
export function secondsOption(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 3600) return value;
  throw new InvalidArgumentError("write whole seconds, 1 to 3600");
}
