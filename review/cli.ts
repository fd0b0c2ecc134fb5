/**
 * `./integrations review`: what a change of the working tree lets vendors do. No engine, no network, no credentials.
 */
import { existsSync, readdirSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { isDay } from "../components/dates.ts";
import { BaseError } from "./base.ts";
import { render } from "./render/index.ts";
import type { Report } from "./report.ts";
import { EvaluationError, review } from "./review.ts";

/** Exit codes: nothing blocks; the change is refused; the input could not be evaluated. */
const exits = { passes: 0, refused: 1, notEvaluable: 2 } as const;

interface Options {
  readonly base: string;
  readonly format: "text" | "markdown" | "json" | "sarif";
  readonly failOn: "blocked" | "broadened" | "never";
  readonly now: string;
  readonly lang: "en" | "ja";
  readonly tenant?: string;
  readonly timeout: number;
}

/** A mistake of whoever called: said without a stack trace. */
class UsageError extends Error {
  override readonly name = "UsageError";
}

function day(text: string): string {
  if (isDay(text)) return text;
  throw new InvalidArgumentError("write a day that exists, YYYY-MM-DD");
}

function seconds(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0 && value <= 3600) return value;
  throw new InvalidArgumentError("write whole seconds, 1 to 3600");
}

/** The only tenant's file of the checkout; of several one must be named. */
function onlyTenant(root: string): string {
  const folder = join(root, "tenants");
  const files = existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith(".yaml"))
        .sort()
    : [];
  if (files.length === 1) return files[0] ?? "";
  const which = files.map((file) => `--tenant tenants/${file}`).join(", ");
  throw new UsageError(
    files.length === 0 ? "tenants/ holds no file; name one with --tenant" : `which tenant? ${which}`,
  );
}

/** Which stack and which file: without `--tenant`, whatever `pulumi up` of the only stack reads. */
function target(root: string, named: string | undefined): { stack: string; tenant: string | undefined } {
  if (named === undefined) return { stack: onlyTenant(root).replace(/\.yaml$/, ""), tenant: undefined };
  const tenant = relative(root, resolve(named));
  if (tenant.startsWith("..") || isAbsolute(tenant))
    throw new UsageError(`${named} lies outside of this checkout, so no base can hold it`);
  return { stack: tenant.replace(/^.*\//, "").replace(/\.ya?ml$/, ""), tenant };
}

/** The exit code of a review that could be made. */
export function exitCode({ blocks, verdict }: Pick<Report, "blocks" | "verdict">, failOn: Options["failOn"]): number {
  const refused = failOn !== "never" && (blocks || (failOn === "broadened" && verdict === "broadened"));
  return refused ? exits.refused : exits.passes;
}

function command(run: (options: Options) => Promise<void>): Command {
  return new Command("./integrations review")
    .description("Says what a change of the working tree lets vendors do in the tenant, and what blocks it.")
    .requiredOption("--base <revision>", "what to compare with, for example origin/main")
    .addOption(
      new Option("--format <format>", "how to print").choices(["text", "markdown", "json", "sarif"]).default("text"),
    )
    .addOption(
      new Option("--fail-on <what>", "what gives exit code 1")
        .choices(["blocked", "broadened", "never"])
        .default("blocked"),
    )
    .option("--now <date>", "today, in UTC", day, new Date().toISOString().slice(0, 10))
    .addOption(new Option("--lang <language>", "language of the report").choices(["en", "ja"]).default("en"))
    .option("--tenant <file>", "the tenant's file, where the checkout has several")
    .option("--timeout <seconds>", "how long a program may take", seconds, 60)
    .addHelpText(
      "after",
      "\nExit codes: 0 nothing blocks · 1 the change is refused · 2 the input could not be evaluated",
    )
    .allowExcessArguments(false)
    .exitOverride()
    .action(run);
}

/** Reviews and prints. @returns the exit code */
export async function main(args: readonly string[]): Promise<number> {
  let code: number = exits.passes;
  const root = resolve(import.meta.dirname, "..");
  try {
    await command(async (options) => {
      const { base: revision, now, timeout } = options;
      const report = await review({
        root,
        revision,
        now,
        timeoutMilliseconds: timeout * 1000,
        ...target(root, options.tenant),
      });
      // One write, after everything has been computed: nothing is ever half printed.
      process.stdout.write(
        render(report, options.format, { lang: options.lang, colour: process.stdout.isTTY === true }),
      );
      code = exitCode(report, options.failOn);
    }).parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exits.passes : exits.notEvaluable;
    const expected = error instanceof BaseError || error instanceof EvaluationError || error instanceof UsageError;
    process.stderr.write(
      expected
        ? `${error.message}\n`
        : `The review failed: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    return exits.notEvaluable;
  }
  return code;
}

if (import.meta.main) {
  // Leaving through `exit` lets the base's worktree be removed.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(exits.notEvaluable));
  process.exitCode = await main(process.argv.slice(2));
}
