/** The gate of `make test`: format and lint, types, imports, unit, e2e; the last line is the count, the exit code tells whether all is well. */
import { spawn } from "node:child_process";
import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";

/** Numbers of checks. A gate without tests of its own (format, types) is one check. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const root = join(import.meta.dirname, "..");

/** The parts of vitest's JSON report that are counted. */
const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

/**
 * Counts one vitest run. A file that does not load has no tests: it is one failure. So is a run that ends badly
 * without a failed test (an unhandled rejection, a crash, no test found at all).
 * @param report vitest's JSON report, undefined where it wrote none
 */
export function tallyOf(report: unknown, exitCode: number): Tally {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const run = vitestReport.parse(report);
  const unloaded = run.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  const failed = run.numFailedTests + unloaded.length;
  return {
    passed: run.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: run.numPendingTests + run.numTodoTests,
  };
}

/** The sum of several counts. */
export function total(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** The last line of `make test`. */
export function lastLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** Runs a tool of node_modules/.bin. Its exit code is 1 where it could not be started. */
async function tool(name: string, args: readonly string[], quiet: boolean): Promise<{ code: number; output: string }> {
  const child = spawn(join(root, "node_modules", ".bin", name), args, {
    cwd: root,
    stdio: quiet ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (output += chunk));
  return new Promise((resolve) => {
    child.once("error", (error) => resolve({ code: 1, output: error.message }));
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** A tool that says nothing where all is well. */
async function check(title: string, name: string, args: readonly string[]): Promise<Tally> {
  const { code, output } = await tool(name, args, true);
  console.log(code === 0 ? `${title}: well` : `${output.trimEnd()}\n${title}: FAILED (${[name, ...args].join(" ")})`);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

async function tests(project: "unit" | "e2e"): Promise<Tally> {
  const file = join(root, "node_modules", ".cache", `vitest-${project}.json`);
  await mkdir(dirname(file), { recursive: true });
  await rm(file, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const { code } = await tool("vitest", ["run", "--project", project, ...reporters], false);
  const report = await readFile(file, "utf8").catch(() => undefined);
  return tallyOf(report === undefined ? undefined : JSON.parse(report), code);
}

if (import.meta.main) {
  const checks = await Promise.all([
    check("format and lint", "biome", ["ci", "--colors=off"]),
    check("types", "tsc", ["--noEmit"]),
    check("imports", "depcruise", ["--output-type", "err-long", "."]),
  ]);
  const sum = total([...checks, await tests("unit"), await tests("e2e")]);
  console.log(lastLine(sum));
  process.exitCode = sum.failed === 0 ? 0 : 1;
}
