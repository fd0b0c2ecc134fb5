/** What the results come to: the table that `make battery` prints, and docs/reliability.md. Pure. */
import { type ClassName, classes } from "./cases.ts";
import { type CheckerName, checkers } from "./checkers.ts";
import { explanationOf } from "./explained.ts";
import type { Result } from "./results.ts";

const classNames = Object.keys(classes) as ClassName[];
const checkerNames = Object.keys(checkers) as CheckerName[];

/** Cases that passed a checker, or all of them, out of those that were played. */
export interface Score {
  readonly passed: number;
  readonly of: number;
}

function scoreOf(results: readonly Result[], checker?: CheckerName): Score {
  const failed = results.filter(({ amiss }) => (checker ? checker in amiss : Object.keys(amiss).length > 0));
  return { passed: results.length - failed.length, of: results.length };
}

/** Rounded down, so that 100 % means all. */
function percent({ passed, of }: Score): string {
  return of === 0 ? "-" : `${(Math.floor((passed / of) * 10_000) / 100).toFixed(2)} %`;
}

function shownScore(score: Score): string {
  return score.of === 0 ? "-" : `${score.passed}/${score.of}`;
}

/** Rows of a table: each class by checker, and the sums. */
function rows(results: readonly Result[]): string[][] {
  const ofClass = (name: ClassName) => results.filter((result) => result.class === name);
  const cells = (checker?: CheckerName) => [
    ...classNames.map((name) => shownScore(scoreOf(ofClass(name), checker))),
    shownScore(scoreOf(results, checker)),
    percent(scoreOf(results, checker)),
  ];
  return [
    ["", ...classNames, "all", "share"],
    ...checkerNames.map((name) => [name, ...cells(name)]),
    ["every checker", ...cells()],
  ];
}

function aligned(table: readonly (readonly string[])[]): string[] {
  const widths = (table[0] ?? []).map((_, at) => Math.max(...table.map((row) => (row[at] ?? "").length)));
  return table.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}

/** The table for a terminal. */
export function summary(results: readonly Result[]): string[] {
  return aligned(rows(results));
}

/** A failed case with why it fails, where that is known. */
export interface Failure {
  readonly result: Result;
  readonly why: string | undefined;
}

/** Every case that did not pass. */
export function failures(results: readonly Result[]): Failure[] {
  return results
    .filter(({ amiss }) => Object.keys(amiss).length > 0)
    .map((result) => ({ result, why: explanationOf(result) }));
}

/** The least share of a checker that need not hold in every case. */
const leastShare = 0.99;

/** What keeps the battery from passing; empty: it passes. */
export function shortcomings(results: readonly Result[]): string[] {
  const low = checkerNames.flatMap((name) => {
    const { passed, of } = scoreOf(results, name);
    const { whole } = checkers[name];
    if (whole ? passed === of : passed >= leastShare * of) return [];
    return [`${name}: ${passed}/${of}, and ${whole ? "every case" : "99 %"} must pass`];
  });
  const unexplained = failures(results).filter(({ why }) => why === undefined);
  return [...low, ...(unexplained.length > 0 ? [`${unexplained.length} failures without an explanation`] : [])];
}

/** What was tried with the engine itself. */
export interface EngineTrial {
  readonly title: string;
  readonly score: Score;
  /** Sentences about how it was done. */
  readonly how: string;
  readonly failed: readonly string[];
}

function table(lines: readonly (readonly string[])[]): string[] {
  const [head = [], ...body] = lines;
  return [
    `| ${head.join(" | ")} |`,
    `|${head.map((_, at) => (at === 0 ? "---" : "--:")).join("|")}|`,
    ...body.map((row) => `| ${row.join(" | ")} |`),
  ];
}

function failureLines(results: readonly Result[]): string[] {
  const groups = new Map<string, Result[]>();
  for (const { result, why = "**Not explained.**" } of failures(results))
    groups.set(why, [...(groups.get(why) ?? []), result]);
  if (groups.size === 0) return ["None."];
  return [...groups].flatMap(([why, of]) => [
    `* ${why} (${of.length})`,
    ...of.slice(0, 12).map(({ id, amiss }) => `  * \`${id}\`: ${Object.keys(amiss).join(", ")}`),
    ...(of.length > 12 ? [`  * and ${of.length - 12} more of the same kind`] : []),
  ]);
}

/** docs/reliability.md. @param total how many cases the battery has */
export function page(
  results: readonly Result[],
  { total, trials, fingerprint }: { total: number; trials: readonly EngineTrial[]; fingerprint: string },
): string {
  return `${[
    "# Reliability",
    "",
    "Written by `make battery`; no figure here is typed by hand.",
    "",
    "A run of `up` can end anywhere: a service answers 503 after it has done what was asked, a connection breaks, a CI job",
    "is cancelled. The battery plays one such fault at every request of five runs of the stack `dev` on the simulated",
    "tenant: the first `up`, an integration added, a credential appended to every integration, the former one retired, and",
    "the new one retired because it leaked before anybody used it; then two to five faults at once, at random. After the disturbed run comes what `make up` does by itself: the state",
    "is put right, the program applied again, until a run finds nothing to do, at most three times. Then the checkers look",
    "at every moment of it and at its end.",
    "",
    `${results.length} of ${total} cases played, on the sources \`${fingerprint}\`.`,
    "",
    ...table(rows(results)),
    "",
    ...classNames.map((name) => `* ${name}: ${descriptions[name]}`),
    "",
    "The first six checkers must hold in every case, the others in 99 of a hundred, with every failure explained here.",
    "",
    "## Failures",
    "",
    ...failureLines(results),
    "",
    "## With the engine itself",
    "",
    "The cases above drive the plugins without the engine, one resource after the other: what the engine writes down before",
    "and after each step is modelled, its parallelism is not. A test holds the requests of the two equal",
    "(`test/e2e/battery.test.ts`). With the real engine, its processes and a file for its state:",
    "",
    ...trials.flatMap(({ title, score, how, failed }) => [
      `* ${title}: ${shownScore(score)}. ${how}`,
      ...failed.map((one) => `  * ${one}`),
    ]),
    ...(trials.length === 0 ? ["* Nothing yet on these sources."] : []),
  ].join("\n")}\n`;
}

const descriptions: Readonly<Record<ClassName, string>> = {
  F1: "a request is refused or cut off before its effect: 429 with and without Retry-After, 500, 503, 504, 408, a reset, an expired token, a stale 404",
  F2: "a write is done and its answer lost: 503, 504, a reset, half an answer, none in time",
  F3: "a write is refused for as long as the run lasts: no permission, a policy, a quota, an object of somebody else's",
  F4: "the process dies: before a write is sent, after it was done, after its answer and before the state is written",
  F5: "replicas lag behind by 1, 3 or 10 reads: the application behind a principal, a new object, a list, an old copy",
  F6: "two to five of F1, F2 and F4 in one run, and up to two more in the rerun that heals it",
  F7: "F2 and F4 in a rotation: at every write for which a credential of each integration is issued, retired, or retired unused after a leak",
  F8: "a second run of the same program from the same state, which no lock kept out, goes whole before each write of the first; somebody adds a certificate in the portal between the reading of an application and each change of it",
};
