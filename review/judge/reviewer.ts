/** Findings about changes of the review itself. */
import type { Clause, Value } from "../clause.ts";
import type { JudgedBy, JudgedFinding } from "../finding.ts";
import type { Recording } from "../recording.ts";
import { engineSetting, judgeFailed, reviewerChanged } from "../rules/meta-rules.ts";
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

function finding(subject: string, files: readonly string[], judgedBy: JudgedBy): JudgedFinding {
  const values = {
    files: { code: "files", files: files.slice(0, named), more: Math.max(0, files.length - named) },
    judge: { code: "rules-of", whose: judgedBy },
  } as const;
  return { ...findingOf(reviewerChanged, "", { subject, values }), preExisting: false, blocks: false };
}

/** One finding for each area that a change touches. A warning: its author may be right, and a person must look. */
export function reviewerFindings(changedFiles: readonly string[], judgedBy: JudgedBy): JudgedFinding[] {
  return areas.flatMap((area) => {
    const files = changedFiles.filter((file) => area.test(file));
    const subject = files[0]?.includes("/") ? `${files[0].split("/")[0]}/` : files[0];
    return subject === undefined ? [] : [finding(subject, files, judgedBy)];
  });
}

/** Every setting of the engine that differs. It refuses: what runs, and who reads the state, no recording shows. */
export function settingFindings(before: Recording | undefined, after: Recording): JudgedFinding[] {
  const [old, current] = [before?.settings, after.settings];
  if (!old || !current) return [];
  return [...new Set([...Object.keys(old), ...Object.keys(current)])]
    .filter((key) => old[key] !== current[key])
    .sort()
    .map((subject) => ({
      ...findingOf(engineSetting, "", {
        subject,
        values: { from: settingOf(old[subject]), to: settingOf(current[subject]) },
      }),
      preExisting: false,
      blocks: true,
    }));
}

function settingOf(value: string | undefined): Value {
  return value ?? { code: "no-value" };
}

/** The base's own judge failed, so the change was judged by its own rules. That refuses it: a person must decide. */
export function judgeFailedFinding(fault: Clause): JudgedFinding {
  return { ...findingOf(judgeFailed, "", { values: { fault } }), preExisting: false, blocks: true };
}
