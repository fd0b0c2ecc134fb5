/** What one call of the review says: a report for every stack that differs, and which could not be evaluated. */
import type { LocalizedText } from "../../components/localized-text.ts";
import { inOrder } from "../../components/order.ts";
import type { Verdict } from "../change.ts";
import type { ProgramFile } from "../program/change.ts";
import type { Report } from "./index.ts";

/** The report of one stack. */
export interface StackReport extends Report {
  readonly stack: string;
  /** Today in the stack's world, `YYYY-MM-DD` in UTC: what lifetimes and exceptions were measured by. */
  readonly now: string;
  /** True: both sides run, and are judged by, the same code. */
  readonly sameCode: boolean;
}

/** What differs of the code itself. */
export interface ProgramReport {
  /** The report's first line. */
  readonly headline: LocalizedText;
  readonly files: readonly ProgramFile[];
}

/** A stack that could not be evaluated, and why, one fault an entry; errors of its program are in English. */
export interface StackFailure {
  readonly stack: string;
  readonly file: string;
  readonly faults: readonly LocalizedText[];
}

/** The answer to one call. */
export interface ReviewDocument {
  readonly revision: string;
  /** Absent: the same code on both sides, or nothing to compare it with. */
  readonly program?: ProgramReport;
  /** Of all stacks together, as of the changes of one. */
  readonly verdict: Verdict;
  /** True: at least one stack's change is refused. */
  readonly blocks: boolean;
  /** What is refused first, then the widest. */
  readonly stacks: readonly StackReport[];
  readonly failed: readonly StackFailure[];
  /** Names of stacks in which nothing differs. */
  readonly unchanged: readonly string[];
}

const dangerous: readonly Verdict[] = ["broadened", "narrowed", "changed", "unchanged"];

/** The worst first. */
function byDanger(a: StackReport, b: StackReport): number {
  const verdict = ({ verdict: each }: StackReport) => dangerous.indexOf(each);
  return Number(b.blocks) - Number(a.blocks) || verdict(a) - verdict(b) || inOrder(a.stack, b.stack);
}

/** Puts the stacks of one call together. */
export function documentOf(
  revision: string,
  { program, stacks, failed, unchanged }: Pick<ReviewDocument, "program" | "stacks" | "failed" | "unchanged">,
): ReviewDocument {
  return {
    revision,
    ...(program && { program }),
    verdict: dangerous.find((verdict) => stacks.some((report) => report.verdict === verdict)) ?? "unchanged",
    blocks: program !== undefined || stacks.some(({ blocks }) => blocks),
    stacks: [...stacks].sort(byDanger),
    failed,
    unchanged,
  };
}
