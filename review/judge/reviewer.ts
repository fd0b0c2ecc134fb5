/** Findings about changes of the code itself, and of the review. */
import type { Clause, Value } from "../clause.ts";
import type { JudgedFinding } from "../finding.ts";
import type { ProgramChange } from "../program/change.ts";
import type { LintFault } from "../program/lint.ts";
import type { Recording } from "../recording.ts";
import { engineSetting, judgeFailed, programChanged, programUses, tenantExchanged } from "../rules/meta-rules.ts";
import { findingOf } from "./finding-of.ts";

/** How many files of a kind a finding names. */
const named = 5;

/** One finding for everything that runs or judges and that differs; undefined where both sides have the same code. */
export function programFinding({ files }: ProgramChange): JudgedFinding | undefined {
  if (files.length === 0) return undefined;
  const parts = [...Map.groupBy(files, ({ part }) => part)].map(([part, all]) => ({
    part,
    files: all.slice(0, named).map(({ path }) => path),
    more: Math.max(0, all.length - named),
  }));
  const values = { files: { code: "files-by-part", parts } } as const;
  return { ...findingOf(programChanged, "", { values }), preExisting: false, blocks: true };
}

/** One finding for each thing that the program's modules use now and did not before. */
export function programUseFindings(faults: readonly LintFault[]): JudgedFinding[] {
  return [...Map.groupBy(faults, ({ use }) => use)].map(([use, all]) => {
    const places = all.map(({ file, line }) => `${file}:${line}`);
    const values = {
      places: { code: "places", places: places.slice(0, named), more: Math.max(0, places.length - named) },
    } as const;
    return { ...findingOf(programUses, "", { subject: use, values }), preExisting: false, blocks: true };
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

/** Another tenant under the same stack. */
export function tenantFindings(before: Recording | undefined, after: Recording): JudgedFinding[] {
  const [from, to] = [before?.tenantId ?? "", after.tenantId];
  if (from === "" || to === "" || from === to) return [];
  const found = findingOf(tenantExchanged, "", { subject: to, path: "tenant.id", values: { from } });
  return [{ ...found, preExisting: false, blocks: true }];
}

function settingOf(value: string | undefined): Value {
  return value ?? { code: "no-value" };
}

/** The base's own judge failed, so the change was judged by its own rules. That refuses it: a person must decide. */
export function judgeFailedFinding(fault: Clause): JudgedFinding {
  return { ...findingOf(judgeFailed, "", { values: { fault } }), preExisting: false, blocks: true };
}
