/**
 * `./integrations review`: what a change of the working tree lets vendors do. No engine, no network, no credentials.
 */
import { realpathSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { isDay } from "../components/dates.ts";
import { logText } from "../components/plain-text.ts";
import { render } from "./render/index.ts";
import type { ReviewDocument } from "./report/document.ts";
import { BaseError, baseCommit } from "./run/base.ts";
import { isForBase, reviewByBase } from "./run/by-base.ts";
import { PackagesError } from "./run/packages.ts";
import { review } from "./run/review.ts";
import { SelectionError } from "./run/targets.ts";

/** Exit codes: nothing blocks; the change is refused; the input could not be evaluated. */
const exits = { passes: 0, refused: 1, notEvaluable: 2 } as const;

interface Options {
  readonly base: string;
  readonly root?: string;
  readonly format: "text" | "markdown" | "json" | "sarif";
  readonly json?: true;
  readonly failOn: "blocked" | "broadened" | "never";
  readonly now?: string;
  readonly lang: "en" | "ja";
  readonly stack?: string;
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

/** A file named on the command line, relative to the checkout. */
function insideOf(root: string, named: string): string {
  const tenant = relative(root, resolve(named));
  if (tenant.startsWith("..") || isAbsolute(tenant))
    throw new UsageError(`${named} lies outside of this checkout, so no base can hold it`);
  return tenant;
}

/** The worst that any stack gives. */
export function exitCode(
  { blocks, verdict, failed }: Pick<ReviewDocument, "blocks" | "verdict" | "failed">,
  failOn: Options["failOn"],
): number {
  if (failed.length > 0) return exits.notEvaluable;
  const refused = failOn !== "never" && (blocks || (failOn === "broadened" && verdict === "broadened"));
  return refused ? exits.refused : exits.passes;
}

/** Where the page of rules is read: in the repository that a workflow runs for, else in this checkout. */
export function rulesPage(root: string, environment: Readonly<Record<string, string | undefined>>): string {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: commit } = environment;
  if (server && repository && commit) return `${server}/${repository}/blob/${commit}/docs/rules.md`;
  return pathToFileURL(join(root, "docs/rules.md")).href;
}

function command(run: (options: Options) => Promise<void>): Command {
  return new Command("./integrations review")
    .description("Says what a change of the working tree lets vendors do in the tenant, and what refuses it.")
    .option("--base <revision>", "what to compare with, for example origin/main (required)")
    .addOption(
      new Option("--format <format>", "how to print").choices(["text", "markdown", "json", "sarif"]).default("text"),
    )
    .addOption(new Option("--json", "the same as --format json").conflicts("format"))
    .addOption(
      new Option("--fail-on <what>", "what gives exit code 1")
        .choices(["blocked", "broadened", "never"])
        .default("blocked"),
    )
    .option(
      "--now <date>",
      "today, in UTC (default: the machine's day; for the sandbox's file its newest `issued`)",
      day,
    )
    .addOption(new Option("--lang <language>", "language of the report").choices(["en", "ja"]).default("en"))
    .option("--root <folder>", "the checkout to review, where this one is the base's (default: this one)")
    .option("--stack <stack>", "this stack alone (default: every stack that differs)")
    .option("--tenant <file>", "the stacks of this tenant's file alone")
    .option("--timeout <seconds>", "how long a program may take", seconds, 60)
    .addHelpText(
      "after",
      "\nExit codes: 0 nothing refuses it · 1 the change is refused · 2 a side could not be evaluated; the worst of all stacks",
    )
    .allowExcessArguments(false)
    .configureOutput({ outputError: (text, write) => write(logText(text)) })
    .exitOverride()
    .action(async function (this: Command, { base, ...others }: Partial<Options> & Omit<Options, "base">) {
      // Commander would ask for a required option before it says that another one is misspelt.
      if (base === undefined) this.error("error: what is to be compared? --base <revision>, for example --base main");
      await run({ ...others, base });
    });
}

/** Why stacks could not be evaluated; the stack is named where there is another one. */
function failureText({ stacks, failed, unchanged }: ReviewDocument): string {
  const only = stacks.length + failed.length + unchanged.length === 1;
  return failed
    .flatMap(({ stack, faults }) =>
      only ? faults.map(({ en }) => en) : [`Stack ${stack}:`, ...faults.map(({ en }) => `  ${en}`)],
    )
    .map((fault) => `${logText(fault)}\n`)
    .join("");
}

/** Asks git for the project's folder as it is: two names of one folder are one. */
function checkoutOf(own: string, named: string | undefined): string {
  if (named === undefined) return own;
  try {
    return realpathSync(resolve(named));
  } catch {
    throw new UsageError(`--root ${named}: there is no such folder`);
  }
}

/** Reviews and prints. @returns the exit code */
export async function main(args: readonly string[]): Promise<number> {
  let code: number = exits.passes;
  const own = realpathSync(resolve(import.meta.dirname, ".."));
  try {
    await command(async (options) => {
      const { base: revision, now, timeout, stack, tenant } = options;
      const root = checkoutOf(own, options.root);
      const found = baseCommit(root, revision);
      if (root === own && isForBase(root, found)) {
        code = (await reviewByBase(root, found, args)) ?? exits.notEvaluable;
        return;
      }
      const document = await review({
        root,
        own,
        revision,
        found,
        selection: {
          ...(stack !== undefined && { stack }),
          ...(tenant !== undefined && { tenant: insideOf(root, tenant) }),
        },
        now,
        machineDay: new Date().toISOString().slice(0, 10),
        timeoutMilliseconds: timeout * 1000,
      });
      // One write, after everything has been computed: nothing is ever half printed.
      // Nothing of a report is known where no stack can be evaluated, unless the code itself differs.
      if (document.stacks.length > 0 || document.failed.length === 0 || document.program)
        process.stdout.write(
          render(document, options.json ? "json" : options.format, {
            lang: options.lang,
            colour: process.stdout.isTTY && process.stdout.hasColors(),
            rulesPage: rulesPage(root, process.env),
          }),
        );
      process.stderr.write(failureText(document));
      code = exitCode(document, options.failOn);
    }).parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exits.passes : exits.notEvaluable;
    const expected = [BaseError, PackagesError, SelectionError, UsageError].some((kind) => error instanceof kind);
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${logText(expected ? message : `The review failed: ${message}`)}\n`);
    return exits.notEvaluable;
  }
  return code;
}

if (import.meta.main) {
  // Leaving through `exit` lets the base's worktree be removed.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(exits.notEvaluable));
  process.exitCode = await main(process.argv.slice(2));
}
