/**
 * What the language host starts in place of the program: it starts the program confined, and stands between it and the engine.
 * Its own environment is as cut as the program's.
 *
 * Arguments: what {@link Settings} says, then what Node would have been given.
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { type Expected, standBetween } from "./between.ts";

/** As JSON. */
export interface Settings {
  /** Node's flags, which confine the program. */
  readonly flags: readonly string[];
  /** File with what it may send ({@link Expected}). */
  readonly expected: string;
}

function following(args: readonly string[], flag: string): string {
  return args[args.indexOf(flag) + 1] ?? "";
}

const [, , settings = "", ...given] = process.argv;
const { flags, expected } = JSON.parse(settings) as Settings;
// A policy pack is given no monitor.
const at = given.indexOf("--monitor");
if (at >= 0) {
  const run = {
    project: following(given, "--project"),
    stack: following(given, "--stack"),
    dryRun: given.includes("--dry-run"),
  };
  const program = JSON.parse(readFileSync(expected, "utf8")) as Expected;
  given[at + 1] = await standBetween(given[at + 1] ?? "", program, run);
}
const child = spawn(process.execPath, [...flags, ...given], { stdio: "inherit" });
child.once("error", (error) => {
  process.stderr.write(`the program could not be started: ${error.message}\n`);
  process.exit(1);
});
child.once("exit", (code, signal) => {
  if (signal === null) process.exit(code ?? 1);
  process.stderr.write(`the program was ended by ${signal}\n`);
  process.exit(1);
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
