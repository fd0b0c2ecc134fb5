/**
 * What was deployed last, kept beside the state as a tag of the stack, and what has changed since in the reviewer's words.
 * What slipped through one review is seen at the next deployment.
 */
import type { ReviewDocument } from "../../review/report/document.ts";
import type { ReportedFinding } from "../../review/report/finding.ts";
import { BaseError, baseCommit } from "../../review/run/base.ts";
import { PackagesError } from "../../review/run/packages.ts";
import { review } from "../../review/run/review.ts";
import type { Pulumi } from "../engine.ts";
import { OperationError } from "../errors.ts";

const tag = "integrations:deployed";
const noCommit = "0".repeat(40);

/** The commit that was applied last; undefined where none was by a plan. */
export async function deployedCommit(pulumi: Pick<Pulumi, "read">): Promise<string | undefined> {
  const tags = await pulumi.read(["stack", "tag", "ls", "--json"]);
  const value = (JSON.parse(tags || "{}") as Readonly<Record<string, unknown>> | null)?.[tag];
  return typeof value === "string" && /^[0-9a-f]{40,64}$/.test(value) ? value : undefined;
}

/** Keeps which commit has been applied. */
export async function keepDeployed(pulumi: Pick<Pulumi, "read">, commit: string): Promise<void> {
  await pulumi.read(["stack", "tag", "set", tag, commit]);
}

/** What judges a change of code is a person, before it is merged; here it has been. */
const liftedByMerge: readonly string[] = ["program-changed"];

/** Findings that refuse a deployment. */
export function refusingIn({ stacks }: Pick<ReviewDocument, "stacks">): readonly ReportedFinding[] {
  return stacks.flatMap(({ findings }) =>
    findings.filter(({ blocks, rule }) => blocks && !liftedByMerge.includes(rule)),
  );
}

/**
 * Judges the checkout against what was deployed last.
 * @param deployed undefined: everything is new
 * @throws OperationError where the two cannot be compared
 */
export async function judgedSince(
  root: string,
  stack: string,
  deployed: string | undefined,
  { machineDay, timeoutMilliseconds }: { readonly machineDay: string; readonly timeoutMilliseconds: number },
): Promise<ReviewDocument> {
  try {
    const revision = deployed ?? noCommit;
    const document = await review({
      root,
      own: root,
      revision,
      found: baseCommit(root, revision),
      selection: { stack },
      now: undefined,
      machineDay,
      timeoutMilliseconds,
    });
    const faults = document.failed.flatMap((failure) => failure.faults.map(({ en }) => en));
    if (faults.length === 0) return document;
    throw new OperationError(
      `The stack ${stack} could not be judged:\n${faults.map((line) => `  ${line}`).join("\n")}`,
    );
  } catch (error) {
    if (!(error instanceof BaseError || error instanceof PackagesError)) throw error;
    const why = deployed === undefined ? "" : ` The commit that was applied last is ${deployed}.`;
    throw new OperationError(`What was deployed last cannot be compared with: ${error.message}.${why}`);
  }
}
