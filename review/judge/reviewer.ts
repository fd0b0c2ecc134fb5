/** Findings about changes of the review itself. */
import type { JudgedBy, JudgedFinding, Level } from "../finding.ts";
import { reviewerChanged } from "../rules/meta-rules.ts";
import { findingOf } from "./finding-of.ts";

/** Folders and files that decide what a review says, or how it is started. */
const areas: readonly RegExp[] = [
  /^review\//,
  /^policy\//,
  /^catalog\//,
  /^engine\//,
  /^\.github\//,
  /^package-lock\.json$/,
  /^package\.json$/,
  /^Makefile$/,
  /^CODEOWNERS$/,
];

/** How many files a finding names. */
const named = 5;

function finding(subject: string, files: readonly string[], level: Level, judgedBy: JudgedBy): JudgedFinding {
  const rest = files.length - named;
  const list = `${files.slice(0, named).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  const judge = judgedBy === "base" ? "base" : "working tree";
  return {
    ...findingOf(reviewerChanged, "", { subject, level, values: { files: list, judge } }),
    preExisting: false,
    blocks: level !== "warn",
  };
}

/** One finding for each area that a change touches. A warning: its author may be right, and a person must look. */
export function reviewerFindings(changedFiles: readonly string[], judgedBy: JudgedBy): JudgedFinding[] {
  return areas.flatMap((area) => {
    const files = changedFiles.filter((file) => area.test(file));
    const subject = files[0]?.includes("/") ? `${files[0].split("/")[0]}/` : files[0];
    return subject === undefined ? [] : [finding(subject, files, "warn", judgedBy)];
  });
}

/** The base's own judge failed, so the change was judged by its own rules. That refuses it: a person must decide. */
export function judgeFailed(fault: string): JudgedFinding {
  return finding("The judge of the base", [fault], "block", "working-tree");
}
