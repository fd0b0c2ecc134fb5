/**
 * `./integrations status`: every credential of the tenants' files, with days left and who must act. No engine, no network.
 */
import { isAbsolute, join, relative } from "node:path";
import { Option } from "commander";
import writeFileAtomic from "write-file-atomic";
import { SettingsError } from "../../components/faults.ts";
import { readTenant } from "../../components/settings.ts";
import { todayIn } from "../../components/world.ts";
import { OperationError, UsageError } from "../errors.ts";
import { fileFault } from "../files/fault.ts";
import { readRecord } from "../record.ts";
import { chosenStack, type Place, type StackOptions, unnamedStacks } from "../stack.ts";
import { deedLine, issueDeeds, woken } from "../status/issues.ts";
import { statusMetrics } from "../status/metrics.ts";
import { type StackStatus, statusPage } from "../status/page.ts";
import { credentialStatuses, heldByVendors, worst } from "../status/standing.ts";
import { statusTable } from "../status/table.ts";
import { answer, answerJson, dayOption, runVerb, say, verbCommand, withStack } from "../verb.ts";

/**
 * As monitoring systems read them: 2 is the alarm, so a wrong call has a code of its own.
 */
const exits = { fine: 0, renew: 1, ended: 2, unknown: 3 } as const;

interface Options extends StackOptions {
  readonly json?: true;
  readonly metrics?: true;
  readonly html?: string;
  readonly now?: string;
  readonly issues?: true;
  readonly disposable?: readonly string[];
}

/** Stacks' names, apart by blanks or commas; an empty text names none. */
function names(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

/** Brings GitHub's issues in step with the tenants' files. */
async function tellGitHub(stacks: readonly StackStatus[], disposable: readonly string[]): Promise<void> {
  const told = woken(stacks, disposable);
  const { carryOut, openIssues } = await import("../status/gh.ts");
  const open = openIssues();
  for (const one of told) {
    const deeds = issueDeeds(one, open);
    if (deeds.length === 0) answer(`${one.stack}: nothing is due, and no issue is open`);
    for (const deed of deeds) {
      carryOut(deed);
      answer(deedLine(one.stack, deed));
    }
  }
}

/** One stack; all of the checkout where none is named, but for the gallery. */
function stacksOf(place: Place, { stack, tenant }: StackOptions): readonly { stack: string; file: string }[] {
  if (stack !== undefined || tenant !== undefined) return [chosenStack(place, { stack, tenant } as StackOptions)];
  const all = unnamedStacks(place.root);
  if (all.length === 0) throw new UsageError("tenants/ holds no file: copy tenants/dev.yaml and change it");
  return all;
}

function statusOf(
  place: Place,
  { stack, file }: { stack: string; file: string },
  now: string | undefined,
): StackStatus {
  const shown = isAbsolute(file) ? file : relative(place.cwd, join(place.root, file));
  const tenant = readTenant(shown);
  const today = now ?? todayIn(tenant, place.day);
  const statuses = credentialStatuses({ stack, file }, tenant, today, readRecord(place.root, stack).verified);
  const { domain, disposable } = tenant;
  const vendors = heldByVendors(tenant);
  return { stack, domain, file, today, disposable, statuses, ...(vendors.length > 0 && { heldByVendors: vendors }) };
}

function print(stacks: readonly StackStatus[], { json, metrics, html }: Options): void {
  const statuses = stacks.flatMap((stack) => stack.statuses);
  if (html !== undefined) writeFileAtomic.sync(html, statusPage(stacks));
  if (metrics) process.stdout.write(statusMetrics(statuses));
  else if (json) {
    const document = { verdict: worst(statuses), stacks };
    answerJson(document);
  } else if (html !== undefined) answer(html);
  else
    for (const [index, stack] of stacks.entries()) {
      const { domain, file, today } = stack;
      answer(`${index > 0 ? "\n" : ""}${domain}, ${file}, on ${today}\n`);
      const columns = process.stdout.isTTY ? process.stdout.columns : undefined;
      answer(statusTable(stack.statuses, columns).join("\n"));
      if (stack.heldByVendors)
        answer(
          `Nothing to renew of ${stack.heldByVendors.join(", ")}: the vendor signs in with its own application, and no credential of it is here.`,
        );
    }
}

/** @returns the exit code */
export async function status(args: readonly string[], place: Place): Promise<number> {
  let code: number = exits.fine;
  const command = withStack(
    verbCommand("status", "Every credential of the tenants' files: days left, renewal, overlap, who must act.", [
      "Every tenant's file is read where no stack is named. No engine, no secret; no network but for --issues.",
      "Exit codes: 0 nothing is due · 1 something is to be renewed or handed over now · 2 a credential has ended ·",
      "            3 called wrongly, or a file has faults · with --issues 0 once the issues are in step, whatever is due",
    ]),
  )
    .option("--json", "print one JSON document")
    .addOption(new Option("--metrics", "print Prometheus text, for a textfile collector").conflicts("json"))
    .option("--html <file>", "write one page with a timeline")
    .option("--now <day>", "judge as on this day (YYYY-MM-DD) instead of today", dayOption)
    .option("--issues", "open, update or close one GitHub issue a tenant, by gh")
    .option("--disposable <stacks>", "with --issues: disposable tenants that count, too, by their stacks' names", names)
    .action(async (options: Options) => {
      if (options.disposable !== undefined && !options.issues) throw new UsageError("--disposable goes with --issues");
      const stacks = stacksOf(place, options).map((stack) => statusOf(place, stack, options.now));
      if (options.issues) return tellGitHub(stacks, options.disposable ?? []);
      print(stacks, options);
      code = exits[worst(stacks.flatMap(({ statuses }) => statuses))];
    });
  try {
    const result = await runVerb(command, args, () => code);
    // Commander's own refusals have the code of a wrong call elsewhere.
    return code === exits.fine && result !== exits.fine ? exits.unknown : result;
  } catch (thrown) {
    const error = fileFault(thrown) ?? thrown;
    if (!(error instanceof UsageError || error instanceof OperationError || error instanceof SettingsError))
      throw error;
    say(error.message);
    return exits.unknown;
  }
}
