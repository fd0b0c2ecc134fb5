/** Findings in words. */
import type { ReportedFinding } from "../report/finding.ts";
import type { Mark, Words } from "../words/words.ts";

/** One finding in words. */
export interface FindingLine {
  readonly mark: Mark;
  readonly markWords: string;
  readonly integration: string;
  readonly rule: string;
  readonly subject: string;
  /** `tenants/prod.yaml:17`; empty where the file has no such place. */
  readonly place: string;
  readonly message: string;
  readonly remedy: string;
  /** Of an accepted one: until when and why. */
  readonly exception: string;
}

function markOf({ blocks, accepted, preExisting }: ReportedFinding): Mark {
  if (preExisting) return "standing";
  if (blocks) return "blocks";
  return accepted ? "accepted" : "warns";
}

/** Puts a finding into words. */
export function findingLine(finding: ReportedFinding, file: string, words: Words): FindingLine {
  const { integration, rule, subject, accepted, preExisting, level, line } = finding;
  const mark = markOf(finding);
  const unaccepted = preExisting && !accepted && level !== "warn" ? words.notAccepted : "";
  return {
    mark,
    markWords: words.mark[mark],
    integration,
    rule,
    subject,
    place: words.line(file, line),
    message: words.said(finding.message),
    remedy: accepted ? "" : words.said(finding.remedy),
    exception: accepted ? words.accepted(accepted.until, words.said(accepted.reason)) : unaccepted,
  };
}

/** What refuses first. */
export const markOrder: readonly Mark[] = ["blocks", "warns", "accepted", "standing"];
